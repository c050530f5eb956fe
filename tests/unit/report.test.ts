import { describe, expect, it } from "@jest/globals";
import { Refusal } from "#domain/errors";
import { type AnswerValue, type Fault, faultsOf, fits, type Question, questionOf } from "#domain/form";
import * as moves from "#domain/moves";
import { printout } from "#domain/printout";
import { apply } from "#domain/submission";
import report2021 from "#domain/templates/report-2021";
import { aLife, aRound, hash, textOf } from "#tests/builders";

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

/** The refusal of an act that must be refused. */
function refused(act: () => unknown): Pick<Refusal, "code" | "figures"> {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, figures: error.figures };
    throw error;
  }
  throw new Error("it was not refused");
}

describe("approving", () => {
  const round = aRound();
  const reports = aRound({ id: "2021-rapport", kind: "report", follows: "2021", closesOn: "2022-02-01" });
  const by = { person: "p-karin", at: "2021-06-14T09:00:00.000Z" };
  const { submission } = aLife({ state: "submitted" });

  it("grants a plan an amount, and puts the version that stands on record", () => {
    const { event } = moves.approve(submission, round, 400_000, [], by, hash);
    expect(event.fact).toEqual({ type: "approved", version: 1, amount: 400_000 });
    expect(apply(submission, event)).toMatchObject({
      ...{ state: "approved", standing: 1 },
      approved: { version: 1, amount: 400_000, at: by.at, by: by.person },
    });
  });

  it("approves a report without any amount", () => {
    expect(moves.approve(submission, reports, null, [], by, hash).event.fact).toMatchObject({ amount: null });
    expect(refused(() => moves.approve(submission, reports, 1, [], by, hash))).toMatchObject({ code: "invalid" });
  });

  it.each([
    ["no amount", null, "missing"],
    ["more than the round has for the county", 400_001, "too-much"],
  ])("refuses %s", (_, amount, problem) => {
    const refusal = refused(() => moves.approve(submission, round, amount, [], by, hash));
    expect(refusal).toMatchObject({ code: "invalid", figures: { issues: [{ path: "amount", problem }] } });
  });

  it.each(["not-started", "draft", "handed-in", "abstained"] as const)("refuses what is %s", (state) => {
    const before = aLife({ state }).submission;
    expect(refused(() => moves.approve(before, round, 400_000, [], by, hash))).toMatchObject({ code: "wrong-state" });
  });

  it("takes the version that stands when a next one was begun and not signed in time", () => {
    const before = { person: "p-writer", at: "2021-05-31T12:00:00.000Z" };
    const rewriting = apply(submission, moves.change(submission, before, hash).event);
    const early = { ...by, at: "2021-05-31T13:00:00.000Z" };
    expect(refused(() => moves.approve(rewriting, round, 400_000, [], early, hash))).toMatchObject({
      code: "wrong-state",
    });
    expect(moves.approve(rewriting, round, 400_000, [], by, hash).event.fact).toMatchObject({ version: 1 });
  });

  it("is final: nothing of it can be changed, signed or approved again", () => {
    const approved = apply(submission, moves.approve(submission, round, 400_000, [], by, hash).event);
    for (const act of [
      () => moves.change(approved, { ...by, at: "2021-05-30T00:00:00.000Z" }, hash),
      () => moves.approve(approved, round, 300_000, [], by, hash),
      () => moves.requestExtension(approved, "Sjukdom", by, hash),
    ]) {
      expect(refused(act)).toMatchObject({ code: "wrong-state" });
    }
  });
});
