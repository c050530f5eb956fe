/** A question answered with a whole number. It is kept as it was typed, like every answer. */
import type { Question } from "#domain/form";
import { nameOf, Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { report } from "../texts/report.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { answerId, faultId } from "./field-ids.ts";

export function NumberQuestion({ question }: { question: Question & { kind: "number" } }) {
  const { draft, template, told } = useEditing();
  const { id, label, max } = question;
  const { answer, value } = useAnswer(draft, id);
  const field = answerId(id);
  const faults = draft.faultsIn(question).filter(({ code }) => told.has(id) || code === "not-a-number");
  return (
    <div class="field" data-question={id}>
      <label for={field}>
        <span class="question-name">{nameOf(template, id)}</span> <Original text={label} />
      </label>
      <p id={`${field}-hjalp`} class="hint no-print">
        {report.number.hint(max)}
      </p>
      <FieldFaults question={id} faults={faults} />
      <input
        id={field}
        class="input figure"
        inputMode="numeric"
        value={value as string}
        autocomplete="off"
        aria-invalid={faults.length > 0 ? "true" : undefined}
        aria-describedby={faults.length > 0 ? `${faultId(id)} ${field}-hjalp` : `${field}-hjalp`}
        onInput={(event) => answer.write(event.currentTarget.value)}
        onBlur={() => void answer.save()}
      />
      <ConflictPanel question={question} />
    </div>
  );
}
