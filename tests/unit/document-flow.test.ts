import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Block } from "#domain/blocks";
import { lineOf } from "#domain/lines";
import { documentSv } from "#domain/texts/document.sv";
import { element } from "../../lambdas/document/elements.ts";
import { type Box, type Drawn, type Page, paginate } from "../../lambdas/document/flow.ts";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { lay } from "../../lambdas/document/lay.ts";
import { textHeight, textWidth } from "../../lambdas/document/style.ts";
import { sizeText } from "../../lambdas/document/tables.ts";
import { settle, wrap } from "../../lambdas/document/text.ts";
import { blocks, longText } from "./document-sample.ts";

// A typewriter: every character is ten points wide.
const typewriter = (text: string) => text.length * 10;

const layOut = (some: Block[]): Page[] =>
  paginate(lay(some, openFonts(fontFiles()), { words: documentSv, comma: "," }, element("Document")));
const texts = (page: Page) => page.flatMap((piece) => (piece.kind === "text" ? [piece.text.trimEnd()] : []));
const bare = (text: string) => text.replace(/\s+/g, "");
const isText = (piece: Drawn): piece is Drawn & { kind: "text" } => piece.kind === "text";
const answer = (text: string): Block => ({ kind: "answer", question: "7a", text });

describe("wrapping", () => {
  it("fills each line with as many words as fit, and keeps the space it was broken at for whoever hears it read", () => {
    expect(wrap("ett två tre fyra", 80, typewriter)).toEqual(["ett två ", "tre fyra"]);
  });

  it("never breaks inside an amount, nor between it and its unit", () => {
    expect(wrap(settle("kostar 400 000 kr om året"), 120, typewriter)).toEqual([
      "kostar ",
      "400\u00A0000\u00A0kr ",
      "om året",
    ]);
    expect(wrap(settle("ger 600\u00A0000 kronor nu"), 140, typewriter)).toEqual([
      "ger ",
      "600\u00A0000\u00A0kronor ",
      "nu",
    ]);
  });

  it("leaves years, telephone numbers and dates as they are", () => {
    for (const text of ["år 2021 100", "08-452 70 00", "31 maj 2021"]) expect(settle(text)).toBe(text);
  });

  it("breaks after the hyphen of a compound, but not in e-post or between years", () => {
    expect(wrap("hälso-och sjukvård", 90, typewriter)).toEqual(["hälso-och ", "sjukvård"]);
    expect(wrap("hälso-och sjukvård", 80, typewriter)).toEqual(["hälso-", "och ", "sjukvård"]);
    expect(wrap("vår e-post", 60, typewriter)).toEqual(["vår ", "e-post"]);
    expect(wrap("åren 2021–2023", 100, typewriter)).toEqual(["åren ", "2021–2023"]);
  });

  it("cuts what is wider than a line, an address at its joints, and adds no hyphen", () => {
    expect(wrap("https://a.example/lan/plan", 200, typewriter)).toEqual(["https://a.example/", "lan/plan"]);
    expect(wrap("x".repeat(25), 100, typewriter)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it("keeps every character in order, on lines no wider than asked", () => {
    const word = fc.stringMatching(/^[a-zåäö0-9\-/.,–👍]{1,40}$/u);
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.integer({ min: 20, max: 400 }), (words, width) => {
        const text = settle(words.join(" "));
        const lines = wrap(text, width, typewriter);
        expect(bare(lines.join(""))).toBe(bare(text));
        // A single character may be wider than the line; it stands there alone.
        for (const line of lines.map((each) => each.trimEnd()))
          expect(typewriter(line) <= width || [...line].length === 1).toBe(true);
      }),
    );
  });
});

describe("lines as written", () => {
  it("finds list items of every kind people write", () => {
    const markers = ["1) ett", "12. tolv", "a) bokstav", "- streck", "– tankstreck", "• punkt", "▪ ruta"].map(
      (line) => lineOf(line).marker,
    );
    expect(markers).toEqual(["1)", "12.", "a)", "-", "–", "•", "▪"]);
  });

  it("takes no year, sum or hyphenated word for a list item", () => {
    for (const line of ["2021. Då", "1.5 tjänst", "-och", "–", "A. Berg"]) expect(lineOf(line).marker).toBe("");
  });

  it("hangs a list item under itself and keeps how deep it was", () => {
    const [page] = layOut([answer(`- ${"ord ".repeat(60)}\n    - djupare`)]);
    const lines = (page ?? []).filter(isText);
    const [marker, first, second] = lines;
    expect(marker?.text).toBe("- ");
    expect(first?.x).toBe(second?.x);
    expect(lines.at(-1)?.x).toBeGreaterThan(first?.x ?? 0);
  });
});

describe("pages", () => {
  const line = (changes: Partial<Box> = {}): Box => ({
    height: 10,
    before: 0,
    pieces: [{ kind: "rect", x: 0, y: 0, width: 1, height: 10, colour: [0, 0, 0] }],
    keep: false,
    block: 0,
    ...changes,
  });

  it("turns when the next box does not fit, and drops the space above it", () => {
    const pages = paginate([line(), line(), line({ before: 7 })], 25);
    expect(pages.map((page) => page.map(({ y }) => y))).toEqual([[0, 10], [0]]);
  });

  it("moves a box that keeps the next along with it", () => {
    expect(paginate([line(), line({ keep: true }), line()], 25).map((page) => page.length)).toEqual([1, 2]);
  });

  it("parts a chain taller than a page instead of losing any of it", () => {
    const chain = Array.from({ length: 7 }, () => line({ keep: true }));
    expect(paginate(chain, 30).flat()).toHaveLength(7);
  });

  it("runs one rule along the applicant's words on each page", () => {
    const bars = layOut([answer(longText.repeat(2))]).map((page) =>
      page.filter((piece) => piece.kind === "rect" && piece.x === 0 && piece.height > 20),
    );
    expect(bars.length).toBeGreaterThan(1);
    for (const onPage of bars) expect(onPage).toHaveLength(1);
  });

  it("never ends a page with a heading or a question", () => {
    for (let lines = 1; lines < 60; lines++) {
      const pages = layOut([
        answer(Array(lines).fill("rad").join("\n")),
        { kind: "heading", level: 2, number: "8", text: "Rubrik" },
        { kind: "paragraph", tone: "guidance", text: "Ledtext" },
        { kind: "heading", level: 3, text: "Fråga" },
        answer("svar\nsvar"),
      ]);
      for (const page of pages.slice(0, -1))
        expect(["8.", "Rubrik", "Ledtext", "Fråga"]).not.toContain(texts(page).at(-1));
    }
  });

  it("leaves at least two lines of a paragraph on either side of a page break", () => {
    for (let lines = 30; lines < 46; lines++) {
      const paragraph = Array.from({ length: 90 }, (_, index) => `ord${index}`).join(" ");
      const pages = layOut([answer(`${Array(lines).fill("rad").join("\n")}\n${paragraph}`)]);
      for (const page of pages) {
        const own = texts(page).filter((text) => text.startsWith("ord"));
        expect(own).not.toHaveLength(1);
      }
    }
  });

  it("repeats a table's header on each page", () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`namn ${index}`, `rad ${index}`]);
    const pages = layOut([{ kind: "table", columns: ["Namn", "Rad"], rows }]);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(texts(page).slice(0, 2)).toEqual(["Namn", "Rad"]);
  });

  it("keeps a receipt on one page", () => {
    const facts: Block = {
      kind: "facts",
      rows: Array.from({ length: 5 }, (_, n) => ({ label: `fakta${n}`, value: "x" })),
    };
    for (let lines = 20; lines < 45; lines++) {
      const pages = layOut([answer(Array(lines).fill("rad").join("\n")), facts]);
      expect(pages.filter((page) => texts(page).some((text) => text.startsWith("fakta")))).toHaveLength(1);
    }
  });

  it("shows an empty answer as a dash", () => {
    expect(texts(layOut([answer("")])[0] ?? [])).toEqual(["–"]);
  });
});

describe("nothing is ever cut", () => {
  const fonts = openFonts(fontFiles());
  const style = { face: "regular", size: 10, leading: 10, colour: [0, 0, 0] } as const;
  const drawn = (text: string) => bare(fonts.drawable(text, style));
  const anyText = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          "ord",
          "\n",
          " ",
          "- ",
          "1) ",
          "hälso-och",
          "400 000 kr",
          "https://a.example/b",
          "👍",
          "\t",
          "å",
        ),
        {
          maxLength: 400,
        },
      )
      .map((parts) => parts.join("")),
  );

  it("draws every character of an answer, in order, inside the text area", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const pages = layOut([{ kind: "answer", question: "", text }]);
        expect(bare(pages.flatMap(texts).join(""))).toBe(drawn(text) || "–");
        inside(pages);
      }),
      { numRuns: 150 },
    );
  });

  it("draws every character of a table, however much is in a cell", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(anyText, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (rows) => {
          const pages = layOut([{ kind: "table", columns: [], rows }]);
          // A row parted between pages is drawn line by line, so characters are counted there, not read in order.
          const sorted = (text: string) => [...text].sort().join("");
          expect(sorted(bare(pages.flatMap(texts).join("")))).toBe(sorted(rows.flat().map(drawn).join("")));
          inside(pages);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lays out the sample, 4 400 characters in one answer included, inside the text area", () => {
    inside(layOut(blocks));
  });

  function inside(pages: Page[]) {
    for (const piece of pages.flat()) {
      expect(piece.y).toBeLessThanOrEqual(textHeight + 0.01);
      if (isText(piece))
        expect(piece.x + fonts.width(piece.text.trimEnd(), piece.style)).toBeLessThanOrEqual(textWidth + 0.5);
    }
  }
});

describe("sizes of files", () => {
  it("are told as people write them", () => {
    expect([512, 612_345, 999_499, 999_500, 1_449_001].map((size) => sizeText(size, ","))).toEqual(
      ["512 B", "612 kB", "999 kB", "1,0 MB", "1,4 MB"].map((text) => text.replace(" ", "\u00A0")),
    );
  });
});
