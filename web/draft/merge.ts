/** Both texts in one, theirs first, for a person to edit. */
import type { AnswerValue } from "#domain/form";
import { isSame } from "./same.ts";

/** Null when the kind of answer can only be one of the two. */
export function merged(theirs: AnswerValue, mine: AnswerValue): AnswerValue | null {
  if (Array.isArray(theirs) && Array.isArray(mine)) {
    return [...theirs, ...mine.filter((row) => !theirs.some((other) => isSame([row], [other])))];
  }
  if (typeof theirs === "object" && typeof mine === "object" && !Array.isArray(theirs) && !Array.isArray(mine)) {
    const ticked = theirs.ticked || mine.ticked;
    return { ticked, explanation: bothTexts(theirs.explanation, mine.explanation) };
  }
  return null;
}

export const bothTexts = (theirs: string, mine: string): string =>
  theirs === mine ? mine : [theirs, mine].filter((text) => text.trim() !== "").join("\n\n");
