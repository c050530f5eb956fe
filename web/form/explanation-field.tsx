/** Why a box cannot be ticked. */
import type { Question, Tick } from "#domain/form";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useEditing } from "./editing.ts";
import { explanationId } from "./field-ids.ts";
import { LengthNote } from "./length-note.tsx";
import { LongText, useLength } from "./long-text.tsx";

export function ExplanationField({ question }: { question: Question & { kind: "tick" } }) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  const { draft } = useEditing();
  const { answer, value, phase } = useAnswer(draft, question.id);
  const { explanation } = value as Tick;
  const { limit } = question.explain;
  const { count, over } = useLength(explanation, limit);
  const field = explanationId(question.id);
  const { counter, overHere } = plan.field;
  const say = (characters: number) =>
    characters > limit ? overHere(characters - limit, phase === "clean") : counter(characters, limit);
  return (
    <div class="field">
      <label for={field}>{states.explanation}</label>
      <LongText
        id={field}
        value={explanation}
        limit={limit}
        describedBy={`${field}-langd`}
        invalid={over > 0}
        say={say}
        onText={(typed) => answer.write({ ...(answer.value as Tick), explanation: typed })}
        onLeave={() => void answer.save()}
      />
      <LengthNote id={`${field}-langd`} count={count} limit={limit} isSaved={phase === "clean"} />
    </div>
  );
}
