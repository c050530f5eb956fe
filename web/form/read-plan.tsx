/** The plan while it may not be written: what state it is in, what can be done about that, and the text for reading. */
import type { Answer } from "#domain/contract";
import type { Answers, Question, Template } from "#domain/form";
import { emptyAnswer, faultsOf } from "#domain/form";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { PlanHead } from "./plan-head.tsx";
import { type ReadFile, ReadFiles } from "./read-files.tsx";
import { ReadQuestion } from "./read-question.tsx";
import { SectionCard } from "./section-card.tsx";
import { SectionList } from "./section-list.tsx";
import { stateOf } from "./section-state.ts";
import { StatePanel } from "./state-panel.tsx";
import { Unsent } from "./unsent.tsx";

type Props = {
  submission: Answer<"submission">;
  template: Template;
  answers: Answers;
  files: ReadFile[];
  person: string;
};

export default function ReadPlan({ submission, template, answers, files, person }: Props) {
  const plan = useWords(planWords);
  const { reading } = useWords(statesWords);
  const isSent = ["submitted", "approved", "rejected"].includes(submission.state);
  const note = isSent ? null : submission.state === "handed-in" ? reading.waits : plan.sections.notSent;
  const heads = submission.heads.map(({ name }) => name);
  const answerOf = (question: Question) => answers[question.id] ?? emptyAnswer(question);
  const states = template.sections.map((section) =>
    stateOf(
      section,
      section.questions.flatMap((question) => faultsOf(question, answerOf(question), files.length)),
      answerOf,
      isSent,
    ),
  );
  return (
    <div class="plan-layout">
      <SectionList template={template} states={states} note={note} />
      <div class="plan-main">
        <PlanHead template={template} submission={submission} isSent={isSent}>
          <StatePanel submission={submission} template={template} answers={answers} files={files} />
          <Unsent person={person} submission={submission} template={template} />
        </PlanHead>
        {template.sections.map((section) => (
          <SectionCard key={section.number} section={section}>
            {section.questions.map((question) => (
              <ReadQuestion
                key={question.id}
                template={template}
                question={question}
                section={section}
                value={answers[question.id]}
                county={submission.rss.county}
                heads={heads}
                isSent={isSent}
              />
            ))}
            {section.questions.some(({ kind }) => kind === "choice") && <ReadFiles id={submission.id} files={files} />}
          </SectionCard>
        ))}
      </div>
    </div>
  );
}
