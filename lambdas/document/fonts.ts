/**
 * Type: Source Sans, measured with its kerning and embedded as subsets that hold only what is used. What it lacks (Skolt Sami,
 * Cyrillic …) is taken from Noto Sans, which is read when a text first needs it.
 *
 * pdf-lib's own embedder wants @pdf-lib/fontkit 1.1.1, whose subsets of Source Sans are silently broken (the text extracts, the
 * glyphs are wrong), and it shapes every text anew. So fonts are read, subset and written here (docs/decisions/0015-type.md). What a
 * glyph stands for is kept per document; what a process keeps of a font is numbers.
 */
import { collectGraphemes } from "unicode-segmenter/grapheme";
import { normalise } from "#domain/counting";
import { embedFace } from "./embed.ts";
import type { PdfObjects, Ref } from "./objects.ts";
import { packageFile } from "./package-file.ts";
import { type Glyph, type Placed, positions } from "./positions.ts";
import { openSfnt, type Sfnt } from "./sfnt.ts";
import type { Face, Style } from "./style.ts";
import { settle } from "./text.ts";

export type FontFiles = Record<Face, Uint8Array>;

const sources: Record<Face, string> = {
  regular: "source-sans/TTF/SourceSans3-Regular.ttf",
  semibold: "source-sans/TTF/SourceSans3-Semibold.ttf",
  italic: "source-sans/TTF/SourceSans3-It.ttf",
};
const fallbackSources: Record<Face, string> = {
  regular: "@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf",
  semibold: "@expo-google-fonts/noto-sans/600SemiBold/NotoSans_600SemiBold.ttf",
  italic: "@expo-google-fonts/noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf",
};

const readFiles = new Map<string, Uint8Array>();

function fontFile(path: string): Uint8Array {
  const bytes = readFiles.get(path) ?? packageFile(path);
  readFiles.set(path, bytes);
  return bytes;
}

const lazily = (paths: Record<Face, string>): FontFiles => ({
  get regular() {
    return fontFile(paths.regular);
  },
  get semibold() {
    return fontFile(paths.semibold);
  },
  get italic() {
    return fontFile(paths.italic);
  },
});

/**
 * The font files, each read once a process and when first asked for, from the packages as Node finds them from this module. It works
 * from source and from an ESM bundle that has these files in `node_modules/` somewhere above it (a bundler does not copy them).
 */
export const fontFiles = (): FontFiles => lazily(sources);
export const fallbackFiles = (): FontFiles => lazily(fallbackSources);

/** A face of one of the two families, as the page's resources name it. */
type FontName = "F1" | "F2" | "F3" | "F4" | "F5" | "F6";
const fontNames: Record<Face, { own: FontName; fallback: FontName }> = {
  regular: { own: "F1", fallback: "F4" },
  semibold: { own: "F2", fallback: "F5" },
  italic: { own: "F3", fallback: "F6" },
};

/** Glyphs of one font. */
type Run = { font: FontName; face: Parsed; glyphs: Placed[] };
/** Elements of a TJ array, for glyphs of one font and height. */
type Shown = { font: FontName; rise: number; elements: string };
type Word = { runs: Run[]; advance: number; shown?: Shown[] };

type Parsed = Sfnt & ReturnType<typeof positions>;

// What one process learns of a font, as plain numbers: no text of any submission stays behind.
const parsed = new WeakMap<Uint8Array, Parsed>();

function parse(bytes: Uint8Array): Parsed {
  let known = parsed.get(bytes);
  if (!known) {
    const font = openSfnt(bytes);
    known = { ...font, ...positions(font) };
    parsed.set(bytes, known);
  }
  return known;
}

// What a private character means would have to be told in words (ISO 19005-3, 6.2.11.7.3), and nobody knows: we have none of them.
const isPrivate = (point: number): boolean => (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000;

const glyphOf = (face: Parsed, point: number): Glyph | undefined =>
  isPrivate(point) ? undefined : face.glyphOf(point);

/**
 * A word all of whose characters this font has. One character, one glyph: ligatures and compositions would need a map back from glyphs
 * to characters.
 */
function place(face: Parsed, word: string): Placed[] {
  const glyphs: Glyph[] = [];
  for (const character of word) {
    const glyph = face.glyphOf(character.codePointAt(0) ?? 0);
    if (glyph) glyphs.push(glyph);
  }
  return face.place(glyphs);
}

// Groups of eight hexadecimal digits, each as far from the last as the widest can need, and digits at their own width:
// drawn in cells of one width, the narrow "f" would extract as a word of its own.
const group = 8;
const pitch = 4650;

function placeGroups(face: Parsed, word: string): Placed[] {
  let start = 0;
  let pen = 0;
  return place(face, word).map((placed, index, all) => {
    const { width } = placed.glyph;
    const last = index % group === group - 1 && index < all.length - 1;
    const advance = last ? Math.max(start + pitch - pen, width) : width;
    pen += advance;
    if (last) start = pen;
    return { ...placed, advance };
  });
}

// Word writes its bullets in private code points that mean something in Symbol and Wingdings only.
const wordBullets: Record<string, string> = { "\uF0A7": "▪", "\uF0B7": "•", "\uF0D8": "→", "\uF0FC": "✓" };
// Joiners and variation selectors shape emoji, which we draw as □ anyway; in other text they have nothing to show.
const joiners = /\u200C|\u200D|[\uFE00-\uFE0F]/g;

// What all of Source Sans has: nearly every word, told so at a glance instead of letter by letter. A test holds it against the fonts.
export const usual = /^[ -~\u00A0-\u017F\u2013\u2014\u2018-\u201D\u2022\u2026\u20AC\n]*$/;

const has = (face: Parsed, text: string): boolean => {
  for (const character of text) if (!glyphOf(face, character.codePointAt(0) ?? 0)) return false;
  return true;
};

/** What the document shows of a font: its number in the subset, as it is written, and what it stands for. */
type Used = { cid: number; code: string; point: number; width: number };

const wordsByFace = (): Record<Face, Map<string, Word>> => ({
  regular: new Map(),
  semibold: new Map(),
  italic: new Map(),
});

export type Fonts = ReturnType<typeof openFonts>;

/** The fonts of one document: text made drawable, measured, written as PDF operators, and at the end embedded. */
export function openFonts(files: FontFiles, fallback: FontFiles = fallbackFiles()) {
  const missing = new Set<string>();
  const used = new Map<FontName, { face: Parsed; glyphs: Map<number, Used> }>();
  const words = { plain: wordsByFace(), grouped: wordsByFace() };

  function drawn(grapheme: string, name: Face): string {
    const bare = grapheme.replace(joiners, "");
    if (has(parse(files[name]), bare)) return bare;
    if (wordBullets[grapheme]) return wordBullets[grapheme];
    if (has(parse(fallback[name]), bare)) return bare;
    missing.add(grapheme);
    return "□";
  }

  /** The text in characters we have: what no font has becomes □, one for each character a reader would see. LF stays. */
  function drawable(text: string, { face: name }: Style): string {
    const face = parse(files[name]);
    const clean = settle(normalise(text));
    if (usual.test(clean) || has(face, clean.replaceAll("\n", ""))) return clean;
    return collectGraphemes(clean)
      .map((grapheme) => (grapheme === "\n" ? grapheme : drawn(grapheme, name)))
      .join("");
  }

  /** A word in runs of one font each; a letter and its accents stay together. */
  function runs(word: string, name: Face, set: typeof place): Run[] {
    const { own, fallback: other } = fontNames[name];
    const face = parse(files[name]);
    if (usual.test(word) || has(face, word)) return [{ font: own, face, glyphs: set(face, word) }];
    const found: { font: FontName; text: string }[] = [];
    for (const grapheme of collectGraphemes(word)) {
      const font = has(face, grapheme) ? own : other;
      const last = found.at(-1);
      if (last?.font === font) last.text += grapheme;
      else found.push({ font, text: grapheme });
    }
    return found.map(({ font, text }) => {
      const its = font === own ? face : parse(fallback[name]);
      return { font, face: its, glyphs: set(its, text) };
    });
  }

  function placed(word: string, { face, grouped }: Style): Word {
    const known = (grouped ? words.grouped : words.plain)[face];
    let found = known.get(word);
    if (!found) {
      found = { runs: runs(word, face, grouped ? placeGroups : place), advance: 0 };
      for (const { glyphs } of found.runs) for (const { advance } of glyphs) found.advance += advance;
      known.set(word, found);
    }
    return found;
  }

  /** Words and spaces of a drawable text. Spaces are not kerned, so that a line is exactly as wide as its parts. */
  const parts = (text: string, style: Style): Word[] =>
    text.includes(" ")
      ? text
          .split(/( +)/)
          .filter((part) => part !== "")
          .map((part) => placed(part, style))
      : [placed(text, style)];

  const width = (text: string, style: Style): number =>
    (parts(text, style).reduce((sum, { advance }) => sum + advance, 0) * style.size) / 1000;

  function code(all: Map<number, Used>, { id, point, width }: Glyph): string {
    let entry = all.get(id);
    if (!entry) {
      const cid = all.size + 1;
      entry = { cid, code: `<${cid.toString(16).padStart(4, "0")}>`, point, width };
      all.set(id, entry);
    }
    // Space and no-break space share a glyph; the plain one is what a reader wants to copy, whichever came first.
    if (point < entry.point) entry.point = point;
    return entry.code;
  }

  /** A word as it is written when it is first shown, from a pen that stands right and leaving it so. */
  function written({ runs: all }: Word): Shown[] {
    const shown: Shown[] = [];
    for (const { font, face, glyphs } of all) {
      let own = used.get(font)?.glyphs;
      if (!own) {
        own = new Map();
        used.set(font, { face, glyphs: own });
      }
      let pen = 0; // where the viewer's pen is, ahead of where ours should be
      let last: Shown | undefined;
      for (const { glyph, advance, dx, dy } of glyphs) {
        if (last?.rise !== dy) {
          last = { font, rise: dy, elements: "" };
          shown.push(last);
        }
        const shift = pen - dx;
        last.elements += shift === 0 ? code(own, glyph) : `${shift}${code(own, glyph)}`;
        pen = dx + glyph.width - advance;
      }
      if (last && pen !== 0) last.elements += pen;
    }
    return shown;
  }

  /** The operators that show a drawable text where the text matrix stands. */
  function show(text: string, style: Style): string {
    let operators = "";
    let font: FontName | undefined;
    let rise = 0;
    for (const word of parts(text, style)) {
      word.shown ??= written(word);
      for (const run of word.shown) {
        if (run.font !== font) {
          operators += `${font ? "] TJ " : ""}/${run.font} ${Math.round(style.size * 100) / 100} Tf [`;
          font = run.font;
        }
        if (run.rise !== rise) {
          operators += `] TJ ${(run.rise * style.size) / 1000} Ts [`;
          rise = run.rise;
        }
        operators += run.elements;
      }
    }
    return `${operators.replaceAll("><", "")}${font ? "] TJ" : ""}${rise === 0 ? "" : " 0 Ts"}`;
  }

  /** Writes the fonts that were shown into the file, under the names the pages call them by; call it last. */
  function embed(pdf: PdfObjects): [FontName, Ref][] {
    return [...used]
      .filter(([, { glyphs }]) => glyphs.size > 0)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { face, glyphs }]) => [name, embedFace(pdf, face, glyphs)]);
  }

  return { drawable, width, show, embed, missing: (): string[] => [...missing] };
}
