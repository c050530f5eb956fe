/** Below the plan: the sentence the head signs, the button, and the way back to the writers. */
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { type Instant, isClosed } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { backToPlace } from "../place.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { type Signing, sendingBack } from "../signing.ts";
import { domainWords } from "../texts/domain.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { useKeptText } from "../use-kept-text.ts";
import { ActButton } from "./act-button.tsx";
import { LeftWords } from "./left-words.tsx";
import { MoreTime } from "./more-time.tsx";
import { Unstored } from "./unstored.tsx";

type Props = {
  submission: Answer<"submission">;
  read: { version: number; hash: string };
  now: Instant;
  signing: Signing;
  onSentBack: () => void;
};

export function SignPanel({ submission, read, now, signing, onSentBack }: Props): JSX.Element {
  const words = useWords(readingWords).sign;
  const domain = useWords(domainWords);
  const { id, closesAt, completion } = submission;
  const title = useRef<HTMLHeadingElement>(null);
  // A new token is fetched in the middle of the reading, too.
  useLayoutEffect(() => void backToPlace(), []);
  // Who chose not to sign after all comes back to where the button was pressed.
  useEffect(() => {
    if (signing.cancelled) title.current?.focus();
  }, [signing.cancelled]);
  return (
    <section class="card sign no-print" aria-labelledby="underskrift">
      <h2 id="underskrift" tabIndex={-1} ref={title}>
        {words.heading}
      </h2>
      <p id="underskrift-mening" class="sign-sentence">
        {domain.signing}
      </p>
      <div class="buttons">
        <ActButton first busy={signing.busy} describedBy="underskrift-mening" onPress={() => signing.press(read)}>
          {signing.busy ? words.pressing : words.button}
        </ActButton>
      </div>
      <p>
        <a href={addressOf(submission.round.kind, id, "/papper")}>{words.onPaper}</a>
      </p>
      {!completion && isClosed(closesAt, now) ? (
        <>
          <p class="quiet small">{words.sendBackClosed(closesAt)}</p>
          <LeftWords about={sendingBack(id)} />
          <MoreTime submission={submission} />
        </>
      ) : (
        <SendBack id={id} read={read} onSentBack={onSentBack} isAsked={completion !== null} />
      )}
    </section>
  );
}

type SendBackProps = Pick<Props, "read" | "onSentBack"> & { id: string; isAsked: boolean };

function SendBack({ id, read, onSentBack, isAsked }: SendBackProps): JSX.Element {
  const sentenceOf = useSentenceOf();
  const words = useWords(readingWords).sign;
  const act = useAct();
  const field = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const kept = useKeptText(...sendingBack(id));
  const [isOpen] = useState(kept.text !== "");

  async function send(): Promise<void> {
    const comment = kept.text.trim();
    setMissing(comment === "");
    if (comment === "") return field.current?.focus();
    if (await act.run((key) => call("sendBack", { id }, { body: { ...read, comment }, key }))) {
      kept.sent();
      onSentBack();
      void askAgain("submission", "me");
    }
  }

  return (
    <details class="disclosure send-back" open={isOpen}>
      <summary>{words.sendBack}</summary>
      <p class="quiet">{isAsked ? words.sendBackLeadAsked : words.sendBackLead}</p>
      <div class="field">
        <label for="kommentar">{words.comment}</label>
        {missing && (
          <p class="fault" id="kommentar-fel">
            {words.commentMissing}
          </p>
        )}
        <textarea
          id="kommentar"
          class="input"
          {...inSwedish}
          rows={4}
          ref={field}
          value={kept.text}
          aria-invalid={missing}
          aria-describedby={missing ? "kommentar-fel" : undefined}
          onInput={(event) => kept.write(event.currentTarget.value)}
        />
        <Unstored kept={kept} />
      </div>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {refusedAs(act.refusal, "stale") ? words.sendBackStale : sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton busy={act.busy} onPress={send}>
          {words.sendBackButton}
        </ActButton>
      </div>
    </details>
  );
}
