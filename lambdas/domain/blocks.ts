/** A submission laid out for reading: the reading view, the print and the PDF all draw these and nothing else. */
export type Block = Shape & {
  /** Which question it is of. */
  question?: string;
};

type Shape =
  | { kind: "heading"; level: 1 | 2 | 3; number?: string; text: string }
  | { kind: "paragraph"; tone: "intro" | "instruction" | "guidance" | "note" | "decision"; text: string }
  // The applicant's words; LF is a line break; "" is shown as "–". `bare`: SKR's own, without the rule that marks the applicant's.
  | { kind: "answer"; question: string; text: string; bare?: true }
  | { kind: "table"; columns: string[]; rows: string[][] }
  | { kind: "choice"; mark: "box" | "radio"; chosen: boolean; text: string; explanation?: string }
  | { kind: "facts"; rows: { label: string; value: string }[] } // e.g. receipt, signature, checksum
  | { kind: "files"; files: { name: string; size: number; sha256: string }[] }
  | { kind: "code"; text: string; caption: string }; // a square that holds the text, a link; LF in the caption is a line break
