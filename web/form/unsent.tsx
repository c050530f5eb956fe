/** Texts of this person that never reached the server before the plan was closed or locked: they are shown, not thrown away. */

import { useEffect, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { type AnswerValue, questionOf, type Template } from "#domain/form";
import { Notice } from "../components/notice.tsx";
import { nameOf } from "../components/original.tsx";
import { isSame } from "../draft/same.ts";
import { dropLeft, type Left, leftBehind } from "../journal.ts";
import { useWords } from "../kind.ts";
import { statesWords } from "../texts/plan-states.ts";
import { InShort } from "./in-short.tsx";

type Props = {
  person: string;
  submission: Answer<"submission">;
  template: Template;
  /** Those that have a field of their own on the page, where they come up. */
  except?: readonly string[];
};

export function Unsent({ person, submission, template, except = [] }: Props) {
  const states = useWords(statesWords);
  const [left, setLeft] = useState<(Left & { texts: AnswerValue[] })[]>([]);
  useEffect(() => {
    void leftBehind(person, submission.id).then((all) => {
      const found = all.filter(({ question }) => !except.includes(question));
      const saved = submission.draft?.answers ?? {};
      const isThere = ({ question, note: { value } }: Left) => {
        const there = saved[question];
        return value === undefined || (there !== undefined && isSame(there.value, value));
      };
      // A text given up for somebody else's was promised to the history, and is not there either.
      const unsent = found.map((each) => {
        const written = isThere(each) ? [] : [each.note.value as AnswerValue];
        return { ...each, texts: [...written, ...each.note.parting.map(({ value }) => value)] };
      });
      for (const each of unsent) if (each.texts.length === 0) void dropLeft(each);
      setLeft(unsent.filter(({ texts }) => texts.length > 0));
    });
  }, [person, submission]);
  if (left.length === 0) return null;
  return (
    <div class="no-print">
      <Notice tone="warn" title={states.unsent.title}>
        <p>{states.unsent.lead}</p>
        {left.map(({ question: id, key, texts }) => {
          const question = questionOf(template, id);
          return (
            question &&
            texts.map((value, n) => (
              <section key={`${key} ${n}`}>
                <h3>{states.unsent.section(nameOf(template, id))}</h3>
                <InShort question={question} value={value} />
              </section>
            ))
          );
        })}
      </Notice>
    </div>
  );
}
