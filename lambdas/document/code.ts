/** QR codes (ISO/IEC 18004), for whoever has the document on paper. */
import encodeQR from "qr";
import type { Element } from "./elements.ts";
import type { Piece } from "./flow.ts";

/** The code of a text, drawn `side` points wide and high; the quiet zone around it is the caller's. Level M: 15 % may be worn away. */
export function codePiece(text: string, x: number, y: number, side: number, of: Element): Piece {
  // The least border there is, one module, is taken off again.
  const rows = encodeQR(text, "raw", { ecc: "medium", border: 1 }).slice(1, -1);
  return { kind: "code", x, y, side, rows: rows.map((row) => row.slice(1, -1)), of };
}
