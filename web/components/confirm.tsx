/** A button whose act cannot be undone: pressed, it says what will happen and asks once more, in its own place on the page. */
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { ActButton } from "./act-button.tsx";
import "./confirm.css";

type Props = {
  /** On the button that asks. */
  ask: string;
  /** Whom or what it is about, for the ear, where there are several such buttons. */
  about?: string;
  question: string;
  yes: string;
  no: string;
  busy: boolean;
  first?: boolean;
  plain?: boolean;
  /** Resolves to whether it was done. */
  onYes: () => Promise<boolean>;
  /** What follows from it, and what must be said for it. */
  children?: ComponentChildren;
};

export function Confirm({ ask, about, question, yes, no, busy, first, plain, onYes, children }: Props): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const wasAsked = useRef(false);
  const title = useRef<HTMLParagraphElement>(null);
  const opener = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isAsking) title.current?.focus();
    else if (wasAsked.current) opener.current?.querySelector("button")?.focus();
    wasAsked.current = isAsking;
  }, [isAsking]);
  if (!isAsking) {
    return (
      <div ref={opener} class="buttons">
        <ActButton
          {...(first ? { first } : {})}
          {...(plain ? { plain } : {})}
          busy={busy}
          onPress={() => setAsking(true)}
        >
          {ask}
          {about && <span class="visually-hidden">: {about}</span>}
        </ActButton>
      </div>
    );
  }
  return (
    <section class="confirm" aria-label={question}>
      <p class="confirm-question" tabIndex={-1} ref={title}>
        {question}
      </p>
      {children}
      <div class="buttons">
        <ActButton
          first
          busy={busy}
          onPress={async () => {
            if (await onYes()) setAsking(false);
          }}
        >
          {yes}
        </ActButton>
        <ActButton busy={false} onPress={() => setAsking(false)}>
          {no}
        </ActButton>
      </div>
    </section>
  );
}
