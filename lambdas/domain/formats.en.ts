/** Numbers, days and times for those who read in English: British dates, Swedish clocks. */
import { type Day, epoch, type Instant, instant } from "./deadlines.ts";
import { formatters } from "./formatters.ts";

const { whole, oneDecimal, longDay, weekday, longDayHere, weekdayHere, clock } = formatters("en-GB");

const midnight = (day: Day): Date => new Date(`${day}T00:00:00.000Z`);
/** "Monday, 31 May" in some versions of the language data, "Monday 31 May" in others. */
const plain = (text: string): string => text.replace(/^(\w+), /, "$1 ");

/** `400,000` */
export const formatCount = (count: number): string => whole().format(count);

/** `SEK 400,000` */
export const formatAmount = (kronor: number): string => `SEK\u00A0${formatCount(kronor)}`;

/** `31 May 2021` */
export const formatDay = (day: Day): string => longDay().format(midnight(day));

/** `Monday 31 May 2021` */
export const formatWeekday = (day: Day): string => plain(weekday().format(midnight(day)));

/** `14:03`, on Stockholm's clocks. */
export const formatTime = (at: Instant): string => clock().format(new Date(at));

/** `31 May 2021, 22:14` */
export const formatInstant = (at: Instant): string => `${longDayHere().format(new Date(at))}, ${formatTime(at)}`;

/** `Monday 31 May 2021, 23:59 Swedish time`: the last minute that is in time. */
export function formatDeadline(closesAt: Instant): string {
  const last = instant(epoch(closesAt) - 1);
  return `${plain(weekdayHere().format(new Date(last)))}, ${formatTime(last)} Swedish time`;
}

/** `612 kB`, `1.4 MB` */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kB"] : [bytes / 1_000_000, "MB"];
  return `${oneDecimal().format(value)}\u00A0${unit}`;
}
