/**
 * Instants and days in Sweden. A deadline is an instant, stored in UTC (ISO 8601 with milliseconds), made once from a day on
 * Stockholm's wall clock when a round is published; what was received at that very instant or later is too late.
 * Instants are compared as text: they always have the same 24 characters.
 */
import { lazily } from "./lazily.ts";

/** `2021-05-31T22:00:00.000Z` */
export type Instant = string;
/** `2021-05-31`, a day on the wall calendar. */
export type Day = string;

export const zone = "Europe/Stockholm";

/** The instant of a number of milliseconds since 1970 (the gateway's `timeEpoch`). */
export const instant = (epochMilliseconds: number): Instant => new Date(epochMilliseconds).toISOString();

export const epoch = (at: Instant): number => Date.parse(at);

const wallClock = lazily(
  () =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    }),
);

/** What Stockholm's clocks show at an instant, as if it were UTC (milliseconds since 1970). */
function wallTime(at: number): number {
  const part = Object.fromEntries(
    wallClock()
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const seconds = Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute, part.second);
  return seconds + (((at % 1000) + 1000) % 1000);
}

/** What Stockholm's clocks show at an instant, written like an instant though it is none: `2021-06-01T00:00:00.000Z`. */
export const wallTimeOf = (at: Instant): string => instant(wallTime(epoch(at)));

/** The same few deadlines are asked about again and again, and asking Intl costs a hundred times as much as remembering. */
function remembered<Answer>(make: (of: string) => Answer): (of: string) => Answer {
  const known = new Map<string, Answer>();
  return (of) => {
    const found = known.get(of);
    if (found !== undefined) return found;
    if (known.size >= 1000) known.clear();
    const made = make(of);
    known.set(of, made);
    return made;
  };
}

/** The day Stockholm's calendar shows at an instant. */
export const dayOf: (at: Instant) => Day = remembered((at) => wallTimeOf(at).slice(0, 10));

export const addDays = (day: Day, days: number): Day =>
  instant(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).slice(0, 10);

/**
 * The instant at which Stockholm's clocks show a full hour of a day. Sweden shifts its clocks at 01:00 UTC, so 02 is no hour of one
 * Sunday in March and comes twice on one in October: not for that.
 */
export function hourOf(day: Day, hour: number): Instant {
  const wall = Date.parse(`${day}T00:00:00.000Z`) + hour * 3_600_000;
  const firstGuess = wall - (wallTime(wall) - wall);
  return instant(wall - (wallTime(firstGuess) - firstGuess));
}

/** The instant at which Stockholm's clocks reach 00:00 of a day. */
export const startOfDay = (day: Day): Instant => hourOf(day, 0);

/** 24:00 of a day, exclusive: the first instant that is too late. */
export const endOfDay = (day: Day): Instant => startOfDay(addDays(day, 1));

/** Whole days left until the closing day in Stockholm: 0 on the last day, negative after it. */
export const daysLeft = (closesAt: Instant, now: Instant): number =>
  Math.round((Date.parse(lastDay(closesAt)) - Date.parse(dayOf(now))) / 86_400_000);

/** The last day on which something that closes at this instant is in time. */
export const lastDay = (closesAt: Instant): Day => dayOf(instant(epoch(closesAt) - 1));

export const isClosed = (closesAt: Instant, receivedAt: Instant): boolean => receivedAt >= closesAt;

/** Easter Sunday of a year (Gregorian; the anonymous algorithm of Nature, 1876). */
function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${year}-${String(Math.floor(f / 31)).padStart(2, "0")}-${String((f % 31) + 1).padStart(2, "0")}`;
}

const weekday = (day: Day): number => new Date(`${day}T00:00:00.000Z`).getUTCDay();

/**
 * Whether offices are shut: Saturdays, Sundays, the public holidays of lagen (1989:253) om allmänna helgdagar, and the three eves
 * that semesterlagen (1977:480, 3 a §) and most agreements treat alike: Midsummer Eve, Christmas Eve, New Year's Eve.
 */
export const isRedDay: (day: Day) => boolean = remembered((day) => {
  if (weekday(day) === 0 || weekday(day) === 6) return true;
  const sunday = easter(Number(day.slice(0, 4)));
  const moving = [-2, 1, 39].map((days) => addDays(sunday, days)); // Good Friday, Easter Monday, Ascension Day
  const fixed = ["01-01", "01-06", "05-01", "06-06", "12-24", "12-25", "12-26", "12-31"];
  const midsummerEve = weekday(day) === 5 && day.slice(5) >= "06-19" && day.slice(5) <= "06-25";
  return fixed.includes(day.slice(5)) || moving.includes(day) || midsummerEve;
});

/** The day itself when offices are open on it, otherwise the nearest one before it on which they are. */
export function workingDayUntil(day: Day): Day {
  let working = day;
  while (isRedDay(working)) working = addDays(working, -1);
  return working;
}

/** The day itself when offices are open on it, otherwise the first one after it on which they are. */
export function workingDayFrom(day: Day): Day {
  let working = day;
  while (isRedDay(working)) working = addDays(working, 1);
  return working;
}

/** The same day of the week as a date has: 1 is Monday, 7 Sunday. */
export const dayOfWeek = (day: Day): number => weekday(day) || 7;

export type WeekendRule = "keep" | "next-working-day";

/** The day a round really closes on, by its rule for weekends and holidays. */
export const closingDay = (day: Day, rule: WeekendRule): Day =>
  rule === "next-working-day" ? workingDayFrom(day) : day;
