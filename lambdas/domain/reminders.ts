/**
 * The reminder ladder: which mails are due on which Swedish days, to whom, about what. One rule for the daily tick, for the list of
 * what is planned and for the time machine (docs/decisions/0016-reminders.md).
 *
 * A step falls on a day. Those that fell since the last tick are due, the most urgent one alone; what is true is asked of the
 * submission as it is now, so nothing is due any more of what has been handed in, and a missed day is caught up.
 */
import {
  addDays,
  type Day,
  dayOf,
  dayOfWeek,
  daysLeft,
  hourOf,
  type Instant,
  isRedDay,
  lastDay,
  workingDayFrom,
  workingDayUntil,
} from "./deadlines.ts";
import { holdersOf, type Marked, type Member, none, officesOf, reached, type To } from "./mailings.ts";
import type { Role } from "./permissions.ts";
import { type Round, type Rss, signBy } from "./rounds.ts";
import type { Ladder } from "./run.ts";
import type { Completion, Submission } from "./submission.ts";

/** When the tick comes by: an hour on Stockholm's clocks. */
export const tickHour = 8;
export const tickOf = (day: Day): Instant => hourOf(day, tickHour);

export const reminderKinds = [
  "not-handed-in",
  "not-signed",
  "completion",
  "completion-late",
  "unread",
  "after-closing",
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

/** To one of these audiences a step is told. */
type Audience = Extract<Role, "writer" | "head"> | "mailbox" | "staff";

/** `step` tells one mail of a kind from the next: the day that is counted from, and how many days before it. */
export type Step = { kind: ReminderKind; step: string; day: Day; to: Audience };

/** What is known of one RSS in a round when its mails are chosen. */
export type Standing = {
  rss: Pick<Rss, "id" | "name" | "registrar" | "mailbox">;
  submission: Remindable;
  members: Member[];
  /** Whether somebody at SKR has read the version that stands. */
  isRead: boolean;
};
export type Remindable = Pick<Submission, "id" | "state" | "standing" | "closesAt" | "waiting" | "receipt"> & {
  completion: Pick<Completion, "dueAt" | "at"> | null;
};

/** Days on which steps may have fallen since the last tick: after the one, up to and with the other, which is today. */
export type Since = { after: Day; today: Day };

/** One mail to one person, about all that this step asks of them. */
export type Reminder = { kind: ReminderKind; step: string; day: Day; to: To; about: string[] };

const padded = (days: number) => String(days).padStart(2, "0");

/** Each number of days before a deadline's last day, for each audience; moved to the nearest earlier working day. */
const climb = (kind: ReminderKind, last: Day, days: number[], ...audiences: Audience[]): Step[] =>
  audiences.flatMap((to) =>
    days.map((n) => ({ kind, step: `${last}.${padded(n)}`, day: workingDayUntil(addDays(last, -n)), to })),
  );

/** The working days of the last week in which a signature is not too late, that day included. */
const lastWeek = (last: Day): Step[] =>
  [6, 5, 4, 3, 2, 1, 0]
    .filter((n) => !isRedDay(addDays(last, -n)))
    .map((n) => ({ kind: "not-signed", step: `${last}.${padded(n)}`, day: addDays(last, -n), to: "head" }));

/** Nothing has been handed in that would count. */
export const isWanting = ({ state, standing }: Pick<Remindable, "state" | "standing">): boolean =>
  standing === null && (state === "not-started" || state === "draft");

/** How many working days lie between two days, neither of them counted. */
function workingDaysBetween(from: Day, to: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day < to; day = addDays(day, 1)) if (!isRedDay(day)) count += 1;
  return count;
}

/** A working week, after which somebody at SKR ought to have read what came. */
const readWithin = 4;

/** A completion that was asked for: two days before it is due, on the day, and on the working day after. */
function completionSteps(kind: ReminderKind, dueAt: Instant, ...audiences: Audience[]): Step[] {
  const last = lastDay(dueAt);
  const late = { kind: "completion-late", step: last, day: workingDayFrom(addDays(last, 1)) } as const;
  return [
    ...climb(kind, last, [2, 0], ...audiences),
    ...[...audiences, "staff" as const].map((to) => ({ ...late, to })),
  ];
}

/** Every step there is for a submission as it stands now, whether its day has come or not; `today` for what comes every week. */
function stepsOf(round: Round, ladder: Ladder, { submission, isRead }: Standing, today: Day): Step[] {
  const { state, closesAt, waiting, completion, receipt } = submission;
  const last = lastDay(closesAt);
  const steps: Step[] = [...new Set([lastDay(round.closesAt), last])].map((closed) => ({
    ...{ kind: "after-closing", step: closed, day: addDays(closed, 1), to: "staff" },
  }));
  const asked = (kind: ReminderKind, ...audiences: Audience[]) =>
    completion === null
      ? []
      : completionSteps(kind, completion.dueAt, ...audiences).filter(({ day }) => day > dayOf(completion.at));
  if (isWanting(submission)) {
    steps.push(
      ...climb("not-handed-in", last, ladder.days, "writer", "mailbox"),
      ...climb("not-handed-in", last, ladder.heads, "head"),
    );
  }
  if (state === "returned") steps.push(...asked("completion", "writer", "head"));
  if (state === "handed-in" && waiting) {
    const signing = completion
      ? asked("not-signed", "head")
      : [...climb("not-signed", last, ladder.heads, "head"), ...lastWeek(lastDay(signBy(round, closesAt)))];
    // On the day itself the head has just been told that it waits.
    steps.push(...signing.filter(({ day }) => day > dayOf(waiting.at)));
  }
  if (state === "submitted" && receipt && !isRead) {
    const monday = addDays(today, 1 - dayOfWeek(today));
    const day = workingDayFrom(monday);
    if (workingDaysBetween(dayOf(receipt.signedAt), day) >= readWithin) {
      steps.push({ kind: "unread", step: monday, day, to: "staff" });
    }
  }
  return steps;
}

/** Until when a step of this kind says anything that is still of use; afterwards it is not caught up. */
function isOver(kind: ReminderKind, round: Round, { closesAt, completion }: Remindable, today: Day): boolean {
  switch (kind) {
    case "not-handed-in":
      return today > lastDay(closesAt);
    case "not-signed":
      return completion === null && today > lastDay(signBy(round, closesAt));
    case "completion":
      return completion !== null && today > lastDay(completion.dueAt);
    case "completion-late":
    case "unread":
    case "after-closing":
      return false;
  }
}

/** The steps of one submission that are due: of each kind and for each audience the last one that fell since the last tick. */
export function dueSteps(round: Round, ladder: Ladder, standing: Standing, { after, today }: Since): Step[] {
  const due = new Map<string, Step>();
  const opened = dayOf(round.opensAt);
  for (const step of stepsOf(round, ladder, standing, today)) {
    if (step.day <= after || step.day > today || step.day < opened) continue;
    if (isOver(step.kind, round, standing.submission, today)) continue;
    // SKR's lists are of a day each, and none stands in for another.
    const group = step.kind === "after-closing" ? `${step.kind} ${step.step}` : `${step.kind} ${step.to}`;
    const other = due.get(group);
    if (!other || isMoreUrgent(step, other)) due.set(group, step);
  }
  return [...due.values()];
}

/** Two steps may have been moved to the same working day: then the later deadline day before it counts, in the order of the ladder. */
const isMoreUrgent = (step: Step, other: Step): boolean =>
  step.day > other.day || (step.day === other.day && nearness(step) < nearness(other));

const nearness = ({ step }: Step): number => Number(step.split(".")[1] ?? 0);

/** Whom a step is meant for at an RSS, and whom it reaches. */
function contactsOf({ rss, members }: Standing, to: Audience, now: Instant, marked: Marked): To[] {
  const offices = officesOf(rss);
  switch (to) {
    case "writer":
    case "head":
      return reached(holdersOf(members, [to], now), offices, marked);
    case "mailbox":
      return reached(offices.slice(0, rss.mailbox ? 1 : 0), offices, marked);
    case "staff":
      return [];
  }
}

/** The mails that are due about one submission, to whom they reach: of each kind one to a person, the most urgent. */
function dueTo(standing: Standing, steps: Step[], now: Instant, marked: Marked): (Step & { contact: To })[] {
  const found = new Map<string, Step & { contact: To }>();
  for (const step of steps) {
    for (const contact of contactsOf(standing, step.to, now, marked)) {
      const key = `${step.kind} ${contact.address.toLowerCase()}`;
      const other = found.get(key);
      // Of two with the same address the person goes before the office: steps for people come first.
      if (!other || isMoreUrgent(step, other)) found.set(key, { ...step, contact: other?.contact ?? contact });
    }
  }
  return [...found.values()];
}

/**
 * Exactly the mails that are due to an RSS's people and its own address: one for each person, kind and step, about every submission
 * in these standings that the step is about. The standings must be all those of the people asked for.
 */
export function remindersDue(
  round: Round,
  ladder: Ladder,
  standings: Standing[],
  since: Since,
  marked: Marked = none,
): Reminder[] {
  const now = tickOf(since.today);
  const found = new Map<string, Reminder>();
  for (const standing of standings) {
    const steps = dueSteps(round, ladder, standing, since);
    for (const { kind, step, day, contact } of dueTo(standing, steps, now, marked)) {
      const key = `${kind} ${step} ${contact.person}`;
      const about = [...(found.get(key)?.about ?? []), standing.submission.id].sort();
      found.set(key, { kind, step, day, to: contact, about });
    }
  }
  return [...found.values()];
}

/**
 * To whom a reminder would go now that was meant for this person: to themselves while they are reached, otherwise to those who are reached
 * in the roles they had.
 */
export function reachedAgain(person: string, standings: Standing[], now: Instant, marked: Marked): To[] {
  const all = standings.flatMap((standing) => {
    const roles = standing.members.filter(({ id }) => id === person).map(({ role }) => role);
    const audiences = (["writer", "head"] as const).filter((role) => roles.includes(role));
    const asked: Audience[] = audiences.length > 0 ? audiences : ["mailbox"];
    return asked.flatMap((to) => contactsOf(standing, to, now, marked));
  });
  const own = all.find((to) => to.person === person);
  return own ? [own] : all;
}

/** Whether what a reminder says is still so of a submission: asked before a mail is sent once more. */
export function isStillSo(kind: ReminderKind, round: Round, { submission, isRead }: Standing, now: Instant): boolean {
  const { state, waiting, receipt } = submission;
  if (isOver(kind, round, submission, dayOf(now))) return false;
  switch (kind) {
    case "not-handed-in":
      return isWanting(submission);
    case "not-signed":
      return state === "handed-in" && waiting !== null;
    case "completion":
      return state === "returned";
    case "completion-late":
      return state === "returned" || (state === "handed-in" && submission.completion !== null);
    case "unread":
      return state === "submitted" && receipt !== null && !isRead;
    case "after-closing":
      return true;
  }
}

/** The instant a mail of this kind counts its days to. */
export function deadlineOf(kind: ReminderKind, round: Round, { closesAt, completion }: Remindable): Instant {
  switch (kind) {
    case "not-handed-in":
    case "after-closing":
    case "unread":
      return closesAt;
    case "not-signed":
      return completion?.dueAt ?? signBy(round, closesAt);
    case "completion":
    case "completion-late":
      return completion?.dueAt ?? closesAt;
  }
}

export const leftUntil = (deadline: Instant, now: Instant): number => daysLeft(deadline, now);
