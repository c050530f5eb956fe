/** Words of what SKR has decided, for those it is about, in Swedish. */
import { dayOf, type Instant } from "#domain/deadlines";
import { formatAmount, formatDay } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

export const decisionWords = byKind(nouns, (it) => ({
  approved: (amount: number | null, at: Instant): string =>
    amount === null
      ? `SKR godkände ${it.the} ${formatDay(dayOf(at))}`
      : `SKR beviljade ${formatAmount(amount)} ${formatDay(dayOf(at))}`,
  rejected: (at: Instant): string => `${it.noTo} ${formatDay(dayOf(at))}`,
  final: `${it.The} går inte att ändra längre. Hör av er till SKR om något är fel.`,
  reasons: "Skäl",
  by: (by: string, attestedBy: string | null, version: number) =>
    `Beslutat av ${by}${attestedBy === null ? "" : ` och attesterat av ${attestedBy}`}, SKR. Beslutet gäller version ${version}.`,
  paid: (paid: number, granted: number) =>
    paid === 0 ? "Ingenting är utbetalt än." : `Utbetalt: ${formatAmount(paid)} av ${formatAmount(granted)}.`,
  unused: (amount: number) => `Inte använt, enligt vad ni har berättat: ${formatAmount(amount)}.`,
}));
