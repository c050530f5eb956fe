/** From when until when somebody holds a role, and what may not be: whatever gives a role goes by it. */
import type { Instant } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { belongsIn, holding, type Membership, type Role, SKR, type User } from "./permissions.ts";

export type Term = { role: Role; from: Instant; to: Instant | null };

export const issue = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });

/** Two times have an instant in common; an end is exclusive, null is never. */
const overlap = (one: Omit<Term, "role">, other: Omit<Term, "role">): boolean =>
  (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to);

/** Ended before it began: it holds never, and is nobody's any more. */
export const isVoid = ({ from, to }: Omit<Term, "role">): boolean => to !== null && to <= from;

/** Refuses invalid for a role in the wrong house, an end before the beginning, and what the person has already. */
export function refuseTerm(org: string, { role, from, to }: Term, theirs: Membership[]): void {
  if (!belongsIn(role, org)) throw issue("role", "wrong-house");
  if (isVoid({ from, to })) throw issue("to", "before-from");
  const same = theirs.filter((each) => each.org === org && each.role === role && !isVoid(each));
  if (same.some((each) => overlap(each, { from, to }))) throw issue("role", "held");
}

/** Nothing begins before it is decided: whatever was done until then stays done without it. */
export const beginning = (from: Instant | null, at: Instant): Instant => (from !== null && from > at ? from : at);

/** Whether a membership in the organisation is not over, begun or not. */
export const isOf = (each: Membership, org: string, now: Instant): boolean =>
  each.org === org && !isVoid(each) && (each.to === null || each.to > now);

export const isAdmin = ({ memberships }: User, at: Instant): boolean =>
  holding(memberships, at).some(({ org, role }) => org === SKR && role === "admin");
