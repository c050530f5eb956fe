/** A question answered with a text of some length. */
import { goalsBeside, type Question } from "#domain/form";
import { nameOf, Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { answerId, faultId } from "./field-ids.ts";
import { LengthNote } from "./length-note.tsx";
import { LongText, useLength } from "./long-text.tsx";

type Props = { question: Question & { kind: "text" }; isOneOfMore: boolean };

export function TextQuestion({ question, isOneOfMore }: Props) {
  const plan = useWords(planWords);
  const { draft, template, told, open } = useEditing();
  const { id, label, limit } = question;
  const { answer, value, phase } = useAnswer(draft, id);
  const text = value as string;
  const { count, over } = useLength(text, limit);
  const field = answerId(id);
  const goals = goalsBeside(question);
  const faults = told.has(id) ? draft.faultsIn(question).filter(({ code }) => code !== "over-limit") : [];
  const isSaved = phase === "clean";
  const say = (characters: number) =>
    characters > limit
      ? plan.field.over(characters - limit, answer.state.phase === "clean")
      : plan.field.counter(characters, limit);
  return (
    <div class="field" data-question={id}>
      <label for={field}>
        {isOneOfMore && <span class="question-name">{nameOf(template, id)}</span>} <Original text={label} />
      </label>
      <p id={`${field}-hjalp`} class="hint no-print">
        {question.optional && `${plan.field.optional} `}
        {plan.field.privacy}
      </p>
      <FieldFaults question={id} faults={faults} />
      <LongText
        id={field}
        value={text}
        limit={limit}
        describedBy={`${faults.length > 0 ? `${faultId(id)} ` : ""}${field}-langd ${field}-hjalp`}
        invalid={over > 0 || faults.length > 0}
        say={say}
        onText={(typed) => answer.write(typed)}
        onLeave={() => void answer.save()}
      />
      <LengthNote id={`${field}-langd`} count={count} limit={limit} isSaved={isSaved}>
        {/* It writes on more than this question. */}
        {!open && <WayOut question={id} />}
      </LengthNote>
      <ConflictPanel question={question} />
      {goals && <ConflictPanel question={goals} />}
    </div>
  );
}

/** Fetched with the first text that is too long. */
function WayOut({ question }: { question: string }) {
  const { part } = useLater(true, () => import("./put-right.tsx"));
  return part && <part.MoveToAttachment question={question} />;
}
