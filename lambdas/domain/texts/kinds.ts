/** Most sentences are the same for a plan and a report but for the noun: they are written once, and made for each kind when it is spoken of. */
import type { Kind } from "../form.ts";

export type Noun = {
  /** As a heading: "Genomförandeplan". */
  name: string;
  names: string;
  /** After "en", "ingen", "er". */
  a: string;
  /** Alone, as a label. */
  A: string;
  the: string;
  /** First in a sentence. */
  The: string;
  /** What SKR's approval makes of it. */
  approved: string;
  /** What SKR's no makes of it. */
  rejected: string;
  /** What whoever said no to it did. */
  rejectedIt: string;
  /** That SKR said no to it, as a sentence without its day. */
  noTo: string;
  /** What whoever approves it did. */
  approvedIt: string;
};

export type ByKind<Words> = (kind: Kind) => Words;

export function byKind<Words>(nouns: Record<Kind, Noun>, make: (it: Noun) => Words): ByKind<Words> {
  const made: Partial<Record<Kind, Words>> = {};
  return (kind) => {
    made[kind] ??= make(nouns[kind]);
    return made[kind];
  };
}
