/** A text as a square that a camera reads: QR Code, ISO/IEC 18004, error correction level M. */
import { encode } from "uqr";
import type { Block } from "#domain/blocks";
import type { Box, Piece } from "./flow.ts";
import { linesOf, type Type } from "./lines.ts";
import { baseline, colours, styles, textWidth } from "./style.ts";

/** The quiet zone around the modules, in modules (ISO/IEC 18004 §5.3.8). */
const quiet = 4;

/** The square with its quiet zone, `side` points wide, its upper left corner at `x`, `y`: a rectangle for each run of dark modules. */
export function codePieces(text: string, x: number, y: number, side: number): Piece[] {
  const { data } = encode(text, { ecc: "M", boostEcc: false, border: quiet });
  const module = side / data.length;
  return data.flatMap((row, line) =>
    runsOf(row).map(
      ({ from, length }): Piece => ({
        kind: "rect",
        x: x + from * module,
        y: y + line * module,
        width: length * module,
        height: module,
        colour: colours.ink,
      }),
    ),
  );
}

function runsOf(row: boolean[]): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (const [at, isDark] of row.entries()) {
    const last = runs.at(-1);
    if (isDark && last && last.from + last.length === at) last.length += 1;
    else if (isDark) runs.push({ from: at, length: 1 });
  }
  return runs;
}

/** Points: 32 mm, in which a module of a link of ours is over half a millimetre, for a telephone or an office's scanner. */
const side = 90;

/** The square, and its caption beside it; what stands after it is not parted from it. */
export function layCode(type: Type, { text, caption }: Block & { kind: "code" }, before: number, block: number): Box[] {
  const style = styles.cell;
  const x = side + 6;
  const lines = linesOf(type, caption, style, textWidth - x);
  const top = Math.max(0, (side - lines.length * style.leading) / 2);
  const words = lines.map(
    (line, index): Piece => ({
      ...{ kind: "text", x, y: top + index * style.leading + baseline(style), text: line, style },
    }),
  );
  const height = Math.max(side, lines.length * style.leading);
  return [{ height, before, pieces: [...codePieces(text, 0, 0, side), ...words], keep: true, block }];
}
