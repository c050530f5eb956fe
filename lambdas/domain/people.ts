/**
 * Who belongs where, and how that changes: invited, ended, handed over. A change is an event in the register's log of
 * the organisation, and what it writes beside that.
 */
import { canonical, type Hash } from "./canonical.ts";
import { type Chain, chained } from "./chain.ts";
import type { Instant } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { type Membership, type Person, type Role, SKR, type User } from "./permissions.ts";
import type { RegisterEvent, RegisterFact } from "./register.ts";
import type { By } from "./submission.ts";
import { type Along, along, type Ending, standingIn } from "./substitutes.ts";
import { beginning, isAdmin, isOf, issue, isVoid, refuseTerm, type Term } from "./terms.ts";

export type PeopleFact =
  | ({ type: "invited"; person: string } & Term)
  /** The mail is sent once more, perhaps to another address. */
  | { type: "invited-again"; person: string }
  /** `proof`: hash of who logged in and of the code, which tells two who show the same code at once from each other. */
  | { type: "accepted"; person: string; proof: string }
  /** Somebody the portal knows already is given a role. */
  | ({ type: "granted"; person: string } & Term)
  /** `from` tells which of the person's memberships; `to` is the first instant without it. */
  | ({ type: "ended"; person: string; role: Role; from: Instant; to: Instant } & Along)
  | { type: "delegated"; person: string; of: string; from: Instant; to: Instant }
  | ({
      type: "handed-over";
      person: string;
      role: Role;
      since: Instant;
      to: string;
      at: Instant;
      isInvited: boolean;
    } & Along);

/** What stands in the table after the event. `ends`: memberships as they were, and when they end now. */
export type PeopleDecision = {
  event: RegisterEvent;
  newPerson?: Person;
  /** Somebody is invited once more, perhaps to another address: what was sent before opens nothing any more. */
  invitedAgain?: { person: string; email: string; invitation: string };
  begins?: { person: string; membership: Membership };
  ends?: Ending[];
};

/** An invitation can be accepted for so many milliseconds: 14 days. */
export const invitationKept = 14 * 86_400_000;

const eventOf = (chain: Chain, fact: RegisterFact, by: By, hash: Hash): RegisterEvent => chained(chain, fact, by, hash);

type Wish = { role: Role; from: Instant | null; to: Instant | null };
/** Somebody new gets an invitation by mail; `user` is somebody the portal has already, with everything they hold. */
type Who = { person: Person } | { user: User };

/**
 * Gives somebody a role in an organisation, from now on or from an instant on. `people` are all of the organisation: somebody new whose
 * address one of them has, is most likely that one.
 */
export function invite(
  chain: Chain,
  org: string,
  who: Who,
  wish: Wish,
  people: User[],
  by: By,
  hash: Hash,
): PeopleDecision {
  const term: Term = { ...wish, from: beginning(wish.from, by.at) };
  const membership: Membership = { org, ...term, confirmedBy: by.person };
  if ("user" in who) {
    refuseTerm(org, term, who.user.memberships);
    const person = who.user.person.id;
    const event = eventOf(chain, { type: "granted", person, ...term }, by, hash);
    return { event, begins: { person, membership } };
  }
  refuseTerm(org, term, []);
  refuseKnown("email", org, who.person, people, by.at);
  const person = who.person.id;
  const event = eventOf(chain, { type: "invited", person, ...term }, by, hash);
  const newPerson = { ...who.person, invited: by.at, invitation: event.hash };
  return { event, newPerson, begins: { person, membership } };
}

/** Refuses invalid for an address that somebody who belongs to the organisation has: nobody is to be two people, and get every mail twice. */
function refuseKnown(path: string, org: string, { email }: Person, people: User[], now: Instant): void {
  const is = (other: Person) => other.email.toLowerCase() === email.toLowerCase();
  if (people.some(({ person, memberships }) => is(person) && memberships.some((each) => isOf(each, org, now))))
    throw issue(path, "known");
}

/** Refuses wrong-state for somebody who is in already, and for whoever has been taken out again. */
export function inviteAgain(
  chain: Chain,
  org: string,
  { person, memberships }: User,
  email: string,
  by: By,
  hash: Hash,
): PeopleDecision {
  if (!memberships.some((each) => isOf(each, org, by.at))) throw new Refusal("wrong-state", { state: "ended" });
  if (person.invited === undefined) throw new Refusal("wrong-state", { state: "accepted" });
  const event = eventOf(chain, { type: "invited-again", person: person.id }, by, hash);
  return { event, invitedAgain: { person: person.id, email, invitation: event.hash } };
}

/** Somebody has logged in, under that identity, and shown the code of an invitation. */
export const accept = (
  chain: Chain,
  person: string,
  shown: { identity: string; code: string },
  at: Instant,
  hash: Hash,
): RegisterEvent => eventOf(chain, { type: "accepted", person, proof: hash(canonical(shown)) }, { person, at }, hash);

/** The membership meant by role and first instant. Refuses not-found. */
export function membershipOf({ memberships }: User, org: string, role: Role, from: Instant): Membership {
  const found = memberships.find(
    (each) => each.org === org && each.role === role && each.from === from && !isVoid(each),
  );
  if (!found) throw new Refusal("not-found");
  return found;
}

/**
 * Refuses last-admin when SKR would be without somebody who can let people in: an administrator for good, who has logged in. `people`
 * are all of SKR's, as they stand.
 */
function refuseLastAdmin(membership: Membership, person: string, to: Instant, people: User[]): void {
  if (membership.org !== SKR || membership.role !== "admin") return;
  const isLeft = people.some((each) =>
    each.memberships.some(
      (other) =>
        other.org === SKR &&
        other.role === "admin" &&
        each.person.invited === undefined &&
        (each.person.id !== person || other.from !== membership.from) &&
        other.from <= to &&
        other.to === null,
    ),
  );
  if (!isLeft) throw new Refusal("last-admin");
}

/** Refuses what has been and what makes a membership longer. */
function endingAt(membership: Membership, at: Instant | null, now: Instant): Instant {
  const to = at ?? now;
  if (to < now) throw issue("at", "past");
  if (membership.to !== null && membership.to <= to) throw issue("at", "not-earlier");
  return to;
}

/**
 * Ends a membership at an instant, now when none is given: from that millisecond on it holds nothing, and whoever stood in for a head by
 * it does so no longer. A head may end it for whoever stands in for them, an administrator for anybody. `people` are all of the
 * organisation.
 */
export function end(
  chain: Chain,
  org: string,
  whose: User,
  membership: Membership,
  at: Instant | null,
  people: User[],
  asker: User,
  by: By,
  hash: Hash,
): PeopleDecision {
  if (!isAdmin(asker, by.at) && membership.standsInFor !== by.person) throw new Refusal("not-allowed");
  const to = endingAt(membership, at, by.at);
  const person = whose.person.id;
  if (org === SKR) refuseLastAdmin(membership, person, to, people);
  const substitutes = standingIn(org, person, membership, to, people);
  const fact: RegisterFact = {
    ...{ type: "ended", person, role: membership.role, from: membership.from, to },
    ...along(substitutes),
  };
  return { event: eventOf(chain, fact, by, hash), ends: [{ person, membership, to }, ...substitutes] };
}

/**
 * One leaves a post and another takes it, at the same instant and in one event. Who stood in for the one does not for the other, unless
 * they are named again; they may be the one who takes it. A substitute has no post to hand over: the head names another one.
 */
export function handOver(
  chain: Chain,
  org: string,
  leaving: User,
  membership: Membership,
  successor: Who,
  at: Instant | null,
  people: User[],
  by: By,
  hash: Hash,
): PeopleDecision {
  if (membership.standsInFor !== undefined) throw issue("role", "stands-in");
  const to = endingAt(membership, at, by.at);
  const isInvited = "person" in successor;
  const next = isInvited ? successor.person : successor.user.person;
  if (next.id === leaving.person.id) throw issue("to", "self");
  const term: Term = { role: membership.role, from: to, to: null };
  const substitutes = standingIn(org, leaving.person.id, membership, to, people);
  // What they have as a substitute makes way for the post.
  const own = substitutes.filter((each) => each.person === next.id).map((each) => each.membership.from);
  if (own.includes(to)) throw issue("to", "begins-then");
  const makesWay = (each: Membership) => each.org === org && each.standsInFor !== undefined && own.includes(each.from);
  const theirs = isInvited ? [] : successor.user.memberships.map((each) => (makesWay(each) ? { ...each, to } : each));
  refuseTerm(org, term, theirs);
  if (isInvited) refuseKnown("to", org, next, people, by.at);
  // Somebody who has not come yet is nobody who can let people in.
  const isIn = !isInvited && next.invited === undefined;
  if (org === SKR && !isIn) refuseLastAdmin(membership, leaving.person.id, to, people);
  const { role, from: since } = membership;
  const person = leaving.person.id;
  const fact: RegisterFact = {
    ...{ type: "handed-over", person, role, since, to: next.id, at: to, isInvited },
    ...along(substitutes),
  };
  const event = eventOf(chain, fact, by, hash);
  return {
    event,
    ...(isInvited ? { newPerson: { ...next, invited: by.at, invitation: event.hash } } : {}),
    begins: { person: next.id, membership: { org, ...term, confirmedBy: by.person } },
    ends: [{ person, membership, to }, ...substitutes],
  };
}
