/**
 * A few words that are being written and not sent: a comment, a reason. Kept in this tab for the person who is logged in, through a
 * reload, a closed panel and the way to the log-in; gone at log-out. With them the key of their sending: sent twice, they are the same.
 */
import { whose } from "./session.ts";
import { stayWhile } from "./under-way.ts";
import { holdWork } from "./unsaved.ts";

/** What the tab's storage has no room for lives as long as the page. */
export const unstored = new Map<string, string>();

export const keyOf = (...about: string[]): string => ["written", whose(), ...about].join("|");

/** Whether this person has words of that kind in this tab; of any kind, when none is said. */
export const isKept = (...about: string[]): boolean =>
  [...unstored.keys(), ...Object.keys(sessionStorage)].some((key) => `${key}|`.startsWith(`${keyOf(...about)}|`));

// Where they are shown or not: a tab that is closed takes them with it.
holdWork({ flush: async () => true, lastly: () => {}, isAtRisk: () => isKept() });
stayWhile(() => unstored.size > 0);
