/** Pictures of pages in grey: read from PNG, and compared so that another program's way of smoothing letters is no difference. */
import { inflateSync } from "node:zlib";

/** Rows from the top; 0 is black, 255 white. */
export type Picture = { width: number; height: number; grey: Uint8Array };

/** PNG, ISO/IEC 15948: eight bits of grey, not interlaced. Throws on any other. */
export function pictureIn(png: Buffer): Picture {
  const parts: Buffer[] = [];
  let header: Buffer = Buffer.alloc(13);
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") header = data;
    if (type === "IDAT") parts.push(data);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  // Depth, colour type, compression, filter, interlace.
  if (header.toString("hex", 8) !== "0800000000") throw new RangeError("no plain picture in grey");
  return { width, height, grey: unfiltered(inflateSync(Buffer.concat(parts)), width, height) };
}

/** Clause 9: each row begins with the way its bytes are told from those at the left (a), above (b) and above at the left (c). */
function unfiltered(rows: Buffer, width: number, height: number): Uint8Array {
  const grey = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (width + 1)] ?? 0;
    for (let x = 0; x < width; x += 1) {
      const here = y * width + x;
      const a = x > 0 ? (grey[here - 1] ?? 0) : 0;
      const b = y > 0 ? (grey[here - width] ?? 0) : 0;
      const c = x > 0 && y > 0 ? (grey[here - width - 1] ?? 0) : 0;
      const guess = [0, a, b, (a + b) >> 1, nearest(a, b, c)][filter] ?? 0;
      grey[here] = (rows[y * (width + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return grey;
}

/** Paeth's predictor. */
function nearest(a: number, b: number, c: number): number {
  const guess = a + b - c;
  const [toA, toB, toC] = [a, b, c].map((each) => Math.abs(guess - each)) as [number, number, number];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

/** PGM as Netpbm has it, "P5": the size in words, then the greys. */
export function pictureInPgm(pgm: Buffer): Picture {
  const [header = "", width, height] = /^P5\s(\d+)\s(\d+)\s255\s/.exec(pgm.toString("latin1", 0, 40)) ?? [];
  return { width: Number(width), height: Number(height), grey: pgm.subarray(header.length) };
}

/**
 * What is compared is how dark small windows are, each over a part of the one before: about as high as a line's letters and as wide as a
 * short word, in pixels at 50 to the inch. Between Poppler's two ways of smoothing the most that any window of the approved pages differs
 * is 25.8; when the faintest line of them is absent, it is 29.9.
 */
const view = { width: 16, height: 6, step: 3 };
const mostOff = 28;

/** The windows that differ, by their upper left corners; one that is all of it when the pictures are of two sizes. */
export function differences(one: Picture, other: Picture): { x: number; y: number; off: number }[] {
  if (one.width !== other.width || one.height !== other.height) return [{ x: 0, y: 0, off: 255 }];
  const [a, b] = [means(one), means(other)];
  const found: { x: number; y: number; off: number }[] = [];
  for (let y = 0; y + view.height <= one.height; y += view.step)
    for (let x = 0; x + view.width <= one.width; x += view.step) {
      const off = Math.abs(a(x, y) - b(x, y));
      if (off > mostOff) found.push({ x, y, off });
    }
  return found;
}

/** The mean grey of the window at a place, by sums over all that is above and to the left. */
function means({ width, height, grey }: Picture): (x: number, y: number) => number {
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  const at = (x: number, y: number) => sums[y * row + x] ?? 0;
  for (let y = 0; y < height; y += 1) {
    let sum = 0;
    for (let x = 0; x < width; x += 1) {
      sum += grey[y * width + x] ?? 0;
      sums[(y + 1) * row + x + 1] = at(x + 1, y) + sum;
    }
  }
  return (x, y) => {
    const [right, below] = [x + view.width, y + view.height];
    return (at(right, below) - at(x, below) - at(right, y) + at(x, y)) / (view.width * view.height);
  };
}
