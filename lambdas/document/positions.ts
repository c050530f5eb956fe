/**
 * How glyphs stand to each other, from a font's GPOS table (ISO/IEC 14496-22, 6.3.3): letters closer or wider in pairs (kern), accents
 * on their letters (mark) and on each other (mkmk), for Latin script. What else a font may know – scripts that are joined or
 * reordered, pairs that depend on a third letter – our languages do not need, and it is left out.
 */
import type { Sfnt } from "./sfnt.ts";

/** What a font has for one character; widths are thousandths of an em. */
export type Glyph = { id: number; point: number; width: number; isAccent: boolean; kerning: Kerning | undefined };
/** Of the first glyph of a pair: where the tables are that know it, with its place in each; and what is known of its pairs. */
type Kerning = { tables: { at: number; place: number }[]; known: Map<number, number> };
/** A glyph where the pen stands: `advance` moves it on (kerning included), the offsets place an accent. Thousandths of an em. */
export type Placed = { glyph: Glyph; advance: number; dx: number; dy: number };

const mark = 3; // glyph class of an accent

/** Throws for a font whose GPOS does not know Latin, or that kerns by other than the first glyph's advance. */
export function positions(font: Sfnt) {
  const { view, start } = font;
  const gpos = start("GPOS");
  const gdef = start("GDEF");
  const u16 = (at: number) => view.getUint16(at);
  const glyphClasses = gdef + u16(gdef + 4);
  const kernings = subtables(view, gpos, "kern", 2);
  const onLetters = subtables(view, gpos, "mark", 4);
  const onMarks = subtables(view, gpos, "mkmk", 6);
  for (const at of kernings) if (u16(at + 4) !== 4 || u16(at + 6) !== 0) throw new Error("A font that kerns otherwise");
  const glyphs = new Map<number, Glyph | undefined>();

  /** What the font has for a code point; undefined when nothing. */
  function glyphOf(point: number): Glyph | undefined {
    const found = glyphs.get(point);
    if (found || glyphs.has(point)) return found;
    const id = font.idOf(point);
    const isAccent = classOf(view, glyphClasses, id) === mark;
    const glyph = id === 0 ? undefined : { id, point, width: font.widthOf(id), isAccent, kerning: undefined };
    glyphs.set(point, glyph);
    return glyph;
  }

  function kerningOf(id: number): Kerning {
    const tables: Kerning["tables"] = [];
    for (const at of kernings) {
      const place = coverage(view, at + u16(at + 2), id);
      if (place < 0) continue;
      tables.push({ at, place });
      // One by classes has an answer to every pair.
      if (u16(at) === 2) break;
    }
    return { tables, known: new Map() };
  }

  /** What one subtable says of a pair whose first glyph it knows; undefined when nothing. */
  function pair(at: number, place: number, left: number, right: number): number | undefined {
    if (u16(at) === 1) {
      const set = at + u16(at + 10 + place * 2);
      const entry = last(view, set + 2, 4, u16(set), right);
      return entry >= 0 && u16(entry) === right ? view.getInt16(entry + 2) : undefined;
    }
    const row = classOf(view, at + u16(at + 8), left) * u16(at + 14);
    return view.getInt16(at + 16 + (row + classOf(view, at + u16(at + 10), right)) * 2);
  }

  /** How much closer (negative) or wider two letters stand than their widths say. The first subtable that knows the pair decides. */
  function kern(left: Glyph, right: Glyph): number {
    left.kerning ??= kerningOf(left.id);
    const { tables, known } = left.kerning;
    let amount = known.get(right.id);
    if (amount === undefined) {
      for (const { at, place } of tables) {
        amount = pair(at, place, left.id, right.id);
        if (amount !== undefined) break;
      }
      amount ??= 0;
      known.set(right.id, amount);
    }
    return amount;
  }

  const anchor = (at: number) => ({ x: view.getInt16(at + 2), y: view.getInt16(at + 4) });

  /** How far an accent must move from a glyph's origin to sit on it; undefined when the font says nothing of the two. */
  function attach(tables: number[], accent: number, under: number): { x: number; y: number } | undefined {
    let found: { x: number; y: number } | undefined;
    for (const at of tables) {
      const accentAt = coverage(view, at + u16(at + 2), accent);
      const underAt = accentAt < 0 ? -1 : coverage(view, at + u16(at + 4), under);
      if (underAt < 0) continue;
      const accents = at + u16(at + 8);
      const unders = at + u16(at + 10);
      const record = accents + 2 + accentAt * 4;
      const offset = u16(unders + 2 + (underAt * u16(at + 6) + u16(record)) * 2);
      if (offset === 0) continue;
      const [own, base] = [anchor(accents + u16(record + 2)), anchor(unders + offset)];
      // A later lookup has the last word.
      found = { x: base.x - own.x, y: base.y - own.y };
    }
    return found;
  }

  /** A word's glyphs, of which some may be accents, where they stand. */
  function place(word: readonly Glyph[]): Placed[] {
    const placed: Placed[] = [];
    let letter: Placed | undefined;
    let accents = 0;
    for (const glyph of word) {
      const one = { glyph, advance: 0, dx: 0, dy: 0 };
      placed.push(one);
      if (glyph.isAccent) {
        accents += 1;
        continue;
      }
      // Letters are kerned as if their accents were not there.
      if (letter) letter.advance += kern(letter.glyph, glyph);
      one.advance = glyph.width;
      letter = one;
    }
    if (accents > 0) for (const index of placed.keys()) seat(placed, index);
    return placed;
  }

  /** Moves the accent at an index, if it is one, on the accent or letter before it that the font has it sit on. */
  function seat(placed: Placed[], index: number): void {
    const accent = placed[index];
    if (!accent?.glyph.isAccent) return;
    // Back from where the pen has come since the glyph under it.
    let back = 0;
    for (let at = index - 1; at >= 0; at -= 1) {
      const under = placed[at] as Placed;
      back += under.advance;
      const moved = attach(under.glyph.isAccent ? onMarks : onLetters, accent.glyph.id, under.glyph.id);
      if (moved) {
        // What is under it may itself have moved.
        accent.dx = moved.x + under.dx - back;
        accent.dy = moved.y + under.dy;
      }
      if (moved || !under.glyph.isAccent) return;
    }
  }

  return { glyphOf, place };
}

/** Where the subtables of one kind stand that a feature of Latin script names, in the order they are to be tried. */
function subtables(view: DataView, gpos: number, feature: string, kind: number): number[] {
  const u16 = (at: number) => view.getUint16(at);
  const list = (at: number, size: number) => Array.from({ length: u16(at) }, (_, n) => at + 2 + n * size);
  const isTag = (at: number, tag: string) => [...tag].every((sign, n) => view.getUint8(at + n) === sign.charCodeAt(0));
  const scripts = gpos + u16(gpos + 4);
  const latin = list(scripts, 6).find((at) => isTag(at, "latn"));
  if (latin === undefined) throw new Error("A font that does not know Latin script");
  const script = scripts + u16(latin + 4);
  const language = script + u16(script);
  const features = gpos + u16(gpos + 6);
  const lookups = gpos + u16(gpos + 8);
  const numbers = list(language + 4, 2)
    .map((at) => features + 2 + u16(at) * 6)
    .filter((at) => isTag(at, feature))
    .flatMap((at) => list(features + u16(at + 4) + 2, 2).map(u16));
  return numbers
    .toSorted((one, other) => one - other)
    .flatMap((number) => {
      const lookup = lookups + u16(lookups + 2 + number * 2);
      return list(lookup + 4, 2).flatMap((at) => {
        const subtable = lookup + u16(at);
        // Type 9 only says where, farther away, another type's table stands.
        const [type, place] =
          u16(lookup) === 9 ? [u16(subtable + 2), subtable + view.getUint32(subtable + 4)] : [u16(lookup), subtable];
        return type === kind ? [place] : [];
      });
    });
}

/** Where the last of sorted entries begins whose first two bytes are no more than a glyph; -1 when there is none. */
function last(view: DataView, at: number, size: number, count: number, id: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (view.getUint16(at + middle * size) <= id) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? -1 : at + (low - 1) * size;
}

/** Where the range stands that holds a glyph, of sorted ranges (first, last, value: two bytes each); -1 when none does. */
function range(view: DataView, at: number, count: number, id: number): number {
  const entry = last(view, at, 6, count, id);
  return entry >= 0 && id <= view.getUint16(entry + 2) ? entry : -1;
}

/** A glyph's place in a coverage table; -1 when it is not in it. */
function coverage(view: DataView, at: number, id: number): number {
  const count = view.getUint16(at + 2);
  if (view.getUint16(at) === 1) {
    const entry = last(view, at + 4, 2, count, id);
    return entry >= 0 && view.getUint16(entry) === id ? (entry - at - 4) / 2 : -1;
  }
  const entry = range(view, at + 4, count, id);
  return entry < 0 ? -1 : view.getUint16(entry + 4) + id - view.getUint16(entry);
}

/** A glyph's class; 0 for those that are not told. */
function classOf(view: DataView, at: number, id: number): number {
  if (view.getUint16(at) === 1) {
    const place = id - view.getUint16(at + 2);
    return place >= 0 && place < view.getUint16(at + 4) ? view.getUint16(at + 6 + place * 2) : 0;
  }
  const entry = range(view, at + 4, view.getUint16(at + 2), id);
  return entry < 0 ? 0 : view.getUint16(entry + 4);
}
