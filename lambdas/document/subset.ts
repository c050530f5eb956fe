/** A font with few of its glyphs, as a PDF wants it (ISO 32000-1, 9.9): outlines and widths, and nothing that names or maps them. */
import type { Sfnt } from "./sfnt.ts";

// Flags of a part of a composite glyph (ISO/IEC 14496-22, 5.3.3): how much follows, and whether another part does.
const part = { words: 0x1, scale: 0x8, more: 0x20, twoScales: 0x40, matrix: 0x80 };

/** The places in a composite glyph's outline where it names another glyph. */
function parts(outline: DataView): number[] {
  const places: number[] = [];
  // Ten bytes of header; fewer contours than none is what makes it composite.
  if (outline.byteLength === 0 || outline.getInt16(0) >= 0) return places;
  for (let at = 10, flags: number = part.more; flags & part.more; ) {
    flags = outline.getUint16(at);
    places.push(at + 2);
    at += flags & part.words ? 8 : 6;
    at += flags & part.matrix ? 8 : flags & part.twoScales ? 4 : flags & part.scale ? 2 : 0;
  }
  return places;
}

const padded = (length: number): number => (length + 3) & ~3;

/** The tables as one file. Their checksums are 0: no reader of a PDF looks at them, and to sum up takes longer than all the rest. */
function file(all: [tag: string, bytes: Uint8Array][]): Uint8Array {
  const tables = all.filter(([, table]) => table.length > 0);
  const header = 12 + tables.length * 16;
  const bytes = new Uint8Array(tables.reduce((at, [, table]) => at + padded(table.length), header));
  const view = new DataView(bytes.buffer);
  const power = Math.floor(Math.log2(tables.length));
  bytes.set(Buffer.from("true"));
  for (const [n, value] of [tables.length, 16 << power, power, (tables.length - (1 << power)) * 16].entries())
    view.setUint16(4 + n * 2, value);
  let at = header;
  for (const [n, [tag, table]] of tables.entries()) {
    bytes.set(table, at);
    const entry = 12 + n * 16;
    bytes.set(Buffer.from(tag), entry);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, table.length);
    at += padded(table.length);
  }
  return bytes;
}

/**
 * A font whose glyphs 1, 2 … are the given ones in their order, with their hinting; 0 is the font's own, for what is missing. The parts
 * of composite glyphs come after them.
 */
export function subsetOf(font: Sfnt, ids: Iterable<number>): Uint8Array {
  const glyphs = [0, ...ids];
  const numbers = new Map(glyphs.map((id, number) => [id, number]));
  const outlines: Uint8Array[] = [];
  // It grows while it is read: a part may have parts.
  for (let number = 0; number < glyphs.length; number += 1) {
    const outline = font.outlineOf(glyphs[number] ?? 0).slice();
    const view = new DataView(outline.buffer);
    for (const place of parts(view)) {
      const id = view.getUint16(place);
      if (!numbers.has(id)) numbers.set(id, glyphs.push(id) - 1);
      view.setUint16(place, numbers.get(id) ?? 0);
    }
    outlines.push(outline);
  }
  const loca = new DataView(new ArrayBuffer((glyphs.length + 1) * 4));
  const hmtx = new DataView(new ArrayBuffer(glyphs.length * 4));
  const glyf = new Uint8Array(outlines.reduce((length, outline) => length + padded(outline.length), 0));
  let at = 0;
  for (const [number, outline] of outlines.entries()) {
    const id = glyphs[number] ?? 0;
    hmtx.setUint16(number * 4, font.widthOf(id));
    hmtx.setInt16(number * 4 + 2, font.bearingOf(id));
    glyf.set(outline, at);
    at += padded(outline.length);
    loca.setUint32((number + 1) * 4, at);
  }
  const changed = (tag: string, place: number, value: number) => {
    const table = font.table(tag).slice();
    new DataView(table.buffer).setUint16(place, value);
    return table;
  };
  return file([
    ["cvt ", font.table("cvt ")],
    ["fpgm", font.table("fpgm")],
    ["glyf", glyf],
    ["head", changed("head", 50, 1)], // loca is long
    ["hhea", changed("hhea", 34, glyphs.length)],
    ["hmtx", new Uint8Array(hmtx.buffer)],
    ["loca", new Uint8Array(loca.buffer)],
    ["maxp", changed("maxp", 4, glyphs.length)],
    ["prep", font.table("prep")],
  ]);
}
