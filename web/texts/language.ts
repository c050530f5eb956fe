/**
 * The language of this page, decided once as it loads. English is a file of its own, fetched before anything is drawn and only by
 * those who read it; nothing in it may import this file, which waits for it.
 */
import type { Language } from "#domain/language";

const storageKey = "language";
const isNewKey = "language-is-new";

/** What this browser was last told. */
export const chosenHere = (): Language => (localStorage.getItem(storageKey) === "en" ? "en" : "sv");

/** Swedish words are there anyway: they stand in when the English ones cannot be fetched. */
export const english =
  chosenHere() === "en"
    ? await import("./english.ts").then(
        (all) => all.english,
        () => null,
      )
    : null;

export const language: Language = english ? "en" : "sv";
document.documentElement.lang = language;

/** Marks what stays Swedish in every language, SKR's form and what people write in it, for those who listen. */
export const inSwedish: { lang?: "sv" } = english ? { lang: "sv" } : {};

/** Words of ours inside such a text. */
export const inEnglish: { lang?: "en" } = english ? { lang: "en" } : {};

/** For the next page. `isNew`: chosen by somebody who is not logged in, and so not known to the portal. */
export function rememberHere(chosen: Language, isNew = false): void {
  localStorage.setItem(storageKey, chosen);
  if (isNew) localStorage.setItem(isNewKey, "");
  else localStorage.removeItem(isNewKey);
}

/** Chosen before logging in: whoever logs in next is the one who chose. */
export const isNewHere = (): boolean => localStorage.getItem(isNewKey) !== null;
