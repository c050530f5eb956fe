/**
 * A round's settings as they are typed, and back. What two people have changed at the same time is put together: what only one has
 * changed is theirs, and of what both have changed nothing is lost.
 */

import { type Day, dayOf, startOfDay } from "#domain/deadlines";
import { formatCount } from "#domain/formats";
import type { Settings } from "#domain/round-settings";
import { wholeNumberIn } from "../figures.ts";

/** Every field as text, sums in the groups people read them in, a choice by its name, counties by their letters. */
export type Typed = {
  opensAt: Day;
  closesOn: Day;
  weekendRule: Settings["weekendRule"];
  act: Settings["act"];
  signDays: string;
  reportBy: Day;
  follows: string;
  horizon: string;
  "amounts.standard": string;
  "amounts.metropolitan": string;
  "amounts.metropolitanCounties": string;
  howToSend: string;
  "ladder.days": string;
  "ladder.heads": string;
  frame: string;
};
export type Field = keyof Typed;

/** The setting that a field is a part of. */
export const settingOf = (field: Field): keyof Settings => field.split(".")[0] as keyof Settings;

export const typedOf = (settings: Settings): Typed => ({
  opensAt: dayOf(settings.opensAt),
  closesOn: settings.closesOn,
  weekendRule: settings.weekendRule,
  act: settings.act,
  signDays: String(settings.signDays),
  reportBy: settings.reportBy,
  follows: settings.follows ?? "",
  horizon: String(settings.horizon),
  "amounts.standard": formatCount(settings.amounts.standard),
  "amounts.metropolitan": formatCount(settings.amounts.metropolitan),
  "amounts.metropolitanCounties": settings.amounts.metropolitanCounties.join(", "),
  howToSend: settings.howToSend,
  "ladder.days": settings.ladder.days.join(", "),
  "ladder.heads": settings.ladder.heads.join(", "),
  frame: settings.frame === null ? "" : formatCount(settings.frame),
});

export type Wrong = Partial<Record<Field, "not-a-number" | "not-numbers" | "not-a-day" | "missing">>;

const list = (text: string): string[] =>
  text
    .split(/[\s,;]+/)
    .map((each) => each.trim())
    .filter(Boolean);

/** The settings that were typed, or what is wrong with them; `was` keeps what the fields do not show. */
export function settingsFrom(typed: Typed, was: Settings): { settings: Settings } | { wrong: Wrong } {
  const wrong: Wrong = {};
  const number = (field: Field): number => {
    const found = wholeNumberIn(typed[field]);
    if (found === null) wrong[field] = "not-a-number";
    return found ?? 0;
  };
  const day = (field: "opensAt" | "closesOn" | "reportBy"): Day => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(typed[field])) wrong[field] = "not-a-day";
    return typed[field];
  };
  const numbers = (field: "ladder.days" | "ladder.heads"): number[] => {
    const found = list(typed[field]).map(wholeNumberIn);
    if (found.some((each) => each === null)) wrong[field] = "not-numbers";
    return found.map((each) => each ?? 0);
  };
  if (typed.howToSend.trim() === "") wrong.howToSend = "missing";
  const opens = day("opensAt");
  const settings = {
    opensAt: opens === dayOf(was.opensAt) || wrong.opensAt ? was.opensAt : startOfDay(opens),
    closesOn: day("closesOn"),
    weekendRule: typed.weekendRule,
    act: typed.act,
    signDays: number("signDays"),
    reportBy: day("reportBy"),
    follows: typed.follows === "" ? null : typed.follows,
    horizon: number("horizon"),
    amounts: {
      standard: number("amounts.standard"),
      metropolitan: number("amounts.metropolitan"),
      metropolitanCounties: list(typed["amounts.metropolitanCounties"]),
    },
    howToSend: typed.howToSend,
    ladder: { days: numbers("ladder.days"), heads: numbers("ladder.heads") },
    frame: typed.frame.trim() === "" ? null : number("frame"),
  };
  return Object.keys(wrong).length > 0 ? { wrong } : { settings };
}

export const fieldsOf = (typed: Typed): Field[] => Object.keys(typed) as Field[];

/** The fields in which they differ. */
export const changedIn = (one: Typed, other: Typed): Field[] =>
  fieldsOf(one).filter((field) => one[field] !== other[field]);

/** What was typed on `base` when the round has become `theirs` meanwhile; `both`: changed by both, to different things. */
export function merged(base: Typed, mine: Typed, theirs: Typed): { typed: Typed; both: Field[] } {
  const ours = changedIn(base, mine);
  const both = changedIn(base, theirs).filter((field) => ours.includes(field) && mine[field] !== theirs[field]);
  const kept = Object.fromEntries(ours.map((field) => [field, mine[field]])) as Partial<Typed>;
  return { typed: { ...theirs, ...kept }, both };
}
