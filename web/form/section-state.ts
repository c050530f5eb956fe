/** How far a section has come. Never "done": people took that for handed in. */
import { type AnswerValue, type Fault, type Question, type Section, tidy } from "#domain/form";

export type SectionState =
  | "filled"
  | "over"
  | "missing"
  | "wrong"
  | "signature"
  | "signed"
  | "optional"
  /** Of what SKR has asked about: as it was, or not; and all that it has not. */
  | "asked"
  | "changed"
  | "locked";

/** `answerOf` gives what is written, or what stands for nothing. */
export function stateOf(
  section: Section,
  faults: Fault[],
  answerOf: (question: Question) => AnswerValue,
  isSigned = false,
): SectionState {
  if (section.questions.some(({ kind }) => kind === "signature")) return isSigned ? "signed" : "signature";
  if (faults.some(({ code }) => code === "over-limit")) return "over";
  if (faults.some(({ code }) => ["bad-mail", "incomplete-row", "not-a-number"].includes(code))) return "wrong";
  if (faults.length > 0) return "missing";
  if (section.number === "") return "optional";
  // Nobody has to write here, and nobody has: that is not to be taken for written.
  const isLeftOut = (question: Question) => {
    if (!("optional" in question)) return false;
    const value = tidy(answerOf(question));
    return value === "" || (Array.isArray(value) && value.length === 0);
  };
  return section.questions.every(isLeftOut) ? "optional" : "filled";
}
