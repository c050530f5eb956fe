/**
 * Why something could not be sealed, stamped or read. Codes are stable: the outbox decides by them whether to try again.
 * - `unreadable`: the file or structure is not one this room reads; trying again doesn't help
 * - `unprepared`: the document lacks the field, or it is taken already
 * - `no-room`: the signature does not fit where it was to stand
 * - `signer`: the key or its certificates do not do
 * - `timestamp`: the time-stamp authority gave no token that holds; another try may
 * - `fetch`: something that validation needs could not be had; another try may
 */
export type SealErrorCode = "unreadable" | "unprepared" | "no-room" | "signer" | "timestamp" | "fetch";

export class SealError extends Error {
  readonly code: SealErrorCode;

  constructor(code: SealErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SealError";
    this.code = code;
  }
}

/** What `read` gives, with whatever a parser throws at hostile bytes (its stack running out included) as `unreadable`. */
export function reading<T>(what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SealError) throw error;
    throw new SealError("unreadable", `${what}: ${(error as Error).message}`, { cause: error });
  }
}
