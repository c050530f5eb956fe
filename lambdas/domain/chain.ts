/**
 * Events chained by hash: each carries the hash of the one before, the first the hash of the submission's id. Whoever changes,
 * drops, swaps or inserts one can be seen to have done so.
 */
import { canonical, type Hash } from "./canonical.ts";
import type { By, Event, Fact, Submission } from "./submission.ts";

/** The next event of a submission. */
export function chained(before: Submission, fact: Fact, by: By, hash: Hash): Event {
  const unhashed = { id: before.id, seq: before.seq + 1, at: by.at, by: by.person, prev: before.tip, fact };
  return { ...unhashed, hash: hash(canonical(unhashed)) };
}

/**
 * Whether the events of a submission are all there and unchanged. `head` is HEAD's count of events and hash of the last of them,
 * read before the events: what has been added since is no hole.
 */
export function isWhole(id: string, events: Event[], head: Pick<Submission, "seq" | "tip">, hash: Hash): boolean {
  let prev = hash(id);
  for (const [index, { hash: own, ...unhashed }] of events.entries()) {
    if (unhashed.prev !== prev || unhashed.seq !== index + 1 || hash(canonical(unhashed)) !== own) return false;
    prev = own;
  }
  return (head.seq === 0 ? hash(id) : events[head.seq - 1]?.hash) === head.tip;
}
