import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type Answers,
  type AnswerValue,
  emptyAnswer,
  type Fault,
  faults,
  fits,
  isMailAddress,
  type Question,
  questionName,
  questionOf,
  questions,
  type Row,
  type Template,
  type Tick,
  tidy,
} from "#domain/form";
import { printout } from "#domain/printout";
import plan2021 from "#domain/templates/plan-2021";
import { sv } from "#domain/texts/sv";
import { answersFilled, dalarnaLengths, runs, textOf } from "#tests/builders";
import { countAgain, oddText, seen, trimmed } from "#tests/unit/independent-count";

const question = (id: string): Question => questionOf(plan2021, id) as Question;
const of = (answers: Answers, files = 0): Fault[] => faults(plan2021, answers, files);
const but = (answers: Answers): Answers => ({ ...answersFilled(), ...answers });

// The form of 2021 by hand, in its order: what kind of field, and its limit.
const byHand: [id: string, kind: "line" | "optional" | "rows" | "tick" | "choice", limit: number][] = [
  ["2", "line", 200],
  ["3", "rows", 200],
  ["4", "tick", 500],
  ["5", "tick", 500],
  ["6", "tick", 500],
  ...["7", "8", "9", "10"].flatMap((area): [string, "line", number][] => [
    [`${area}a`, "line", 1000],
    [`${area}b`, "line", 1000],
  ]),
  ["11", "choice", 0],
  ["12", "line", 500],
  ["anchored", "optional", 300],
  ["reference", "optional", 100],
];

const mailsByHand: [string, boolean][] = [
  ["maja.lind@example.se", true],
  ["Maja.Lind+rss@mejl.example.se", true],
  ["o'brien_1@ex-ample.se", true],
  ["", false],
  ["maja", false],
  ["maja@", false],
  ["@example.se", false],
  ["maja@example", false],
  ["maja lind@example.se", false],
  ["maja@example..se", false],
  ["maja@-example.se", false],
  ["maja@example.se.", false],
  ["maja@exämple.se", false],
  ["a@b@example.se", false],
  ["maja@example.se, elsa@example.se", false],
  [`maja@${"a".repeat(64)}.se`, false],
  [`${"m".repeat(244)}@exempe.se`, true],
  [`${"m".repeat(245)}@exempe.se`, false],
];

/** What is wrong, found again in another way: only the fields named above, counted independently. */
function faultsAgain(answers: Answers, files: number): Fault[] {
  const found: Fault[] = [];
  const tooLong = (id: string, text: string, limit: number) => {
    if (countAgain(text) > limit) found.push({ code: "over-limit", question: id, count: countAgain(text), limit });
  };
  for (const [id, kind, limit] of byHand) {
    const answer = answers[id];
    if (kind === "line" || kind === "optional") {
      const text = (answer ?? "") as string;
      if (countAgain(text) === 0 && kind === "line") found.push({ code: "missing", question: id });
      tooLong(id, text, limit);
    } else if (kind === "tick") {
      const { ticked, explanation } = (answer ?? { ticked: false, explanation: "" }) as Tick;
      if (ticked) continue;
      if (countAgain(explanation) === 0) found.push({ code: "unexplained", question: id });
      tooLong(id, explanation, limit);
    } else if (kind === "choice") {
      if (answer !== "form" && answer !== "attached") found.push({ code: "missing", question: id });
      if (answer === "attached" && files < 1) found.push({ code: "attachment-missing", question: id });
    } else {
      const rows = (answer ?? []) as Row[];
      let used = 0;
      rows.forEach(({ name = "", email = "" }) => {
        const blank = (text: string) => countAgain(text) === 0;
        if (blank(name) && blank(email)) return;
        used += 1;
        if (blank(name)) found.push({ code: "incomplete-row", question: id, row: used, column: "name" });
        else tooLong(id, name, limit);
        if (blank(email)) found.push({ code: "incomplete-row", question: id, row: used, column: "email" });
        else if (mailsByHand.find(([text]) => text === email)?.[1] === false)
          found.push({ code: "bad-mail", question: id, row: used, column: "email" });
      });
      if (used === 0) found.push({ code: "missing", question: id });
    }
  }
  return found;
}

// Texts around a limit, with something odd at the end or in the middle.
const textAround = (limit: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom("", " \r\n\t", "\u200B\u00AD"),
    oddText,
    fc
      .tuple(fc.integer({ min: -6, max: 3 }), oddText, fc.nat(11))
      .map(([delta, odd, seed]) => `${textOf(limit + delta, seed)}${odd}`),
    fc.constant(textOf(limit, 3)),
    fc.constant(textOf(limit + 1, 4)),
  );

const rowAround = fc.record(
  { name: textAround(200), email: fc.constantFrom(" ", "", ...mailsByHand.map(([text]) => text)) },
  { requiredKeys: [] },
) as fc.Arbitrary<Row>;

const answerAround = (each: Question): fc.Arbitrary<AnswerValue> => {
  switch (each.kind) {
    case "tick":
      return fc.record({ ticked: fc.boolean(), explanation: textAround(each.explain.limit) });
    case "rows":
      return fc.array(rowAround, { maxLength: 4 });
    case "choice":
      return fc.constantFrom("", "form", "attached");
    case "goals":
      return fc.array(fc.record({ id: fc.constantFrom("a", "b"), text: textAround(each.limit) }), { maxLength: 3 });
    case "county":
    case "number":
    case "outcomes":
    case "signature":
      return fc.constant("");
    default:
      return textAround(each.limit);
  }
};

const someAnswers: fc.Arbitrary<Answers> = fc.record(
  Object.fromEntries(questions(plan2021).map((each) => [each.id, answerAround(each)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Answers>;

describe("faults", () => {
  it("equal an independent count, whatever was written", () => {
    fc.assert(
      fc.property(someAnswers, fc.nat(2), (answers, files) => {
        expect(of(answers, files)).toEqual(faultsAgain(answers, files));
      }),
      runs(60, 500),
    );
  });

  it("are none for a plan filled to the brim", () => {
    const lengths = Object.fromEntries(
      byHand.filter(([, kind]) => kind === "line").map(([id, , limit]) => [id, limit]),
    );
    const brim = { anchored: textOf(300), reference: textOf(100), "4": { ticked: false, explanation: textOf(500) } };
    expect(of({ ...answersFilled({ lengths }), ...brim })).toEqual([]);
  });

  it("are exactly three for texts as long as those of the real plan of 2021", () => {
    expect(of(answersFilled({ lengths: dalarnaLengths }))).toEqual([
      { code: "over-limit", question: "7b", count: 1379, limit: 1000 },
      { code: "over-limit", question: "8b", count: 4373, limit: 1000 },
      { code: "over-limit", question: "12", count: 545, limit: 500 },
    ]);
  });

  it("of an empty form come all at once, in the order of the form", () => {
    expect(of({}).map((fault) => `${fault.question} ${fault.code}`)).toEqual([
      "2 missing",
      "3 missing",
      "4 unexplained",
      "5 unexplained",
      "6 unexplained",
      ...["7", "8", "9", "10"].flatMap((area) => [`${area}a missing`, `${area}b missing`]),
      "11 missing",
      "12 missing",
    ]);
  });

  it.each<[string, Answers, Fault[]]>([
    ["a text of blanks", { "7a": " \r\n\t\u200B" }, [{ code: "missing", question: "7a" }]],
    ["one too many", { "2": textOf(201) }, [{ code: "over-limit", question: "2", count: 201, limit: 200 }]],
    [
      "a box neither ticked nor explained",
      { "5": { ticked: false, explanation: " " } },
      [{ code: "unexplained", question: "5" }],
    ],
    [
      "a long explanation",
      { "5": { ticked: false, explanation: textOf(501) } },
      [{ code: "over-limit", question: "5", count: 501, limit: 500 }],
    ],
    ["no choice", { "11": "" }, [{ code: "missing", question: "11" }]],
    ["a promised file that is not there", { "11": "attached" }, [{ code: "attachment-missing", question: "11" }]],
    ["no contact", { "3": [{ name: " ", email: "" }, {}] }, [{ code: "missing", question: "3" }]],
    [
      "a contact without address",
      { "3": [{ name: "Elsa Ek" }] },
      [{ code: "incomplete-row", question: "3", row: 1, column: "email" }],
    ],
    [
      "an address without name",
      { "3": [{ email: "elsa@example.se" }] },
      [{ code: "incomplete-row", question: "3", row: 1, column: "name" }],
    ],
    [
      "a bad address",
      { "3": [{ name: "Elsa Ek", email: "elsa(at)example.se" }] },
      [{ code: "bad-mail", question: "3", row: 1, column: "email" }],
    ],
    [
      "a long name",
      { "3": [{ name: textOf(201), email: "elsa@example.se" }] },
      [{ code: "over-limit", question: "3", count: 201, limit: 200 }],
    ],
  ])("tell of %s, and of nothing else", (_, answers, expected) => {
    expect(of(but(answers))).toEqual(expected);
  });

  it("name a row by its place among those that would be handed in", () => {
    const rows: Row[] = [
      { name: "", email: "" },
      { name: "Elsa Ek", email: "elsa@example.se" },
      {},
      { name: "Maja Lind" },
    ];
    expect(of(but({ "3": rows }))).toEqual([{ code: "incomplete-row", question: "3", row: 2, column: "email" }]);
  });

  it("are told of no field beside the form that is left empty, but of one that is too long", () => {
    expect(of(but({ anchored: "", reference: " " }))).toEqual([]);
    expect(of(but({ reference: textOf(101) }))).toEqual([
      { code: "over-limit", question: "reference", count: 101, limit: 100 },
    ]);
  });

  it("let a promised file be there, or a file lie beside the filled form", () => {
    expect(of(but({ "11": "attached" }), 1)).toEqual([]);
    expect(of(but({ "11": "form" }), 5)).toEqual([]);
  });

  it("leave out what a template only warns of, and rows it does not ask for", () => {
    const lenient: Template = {
      ...plan2021,
      sections: [
        {
          number: "1",
          label: "Ett",
          short: "Ett",
          questions: [
            { kind: "text", id: "1", label: "Text", limit: 10, policy: "warn" },
            { kind: "rows", id: "2", label: "Rader", columns: [], shown: 1, max: 2, optional: true },
          ],
        },
      ],
    };
    expect(faults(lenient, { "1": textOf(11) }, 0)).toEqual([]);
    expect(faults(lenient, { "1": "" }, 0)).toEqual([{ code: "missing", question: "1" }]);
  });

  it("each have a Swedish sentence with the field's number and the figures", () => {
    const sentence = (fault: Fault) =>
      sv("plan").fault(fault, questionName(plan2021, fault.question)).replaceAll("\u00A0", " ");
    expect(sentence({ code: "over-limit", question: "8b", count: 4373, limit: 1000 })).toBe(
      "Avsnitt 8 b är 3 373 tecken för långt (högst 1 000).",
    );
    expect(sentence({ code: "missing", question: "10a" })).toContain("10 a");
    expect(sentence({ code: "unexplained", question: "4" })).toContain("avsnitt 4");
    expect(sentence({ code: "attachment-missing", question: "11" })).toContain("punkt 11");
    expect(sentence({ code: "bad-mail", question: "3", row: 2, column: "email" })).toContain("rad 2");
    expect(sentence({ code: "incomplete-row", question: "3", row: 2, column: "email" })).toContain("saknar e-post");
    expect(sentence({ code: "incomplete-row", question: "3", row: 2, column: "name" })).toContain("saknar namn");
  });

  it.each(mailsByHand)("take %s for a mail address: %s", (text, right) => {
    expect(isMailAddress(text)).toBe(right);
  });
});

describe("an answer's shape", () => {
  const shapes = {
    text: "ord",
    tick: { ticked: true, explanation: "" },
    rows: [{ name: "Elsa Ek", email: "elsa@example.se" }],
  };

  it.each([
    ["1", []],
    ["2", ["text"]],
    ["3", ["rows"]],
    ["4", ["tick"]],
    ["7a", ["text"]],
    ["11", []],
    ["12", ["text"]],
    ["14", []],
  ])("question %s takes %j and nothing else", (id, taken) => {
    const fitting = Object.entries(shapes).filter(([, value]) => fits(question(id), value));
    expect(fitting.map(([shape]) => shape)).toEqual(taken);
  });

  it("takes the empty answer of every question that is answered", () => {
    const fitting = questions(plan2021).filter((each) => fits(each, emptyAnswer(each)));
    const inTheForm = fitting.filter(({ kind }) => kind !== "goals").map(({ id }) => id);
    expect(inTheForm).toEqual(byHand.map(([id]) => id));
    expect(fitting).toHaveLength(byHand.length + 4);
  });

  it("takes an option's id or none, and no other word", () => {
    expect(["", "form", "attached", "Form", "constructor"].map((value) => fits(question("11"), value))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it("takes twenty rows of known columns, none more and none unknown", () => {
    const rows = (length: number): Row[] => Array.from({ length }, () => ({ name: "Elsa Ek" }));
    expect(fits(question("3"), rows(20))).toBe(true);
    expect(fits(question("3"), rows(21))).toBe(false);
    expect(fits(question("3"), [{ name: "Elsa Ek", phone: "08-1" }])).toBe(false);
    expect(fits(question("3"), [{ ["__proto__"]: "x" }])).toBe(false);
  });

  it("may be over any limit, because a draft is saved whole", () => {
    expect(fits(question("12"), textOf(4373))).toBe(true);
  });
});

describe("tidying", () => {
  it("normalises every text and leaves out empty rows", () => {
    expect(tidy(" o\u0308\r\n")).toBe("ö");
    expect(tidy({ ticked: false, explanation: "\u200B " })).toEqual({ ticked: false, explanation: "" });
    expect(tidy({ ticked: true, explanation: "Inte i år." })).toEqual({ ticked: true, explanation: "" });
    expect(tidy([{ name: " " }, { name: " Elsa ", email: "" }, {}])).toEqual([{ name: "Elsa", email: "" }]);
  });

  it("changes no fault, and nothing the second time", () => {
    fc.assert(
      fc.property(someAnswers, fc.nat(1), (answers, files) => {
        const tidied = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, tidy(value)]));
        const codes = (faultsFound: Fault[]) => faultsFound.map((fault) => [fault.code, fault.question]);
        expect(codes(of(tidied, files))).toEqual(codes(of(answers, files)));
        expect(Object.values(tidied).map(tidy)).toEqual(Object.values(tidied));
      }),
      runs(20, 500),
    );
  });
});

describe("the printout", () => {
  const words = { files: "Bilagor", goals: "Målen" };
  const printed = (answers: Answers, files: { name: string; size: number; sha256: string }[] = []) =>
    printout(plan2021, { answers, files, county: "Dalarna", signature: null }, words);

  const textsOf = (value: AnswerValue): string[] => {
    if (typeof value === "string") return [value];
    // A goal's id is no word, and one without words is no goal.
    if (Array.isArray(value)) return value.flatMap(({ id, ...words }) => Object.values(words));
    return value.ticked ? [] : [value.explanation]; // why a box is not ticked is no answer beside a ticked one
  };

  it("holds every word of what is frozen, so that nothing is signed unseen", () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const printedText = JSON.stringify(printed(answers));
        for (const [id, value] of Object.entries(answers)) {
          if (question(id).kind === "choice") continue;
          const frozen = tidy(value);
          const texts = typeof frozen === "object" && !Array.isArray(frozen) ? [frozen.explanation] : textsOf(frozen);
          for (const text of texts) expect(printedText).toContain(JSON.stringify(text).slice(1, -1));
        }
      }),
      runs(20, 500),
    );
  });

  it("holds every word of every answer", () => {
    fc.assert(
      fc.property(someAnswers, (answers) => {
        const blocks = printed(answers);
        const strings = new Set<string>();
        JSON.stringify(blocks, (_, value) => (typeof value === "string" ? strings.add(value) && value : value));
        for (const [id, value] of Object.entries(answers)) {
          if (question(id).kind === "choice") continue;
          for (const text of textsOf(value)) {
            const shown = trimmed(seen(text).normalize("NFC"));
            if (shown !== "") expect(strings).toContain(shown);
          }
        }
      }),
      runs(40, 1000),
    );
  });

  it("shows each answer under its own question, and what was ticked and chosen", () => {
    const blocks = printed({ ...answersFilled(), "11": "attached" }, [{ name: "plan.pdf", size: 9, sha256: "ab" }]);
    const answered = blocks.filter((block) => block.kind === "answer");
    expect(answered.map(({ question: id }) => id)).toEqual("1 2 7a 7b 8a 8b 9a 9b 10a 10b 12".split(" "));
    expect(answered[0]?.text).toBe("Dalarna");
    const choices = blocks.filter((block) => block.kind === "choice");
    expect(choices.map(({ mark, chosen }) => `${mark} ${chosen}`)).toEqual([
      ...["box true", "box true", "box false"],
      ...["radio false", "radio true"],
    ]);
    expect(choices[2]?.explanation).toContain("Vi återrapporterar i mars");
    expect(choices[0]).not.toHaveProperty("explanation");
    expect(blocks.slice(-2)).toEqual([
      { kind: "heading", level: 2, text: "Bilagor" },
      { kind: "files", files: [{ name: "plan.pdf", size: 9, sha256: "ab" }] },
    ]);
  });

  it("has every heading once, with the form's own numbers, and no level skipped", () => {
    const headings = printed(answersFilled()).filter((block) => block.kind === "heading");
    const numbered = headings.filter(({ level }) => level === 2);
    expect(numbered.map(({ number }) => number)).toEqual("1 2 3 4 5 6 7 8 9 10 11 12 14".split(" "));
    expect(headings.filter(({ level }) => level === 3)).toHaveLength(4 * 2 + 1);
    expect(headings[0]?.level).toBe(2);
    const words = headings.filter(({ level }) => level === 2).map(({ text }) => text);
    expect(new Set(words).size).toBe(words.length);
  });

  it("prints what stands beside the form only where it was filled in", () => {
    const has = (answers: Answers) => JSON.stringify(printed(answers)).includes("Förankring och diarienummer");
    expect(has(answersFilled())).toBe(false);
    expect(has({ ...answersFilled(), anchored: " \r\n" })).toBe(false);
    expect(has({ ...answersFilled(), anchored: "Länschefsmötet 12 april" })).toBe(true);
    expect(has({ ...answersFilled(), reference: "RE-2021-7" })).toBe(true);
  });

  it("has an empty line for the signature until somebody has signed", () => {
    const row = (signature: { date: string; head: string } | null) =>
      printout(plan2021, { answers: {}, files: [], county: "Dalarna", signature }, words)
        .filter((block) => block.kind === "table")
        .at(-1);
    expect(row(null)).toEqual({
      ...{ kind: "table", question: "14", columns: ["Datum", "Chef för RSS"], rows: [["", ""]] },
    });
    expect(row({ date: "31 maj 2021", head: "Elsa Ek" })?.rows).toEqual([["31 maj 2021", "Elsa Ek"]]);
  });

  it("has one row a contact, in the order of the columns", () => {
    const table = printed({ "3": [{ email: "elsa@example.se", name: "Elsa Ek" }, {}] }).find(
      (block) => block.kind === "table",
    );
    expect(table).toEqual({
      ...{ kind: "table", question: "3", columns: ["Namn", "e-post"], rows: [["Elsa Ek", "elsa@example.se"]] },
    });
  });
});
