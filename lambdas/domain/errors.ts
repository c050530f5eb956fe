/**
 * Every way the portal says no. The API answers the code and its figures; the sentence is chosen by the reader's language
 * in texts/. Codes are stable: a client, a log search and a test may rely on them.
 */
import type { Fault } from "./form.ts";

export type Refusals = {
  invalid: { issues: { path: string; problem: string }[] };
  unauthenticated: Record<never, never>;
  /** Null when no press is live: the button must be pressed again. */
  reauthenticate: { pressedAt: string | null };
  "not-allowed": Record<never, never>;
  "not-found": Record<never, never>;
  "wrong-state": { state: string };
  /** `stands`: a signed version was there in time and counts. */
  "too-late": { closedAt: string; stands: boolean };
  /** Money is granted by two people. */
  "same-officer": Record<never, never>;
  stale: { current?: { value: unknown; rev: number; by: string; at: string }; version?: number };
  /** The paper is of a version that does not wait for a signature any more; `waiting`: the one that does. */
  "paper-replaced": { version: number; at: string; waiting: number | null };
  /** The code on the paper is of no version of this submission. */
  "paper-unknown": { waiting: number };
  "too-large": { limit: number; size?: number };
  /** `unchecked`: not scanned for malware yet; `malware`: harmful; `scan-type`: no picture of a paper. */
  "bad-file": {
    reason: "type" | "scan-type" | "content" | "size" | "count" | "checksum" | "absent" | "unchecked" | "malware";
    limit?: number;
    name?: string;
  };
  "over-limit": { faults: Fault[] };
  missing: { faults: Fault[] };
  busy: Record<never, never>;
  /** One answer to every number and code that do not go together, and to every file that is not known. */
  "unknown-document": Record<never, never>;
  /** One answer to every code that opens nothing: never given, used, or too old. */
  "unknown-invitation": Record<never, never>;
  /** SKR would be without anybody who can let people in. */
  "last-admin": Record<never, never>;
  /** Too many wrong tries: from where they come, or at one number. `seconds` until the next one is heard. */
  "busy-source": { of: "source" | "number"; seconds: number };
};

export type RefusalCode = keyof Refusals;

/** Stops what is going on with a stable code and the figures a sentence about it needs. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C;
  readonly figures: Refusals[C];

  constructor(
    code: C,
    ...[figures]: Record<never, never> extends Refusals[C] ? [figures?: Refusals[C]] : [Refusals[C]]
  ) {
    super(code);
    this.code = code;
    this.figures = (figures ?? {}) as Refusals[C];
  }
}

/** HTTP status of each code (RFC 9110). Total: a new code does not compile without one. */
export const status: Record<RefusalCode, number> = {
  invalid: 400,
  unauthenticated: 401,
  reauthenticate: 401,
  "not-allowed": 403,
  "not-found": 404,
  "wrong-state": 409,
  "too-late": 409,
  "same-officer": 409,
  stale: 412,
  "paper-replaced": 412,
  "too-large": 413,
  "bad-file": 415,
  "over-limit": 422,
  missing: 422,
  "paper-unknown": 422,
  busy: 503,
  "unknown-document": 404,
  "unknown-invitation": 404,
  "last-admin": 409,
  "busy-source": 429,
};
