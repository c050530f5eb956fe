/** Texts of this person that never reached the server before the plan was closed or locked: they are shown, not thrown away. */

import { useEffect, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { type AnswerValue, questionOf, type Template } from "#domain/form";
import { questionName } from "#domain/rounds";
import { Notice } from "../components/notice.tsx";
import { isSame } from "../draft/same.ts";
import { openJournal } from "../journal.ts";
import { states } from "../texts/plan-states.sv.ts";
import { InShort } from "./in-short.tsx";

type Props = { person: string; submission: Answer<"submission">; template: Template };

export function Unsent({ person, submission, template }: Props) {
  const [left, setLeft] = useState<[question: string, value: AnswerValue][]>([]);
  useEffect(() => {
    void openJournal(person, submission.id).then(({ journal, left: found }) => {
      const saved = submission.draft?.answers ?? {};
      const isThere = (question: string, value: AnswerValue) => {
        const there = saved[question];
        return there !== undefined && isSame(there.value, value);
      };
      const lost = [...found].map(([question, { value }]) => [question, value] as [string, AnswerValue]);
      for (const [question, value] of lost) if (isThere(question, value)) journal.forget(question);
      setLeft(lost.filter(([question, value]) => !isThere(question, value)));
    });
  }, [person, submission]);
  if (left.length === 0) return null;
  return (
    <div class="no-print">
      <Notice tone="warn" title={states.unsent.title}>
        <p>{states.unsent.lead}</p>
        {left.map(([id, value]) => {
          const question = questionOf(template, id);
          return (
            question && (
              <section key={id}>
                <h3>{states.unsent.section(questionName(template, id))}</h3>
                <InShort question={question} value={value} />
              </section>
            )
          );
        })}
      </Notice>
    </div>
  );
}
