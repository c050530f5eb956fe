/** How Swedes write numbers, days and times, the same in every process: by Intl, with non-breaking spaces inside. */
import { type Day, epoch, type Instant, instant } from "./deadlines.ts";
import { formatters } from "./formatters.ts";

const { whole, oneDecimal, longDay, weekday, longDayHere, weekdayHere, clock } = formatters("sv-SE");

const unbroken = (text: string): string => text.replace(/[\s\u202F]/g, "\u00A0");
const midnight = (day: Day): Date => new Date(`${day}T00:00:00.000Z`);
/** Without the "den" that Swedish dates with a weekday get in some versions of the language data. */
const plain = (text: string): string => text.replace(/\bden /, "");

/** `400 000`: characters, kronor. */
export const formatCount = (count: number): string => unbroken(whole().format(count));

/** `400 000 kr` */
export const formatAmount = (kronor: number): string => `${formatCount(kronor)}\u00A0kr`;

/** `31 maj 2021` */
export const formatDay = (day: Day): string => longDay().format(midnight(day));

/** `måndag 31 maj 2021` */
export const formatWeekday = (day: Day): string => plain(weekday().format(midnight(day)));

/** `14:03`, on Stockholm's clocks. */
export const formatTime = (at: Instant): string => clock().format(new Date(at));

/** `31 maj 2021 kl. 22:14` */
export const formatInstant = (at: Instant): string =>
  `${longDayHere().format(new Date(at))} kl.\u00A0${formatTime(at)}`;

/** `måndag 31 maj 2021 kl. 23:59, svensk tid`: the last minute that is in time. */
export function formatDeadline(closesAt: Instant): string {
  const last = instant(epoch(closesAt) - 1);
  return `${plain(weekdayHere().format(new Date(last)))} kl.\u00A0${formatTime(last)}, svensk tid`;
}

/** `612 kB`, `1,4 MB` */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kB"] : [bytes / 1_000_000, "MB"];
  return `${unbroken(oneDecimal().format(value))}\u00A0${unit}`;
}
