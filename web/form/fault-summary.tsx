/** What must be put right before the plan can be handed in: on top, in focus, each line leading to its field. */

import { useEffect, useRef } from "preact/hooks";
import { type Fault, questionOf, type Row, type Template } from "#domain/form";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useEditing } from "./editing.ts";
import { useSentence } from "./field-faults.tsx";
import { answerId, explanationId, fileInputId, optionId, rowId, shownRow } from "./field-ids.ts";
import "./fault-summary.css";

export function FaultSummary() {
  const words = useWords(statesWords).handIn;
  const { draft, template, told } = useEditing();
  const sentence = useSentence();
  const faults = useTold(draft, () => draft.faults().filter(({ question }) => told.has(question)));
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (told.size === 0) return;
    box.current?.focus({ preventScroll: true });
    // At once: a smooth scroll is interrupted by the next key, and then hides what it was for.
    box.current?.scrollIntoView({ behavior: "instant", block: "start" });
  }, [told]);
  if (told.size === 0) return null;

  const rowsOf = ({ question }: Fault): Row[] => {
    const { value } = draft.answerOf(question);
    return Array.isArray(value) ? value : [];
  };
  const go = (fault: Fault) => (event: Event) => {
    event.preventDefault();
    const field = document.getElementById(fieldOf(template, fault, rowsOf(fault)));
    field?.focus({ preventScroll: true });
    field?.closest(".field, .contact")?.scrollIntoView({ behavior: "instant", block: "start" });
  };

  return (
    <section ref={box} class="fault-summary" tabIndex={-1} aria-labelledby="att-ratta">
      <h2 id="att-ratta">{faults.length > 0 ? words.faults(faults.length) : words.noneLeft}</h2>
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={JSON.stringify(fault)}>
              <a href={`#${fieldOf(template, fault, rowsOf(fault))}`} onClick={go(fault)}>
                {sentence(fault, rowsOf(fault))}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The field to go to in order to put a fault right. */
function fieldOf(template: Template, fault: Fault, rows: Row[]): string {
  const question = questionOf(template, fault.question);
  if (fault.code === "attachment-missing") return fileInputId;
  switch (question?.kind) {
    case "rows": {
      const [first] = question.columns;
      return "row" in fault
        ? rowId(fault.question, shownRow(rows, fault.row), fault.column)
        : rowId(fault.question, 1, first?.key ?? "");
    }
    case "outcomes": {
      const row = "row" in fault ? fault.row : "goal" in fault ? (fault.goal ?? 1) : 1;
      const isState = fault.code === "goal-unanswered" && fault.column === "state";
      return isState
        ? optionId(`${fault.question}-${row}`, question.states[0]?.id ?? "")
        : rowId(fault.question, row, "how");
    }
    case "tick":
      return fault.code === "over-limit" ? explanationId(fault.question) : answerId(fault.question);
    case "choice":
      return optionId(fault.question, question.options[0]?.id ?? "");
    default:
      return answerId(fault.question);
  }
}
