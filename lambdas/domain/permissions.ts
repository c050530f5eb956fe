/** Who may do what. Membership decides, per organisation and instant; nothing else does. */
import { canonical, type Hash } from "./canonical.ts";
import type { Instant } from "./deadlines.ts";
import type { Language } from "./language.ts";

export type Role = "writer" | "head" | "reader" | "officer" | "admin";

/** Staff belong to SKR; everyone else to the RSS whose county letter this is. */
export type Membership = {
  org: string;
  role: Role;
  from: Instant;
  to: Instant | null;
  confirmedBy: string;
  /** The head this person is a substitute for; absent for whoever holds the post. */
  standsInFor?: string;
};

export const SKR = "SKR";

/** A person is an identity (issuer and subject), known here by a pseudonym id that stays in the log when the name is erased. */
export type Person = {
  id: string;
  name: string;
  email: string;
  /** Absent as long as the person has not chosen one. */
  language?: Language;
  /** When the person was first invited; absent once they have logged in. */
  invited?: Instant;
  /** Hash of the event by which they were invited last: codes of earlier ones open nothing. Absent like `invited`. */
  invitation?: string;
};
export type User = { person: Person; memberships: Membership[] };

/**
 * What a route asks for: the acts of the first line concern no RSS, the rest the organisation or RSS of the path. `take-part` is what only the RSS's own
 * people do with a draft: see who is here, read its history, comment. `paper` is registering what the head has signed on paper.
 * `review` is SKR's work on what was submitted, `decide` what comes of it. `rounds`, `register` and `people` are reading, `run`,
 * `keep-register` and `appoint` changing; `delegate` is naming a substitute. `export`, like `overview`, concerns no RSS. `reads` is asking
 * who at SKR has read what an RSS submitted.
 */
export type Act =
  | ("overview" | "export" | "rounds" | "run" | "extend-all" | "register" | "keep-register")
  | ("people" | "appoint" | "delegate")
  | ("see" | "read-version" | "take-part" | "write" | "sign" | "paper" | "extend" | "review" | "decide" | "reads");

const allowed: Record<Role, readonly Act[]> = {
  writer: ["see", "read-version", "take-part", "write", "paper"],
  head: ["see", "read-version", "take-part", "write", "sign", "paper", "people", "delegate"],
  reader: ["see", "read-version", "take-part"],
  officer: [
    ...(["overview", "see", "read-version", "paper", "extend", "review", "decide", "export", "reads"] as const),
    ...(["rounds", "extend-all", "register", "people"] as const),
  ],
  // No content: neither what an RSS writes nor how far it has come.
  admin: ["rounds", "run", "extend-all", "register", "keep-register", "people", "appoint", "delegate", "reads"],
};

const staff: readonly Role[] = ["officer", "admin"];

/** A role in the wrong house (an officer of an RSS, a head at SKR) is somebody's mistake. */
export const belongsIn = (role: Role, org: string): boolean => (org === SKR) === staff.includes(role);

/**
 * Memberships that hold at an instant; access ends the same millisecond as the membership. A role in the wrong house holds nothing.
 */
export const holding = (memberships: Membership[], at: Instant): Membership[] =>
  memberships.filter(({ org, role, from, to }) => belongsIn(role, org) && from <= at && (to === null || at < to));

/** Memberships that concern an RSS at an instant: its own people, and SKR's. */
const concerning = (memberships: Membership[], rss: string, at: Instant): Membership[] =>
  holding(memberships, at).filter(({ org }) => org === rss || org === SKR);

/** Whether the person may do this to that RSS's things (`rss` is null for what concerns no RSS). Pure: same arguments, same answer. */
export const can = (user: User, act: Act, rss: string | null, at: Instant): boolean =>
  (rss === null ? holding(user.memberships, at) : concerning(user.memberships, rss, at)).some(({ role }) =>
    allowed[role].includes(act),
  );

/** Whether the RSS's things exist at all for this person; when not, they answer exactly like things that do not exist. */
export const knows = (user: User, rss: string, at: Instant): boolean => can(user, "see", rss, at);

/** Whether the organisation exists at all for this person: their own and, for SKR's staff, any. */
export const isOf = (user: User, org: string, at: Instant): boolean => concerning(user.memberships, org, at).length > 0;

/** Whether the person works inside the RSS, and so may see drafts; SKR never does. */
export const isInside = (user: User, rss: string, at: Instant): boolean =>
  holding(user.memberships, at).some(({ org }) => org === rss && org !== SKR);

/** The membership by which the person signs; it stands in the evidence. */
export const signingMembership = (user: User, rss: string, at: Instant): Membership | undefined =>
  holding(user.memberships, at).find(({ org, role }) => org === rss && role === "head");

/** The membership by which the person registers a paper: one in the RSS before one at SKR, which acts on its behalf. */
export function registeringMembership(user: User, rss: string, at: Instant): Membership | undefined {
  const able = concerning(user.memberships, rss, at).filter(({ role }) => allowed[role].includes("paper"));
  return able.find(({ org }) => org === rss) ?? able[0];
}

/**
 * The hash an identity is filed under, so that the table holds no subject of another system in clear. A person is issuer and
 * subject, never an e-mail address: addresses change with the employer's name.
 */
export const identityHash = (issuer: string, subject: string, hash: Hash): string => hash(canonical([issuer, subject]));
