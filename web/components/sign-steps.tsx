/** What fills the page between the press and the receipt: the log-in that remains, the wait, and what to do when nothing answers. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useWords } from "../kind.ts";
import type { Signing } from "../signing.ts";
import { domainWords } from "../texts/domain.ts";
import { readingWords } from "../texts/reading.ts";

/** Null while there is nothing to do but read. */
export function SignStep({ signing }: { signing: Signing }): JSX.Element | null {
  const words = useWords(readingWords).sign;
  const domain = useWords(domainWords);
  const { at, logIn, cancel } = signing;
  switch (at.stage) {
    case "afresh":
      return (
        <Step key="afresh" heading={words.afresh.heading}>
          {at.again && <p class="step-again">{words.afresh.again}</p>}
          <p class="step-sentence">{domain.refusals.reauthenticate({ pressedAt: at.pending.pressedAt })}</p>
          <p>
            {words.afresh.why} {words.afresh.until(at.pending.until)}
          </p>
          <div class="buttons">
            <button type="button" class="button first" onClick={logIn}>
              {words.afresh.button}
            </button>
            <button type="button" class="button plain" onClick={cancel}>
              {words.afresh.cancel}
            </button>
          </div>
        </Step>
      );
    case "signing":
      return (
        <Step key="signing" heading={words.heading}>
          <p role="status">{words.signing}</p>
        </Step>
      );
    case "unanswered":
      return (
        <Step key="unanswered" heading={words.heading}>
          <p role="alert">{at.sentence}</p>
          <div class="buttons">
            <button type="button" class="button first" onClick={at.retry}>
              {words.retry}
            </button>
          </div>
        </Step>
      );
    default:
      return null;
  }
}

/** A step takes the whole page's place, so the focus goes along. */
function Step({ heading, children }: { heading: string; children: ComponentChildren }): JSX.Element {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    window.scrollTo(0, 0);
    title.current?.focus();
  }, []);
  return (
    <section class="card step" aria-labelledby="steg">
      <h2 id="steg" ref={title} tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
