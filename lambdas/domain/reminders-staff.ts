/** What SKR's own function address is reminded of, gathered RSS by RSS into one mail for each kind and step. */
import { addDays, type Day, dayOf, type Instant, lastDay } from "./deadlines.ts";
import { staffAddress, type To } from "./mailings.ts";
import { dueSteps, isStillSo, type ReminderKind, type Since, type Standing } from "./reminders.ts";
import type { Round } from "./rounds.ts";
import type { Ladder } from "./run.ts";

/** How an RSS stands the day after closing: `extended` has a later time of its own. */
export const groups = ["in", "waiting", "extended", "missing", "abstained", "unread", "late"] as const;
export type Group = (typeof groups)[number];

/** `names` of at most `listed` RSS, `count` of all. */
export type Tally = Partial<Record<Group, { count: number; names: string[] }>>;
export type StaffReminder = {
  kind: ReminderKind;
  step: string;
  day: Day;
  to: To;
  tally: Tally;
  /** The submissions that are named, for the mail's place in their logs. */
  about: string[];
};

/** So many are named in a mail and written down with it: it is to be read, and a row has a size. */
export const listed = 100;

function groupOf(kind: ReminderKind, step: string, { submission }: Standing): Group {
  if (kind === "unread") return "unread";
  if (kind === "completion-late") return "late";
  const { state, standing, closesAt } = submission;
  if (standing !== null) return "in";
  if (state === "abstained") return "abstained";
  if (state === "handed-in") return "waiting";
  return lastDay(closesAt) > step ? "extended" : "missing";
}

/** Gathers what is due to SKR; however many RSS there are, no more than the names that are told are kept. */
export function staffReminders(round: Round, ladder: Ladder, staff: string, since: Since) {
  const found = new Map<string, StaffReminder>();
  return {
    add(standing: Standing): void {
      for (const step of dueSteps(round, ladder, standing, since)) {
        if (step.to !== "staff") continue;
        const key = `${step.kind} ${step.step}`;
        const reminder = found.get(key) ?? emptyReminder(step, staff);
        found.set(key, reminder);
        enter(reminder, standing);
      }
    },
    all: (): StaffReminder[] => [...found.values()],
  };
}

export const emptyReminder = (
  { kind, step, day }: Pick<StaffReminder, "kind" | "step" | "day">,
  staff: string,
): StaffReminder => ({ kind, step, day, to: staffAddress(staff), tally: {}, about: [] });

/** Counts one RSS in a mail, and names it while there is room. */
export function enter({ kind, step, tally, about }: StaffReminder, standing: Standing): void {
  const group = groupOf(kind, step, standing);
  tally[group] ??= { count: 0, names: [] };
  tally[group].count += 1;
  if (tally[group].names.length < listed) tally[group].names.push(standing.rss.name);
  if (about.length < listed) about.push(standing.submission.id);
}

/** SKR's own steps are on no ladder. */
const noLadder: Ladder = { days: [], heads: [] };

/** Whether an RSS belongs in a list of this kind and step when it is counted anew. */
export function isListed(kind: ReminderKind, step: string, round: Round, standing: Standing, now: Instant): boolean {
  const { closesAt } = standing.submission;
  if (kind === "after-closing") return step === lastDay(round.closesAt) || step === lastDay(closesAt);
  if (kind !== "unread") return isStillSo(kind, round, standing, now);
  // For as long as it should have been by the last list.
  const today = dayOf(now);
  return dueSteps(round, noLadder, standing, { after: addDays(today, -7), today }).some((due) => due.kind === kind);
}
