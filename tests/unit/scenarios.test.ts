import { describe, expect, it } from "@jest/globals";
import { addDays, dayOf, endOfDay, lastDay } from "#domain/deadlines";
import { type Part, planned } from "#domain/planned";
import { submissionId } from "#domain/rounds";
import { type Course, chanceOf, courses, coursesOf, happeningsOf, playOf, standingAt } from "#domain/scenarios";
import { aRound } from "#tests/builders";

const letters = "ABCDEFGHIJKLMNOPQRSTU".split("");
const ladder = { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] };
const round = aRound({});
const last = lastDay(round.closesAt);

const somebody = (rss: string): Omit<Part, "happens"> => ({
  rss: { id: rss, name: `RSS ${rss}`, registrar: `registrator.${rss}@example.se` },
  members: (["writer", "head"] as const).map((role) => ({
    ...{ id: `${role}-${rss}`, email: `${role}.${rss}@example.se`, role, from: round.opensAt, to: null },
  })),
});

const play = (course: Record<string, Course>, seed = 1) =>
  playOf(round, Object.keys(course).map(somebody), course, seed);

const alone = (course: Course, seed = 1): Part => play({ W: course }, seed)[0] as Part;

describe("a scenario", () => {
  it("is the same every time for the same number, and another for another", () => {
    const mixture = (seed: number) => play(coursesOf("mixture", letters, seed), seed);
    expect(mixture(7)).toEqual(mixture(7));
    expect(mixture(7)).not.toEqual(mixture(8));
    expect(coursesOf("mixture", letters, 7)).not.toEqual(coursesOf("mixture", letters, 8));
  });

  it("has one of each trouble among 21, whatever the number", () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const chosen = Object.values(coursesOf("mixture", letters, seed));
      expect(chosen).toHaveLength(21);
      expect(new Set(chosen)).toEqual(new Set(courses));
    }
  });

  it("gives every RSS of a larger country something to do", () => {
    const many = Array.from({ length: 100 }, (_, n) => `R${n}`);
    expect(Object.keys(coursesOf("mixture", many, 1))).toHaveLength(100);
  });

  it("leaves the other RSS as they were when one is changed by hand", () => {
    const before = play(coursesOf("mixture", letters, 3), 3);
    const after = play({ ...coursesOf("mixture", letters, 3), C: "never" }, 3);
    const others = (parts: Part[]) => parts.filter(({ rss }) => rss.id !== "C");
    expect(others(after)).toEqual(others(before));
  });

  it.each(courses)("happens in order and never before the round opens: %s", (course) => {
    for (let seed = 0; seed < 40; seed += 1) {
      const times = happeningsOf(course, round, chanceOf(seed)).map(({ at }) => at);
      expect(times).toEqual(times.toSorted());
      expect(times.every((at) => at >= round.opensAt)).toBe(true);
    }
  });

  it("can be lived through in a round of a single day", () => {
    const short = aRound({ opensAt: endOfDay(addDays(last, -1)) });
    for (const course of courses) {
      for (const { at } of happeningsOf(course, short, chanceOf(1))) expect(at >= short.opensAt).toBe(true);
    }
  });
});

describe("at the end of a play", () => {
  const finally_ = addDays(last, 90);
  const shownOf = (course: Course, seed: number) => standingAt(round, alone(course, seed), endOfDay(finally_)).shown;

  it.each([
    ["never", "not-in-time"],
    ["unsigned", "not-signed-in-time"],
    ["abstains", "abstained"],
    ["early", "approved"],
    ["last-week", "approved"],
    ["last-day", "approved"],
    ["signed-later", "approved"],
    ["sent-back", "approved"],
    ["extension", "approved"],
    ["completion", "approved"],
    ["completion-late", "approved"],
  ] as const)("%s is %s, whatever the number", (course, shown) => {
    for (let seed = 0; seed < 40; seed += 1) expect(shownOf(course, seed)).toBe(shown);
  });

  it("is late only for those who are meant to be, by the rules of the portal", () => {
    for (const course of courses) {
      const closings = [...planned(round, ladder, [alone(course)], "")].filter((each) => each.type === "closing");
      const isLate = closings.some(({ outcome }) => outcome === "too-late");
      expect([course, isLate]).toEqual([course, course === "never" || course === "unsigned"]);
    }
  });

  it("has nobody reminded of what they have handed in", () => {
    const part = alone("early");
    const handedIn = part.happens.find(({ what }) => what === "handed-in")?.at ?? "";
    const reminders = [...planned(round, ladder, [part], "")].filter(
      (each) => each.type === "mail" && each.kind === "not-handed-in",
    );
    expect(reminders.every(({ at }) => at <= handedIn)).toBe(true);
  });
});

it("tells how an RSS stands on each day of the play", () => {
  const part = alone("completion");
  const on = (days: number) => standingAt(round, part, endOfDay(addDays(last, days)));
  expect(standingAt(round, part, round.opensAt)).toMatchObject({ state: "not-started", standing: null });
  expect(on(2)).toMatchObject({ id: submissionId(round.id, "W"), shown: "submitted", standing: 1, isRead: false });
  expect(on(5)).toMatchObject({ shown: "submitted", isRead: true });
  expect(on(8)).toMatchObject({ shown: "returned", standing: 1 });
  expect(dayOf(on(8).completion?.dueAt ?? "")).toBe(addDays(last, 22));
});
