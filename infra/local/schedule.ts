/** The schedules on this machine: handlers called when it is time by the portal's clock, also when the clock is set forward. */
import { addDays, dayOf, epoch, instant } from "#domain/deadlines";
import { tickOf } from "#domain/reminders";
import type { Clock } from "./clock.ts";

export type Schedule = { stop(): Promise<void> };

type Options = {
  clock: Clock;
  /** As EventBridge Scheduler calls it. */
  handler: (event: { time: string }) => Promise<void>;
  /** The last time it struck, at a time: both in milliseconds since 1970. */
  struck: (now: number) => number;
  /** How often the clock is looked at, in milliseconds of real time. */
  every?: number;
};

const hour = 3_600_000;

/** When an hour begins. */
export const hourly = (now: number): number => Math.floor(now / hour) * hour;

/** When the reminders come by, on Stockholm's clocks. */
export function daily(now: number): number {
  const today = dayOf(instant(now));
  const tick = epoch(tickOf(today));
  return tick <= now ? tick : epoch(tickOf(addDays(today, -1)));
}

export function startSchedule({ clock, handler, struck, every = 5_000 }: Options): Schedule {
  let last = struck(clock.now());
  let running: Promise<void> | undefined;
  const look = () => {
    const now = struck(clock.now());
    // One at a time, and what lies in between only once: what is due is due. A clock set back begins to count from there.
    if (now === last || running) return;
    const isLater = now > last;
    last = now;
    if (!isLater) return;
    // Whole seconds, as the scheduler has them.
    const time = new Date(now).toISOString().replace(".000Z", "Z");
    running = handler({ time })
      .catch((error) => console.error("Enligt schema:", error instanceof Error ? error.message : error))
      .finally(() => {
        running = undefined;
      });
  };
  const timer = setInterval(look, every);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
