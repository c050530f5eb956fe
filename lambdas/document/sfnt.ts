/**
 * A TrueType font as it lies in its file (ISO/IEC 14496-22, the Open Font Format; names of tables and fields are its own). Each figure
 * is read where it stands and when it is asked for: a document needs some hundred of a font's thousands of glyphs, and to parse the
 * rest costs more than all that is drawn (docs/decisions/0015-type.md).
 */
export type Sfnt = ReturnType<typeof openSfnt>;

const tagAt = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** Throws for what is no TrueType font with a full Unicode map, or one whose units are not thousandths of an em. */
export function openSfnt(file: Uint8Array) {
  // A Buffer's own slice() would share its bytes with the copy.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tables = new Map<string, { at: number; length: number }>();
  for (let n = 0; n < view.getUint16(4); n += 1) {
    const entry = 12 + n * 16;
    tables.set(tagAt(view, entry), { at: view.getUint32(entry + 8), length: view.getUint32(entry + 12) });
  }
  /** Where a table begins; throws when the font has none. */
  const start = (tag: string): number => {
    const table = tables.get(tag);
    if (!table) throw new Error(`A font without ${tag}`);
    return table.at;
  };
  /** A table's bytes, none when the font has none. */
  const table = (tag: string): Uint8Array => {
    const { at, length } = tables.get(tag) ?? { at: 0, length: 0 };
    return bytes.subarray(at, at + length);
  };
  const [head, hhea, hmtx, loca, glyf] = [start("head"), start("hhea"), start("hmtx"), start("loca"), start("glyf")];
  if (view.getUint16(head + 18) !== 1000) throw new Error("A font whose units are not thousandths of an em");
  const groups = unicodeGroups(view, start("cmap"));
  const metrics = view.getUint16(hhea + 34);
  const isLong = view.getInt16(head + 50) === 1;

  /** The glyph's number of a code point; 0 is none. */
  function idOf(point: number): number {
    let low = 0;
    let high = groups.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const group = groups.at + middle * 12;
      if (point < view.getUint32(group)) high = middle - 1;
      else if (point > view.getUint32(group + 4)) low = middle + 1;
      else return view.getUint32(group + 8) + point - view.getUint32(group);
    }
    return 0;
  }

  // Glyphs after the last metric are all as wide as it (5.2.6).
  const widthOf = (id: number): number => view.getUint16(hmtx + Math.min(id, metrics - 1) * 4);
  const bearingOf = (id: number): number =>
    view.getInt16(id < metrics ? hmtx + id * 4 + 2 : hmtx + metrics * 4 + (id - metrics) * 2);

  /** A glyph's outline and instructions as they stand in the file; empty for a space. */
  function outlineOf(id: number): Uint8Array {
    const offset = (n: number) => (isLong ? view.getUint32(loca + n * 4) : view.getUint16(loca + n * 2) * 2);
    return bytes.subarray(glyf + offset(id), glyf + offset(id + 1));
  }

  /** What a PDF tells of a font beside its glyphs, in thousandths of an em and degrees. */
  function figures() {
    const os2 = start("OS/2");
    return {
      name: postScriptName(view, start("name")),
      box: [36, 38, 40, 42].map((field) => view.getInt16(head + field)),
      ascent: view.getInt16(hhea + 4),
      descent: view.getInt16(hhea + 6),
      italicAngle: view.getInt32(start("post") + 4) / 65536,
      weight: view.getUint16(os2 + 4),
      xHeight: view.getInt16(os2 + 86),
      capHeight: view.getInt16(os2 + 88),
    };
  }

  return { view, start, table, idOf, widthOf, bearingOf, outlineOf, figures };
}

/** The map of all of Unicode (platform 3, encoding 10, format 12: ranges of code points, sorted). */
function unicodeGroups(view: DataView, cmap: number): { at: number; count: number } {
  for (let n = 0; n < view.getUint16(cmap + 2); n += 1) {
    const entry = cmap + 4 + n * 8;
    if (view.getUint16(entry) !== 3 || view.getUint16(entry + 2) !== 10) continue;
    const at = cmap + view.getUint32(entry + 4);
    if (view.getUint16(at) === 12) return { at: at + 16, count: view.getUint32(at + 12) };
  }
  throw new Error("A font without a map of all of Unicode");
}

/** Name 6, as Windows has it: UTF-16, and by definition ASCII. */
function postScriptName(view: DataView, name: number): string {
  const texts = name + view.getUint16(name + 4);
  for (let n = 0; n < view.getUint16(name + 2); n += 1) {
    const entry = name + 6 + n * 12;
    if (view.getUint16(entry) !== 3 || view.getUint16(entry + 6) !== 6) continue;
    const at = texts + view.getUint16(entry + 10);
    const units = view.getUint16(entry + 8) / 2;
    return String.fromCharCode(...Array.from({ length: units }, (_, unit) => view.getUint16(at + unit * 2)));
  }
  throw new Error("A font without a PostScript name");
}
