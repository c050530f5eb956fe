/** Logging out leaves nothing behind: others may use the same computer. */
import { forgetJournals, hasUnsent, whenLoggedOut } from "./journal.ts";
import { isKept } from "./kept-text.ts";
import { forgetServed } from "./server-state.ts";
import { callOffLogIn, loggedOutElsewhere, logOut, whose } from "./session.ts";
import { portal } from "./texts/portal.ts";
import { underWay } from "./under-way.ts";
import { flushAll } from "./unsaved.ts";

export function leaveComputer(person: string | undefined): Promise<void> {
  callOffLogIn();
  // Nor does a new one begin meanwhile.
  return underWay(leaveIt(whose(), person));
}

async function leaveIt(who: string, person: string | undefined): Promise<void> {
  // In this tab, in another one, or left behind by one that is gone.
  const isAllSaved = (await flushAll()) && !isKept() && !(person && (await hasUnsent(person)));
  if (!isAllSaved && !confirm(portal.logOutUnsaved)) return;
  try {
    if (!(await logOut())) return;
  } catch {
    // The issuer's session cannot be ended without a net, and must not seem to be.
    return alert(portal.offline);
  }
  forgetJournals(who, person);
  sessionStorage.clear();
  forgetServed();
}

/** A log-out in another tab is one on this page too, and so is one that it slept through. */
export function followLogOut(): void {
  whenLoggedOut(whose(), loggedOutElsewhere);
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
}
