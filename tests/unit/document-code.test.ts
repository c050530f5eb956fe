import { describe, expect, it } from "@jest/globals";
import { codePiece, layCode } from "../../lambdas/document/code.ts";
import { element } from "../../lambdas/document/elements.ts";
import { paginate } from "../../lambdas/document/flow.ts";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { painter } from "../../lambdas/document/paint.ts";
import { page as sheet } from "../../lambdas/document/style.ts";

const link = "https://rss-portalen.example.se/kontrollera#nummer=GFP-2021-AC-12&kod=1A2B3C4D";
const side = 90;

/** The square as rows of modules, as it is drawn: by whether a rectangle of the page covers the middle of each module. */
function modules(text: string): boolean[][] {
  const paint = painter(openFonts(fontFiles()));
  paint.draw(codePiece(text, 0, 0, side, element("Figure")), 10, 20);
  const rects = [...paint.operators().matchAll(/^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$/gm)].map((found) => {
    const [, x = 0, y = 0, width = 0, height = 0] = found.map(Number);
    return { x, y: sheet.height - y - height, width, height };
  });
  const module = Math.min(...rects.map(({ height }) => height));
  const count = Math.round(side / module);
  return Array.from({ length: count }, (_, row) =>
    Array.from({ length: count }, (__, column) => {
      const [x, y] = [10 + ((column + 0.5) * side) / count, 20 + ((row + 0.5) * side) / count];
      return rects.some((at) => x > at.x && x < at.x + at.width && y > at.y && y < at.y + at.height);
    }),
  );
}

const drawn = (rows: boolean[][], top: number, left: number, size: number) =>
  rows.slice(top, top + size).map((row) =>
    row
      .slice(left, left + size)
      .map((isDark) => (isDark ? "#" : "."))
      .join(""),
  );

describe("a link as a square", () => {
  const rows = modules(link);
  const size = rows.length - 8;

  it("has nothing dark in the four modules around it", () => {
    for (const [index, row] of rows.entries()) {
      const isEdge = index < 4 || index >= rows.length - 4;
      expect((isEdge ? row : [...row.slice(0, 4), ...row.slice(-4)]).some(Boolean)).toBe(false);
    }
  });

  it("is of a version of the standard, small enough for a module of half a millimetre", () => {
    expect((size - 17) % 4).toBe(0);
    expect(side / rows.length / (72 / 25.4)).toBeGreaterThan(0.5);
  });

  it("has the three finders of ISO/IEC 18004 §5.3.2 and none in the fourth corner", () => {
    const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
    expect(drawn(rows, 4, 4, 7)).toEqual(finder);
    expect(drawn(rows, 4, 4 + size - 7, 7)).toEqual(finder);
    expect(drawn(rows, 4 + size - 7, 4, 7)).toEqual(finder);
    expect(drawn(rows, 4 + size - 7, 4 + size - 7, 7)).not.toEqual(finder);
  });

  it("has the timing patterns of §5.3.4 between them", () => {
    const between = Array.from({ length: size - 16 }, (_, index) => index % 2 === 0);
    expect(rows[10]?.slice(12, 12 + size - 16)).toEqual(between);
    expect(rows.slice(12, 12 + size - 16).map((row) => row[10])).toEqual(between);
  });

  it("is another one for another code, and the same for the same", () => {
    expect(modules(link)).toEqual(rows);
    expect(modules(link.replace("1A2B", "1A2C"))).not.toEqual(rows);
  });

  it("stands with its caption beside it, and with what follows it on the same page", () => {
    const type = { drawable: (text: string) => text, width: (text: string) => text.length * 5 };
    const boxes = layCode(
      type,
      { kind: "code", text: link, caption: "GFP-2021-AC-12\nKod 1A2B3C4D" },
      {
        ...{ before: 10, block: 0, parent: element("Document") },
      },
    );
    expect(boxes).toMatchObject([{ height: side, keep: true }]);
    const words = boxes.flatMap(({ pieces }) => pieces).flatMap((piece) => (piece.kind === "text" ? piece : []));
    expect(words.map(({ text }) => text.trim())).toEqual(["GFP-2021-AC-12", "Kod 1A2B3C4D"]);
    for (const { x, y } of words) expect([x >= side, y > 0 && y < side]).toEqual([true, true]);
    const line = { height: 14, before: 0, pieces: [], keep: false, block: 1 };
    const filler = { ...line, height: 600 };
    const [, second] = paginate([filler, ...boxes, line], 700);
    expect(second?.map(({ kind }) => kind)).toEqual(["code", "text", "text"]);
  });
});
