/** Run as a program, in whatever time zone the process has: digests of what the rules say of every day 2020–2045. */
import { createHash } from "node:crypto";
import { addDays, type Day, dayOf, endOfDay, epoch, instant, lastDay, startOfDay } from "#domain/deadlines";
import { formatDay, formatDeadline, formatInstant, formatWeekday } from "#domain/formats";

export const firstDay = "2020-01-01";
export const lastOfAll = "2045-12-31";

export const digestOf = (lines: string[]): string => createHash("sha256").update(lines.join("\n")).digest("hex");

export function days(): Day[] {
  const all: Day[] = [];
  for (let day = firstDay; day <= lastOfAll; day = addDays(day, 1)) all.push(day);
  return all;
}

export const instantsOf = (day: Day): string => {
  const [start, end] = [startOfDay(day), endOfDay(day)];
  return [day, start, end, dayOf(start), dayOf(instant(epoch(start) - 1)), lastDay(end)].join(" ");
};

const wordsOf = (day: Day): string =>
  [formatDay(day), formatWeekday(day), formatInstant(startOfDay(day)), formatDeadline(endOfDay(day))].join(" | ");

/** The words of a few days a year, because making them is slow. */
export const wordsDigest = (all: Day[]): string =>
  digestOf(all.filter((day) => /-(01|04|07|10)-01$|-05-31$/.test(day)).map(wordsOf));

if (process.argv[1]?.endsWith("deadlines-digest.ts")) {
  const [all, offset] = [days(), new Date(0).getTimezoneOffset()];
  console.log(JSON.stringify({ instants: digestOf(all.map(instantsOf)), words: wordsDigest(all), offset }));
}
