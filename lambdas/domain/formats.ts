/** How Swedes write numbers, days and times, the same in every process: by Intl, with non-breaking spaces inside. */
import { type Day, epoch, type Instant, instant, zone } from "./deadlines.ts";

const locale = "sv-SE";
const unbroken = (text: string): string => text.replace(/[\s\u202F]/g, "\u00A0");

/** `400 000`: characters, kronor. */
export const formatCount = (count: number): string => unbroken(new Intl.NumberFormat(locale).format(count));

/** `31 maj 2021` */
export const formatDay = (day: Day): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" }).format(new Date(`${day}T00:00:00.000Z`));

/** `måndag 31 maj 2021` */
export const formatWeekday = (day: Day): string =>
  new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long", day: "numeric", month: "long", year: "numeric" })
    .format(new Date(`${day}T00:00:00.000Z`))
    .replace(/\bden /, "");

/** `14:03`, on Stockholm's clocks. */
export const formatTime = (at: Instant): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(
    new Date(at),
  );

/** `31 maj 2021 kl. 22:14` */
export const formatInstant = (at: Instant): string =>
  `${new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "long" }).format(new Date(at))} kl.\u00A0${formatTime(at)}`;

/** `måndag 31 maj 2021 kl. 23:59, svensk tid`: the last minute that is in time. */
export function formatDeadline(closesAt: Instant): string {
  const last = instant(epoch(closesAt) - 1);
  const day = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  })
    .format(new Date(last))
    .replace(/\bden /, "");
  return `${day} kl.\u00A0${formatTime(last)}, svensk tid`;
}

/** `612 kB`, `1,4 MB` */
export function formatSize(bytes: number): string {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kB"] : [bytes / 1_000_000, "MB"];
  return `${unbroken(new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value))}\u00A0${unit}`;
}
