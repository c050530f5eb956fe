/**
 * What a submission is, what can happen to it, and what it is after that. moves.ts decides what happens; chain.ts binds each event
 * to the one before. People stand in events by pseudonym id, so that erasing a person leaves the chain whole.
 */
import type { Hash } from "./canonical.ts";
import type { Chained } from "./chain.ts";
import { type Day, type Instant, isClosed } from "./deadlines.ts";
import type { Evidence } from "./evidence.ts";
import type { Answers, Row } from "./form.ts";
import { type Payee, partsOf, type Round, signBy } from "./rounds.ts";

export type State =
  | "not-started"
  | "draft"
  | "handed-in"
  | "submitted"
  /** SKR has asked for more: only the questions of `completion` may be written on. */
  | "returned"
  | "abstained"
  | "approved"
  | "rejected";

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
  /** What SKR has asked for and not got signed yet; the version that stands keeps counting. */
  completion: Completion | null;
  /** Money that one officer means to grant and another one has not attested yet. */
  proposal: Proposal | null;
  /** SKR's decision on the version that stands: at most one of the two. */
  approved: Approval | null;
  rejected: Rejection | null;
  /** The officer who handles it. */
  assigned: string | null;
  /** What has been paid out of what was granted, and what was left over and reported, in whole kronor. */
  paid: number;
  unused: number | null;
};

/** `questions`: those that may be written on, with the lists of goals that belong to them, and `files` when attachments may change. */
export type Completion = { version: number; questions: string[]; dueAt: Instant; at: Instant; by: string };
/** `hash`: of the event that proposed it, by which whoever attests names it. */
export type Proposal = { version: number; amount: number; at: Instant; by: string; hash: string };
/** `amount` in whole kronor for a plan; a report has none. */
export type Approval = { version: number; amount: number | null; at: Instant; by: string };
export type Rejection = { version: number; at: Instant; by: string };

/** Among the questions of a completion: the attachments. */
export const attachmentsAsked = "files";

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
  /** Of a version that completes an earlier one, which is what `inTime` is about: when the answer was due, and whether it was in time. */
  completes?: { version: number; dueAt: Instant; inTime: boolean };
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
  /** What SKR asked for and what the RSS says about its answer, in a version that completes another one. */
  completes?: { version: number; questions: string[]; askedAt: Instant; note: string };
  hash: string;
};

export type Fact =
  | { type: "started" }
  | { type: "abstained" }
  | { type: "resumed" }
  | { type: "handed-in"; version: number; content: string }
  /** By an officer: `receivedAt` is when it came to SKR, and the time that counts. */
  | ({ type: "handed-in-for"; version: number; content: string } & Came)
  | { type: "recalled" }
  | { type: "sent-back"; comment: string }
  | { type: "signing-intended"; version: number; content: string }
  | { type: "signed"; receipt: Receipt; evidence: Evidence }
  | { type: "changed" }
  | { type: "extension-requested"; reason: string }
  | { type: "extended"; closesAt: Instant; reason: string }
  /** `message`: what SKR wants to know, in its own words. */
  | { type: "completion-requested"; version: number; questions: string[]; dueAt: Instant; message: string }
  | { type: "completion-withdrawn"; reason: string }
  | { type: "proposed"; version: number; amount: number; reasons: string; payee?: Payee }
  | { type: "proposal-withdrawn"; comment: string }
  /** `proposedBy`: the officer whose proposal was attested, by whom the event is. */
  | { type: "approved"; version: number; amount: number | null; reasons?: string; proposedBy?: string; payee?: Payee }
  | { type: "rejected"; version: number; reasons: string }
  | { type: "assigned"; to: string | null }
  /** `on`: the day it was paid. */
  | { type: "paid"; amount: number; on: Day; reference: string }
  | { type: "unused-noted"; amount: number; note: string }
  /** The contacts themselves stand apart, where people can be erased; the event has the hash of their canonical text. */
  | { type: "contacts-changed"; content: string };

/** When it came to SKR, and how. */
export type Came = { receivedAt: Instant; how: "post" | "mail"; reason: string };

export type Event = Chained<Fact>;
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
    ...untouched,
  };
}

/** What SKR has done with a submission that nobody there has touched. */
export const untouched = {
  completion: null,
  proposal: null,
  approved: null,
  rejected: null,
  assigned: null,
  paid: 0,
  unused: null,
} satisfies Partial<Submission>;

/**
 * Whether this answer (or the attachments) may be saved now; the write's own condition says the same. An answer to SKR's questions has a
 * day when it is due, and is taken after it too: SKR wants to know, and decides when it has waited enough.
 */
export const isEditable = (submission: Submission, receivedAt: Instant, subject: string): boolean =>
  submission.state === "returned"
    ? (submission.completion?.questions.includes(subject) ?? false)
    : submission.state === "draft" && !isClosed(submission.closesAt, receivedAt);

/** The submission after an event. */
export function apply(before: Submission, event: Event): Submission {
  return { ...before, seq: event.seq, tip: event.hash, ...consequences(before, event) };
}

/** Nothing is under way any more. */
const settled = { waiting: null, intent: null, request: null, completion: null, proposal: null } as const;

function consequences(before: Submission, { fact, at, by, hash }: Event): Partial<Submission> {
  switch (fact.type) {
    case "started":
    case "resumed":
      return { state: "draft" };
    case "abstained":
      return { state: "abstained" };
    case "handed-in":
    case "handed-in-for": {
      const { version, content } = fact;
      const came = fact.type === "handed-in" ? at : fact.receivedAt;
      return { state: "handed-in", version, waiting: { version, hash: content, at: came, by }, intent: null };
    }
    case "recalled":
    case "sent-back":
      return { state: before.completion ? "returned" : "draft", waiting: null, intent: null };
    case "signing-intended":
      return { intent: { version: fact.version, hash: fact.content, at, by } };
    case "signed":
      return {
        state: "submitted",
        standing: fact.receipt.version,
        receipt: fact.receipt,
        ...settled,
      };
    case "changed":
      // What was proposed was about the version that may now be replaced.
      return { state: "draft", proposal: null };
    case "extension-requested":
      return { request: { at, by } };
    case "extended":
      return { closesAt: fact.closesAt, request: null, extended: at };
    case "approved":
      return {
        state: "approved",
        approved: { version: fact.version, amount: fact.amount, at, by },
        ...settled,
      };
    case "rejected":
      return { state: "rejected", rejected: { version: fact.version, at, by }, ...settled };
    case "completion-requested": {
      const { version, questions, dueAt } = fact;
      return { state: "returned", ...settled, completion: { version, questions, dueAt, at, by } };
    }
    case "completion-withdrawn":
      return { state: "submitted", ...settled };
    case "proposed":
      return { proposal: { version: fact.version, amount: fact.amount, at, by, hash } };
    case "proposal-withdrawn":
      return { proposal: null };
    case "assigned":
      return { assigned: fact.to };
    case "paid":
      return { paid: before.paid + fact.amount };
    case "unused-noted":
      return { unused: fact.amount };
    case "contacts-changed":
      return {};
    default:
      return fact satisfies never;
  }
}

/** What people are told the state is: closing changes it without any event. */
export type ShownState = State | "not-in-time" | "not-signed-in-time";

export function shownState(
  submission: Pick<Submission, "state" | "standing" | "closesAt"> & { completion: Pick<Completion, "dueAt"> | null },
  round: Round,
  now: Instant,
): ShownState {
  const { state, standing, closesAt, completion } = submission;
  const isSettled = ["submitted", "returned", "abstained", "approved", "rejected"].includes(state);
  if (isSettled || completion) return state;
  if (state === "handed-in" && isClosed(signBy(round, closesAt), now)) {
    return standing === null ? "not-signed-in-time" : "submitted";
  }
  if (!isClosed(closesAt, now) || state === "handed-in") return state;
  return standing === null ? "not-in-time" : "submitted";
}

/** `GFP-2021-W-1`: the receipt's number, known before there is a receipt. */
export const numberOf = (prefix: string, year: number, id: string, version: number): string =>
  `${prefix}-${year}-${partsOf(id).rss}-${version}`;

/** The eight characters printed beside the number, so that a receipt cannot be guessed from its number. */
export const codeOf = (hash: string): string => hash.slice(0, 8).toUpperCase();
