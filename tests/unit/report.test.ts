import { describe, expect, it } from "@jest/globals";
import { type AnswerValue, type Fault, faultsOf, fits, type Question, questionOf } from "#domain/form";
import { printout } from "#domain/printout";
import report2021 from "#domain/templates/report-2021";
import { textOf } from "#tests/builders";

const question = (id: string) => questionOf(report2021, id) as Question;
const faults = (id: string, value: AnswerValue): string[] =>
  faultsOf(question(id), value, 0).map(
    (fault: Fault) =>
      `${fault.code}${"row" in fault ? ` ${fault.row} ${fault.column}` : "goal" in fault ? ` ${fault.goal}` : ""}`,
  );
const goal = (wish = {}) => ({ id: "g1", goal: "En rutin finns.", state: "reached", how: "Alla har den.", ...wish });

describe("how it went with a goal", () => {
  it("is told by a state and a few words, and ”not started, because …” is an answer", () => {
    expect(faults("4a", [goal(), goal({ state: "not-started", how: "Vi fick ingen på plats." })])).toEqual([]);
  });

  it.each<[string, AnswerValue, string[]]>([
    ["no state", [goal({ state: "" })], ["goal-unanswered 1 state"]],
    ["a state there is not", [goal(), goal({ state: "constructor" })], ["goal-unanswered 2 state"]],
    ["”not started” without a because", [goal({ state: "not-started", how: " " })], ["goal-unanswered 1 how"]],
    ["too many words", [goal(), goal({ how: textOf(1001) })], ["over-limit 2"]],
    ["no goal at all", [], ["missing"]],
  ])("is wrong with %s", (_, value, expected) => {
    expect(faults("4a", value)).toEqual(expected);
  });

  it("takes its own four fields and nothing else", () => {
    expect(fits(question("4a"), [goal()])).toBe(true);
    expect(fits(question("4a"), [goal({ amount: "1" })])).toBe(false);
    expect(
      fits(
        question("4a"),
        Array.from({ length: 13 }, () => goal()),
      ),
    ).toBe(false);
    expect(fits(question("4a"), "Bra")).toBe(false);
  });

  it("is printed with the state in words", () => {
    const answers = { "4a": [goal({ state: "not-started", how: "Vi fick ingen på plats." })] };
    const blocks = printout(
      report2021,
      { answers, files: [], county: "Dalarna", signature: null },
      { files: "", goals: "" },
    );
    expect(blocks).toContainEqual({
      kind: "table",
      question: "4a",
      columns: ["Mål", "Läge", "Hur gick det?"],
      rows: [["En rutin finns.", "Inte påbörjat, därför att …", "Vi fick ingen på plats."]],
    });
  });
});

describe("a number", () => {
  it.each<[string, string[]]>([
    ["15", []],
    [" 15 ", []],
    ["0", []],
    ["100", []],
    ["101", ["not-a-number"]],
    ["femton", ["not-a-number"]],
    ["-1", ["not-a-number"]],
    ["1,5", ["not-a-number"]],
    ["", ["missing"]],
  ])("%j is judged %j", (text, expected) => {
    expect(faults("9a", text)).toEqual(expected);
  });
});
