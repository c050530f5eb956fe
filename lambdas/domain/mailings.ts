/** To whom an event is told, decided when it is sent: who has left by then gets nothing, who has come gets it. */
import { addressOf } from "./addresses.ts";
import { epoch, type Instant } from "./deadlines.ts";
import type { Kind } from "./form.ts";
import { type Language, languageOf } from "./language.ts";
import type { Role } from "./permissions.ts";
import type { Rss } from "./rounds.ts";
import type { Event } from "./submission.ts";

export type Member = {
  id: string;
  email: string;
  language?: Language;
  role: Role;
  from: Instant;
  to: Instant | null;
};

export const mailKinds = [
  "waiting",
  "handed-in-for",
  "sent-back",
  "receipt",
  "extension-requested",
  "extended",
  "completion-requested",
  "completion-withdrawn",
  "proposed",
  "approved",
  "rejected",
] as const;
export type MailKind = (typeof mailKinds)[number];

/** The page that a mail about a submission leads to. */
export const pageOf: Record<MailKind, (id: string, kind: Kind) => string> = {
  waiting: (id, kind) => addressOf(kind, id, "/las"),
  "handed-in-for": (id, kind) => addressOf(kind, id),
  "sent-back": (id, kind) => addressOf(kind, id),
  receipt: (id, kind) => addressOf(kind, id, "/kvitto"),
  "extension-requested": (id) => `/granska/${id}`,
  extended: (id, kind) => addressOf(kind, id),
  "completion-requested": (id, kind) => addressOf(kind, id),
  "completion-withdrawn": (id, kind) => addressOf(kind, id),
  proposed: (id) => `/granska/${id}`,
  approved: (id, kind) => addressOf(kind, id),
  rejected: (id, kind) => addressOf(kind, id),
};

/** `person`: a pseudonym, or whose function address it is: `registrar.W`, `mailbox.W`, `staff`. */
export type To = { person: string; address: string; language: Language };
export type Addressed = { kind: MailKind; to: To[] };

/** `sending` is marked before a mail is handed over; `failed` was not taken for certain. */
export const mailStates = ["sending", "sent", "failed", "delivered", "bounced", "complained"] as const;
export type MailState = (typeof mailStates)[number];
/** What is heard of a mail after it was sent. */
export type DeliveryState = Extract<MailState, "delivered" | "bounced" | "complained">;

/** A mark without an outcome for so long is shown to staff, in milliseconds: nobody knows whether that mail has gone. */
const stuckAfter = 15 * 60_000;

export const isStuck = ({ state, at }: { state: MailState; at: Instant }, now: Instant): boolean =>
  state === "sending" && epoch(now) - epoch(at) >= stuckAfter;

/** Whether staff may have a mail sent once more: it has not arrived, or nobody knows. */
export const mayResend = (mail: { state: MailState; at: Instant }, now: Instant): boolean =>
  mail.state === "failed" || mail.state === "bounced" || isStuck(mail, now);

/** Addresses that mail has come back from, or whose owner has complained: in lower case, as `marked` compares them. */
export type Marked = ReadonlySet<string>;
export const none: Marked = new Set();
export const isMarked = (marked: Marked, address: string): boolean => marked.has(address.toLowerCase());

/** Nobody has chosen a language for a function address, so it gets the form's. */
export const office = (person: string, address: string): To => ({ person, address, language: "sv" });

export const staffAddress = (address: string): To => office("staff", address);

/** Each address once, however it is spelled; the first one given counts, so that a person's language goes before an office's. */
export const onceEach = (all: To[]): To[] => all.filter((to, n) => all.findIndex((each) => isSame(each, to)) === n);

const isSame = (one: To, other: To): boolean => one.address.toLowerCase() === other.address.toLowerCase();

/** The RSS's function addresses, the one for its daily business first. */
export const officesOf = ({ id, mailbox, registrar }: Pick<Rss, "id" | "mailbox" | "registrar">): To[] => [
  ...(mailbox ? [office(`mailbox.${id}`, mailbox)] : []),
  office(`registrar.${id}`, registrar),
];

/**
 * Whom a mail reaches that is meant for these. A marked address gets nothing; when all of them are marked, the first of the
 * `substitutes` that is not gets it instead. Whoever else holds the role is among those meant, so no more is needed for them.
 */
export function reached(meant: To[], substitutes: To[], marked: Marked): To[] {
  const able = meant.filter(({ address }) => !isMarked(marked, address));
  if (able.length > 0 || meant.length === 0) return able;
  return substitutes.filter(({ address }) => !isMarked(marked, address)).slice(0, 1);
}

/** Those who hold one of these roles at an instant, each in their own language. */
export const holdersOf = (members: Member[], roles: Role[], now: Instant): To[] =>
  members
    .filter(({ role, from, to }) => roles.includes(role) && from <= now && (to === null || now < to))
    .map((member) => ({ person: member.id, address: member.email, language: languageOf(member) }));

/** To whom a mailing goes, each address once. `staff` is SKR's function address. */
export function mailingOf(
  { fact }: Pick<Event, "fact">,
  members: Member[],
  rss: Pick<Rss, "id" | "mailbox" | "registrar">,
  staff: string,
  now: Instant,
  marked: Marked = none,
): Addressed | null {
  const offices = officesOf(rss);
  const registrar = offices.filter(({ address }) => address === rss.registrar);
  // Role by role: a head who is not reached has the RSS's own address told, however many writers are.
  const holding = (...roles: Role[]) =>
    roles.flatMap((role) => reached(holdersOf(members, [role], now), offices, marked));
  const to = (kind: MailKind, ...all: To[]): Addressed => ({ kind, to: onceEach(all) });
  switch (fact.type) {
    case "handed-in":
      return to("waiting", ...holding("head"));
    case "handed-in-for":
      return to("handed-in-for", ...holding("writer", "head"), ...reached(registrar, offices, marked));
    case "sent-back":
      return to("sent-back", ...holding("writer"));
    case "signed":
      return to("receipt", ...holding("writer", "head"), ...reached(registrar, offices, marked));
    case "extension-requested":
      return to("extension-requested", staffAddress(staff));
    case "extended":
    case "completion-withdrawn":
      return to(fact.type, ...holding("writer", "head"));
    case "proposed":
      return to("proposed", staffAddress(staff));
    // What SKR asks and decides is registered where the RSS is housed.
    case "completion-requested":
    case "approved":
    case "rejected":
      return to(fact.type, ...holding("writer", "head"), ...reached(registrar, offices, marked));
    default:
      return null;
  }
}
