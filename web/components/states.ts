/** What can be said of a submission, in order. */
import type { ShownState } from "#domain/submission";

/** In the order a plan goes through them, what needs someone's attention last. */
export const states = [
  "not-started",
  "draft",
  "handed-in",
  "submitted",
  "returned",
  "approved",
  "rejected",
  "abstained",
  "not-signed-in-time",
  "not-in-time",
] as const satisfies readonly ShownState[];
