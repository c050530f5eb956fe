/** What Intl makes for a language: each when it is first needed, and once, since making one costs more than a hundred uses. */
import { zone } from "./deadlines.ts";
import { lazily } from "./lazily.ts";

const withWeekday = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
const minutes = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Days of the calendar are read as UTC's; those that end in Here, and the clock, are of an instant, in Sweden. */
export const formatters = (locale: string) => ({
  whole: lazily(() => new Intl.NumberFormat(locale)),
  oneDecimal: lazily(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 })),
  longDay: lazily(() => new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "long" })),
  weekday: lazily(() => new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...withWeekday })),
  longDayHere: lazily(() => new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: "long" })),
  weekdayHere: lazily(() => new Intl.DateTimeFormat(locale, { timeZone: zone, ...withWeekday })),
  clock: lazily(() => new Intl.DateTimeFormat(locale, { timeZone: zone, ...minutes })),
});
