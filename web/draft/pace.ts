/** How soon what is typed is sent. */

/** Shared by all answers of a draft: one writer costs one save at a time, whichever fields it is in. */
export type Pace = { lastSave: number };

const pauseInTyping = 1_000;
const betweenSaves = 5_000;
/** Somebody who never pauses is saved anyway. */
const longestWait = 10_000;
/** Arrow keys run through the choices: the one they stop at is sent. */
export const pauseAfterAct = 200;
const firstRetry = 2_000;
const longestRetry = 10_000;

/** After a pause in the typing and not too often, but before it has waited too long. */
export const dueAt = ({ lastSave }: Pace, typedAt: number, unsentSince: number): number =>
  Math.min(Math.max(typedAt + pauseInTyping, lastSave + betweenSaves), unsentSince + longestWait);

/** After so many failures in a row. */
export const retryAfter = (failures: number): number => Math.min(longestRetry, firstRetry * 2 ** (failures - 1));
