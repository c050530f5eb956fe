/**
 * Type: Source Sans read with fontkit, measured with its kerning, and embedded as subsets that hold only what is used.
 *
 * Two traps decide how. pdf-lib's own embedder wants @pdf-lib/fontkit 1.1.1, whose subsets of Source Sans are silently
 * broken (the text extracts, the glyphs are wrong), and it shapes every text anew. And fontkit keeps on each glyph the
 * characters that first led to it, so that a font parsed once would carry one document's characters into the next. So
 * the font dictionaries are written here, and what a glyph stands for is kept per document and never read from fontkit:
 * then sharing the parsed font, which costs most of the time, is safe.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as fontkit from "fontkit";
import type { PDFContext, PDFRef } from "pdf-lib";
import { collectGraphemes } from "unicode-segmenter/grapheme";
import { normalise } from "#domain/counting";
import { embedFace } from "./embed.ts";
import type { Face, Style } from "./style.ts";
import { settle } from "./text.ts";

export type FontFiles = Record<Face, Uint8Array>;

const fileNames: Record<Face, string> = {
  regular: "SourceSans3-Regular.ttf",
  semibold: "SourceSans3-Semibold.ttf",
  italic: "SourceSans3-It.ttf",
};

let read: FontFiles | undefined;

/**
 * The three font files, read once a process from the `source-sans` package as Node finds it from this module. It works from
 * source and from an ESM bundle that has `node_modules/source-sans/TTF/` with these files somewhere above it (a bundler
 * does not copy them); anything else passes its bytes to `renderDocument`.
 */
export function fontFiles(): FontFiles {
  const { resolve } = createRequire(import.meta.url);
  const bytes = (face: Face) => readFileSync(resolve(`source-sans/TTF/${fileNames[face]}`));
  read ??= { regular: bytes("regular"), semibold: bytes("semibold"), italic: bytes("italic") };
  return read;
}

/** A glyph where the pen stands: `advance` moves it on (kerning included), the offsets place an accent. 1/1000 em. */
type Placed = { id: number; point: number; advance: number; own: number; dx: number; dy: number };

type Parsed = { font: fontkit.Font; ids: Map<number, number>; widths: Map<number, number>; kerns: Map<string, number> };

// What one process learns of a font, as plain numbers: no text of any submission stays behind.
const parsed = new WeakMap<Uint8Array, Parsed>();

function parse(bytes: Uint8Array): Parsed {
  const known = parsed.get(bytes);
  if (known) return known;
  const font = fontkit.create(bytes as Buffer);
  if (!("layout" in font)) throw new Error("A font collection where one font was expected");
  const fresh = { font, ids: new Map(), widths: new Map(), kerns: new Map() };
  parsed.set(bytes, fresh);
  return fresh;
}

// One character, one glyph: ligatures and compositions would need a map back from glyphs to characters.
const features = { liga: false, clig: false, calt: false, rlig: false, ccmp: false, locl: false };

function idOf({ font, ids }: Parsed, point: number): number {
  let id = ids.get(point);
  if (id === undefined) {
    id = font.hasGlyphForCodePoint(point) ? font.glyphForCodePoint(point).id : 0;
    ids.set(point, id);
  }
  return id;
}

function widthOf({ font, widths }: Parsed, id: number): number {
  let width = widths.get(id);
  if (width === undefined) {
    width = font.getGlyph(id).advanceWidth;
    widths.set(id, width);
  }
  return width;
}

/** How much closer (negative) or wider two characters stand. Shaping each pair once replaces shaping every word. */
function kern(face: Parsed, left: number, right: number): number {
  const pair = String.fromCodePoint(left, right);
  let amount = face.kerns.get(pair);
  if (amount === undefined) {
    const first = face.font.layout(pair, features, "latn").positions[0];
    amount = first ? first.xAdvance - widthOf(face, idOf(face, left)) : 0;
    face.kerns.set(pair, amount);
  }
  return amount;
}

function place(face: Parsed, word: string): Placed[] {
  const points = Array.from(word, (character) => character.codePointAt(0) ?? 0);
  const run = /\p{M}/u.test(word) ? face.font.layout(word, features, "latn") : undefined;
  return points.map((point, index) => {
    const id = idOf(face, point);
    const own = widthOf(face, id);
    const next = points[index + 1];
    const set = run?.glyphs.length === points.length ? run.positions[index] : undefined;
    if (set) return { id, point, own, advance: set.xAdvance, dx: set.xOffset, dy: set.yOffset };
    return { id, point, own, advance: next === undefined ? own : own + kern(face, point, next), dx: 0, dy: 0 };
  });
}

// Groups of eight hexadecimal digits, each as far from the last as the widest can need, and digits at their own width:
// drawn in cells of one width, the narrow "f" would extract as a word of its own.
const group = 8;
const pitch = 4650;

function placeGroups(face: Parsed, word: string): Placed[] {
  let start = 0;
  let pen = 0;
  return place(face, word).map((glyph, index, all) => {
    const last = index % group === group - 1 && index < all.length - 1;
    const advance = last ? Math.max(start + pitch - pen, glyph.own) : glyph.own;
    pen += advance;
    if (last) start = pen;
    return { ...glyph, advance };
  });
}

// Word writes its bullets in private code points that mean something in Symbol and Wingdings only.
const wordBullets: Record<string, string> = { "\uF0A7": "▪", "\uF0B7": "•", "\uF0D8": "→", "\uF0FC": "✓" };
// Joiners and variation selectors shape emoji, which we draw as □ anyway; in other text they have nothing to show.
const joiners = /\u200C|\u200D|[\uFE00-\uFE0F]/g;

export type Fonts = ReturnType<typeof openFonts>;

/** The fonts of one document: text made drawable, measured, written as PDF operators, and at the end embedded. */
export function openFonts(files: FontFiles) {
  const missing = new Set<string>();
  const used: Record<Face, Map<number, { cid: number; point: number; width: number }>> = {
    regular: new Map(),
    semibold: new Map(),
    italic: new Map(),
  };
  const words: Record<string, Map<string, { glyphs: Placed[]; advance: number }>> = {};

  function drawn(grapheme: string, face: Parsed): string {
    const bare = grapheme.replace(joiners, "");
    if (Array.from(bare).every((character) => idOf(face, character.codePointAt(0) ?? 0) > 0)) return bare;
    if (wordBullets[grapheme]) return wordBullets[grapheme];
    missing.add(grapheme);
    return "□";
  }

  /** The text in characters this face has: what it lacks becomes □, one for each character a reader would see. LF stays. */
  function drawable(text: string, { face: name }: Style): string {
    const face = parse(files[name]);
    const clean = settle(normalise(text));
    const known = (character: string) => character === "\n" || idOf(face, character.codePointAt(0) ?? 0) > 0;
    if (Array.from(clean).every(known)) return clean;
    return collectGraphemes(clean)
      .map((grapheme) => (grapheme === "\n" ? grapheme : drawn(grapheme, face)))
      .join("");
  }

  function placed(word: string, { face, grouped }: Style): { glyphs: Placed[]; advance: number } {
    const key = grouped ? `${face} grouped` : face;
    words[key] ??= new Map();
    let known = words[key].get(word);
    if (!known) {
      const glyphs = (grouped ? placeGroups : place)(parse(files[face]), word);
      known = { glyphs, advance: glyphs.reduce((sum, { advance }) => sum + advance, 0) };
      words[key].set(word, known);
    }
    return known;
  }

  /** Words and spaces of a drawable text. Spaces are not kerned, so that a line is exactly as wide as its parts. */
  const parts = (text: string, style: Style) =>
    (text.includes(" ") ? text.split(/( +)/).filter((part) => part !== "") : [text]).map((part) => placed(part, style));

  const width = (text: string, style: Style): number =>
    (parts(text, style).reduce((sum, { advance }) => sum + advance, 0) * style.size) / 1000;

  function cid(face: Face, { id, point, own }: Placed): string {
    const entry = used[face].get(id) ?? { cid: used[face].size + 1, point, width: own };
    // Space and no-break space share a glyph; the plain one is what a reader wants to copy, whichever came first.
    entry.point = Math.min(entry.point, point);
    used[face].set(id, entry);
    return entry.cid.toString(16).padStart(4, "0");
  }

  /** The operators that show a drawable text where the text matrix stands. */
  function show(text: string, style: Style): string {
    let shown = "";
    let codes = "";
    let pen = 0; // where the viewer's pen is, ahead of where ours should be
    let rise = 0;
    const flush = () => {
      if (codes !== "") shown += `<${codes}>`;
      codes = "";
    };
    for (const glyph of parts(text, style).flatMap(({ glyphs }) => glyphs)) {
      if (glyph.dy !== rise) {
        flush();
        shown += `] TJ ${(glyph.dy * style.size) / 1000} Ts [`;
        rise = glyph.dy;
      }
      const shift = pen - glyph.dx;
      if (shift !== 0) {
        flush();
        shown += shift;
      }
      codes += cid(style.face, glyph);
      pen = glyph.dx + glyph.own - glyph.advance;
    }
    flush();
    return `[${shown}] TJ${rise === 0 ? "" : " 0 Ts"}`;
  }

  /** Writes the faces that were shown into the file; call it last. */
  function embed(context: PDFContext): [Face, PDFRef][] {
    return (Object.keys(used) as Face[])
      .filter((face) => used[face].size > 0)
      .map((face) => [face, embedFace(context, parse(files[face]).font, used[face])]);
  }

  return { drawable, width, show, embed, missing: (): string[] => [...missing] };
}
