/** An act that asks for some words and no more: a reason, a comment. Behind a line that opens it. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useAct } from "../act.ts";
import { ActButton } from "../components/act-button.tsx";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";
import { useKeptText } from "../use-kept-text.ts";
import { Refused, WordsField } from "./fields.tsx";
import { useRefused } from "./refused.ts";

type Props = {
  /** Where the words are kept: what they are for and of which submission. */
  about: [what: string, id: string];
  open: string;
  lead?: string;
  label: string;
  missing: string;
  button: string;
  send: (text: string, key: string) => Promise<unknown>;
  done: () => unknown;
};

export function CommentForm({ about, open, lead, label, missing, button, send, done }: Props): JSX.Element {
  const words = useWords(reviewWords);
  const refused = useRefused();
  const act = useAct();
  const kept = useKeptText(...about);
  const [isOpen] = useState(() => isKept(...about));
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  async function press(): Promise<void> {
    const text = kept.text.trim();
    setMissing(text === "");
    if (text === "") return field.current?.focus();
    // A colleague may have been first.
    if (
      !(await act.run(
        (key) => send(text, key),
        () => void askAgain("submission"),
      ))
    )
      return;
    kept.sent();
    await done();
  }

  return (
    <details class="disclosure" open={isOpen}>
      <summary>{open}</summary>
      <div class="extension-form">
        {lead && <p class="quiet">{lead}</p>}
        <WordsField id={about[0]} {...{ label, kept, field, busy: act.busy }} fault={isMissing ? missing : null} />
        <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
        <div class="buttons">
          <ActButton busy={act.busy} onPress={() => void press()}>
            {act.busy ? words.working : button}
          </ActButton>
        </div>
      </div>
    </details>
  );
}
