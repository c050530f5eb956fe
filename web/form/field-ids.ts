/** Ids of the form's fields on the page, so that a fault, a summary and a link name the same thing. */
import type { Fault, Row, Template } from "#domain/form";
import { questionOf } from "#domain/form";

export const answerId = (question: string): string => `svar-${question}`;
export const rowId = (question: string, row: number, column: string): string => `svar-${question}-${row}-${column}`;
export const optionId = (question: string, option: string): string => `svar-${question}-${option}`;
export const explanationId = (question: string): string => `svar-${question}-forklaring`;
export const fileInputId = "lagg-till-fil";
export const faultId = (question: string): string => `fel-${question}`;
export const sectionId = (number: string): string => `avsnitt-${number || "ovrigt"}`;
export const headingId = (number: string): string => `rubrik-${number || "ovrigt"}`;

/**
 * Place among the rows on the page of the nth row that has anything in it: faults count the rows that would be handed in.
 * Both are counted from 1.
 */
export function shownRow(rows: Row[], nth: number): number {
  const filled = rows.flatMap((row, index) => (Object.values(row).some((text) => text.trim() !== "") ? index + 1 : []));
  return filled[nth - 1] ?? nth;
}

/** The field to go to in order to put a fault right. */
export function fieldOf(template: Template, fault: Fault, rows: Row[]): string {
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
