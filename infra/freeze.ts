/** Nothing is deployed in the week before a last day: what people know by then must not move under them. */
import { addDays, type Day, dayOf, type Instant } from "#domain/deadlines";

const week = 7;

/** The last day that keeps a deployment back at that time, the nearest; null when there is none. Both ends count, in Swedish days. */
export function frozenBy(deadlines: Day[], now: Instant): Day | null {
  const today = dayOf(now);
  return [...deadlines].sort().find((day) => addDays(day, -week) <= today && today <= day) ?? null;
}

/** Whether there is anything to freeze for: days that are all past were forgotten rather than meant. */
export const liesAhead = (deadlines: Day[], now: Instant): boolean => deadlines.some((day) => day >= dayOf(now));
