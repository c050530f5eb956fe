/** A round played through, day by day: what is sent, which times run out, and how everybody stands. */
import { addDays, type Day, dayOf, endOfDay, lastDay } from "#domain/deadlines";
import { type Planned, type PlannedClosing, type PlannedMail, planned } from "#domain/planned";
import { submissionId } from "#domain/rounds";
import { standingAt } from "#domain/scenarios";
import type { ShownState } from "#domain/submission";
import type { Play } from "./letter-of.ts";

export type PlayedDay = {
  day: Day;
  mails: PlannedMail[];
  closings: PlannedClosing[];
  /** The RSS in each state at the end of the day, by letter. */
  states: Map<ShownState, string[]>;
  /** How many have something submitted that counts. */
  submitted: number;
};

const isMail = (each: Planned): each is PlannedMail => each.type === "mail";
const isLate = new Set<ShownState>(["not-in-time", "not-signed-in-time"]);

export const lateOn = ({ states }: PlayedDay): string[] =>
  [...states].flatMap(([state, rsses]) => (isLate.has(state) ? rsses : []));

/** Every day from the round's first to the last on which anything happens. */
export function played(play: Play): PlayedDay[] {
  const { round, ladder, parts } = play;
  const all = [...planned(round, ladder, parts, "")];
  const days = new Map<Day, Pick<PlayedDay, "mails" | "closings">>();
  const on = (day: Day) => {
    const there = days.get(day) ?? { mails: [], closings: [] };
    days.set(day, there);
    return there;
  };
  for (const each of all) {
    if (isMail(each)) on(dayOf(each.at)).mails.push(each);
    // What runs out at midnight runs out on the day before.
    else on(lastDay(each.at)).closings.push(each);
  }
  const last = [...days.keys(), lastDay(round.closesAt)].reduce((one, other) => (one > other ? one : other));
  const found: PlayedDay[] = [];
  for (let day = dayOf(round.opensAt); day <= last; day = addDays(day, 1)) {
    const states = new Map<ShownState, string[]>();
    let submitted = 0;
    for (const part of parts) {
      const { shown, standing } = standingAt(round, part, endOfDay(day));
      if (standing !== null) submitted += 1;
      states.set(shown, [...(states.get(shown) ?? []), part.rss.id]);
    }
    found.push({ day, mails: [], closings: [], ...days.get(day), states, submitted });
  }
  return found;
}

/** What the whole round comes to: RSS that were in time, and those that were not. */
export function outcomeOf(days: PlayedDay[], { round, parts }: Play): { mails: number; inTime: number; late: number } {
  const late = new Set(
    days.flatMap(({ closings }) => closings.filter(({ outcome }) => outcome === "too-late").map(({ id }) => id)),
  );
  const abstained = new Set(
    days.flatMap(({ closings }) => closings.filter(({ outcome }) => outcome === "abstained").map(({ id }) => id)),
  );
  const ids = parts.map(({ rss }) => submissionId(round.id, rss.id));
  return {
    mails: days.reduce((sum, { mails }) => sum + mails.length, 0),
    inTime: ids.filter((id) => !late.has(id) && !abstained.has(id)).length,
    late: late.size,
  };
}

export const isEventful = ({ mails, closings }: PlayedDay): boolean => mails.length > 0 || closings.length > 0;
