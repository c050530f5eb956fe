/** Words of what SKR has decided, for those it is about, in English. */
import { dayOf, type Instant } from "#domain/deadlines";
import { formatAmount, formatDay } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { decisionWords as sv } from "./decision.sv.ts";

export const decisionWords = byKind(
  nouns,
  (it) =>
    ({
      approved: (amount: number | null, at: Instant): string =>
        amount === null
          ? `SKR approved ${it.the} on ${formatDay(dayOf(at))}`
          : `SKR granted ${formatAmount(amount)} on ${formatDay(dayOf(at))}`,
      rejected: (at: Instant): string => `${it.noTo} on ${formatDay(dayOf(at))}`,
      final: `${it.The} can no longer be changed. Contact SKR if something is wrong.`,
      reasons: "Reasons",
      by: (by: string, attestedBy: string | null, version: number) =>
        `Decided by ${by}${attestedBy === null ? "" : ` and attested by ${attestedBy}`}, SKR. The decision is about version ${version}.`,
      paid: (paid: number, granted: number) =>
        paid === 0 ? "Nothing has been paid out yet." : `Paid out: ${formatAmount(paid)} of ${formatAmount(granted)}.`,
      unused: (amount: number) => `Not used, as you have told SKR: ${formatAmount(amount)}.`,
    }) satisfies ReturnType<typeof sv>,
);
