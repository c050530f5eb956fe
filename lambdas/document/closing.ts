/** Last in a document: the panel of the e-seal, with the way to check the document, and the field that the seal fills. */
import { codePiece } from "./code.ts";
import { type Element, element } from "./elements.ts";
import type { Box, Piece } from "./flow.ts";
import { linesOf, type Type } from "./lines.ts";
import { baseline, colours, type Style, styles, textWidth } from "./style.ts";

export type Panel = {
  /** First line, e.g. who seals. */
  title: string;
  lines: string[];
  /** Where to check the document, as people type it and as the QR code holds it. */
  check: { words: string; shown: string; url: string };
  /** What the QR code, the field of the seal and that of the time stamp are, for those who do not see them. */
  about: { code: string; seal: string; timestamp: string };
};

/** Names of the fields that are filled after the document is made. */
export const fields = { seal: "Seal", timestamp: "Timestamp" } as const;

// With its quiet zone the code ends a little outside the text's edge, so that what is dark of it stands on it.
const side = 88;
const bleed = 7;
const gap = 12;
const padding = 11;

/** The panel as one box: framed words at the left, the code at the right. */
export function layPanel(type: Type, panel: Panel, before: number, block: number, parent: Element): Box {
  const width = textWidth + bleed - side - gap;
  const pieces: Piece[] = [];
  let y = padding;
  const lines = (text: string, style: Style, of: Element) => {
    for (const line of linesOf(type, text, style, width - 2 * padding)) {
      pieces.push({ kind: "text", x: padding, y: y + baseline(style), text: line, style, of });
      y += style.leading;
    }
  };
  lines(panel.title, styles.sealHead, element("P", parent));
  y += 2;
  for (const line of panel.lines) lines(line, styles.seal, element("P", parent));
  const link = element("Link", element("P", parent));
  const linkTop = y;
  const words = `${panel.check.words} ${panel.check.shown}`;
  lines(words, styles.seal, link);
  pieces.push({
    kind: "link",
    ...{ x: padding, y: linkTop, width: width - 2 * padding, height: y - linkTop },
    ...{ url: panel.check.url, about: words, of: link },
  });
  const height = Math.max(side, y + padding);
  // The field lies over the panel, so that a reader opens the seal from there; what is seen is the page's own. It ends above the link:
  // what lies over something else could hide it, and validators say so.
  const seal = { kind: "field", name: fields.seal, about: panel.about.seal } as const;
  const timestamp = { kind: "field", name: fields.timestamp, about: panel.about.timestamp } as const;
  return {
    height,
    before,
    keep: false,
    block,
    pieces: [
      ...frame(width, height),
      ...pieces,
      codePiece(
        panel.check.url,
        textWidth + bleed - side,
        0,
        side,
        element("Figure", parent, { alternative: panel.about.code }),
      ),
      { ...seal, x: 0, y: 0, width, height: linkTop, of: element("Form", parent) },
      { ...timestamp, x: 0, y: height, width: 0, height: 0, of: element("Form", parent) },
    ],
  };
}

function frame(width: number, height: number): Piece[] {
  const line = 0.8;
  const edge = { kind: "rect", colour: colours.frame } as const;
  return [
    { kind: "rect", x: 0, y: 0, width, height, colour: colours.fill },
    { ...edge, x: 0, y: 0, width, height: line },
    { ...edge, x: 0, y: height - line, width, height: line },
    { ...edge, x: 0, y: 0, width: line, height },
    { ...edge, x: width - line, y: 0, width: line, height },
  ];
}
