/** Texts as wrapped lines, and lines as boxes: what every kind of block is made of. */
import type { Element } from "./elements.ts";
import type { Box } from "./flow.ts";
import type { Fonts } from "./fonts.ts";
import { baseline, type Style } from "./style.ts";
import { wrap } from "./text.ts";

/** What laying out needs to know of type; a test passes a typewriter. */
export type Type = Pick<Fonts, "drawable" | "width">;

/** Lines of a text in a style, wrapped to a width: the way every text of the document gets its lines. */
export function linesOf(type: Type, text: string, style: Style, width: number): string[] {
  const measure = (part: string) => type.width(part, style);
  return type
    .drawable(text, style)
    .split("\n")
    .flatMap((line, index, all) => {
      const lines = wrap(line.trim(), width, measure);
      // One element may hold several lines as written; read aloud, their words must not run together.
      return index < all.length - 1 ? lines.with(-1, `${lines.at(-1)} `) : lines;
    });
}

/** Where a block goes: the space above it, its number among the blocks, and what its elements are children of. */
export type Place = { before: number; block: number; parent: Element };

/** Where lines stand, and what they are content of. */
export type Spot = { x: number; before: number; block: number; of: Element; bar?: number };

/** One box a line. No line of three or fewer stands alone, and the first two and last two of more stay together. */
export function lineBoxes(lines: string[], style: Style, { x, before, block, of, bar }: Spot): Box[] {
  return lines.map((text, index) => ({
    height: style.leading,
    before: index === 0 ? before : 0,
    pieces: [{ kind: "text", x, y: baseline(style), text, style, of }],
    keep: index < lines.length - 1 && (index === 0 || index === lines.length - 2),
    block,
    ...(bar !== undefined && { bar }),
  }));
}

/** The same boxes, none of them the last on a page. */
export const keepLast = (boxes: Box[]): Box[] => {
  const last = boxes.at(-1);
  return last ? [...boxes.slice(0, -1), { ...last, keep: true }] : boxes;
};
