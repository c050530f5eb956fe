/**
 * One offset in the whole local process. Product code never asks it: time reaches functions as
 * `requestContext.timeEpoch` (the gateway stamps it) and as the time of a stream record, exactly as in AWS.
 */
export type Clock = {
  /** Milliseconds since 1970, shifted. */
  now(): number;
  /** How far the portal is ahead of real time, in milliseconds; negative is behind. */
  offset: number;
  /** Makes it this instant now. Refuses what is not an instant. */
  set(iso: string): void;
};

/** `real` is passed in by tests that need to hold time still. */
export function startClock(real: () => number = Date.now): Clock {
  return {
    offset: 0,
    now() {
      return real() + this.offset;
    },
    set(iso) {
      const instant = Date.parse(iso);
      // Without a zone, Date.parse reads the machine's own, and the same command would mean different instants.
      if (Number.isNaN(instant) || !/(Z|[+-]\d\d:?\d\d)$/i.test(iso)) throw new RangeError(`not an instant: ${iso}`);
      this.offset = instant - real();
    },
  };
}
