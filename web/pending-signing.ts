/**
 * "Skriv under och skicka in" was pressed, and a fresh log-in is under way: what is to be signed on return. It lives in
 * sessionStorage, because the page is left for the log-in. It holds no text, and only the person who pressed can use it.
 */
import type { Instant } from "#domain/deadlines";

export type PendingSigning = {
  id: string;
  version: number;
  hash: string;
  /** Idempotency key of the signature: however often it is tried, it is one. */
  key: string;
  /** When the portal received the press: the instant that counts. */
  pressedAt: Instant;
  /** The log-in must be done by then. */
  until: Instant;
};

const place = "pending-signing";

export function keepPending(pending: PendingSigning): PendingSigning {
  sessionStorage.setItem(place, JSON.stringify(pending));
  return pending;
}

/** The press that waits for its log-in, if it is for this submission. Whether it is still in time is the server's matter. */
export function pendingFor(id: string): PendingSigning | null {
  const kept = sessionStorage.getItem(place);
  if (!kept) return null;
  const pending: PendingSigning = JSON.parse(kept);
  return pending.id === id ? pending : null;
}

export const forgetPending = (): void => sessionStorage.removeItem(place);
