/** What SKR decides of a round: what it begins with, what may still be changed, and what is wrong with it. */
import {
  closingDay,
  type Day,
  dayOf,
  endOfDay,
  type Instant,
  isClosed,
  startOfDay,
  type WeekendRule,
} from "./deadlines.ts";
import type { Kind } from "./form.ts";
import { amountFor, type Round, type Rss } from "./rounds.ts";
import type { Administered, Ladder, Run, RunState } from "./run.ts";

/** What SKR decides of a round. `closesAt` follows from `closesOn` and `weekendRule`. */
export type Settings = Pick<
  Round,
  | "opensAt"
  | "closesOn"
  | "weekendRule"
  | "act"
  | "signDays"
  | "reportBy"
  | "follows"
  | "horizon"
  | "amounts"
  | "howToSend"
> &
  Pick<Run, "ladder" | "frame">;

type Issue = { path: string; problem: string };

export const usualLadder: Ladder = { days: [30, 14, 7, 2, 0], heads: [7, 2, 0] };

/** Goals run for three years at a time: 2021–2023, 2024–2026, … */
export const horizonOf = (year: number): number => 2023 + 3 * Math.floor((year - 2021) / 3);

/** One a kind and year, because a receipt's number is of a form's prefix and a year. */
export const roundIdOf = (kind: Kind, year: number): string => (kind === "report" ? `${year}-rapport` : String(year));

export const settingsOf = ({ round, run }: Administered): Settings => ({
  opensAt: round.opensAt,
  closesOn: round.closesOn,
  weekendRule: round.weekendRule,
  act: round.act,
  signDays: round.signDays,
  reportBy: round.reportBy,
  follows: round.follows,
  horizon: round.horizon,
  amounts: round.amounts,
  howToSend: round.howToSend,
  ladder: run.ladder,
  frame: run.frame,
});

export const closesAtOf = ({ closesOn, weekendRule }: { closesOn: Day; weekendRule: WeekendRule }): Instant =>
  endOfDay(closingDay(closesOn, weekendRule));

/** A day so many years later; the 29th of February is the 28th where there is none. */
function yearsLater(day: Day, years: number): Day {
  const year = Number(day.slice(0, 4)) + years;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return `${year}${day.endsWith("-02-29") && !isLeap ? "-02-28" : day.slice(4)}`;
}

/** What a round of that kind and year is like when nobody has said anything (docs/decisions/0001). */
export function usual(kind: Kind, year: number, rsses: Rss[], rounds: Round[]): Settings {
  const isReport = kind === "report";
  const followed = roundIdOf("plan", year);
  const amounts = { standard: 400_000, metropolitan: 600_000, metropolitanCounties: ["AB", "M", "O"] };
  return {
    opensAt: startOfDay(isReport ? `${year}-11-01` : `${year}-03-01`),
    closesOn: isReport ? `${year + 1}-02-01` : `${year}-05-31`,
    weekendRule: "keep",
    act: "handed-in",
    signDays: 7,
    reportBy: `${year + 1}-02-01`,
    follows: isReport && rounds.some(({ id }) => id === followed) ? followed : null,
    horizon: horizonOf(year),
    amounts,
    howToSend: "Chefen läser och skriver under i RSS-portalen.",
    ladder: usualLadder,
    frame: isReport ? null : frameOf(amounts, rsses),
  };
}

/** Kronor that all of them come to when each gets what it may at most. */
export const frameOf = (amounts: Round["amounts"], rsses: Pick<Rss, "id">[]): number =>
  rsses.reduce((sum, { id }) => sum + amountFor({ amounts }, id), 0);

export function copiedTo(year: number, before: Administered, rounds: Round[]): Settings {
  const settings = settingsOf(before);
  const years = year - before.round.year;
  const followed = rounds.find(({ id }) => id === settings.follows);
  const next = followed && roundIdOf(followed.kind, followed.year + years);
  return {
    ...settings,
    opensAt: startOfDay(yearsLater(dayOf(settings.opensAt), years)),
    closesOn: yearsLater(settings.closesOn, years),
    reportBy: yearsLater(settings.reportBy, years),
    horizon: Math.max(settings.horizon, horizonOf(year)),
    follows: rounds.find(({ id }) => id === next)?.id ?? null,
  };
}

/**
 * What may still be changed of a round. Once it is open people have read it: what is left is how it is administered, and what only
 * moves forward. The last day is moved by extending, which is told to everybody.
 */
const editable: Record<RunState, readonly (keyof Settings)[]> = {
  prepared: [
    ...(["opensAt", "closesOn", "weekendRule", "act", "signDays", "reportBy", "follows", "horizon"] as const),
    ...(["amounts", "howToSend", "ladder", "frame"] as const),
  ],
  open: ["ladder", "frame", "reportBy", "signDays"],
  closed: ["frame"],
};

export const isEditable = (state: RunState, setting: keyof Settings): boolean => editable[state].includes(setting);

export const falling = (days: number[]): number[] => [...new Set(days)].sort((one, other) => other - one);

/** What is wrong with settings by themselves, at any time. */
export function issuesOf({ kind, year, id }: Round, settings: Settings, rounds: Round[]): Issue[] {
  const issues: Issue[] = [];
  const followed = rounds.find((round) => round.id === settings.follows);
  if (closesAtOf(settings) <= settings.opensAt) issues.push({ path: "closesOn", problem: "before-opening" });
  if (kind === "plan" && settings.reportBy < closingDay(settings.closesOn, settings.weekendRule))
    issues.push({ path: "reportBy", problem: "before-closing" });
  if (settings.horizon < year) issues.push({ path: "horizon", problem: "past" });
  if (settings.frame !== null && kind === "report") issues.push({ path: "frame", problem: "unexpected" });
  if (settings.follows !== null && (kind === "plan" || followed?.kind !== "plan" || followed.id === id))
    issues.push({ path: "follows", problem: kind === "plan" ? "unexpected" : "unknown" });
  return issues;
}

/**
 * What keeps a prepared round from being opened at that instant; nothing when it may be. `rounds` are those that are published.
 * Submissions are made before it is opened, so that nobody sees a round without theirs; `opensAt` says when RSS see it.
 */
export function hindrances({ round, run }: Administered, rsses: Rss[], rounds: Round[], at: Instant): Issue[] {
  const issues = issuesOf(round, settingsOf({ round, run }), rounds);
  const known = new Set(rsses.map(({ id }) => id));
  if (rsses.length === 0) issues.push({ path: "rss", problem: "none" });
  if (isClosed(round.closesAt, at)) issues.push({ path: "closesOn", problem: "past" });
  if (round.howToSend.trim() === "") issues.push({ path: "howToSend", problem: "missing" });
  if (round.kind === "report" && round.follows === null) issues.push({ path: "follows", problem: "missing" });
  if (round.kind === "plan" && round.amounts.metropolitanCounties.some((letter) => !known.has(letter)))
    issues.push({ path: "amounts", problem: "unknown" });
  return issues;
}
