/**
 * What the time is at the server, so that a browser clock that is wrong misleads nobody. It is for showing only:
 * what is in time is decided where the request is received.
 */

import { useEffect, useState } from "preact/hooks";
import { epoch, type Instant, instant } from "#domain/deadlines";

let ahead = Date.now() - performance.now();

/** Every answer that carries `now` sets the clock; time since is counted by the browser's steady counter. */
export function setClock(now: Instant): void {
  ahead = epoch(now) - performance.now();
}

export const serverNow = (): Instant => instant(Math.round(ahead + performance.now()));

/** The server's time, drawn anew every half minute and at the given instant (a closing time). */
export function useNow(at?: Instant): Instant {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = () => setNow(serverNow());
    const interval = setInterval(tick, 30_000);
    const left = at ? epoch(at) - epoch(serverNow()) : 0;
    // Longer than a day is left to the half-minute tick; setTimeout overflows after 24.8 days.
    const timeout = left > 0 && left < 86_400_000 ? setTimeout(tick, left + 50) : undefined;
    return () => {
      clearInterval(interval);
      clearTimeout(timeout);
    };
  }, [at]);
  return now;
}

/**
 * The same, and read anew whenever it is drawn, so never before the answer that is drawn: what ended with the act before is over in the
 * list that comes after it. Not for effects: it is another at each drawing.
 */
export function useNowDrawn(): Instant {
  useNow();
  return serverNow();
}
