/** A play in which everything happens to one RSS that is told of in a mail, so that each of them can be looked at. */
import { addDays, endOfDay, hourOf, lastDay } from "#domain/deadlines";
import type { Happening, Part } from "#domain/planned";
import type { Round } from "#domain/rounds";

/** The days are counted from the last one for handing in; they need not be able to happen after one another in the portal. */
export function everything({ closesAt, kind }: Pick<Round, "closesAt" | "kind">, part: Part): Part {
  const last = lastDay(closesAt);
  const at = (days: number, hour: number) => hourOf(addDays(last, days), hour);
  const asked = (days: number): Happening => ({
    ...{ at: at(days, 13), what: "completion-requested", dueAt: endOfDay(addDays(last, days + 14)) },
  });
  const happens: Happening[] = [
    { at: at(-20, 10), what: "handed-in-for" },
    { at: at(-19, 10), what: "recalled" },
    { at: at(-16, 10), what: "extension-requested" },
    { at: at(-15, 10), what: "extended", closesAt: endOfDay(addDays(last, 7)) },
    { at: at(-8, 10), what: "handed-in" },
    { at: at(-7, 11), what: "sent-back" },
    { at: at(-6, 10), what: "handed-in" },
    // The head waits until there is something to be reminded of, and SKR until it ought to have been read.
    { at: at(13, 15), what: "signed" },
    asked(27),
    { at: at(28, 10), what: "completion-withdrawn" },
    asked(29),
    // Money takes two officers; a report moves none.
    ...(kind === "plan" ? [{ at: at(46, 10), what: "proposed" } as const] : []),
    { at: at(47, 11), what: "approved" },
    { at: at(48, 11), what: "rejected" },
  ];
  return { ...part, happens };
}
