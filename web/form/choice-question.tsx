/** One of a few; where one of them asks for an attachment, the files stand here too. */
import type { Question, Section } from "#domain/form";
import { Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { Attachments } from "./attachments.tsx";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { faultId, headingId, optionId } from "./field-ids.ts";

export function ChoiceQuestion({ question, section }: { question: Question & { kind: "choice" }; section: Section }) {
  const { draft, told } = useEditing();
  const { id, label, options } = question;
  const { answer, value } = useAnswer(draft, id);
  const faults = told.has(id) ? draft.faultsIn(question) : [];
  return (
    <div class="field" data-question={id}>
      {label !== section.label && (
        <p class="label">
          <Original text={label} />
        </p>
      )}
      <FieldFaults question={id} faults={faults} />
      <div
        role="radiogroup"
        class="options"
        aria-labelledby={headingId(section.number)}
        aria-invalid={faults.length > 0 ? "true" : undefined}
        aria-describedby={faults.length > 0 ? faultId(id) : undefined}
      >
        {options.map((option) => (
          <label key={option.id} class="tick">
            <input
              id={optionId(id, option.id)}
              type="radio"
              name={id}
              checked={value === option.id}
              onChange={() => answer.write(option.id, true)}
            />
            <span>
              <Original text={option.text} />
            </span>
          </label>
        ))}
      </div>
      <ConflictPanel question={question} />
      {options.some(({ needsAttachment }) => needsAttachment) && <Attachments />}
    </div>
  );
}
