import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import * as fontkit from "fontkit";
import { type FontFiles, fallbackFiles, fontFiles, openFonts, usual } from "../../lambdas/document/fonts.ts";
import { positions } from "../../lambdas/document/positions.ts";
import { openSfnt } from "../../lambdas/document/sfnt.ts";
import { styles } from "../../lambdas/document/style.ts";
import { blocks } from "./document-sample.ts";

const fresh = () => openFonts(fontFiles());
const body = styles.body;
const features = { liga: false, clig: false, calt: false, rlig: false, ccmp: false, locl: false };

const faces = [
  ["Source Sans", fontFiles()],
  ["Noto Sans", fallbackFiles()],
].flatMap(([family, files]) =>
  (["regular", "semibold", "italic"] as const).map((face) => ({
    what: `${family}, ${face}`,
    bytes: (files as FontFiles)[face],
  })),
);

describe("measuring", () => {
  it("agrees with shaping each word whole, kerning included", () => {
    const font = fontkit.create(fontFiles().regular as Buffer) as fontkit.Font;
    const words = new Set(JSON.stringify(blocks).match(/[\p{L}\p{N}.,:;()@–\-/]+/gu));
    const fonts = fresh();
    expect(words.size).toBeGreaterThan(250);
    for (const word of [...words, "AVATAR", "Tåg", "P.", "WÅ", "L’", "ŋđŧŠ", "m\u0327x"])
      expect([word, fonts.width(word, { ...body, size: 1000 })]).toEqual([
        word,
        font.layout(word, features, "latn").advanceWidth,
      ]);
  });

  it("kerns: AV is narrower than A and V", () => {
    const fonts = fresh();
    expect(fonts.width("AV", body)).toBeLessThan(fonts.width("A", body) + fonts.width("V", body));
  });
});

describe.each(faces)("$what, as another reader of fonts knows it", ({ bytes }) => {
  const whole = fontkit.create(bytes as Buffer) as fontkit.Font;
  const own = openSfnt(bytes);
  const { glyphOf, place } = positions(own);

  it("has the same glyph, as wide, for every character there is", () => {
    const wrong: number[] = [];
    for (let point = 0; point < 0x20000; point += 1) {
      const theirs = whole.hasGlyphForCodePoint(point) ? whole.glyphForCodePoint(point) : undefined;
      if (own.idOf(point) !== (theirs?.id ?? 0)) wrong.push(point);
      else if (theirs && own.widthOf(theirs.id) !== theirs.advanceWidth) wrong.push(point);
    }
    expect(wrong).toEqual([]);
  });

  it("says the same of itself", () => {
    const { minX, minY, maxX, maxY } = whole.bbox;
    expect(own.figures()).toEqual({
      name: whole.postscriptName,
      box: [minX, minY, maxX, maxY],
      ascent: whole.ascent,
      descent: whole.descent,
      italicAngle: whole.italicAngle,
      weight: whole["OS/2"].usWeightClass,
      xHeight: whole.xHeight,
      capHeight: whole.capHeight,
    });
  });

  it("sets letters and their accents in the same places, two accents on one letter included", () => {
    const among = (from: number, to: number, what: RegExp) =>
      Array.from({ length: to - from }, (_, n) => from + n).filter(
        (point) => own.idOf(point) !== 0 && what.test(String.fromCodePoint(point)),
      );
    const letters = among(0x20, 0x590, /[\p{L}\p{P}\p{N}]/u);
    // Of U+0315 the other reader counts the width, which an accent has none of.
    const accents = among(0x300, 0x370, /\p{M}/u).filter((point) => point !== 0x315);
    const letter = fc.constantFrom(...letters);
    const accented = fc
      .tuple(letter, fc.array(fc.constantFrom(...accents), { maxLength: 2 }))
      .map((each) => each.flat());
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(letter),
          fc.array(accented, { maxLength: 6 }).map((all) => all.flat()),
        ),
        (points) => {
          const theirs = whole.layout(String.fromCodePoint(...points), features, "latn").positions;
          const ours = place(points.map(glyphOf).filter((glyph) => glyph !== undefined));
          expect(ours.map(({ advance, dx, dy }) => [advance, dx, dy])).toEqual(
            theirs.map(({ xAdvance, xOffset, yOffset }) => [xAdvance, xOffset, yOffset]),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("usual letters", () => {
  it("are in every face of Source Sans: a word of them is not looked at letter by letter", () => {
    const all = Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point)).filter(
      (letter) => usual.test(letter) && letter !== "\n",
    );
    expect(all.length).toBeGreaterThan(300);
    for (const { what, bytes } of faces.slice(0, 3)) {
      const { idOf } = openSfnt(bytes);
      expect([what, all.filter((letter) => idOf(letter.charCodeAt(0)) === 0)]).toEqual([what, []]);
    }
  });
});

describe("characters the font lacks", () => {
  it("become one □ for each character a reader would see, and are listed once", () => {
    const fonts = fresh();
    expect(fonts.drawable("bra 👩‍👩‍👧 🏳️‍🌈 日 och 日", body)).toBe("bra □ □ □ och □");
    expect(fonts.missing()).toEqual(["👩‍👩‍👧", "🏳️‍🌈", "日"]);
  });

  it("are none in Swedish, Sami, the other minority languages of Sweden or common signs", () => {
    const fonts = fresh();
    for (const style of [styles.body, styles.heading, styles.guidance])
      fonts.drawable("Åäö éü áčđŋšŧž âïõ ǥǧȟʒǯ §°½×→☐☑✓•▪–—”’…€£µ", style);
    expect(fonts.missing()).toEqual([]);
  });

  it("do not count what Word pastes along: bullets of Wingdings, joiners, variation selectors, odd spaces", () => {
    const fonts = fresh();
    expect(fonts.drawable("\uF0A7 ett\u200C \u2009två ☑\uFE0F 400\u202F000", body)).toBe("▪ ett  två ☑ 400\u00A0000");
    expect(fonts.missing()).toEqual([]);
  });

  it("are told by the document they stand in, not by the one before it", () => {
    fresh().drawable("日", body);
    expect(fresh().missing()).toEqual([]);
  });
});
