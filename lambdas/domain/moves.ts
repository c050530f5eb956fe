/**
 * What may happen to a submission: each rule decides from the submission as it was, the command, who asks and when, to an event,
 * or refuses. The instant of a command is when the gateway received its first attempt, never the browser's clock nor a handler's.
 */
import { canonical, type Hash } from "./canonical.ts";
import { chained } from "./chain.ts";
import { epoch, type Instant, isClosed } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { asHead, type InPortal } from "./evidence.ts";
import { type Answers, emptyAnswer, faults, isAnswered, questions, type Row, type Template, tidy } from "./form.ts";
import { goalsOf, withGoals } from "./goals.ts";
import type { Membership } from "./permissions.ts";
import { type Round, signBy } from "./rounds.ts";
import {
  type AttachedFile,
  attachmentsAsked,
  type By,
  type Decision,
  type Fact,
  type Frozen,
  type Intent,
  numberOf,
  type Receipt,
  type State,
  type Submission,
  type Version,
} from "./submission.ts";

/** A version as its reader saw it. */
type Read = { version: number; hash: string };

/** How long after the press a fresh log-in may come, in milliseconds. */
export const reauthenticateWithin = 15 * 60_000;

/** A version's text in UTF-16 code units: at most 300 kB in UTF-8, of the 400 kB an item may have. */
const largestVersion = 100_000;

export const decided = (before: Submission, fact: Fact, by: By, hash: Hash): Decision => ({
  event: chained(before, fact, by, hash),
});

/** Why answers may not be saved: too late, or not in a state for it. */
export function refuseEdit(submission: Submission, receivedAt: Instant): never {
  refuseLate(submission, receivedAt);
  throw new Refusal("wrong-state", { state: submission.state });
}

/**
 * Refuses too-late from `closesAt` on: this RSS's own closing time, unless another is given. What SKR itself has asked for has no
 * closing, and once SKR has decided it is not the time that is wrong.
 */
export function refuseLate(before: Submission, receivedAt: Instant, closesAt = before.closesAt): void {
  const isDecided = before.state === "approved" || before.state === "rejected";
  if (before.completion || isDecided || !isClosed(closesAt, receivedAt)) return;
  throw new Refusal("too-late", { closedAt: closesAt, stands: before.standing !== null });
}

export function only(submission: Submission, ...states: State[]): void {
  if (!states.includes(submission.state)) throw new Refusal("wrong-state", { state: submission.state });
}

/** A person begins to write, by the first save. */
export function start(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before, by.at);
  only(before, "not-started");
  return decided(before, { type: "started" }, by, hash);
}

/** The RSS takes no part this year; reversible until closing. */
export function abstain(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before, by.at);
  only(before, "not-started", "draft");
  if (before.standing !== null) throw new Refusal("wrong-state", { state: "submitted" });
  return decided(before, { type: "abstained" }, by, hash);
}

export function resume(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before, by.at);
  only(before, "abstained");
  return decided(before, { type: "resumed" }, by, hash);
}

type Material = {
  template: Template;
  round: Round;
  answers: Answers;
  files: AttachedFile[];
  rss: Version["rss"];
  /** Name of a file that is known to be harmful. One that is not judged yet stops nobody: the scan may take its time. */
  infected?: string | undefined;
  /** Whether somebody has listed the goals of this question, so that they are not proposed. */
  isListed?: (question: string) => boolean;
  /** The version that stands, when SKR has asked for more: all that was not asked for stays as it is there. */
  standing?: Version | null;
  /** What the RSS says about its answer to SKR. */
  note?: string;
};

/**
 * Sends the plan to the head: all faults at once, or a frozen version V#n with its content hash.
 * Refuses too-late, wrong-state, bad-file, over-limit, missing.
 */
export function handIn(before: Submission, given: Material, by: By, hash: Hash): Decision {
  refuseLate(before, by.at);
  only(before, "draft", "returned");
  const material = completed(before, given);
  if (material.infected !== undefined) throw new Refusal("bad-file", { reason: "malware", name: material.infected });
  const asked = ({ question }: { question: string }) => before.completion?.questions.includes(question) ?? true;
  // What was taken once is not found fault with again: those are locked, and nobody could put it right.
  const found = faults(material.template, material.answers, material.files.length).filter(asked);
  if (found.length > 0) {
    throw new Refusal(found.some(({ code }) => code === "over-limit") ? "over-limit" : "missing", { faults: found });
  }
  const version = freeze(before, material, by, hash);
  const decision = decided(before, { type: "handed-in", version: version.version, content: version.hash }, by, hash);
  return { ...decision, freeze: version };
}

/** Of a completion: the answers asked for, and all others as they were signed. */
function completed(before: Submission, material: Material): Material {
  const { completion } = before;
  if (!completion) return material;
  const { standing, answers, files } = material;
  if (!standing) throw new Refusal("wrong-state", { state: before.state });
  const asked = Object.entries(answers).filter(([question]) => completion.questions.includes(question));
  return {
    ...material,
    answers: { ...standing.answers, ...Object.fromEntries(asked) },
    files: completion.questions.includes(attachmentsAsked) ? files : standing.files,
    // The goals of a text that was signed were listed then.
    isListed: (question) => !completion.questions.includes(question) || (material.isListed?.(question) ?? false),
  };
}

/** The next version of it, with its checksum. Refuses too-large. */
export function freeze(before: Submission, material: Material, by: By, hash: Hash): Version {
  const isListed = material.isListed ?? ((question) => goalsOf(material.answers[question]).length > 0);
  const given = withGoals(material.template, material.answers, isListed, before.id, hash);
  const answers = Object.fromEntries(
    questions(material.template)
      .filter(isAnswered)
      .map((question) => [question.id, tidy(given[question.id] ?? emptyAnswer(question))]),
  );
  const version = {
    id: before.id,
    version: before.version + 1,
    template: material.round.template,
    round: material.round,
    answers,
    files: material.files,
    rss: material.rss,
    frozenAt: by.at,
    by: by.person,
    ...(before.completion && {
      completes: {
        version: before.completion.version,
        questions: before.completion.questions,
        askedAt: before.completion.at,
        note: material.note ?? "",
      },
    }),
  };
  const text = canonical(version);
  // A character may be many marks on one letter: within the limits, and yet more than one row of the table holds.
  if (text.length > largestVersion) throw new Refusal("too-large", { limit: largestVersion });
  return { ...version, hash: hash(text) };
}

/** The writer takes it back to change it, before closing. */
export function recall(before: Submission, by: By, hash: Hash): Decision {
  only(before, "handed-in");
  refuseLate(before, by.at);
  return decided(before, { type: "recalled" }, by, hash);
}

/** The head sends it back with a comment, before closing; afterwards an extension must be asked for first. */
export function sendBack(before: Submission, read: Read, comment: string, by: By, hash: Hash): Decision {
  waitingOf(before, read);
  refuseLate(before, by.at);
  return decided(before, { type: "sent-back", comment }, by, hash);
}

/** Whether an intent still carries a signature of what waits. */
const isLive = (intent: Intent | null, waiting: Frozen, by: By): intent is Intent =>
  intent !== null &&
  intent.by === by.person &&
  intent.hash === waiting.hash &&
  intent.at <= by.at &&
  epoch(by.at) - epoch(intent.at) <= reauthenticateWithin;

/**
 * "Skriv under och skicka in" is pressed: time, version and hash are put on record, and a fresh log-in is asked for.
 * Null when an intent of the same person and version is still live: the first press is the one that counts.
 * Refuses stale when the version changed since it was read, too-late, wrong-state.
 */
export function intend(before: Submission, round: Round, read: Read, by: By, hash: Hash): Decision | null {
  const waiting = waitingOf(before, read);
  if (isLive(before.intent, waiting, by)) return null;
  refuseLate(before, by.at, signBy(round, before.closesAt));
  return decided(before, { type: "signing-intended", version: waiting.version, content: waiting.hash }, by, hash);
}

function waitingOf(before: Submission, read: Read): Frozen {
  if ((before.state === "draft" || before.state === "returned") && before.version >= read.version)
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
  read: Read,
  membership: Membership,
  authenticatedAt: Instant,
  said: Pick<InPortal, "shown" | "language">,
  by: By,
  hash: Hash,
): Decision {
  const waiting = waitingOf(before, read);
  const intent = before.intent;
  if (!isLive(intent, waiting, by)) {
    refuseLate(before, by.at, signBy(round, before.closesAt));
    throw new Refusal("reauthenticate", { pressedAt: null });
  }
  refuseLate(before, intent.at, signBy(round, before.closesAt));
  // auth_time has whole seconds: a log-in in the same second as the press cannot be told to be later, and is asked for again.
  if (authenticatedAt <= intent.at) throw new Refusal("reauthenticate", { pressedAt: intent.at });
  const receipt = receiptOf(before, round, prefix, waiting, { person: by.person, at: intent.at });
  const evidence: InPortal = {
    method: "portal",
    pressedAt: intent.at,
    authenticatedAt,
    membership: asHead(membership),
    ...said,
  };
  return decided(before, { type: "signed", receipt, evidence }, by, hash);
}

/** What whoever submitted it gets: `signed` by the head, at the instant when the signature counts from. */
export function receiptOf(before: Submission, round: Round, prefix: string, waiting: Frozen, signed: By): Receipt {
  const receivedAt = round.act === "signed" ? signed.at : waiting.at;
  const { completion, receipt } = before;
  return {
    number: numberOf(prefix, round.year, before.id, waiting.version),
    version: waiting.version,
    hash: waiting.hash,
    receivedAt,
    // Whoever answers SKR's questions in June was in time in May, or was not.
    inTime: completion ? (receipt?.inTime ?? false) : !isClosed(before.closesAt, receivedAt),
    handedInAt: waiting.at,
    handedInBy: waiting.by,
    signedAt: signed.at,
    by: signed.person,
    ...(completion && {
      completes: {
        ...{ version: completion.version, dueAt: completion.dueAt },
        inTime: !isClosed(completion.dueAt, receivedAt),
      },
    }),
  };
}

/** "Ändra": the RSS writes a next version before closing; the standing one counts until that is signed. */
export function change(before: Submission, by: By, hash: Hash): Decision {
  refuseLate(before, by.at);
  only(before, "submitted");
  return decided(before, { type: "changed" }, by, hash);
}

/** Asks SKR for more time; possible before and after closing, but not when it is already submitted. */
export function requestExtension(before: Submission, reason: string, by: By, hash: Hash): Decision {
  only(before, "not-started", "draft", "handed-in", "abstained");
  // SKR's own questions have a day of their own, which is moved by asking again.
  if (before.completion) throw new Refusal("wrong-state", { state: before.state });
  return decided(before, { type: "extension-requested", reason }, by, hash);
}

/** Contacts may change after submission without a new version. */
export function changeContacts(before: Submission, contacts: Row[], by: By, hash: Hash): Decision {
  if (before.standing === null) throw new Refusal("wrong-state", { state: before.state });
  return { ...decided(before, { type: "contacts-changed", content: hash(canonical(contacts)) }, by, hash), contacts };
}
