/**
 * Which event may happen in which state, as data: the store makes it a condition of the write, so that no mistake in a rule, and no
 * other program, can move a submission where it may not go. The rules of moves.ts and review.ts are stricter and say why.
 */
import type { Fact, State } from "./submission.ts";

export type Legal = {
  from: readonly State[];
  /** What there must be besides: a version that stands, a request of SKR's, a proposal. */
  has?: readonly ("standing" | "completion" | "proposal" | "approved")[];
  /** What there must not be. */
  lacks?: readonly ("standing" | "proposal" | "completion")[];
};

/** A version stands, whether or not the RSS was writing on a next one when time ran out. */
const stood = ["submitted", "draft", "handed-in"] as const;
const undecided = ["not-started", "draft", "handed-in", "submitted", "returned", "abstained"] as const;

export const legal: Record<Fact["type"], Legal> = {
  started: { from: ["not-started"] },
  abstained: { from: ["not-started", "draft"], lacks: ["standing"] },
  resumed: { from: ["abstained"] },
  "handed-in": { from: ["draft", "returned"] },
  "handed-in-for": { from: ["not-started", "draft"], lacks: ["completion"] },
  recalled: { from: ["handed-in"] },
  "sent-back": { from: ["handed-in"] },
  "signing-intended": { from: ["handed-in"] },
  signed: { from: ["handed-in"] },
  changed: { from: ["submitted"], has: ["standing"] },
  "extension-requested": { from: ["not-started", "draft", "handed-in", "abstained"], lacks: ["completion"] },
  extended: { from: undecided },
  "contacts-changed": { from: [...stood, "returned", "approved", "rejected"], has: ["standing"] },
  "completion-requested": { from: [...stood, "returned"], has: ["standing"], lacks: ["proposal"] },
  "completion-withdrawn": { from: ["returned", "handed-in"], has: ["completion"] },
  proposed: { from: [...stood, "returned"], has: ["standing"], lacks: ["proposal"] },
  "proposal-withdrawn": { from: [...stood, "returned"], has: ["proposal"] },
  approved: { from: [...stood, "returned"], has: ["standing"] },
  rejected: { from: [...stood, "returned"], has: ["standing"], lacks: ["proposal"] },
  assigned: { from: [...undecided, "approved", "rejected"] },
  paid: { from: ["approved"], has: ["approved"] },
  "unused-noted": { from: ["approved"], has: ["approved"] },
};
