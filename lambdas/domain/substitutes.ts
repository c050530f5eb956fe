/** Who stands in for a head: named for a period, and for as long as the head is one. */
import type { Hash } from "./canonical.ts";
import { type Chain, chained } from "./chain.ts";
import { epoch, type Instant } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import type { PeopleDecision } from "./people.ts";
import { holding, type Membership, type User } from "./permissions.ts";
import type { RegisterFact } from "./register.ts";
import type { By } from "./submission.ts";
import { beginning, isAdmin, isOf, issue, refuseTerm } from "./terms.ts";

/** Whoever stood in for a head ends with them; absent when nobody did. `from` tells which of their memberships. */
export type Along = { along?: { person: string; from: Instant }[] };

export type Ending = { person: string; membership: Membership; to: Instant };

/** A substitute stands in for weeks or months; for longer, the post is handed over. */
const longestDelegation = 366 * 86_400_000;

/** Periods of substitutes that one head has before them: few enough for one transaction to end them with the head. */
const mostDelegations = 20;

/** Who is to stand in for a head by that membership of theirs, later than an instant. `people` are all of the RSS. */
export function standingIn(org: string, head: string, by: Membership, after: Instant, people: User[]): Ending[] {
  if (by.role !== "head" || by.standsInFor !== undefined) return [];
  return people.flatMap(({ person, memberships }) =>
    memberships
      .filter((each) => each.standsInFor === head && isOf(each, org, after))
      .filter(({ from }) => from >= by.from && (by.to === null || from < by.to))
      .map((membership) => ({ person: person.id, membership, to: after })),
  );
}

export const along = (endings: Ending[]): Along =>
  endings.length === 0 ? {} : { along: endings.map(({ person, membership }) => ({ person, from: membership.from })) };

/**
 * A substitute for a head, for a period: somebody of the RSS, who may then all that the head may but name a further one. The head does it
 * themselves, or an administrator for `of`. `people` are all of the RSS. Refuses invalid, not-allowed.
 */
export function delegate(
  chain: Chain,
  org: string,
  substitute: User,
  of: User,
  period: { from: Instant | null; to: Instant },
  people: User[],
  asker: User,
  by: By,
  hash: Hash,
): PeopleDecision {
  const head = holding(of.memberships, by.at).find(
    (each) => each.org === org && each.role === "head" && each.standsInFor === undefined,
  );
  if (!head) throw issue("of", "no-head");
  if (!isAdmin(asker, by.at) && asker.person.id !== of.person.id) throw new Refusal("not-allowed");
  const person = substitute.person.id;
  if (person === of.person.id) throw issue("person", "self");
  if (!substitute.memberships.some((each) => isOf(each, org, by.at))) throw issue("person", "not-of-the-rss");
  const from = beginning(period.from, by.at);
  const { to } = period;
  refuseTerm(org, { role: "head", from, to }, substitute.memberships);
  if (epoch(to) - epoch(from) > longestDelegation) throw issue("to", "too-far");
  if (head.to !== null && head.to < to) throw issue("to", "beyond-own");
  if (standingIn(org, of.person.id, head, by.at, people).length >= mostDelegations) throw issue("person", "too-many");
  const membership: Membership = {
    ...{ org, role: "head", from, to, confirmedBy: by.person },
    standsInFor: of.person.id,
  };
  const fact: RegisterFact = { type: "delegated", person, of: of.person.id, from, to };
  return { event: chained(chain, fact, by, hash), begins: { person, membership } };
}
