import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { missingLetters } from "#domain/letters";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { styles } from "../../lambdas/document/style.ts";

/** What the document itself says, having drawn the text. */
function drawnWithout(text: string): string[] {
  const fonts = openFonts(fontFiles());
  for (const style of [styles.body, styles.heading, styles.guidance]) fonts.drawable(text, style);
  return fonts.missing();
}

describe("the letters that the document cannot show", () => {
  it("are the same in the browser as in the document, for every character there is", () => {
    const every = Array.from({ length: 0x11 }, (_, plane) => plane * 0x10000).flatMap((start) =>
      // Beyond the first three planes there are no letters, only private and unassigned code points.
      Array.from({ length: start > 0x2ffff ? 0x100 : 0x10000 }, (_, n) => start + n),
    );
    const wrong: string[] = [];
    for (let at = 0; at < every.length; at += 4096) {
      // Apart, so that no mark joins the letter before it.
      const text = every
        .slice(at, at + 4096)
        .map((point) => `x${String.fromCodePoint(point)}`)
        .join("\n");
      const [told, drawn] = [missingLetters(text), drawnWithout(text)];
      if (told.toSorted().join() !== drawn.toSorted().join())
        wrong.push(`from ${at.toString(16)}: ${told.length} and ${drawn.length}`);
    }
    expect(wrong).toEqual([]);
  });

  it("are the same for any text, letters of many parts included", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(missingLetters(text).toSorted()).toEqual(drawnWithout(text).toSorted());
      }),
    );
  });

  it("are none in Swedish, in Sami and in what Word puts around them", () => {
    expect(missingLetters("Åtgärder – ”så” här: 1 500 kr · \uF0A7 punkt\tflik\u2028rad, Áá Čč Ŋŋ Ǩǩ Ʒʒ ʹ")).toEqual([]);
  });

  it("are told as people see them: a flag is one, and each is told once", () => {
    expect(missingLetters("🏳️‍🌈 hej 🏳️‍🌈 日本")).toEqual(["🏳️‍🌈", "日", "本"]);
  });
});
