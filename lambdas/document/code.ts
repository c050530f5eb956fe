/** QR codes (ISO/IEC 18004), for whoever has the document on paper. */
import { encode } from "uqr";
import type { Element } from "./elements.ts";
import type { Piece } from "./flow.ts";

/** The code of a text, drawn `side` points wide and high; the quiet zone around it is the caller's. Level M: 15 % may be worn away. */
export const codePiece = (text: string, x: number, y: number, side: number, of: Element): Piece => ({
  kind: "code",
  x,
  y,
  side,
  rows: encode(text, { ecc: "M", border: 0 }).data,
  of,
});
