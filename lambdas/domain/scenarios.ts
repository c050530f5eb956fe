/**
 * Ways in which a round may go, for looking at it before it is opened: what each RSS does and when. All chance comes from a seed, so that
 * the same one is the same round every time.
 */
import { addDays, type Day, dayOf, epoch, type Instant, instant, lastDay, startOfDay } from "./deadlines.ts";
import { afterIt, begunAs, type Happening, type Part } from "./planned.ts";
import type { Remindable } from "./reminders.ts";
import type { Round } from "./rounds.ts";
import { type ShownState, shownState } from "./submission.ts";

/** What one RSS does in a round. */
export const courses = [
  ...(["never", "early", "last-week", "last-day", "signed-later", "unsigned"] as const),
  ...(["sent-back", "extension", "abstains", "completion", "completion-late"] as const),
] as const;
export type Course = (typeof courses)[number];

export const scenarios = ["nobody", "last-week", "mixture"] as const;
export type Scenario = (typeof scenarios)[number];

/** Numbers from 0 to 1 that look like chance: mulberry32. */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of each kind of trouble among 21, and most as it should be; for more RSS it goes round again. */
const mixed: Course[] = [
  ...(["early", "last-week", "extension", "early", "never", "last-day", "completion"] as const),
  ...(["early", "last-week", "unsigned", "early", "sent-back", "last-week", "completion-late"] as const),
  ...(["early", "last-week", "abstains", "signed-later", "last-day", "completion", "last-week"] as const),
];

/** What each RSS does in a scenario, by its letter. */
export function coursesOf(scenario: Scenario, rsses: string[], seed: number): Record<string, Course> {
  const of = (course: (n: number) => Course) => Object.fromEntries(rsses.map((rss, n) => [rss, course(n)]));
  switch (scenario) {
    case "nobody":
      return of(() => "never");
    case "last-week":
      return of(() => "last-week");
    case "mixture": {
      const chance = chanceOf(seed);
      const left = rsses.map((_, n): Course => mixed[n % mixed.length] ?? "early");
      return of(() => left.splice(Math.floor(chance() * left.length), 1)[0] ?? "early");
    }
  }
}

/** Minutes after midnight on a day. */
const at = (day: Day, minutes: number): Instant => instant(epoch(startOfDay(day)) + Math.round(minutes) * 60_000);

const between = (from: Day, to: Day): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** When the RSS does what it does. Whatever the seed, times before the round opens are its first day. */
export function happeningsOf(course: Course, round: Round, chance: () => number): Happening[] {
  const [first, last] = [dayOf(round.opensAt), lastDay(round.closesAt)];
  const span = Math.max(0, between(first, last));
  /** A day so far into the round, from 0 to 1. */
  const into = (part: number) => addDays(first, Math.min(span, Math.max(0, Math.round(part * span))));
  const before = (days: number) => addDays(last, -Math.min(span, days));
  const workHours = () => 8 * 60 + chance() * 9 * 60;
  const on = (day: Day, what: Exclude<Happening["what"], "extended" | "completion-requested">, minutes = workHours()) =>
    ({ at: at(day, minutes), what }) as Happening;
  const handling = (from: Day): Happening[] => [
    on(addDays(from, 3 + Math.floor(chance() * 4)), "read"),
    on(addDays(from, 18 + Math.floor(chance() * 10)), "approved"),
  ];
  const began = on(into(0.1 + chance() * 0.3), "started");
  const signed = (handedIn: Day, days: number): Happening[] => [
    began,
    on(handedIn, "handed-in", workHours()),
    on(addDays(handedIn, days), "signed", 17 * 60 + chance() * 6 * 60),
  ];
  switch (course) {
    case "never":
      return chance() < 0.5 ? [] : [began];
    case "abstains":
      return [on(into(0.2 + chance() * 0.4), "abstained")];
    case "early":
      return [...signed(into(0.45 + chance() * 0.35), 1 + Math.floor(chance() * 3)), ...handling(last)];
    case "last-week":
      return [...signed(before(1 + Math.floor(chance() * 6)), Math.floor(chance() * 2)), ...handling(last)];
    case "last-day":
      return [
        ...[began, on(last, "handed-in", 20 * 60 + chance() * 230)],
        ...[on(addDays(last, 1), "signed"), ...handling(addDays(last, 1))],
      ];
    case "signed-later":
      return [
        ...[began, on(before(1), "handed-in")],
        ...[on(addDays(last, Math.max(1, round.signDays - 1)), "signed"), ...handling(addDays(last, round.signDays))],
      ];
    case "unsigned":
      return [began, on(before(2), "handed-in")];
    case "sent-back":
      return [
        ...[began, on(before(10), "handed-in"), on(before(8), "sent-back")],
        ...[on(before(4), "handed-in"), on(before(3), "signed", 18 * 60), ...handling(last)],
      ];
    case "extension": {
      const later = addDays(last, 14);
      return [
        ...[began, { at: at(before(2), 10 * 60), what: "extended", closesAt: startOfDay(addDays(later, 1)) } as const],
        ...[on(addDays(later, -1), "handed-in"), on(later, "signed"), ...handling(later)],
      ];
    }
    case "completion":
    case "completion-late": {
      const [asked, due] = [addDays(last, 7), addDays(last, 21)];
      const answered = addDays(due, course === "completion" ? -3 : 5);
      return [
        ...[...signed(before(3 + Math.floor(chance() * 4)), 1), on(addDays(last, 4), "read")],
        { at: at(asked, 13 * 60), what: "completion-requested", dueAt: startOfDay(addDays(due, 1)) },
        ...[on(answered, "handed-in"), on(addDays(answered, 1), "signed"), on(addDays(answered, 2), "read")],
        on(addDays(answered, 8), "approved"),
      ];
    }
  }
}

/** The parts of a play: what each RSS does, the letter of the RSS mixed into the seed so that one can be changed alone. */
export const playOf = (
  round: Round,
  those: Omit<Part, "happens">[],
  course: Record<string, Course>,
  seed: number,
): Part[] =>
  those.map((part) => {
    const own = [...part.rss.id].reduce((mix, letter) => mix * 31 + letter.charCodeAt(0), seed + 1);
    return { ...part, happens: happeningsOf(course[part.rss.id] ?? "never", round, chanceOf(own)) };
  });

/** A submission as it stands at an instant of the play, and as SKR sees it. */
export function standingAt(
  round: Round,
  part: Part,
  now: Instant,
): Remindable & { shown: ShownState; isRead: boolean } {
  let submission = begunAs(round, part);
  let isRead = false;
  const done = part.happens.filter((each) => each.at <= now).sort((one, other) => one.at.localeCompare(other.at));
  for (const each of done) {
    submission = afterIt(submission, each);
    isRead = each.what === "read" || (each.what !== "signed" && isRead);
  }
  return { ...submission, isRead, shown: shownState(submission, round, now) };
}
