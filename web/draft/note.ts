/** What is written down of an answer until the server has it. */
import type { AnswerValue } from "#domain/form";

export type Note = {
  /** Absent when nothing is unsaved but what was given up for somebody else's text. */
  value?: AnswerValue;
  /** The revision it was written on. */
  rev: number;
  /** What had been sent when this was written down, and may have arrived. */
  sent: AnswerValue[];
  /** Texts given up for somebody else's, which the server is to have for its history. */
  parting: Parting[];
  /** The browser's clock; used for nothing but telling which of two is newer. */
  at: number;
};

export type Parting = { value: AnswerValue; rev: number };
