import { describe, expect, it } from "@jest/globals";
import { chainOf, isWhole } from "#domain/chain";
import { Refusal } from "#domain/errors";
import { hindrances, horizonOf, isEditable, type Settings, settingsOf } from "#domain/round-settings";
import type { Round } from "#domain/rounds";
import {
  type Administered,
  applied,
  close,
  create,
  edit,
  extendAll,
  isBehind,
  open,
  type RunDecision,
  type RunEvent,
} from "#domain/run";
import type { State } from "#domain/submission";
import { anRss, at, hash } from "#tests/builders";

const rsses = ["AB", "M", "O", "W", "X"].map((id) => anRss({ id }));
const by = (text: string) => ({ person: "p-lena", at: at(text) });
const march = by("2022-02-01T09:00:00Z");
const plan = () => create({ template: "plan-2021", year: 2022 }, rsses, [], march, hash).after;
const opened = () => open(plan(), rsses, [], by("2022-02-20T09:00:00Z"), hash).after;

function issuesOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === "invalid" ? (error as Refusal<"invalid">).figures.issues : [error.code, error.figures];
  }
  return "done";
}

const changed = (before: Administered, wish: Partial<Settings>): Settings => ({ ...settingsOf(before), ...wish });

describe("a round made of a form", () => {
  it("is prepared, with the days, amounts and policies of the programme", () => {
    const { round, run } = plan();
    expect(round).toMatchObject({
      ...{ id: "2022", year: 2022, kind: "plan", closesOn: "2022-05-31", closesAt: "2022-05-31T22:00:00.000Z" },
      ...{ opensAt: "2022-02-28T23:00:00.000Z", act: "handed-in", signDays: 7, reportBy: "2023-02-01", horizon: 2023 },
    });
    expect(run).toMatchObject({ state: "prepared", rev: 1, seq: 1, frame: 3 * 600_000 + 2 * 400_000, openedAt: null });
    expect(run.ladder).toEqual({ days: [30, 14, 7, 2, 0], heads: [7, 2, 0] });
  });

  it("of a report follows the plans of its year where there are any, and has no frame", () => {
    const report = (rounds: Round[]) =>
      create({ template: "report-2021", year: 2022 }, rsses, rounds, march, hash).after;
    expect(report([]).round.follows).toBeNull();
    const { round, run } = report([plan().round]);
    expect(round).toMatchObject({ id: "2022-rapport", follows: "2022", closesOn: "2023-02-01" });
    expect(run.frame).toBeNull();
  });

  it("has goals for three years at a time", () => {
    expect([2021, 2022, 2023, 2024, 2026, 2027].map(horizonOf)).toEqual([2023, 2023, 2023, 2026, 2026, 2029]);
  });
});

describe("a round copied from an earlier one", () => {
  const copy = (before: Administered, year: number, rounds: Round[] = []) =>
    create({ copied: before, year }, rsses, rounds, march, hash).after;

  it("has its texts, amounts and policies, and its days in the new year", () => {
    const wish = {
      ...({ closesOn: "2022-06-02", weekendRule: "next-working-day", act: "signed", signDays: 3, frame: 1 } as const),
      ...{ howToSend: "Till planer@example.se.", ladder: { days: [3], heads: [] } },
    };
    const before = edit(plan(), changed(plan(), wish), [], march, hash)?.after as Administered;
    const after = copy(before, 2024);
    expect(settingsOf(after)).toEqual({
      ...settingsOf(before),
      ...{ opensAt: "2024-02-29T23:00:00.000Z", closesOn: "2024-06-02", reportBy: "2025-02-01", horizon: 2026 },
    });
    // 2 June 2024 is a Sunday.
    expect(after.round.closesAt).toBe("2024-06-03T22:00:00.000Z");
    expect(after.run).toMatchObject({ state: "prepared", rev: 1, seq: 1, openedAt: null });
  });

  it("has the 28th of February for a 29th that is not there", () => {
    const leap = create({ template: "plan-2021", year: 2024 }, rsses, [], march, hash).after;
    const before = edit(leap, changed(leap, { reportBy: "2028-02-29" }), [], march, hash)?.after as Administered;
    expect(copy(before, 2025).round.reportBy).toBe("2029-02-28");
    expect(copy(before, 2028).round.reportBy).toBe("2032-02-29");
  });

  it("of a report follows the plans as many years later, or none yet", () => {
    const plans = [2022, 2023].map(
      (year) => create({ template: "plan-2021", year }, rsses, [], march, hash).after.round,
    );
    const before = create({ template: "report-2021", year: 2022 }, rsses, plans, march, hash).after;
    expect(copy(before, 2023, plans).round.follows).toBe("2023");
    expect(copy(before, 2024, plans).round.follows).toBeNull();
  });
});

describe("settings", () => {
  it("may all be changed as long as the round is prepared", () => {
    const before = plan();
    const wish: Settings = {
      ...{ opensAt: "2022-03-09T23:00:00.000Z", closesOn: "2022-06-15", weekendRule: "next-working-day" },
      ...{ act: "signed", signDays: 0, reportBy: "2023-03-01", follows: null, horizon: 2025, frame: 5 },
      amounts: { standard: 1, metropolitan: 2, metropolitanCounties: ["W"] },
      ...{ howToSend: "I portalen.", ladder: { days: [1, 5, 5], heads: [] } },
    };
    const decision = edit(before, wish, [], march, hash) as RunDecision;
    expect(settingsOf(decision.after)).toEqual({ ...wish, ladder: { days: [5, 1], heads: [] } });
    expect(decision.after.run.rev).toBe(2);
    expect(decision.after.round.closesAt).toBe("2022-06-15T22:00:00.000Z");
    expect(Object.keys((decision.event.fact as { changed: object }).changed)).not.toContain("follows");
  });

  it("that say the same change nothing", () => {
    expect(edit(plan(), settingsOf(plan()), [], march, hash)).toBeNull();
  });

  it.each<[string, Partial<Settings>, string]>([
    ["a last day before the first", { closesOn: "2022-02-28" }, "closesOn before-opening"],
    ["a report due before the plan", { reportBy: "2022-05-30" }, "reportBy before-closing"],
    ["goals that end before the year", { horizon: 2021 }, "horizon past"],
    ["plans that follow something", { follows: "2021" }, "follows unexpected"],
  ])("are refused with %s", (_, wish, expected) => {
    const before = plan();
    const [path, problem] = expected.split(" ");
    expect(issuesOf(() => edit(before, changed(before, wish), [], march, hash))).toEqual([{ path, problem }]);
  });

  it("of a report are refused with a frame, and with plans that are none", () => {
    const report = create({ template: "report-2021", year: 2022 }, rsses, [], march, hash).after;
    const wish = (settings: Partial<Settings>) => () => edit(report, changed(report, settings), [], march, hash);
    expect(issuesOf(wish({ frame: 1 }))).toEqual([{ path: "frame", problem: "unexpected" }]);
    expect(issuesOf(wish({ follows: "2022" }))).toEqual([{ path: "follows", problem: "unknown" }]);
  });

  it("of an open round are locked but for what is administrative and what only moves forward", () => {
    const before = opened();
    const locked = Object.keys(settingsOf(before)).filter((key) => !isEditable("open", key as keyof Settings));
    expect(locked).toEqual([
      ...["opensAt", "closesOn", "weekendRule", "act", "follows", "horizon", "amounts", "howToSend"],
    ]);
    const now = by("2022-04-01T09:00:00Z");
    const tried = (wish: Partial<Settings>) => issuesOf(() => edit(before, changed(before, wish), [], now, hash));
    expect(tried({ howToSend: "Annat.", amounts: { ...before.round.amounts, standard: 1 } })).toEqual([
      { path: "amounts", problem: "locked" },
      { path: "howToSend", problem: "locked" },
    ]);
    expect(tried({ closesOn: "2022-06-30" })).toEqual([{ path: "closesOn", problem: "locked" }]);
    expect(tried({ reportBy: "2023-01-31" })).toEqual([{ path: "reportBy", problem: "not-later" }]);
    expect(tried({ signDays: 6 })).toEqual([{ path: "signDays", problem: "not-later" }]);
    expect(tried({ reportBy: "2023-02-02", signDays: 8, frame: null, ladder: { days: [1], heads: [] } })).toBe("done");
  });
});

describe("opening", () => {
  it("takes a prepared round, once", () => {
    expect(opened().run).toMatchObject({ state: "open", rev: 2, openedAt: "2022-02-20T09:00:00.000Z" });
    expect(issuesOf(() => open(opened(), rsses, [], march, hash))).toEqual(["wrong-state", { state: "open" }]);
  });

  it("may be before the day on which RSS see it, and is not possible when its time is over", () => {
    const before = plan();
    const tried = (text: string) => issuesOf(() => open(before, rsses, [], by(text), hash));
    expect(tried("2022-05-31T21:59:59.999Z")).toBe("done");
    expect(tried("2022-05-31T22:00:00.000Z")).toEqual([{ path: "closesOn", problem: "past" }]);
  });

  it("tells everything that is in the way at once", () => {
    const report = create({ template: "report-2021", year: 2022 }, rsses, [], march, hash).after;
    const silent = { ...report, round: { ...report.round, howToSend: " " } };
    expect(hindrances(silent, [], [], by("2023-02-01T23:00:00Z").at)).toEqual([
      { path: "rss", problem: "none" },
      { path: "closesOn", problem: "past" },
      { path: "howToSend", problem: "missing" },
      { path: "follows", problem: "missing" },
    ]);
  });

  it("is refused for a higher amount to a county that is in no register, and for reports on plans that are not published", () => {
    expect(issuesOf(() => open(plan(), [anRss()], [], march, hash))).toEqual([{ path: "amounts", problem: "unknown" }]);
    const report = create({ template: "report-2021", year: 2022 }, rsses, [plan().round], march, hash).after;
    expect(issuesOf(() => open(report, rsses, [], march, hash))).toEqual([{ path: "follows", problem: "unknown" }]);
    expect(issuesOf(() => open(report, rsses, [opened().round], march, hash))).toBe("done");
  });
});

describe("extending for all", () => {
  const now = by("2022-05-30T09:00:00Z");

  it("moves the last day forward, by the round's own rule for weekends", () => {
    const sunday = "2022-06-12";
    const { event, after } = extendAll(opened(), sunday, "Storm.", now, hash);
    expect(after.round).toMatchObject({ closesOn: sunday, closesAt: "2022-06-12T22:00:00.000Z" });
    expect(event.fact).toMatchObject({ type: "extended", reason: "Storm." });
    const moving = { ...opened(), round: { ...opened().round, weekendRule: "next-working-day" as const } };
    expect(extendAll(moving, sunday, "Storm.", now, hash).after.round.closesAt).toBe("2022-06-13T22:00:00.000Z");
  });

  it.each([
    ["the same day", "2022-05-31", "not-later"],
    ["an earlier one", "2022-05-01", "not-later"],
    ["one more than a year from now", "2023-06-01", "too-far"],
  ])("refuses %s", (_, until, problem) => {
    expect(issuesOf(() => extendAll(opened(), until, "Storm.", now, hash))).toEqual([{ path: "until", problem }]);
  });

  it("is possible after the last day, to one that is still to come", () => {
    const late = by("2022-06-10T09:00:00Z");
    expect(issuesOf(() => extendAll(opened(), "2022-06-09", "Storm.", late, hash))).not.toBe("done");
    expect(issuesOf(() => extendAll(opened(), "2022-06-10", "Storm.", late, hash))).toBe("done");
  });

  it("is for an open round", () => {
    expect(issuesOf(() => extendAll(plan(), "2022-06-12", "Storm.", now, hash))).toEqual([
      ...["wrong-state", { state: "prepared" }],
    ]);
  });

  it("concerns whoever has not handed in for good, and no later time of their own", () => {
    const { round } = extendAll(opened(), "2022-06-12", "Storm.", now, hash).after;
    const was = "2022-05-31T22:00:00.000Z";
    const states = ["not-started", "draft", "handed-in", "submitted", "abstained", "approved"] as const;
    expect(states.filter((state) => isBehind({ state, closesAt: was }, round))).toEqual([
      ...["not-started", "draft", "handed-in", "abstained"],
    ]);
    expect(isBehind({ state: "draft", closesAt: round.closesAt }, round)).toBe(false);
    expect(isBehind({ state: "draft", closesAt: "2022-06-30T22:00:00.000Z" }, round)).toBe(false);
  });
});

describe("closing", () => {
  const over = "2022-05-31T22:00:00.000Z";
  const later = "2022-06-14T22:00:00.000Z";
  const stillOpen = [{ path: "closesAt", problem: "still-open" }];

  it("waits for the round's time, and for the last extension of whoever has not handed in", () => {
    const tried = (text: string, ...submissions: { state: State; closesAt: string }[]) =>
      issuesOf(() =>
        close(
          opened(),
          submissions.map((each) => ({ ...each, due: null })),
          by(text),
          hash,
        ),
      );
    expect(tried("2022-05-31T21:59:59.999Z")).toEqual(stillOpen);
    expect(tried(over)).toBe("done");
    expect(tried(over, { state: "draft", closesAt: later })).toEqual(stillOpen);
    expect(tried(over, { state: "submitted", closesAt: later })).toBe("done");
    expect(tried(later, { state: "draft", closesAt: later })).toBe("done");
    // The signature may follow within seven days.
    expect(tried(over, { state: "handed-in", closesAt: over })).toEqual(stillOpen);
    expect(tried("2022-06-07T21:59:59.999Z", { state: "handed-in", closesAt: over })).toEqual(stillOpen);
    expect(tried("2022-06-07T22:00:00.000Z", { state: "handed-in", closesAt: over })).toBe("done");
  });

  it.each(["returned", "handed-in"] as const)(
    "waits for what SKR has asked for, however long ago its day was: %s",
    (state) => {
      const asked = [{ state, closesAt: over, due: later }];
      expect(issuesOf(() => close(opened(), asked, by("2023-05-31T22:00:00Z"), hash))).toEqual([
        { path: "state", problem: "completion-awaited" },
      ]);
    },
  );

  it("leaves the frame alone to be changed", () => {
    const summer = by("2022-06-30T09:00:00Z");
    const closed = close(opened(), [], summer, hash).after;
    expect(closed.run).toMatchObject({ state: "closed", closedAt: summer.at });
    expect(Object.keys(settingsOf(closed)).filter((key) => isEditable("closed", key as keyof Settings))).toEqual([
      "frame",
    ]);
    expect(issuesOf(() => extendAll(closed, "2022-07-30", "Storm.", summer, hash))).toEqual([
      ...["wrong-state", { state: "closed" }],
    ]);
  });
});

describe("the log of a round", () => {
  it("has every change, chained, and is what the round follows from", () => {
    const first = create({ template: "plan-2021", year: 2022 }, rsses, [], march, hash);
    const events: RunEvent[] = [first.event];
    let now = first.after;
    const go = (decision: RunDecision | null) => {
      if (!decision) throw new Error("nothing was changed");
      events.push(decision.event);
      now = decision.after;
    };
    go(edit(now, changed(now, { howToSend: "I portalen." }), [], march, hash));
    go(open(now, rsses, [], march, hash));
    go(extendAll(now, "2022-06-12", "Storm.", by("2022-05-30T09:00:00Z"), hash));
    go(close(now, [], by("2022-06-30T09:00:00Z"), hash));
    expect(now.run).toMatchObject({ seq: 5, rev: 5, tip: events.at(-1)?.hash });
    expect(isWhole(chainOf.round("2022"), events, now.run, hash)).toBe(true);
    expect(events.slice(1).reduce(applied, first.after)).toEqual(now);
  });
});
