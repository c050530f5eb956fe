/**
 * SKR's decision on a version, as one event. Its checksum is the event's own link in the log, which is there with the decision itself and
 * holds for who, when, on which version, how much and why; and since it holds for the link before it, too, for all that came before.
 */
import { canonical } from "./canonical.ts";
import type { Subject } from "./documents.ts";
import type { Event, Fact } from "./submission.ts";

export type DecisionEvent = Event & { fact: Fact & { type: "approved" | "rejected" } };

export const isDecision = (event: Event): event is DecisionEvent =>
  event.fact.type === "approved" || event.fact.type === "rejected";

/** What the documents are of that an event leads to, as in their keys. */
export const ofWhat = (event: Event): Subject["of"] => (isDecision(event) ? "decision" : undefined);

/** The text whose SHA-256 is `hash` of the event; chain.ts makes it so. */
export const decisionText = ({ id, seq, at, by, prev, fact }: Omit<Event, "hash">): string =>
  canonical({ id, seq, at, by, prev, fact });

/** In whole kronor; null for a report, and for every no. */
export const amountIn = ({ fact }: DecisionEvent): number | null => (fact.type === "approved" ? fact.amount : null);

/** Pseudonyms: by whom, and by whom it was attested where money is granted, which takes two. */
export const decidersOf = ({ fact, by }: DecisionEvent): { decided: string; attested: string | null } =>
  fact.type === "approved" && fact.proposedBy !== undefined
    ? { decided: fact.proposedBy, attested: by }
    : { decided: by, attested: null };
