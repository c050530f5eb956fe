/** What is answered about a submission: names for pseudonyms, and only what the reader may see. */
import type { Answer } from "#domain/contract";
import { dayOf, type Instant } from "#domain/deadlines";
import { type DecisionEvent, decidersOf, isDecision } from "#domain/decision";
import { decisionNumber, newestOf } from "#domain/documents";
import { Refusal } from "#domain/errors";
import { holding, isInside, type Membership, SKR, type User } from "#domain/permissions";
import { hostOn, type Payee, partsOf, type Round, type Rss, signatureDue } from "#domain/rounds";
import { codeOf, type Event, type Submission, shownState } from "#domain/submission";
import type { JudgedFile } from "../store/drafts.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import { type Check, verdictOf } from "../store/verdicts.ts";
import type { Surroundings } from "./surroundings.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "events">;
  registry: Pick<RegistryStore, "people" | "membersOf">;
  surroundings: Surroundings;
};

/** Who someone was, when the person has been erased. */
export const erased = "Borttagen person";

export const fileView = ({ id, name, type, size, sha256, state, verdict, at }: JudgedFile, by: string) => ({
  id,
  name,
  type,
  size,
  sha256,
  state: state === "stored" ? ("stored" as const) : ("uploading" as const),
  verdict,
  at,
  by,
});

/** The host is the one in force then. */
export const rssView = (rss: Rss, now: Instant) => ({
  ...{ id: rss.id, name: rss.name, county: rss.county, host: hostOn(rss, dayOf(now)) },
});

export const rolesIn = (memberships: Membership[], rss: string, at: Instant): Membership["role"][] => [
  ...new Set(
    holding(memberships, at)
      .filter(({ org }) => org === rss || org === SKR)
      .map(({ role }) => role),
  ),
];

export function viewsOf({ store, registry, surroundings }: Dependencies) {
  async function namer(ids: Iterable<string>): Promise<(id: string) => string> {
    const found = await registry.people(ids);
    return (id) => (id === "" ? "" : (found.get(id)?.name ?? erased));
  }

  const nameOf = async (id: string) => (await namer([id]))(id);

  function summary(
    submission: Submission,
    { round, rss }: { round: Round; rss: Rss },
    user: User,
    now: Instant,
    name: (id: string) => string,
  ) {
    const { id, standing, closesAt, waiting, receipt, approved, rejected, completion } = submission;
    return {
      id,
      round,
      rss: rssView(rss, now),
      state: shownState(submission, round, now),
      standing,
      closesAt,
      waiting: waiting && { ...waiting, by: name(waiting.by), signBy: signatureDue(round, submission) },
      receipt: receipt && {
        ...{ number: receipt.number, receivedAt: receipt.receivedAt, inTime: receipt.inTime },
        completes: receipt.completes ?? null,
      },
      approved: approved && { at: approved.at, amount: approved.amount },
      rejected: rejected && { at: rejected.at },
      completion: completion && {
        ...{ version: completion.version, questions: completion.questions },
        ...{ dueAt: completion.dueAt, at: completion.at },
      },
      roles: rolesIn(user.memberships, rss.id, now),
    };
  }

  async function heads(rss: string, now: Instant) {
    const members = await registry.membersOf(rss, "head");
    return members
      .filter(({ from, to }) => from <= now && (to === null || now < to))
      .map(({ id, name }) => ({ id, name }));
  }

  async function whole(loaded: Loaded, user: User, now: Instant): Promise<Answer<"submission">> {
    const { submission, answers, files } = loaded;
    const { id, request, extended, completion, proposal, approved, rejected, assigned } = submission;
    const { rss: rssId } = partsOf(id);
    const inside = isInside(user, rssId, now);
    const isSentBack = (submission.state === "draft" || submission.state === "returned") && submission.version > 0;
    const isHandled = completion || proposal || approved || rejected;
    const [around, told, signers] = await Promise.all([
      surroundings.of(id),
      request || extended || isSentBack || isHandled ? store.events(id) : [],
      heads(rssId, now),
    ]);
    const events = told.map(({ event }) => event);
    const back = isSentBack ? lastBefore(events, "sent-back", "handed-in") : undefined;
    const asked = events.findLast(({ fact }) => fact.type === "extension-requested");
    const granted = events.findLast(({ fact }) => fact.type === "extended");
    const decided = events.findLast(isDecision);
    const name = await namer([
      ...Object.values(answers).map(({ by }) => by),
      ...files.map(({ by }) => by),
      ...[submission.waiting?.by, request?.by, back?.by, completion?.by, proposal?.by, assigned, decided?.by].flatMap(
        (by) => by ?? [],
      ),
      decided ? decidersOf(decided).decided : "",
    ]);
    return {
      ...summary(submission, around, user, now, name),
      seq: submission.seq,
      // How much is said inside the RSS is nothing for SKR.
      news: inside ? (submission.news ?? 0) : 0,
      version: submission.version,
      heads: signers,
      request:
        request && asked?.fact.type === "extension-requested"
          ? { at: request.at, by: name(request.by), reason: asked.fact.reason }
          : null,
      extended: extended && granted?.fact.type === "extended" ? { at: extended, reason: granted.fact.reason } : null,
      sentBack:
        inside && back?.fact.type === "sent-back"
          ? { at: back.at, by: name(back.by), comment: back.fact.comment }
          : null,
      asked: completion && { by: name(completion.by), message: messageOf(events) },
      decision: decided ? decisionOf(decided, loaded, name) : null,
      handling: inside
        ? null
        : {
            assigned: assigned === null ? null : { id: assigned, name: name(assigned) },
            proposal: proposal && {
              ...{ version: proposal.version, amount: proposal.amount, at: proposal.at, by: name(proposal.by) },
              ...{ ...proposedIn(events), isOwn: proposal.by === user.person.id, hash: proposal.hash },
            },
          },
      draft: inside
        ? {
            answers: Object.fromEntries(
              Object.values(answers).map(({ question, value, rev, at, by }) => [
                question,
                { value, rev, at, by: name(by) },
              ]),
            ),
            files: files.map((file) => fileView(file, name(file.by))),
          }
        : null,
      contacts: changedContacts(loaded),
      now,
    };
  }

  /** The receipt of the version that stands; not-found before there is one. */
  async function receipt(id: string): Promise<Answer<"receipt">> {
    const loaded = await store.load(id);
    const given = loaded?.submission.receipt;
    if (!loaded || !given) throw new Refusal("not-found");
    const events = (await store.events(id)).map(({ event }) => event);
    const granted = events.findLast(({ fact, at }) => fact.type === "extended" && at <= given.signedAt);
    const signing = events.findLast(({ fact }) => fact.type === "signed" && fact.receipt.version === given.version);
    const name = await namer([given.by, given.handedInBy, signing?.by ?? ""]);
    return {
      number: given.number,
      code: codeOf(given.hash),
      version: given.version,
      hash: given.hash,
      receivedAt: given.receivedAt,
      inTime: given.inTime,
      handedInAt: given.handedInAt,
      handedInBy: name(given.handedInBy),
      signedAt: given.signedAt,
      signedBy: name(given.by),
      paper: signing ? onPaper(signing, loaded.checks, name) : null,
      completes: given.completes ?? null,
      extensionReason: granted?.fact.type === "extended" ? granted.fact.reason : null,
      document: newestOf(loaded.documents, given.version) ? "ready" : "pending",
    };
  }

  return { nameOf, namer, summary, whole, receipt };
}

/** What SKR asked last. */
function messageOf(events: Event[]): string {
  const fact = events.findLast((event) => event.fact.type === "completion-requested")?.fact;
  return fact?.type === "completion-requested" ? fact.message : "";
}

/** Why the money was proposed last, and to whom it goes. */
function proposedIn(events: Event[]): { reasons: string; payee: Payee | null } {
  const fact = events.findLast((event) => event.fact.type === "proposed")?.fact;
  return fact?.type === "proposed"
    ? { reasons: fact.reasons, payee: fact.payee ?? null }
    : { reasons: "", payee: null };
}

function decisionOf(
  event: DecisionEvent,
  { submission: { paid, unused, receipt }, documents }: Loaded,
  name: (id: string) => string,
): Answer<"submission">["decision"] {
  const { version, reasons = "" } = event.fact;
  const { decided, attested } = decidersOf(event);
  return {
    ...{ version, reasons, paid, unused },
    decidedBy: name(decided),
    attestedBy: attested && name(attested),
    number: decisionNumber(receipt?.number ?? ""),
    document: newestOf(documents, version, "decision") ? "ready" : "pending",
  };
}

/** What a receipt tells of a signature on paper: by whom it was registered, and what the scan is. */
function onPaper({ fact, by }: Event, checks: Check[], name: (id: string) => string): Answer<"receipt">["paper"] {
  if (fact.type !== "signed" || fact.evidence.method !== "paper") return null;
  const { signedOn, onBehalf, scan } = fact.evidence;
  const { id, name: fileName, size, sha256 } = scan;
  return {
    ...{ signedOn, registeredBy: name(by), onBehalf },
    scan: { id, name: fileName, size, sha256, verdict: verdictOf(checks, scan) },
  };
}

/** Contacts changed since the version that stands was signed. */
export function changedContacts({ submission, contacts }: Loaded): Answer<"submission">["contacts"] {
  const signedAt = submission.receipt?.signedAt;
  return contacts && signedAt && contacts.at > signedAt ? contacts.contacts : null;
}

/** The last event of a type, unless one of another type came after it. */
function lastBefore(events: Event[], type: Event["fact"]["type"], unless: Event["fact"]["type"]): Event | undefined {
  const last = events.findLast(({ fact }) => fact.type === type || fact.type === unless);
  return last?.fact.type === type ? last : undefined;
}

export type Views = ReturnType<typeof viewsOf>;
