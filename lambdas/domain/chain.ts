/**
 * Events chained by hash: each carries the hash of the one before, the first the hash of the id of what they are about. Whoever
 * changes, drops, swaps or inserts one can be seen to have done so. Submissions, rounds and the register have such a chain each.
 */
import { canonical, type Hash } from "./canonical.ts";
import type { Instant } from "./deadlines.ts";
import type { By } from "./submission.ts";

/** How far a chain has come: number of events, and the hash of the last of them. */
export type Chain = { id: string; seq: number; tip: string };

export type Chained<Fact> = {
  id: string;
  seq: number;
  at: Instant;
  by: string;
  prev: string;
  fact: Fact;
  hash: string;
};

/** A chain without events. */
export const unbegun = (id: string, hash: Hash): Chain => ({ id, seq: 0, tip: hash(id) });

/** Ids of the chains that are no submission's, whose id is its own: `round:2021`, `exports:2021`, `register:W`. */
export const chainOf = {
  round: (round: string) => `round:${round}`,
  exports: (round: string) => `exports:${round}`,
  register: (org: string) => `register:${org}`,
} as const;

/** The next event of a chain. */
export function chained<Fact>(before: Chain, fact: Fact, by: By, hash: Hash): Chained<Fact> {
  const unhashed = { id: before.id, seq: before.seq + 1, at: by.at, by: by.person, prev: before.tip, fact };
  return { ...unhashed, hash: hash(canonical(unhashed)) };
}

/**
 * Whether the events of a chain are all there and unchanged. `head` is the count of events and hash of the last of them, read before
 * the events: what has been added since is no hole.
 */
export function isWhole(id: string, events: Chained<unknown>[], head: Omit<Chain, "id">, hash: Hash): boolean {
  let prev = hash(id);
  for (const [index, { hash: own, ...unhashed }] of events.entries()) {
    if (unhashed.prev !== prev || unhashed.seq !== index + 1 || hash(canonical(unhashed)) !== own) return false;
    prev = own;
  }
  return (head.seq === 0 ? hash(id) : events[head.seq - 1]?.hash) === head.tip;
}

/** An event outside the portal: whole, or, where its content is not for whoever has the file, only its place in the chain. */
export type Given = Chained<unknown> | { seq: number; prev: string; hash: string };
/** A chain as the portal gives it away, so that it can be verified without the portal. */
export type GivenChain = Chain & { events: Given[] };

/** What is given of a chain; events that have come since `head` was read are left out, so that it ends where it says. */
export const given = <Fact>(head: Chain, events: Chained<Fact>[], isShown: (event: Chained<Fact>) => boolean) => ({
  ...{ id: head.id, seq: head.seq, tip: head.tip },
  events: events
    .slice(0, head.seq)
    .map((event): Given => (isShown(event) ? event : { seq: event.seq, prev: event.prev, hash: event.hash })),
});

/** `withheld`: how many events stand there without their content. `at`: number of the first event that is not what it was; 0 is the end. */
export type ChainVerdict = { kind: "whole"; withheld: number } | { kind: "broken"; at: number };

/** Verifies a chain by what was given away of it alone. It shows that the events belong together, and to that last hash; whose it is, it cannot show. */
export function verifyGiven({ id, seq, tip, events }: GivenChain, hash: Hash): ChainVerdict {
  let prev = hash(id);
  let withheld = 0;
  for (const [index, event] of events.entries()) {
    const at = index + 1;
    if (event.seq !== at || event.prev !== prev) return { kind: "broken", at };
    if ("fact" in event) {
      const { hash: own, ...unhashed } = event;
      if (event.id !== id || hash(canonical(unhashed)) !== own) return { kind: "broken", at };
    } else withheld += 1;
    prev = event.hash;
  }
  return events.length === seq && prev === tip ? { kind: "whole", withheld } : { kind: "broken", at: 0 };
}
