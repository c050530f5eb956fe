/** A round in which everything happens that is told of in a mail at once, for looking at each of those mails. */
import { addDays, endOfDay, hourOf, lastDay } from "#domain/deadlines";
import type { Happening, Part } from "#domain/planned";
import type { Round } from "#domain/rounds";

export function everyAct({ closesAt, kind }: Round, part: Part): Part {
  const last = lastDay(closesAt);
  const at = (days: number, hour: number) => hourOf(addDays(last, days), hour);
  const happens: Happening[] = [
    { at: at(-10, 10), what: "extension-requested" },
    { at: at(-9, 10), what: "extended", closesAt: endOfDay(addDays(last, 7)) },
    { at: at(-6, 10), what: "handed-in" },
    { at: at(-5, 11), what: "sent-back" },
    { at: at(-4, 10), what: "handed-in-for" },
    { at: at(-3, 15), what: "signed" },
    { at: at(7, 13), what: "completion-requested", dueAt: endOfDay(addDays(last, 21)) },
    { at: at(9, 13), what: "completion-withdrawn" },
    // Money takes two officers; a report moves none.
    ...(kind === "plan" ? [{ at: at(29, 11), what: "proposed" } as const] : []),
    { at: at(30, 11), what: "approved" },
    { at: at(31, 11), what: "rejected" },
  ];
  return { ...part, happens };
}
