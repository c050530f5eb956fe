/** A submission laid out for reading: the reading view, the print and the PDF all draw these and nothing else. */
export type Block = Shape & {
  /** Which question it is of. */
  question?: string;
};

type Shape =
  | { kind: "heading"; level: 1 | 2 | 3; number?: string; text: string }
  | { kind: "paragraph"; tone: "intro" | "instruction" | "guidance" | "note"; text: string }
  | { kind: "answer"; question: string; text: string } // the applicant's words; LF is a line break; "" is shown as "–"
  | { kind: "table"; columns: string[]; rows: string[][] }
  | { kind: "choice"; mark: "box" | "radio"; chosen: boolean; text: string; explanation?: string }
  | { kind: "facts"; rows: { label: string; value: string }[] } // e.g. receipt, signature, checksum
  | { kind: "files"; files: { name: string; size: number; sha256: string }[] }
  | { kind: "code"; text: string; caption: string }; // a square that holds the text, a link; LF in the caption is a line break
