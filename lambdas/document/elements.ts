/**
 * The logical structure of a document (ISO 32000-1, 14.7–14.8): what a screen reader reads, and an archive keeps, beside the look.
 * Laying out makes the tree; drawing notes on which page each element's content stands; tagged.ts writes both.
 */
export type Tag =
  | "Document"
  | "H1"
  | "H2"
  | "H3"
  | "P"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Table"
  | "TR"
  | "TH"
  | "TD"
  | "Figure"
  | "Link"
  | "Form";

export type Element = {
  tag: Tag;
  children: Element[];
  /** Only where it differs from the parent's, e.g. "en-GB". */
  language?: string;
  /** What a figure shows. */
  alternative?: string;
  /** What is read in place of what is drawn: a crossed box. */
  actualText?: string;
  /** TH: what it is the header of. */
  scope?: "Row" | "Column";
  /** L: how its labels count. */
  numbering?: "Decimal" | "LowerAlpha" | "Disc" | "Square";
  /** Figure: its box on the page, in points from the lower left corner; set when drawn. */
  box?: [left: number, bottom: number, right: number, top: number];
};

/** A new element, the last child so far of its parent. Its own content, if any, is read before its children. */
export function element(tag: Tag, parent?: Element, more: Partial<Omit<Element, "tag" | "children">> = {}): Element {
  const made: Element = { tag, children: [], ...more };
  parent?.children.push(made);
  return made;
}
