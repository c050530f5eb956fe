/** What is written down of an answer until the server has it. */
import type { AnswerValue } from "#domain/form";
import { isSame } from "./same.ts";

export type Note = {
  /** Absent when nothing is unsaved but what was given up for somebody else's text. */
  value?: AnswerValue;
  /** The revision it was written on. */
  rev: number;
  /** What had been sent when this was written down, and may have arrived. */
  sent: AnswerValue[];
  /** It was put in the place of a text that is to stand in the history. */
  keep?: boolean;
  /** Texts given up for somebody else's, which the server is to have for its history. */
  parting: Parting[];
  /** The browser's clock; used for nothing but telling which of two is newer. */
  at: number;
};

export type Parting = { value: AnswerValue; rev: number };

/** Texts remembered while nobody knows which of them arrived. */
const mostUnsure = 8;

/** The first is the likeliest to have arrived, because the others came too late if it did: it is never let go. */
export function sentToo(before: AnswerValue[], sent: AnswerValue): AnswerValue[] {
  const [first = sent, ...more] = before;
  const others = more.filter((text) => !isSame(text, sent));
  if (!isSame(first, sent)) others.push(sent);
  return [first, ...others.slice(1 - mostUnsure)];
}
