/** A question to be answered, by its kind. */
import { type Question as Asked, isAnswered, type Section } from "#domain/form";
import { Unfetched } from "../components/unfetched.tsx";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";
import { BesideAnswer } from "./beside-answer.tsx";
import { ChoiceQuestion } from "./choice-question.tsx";
import { LineQuestion } from "./line-question.tsx";
import { RowsQuestion } from "./rows-question.tsx";
import { TextQuestion } from "./text-question.tsx";
import { TickQuestion } from "./tick-question.tsx";

type Props = { question: Asked; section: Section; county: string; heads: string[] };

/** The question, and what stands beside its answer. */
export function Question(props: Props) {
  return (
    <>
      <Asking {...props} />
      {isAnswered(props.question) && <BesideAnswer question={props.question} />}
    </>
  );
}

function OfReport({ question }: { question: Extract<Asked, { kind: "number" | "outcomes" }> }) {
  const { part, failed } = useLater(true, () => import("./report-questions.tsx"));
  if (failed) return <Unfetched />;
  if (!part) return null;
  return question.kind === "number" ? (
    <part.NumberQuestion question={question} />
  ) : (
    <part.OutcomesQuestion question={question} />
  );
}

function Asking({ question, section, county, heads }: Props) {
  const plan = useWords(planWords);
  switch (question.kind) {
    case "county":
      return (
        <>
          <p class="locked-value">{county}</p>
          <p class="hint no-print quiet small">{plan.county}</p>
        </>
      );
    case "line":
      return <LineQuestion question={question} section={section} />;
    case "text":
      return <TextQuestion question={question} isOneOfMore={section.questions.length > 1} />;
    case "rows":
      return <RowsQuestion question={question} />;
    case "tick":
      return <TickQuestion question={question} />;
    case "choice":
      return <ChoiceQuestion question={question} section={section} />;
    case "goals":
      // They stand beside their text (goals.tsx).
      return null;
    case "number":
    case "outcomes":
      return <OfReport question={question} />;
    case "signature":
      return <p>{plan.signature(heads)}</p>;
  }
}
