/**
 * A new token, at a moment that disturbs nobody: shortly before the old one ends, and soon after the server has refused it, but
 * only once hands are off the keyboard. Somebody who has not touched the page since the last token is left to be logged out.
 */
import { keepPlace } from "./place.ts";
import { beforeLeaving, logIn, tokenLeft, whenExpired } from "./session.ts";
import { isHeld, isUnderWay } from "./under-way.ts";

const ahead = 120_000;
const quietBeforehand = 8_000;
const quietAfterwards = 2_000;

const pauseWithoutNet = 15_000;

let notBefore = 0;
let lastTouch = Number.NEGATIVE_INFINITY;
let wanted = false;

const quietFor = () => performance.now() - lastTouch;

function renew(): void {
  // Without a net we stay, with what is written on the screen, and try again at the next turn.
  logIn().catch(() => {
    notBefore = performance.now() + pauseWithoutNet;
  });
}

/**
 * A chosen file that may be tried again is waited for while the token holds: the new page would not know of it. After that nothing
 * can be sent without a new token, and what waits must not stand in the way of everything else.
 */
const mayGo = (): boolean => !isUnderWay() && (tokenLeft() <= 0 || !isHeld());

function look(): void {
  if (document.visibilityState === "hidden" || !Number.isFinite(lastTouch) || performance.now() < notBefore) return;
  if (!mayGo()) return;
  const left = tokenLeft();
  if ((wanted || left <= 0) && quietFor() > quietAfterwards) renew();
  else if (left < ahead && quietFor() > quietBeforehand) renew();
}

export function keepSessionAlive(): void {
  const touched = () => {
    lastTouch = performance.now();
  };
  for (const event of ["keydown", "pointerdown", "input"]) addEventListener(event, touched, { passive: true });
  whenExpired(() => {
    wanted = true;
    if (!Number.isFinite(lastTouch)) touched();
  });
  // Somebody comes back after a long while: better now than in the middle of the first sentence.
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && tokenLeft() <= 0 && mayGo()) renew();
  });
  beforeLeaving(keepPlace);
  // Not every browser says the first, and some have lost the place by the second.
  for (const event of ["beforeunload", "pagehide"]) addEventListener(event, keepPlace);
  setInterval(look, 1_000);
}
