/**
 * Who is logged in, as long as this page lives. The token stays in memory: a reload or its end (about a quarter of an hour)
 * goes through the issuer's own session and comes back to the same place. What is unsaved is kept by those who wrote it
 * down with `beforeLeaving`, so nothing typed is lost on the way.
 */
import { comeBack, goAndLogIn, goAndLogOut } from "./oidc.ts";

type Held = { access: string; id: string | undefined; since: number; until: number };

/** A token this young that is refused will not be helped by another one. */
const young = 30_000;

const timeToLeave = 10_000;

let held: Held | null = null;
let leaving = false;
const lastThings = new Set<() => void>();
const onExpiry = new Set<() => void>();

export const token = (): string => held?.access ?? "";

/** Milliseconds for which the token still holds. */
export const tokenLeft = (): number => (held ? held.until - performance.now() : 0);

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

/** Opens the session of this page: true when somebody is logged in, false when the browser is on its way to the issuer. */
export async function enter(): Promise<boolean> {
  if (location.pathname !== "/inloggad") {
    await logIn();
    return false;
  }
  const tokens = await comeBack();
  if (!tokens) {
    await logIn("/");
    return false;
  }
  if ("turnedBack" in tokens) {
    // Somebody who did not want to log in afresh after all is still logged in; somebody else is not.
    if (tokens.afresh) await logIn(tokens.returnTo);
    else location.replace("/utloggad");
    return false;
  }
  const now = performance.now();
  held = { access: tokens.access, id: tokens.id, since: now, until: now + tokens.seconds * 1000 };
  history.replaceState(null, "", tokens.returnTo);
  return true;
}

const here = (): string => location.pathname + location.search + location.hash;

/** Goes to the issuer, which answers at once while its own session lives. Throws Offline, and stays, without a net. */
export const logIn = (returnTo = here()): Promise<void> => leave(() => goAndLogIn(returnTo, false));

/** Asks for the person's credentials again whatever session there is: before a signature. */
export const logInAfresh = (returnTo = here()): Promise<void> => leave(() => goAndLogIn(returnTo, true));

export async function logOut(): Promise<void> {
  const id = held?.id;
  await leave(async () => {
    await goAndLogOut(id);
    held = null;
  });
}

async function leave(go: () => Promise<void>): Promise<void> {
  if (leaving) return;
  for (const last of lastThings) last();
  leaving = true;
  // Somebody may stop the page from being left, or come back to it as it was.
  setTimeout(() => {
    leaving = false;
  }, timeToLeave);
  try {
    await go();
  } catch (error) {
    leaving = false;
    throw error;
  }
}

/** The server answered that it does not know this token. Someone who is writing chooses the moment (renewal.ts). */
export function expired(): void {
  if (!held || performance.now() - held.since < young) return;
  held.until = 0;
  for (const run of onExpiry) run();
}
