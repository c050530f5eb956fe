import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import type { Template } from "#domain/form";
import * as formatsSv from "#domain/formats";
import type { Gloss } from "#domain/gloss";
import { filled } from "#domain/rounds";
import { templates } from "#domain/templates/registry";
import { documentTexts, mails, texts } from "#domain/texts/by-language";
import { aRound } from "#tests/builders";
import { words as backupEn } from "../../lambdas/backup/words.en.ts";
import { words as backupSv } from "../../lambdas/backup/words.sv.ts";
import { words as verifyEn } from "../../lambdas/verify/words.en.ts";
import { words as verifySv } from "../../lambdas/verify/words.sv.ts";
import { statement } from "../../web/statement.ts";
import { accessibilityWords as accessibilityEn } from "../../web/texts/accessibility.en.ts";
import { accessibilityWords } from "../../web/texts/accessibility.sv.ts";
import { check as checkEn } from "../../web/texts/check.en.ts";
import { check } from "../../web/texts/check.sv.ts";
import { completionWords } from "../../web/texts/completion.sv.ts";
import { decisionWords } from "../../web/texts/decision.sv.ts";
import { decisionDocument } from "../../web/texts/decision-document.sv.ts";
import { english } from "../../web/texts/english.ts";
import { files } from "../../web/texts/files.sv.ts";
import { help as helpEn } from "../../web/texts/help.en.ts";
import { help } from "../../web/texts/help.sv.ts";
import { kept } from "../../web/texts/kept.sv.ts";
import { letters } from "../../web/texts/letters.sv.ts";
import { otherWays } from "../../web/texts/other-ways.sv.ts";
import { overviewWords as overviewEn } from "../../web/texts/overview.en.ts";
import { overviewWords } from "../../web/texts/overview.sv.ts";
import { paperWords } from "../../web/texts/paper.sv.ts";
import { planWords } from "../../web/texts/plan.sv.ts";
import { statesWords } from "../../web/texts/plan-states.sv.ts";
import { portal } from "../../web/texts/portal.sv.ts";
import { privacy as privacyEn } from "../../web/texts/privacy.en.ts";
import { privacy } from "../../web/texts/privacy.sv.ts";
import { readingWords } from "../../web/texts/reading.sv.ts";
import { receivedWords } from "../../web/texts/received.sv.ts";
import { report } from "../../web/texts/report.sv.ts";
import { reviewWords as reviewEn, reviewNames as reviewNamesEn } from "../../web/texts/review.en.ts";
import { reviewNames, reviewWords } from "../../web/texts/review.sv.ts";
import { staffWords } from "../../web/texts/staff.sv.ts";
import { cardWords, start } from "../../web/texts/start.sv.ts";
import { takenOutWords } from "../../web/texts/taken-out.sv.ts";
import { together } from "../../web/texts/together.sv.ts";

const kinds = ["plan", "report"] as const;

const { formats, glossesOf, domainWords, ...inBrowser } = english;
const alone = { decisionDocument, files, kept, letters, otherWays, portal, report, start, together };
const byKind = {
  cardWords,
  completionWords,
  decisionWords,
  paperWords,
  planWords,
  readingWords,
  receivedWords,
  staffWords,
  statesWords,
  takenOutWords,
};

const modules: [name: string, sv: unknown, en: unknown][] = [
  ...Object.entries(alone).map(([name, sv]): [string, unknown, unknown] => [name, sv, english[name as "files"]]),
  // Pages that bring their own English.
  ["help", help, helpEn],
  ["check", check, checkEn],
  ["privacy", privacy, privacyEn],
  ["names in a review", reviewNames, reviewNamesEn],
  ...[statement, { ...statement, publishedOn: "2027-01-11" }].map((days): [string, unknown, unknown] => [
    `accessibility, ${days.publishedOn === null ? "before" : "in"} use`,
    accessibilityWords(days, formatsSv.formatDay),
    accessibilityEn(days, formats.formatDay),
  ]),
  ["document", documentTexts.sv, documentTexts.en],
  ["backup", backupSv, backupEn],
  ["verify", verifySv, verifyEn],
  ...kinds.flatMap((kind): [string, unknown, unknown][] => [
    ...Object.entries(byKind).map(([name, sv]): [string, unknown, unknown] => [
      `${name}, of a ${kind}`,
      sv(kind),
      english[name as "planWords"](kind),
    ]),
    [`review, of a ${kind}`, reviewWords(kind), reviewEn(kind)],
    [`overview, of a ${kind}`, overviewWords(kind), overviewEn(kind)],
    [`domain, of a ${kind}`, texts.sv(kind), domainWords(kind)],
    [`mail, of a ${kind}`, mails.sv(kind), mails.en(kind)],
  ]),
];

type Leaf = [path: string, value: unknown];
const leaves = (value: unknown, path = ""): Leaf[] =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, member]) => leaves(member, `${path}/${key}`))
    : [[path, value]];

const at = "2021-05-27T12:03:00.000Z";

/** Arguments by the name of the parameter: what the page would pass. */
const given: Record<string, unknown> = {
  ...{
    by: "Maja Lind",
    name: "Maja Lind",
    file: "plan.pdf",
    rss: "RSS Dalarna",
    county: "Dalarna",
    heads: "Anna Berg",
  },
  ...{
    at,
    now: "2021-05-28T12:00:00.000Z",
    closesAt: "2021-05-31T22:00:00.000Z",
    closedAt: at,
    opensAt: at,
    until: at,
    dueAt: at,
  },
  ...{ names: ["Anna Berg", "Per Ek"], places: [{ name: "Elin Sand", place: "7 b" }], section: "8 b", size: "3 kB" },
  ...{ about: { questions: ["8 b"], files: true }, attestedBy: "Johan Vik", who: "RSS Dalarna" },
  ...{ missing: ["日", "👍"], remaining: ["seal", "mail"] },
  ...{
    day: "2022-02-01",
    from: "2021-06-01",
    to: "2021-06-04",
    number: "GFP-2021-W-1",
    when: "31 maj 2021",
    isSaved: true,
    inTime: true,
  },
};
function said(words: (...all: unknown[]) => unknown): unknown {
  const source = words.toString();
  const names = /^\(?([^)=]*)\)?\s*=>/.exec(source)?.[1]?.split(",") ?? [];
  return words(
    ...names.map((each) => {
      const name = each.trim();
      return name in given ? given[name] : 3;
    }),
  );
}

describe("every text in English", () => {
  it("is looked at below", () => {
    expect(Object.keys({ ...alone, ...byKind }).sort()).toEqual(Object.keys(inBrowser).sort());
  });

  it.each(modules)("%s has the keys that Swedish has, in the same order, and no other", (_, sv, en) => {
    expect(leaves(en).map(([path, value]) => [path, typeof value])).toEqual(
      leaves(sv).map(([path, value]) => [path, typeof value]),
    );
  });

  it.each(modules)("%s says something wherever Swedish does, and nothing in Swedish", (name, sv, en) => {
    const swedish = new Map(leaves(sv));
    for (const [path, value] of leaves(en)) {
      // Letters, faults and refusals take whole things, and have tests of their own.
      if (name.startsWith("mail") || /^\/(refusals|fault)/.test(path)) continue;
      const [words, original] = [value, swedish.get(path)].map((each) =>
        typeof each === "function" ? said(each as () => unknown) : each,
      );
      expect([path, words === ""]).toEqual([path, original === ""]);
      expect([path, words]).toEqual([path, expect.not.stringMatching(/undefined|NaN|\[object|[åäöÅÄÖ]/)]);
    }
  });

  it.each(kinds)("of a %s speaks of no other kind", (kind) => {
    const other = { plan: /rapport|report/i, report: /\bplan/i }[kind];
    // Refusals are said by what they refuse; all of these take nothing but figures.
    const all = modules.filter(([name]) => name.endsWith(`of a ${kind}`) && !/^(mail|domain)/.test(name));
    for (const [name, ...both] of all) {
      for (const [path, value] of both.flatMap((each) => leaves(each))) {
        if (/\/report$/.test(path)) continue;
        const words = typeof value === "function" ? said(value as () => unknown) : value;
        expect([name, path, words]).toEqual([name, path, expect.not.stringMatching(other)]);
      }
    }
    for (const words of [texts.sv(kind), texts.en(kind)]) {
      const told = [
        words.signing,
        words.refusals["wrong-state"]({ state: "submitted" }),
        words.refusals["too-late"]({ closedAt: at, stands: true }),
        words.refusals.missing({ faults: [] }),
        words.refusals["bad-file"]({ reason: "malware" }),
        words.fault({ code: "attachment-missing", question: "11" }, "11"),
      ];
      for (const sentence of told) expect(sentence).not.toMatch(other);
    }
  });
});

describe("days, times and amounts", () => {
  const spaced = (text: string) => text.replace(/\u00A0/g, " ");
  it.each([
    ["formatCount", [400_000], "400 000", "400,000"],
    ["formatAmount", [400_000], "400 000 kr", "SEK 400,000"],
    ["formatDay", ["2021-05-31"], "31 maj 2021", "31 May 2021"],
    ["formatWeekday", ["2021-05-31"], "måndag 31 maj 2021", "Monday 31 May 2021"],
    ["formatTime", ["2021-05-31T20:14:00.000Z"], "22:14", "22:14"],
    ["formatInstant", ["2021-05-31T20:14:00.000Z"], "31 maj 2021 kl. 22:14", "31 May 2021, 22:14"],
    [
      "formatDeadline",
      ["2021-05-31T22:00:00.000Z"],
      "måndag 31 maj 2021 kl. 23:59, svensk tid",
      "Monday 31 May 2021, 23:59 Swedish time",
    ],
    ["formatSize", [1_440_000], "1,4 MB", "1.4 MB"],
  ] as const)("%s", (name, values, sv, en) => {
    const by = (formats: unknown) =>
      (formats as Record<string, (...all: unknown[]) => string>)[name]?.(...values) ?? "";
    expect([spaced(by(formatsSv)), spaced(by(formats))]).toEqual([sv, en]);
  });
});

describe("the English beside a form", () => {
  const glossed = async (id: string) => {
    const form = filled(templates.get(id) as Template, aRound());
    const gloss: { default: Gloss } = await import(`../../lambdas/domain/templates/${id}.en.ts`);
    return { form, glosses: glossesOf(form, filled(gloss.default, aRound(), formats)) };
  };

  const glossedForms = readdirSync(join(import.meta.dirname, "../../lambdas/domain/templates")).flatMap((file) =>
    file.endsWith(".en.ts") ? [file.slice(0, -".en.ts".length)] : [],
  );

  it("stands beside the forms that are in use", () => {
    expect(glossedForms).toEqual(expect.arrayContaining(["plan-2018", "plan-2021", "report-2021"]));
  });

  it.each(glossedForms)("of %s stands beside every text that is shown, with nothing left to be filled", async (id) => {
    const { form, glosses } = await glossed(id);
    const shown = new Set<string>();
    const keys = new Set(["title", "intro", "label", "short", "instruction", "guidance", "closing", "text"]);
    JSON.stringify(form, (key, value) => {
      if (keys.has(key) && typeof value === "string") shown.add(value);
      if (key === "columns" && typeof value[0] === "string") for (const column of value) shown.add(column);
      return value;
    });
    expect([...shown].filter((text) => !glosses.has(text))).toEqual([]);
    for (const gloss of glosses.values()) expect(gloss).not.toMatch(/[{}åäöÅÄÖ]|kronor/);
  });

  it("has its figures and days in English", async () => {
    const { form, glosses } = await glossed("plan-2021");
    expect(glosses.get(form.intro)).toContain("SEK\u00A0400,000");
    expect([...glosses.values()].join()).toContain("1 February 2022");
  });

  it("is no part of the form", () => {
    expect(canonical([...templates.values()])).not.toContain("Staffing");
  });
});
