/** The schedule on this machine: a handler called when an hour begins by the portal's clock, also when the clock is set forward. */
import type { Clock } from "./clock.ts";

export type Hourly = { stop(): Promise<void> };

type Options = {
  clock: Clock;
  /** As EventBridge Scheduler calls it. */
  handler: (event: { time: string }) => Promise<void>;
  /** How often the clock is looked at, in milliseconds of real time. */
  every?: number;
};

const hour = 3_600_000;

export function startHourly({ clock, handler, every = 5_000 }: Options): Hourly {
  let last = Math.floor(clock.now() / hour);
  let running: Promise<void> | undefined;
  const look = () => {
    const now = Math.floor(clock.now() / hour);
    // One at a time, and the hours in between only once: what is due is due. A clock set back begins to count from there.
    if (now === last || running) return;
    const isLater = now > last;
    last = now;
    if (!isLater) return;
    // Whole seconds, as the scheduler has them.
    const time = new Date(now * hour).toISOString().replace(".000Z", "Z");
    running = handler({ time })
      .catch((error) => console.error("Varje timme:", error instanceof Error ? error.message : error))
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
