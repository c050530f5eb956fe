/** The days of the accessibility statement. Whoever changes what it says, or looks the portal through anew, changes them too. */
import type { Day } from "#domain/deadlines";

export type Statement = {
  /** When it was last examined how accessible the portal is. */
  assessedOn: Day;
  /** When the text was last changed. */
  updatedOn: Day;
  /** When the portal went into use; null before that. */
  publishedOn: Day | null;
};

export const statement: Statement = { assessedOn: "2026-11-26", updatedOn: "2026-11-26", publishedOn: null };
