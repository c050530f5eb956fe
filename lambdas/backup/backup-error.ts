import type { Language } from "#domain/language";
import { words as en } from "./words.en.ts";
import { words as sv } from "./words.sv.ts";

export const wordsOf: Record<Language, typeof sv> = { sv, en };
type Words = typeof sv;

/** Something that whoever asked for an export or a restoration has to look at, in a sentence that says what. */
export class BackupError extends Error {
  override name = "BackupError";
  readonly say: (words: Words) => string;

  constructor(say: (words: Words) => string) {
    super(say(sv));
    this.say = say;
  }
}
