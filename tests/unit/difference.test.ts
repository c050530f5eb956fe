import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { runs, textOf } from "#tests/builders";
import { compared, together, turned } from "../../web/draft/difference.ts";
import { merged } from "../../web/draft/merge.ts";

const words = fc.array(fc.constantFrom("barn", "skola ", "län, ", "2021 ", "– punkt\n", "å\u0308", "😀 ", " "), {
  maxLength: 30,
});
const text = words.map((parts) => parts.join(""));

describe("two texts compared", () => {
  it("tell which words the other does not have, and not the space after them", () => {
    expect(compared("Först i två kommuner och ändras", "Först i två städer och ändras")).toEqual([
      { text: "Först i två ", own: false },
      { text: "kommuner", own: true },
      { text: " ", own: false },
      { text: "och ändras", own: false },
    ]);
    expect(compared("Samma", "Samma")).toEqual([{ text: "Samma", own: false }]);
    expect(compared("", "Något")).toEqual([]);
  });

  it("are shown whole, every character in its place, however they differ", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(
          compared(one, other)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(one);
      }),
      runs(300, 5_000),
    );
  });
});

describe("texts with the same piece thousands of times over", () => {
  const strange = {
    "a table of contents": ". ".repeat(2_000),
    "a pasted sheet of zeros": "0\t".repeat(8_000),
    "a hundred thousand characters": textOf(100_000),
  };
  it.each(Object.entries(strange))("%s: are compared by less exact pieces, and whole", (_, long) => {
    const mine = `${long}mitt`;
    expect(
      compared(mine, long)
        .map((piece) => piece.text)
        .join(""),
    ).toBe(mine);
    expect(together(`deras ${long}`, mine, long)).toContain("mitt");
  });
});

describe("two texts in one", () => {
  const before = textOf(500);

  it("have what either changed, when both began from the same", () => {
    const theirs = before.replace("kommuner", "städer");
    const mine = `${before} Och mer till.`;
    expect(together(theirs, mine, before)).toBe(`${theirs} Och mer till.`);
  });

  it("have both, theirs first, where both changed the same words", () => {
    expect(together("Vi möts på våren.", "Vi möts på hösten.", "Vi möts ibland.")).toBe("Vi möts på våren på hösten.");
    expect(together("Deras.", "Mitt.", "")).toBe("Deras.\n\nMitt.");
    expect(together("Deras.", "Mitt.", null)).toBe("Deras.\n\nMitt.");
    expect(together("", "Mitt.", null)).toBe("Mitt.");
  });

  it("lose no word that either of them added", () => {
    const numbered = (prefix: string) => (parts: string[]) => parts.map((_, index) => `${prefix}${index} `);
    fc.assert(
      fc.property(
        fc.array(fc.constant("")).map(numbered("a")),
        fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 6 }),
        (base, additions) => {
          const written = { mine: [...base], theirs: [...base] };
          const added: string[] = [];
          additions.forEach(([place, isMine], index) => {
            const word = `${isMine ? "min" : "deras"}${index} `;
            const into = isMine ? written.mine : written.theirs;
            into.splice(Math.min(place, into.length), 0, word);
            added.push(word.trim());
          });
          const both = together(written.theirs.join(""), written.mine.join(""), base.join(""));
          expect(added.filter((word) => !both.includes(word))).toEqual([]);
        },
      ),
      runs(300, 5_000),
    );
  });

  it("of rows have everybody's rows once; of boxes the tick and both explanations", () => {
    const [anna, bo, cia] = ["Anna", "Bo", "Cia"].map((name) => ({ name, email: "" }));
    expect(merged([anna, bo] as never, [anna, cia] as never, null)).toEqual([anna, bo, cia]);
    const mine = { ticked: false, explanation: "Mitt." };
    expect(merged({ ticked: true, explanation: "" }, mine, null)).toEqual({ ticked: true, explanation: "Mitt." });
  });
});

describe("a text that became another", () => {
  const join = (pieces: { text: string }[]) => pieces.map((piece) => piece.text).join("");

  it("tells what was taken away and what was put in, word by word", () => {
    expect(turned("Hälften av kommunerna 2022.", "Tre av kommunerna har en rutin 2022.")).toEqual([
      { text: "Hälften ", kind: "removed" },
      { text: "Tre ", kind: "added" },
      { text: "av kommunerna ", kind: "same" },
      { text: "har en rutin ", kind: "added" },
      { text: "2022.", kind: "same" },
    ]);
  });

  it("gives both texts back, whole", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const turns = turned(before, after);
        expect(join(turns.filter(({ kind }) => kind !== "added"))).toBe(before);
        expect(join(turns.filter(({ kind }) => kind !== "removed"))).toBe(after);
      }),
    );
  });
});
