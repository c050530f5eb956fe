/**
 * What a submission is, what can happen to it, and what it is after that. moves.ts decides what happens; chain.ts binds each event
 * to the one before. People stand in events by pseudonym id, so that erasing a person leaves the chain whole.
 */
import type { Hash } from "./canonical.ts";
import { type Day, type Instant, isClosed } from "./deadlines.ts";
import type { Answers, Row } from "./form.ts";
import type { Language } from "./language.ts";
import type { Membership } from "./permissions.ts";
import { partsOf, type Round, signBy } from "./rounds.ts";

export type State = "not-started" | "draft" | "handed-in" | "submitted" | "abstained" | "approved";

export type Submission = {
  id: string;
  state: State;
  /** Number of events so far; every move is conditional on it. */
  seq: number;
  /** Number of answers and files saved so far; handing in is conditional on it, so that no saved text is left out. */
  edits: number;
  /** Comments and other things beside the draft so far: nothing is conditional on it, but whoever has the page open asks for it. */
  news: number;
  /** Hash of the last event. */
  tip: string;
  /** Last frozen version, 0 when there is none. */
  version: number;
  /** The signed version that counts, null before the first signature. It keeps counting while a next one is written. */
  standing: number | null;
  /** This RSS's own closing time: the round's, or later by an extension. */
  closesAt: Instant;
  /** What waits for a signature. */
  waiting: Frozen | null;
  intent: Intent | null;
  receipt: Receipt | null;
  /** An extension asked for and not yet granted; its reason stands in the log, so that this item stays under 1 kB. */
  request: { at: Instant; by: string } | null;
  /** When SKR last moved the closing time. */
  extended: Instant | null;
  /** SKR's decision on the version that stands. */
  approved: Approval | null;
};

/** `amount` in whole kronor for a plan; a report has none. */
export type Approval = { version: number; amount: number | null; at: Instant; by: string };

export type Frozen = { version: number; hash: string; at: Instant; by: string };
/** "Skriv under och skicka in" was pressed: this version, at this instant; a fresh log-in must follow within fifteen minutes. */
export type Intent = { version: number; hash: string; at: Instant; by: string };
export type Receipt = {
  /** `GFP-2021-W-1` */
  number: string;
  version: number;
  hash: string;
  /** When the act that had to be in time was received. */
  receivedAt: Instant;
  inTime: boolean;
  handedInAt: Instant;
  handedInBy: string;
  signedAt: Instant;
  by: string;
};

export type AttachedFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  key: string;
  object: string;
};

/** A frozen version: immutable, complete, and enough to print it in ten years' time. */
export type Version = {
  id: string;
  version: number;
  template: { id: string; hash: string };
  /** The round as it was: its days, amounts and words stand in the form. */
  round: Round;
  answers: Answers;
  files: AttachedFile[];
  /** The county and host as they were, for the locked first section. */
  rss: { id: string; name: string; county: string; host: string };
  frozenAt: Instant;
  by: string;
  hash: string;
};

export type Fact =
  | { type: "started" }
  | { type: "abstained" }
  | { type: "resumed" }
  | { type: "handed-in"; version: number; content: string }
  | { type: "recalled" }
  | { type: "sent-back"; comment: string }
  | { type: "signing-intended"; version: number; content: string }
  | { type: "signed"; receipt: Receipt; evidence: Evidence }
  | { type: "changed" }
  | { type: "extension-requested"; reason: string }
  | { type: "extended"; closesAt: Instant; reason: string }
  | { type: "approved"; version: number; amount: number | null }
  /** The contacts themselves stand apart, where people can be erased; the event has the hash of their canonical text. */
  | { type: "contacts-changed"; content: string };

/** Who signed what, how and when; which content stands in the receipt beside it. `language` is also the document's own. */
export type Evidence = InPortal | OnPaper;

/** By which membership the head is head. */
type AsHead = Pick<Membership, "role" | "from" | "to" | "confirmedBy">;

/** It proves the act inside the portal and is no advanced electronic signature. */
export type InPortal = {
  method: "portal";
  pressedAt: Instant;
  authenticatedAt: Instant;
  membership: AsHead;
  /** The sentence beside the button that was pressed, and the language the head read it in. */
  shown: string;
  language: Language;
};

/** It tells that a paper was received and what was said of it; the signature itself is in ink. The event is by whoever registered it. */
export type OnPaper = {
  method: "paper";
  /** When the portal was told of this very scan, by its checksum. */
  receivedAt: Instant;
  /** The day that is written on the paper. */
  signedOn: Day;
  membership: AsHead;
  /** These bytes and no others: the object's version in the bucket, and their checksum. */
  scan: AttachedFile;
  registeredAs: Pick<Membership, "org" | "role" | "from" | "to" | "confirmedBy">;
  /** Why SKR registered it for the RSS; null when the RSS did so itself. */
  onBehalf: string | null;
  language: Language;
};

export type Event = { id: string; seq: number; at: Instant; by: string; prev: string; fact: Fact; hash: string };
/** What a move comes to: the event, and what is written beside it. `opens`: submissions that begin their life by it. */
export type Decision = { event: Event; freeze?: Version; contacts?: Row[]; opens?: Opening[] };
/** A submission that may be written from now on, and what is filled in beforehand. */
export type Opening = { submission: Submission; answers: Answers };

export type By = { person: string; at: Instant };
/** How a submission begins its life, when its round opens. */
export function opened(id: string, closesAt: Instant, hash: Hash): Submission {
  return {
    id,
    state: "not-started",
    seq: 0,
    edits: 0,
    news: 0,
    tip: hash(id),
    version: 0,
    standing: null,
    closesAt,
    waiting: null,
    intent: null,
    receipt: null,
    request: null,
    extended: null,
    approved: null,
  };
}

/** Whether answers may be saved now; the write's own condition says the same. */
export const isEditable = (submission: Submission, receivedAt: Instant): boolean =>
  submission.state === "draft" && !isClosed(submission.closesAt, receivedAt);

/** The submission after an event. */
export function apply(before: Submission, event: Event): Submission {
  return { ...before, seq: event.seq, tip: event.hash, ...consequences(event) };
}

function consequences({ fact, at, by }: Event): Partial<Submission> {
  switch (fact.type) {
    case "started":
    case "resumed":
      return { state: "draft" };
    case "abstained":
      return { state: "abstained" };
    case "handed-in":
      return {
        state: "handed-in",
        version: fact.version,
        waiting: { version: fact.version, hash: fact.content, at, by },
        intent: null,
      };
    case "recalled":
    case "sent-back":
      return { state: "draft", waiting: null, intent: null };
    case "signing-intended":
      return { intent: { version: fact.version, hash: fact.content, at, by } };
    case "signed":
      return {
        state: "submitted",
        standing: fact.receipt.version,
        receipt: fact.receipt,
        waiting: null,
        intent: null,
        request: null,
      };
    case "changed":
      return { state: "draft" };
    case "extension-requested":
      return { request: { at, by } };
    case "extended":
      return { closesAt: fact.closesAt, request: null, extended: at };
    case "approved":
      return {
        state: "approved",
        approved: { version: fact.version, amount: fact.amount, at, by },
        waiting: null,
        intent: null,
        request: null,
      };
    case "contacts-changed":
      return {};
    default:
      return fact satisfies never;
  }
}

/**
 * What remains to be done after an event, outside the request: carried out by the outbox, at least once. Of a signed version: its
 * document, the seal on it, the time stamp on the seal, what validation will need in ten years, the copy for archives.
 */
export const steps = ["document", "seal", "timestamp", "validation", "archive", "mail"] as const;
export type Step = (typeof steps)[number];

/** Until these are done the mail with the document waits. */
export const beforeMail: readonly Step[] = ["document", "seal"];

export function stepsAfter(event: Event): Step[] {
  switch (event.fact.type) {
    case "signed":
      return [...steps];
    case "handed-in":
    case "sent-back":
    case "extension-requested":
    case "extended":
    case "approved":
      return ["mail"];
    default:
      return [];
  }
}

/** What people are told the state is: closing changes it without any event. */
export type ShownState = State | "not-in-time" | "not-signed-in-time";

export function shownState(
  submission: Pick<Submission, "state" | "standing" | "closesAt">,
  round: Round,
  now: Instant,
): ShownState {
  const closed = isClosed(submission.closesAt, now);
  if (submission.state === "handed-in" && isClosed(signBy(round, submission.closesAt), now)) {
    return submission.standing === null ? "not-signed-in-time" : "submitted";
  }
  const isSettled = ["submitted", "abstained", "approved"].includes(submission.state);
  if (!closed || isSettled) return submission.state;
  if (submission.state === "handed-in") return "handed-in";
  return submission.standing === null ? "not-in-time" : "submitted";
}

/** `GFP-2021-W-1`: the receipt's number, known before there is a receipt. */
export const numberOf = (prefix: string, year: number, id: string, version: number): string =>
  `${prefix}-${year}-${partsOf(id).rss}-${version}`;

/** The eight characters printed beside the number, so that a receipt cannot be guessed from its number. */
export const codeOf = (hash: string): string => hash.slice(0, 8).toUpperCase();
