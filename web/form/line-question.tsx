/** A question answered on one line. */
import type { Question, Section } from "#domain/form";
import { Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { planWords } from "../texts/plan.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { answerId, faultId, headingId } from "./field-ids.ts";

export function LineQuestion({ question, section }: { question: Question & { kind: "line" }; section: Section }) {
  const plan = useWords(planWords);
  const { draft, told } = useEditing();
  const { id, label } = question;
  const { answer, value } = useAnswer(draft, id);
  const faults = draft.faultsIn(question).filter(({ code }) => told.has(id) || code === "over-limit");
  const isAlone = label === section.label;
  return (
    <div class="field" data-question={id}>
      {!isAlone && (
        <label for={answerId(id)}>
          <Original text={label} />{" "}
          {question.optional && section.number !== "" && <span class="quiet">{plan.field.optional}</span>}
        </label>
      )}
      <FieldFaults question={id} faults={faults} />
      <input
        id={answerId(id)}
        class="input"
        {...inSwedish}
        value={value as string}
        autocomplete="off"
        aria-labelledby={isAlone ? headingId(section.number) : undefined}
        aria-invalid={faults.length > 0 ? "true" : undefined}
        aria-describedby={faults.length > 0 ? faultId(id) : undefined}
        onInput={(event) => answer.write(event.currentTarget.value)}
        onBlur={() => void answer.save()}
      />
      <ConflictPanel question={question} />
    </div>
  );
}
