/**
 * From boxes to pages. A box is the least that stays together: a line, a table row, a choice. Where the page ends is
 * decided here and nowhere else; what a box holds is decided in lay.ts and tables.ts.
 */
import type { Element } from "./elements.ts";
import { type Colour, colours, type Style, textHeight } from "./style.ts";

type Area = { x: number; y: number; width: number; height: number };

/**
 * Something to draw. `x` is from the left text edge, `y` downwards from the top of its box (later: of the text area). `of` is what
 * it is content of; without it a piece is there for the eye only.
 */
export type Piece = (
  | { kind: "text"; x: number; y: number; text: string; style: Style } // y: the baseline
  | ({ kind: "rect"; colour: Colour } & Area)
  | { kind: "mark"; x: number; y: number; chosen: boolean } // a box to cross; y: the baseline
  | { kind: "code"; x: number; y: number; side: number; rows: boolean[][] } // a QR code; true is dark
  | ({ kind: "link"; url: string; about: string } & Area) // the area leads there
  | ({ kind: "field"; name: string; about: string } & Area) // a field that the seal or a time stamp fills
) & { of?: Element };

export type Box = {
  height: number;
  /** Space above, dropped at the top of a page. */
  before: number;
  pieces: Piece[];
  /** Never the last on a page when the next one goes on another. */
  keep: boolean;
  /** The applicant's words: at this `x` a thin rule runs along them, unbroken, across pages. */
  bar?: number;
  /** Put first on a page on which this box would be first: a table's header row. */
  head?: Box;
  /** Which block it came from: the rule along the applicant's words is drawn once for each. */
  block: number;
};

/** A piece where it stands on its page, with the block it belongs to. */
export type Drawn = Piece & { block: number };
export type Page = Drawn[];

const barWidth = 1.4;

/** The boxes from `from` that must not be parted, as the index after the last. */
function chainEnd(boxes: Box[], from: number): number {
  let end = from;
  while (boxes[end]?.keep && end < boxes.length - 1) end += 1;
  return end + 1;
}

const heightOf = (boxes: Box[]): number =>
  boxes.reduce((sum, box, index) => sum + box.height + (index === 0 ? 0 : box.before), 0);

/** Sets boxes on pages of a height. Every box is drawn once (a head once more per page); nothing is shrunk or dropped. */
export function paginate(boxes: Box[], height: number = textHeight): Page[] {
  let page: Page = [];
  const pages = [page];
  let y = 0;
  let bar: { x: number; top: number; block: number } | undefined;

  const endBar = () => {
    if (bar)
      page.push({
        kind: "rect",
        x: bar.x,
        y: bar.top,
        width: barWidth,
        height: y - bar.top,
        colour: colours.bar,
        block: bar.block,
      });
    bar = undefined;
  };
  const turn = () => {
    endBar();
    page = [];
    pages.push(page);
    y = 0;
  };
  const put = (box: Box, again = false) => {
    if (bar?.x !== box.bar || bar?.block !== box.block) endBar();
    if (y > 0) y += box.before;
    if (box.bar !== undefined) bar ??= { x: box.bar, top: y, block: box.block };
    for (const { of, ...piece } of box.pieces) {
      // What is drawn once more is read once only.
      page.push({ ...piece, y: y + piece.y, block: box.block, ...(of && !again && { of }) });
    }
    y += box.height;
  };

  for (let at = 0; at < boxes.length; ) {
    const end = chainEnd(boxes, at);
    const chain = boxes.slice(at, end);
    const [first] = chain;
    if (!first) break;
    const needed = heightOf(chain) + (y > 0 ? first.before : 0);
    const headed = first.head ? first.head.height : 0;
    if (y > 0 && y + needed > height && heightOf(chain) + headed <= height) turn();
    for (const box of chain) {
      // A chain taller than a page parts where it must.
      if (y > 0 && y + box.before + box.height > height) turn();
      if (y === 0 && box.head) put(box.head, true);
      put(box);
    }
    at = end;
  }
  endBar();
  return pages;
}
