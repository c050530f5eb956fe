import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type Answers, goalsBeside, questionOf } from "#domain/form";
import { carriedOver, type Goal, goalsIn, goalsOf, outcomesOf, withGoals } from "#domain/goals";
import { begunFrom } from "#domain/openings";
import plan2021 from "#domain/templates/plan-2021";
import report2021 from "#domain/templates/report-2021";
import { answersFilled, hash, runs } from "#tests/builders";

const size = { limit: 300, max: 12 };
const found = (text: string) => goalsIn(text, size);

describe("goals proposed from a text", () => {
  it.each([
    [
      "1) Alla kommuner har en rutin.\n2) Hälften har gått kursen.",
      ["Alla kommuner har en rutin.", "Hälften har gått kursen."],
    ],
    [
      "Våra mål:\r\n1. Alla har\r\nen rutin.\r\n2. Hälften har gått kursen.",
      ["Alla har en rutin.", "Hälften har gått kursen."],
    ],
    ["Mål 1: En rutin finns.\nMål 2: Kursen är given.", ["En rutin finns.", "Kursen är given."]],
    ["Mål 1\nEn rutin finns.\n\nMål 2\nKursen är given.", ["En rutin finns.", "Kursen är given."]],
    ["Vi vill att\n– alla har en rutin\n– hälften har gått kursen", ["alla har en rutin", "hälften har gått kursen"]],
    ["• Rutin\n• Kurs", ["Rutin", "Kurs"]],
    ["Alla har en rutin.\n\nHälften har gått kursen.", ["Alla har en rutin.", "Hälften har gått kursen."]],
    ["Alla har en rutin.\nDen används.", ["Alla har en rutin. Den används."]],
    ["År 2023 har 3.5 procent fler en rutin.", ["År 2023 har 3.5 procent fler en rutin."]],
    [" \u200B\n", []],
  ])("of %j are %j", (text, goals) => {
    expect(found(text)).toEqual(goals);
  });

  it("are at most as many and as long as the form has room for, and end with a whole word", () => {
    const long = found(
      `1) ${"Ett långt mål ".repeat(60)}\n${Array.from({ length: 30 }, (_, n) => `${n + 2}) Mål`).join("\n")}`,
    );
    expect(long).toHaveLength(12);
    expect(long[0]?.length).toBeLessThanOrEqual(300);
    expect(long[0]).toMatch(/(Ett|långt|mål)…$/);
  });

  it("come of any text whatever, have no blank at an edge, and are none only where there is no word", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (text) => {
        for (const goal of found(text)) {
          expect(goal).toBe(goal.trim());
          expect(goal).not.toBe("");
        }
        if (/[a-z]/.test(text.replace(/^.*$/m, ""))) expect(found(text).length).toBeGreaterThan(0);
      }),
      runs(200, 5000),
    );
  });
});

describe("a goal's id", () => {
  const before: Goal[] = [
    { id: "a", text: "Alla kommuner i länet har en rutin." },
    { id: "b", text: "Hälften av handläggarna har gått grundkursen." },
  ];
  const again = (texts: string[]) => carriedOver(texts, before, (_, index) => `new${index}`).map(({ id }) => id);

  it("stays when its words are changed, and when goals change places", () => {
    expect(
      again(["Hälften av alla handläggare har gått grundkursen.", "Alla kommuner i länet har en gemensam rutin."]),
    ).toEqual(["b", "a"]);
  });

  it("is new for a goal that was not there, and never given twice", () => {
    expect(again(["Barn hörs.", before[0]?.text ?? "", before[0]?.text ?? ""])).toEqual(["new0", "a", "new2"]);
  });

  it("is never shared by two goals, whatever the texts", () => {
    const text = fc.constantFrom("en rutin finns", "en rutin finns nu", "kursen är given", "barn hörs i rutinen", "");
    fc.assert(
      fc.property(fc.array(text, { maxLength: 8 }), fc.uniqueArray(text, { maxLength: 5 }), (texts, earlier) => {
        const carried = carriedOver(
          texts,
          earlier.map((each, n) => ({ id: `old${n}`, text: each })),
          (_, n) => `new${n}`,
        );
        expect(new Set(carried.map(({ id }) => id)).size).toBe(texts.length);
        expect(carried.map((goal) => goal.text)).toEqual(texts);
      }),
      runs(200, 5000),
    );
  });
});

describe("the goals of a plan that is handed in", () => {
  const answers = { ...answersFilled(), "7a": "1) En rutin finns.\n2) Kursen är given." };
  const frozen = (given: Answers, listed: string[] = []) =>
    withGoals(plan2021, given, (id) => listed.includes(id), "2021.W", hash);

  it("are those that were listed, as they were listed", () => {
    const own = [{ id: "x1", text: "Rutinen" }];
    expect(frozen({ ...answers, "7agoals": own }, ["7agoals"])["7agoals"]).toEqual(own);
  });

  it("are those the text proposes where the list was emptied, so that the report has something to answer", () => {
    const blank = [{ id: "x1", text: " " }];
    for (const emptied of [[], blank]) {
      const goals = goalsOf(frozen({ ...answers, "7agoals": emptied }, ["7agoals"])["7agoals"]);
      expect(goals.map(({ text }) => text)).toEqual(["En rutin finns.", "Kursen är given."]);
    }
  });

  it("are those the text proposes where nobody listed any, the same each time", () => {
    const goals = goalsOf(frozen(answers)["7agoals"]);
    expect(goals.map(({ text }) => text)).toEqual(["En rutin finns.", "Kursen är given."]);
    expect(new Set(goals.map(({ id }) => id)).size).toBe(2);
    expect(frozen(answers)).toEqual(frozen(answers));
  });

  it("keep the ids of last year's where nobody has listed them anew", () => {
    const lastYear = [
      { id: "old", text: "Kursen är given" },
      { id: "gone", text: "Barn hörs överallt" },
    ];
    const goals = goalsOf(frozen({ ...answers, "7agoals": lastYear })["7agoals"]);
    expect(goals[1]).toEqual({ id: "old", text: "Kursen är given." });
    expect(goals.map(({ id }) => id)).not.toContain("gone");
  });
});

describe("what a submission begins with", () => {
  const goals = [
    { id: "g1", text: "En rutin finns." },
    { id: "g2", text: "Kursen är given." },
  ];
  const answers: Answers = { ...answersFilled(), "7agoals": goals };
  const last = { template: plan2021, answers };

  it("is for a report each goal of its plan, by area, with nothing yet of how it went", () => {
    const begun = begunFrom(report2021, last);
    expect(begun["4a"]).toEqual(goals.map(({ id, text }) => ({ id, goal: text, state: "", how: "" })));
    expect(begun["5a"]).toEqual([]);
    expect(begun["2"]).toBe("Region Exempel");
    expect(begun["3"]).toEqual(last.answers["3"]);
    expect(Object.keys(begun).toSorted()).toEqual(["2", "3", "4a", "5a", "6a", "7a"]);
  });

  it("is for the next plan the goals under their ids, and no text", () => {
    expect(begunFrom(plan2021, last)).toEqual({ "2": "Region Exempel", "3": last.answers["3"], "7agoals": goals });
  });

  it("has every goal of every area of every form that a report can be about", () => {
    const asked = report2021.sections
      .flatMap(({ questions }) => questions)
      .flatMap((each) => (each.kind === "outcomes" ? each.of : []));
    const stating = plan2021.sections.flatMap(({ questions }) => questions).filter((each) => goalsBeside(each));
    expect(asked).toEqual(stating.map(({ id }) => id));
    const outcomes = questionOf(report2021, "4a");
    expect(outcomes?.kind === "outcomes" && outcomesOf(outcomes, { "7agoals": goals })).toHaveLength(2);
  });
});
