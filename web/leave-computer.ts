/** Logging out leaves nothing behind: others may use the same computer. */
import { forgetJournals, hasUnsent } from "./journal.ts";
import { isKept } from "./kept-text.ts";
import { forgetServed } from "./server-state.ts";
import { logOut } from "./session.ts";
import { portal } from "./texts/portal.ts";
import { flushAll } from "./unsaved.ts";

export async function leaveComputer(person: string | undefined): Promise<void> {
  // In this tab, in another one, or left behind by one that is gone.
  const isAllSaved = (await flushAll()) && !isKept() && !(person && (await hasUnsent(person)));
  if (!isAllSaved && !confirm(portal.logOutUnsaved)) return;
  try {
    await logOut();
  } catch {
    // The issuer's session cannot be ended without a net, and must not seem to be.
    return alert(portal.offline);
  }
  if (person) forgetJournals(person);
  sessionStorage.clear();
  forgetServed();
}
