/** A question and its answer, for reading. */

import type { Template } from "#domain/form";
import { type AnswerValue, emptyAnswer, type Question, type Section } from "#domain/form";
import { nameOf, Original } from "../components/original.tsx";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useBeside } from "./beside.tsx";
import { BesideAnswer } from "./beside-answer.tsx";
import { InShort } from "./in-short.tsx";
import { Remarks } from "./remarks.tsx";

type Props = {
  template: Template;
  question: Question;
  section: Section;
  value: AnswerValue | undefined;
  county: string;
  heads: string[];
  isSent: boolean;
  /** Locked beside others that are written on: with what SKR has said about it alone. */
  isLocked?: boolean;
};

export function ReadQuestion({ template, question, section, value, county, heads, isSent, isLocked }: Props) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  if (question.kind === "county") return <p>{county}</p>;
  if (question.kind === "signature") return <p>{isSent ? states.signed : plan.signature(heads)}</p>;
  const hasLabel = "label" in question && question.label !== section.label;
  return (
    <div class="field" data-question={question.id}>
      {hasLabel && (
        <h3>
          {section.questions.length > 1 && section.number !== "" && (
            <span class="question-name">{nameOf(template, question.id)}</span>
          )}{" "}
          <Original text={question.label} />
        </h3>
      )}
      <InShort question={question} value={value ?? emptyAnswer(question)} />
      {isLocked ? <Said question={question.id} /> : <BesideAnswer question={question} />}
    </div>
  );
}

function Said({ question }: { question: string }) {
  const remarks = useBeside()?.remarks ?? [];
  return <Remarks remarks={remarks.filter((remark) => remark.question === question)} />;
}
