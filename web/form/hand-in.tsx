/** The end of the form: everything is saved first, then the plan is handed to the head for signature. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Answer, Body } from "#domain/contract";
import { isPlain } from "#domain/counting";
import { type Fault, isAnswered, questions } from "#domain/form";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Notice } from "../components/notice.tsx";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { isPassing, refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
import { planWords } from "../texts/plan.ts";
import { flushAll } from "../unsaved.ts";
import { useEditing } from "./editing.ts";

type Props = {
  submission: Answer<"submission">;
  onFaults: (faults: Fault[]) => void;
  onDone: (waiting: Waiting) => void;
  /** Of an answer to SKR, instead of the round's deadline: when it is due, and what is written beside it. */
  children?: ComponentChildren;
  /** What goes along; null when it cannot go as it stands. */
  body?: () => Body<"handIn"> | null;
};

type Waiting = Answer<"handIn">["waiting"];

export function HandIn({ submission, onFaults, onDone, children, body = () => ({}) }: Props) {
  const sentenceOf = useSentenceOf();
  const plan = useWords(planWords);
  const domain = useWords(domainWords);
  const words = plan.handIn;
  const { id, template, draft } = useEditing();
  const isOdd = useTold(draft, () =>
    questions(template)
      .filter(isAnswered)
      .some((question) => !isPlain(JSON.stringify(draft.answerOf(question.id).value))),
  );
  const letters = useLater(isOdd, () => import("./put-right.tsx"));
  const act = useAct();
  const [isSaving, setSaving] = useState(false);
  const [unsaved, setUnsaved] = useState("");
  const heads = submission.heads.map(({ name }) => name);
  const busy = act.busy || isSaving;

  async function send(): Promise<void> {
    setUnsaved("");
    const along = body();
    if (!along) return;
    setSaving(true);
    // Files that have not got through are among it: what is handed in would lack them.
    const isAllSaved = await flushAll();
    setSaving(false);
    if (!isAllSaved) return setUnsaved(draft.standing().phase === "conflict" ? words.chooseFirst : words.notSaved);
    let sent: Answer<"handIn"> | null = null as Answer<"handIn"> | null;
    const done = await act.run(
      async (key) => {
        sent = await call("handIn", { id }, { body: along, key });
      },
      (refusal) => {
        const found = refusedAs(refusal, "over-limit") ?? refusedAs(refusal, "missing");
        if (found) {
          act.dismiss();
          onFaults(found.faults);
        } else if (!isPassing(refusal)) void askAgain("submission");
      },
    );
    if (done && sent) onDone(sent.waiting);
  }

  return (
    <section class="card section hand-in no-print" aria-labelledby="skicka">
      <h2 id="skicka">
        <span>{words.title}</span>
      </h2>
      <p>{words.lead(heads)}</p>
      {children ?? (
        <p>
          <strong>{domain.deadline(submission.closesAt)}.</strong>{" "}
          {submission.round.act === "signed" ? words.signedInTime : words.inTime}
        </p>
      )}
      {letters.part && <letters.part.LettersNote />}
      {heads.length === 0 && (
        <Notice tone="warn">
          <p>{words.noHead}</p>
        </Notice>
      )}
      {(unsaved || act.refusal !== null) && (
        <Notice tone="bad" announced>
          <p>{unsaved || (isPassing(act.refusal) ? words.tryAgain : sentenceOf(act.refusal))}</p>
        </Notice>
      )}
      <div class="buttons">
        <ActButton first busy={busy} onPress={send}>
          {busy ? words.sending : words.button(heads)}
        </ActButton>
      </div>
    </section>
  );
}
