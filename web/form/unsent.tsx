/** Texts of this person that never reached the server before the plan was closed or locked: they are shown, not thrown away. */

import { useEffect, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { questionOf, type Template } from "#domain/form";
import { questionName } from "#domain/rounds";
import { Notice } from "../components/notice.tsx";
import { isSame } from "../draft/same.ts";
import { dropLeft, type Left, leftBehind } from "../journal.ts";
import { states } from "../texts/plan-states.sv.ts";
import { InShort } from "./in-short.tsx";

type Props = { person: string; submission: Answer<"submission">; template: Template };

export function Unsent({ person, submission, template }: Props) {
  const [left, setLeft] = useState<Left[]>([]);
  useEffect(() => {
    void leftBehind(person, submission.id).then((found) => {
      const saved = submission.draft?.answers ?? {};
      const isThere = ({ question, note: { value } }: Left) => {
        const there = saved[question];
        return value === undefined || (there !== undefined && isSame(there.value, value));
      };
      for (const each of found) if (isThere(each)) void dropLeft(each);
      setLeft(found.filter((each) => !isThere(each)));
    });
  }, [person, submission]);
  if (left.length === 0) return null;
  return (
    <div class="no-print">
      <Notice tone="warn" title={states.unsent.title}>
        <p>{states.unsent.lead}</p>
        {left.map(({ question: id, key, note: { value } }) => {
          const question = questionOf(template, id);
          return (
            question &&
            value !== undefined && (
              <section key={String(key)}>
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
