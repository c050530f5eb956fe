import { describe, expect, it } from "@jest/globals";
import * as fontkit from "fontkit";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { styles } from "../../lambdas/document/style.ts";
import { blocks } from "./document-sample.ts";

const fresh = () => openFonts(fontFiles());
const body = styles.body;

describe("measuring", () => {
  it("agrees with shaping each word whole, kerning included", () => {
    const font = fontkit.create(fontFiles().regular as Buffer) as fontkit.Font;
    const features = { liga: false, clig: false, calt: false, rlig: false, ccmp: false, locl: false };
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
