/** How far a section has come. Never "done": people took that for handed in. */
import type { Fault, Section } from "#domain/form";

export type SectionState = "filled" | "over" | "missing" | "wrong" | "signature" | "signed" | "optional";

export function stateOf(section: Section, faults: Fault[], isSigned = false): SectionState {
  if (section.questions.some(({ kind }) => kind === "signature")) return isSigned ? "signed" : "signature";
  if (faults.some(({ code }) => code === "over-limit")) return "over";
  if (faults.some(({ code }) => ["bad-mail", "incomplete-row", "not-a-number"].includes(code))) return "wrong";
  if (faults.length > 0) return "missing";
  return section.number === "" ? "optional" : "filled";
}
