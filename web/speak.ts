/** Another language: for this page at once, for the person wherever they log in. */
import type { Language } from "#domain/language";
import { call } from "./api.ts";
import { chosenHere, isNewHere, rememberHere } from "./texts/language.ts";
import { portal } from "./texts/portal.ts";
import { flushAll } from "./unsaved.ts";

/** Words are chosen as a page loads, so it is loaded again, after everything typed is saved; it comes back to the same place. */
export async function speak(chosen: Language, isLoggedIn: boolean): Promise<void> {
  await flushAll();
  try {
    if (isLoggedIn) await call("setLanguage", {}, { body: { language: chosen } });
  } catch {
    // Without a net the page could not be loaded again either.
    return alert(portal.offline);
  }
  rememberHere(chosen, !isLoggedIn);
  location.reload();
}

/**
 * What a person once chose holds at every computer, and what somebody else chose at this one does not. Asked once a page: a choice
 * made elsewhere meanwhile must not take the page from under somebody's hands.
 */
export function agreeOn(theirs: Language | null): void {
  const here = chosenHere();
  const wanted = theirs ?? "sv";
  if (here !== wanted && isNewHere()) {
    call("setLanguage", {}, { body: { language: here } }).then(
      () => rememberHere(here),
      () => {},
    );
    return;
  }
  rememberHere(wanted);
  // A browser that keeps nothing would be loaded again for ever.
  if (here !== wanted && chosenHere() === wanted) location.reload();
}
