/**
 * A submission's life: what it is, what moves it and what refuses.
 *
 * Every rule decides: from the submission as it was, the command, who asks and when, to an event (or a Refusal). `apply` turns
 * the event into the submission as it becomes. Events are chained by hash; people stand in them by pseudonym id.
 * The instant of a command is when the gateway received its first attempt, never the browser's clock nor a handler's.
 */
import { canonical, type Hash } from "./canonical.ts";
import { epoch, type Instant, isClosed } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { type Answers, emptyAnswer, faults, isAnswered, questions, type Row, type Template, tidy } from "./form.ts";
import type { Membership } from "./permissions.ts";
import { partsOf, type Round, signBy } from "./rounds.ts";

export type State = "not-started" | "draft" | "handed-in" | "submitted" | "abstained";

export type Submission = {
  id: string;
  state: State;
  /** Number of events so far; every move is conditional on it. */
  seq: number;
  /** Number of answers and files saved so far; handing in is conditional on it, so that no saved text is left out. */
  edits: number;
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
};

type Frozen = { version: number; hash: string; at: Instant; by: string };
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
  | { type: "contacts-changed"; contacts: Row[] };

/** Who signed what, how and when. It proves the act inside the portal and is no advanced electronic signature. */
export type Evidence = {
  method: "portal";
  pressedAt: Instant;
  authenticatedAt: Instant;
  membership: Pick<Membership, "role" | "from" | "to" | "confirmedBy">;
  /** The sentence beside the button that was pressed. */
  shown: string;
};

export type Event = { id: string; seq: number; at: Instant; by: string; prev: string; fact: Fact; hash: string };
export type Decision = { event: Event; freeze?: Version };

export type By = { person: string; at: Instant };

export const reauthenticateWithin = 15 * 60_000;

/** How a submission begins its life, when its round opens. */
export function opened(id: string, closesAt: Instant, hash: Hash): Submission {
  return {
    id,
    state: "not-started",
    seq: 0,
    edits: 0,
    tip: hash(id),
    version: 0,
    standing: null,
    closesAt,
    waiting: null,
    intent: null,
    receipt: null,
    request: null,
    extended: null,
  };
}

/** Whether answers may be saved now; the write's own condition says the same. */
export const isEditable = (submission: Submission, receivedAt: Instant): boolean =>
  submission.state === "draft" && !isClosed(submission.closesAt, receivedAt);

/** Why answers may not be saved: too late, or not in a state for it. */
export function refuseEdit(submission: Submission, receivedAt: Instant): never {
  refuseLate(submission.closesAt, receivedAt);
  throw new Refusal("wrong-state", { state: submission.state });
}

function refuseLate(closesAt: Instant, receivedAt: Instant): void {
  if (isClosed(closesAt, receivedAt)) throw new Refusal("too-late", { closedAt: closesAt });
}

function only(submission: Submission, ...states: State[]): void {
  if (!states.includes(submission.state)) throw new Refusal("wrong-state", { state: submission.state });
}

/** A person begins to write, by the first save. */
export function start(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before.closesAt, by.at);
  only(before, "not-started");
  return decided(before, { type: "started" }, by, hash);
}

/** The RSS takes no part this year; reversible until closing. */
export function abstain(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before.closesAt, by.at);
  only(before, "not-started", "draft");
  if (before.standing !== null) throw new Refusal("wrong-state", { state: "submitted" });
  return decided(before, { type: "abstained" }, by, hash);
}

export function resume(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before.closesAt, by.at);
  only(before, "abstained");
  return decided(before, { type: "resumed" }, by, hash);
}

type Material = { template: Template; round: Round; answers: Answers; files: AttachedFile[]; rss: Version["rss"] };

/**
 * Sends the plan to the head: all faults at once, or a frozen version V#n with its content hash.
 * Refuses too-late, wrong-state, over-limit, missing.
 */
export function handIn(before: Submission, material: Material, by: By, hash: Hash): Decision {
  refuseLate(before.closesAt, by.at);
  only(before, "draft");
  const found = faults(material.template, material.answers, material.files.length);
  if (found.length > 0) {
    throw new Refusal(found.some(({ code }) => code === "over-limit") ? "over-limit" : "missing", { faults: found });
  }
  const freeze = frozen(before, material, by, hash);
  const decision = decided(before, { type: "handed-in", version: freeze.version, content: freeze.hash }, by, hash);
  return { ...decision, freeze };
}

function frozen(before: Submission, material: Material, by: By, hash: Hash): Version {
  const answers = Object.fromEntries(
    questions(material.template)
      .filter(isAnswered)
      .map((question) => [question.id, tidy(material.answers[question.id] ?? emptyAnswer(question))]),
  );
  const version = {
    id: before.id,
    version: before.version + 1,
    template: material.round.template,
    answers,
    files: material.files,
    rss: material.rss,
    frozenAt: by.at,
    by: by.person,
  };
  return { ...version, hash: hash(canonical(version)) };
}

/** The writer takes it back to change it, before closing. */
export function recall(before: Submission, by: By, hash: Hash): Decision {
  only(before, "handed-in");
  refuseLate(before.closesAt, by.at);
  return decided(before, { type: "recalled" }, by, hash);
}

/** The head sends it back with a comment, before closing; afterwards an extension must be asked for first. */
export function sendBack(before: Submission, comment: string, by: By, hash: Hash): Decision {
  only(before, "handed-in");
  refuseLate(before.closesAt, by.at);
  return decided(before, { type: "sent-back", comment }, by, hash);
}

/** Whether an intent still carries a signature of what waits. */
const isLive = (intent: Intent | null, waiting: Frozen, by: By): intent is Intent =>
  intent !== null &&
  intent.by === by.person &&
  intent.hash === waiting.hash &&
  epoch(by.at) - epoch(intent.at) <= reauthenticateWithin;

/**
 * "Skriv under och skicka in" is pressed: time, version and hash are put on record, and a fresh log-in is asked for.
 * Null when an intent of the same person and version is still live: the first press is the one that counts.
 * Refuses stale when the version changed since it was read, too-late, wrong-state.
 */
export function intend(
  before: Submission,
  round: Round,
  read: { version: number; hash: string },
  by: By,
  hash: Hash,
): Decision | null {
  const waiting = waitingOf(before, read);
  if (isLive(before.intent, waiting, by)) return null;
  refuseLate(signBy(round, before.closesAt), by.at);
  return decided(before, { type: "signing-intended", version: waiting.version, content: waiting.hash }, by, hash);
}

function waitingOf(before: Submission, read: { version: number; hash: string }): Frozen {
  if (before.state === "draft" && before.version >= read.version)
    throw new Refusal("stale", { version: before.version });
  only(before, "handed-in");
  const waiting = before.waiting;
  if (!waiting) throw new Refusal("wrong-state", { state: before.state });
  if (waiting.hash !== read.hash) throw new Refusal("stale", { version: waiting.version });
  return waiting;
}

/**
 * The head signs what was read. In time is decided by when the button was pressed (the intent) or when it was handed in,
 * by the round's `act`; the log-in must be later than the press and done within fifteen minutes of it.
 * Refuses stale, too-late, reauthenticate, wrong-state.
 */
export function sign(
  before: Submission,
  round: Round,
  prefix: string,
  read: { version: number; hash: string },
  membership: Membership,
  authenticatedAt: Instant,
  shown: string,
  by: By,
  hash: Hash,
): Decision {
  const waiting = waitingOf(before, read);
  const intent = before.intent;
  if (!isLive(intent, waiting, by)) {
    refuseLate(signBy(round, before.closesAt), by.at);
    throw new Refusal("reauthenticate", { pressedAt: by.at });
  }
  refuseLate(signBy(round, before.closesAt), intent.at);
  // auth_time has whole seconds: a log-in in the same second as the press cannot be told to be later, and is asked for again.
  if (authenticatedAt <= intent.at) throw new Refusal("reauthenticate", { pressedAt: intent.at });
  const { rss } = partsOf(before.id);
  const receivedAt = round.act === "signed" ? intent.at : waiting.at;
  const receipt: Receipt = {
    number: `${prefix}-${round.year}-${rss}-${waiting.version}`,
    version: waiting.version,
    hash: waiting.hash,
    receivedAt,
    inTime: !isClosed(before.closesAt, receivedAt),
    handedInAt: waiting.at,
    handedInBy: waiting.by,
    signedAt: intent.at,
    by: by.person,
  };
  const { role, from, to, confirmedBy } = membership;
  const evidence: Evidence = {
    method: "portal",
    pressedAt: intent.at,
    authenticatedAt,
    membership: { role, from, to, confirmedBy },
    shown,
  };
  return decided(before, { type: "signed", receipt, evidence }, by, hash);
}

/** "Ändra": the RSS writes a next version before closing; the standing one counts until that is signed. */
export function change(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before.closesAt, by.at);
  only(before, "submitted");
  return decided(before, { type: "changed" }, by, hash);
}

/** Asks SKR for more time; possible before and after closing, but not when it is already submitted. */
export function requestExtension(before: Submission, reason: string, by: By, hash: Hash): Decision {
  only(before, "not-started", "draft", "handed-in", "abstained");
  return decided(before, { type: "extension-requested", reason }, by, hash);
}

/** SKR moves this RSS's closing time; only ever forward. */
export function extend(before: Submission, closesAt: Instant, reason: string, by: By, hash: Hash): Decision {
  if (closesAt <= before.closesAt || closesAt <= by.at) {
    throw new Refusal("invalid", { issues: [{ path: "until", problem: "not-later" }] });
  }
  return decided(before, { type: "extended", closesAt, reason }, by, hash);
}

/** Contacts may change after submission without a new version. */
export function changeContacts(before: Submission, contacts: Row[], by: By, hash: Hash): Decision {
  if (before.standing === null) throw new Refusal("wrong-state", { state: before.state });
  return decided(before, { type: "contacts-changed", contacts }, by, hash);
}

function decided(before: Submission, fact: Fact, by: By, hash: Hash): Decision {
  const unhashed = { id: before.id, seq: before.seq + 1, at: by.at, by: by.person, prev: before.tip, fact };
  return { event: { ...unhashed, hash: hash(canonical(unhashed)) } };
}

/** Whether a chain of events is whole: each carries the hash of the one before, and its own hash is right. */
export function isWhole(id: string, events: Event[], hash: Hash): boolean {
  let prev = hash(id);
  return events.every((event, index) => {
    const { hash: own, ...unhashed } = event;
    const right = event.prev === prev && event.seq === index + 1 && hash(canonical(unhashed)) === own;
    prev = own;
    return right;
  });
}

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
      return { state: "submitted", standing: fact.receipt.version, receipt: fact.receipt, waiting: null, intent: null };
    case "changed":
      return { state: "draft" };
    case "extension-requested":
      return { request: { at, by } };
    case "extended":
      return { closesAt: fact.closesAt, request: null, extended: at };
    case "contacts-changed":
      return {};
    default:
      return fact satisfies never;
  }
}

/** What remains to be done after an event, outside the request: carried out by the outbox, at least once. */
export type Step = "document" | "mail";

export function stepsAfter(event: Event): Step[] {
  switch (event.fact.type) {
    case "signed":
      return ["document", "mail"];
    case "handed-in":
    case "sent-back":
    case "extension-requested":
    case "extended":
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
  if (!closed || submission.state === "submitted" || submission.state === "abstained") return submission.state;
  if (submission.state === "handed-in") return "handed-in";
  return submission.standing === null ? "not-in-time" : "submitted";
}

/** The eight characters printed beside the number, so that a receipt cannot be guessed from its number. */
export const codeOf = (hash: string): string => hash.slice(0, 8).toUpperCase();
