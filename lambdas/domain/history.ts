/** The history of an answer: which of its texts are worth an entry of their own, so that an earlier one can be had again. */
import { epoch, type Instant } from "./deadlines.ts";
import type { AnswerValue } from "./form.ts";

/** Somebody who writes on for longer than this begins a new entry, in milliseconds. */
const longestStint = 10 * 60_000;

/** So many characters gone at one save are more than a rewording; somebody may regret it. */
const muchGone = 100;

/** An answer as it was saved: by whom, and since when that person has been writing it. */
export type Stint = { value: AnswerValue; by: string; since: Instant; at: Instant };

/**
 * Whether the text that stands is kept as an entry of its own when the next one is saved: it is another person's, it is an older
 * piece of work, or a good part of it disappears. Otherwise the next save is the same person's typing going on.
 */
export function isKept(before: Stint, next: { value: AnswerValue; by: string; at: Instant }): boolean {
  return (
    before.by !== next.by ||
    epoch(next.at) - epoch(before.since) > longestStint ||
    gone(wordsOf(before.value), wordsOf(next.value)) >= muchGone
  );
}

const wordsOf = (value: AnswerValue): string => {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map((row) => Object.values(row).join("\t")).join("\n") : value.explanation;
};

/** UTF-16 code units of `before` that lie between what both texts begin and end with. */
function gone(before: string, next: string): number {
  const shorter = Math.min(before.length, next.length);
  let start = 0;
  while (start < shorter && before[start] === next[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before[before.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  return before.length - start - end;
}
