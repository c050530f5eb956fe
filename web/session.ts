/**
 * Who is logged in, as long as this page lives. The token stays in memory: a reload or its end (about a quarter of an hour)
 * goes through the issuer's own session and comes back to the same place. What is unsaved is kept by those who wrote it
 * down with `beforeLeaving`, so nothing typed is lost on the way.
 */
import { isForAll } from "./for-all.ts";
import { comeBack, subjectOf, wayToLogIn, wayToLogOut } from "./oidc.ts";

type Held = { access: string; id: string | undefined; age: () => number; lasts: number };

/** A token this young that is refused will not be helped by another one. */
const young = 30_000;

const timeToLeave = 10_000;

/** Kept in this tab while somebody is logged in here, for pages that do not ask who one is. */
const someoneKey = "someone";

let held: Held | null = null;
let leaving = false;
/** Goes up when a log-in that is under way is called off. */
let turn = 0;
const lastThings = new Set<() => void>();
const onExpiry = new Set<() => void>();

export const token = (): string => held?.access ?? "";

/** Who is logged in, by the issuer's name for them: known before the portal has answered anything. */
export const whose = (): string => (held ? subjectOf(held.access) : "");

/** Milliseconds for which the token still holds. */
export const tokenLeft = (): number => (held ? held.lasts - held.age() : 0);

/** Whether the page is on its way to log in or out, and must not ask "leave this page?". */
export const isLeaving = (): boolean => leaving;

/** Runs when the page is about to be left for a log-in. Returns how to take it back. */
export function beforeLeaving(last: () => void): () => void {
  lastThings.add(last);
  return () => lastThings.delete(last);
}

/** Runs when the server no longer knows the token. Returns how to take it back. */
export function whenExpired(run: () => void): () => void {
  onExpiry.add(run);
  return () => onExpiry.delete(run);
}

/** Opens the session of this page: whether somebody is logged in, null when the browser is on its way to the issuer. */
export async function enter(): Promise<boolean | null> {
  if (isForAll(location.pathname)) {
    if (sessionStorage.getItem(someoneKey) === null) return false;
    // What is for everybody can be read without the issuer, too.
    return logIn().then(
      () => null,
      () => false,
    );
  }
  if (location.pathname !== "/inloggad") {
    await logIn();
    return null;
  }
  const tokens = await comeBack();
  if (!tokens) {
    await logIn("/");
    return null;
  }
  if ("turnedBack" in tokens) {
    if (isForAll(tokens.returnTo)) {
      sessionStorage.removeItem(someoneKey);
      history.replaceState(null, "", tokens.returnTo);
      return false;
    }
    // Somebody who did not want to log in afresh after all is still logged in; somebody else is not.
    if (tokens.afresh) await logIn(tokens.returnTo);
    else location.replace("/utloggad");
    return null;
  }
  held = { access: tokens.access, id: tokens.id, age: ageFromNow(), lasts: tokens.seconds * 1000 };
  sessionStorage.setItem(someoneKey, "");
  history.replaceState(null, "", tokens.returnTo);
  return true;
}

/** The steady counter may stand still while the computer sleeps, and the clock may be set back: the one that has gone further holds. */
function ageFromNow(): () => number {
  const [steady, wall] = [performance.now(), Date.now()];
  return () => Math.max(performance.now() - steady, Date.now() - wall);
}

const here = (): string => location.pathname + location.search + location.hash;

/**
 * Goes to the issuer, which answers at once while its own session lives. Throws Offline, and stays, without a net. From a page that is
 * for everybody nobody is asked to log in unless they want to.
 */
export const logIn = async (returnTo = here(), isWanted = !isForAll(returnTo)): Promise<void> =>
  void (await leave(() => wayToLogIn(returnTo, isWanted ? undefined : "none")));

/** Asks for the person's credentials again whatever session there is: before a signature. */
export const logInAfresh = async (returnTo = here()): Promise<void> =>
  void (await leave(() => wayToLogIn(returnTo, "login")));

/** Resolves to whether the browser is on its way. */
export async function logOut(): Promise<boolean> {
  const isGoing = await leave(() => wayToLogOut(held?.id));
  if (isGoing) held = null;
  return isGoing;
}

/** Whoever wants to log out does not want the log-in that may be under way, also when its page is already being fetched. */
export function callOffLogIn(): void {
  // A log-out that is under way stays so.
  if (!held) return;
  turn += 1;
  if (leaving) stop();
  leaving = false;
}

/** Somebody has logged this person out in another tab: there is nothing to ask before this page goes too. */
export function loggedOutElsewhere(): void {
  leaving = true;
  sessionStorage.clear();
  location.replace("/utloggad");
}

async function leave(findWay: () => Promise<string | URL>): Promise<boolean> {
  if (leaving) return false;
  for (const last of lastThings) last();
  leaving = true;
  const mine = turn;
  const over = () => {
    if (mine === turn) leaving = false;
  };
  // Somebody may stop the page from being left, or come back to it as it was.
  setTimeout(over, timeToLeave);
  try {
    const way = await findWay();
    if (mine !== turn) return false;
    location.assign(way);
    return true;
  } catch (error) {
    over();
    throw error;
  }
}

/** The server answered that it does not know this token. Someone who is writing chooses the moment (renewal.ts). */
export function expired(): void {
  if (!held || held.age() < young) return;
  held.lasts = 0;
  for (const run of onExpiry) run();
}
