import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { countGraphemes } from "unicode-segmenter/grapheme";
import { count, normalise, overFrom } from "#domain/counting";
import { dalarnaLengths, runs, textOf } from "#tests/builders";
import { clusters, countAgain, oddText, seen, trimmed } from "#tests/unit/independent-count";

describe("counting", () => {
  it("agrees with an independent count on odd strings", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(count(text)).toBe(countAgain(text));
      }),
      runs(1500, 10_000),
    );
  });

  it("agrees with an independent count at every code point, alone and between letters", () => {
    const ranges = process.env.DEEP
      ? [
          [0, 0x323ff],
          [0xe0000, 0xe0fff],
        ]
      : [[0, 0x32ff]]; // beyond stands nothing assigned
    const points = ranges.flatMap(([first = 0, last = 0]) =>
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
    );
    const wrong: string[] = [];
    for (const point of points) {
      const character = String.fromCodePoint(point);
      for (const text of [character, `a${character}b`]) {
        if (count(text) !== countAgain(text)) wrong.push(point.toString(16));
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(dalarnaLengths))("measures a text like answer %s of the real plan: %i", (question, length) => {
    const text = textOf(length, question.length);
    expect(count(text)).toBe(length);
    expect(countAgain(text)).toBe(length);
    expect(count(text.replaceAll("\r\n", "\n"))).toBe(length);
  });

  it("has CR LF and dashed lists in its long texts, so that the counts above mean something", () => {
    expect(textOf(4373)).toContain("\r\n– ");
    expect(textOf(4373)).toContain("\r\n\r\n");
    expect(textOf(4373).length).toBeGreaterThan(4373);
  });

  it.each([
    ["nothing", "", 0],
    ["only blanks", " \t\r\n\u00A0 ", 0],
    ["a line break, however written", "a\r\nb\rc\nd", 7],
    ["decomposed letters", "a\u030A\u0308 o\u0308".normalize("NFD"), 3],
    ["a family", "👩‍👩‍👧‍👦", 1],
    ["a flag", "🇸🇪", 1],
    ["two flags", "🇸🇪🇳🇴", 2],
    ["a skin tone", "👍🏽", 1],
    ["Word's bullet", "\uF0A7 punkt", 7],
    ["what cannot be seen", "a\u00ADb\u200Bc\u2060d\uFEFFe\u202Ef\u0000g", 7],
    ["a tab inside", "a\tb", 3],
    ["a mark whose letter stands before something unseen", "a\u200B\u0301", 1],
    ["halves of a character", "a\uD83Db\uDE00c", 3],
    ["a half before a whole", "\uD83D😀", 1],
    ["Northern Sami", "čáđŋšŧž", 7],
    ["letters outside the first plane", "𝒳𝒴", 2],
  ])("counts %s", (_, text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it("takes the fast path to the same count as the slow one", () => {
    const swedish = fc.string({ unit: fc.constantFrom(..."abcåäö ÅÄÖ,.;–”’…•\n\u00A0ŋđ€"), maxLength: 60 });
    fc.assert(
      fc.property(swedish, (text) => {
        expect(count(text)).toBe(countGraphemes(normalise(text)));
      }),
      runs(300, 10_000),
    );
  });
});

describe("normalising", () => {
  it("gives the independent form", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(normalise(text)).toBe(trimmed(seen(text.normalize("NFC")).normalize("NFC")));
      }),
      runs(800, 10_000),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
      runs(800, 10_000),
    );
  });

  it("composes, so that the same words have the same form", () => {
    expect(normalise("  Åtgärder för o\u0308gon\r\n".normalize("NFD"))).toBe("Åtgärder för ögon");
  });

  it("keeps the joiners that hold emoji and words together", () => {
    expect(normalise("👩‍👧 a\u200Cb")).toBe("👩‍👧 a\u200Cb");
  });

  it("leaves well-formed text", () => {
    fc.assert(
      fc.property(oddText, (text) => {
        expect(/\p{Surrogate}/u.test(normalise(text))).toBe(false);
      }),
      runs(200, 5000),
    );
  });
});

describe("where a text goes over its limit", () => {
  it("leaves exactly the limit before, exactly the rest after, and cuts no character in two", () => {
    fc.assert(
      fc.property(oddText, fc.nat(12), (text, limit) => {
        const cut = overFrom(text, limit);
        const [before, after] = [text.slice(0, cut), text.slice(cut)];
        if (count(text) <= limit) {
          expect(cut).toBe(text.length);
          return;
        }
        // Blanks beside the cut are inside the text and count, though they would be trimmed from a text of their own.
        expect(clusters(seen(before).replace(/^\p{White_Space}+/u, ""))).toBe(limit);
        expect(clusters(seen(after).replace(/\p{White_Space}+$/u, ""))).toBe(count(text) - limit);
        expect(before.endsWith("\r") && after.startsWith("\n")).toBe(false);
        expect(/[\uD800-\uDBFF]$/.test(before) && /^[\uDC00-\uDFFF]/.test(after)).toBe(false);
      }),
      runs(1500, 10_000),
    );
  });

  it.each([
    ["blanks behind something unseen", "\u200B   abcdef", "\u200B   abc"],
    ["a mark behind something unseen", "a\u200B\u0301bcdef", "a\u200B\u0301bc"],
    ["old line breaks", "a\rb\rcdef", "a\rb"],
    ["a flag with something unseen inside", "🇸\u200B🇪abcdef", "🇸\u200B🇪ab"],
    ["CR LF at the edge", "ab\r\ncd", "ab\r\n"],
  ])("is not misled by %s", (_, text, before) => {
    expect(text.slice(0, overFrom(text, 3))).toBe(before);
  });

  it("is the whole text at the limit and one less over it", () => {
    const text = textOf(1000, 2);
    expect(overFrom(text, 1000)).toBe(text.length);
    expect(text.slice(overFrom(text, 999))).toBe(".");
  });
});
