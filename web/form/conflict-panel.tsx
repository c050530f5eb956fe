/**
 * Somebody else saved the same answer meanwhile: both texts, and whose it shall be. It stands under the field, so that the line
 * one is writing on stays where it is; nothing is saved until a button is pressed.
 */

import { useEffect, useRef } from "preact/hooks";
import type { AnswerValue, Question } from "#domain/form";
import { announce } from "../announce.ts";
import type { Saved } from "../draft/answer.ts";
import { bothTexts, merged } from "../draft/merge.ts";
import { useAnswer } from "../draft/watching.ts";
import { useServer } from "../server-state.ts";
import { plan } from "../texts/plan.sv.ts";
import { useEditing } from "./editing.ts";
import { answerId } from "./field-ids.ts";
import { InShort } from "./in-short.tsx";
import "./conflict-panel.css";

const words = plan.conflict;
export const conflictId = (question: string): string => `val-${question}`;

export function ConflictPanel({ question }: { question: Question }) {
  const { draft } = useEditing();
  const { answer, value, theirs, aside } = useAnswer(draft, question.id);
  const goToField = () => document.getElementById(answerId(question.id))?.focus();
  if (theirs) return <Choice question={question} mine={value} theirs={theirs} done={goToField} />;
  if (aside === null) return null;
  return (
    <div class="notice">
      <p>{words.usedTheirs}</p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => {
            answer.takeBack();
            goToField();
          }}
        >
          {words.takeBack}
        </button>
      </div>
    </div>
  );
}

type ChoiceProps = { question: Question; mine: AnswerValue; theirs: Saved; done: () => void };

function Choice({ question, mine, theirs, done }: ChoiceProps) {
  const { draft } = useEditing();
  const { data: me } = useServer("me", {});
  const heading = useRef<HTMLHeadingElement>(null);
  const answer = draft.answerOf(question.id);
  const isMine = theirs.by === me?.person.name;
  const lead = isMine ? words.leadMine(theirs.at) : words.lead(theirs.by, theirs.at);
  const both =
    typeof mine === "string" && typeof theirs.value === "string"
      ? question.kind === "choice"
        ? null
        : bothTexts(theirs.value, mine)
      : merged(theirs.value, mine);
  useEffect(() => announce(lead), [lead]);

  const settle = (choice: Parameters<typeof answer.settle>[0]) => {
    answer.settle(choice);
    done();
  };

  return (
    <section class="notice warn conflict-panel" aria-labelledby={conflictId(question.id)}>
      <h3 id={conflictId(question.id)} ref={heading} tabIndex={-1}>
        {lead}
      </h3>
      <div class="buttons">
        <button type="button" class="button first" onClick={() => settle({ use: "mine" })}>
          {words.keepMine}
        </button>
        <button type="button" class="button" onClick={() => settle({ use: "theirs" })}>
          {isMine ? words.useOther : words.useTheirs(theirs.by)}
        </button>
        {both !== null && (
          <button type="button" class="button" onClick={() => settle({ use: "both", text: both })}>
            {words.both}
          </button>
        )}
      </div>
      <div class="texts">
        <section>
          <h4>{words.mine}</h4>
          <InShort question={question} value={mine} />
        </section>
        <section>
          <h4>{isMine ? words.other : words.theirs(theirs.by)}</h4>
          <InShort question={question} value={theirs.value} />
        </section>
      </div>
    </section>
  );
}
