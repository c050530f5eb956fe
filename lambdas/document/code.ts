/** A text as a square that a camera reads: QR Code, ISO/IEC 18004, error correction level M. */
import encodeQR from "qr";
import type { Block } from "#domain/blocks";
import { type Element, element } from "./elements.ts";
import type { Box, Piece } from "./flow.ts";
import { linesOf, type Place, type Type } from "./lines.ts";
import { baseline, styles, textWidth } from "./style.ts";

/** The quiet zone around the modules, in modules (ISO/IEC 18004 §5.3.8). */
const quiet = 4;

/** The square with its quiet zone, `side` points wide, its upper left corner at `x`, `y`. Level M: 15 % may be worn away. */
export const codePiece = (text: string, x: number, y: number, side: number, of: Element): Piece => ({
  ...{ kind: "code", x, y, side, of },
  rows: encodeQR(text, "raw", { ecc: "medium", border: quiet }),
});

/** Points: 32 mm, in which a module of a link of ours is over half a millimetre, for a telephone or an office's scanner. */
const side = 90;
/** So far its quiet zone stands outside the text's edge, so that what is dark of it stands on it. */
const bleed = 8;

/** The square, and its caption beside it; what stands after it is not parted from it. */
export function layCode(
  type: Type,
  { text, caption }: Block & { kind: "code" },
  { before, block, parent }: Place,
): Box[] {
  const style = styles.cell;
  const x = side;
  const figure = element("Figure", parent, { alternative: caption });
  const of = element("P", parent);
  const lines = linesOf(type, caption, style, textWidth - x);
  const top = Math.max(0, (side - lines.length * style.leading) / 2);
  const words = lines.map(
    (line, index): Piece => ({
      ...{ kind: "text", x, y: top + index * style.leading + baseline(style), text: line, style, of },
    }),
  );
  const height = Math.max(side, lines.length * style.leading);
  return [{ height, before, pieces: [codePiece(text, -bleed, 0, side, figure), ...words], keep: true, block }];
}
