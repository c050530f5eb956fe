/** Two answers in one, for a person to edit. */
import type { AnswerValue, Row, Tick } from "#domain/form";
import { together } from "./difference.ts";
import { isSame } from "./same.ts";

/** Null when the kind of answer can only be one of the two. `before` is what both were written from, when that is known. */
export function merged(theirs: AnswerValue, mine: AnswerValue, before: AnswerValue | null): AnswerValue | null {
  if (typeof theirs === "string" && typeof mine === "string") {
    return together(theirs, mine, typeof before === "string" ? before : null);
  }
  if (Array.isArray(theirs) && Array.isArray(mine)) return [...theirs, ...added(theirs, mine)];
  if (isTick(theirs) && isTick(mine)) {
    const written = before !== null && isTick(before) ? before.explanation : null;
    return {
      ticked: theirs.ticked || mine.ticked,
      explanation: together(theirs.explanation, mine.explanation, written),
    };
  }
  return null;
}

const isTick = (value: AnswerValue): value is Tick => typeof value === "object" && !Array.isArray(value);
const added = (theirs: Row[], mine: Row[]) => mine.filter((row) => !theirs.some((other) => isSame([row], [other])));
