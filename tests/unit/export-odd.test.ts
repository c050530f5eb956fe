/** 200 000 odd cells, written as XLSX and as CSV and read back by parsers that know nothing of ours: no text changed, no formula. */
import { beforeAll, describe, expect, it } from "@jest/globals";
import { parse } from "csv-parse/sync";
import * as XLSX from "xlsx";
import { asCsv, bared } from "#domain/csv";
import type { Cell, Table } from "#domain/export";
import { asXlsx } from "../../web/xlsx.ts";

const [wide, high] = [20, 10_000];

/** Chances that are the same each time (mulberry32). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const starts = [
  ...["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'", "''", "'=", "= ", "=\t"],
  ...[" =", "\u00A0+", "\n=", "\u200B@", "\uFEFF=", "\u0001=", "'\u3000＝", "", "", "", ""],
];
const ends = [
  ...["1+1", "SUM(A1:A9)", 'cmd|"/c calc"!A0', 'HYPERLINK("https://example.se","x")', "2021-05-31", "1/2", "31 maj"],
  ...["007", "0123456789", "9007199254740993", "1e309", "-0", "1E5", "TRUE", "#N/A", "NULL", "12:30", "3,14", "70%"],
  ...['"', '""', '";"', ";", ",", "\n", "rad 1\nrad 2", "rad 1\r\nrad 2", "a\tb", "</t></is></c>", "<f>1+1</f>"],
  ...[
    "&amp;",
    "]]>",
    "<!--",
    "👩‍👩‍👧‍👦",
    "🇸🇪",
    "e\u0301",
    "שלום",
    "\u202Eabc",
    "لا",
    "\uD800",
    "x\uDC00y",
    "\uFFFE",
    "\uFFFF",
  ],
  ...["_x000D_", "_x0041_", "_x005F_x0041_", "_xZZZZ_", "_x41_", "\u0000", "a\u000Bb", "\u001F", "\u007F", "\u0085"],
  ...[" ", "  inledande", "avslutande  ", "\u2028", "å".repeat(500), "constructor", "__proto__", "sep=;"],
];

function oddCells(): Cell[][] {
  const chance = dice(20210531);
  const pick = <T>(from: T[]): T => from[Math.floor(chance() * from.length)] as T;
  const odd = (): Cell => {
    const kind = chance();
    if (kind < 0.05) return Math.floor((chance() - 0.5) * 2 ** 53);
    if (kind < 0.08) return null;
    const text = pick(starts) + pick(ends) + (kind > 0.9 ? pick(starts) + pick(ends) : "");
    // Nothing and a text of nothing are one and the same in a sheet.
    return text === "" ? null : text;
  };
  return Array.from({ length: high }, () => Array.from({ length: wide }, odd));
}

const table: Table = {
  name: "Udda: [celler] *?/\\ i ett blad med ett långt namn",
  columns: Array.from({ length: wide }, (_, index) => ({ name: index === 0 ? "=1+1" : `@SUM ${index}`, width: 12 })),
  rows: oddCells(),
};
const read = [table.columns.map(({ name }): Cell => name), ...table.rows];

/** What UTF-8 can hold of it. */
const inUtf8 = (text: string): string => text.replace(/\p{Surrogate}/gu, "\uFFFD");

describe(`${wide * high} odd cells`, () => {
  it("are as many as they are said to be, and nearly half of the texts look like formulas", () => {
    const cells = table.rows.flat();
    expect(cells).toHaveLength(200_000);
    const texts = cells.filter((cell) => typeof cell === "string");
    expect(texts.filter((text) => /^[\s']*[=+@＝＋－＠-]/.test(text)).length).toBeGreaterThan(70_000);
  });

  describe("as XLSX, read by SheetJS", () => {
    let sheet: XLSX.WorkSheet;
    let parts: Record<string, { content: Uint8Array }>;

    beforeAll(async () => {
      const bytes = await (await asXlsx(table, (name, part) => `${name} ${part}`)).arrayBuffer();
      const book = XLSX.read(bytes, { dense: true, bookFiles: true, cellHTML: false, cellText: false });
      sheet = book.Sheets[book.SheetNames[0] ?? ""] as XLSX.WorkSheet;
      parts = (book as unknown as { files: typeof parts }).files;
    }, 60_000);

    const cellAt = (row: number, column: number): XLSX.CellObject | undefined =>
      (sheet as unknown as XLSX.CellObject[][])[row]?.[column];

    it("are all there, each of its kind and as it was", () => {
      const wrong: unknown[] = [];
      for (const [row, cells] of read.entries()) {
        for (const [column, cell] of cells.entries()) {
          const found = cellAt(row, column);
          const expected = typeof cell === "string" ? inUtf8(cell).replace(/[\uFFFE\uFFFF]/g, "\uFFFD") : cell;
          const kind = { string: "s", number: "n", object: undefined }[typeof cell as "string" | "number" | "object"];
          if ((found?.v ?? null) !== expected || found?.t !== kind) wrong.push({ row, column, expected, found });
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
    });

    it("are no formula, neither to the parser nor in the file", () => {
      let formulas = 0;
      let cells = 0;
      for (const [row, each] of read.entries()) {
        for (const column of each.keys()) {
          const found = cellAt(row, column);
          if (found) cells += 1;
          if (found?.f !== undefined || found?.F !== undefined) formulas += 1;
        }
      }
      expect(formulas).toBe(0);
      expect(cells).toBeGreaterThan(190_000);
      const names = Object.keys(parts).filter((name) => /sheet\d+\.xml$/.test(name));
      expect(names).toHaveLength(1);
      const xml = Buffer.from(parts[names[0] ?? ""]?.content ?? []).toString("utf8");
      expect(xml.length).toBeGreaterThan(1_000_000);
      expect(xml).not.toMatch(/<(\w+:)?f[\s/>]/);
      expect(Object.keys(parts).filter((name) => /calcChain|externalLink|macro|vba|connections/i.test(name))).toEqual(
        [],
      );
    });
  });

  describe("as CSV, read by csv-parse", () => {
    let found: string[][];

    beforeAll(() => {
      const bytes = Buffer.from(asCsv(table), "utf8");
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      found = parse(bytes, { bom: true, delimiter: ";", recordDelimiter: "\r\n" });
    });

    it("are all there, and each text is the one it was once its guard is taken away", () => {
      expect(found).toHaveLength(high + 1);
      const wrong: unknown[] = [];
      for (const [row, cells] of read.entries()) {
        for (const [column, cell] of cells.entries()) {
          const text = found[row]?.[column] ?? "";
          const isSame = typeof cell === "string" ? bared(text) === inUtf8(cell) : text === String(cell ?? "");
          if (!isSame) wrong.push({ row, column, cell, text });
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
    });

    it("begin with nothing that a spreadsheet runs, but for the minus of a number", () => {
      const signs = "=+-@＝＋－＠";
      const live = found.flat().filter((text) => {
        if (/^-?\d+$/.test(text)) return false;
        const seen = [...text].find((sign) => sign > " " && !/[\s\p{Cf}\p{Cc}]/u.test(sign)) ?? "";
        return (signs.includes(seen) && seen !== "") || /^[\t\r\n]/.test(text);
      });
      // Some of them: a list of all would take longer to write than to find.
      expect(live.slice(0, 5)).toEqual([]);
    });
  });
});
