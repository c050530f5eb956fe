import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { asCsv, bared, guarded } from "#domain/csv";
import {
  answersTable,
  type Cell,
  type ExportedRow,
  type ExportWords,
  fitted,
  overviewTable,
  type Table,
} from "#domain/export";
import type { Row } from "#domain/form";
import { filled } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import { templates } from "#domain/templates/registry";
import report2021 from "#domain/templates/report-2021";
import { sv } from "#domain/texts/sv";
import { anRss, answersFilled, aRound, reportFilled, runs, textOf } from "#tests/builders";
import { takenOutWords } from "../../web/texts/taken-out.sv.ts";

const { names, more, ...table } = takenOutWords("plan").table;
const words: ExportWords = { ...table, states: sv("plan").states };
const { registrar, ...rss } = anRss();

const aRow = (wish: Partial<ExportedRow> = {}): ExportedRow => ({
  ...{ id: "2021.W", rss, state: "approved", closesAt: "2021-05-31T22:00:00.000Z" },
  movedAt: "2021-06-14T09:00:00.000Z",
  receipt: {
    ...{ number: "GFP-2021-W-1", receivedAt: "2021-05-31T21:59:59.999Z", inTime: true },
    signedAt: "2021-06-01T06:12:00.000Z",
  },
  decided: { at: "2021-06-14T09:00:00.000Z", amount: 400_000 },
  ...{ requested: false, due: null, assigned: "Karin Ström", paid: 0, unused: null },
  submitted: { version: 1, hash: "a".repeat(64), answers: answersFilled() },
  ...wish,
});
const nothing: Partial<ExportedRow> = {
  ...{ state: "not-started", movedAt: null, receipt: null, decided: null, assigned: null, submitted: null },
};

const byColumn = ({ columns, rows }: Table, row = 0): Record<string, Cell | undefined> =>
  Object.fromEntries(columns.map(({ name }, index) => [name, rows[row]?.[index]]));

describe("an export of the overview", () => {
  it("tells what there is, each cell of its kind", () => {
    expect(byColumn(overviewTable("x", [aRow()], words))).toEqual({
      Län: "Dalarna",
      RSS: "RSS Dalarna",
      Länsbokstav: "W",
      Läge: "Beviljad",
      Kvittonummer: "GFP-2021-W-1",
      "Mottagen (svensk tid)": { at: "2021-05-31T21:59:59.999Z" },
      "I tid": "Ja",
      "Underskriven (svensk tid)": { at: "2021-06-01T06:12:00.000Z" },
      "Sista dag": { day: "2021-05-31" },
      "Anstånd begärt": "Nej",
      "Komplettera senast": null,
      Handläggare: "Karin Ström",
      "Beslut (svensk tid)": { at: "2021-06-14T09:00:00.000Z" },
      "Beviljat belopp, kr": 400_000,
      "Utbetalt, kr": 0,
      "Oanvänt, kr": null,
      "Senast ändrat (svensk tid)": { at: "2021-06-14T09:00:00.000Z" },
      Huvudman: "Region Exempel",
    });
  });

  it("has a row for an RSS that has done nothing, with nothing in it", () => {
    const row = byColumn(overviewTable("x", [aRow(nothing)], words));
    expect(row).toMatchObject({
      Läge: "Inte påbörjad",
      Kvittonummer: null,
      "I tid": null,
      "Beviljat belopp, kr": null,
    });
  });
});

describe("an export of the answers", () => {
  const exported = (rows: ExportedRow[]) => answersTable("x", filled(plan2021, aRound()), rows, words);

  it("has every text of a plan, whole and unchanged", () => {
    const answers = answersFilled({ lengths: { "8b": 4373 } });
    const { rows } = exported([aRow({ submitted: { version: 2, hash: "b".repeat(64), answers } })]);
    for (const [question, value] of Object.entries(answers)) {
      if (typeof value === "string" && question !== "11") expect(rows[0]).toContain(value);
    }
    expect(rows[0]).toContain("Maja Lind, maja.lind@example.se\nFunktionsbrevlåda, rss@example.se");
    expect(rows[0]).toContain("Ja, denna ifyllda mall är vår genomförandeplan.");
  });

  it("says of a box whether it is ticked, and beside it why not", () => {
    const row = byColumn(exported([aRow()]));
    const tick = (name: string) => Object.entries(row).filter(([column]) => column.startsWith(`${name}. `));
    expect(tick("4").map(([, cell]) => cell)).toEqual(["Ja", null]);
    expect(tick("6").map(([, cell]) => cell)).toEqual([
      "Nej",
      (answersFilled()["6"] as { explanation: string }).explanation,
    ]);
  });

  it("has names that say what is asked, none of them twice", () => {
    for (const template of templates.values()) {
      const { columns } = answersTable("x", filled(template, aRound()), [], words);
      const found = columns.map(({ name }) => name);
      expect(new Set(found).size).toBe(found.length);
    }
    expect(exported([]).columns.map(({ name }) => name)).toContain(
      "8 b. Arbeta för att integrera kvinnofridsområdet i RSS ordinarie struktur. Beskriv prioritering och mål för arbetet 2021 (max 1000 tecken).",
    );
  });

  it("has as many cells in a row as there are columns, whatever an RSS has or has not", () => {
    const begun = { "4a": [{ id: "g", goal: "Alla har en rutin.", state: "", how: "" }] as Row[] };
    for (const template of templates.values()) {
      const answers =
        template === report2021 ? reportFilled({ ...begun, "5a": [], "6a": [], "7a": [] }) : answersFilled();
      const full = aRow({ submitted: { version: 1, hash: "c".repeat(64), answers } });
      const found = answersTable("x", filled(template, aRound()), [full, aRow(nothing)], words);
      for (const row of found.rows) expect(row).toHaveLength(found.columns.length);
    }
  });
});

/** Whether there is half a surrogate pair in it. */
const isBroken = (text: string): boolean => /\p{Surrogate}/u.test(text);

describe("a text too long for a cell", () => {
  it("goes on in a column beside it, and is whole again when the cells are put together", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { minLength: 3, maxLength: 3 }), {
          maxLength: 6,
        }),
        fc.integer({ min: 2, max: 20 }),
        (texts, most) => {
          const columns = ["a", "b", "c"].map((name) => ({ name, width: 10 }));
          const found = fitted({ name: "x", columns, rows: texts }, (name, part) => `${name} ${part}`, most);
          for (const [index, row] of texts.entries()) {
            for (const [column, text] of row.entries()) {
              const name = columns[column]?.name ?? "";
              const parts = found.columns.flatMap((each, at) =>
                each.name === name || each.name.startsWith(`${name} `) ? [found.rows[index]?.[at] ?? ""] : [],
              );
              expect(parts.join("")).toBe(text);
              for (const part of parts) {
                expect(String(part).length).toBeLessThanOrEqual(most);
                // No part begins or ends within a character.
                if (!isBroken(text)) expect(isBroken(String(part))).toBe(false);
              }
            }
          }
        },
      ),
      runs(200, 5000),
    );
  });

  it("costs no column where every text has room", () => {
    const before = answersTable("x", filled(plan2021, aRound()), [aRow()], words);
    expect(fitted(before, more)).toEqual(before);
    const long = aRow({ submitted: { version: 1, hash: "", answers: { ...answersFilled(), "8b": textOf(40_000) } } });
    expect(fitted(answersTable("x", filled(plan2021, aRound()), [aRow(), long], words), more).columns).toHaveLength(
      before.columns.length + 1,
    );
  });
});

describe("CSV", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+46 8 452 70 00", "'+46 8 452 70 00"],
    ["-5 procent", "'-5 procent"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    [" \u00A0=1", "' \u00A0=1"],
    ["＝1", "'＝1"],
    ["'=1", "''=1"],
    ["'citat'", "'citat'"],
    ["1+1=2", "1+1=2"],
    ["– ett streck är inget minus", "– ett streck är inget minus"],
    ["", ""],
  ])("guards %j as %j", (text, expected) => {
    expect(guarded(text)).toBe(expected);
    expect(bared(expected)).toBe(text);
  });

  it("gives every text back once its guard is taken away", () => {
    const sign = fc.constantFrom("=", "+", "-", "@", "＝", "'", " ", "\t", "\r", "\n", "\u200B", "\uFEFF", "a");
    const text = fc.oneof(fc.string({ unit: sign, maxLength: 6 }), fc.string({ unit: "binary", maxLength: 12 }));
    fc.assert(
      fc.property(text, (each) => {
        expect(bared(guarded(each))).toBe(each);
      }),
      runs(2000, 50_000),
    );
  });

  it("is what Swedish Excel opens by a double click", () => {
    const found = asCsv({
      name: "x",
      columns: ["Län", "Kr", "När", "Dag", "=x"].map((name) => ({ name, width: 1 })),
      rows: [['Da"larna; W', -5, { at: "2021-05-31T22:00:00.000Z" }, { day: "2021-05-31" }, null]],
    });
    expect(found).toBe('\uFEFF"Län";"Kr";"När";"Dag";"\'=x"\r\n"Da""larna; W";-5;2021-06-01 00:00;2021-05-31;\r\n');
  });
});
