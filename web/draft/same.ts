/** Whether two answers are the same words: strings are compared at once, the small rest by its parts. */
import type { AnswerValue } from "#domain/form";

export function isSame(one: AnswerValue, other: AnswerValue): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  if (Array.isArray(one)) {
    return Array.isArray(other) && one.length === other.length && one.every((row, n) => isSameRow(row, other[n] ?? {}));
  }
  return !Array.isArray(other) && one.ticked === other.ticked && one.explanation === other.explanation;
}

function isSameRow(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}
