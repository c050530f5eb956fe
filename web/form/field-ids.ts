/** Ids of the form's fields on the page, so that a fault, a summary and a link name the same thing. */
import type { Row } from "#domain/form";

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
