/**
 * What SKR does with a submission: asks for completion, decides, pays. As in moves.ts each rule decides from the submission as it was,
 * the command, who asks and when, to an event, or refuses.
 */
import { canonical, type Hash } from "./canonical.ts";
import { addDays, type Day, dayOf, endOfDay, type Instant } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { goalsBeside, isAnswered, questionOf, type Template } from "./form.ts";
import { decided, only } from "./moves.ts";
import { amountFor, type Payee, partsOf, type Round } from "./rounds.ts";
import { attachmentsAsked, type By, type Decision, type Opening, type Submission, shownState } from "./submission.ts";

/** An extension is for weeks; a year's slip of the pen would leave a plan open for good. In days. */
const longest = 366;

const issue = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });

/** Refuses a day that is over, or so far away that it must be a slip of the pen. */
function refuseOdd(path: string, at: Instant, now: Instant): void {
  if (at <= now) throw issue(path, "not-later");
  if (at > endOfDay(addDays(dayOf(now), longest))) throw issue(path, "too-far");
}

/** SKR moves this RSS's closing time; only ever forward. What is decided on is not opened again by it. */
export function extend(before: Submission, closesAt: Instant, reason: string, by: By, hash: Hash): Decision {
  only(before, "not-started", "draft", "handed-in", "submitted", "returned", "abstained");
  if (closesAt <= before.closesAt) throw issue("until", "not-later");
  refuseOdd("until", closesAt, by.at);
  return decided(before, { type: "extended", closesAt, reason }, by, hash);
}

/** The version that stands and that nothing can take the place of any more. Refuses wrong-state. */
function standingOf(before: Submission, round: Round, now: Instant): number {
  const shown = shownState(before, round, now);
  if (before.standing === null || shown !== "submitted") throw new Refusal("wrong-state", { state: shown });
  return before.standing;
}

/** Which of an officer's questions open what: a text with its list of goals, and with a choice that may ask for a file the attachments. */
const opensOf = (template: Template, questions: string[]): string[] =>
  questions.flatMap((id) => {
    const question = questionOf(template, id);
    const goals = question && goalsBeside(question);
    const asksForFile = question?.kind === "choice" && question.options.some(({ needsAttachment }) => needsAttachment);
    return [id, ...(goals ? [goals.id] : []), ...(asksForFile ? [attachmentsAsked] : [])];
  });

/**
 * Asks for more about some questions (ids of the template's, or `files`), to be answered by the end of a Swedish day; what is under
 * way on other questions comes to nothing. Asked again, the new request takes the place of the old one. Refuses invalid, wrong-state.
 */
export function requestCompletion(
  before: Submission,
  round: Round,
  template: Template,
  asked: { questions: string[]; dueOn: Day; message: string },
  by: By,
  hash: Hash,
): Decision {
  const version =
    before.state === "returned" && before.standing !== null ? before.standing : standingOf(before, round, by.at);
  // It was proposed to grant money for what is now asked about: that is taken back first, by somebody who says so.
  if (before.proposal) throw new Refusal("wrong-state", { state: "proposed" });
  const isKnown = (id: string) => {
    const question = questionOf(template, id);
    return id === attachmentsAsked || (question !== undefined && isAnswered(question));
  };
  if (asked.questions.length === 0 || !asked.questions.every(isKnown)) throw issue("questions", "unknown");
  const dueAt = endOfDay(asked.dueOn);
  refuseOdd("dueOn", dueAt, by.at);
  const questions = [...new Set(opensOf(template, asked.questions))];
  return decided(before, { type: "completion-requested", version, questions, dueAt, message: asked.message }, by, hash);
}

/** SKR needs no answer any more; what was written on it is kept in the history and counts for nothing. */
export function withdrawCompletion(before: Submission, reason: string, by: By, hash: Hash): Decision {
  only(before, "returned", "handed-in");
  if (!before.completion) throw new Refusal("wrong-state", { state: before.state });
  return decided(before, { type: "completion-withdrawn", reason }, by, hash);
}

/** Whether a decision may be made now: on what stands, also while SKR waits for an answer that it can do without. */
function decidable(before: Submission, round: Round, now: Instant): number {
  if (before.proposal) throw new Refusal("wrong-state", { state: "proposed" });
  return before.state === "returned" && before.standing !== null ? before.standing : standingOf(before, round, now);
}

/**
 * An officer means to grant a plan an amount in whole kronor, at most what the round has for it, to whom the register says; a second
 * officer attests it.
 */
export function propose(
  before: Submission,
  round: Round,
  amount: number,
  reasons: string,
  payee: Payee | undefined,
  by: By,
  hash: Hash,
): Decision {
  const version = decidable(before, round, by.at);
  if (round.kind !== "plan") throw issue("amount", "unexpected");
  if (amount > amountFor(round, partsOf(before.id).rss)) throw issue("amount", "too-much");
  return decided(before, { type: "proposed", version, amount, reasons, ...(payee && { payee }) }, by, hash);
}

/** Taken back by whoever proposed it, or sent back by a second officer, with a comment. */
export function withdrawProposal(before: Submission, comment: string, by: By, hash: Hash): Decision {
  if (!before.proposal) throw new Refusal("wrong-state", { state: before.state });
  return decided(before, { type: "proposal-withdrawn", comment }, by, hash);
}

/**
 * A second officer grants what the first one proposed. `read` is the hash of the event that proposed it, which holds for every word of
 * it. `register` is who gets the money by now: no other account comes between the two. `opens` are the reports that the money must be
 * accounted for with. Refuses same-officer, stale, wrong-state.
 */
export function attest(
  before: Submission,
  read: string,
  proposed: { reasons: string; payee?: Payee | undefined },
  register: Payee | undefined,
  opens: Opening[],
  by: By,
  hash: Hash,
): Decision {
  const { proposal } = before;
  if (!proposal) throw new Refusal("wrong-state", { state: before.state });
  if (proposal.by === by.person) throw new Refusal("same-officer");
  if (proposal.hash !== read) throw new Refusal("stale", { version: proposal.version });
  const { reasons, payee } = proposed;
  if (canonical(payee ?? null) !== canonical(register ?? null)) {
    throw new Refusal("wrong-state", { state: "payee-changed" });
  }
  const { version, amount, by: proposedBy } = proposal;
  const fact = { type: "approved", version, amount, reasons, proposedBy, ...(payee && { payee }) } as const;
  return { ...decided(before, fact, by, hash), opens };
}

/** A report is approved by one officer: it moves no money. */
export function approveReport(before: Submission, round: Round, reasons: string, by: By, hash: Hash): Decision {
  const version = decidable(before, round, by.at);
  if (round.kind !== "report") throw issue("amount", "missing");
  return { ...decided(before, { type: "approved", version, amount: null, reasons }, by, hash), opens: [] };
}

/** No money for the plan, or no approval of the report; the reasons are the RSS's to read. */
export function reject(before: Submission, round: Round, reasons: string, by: By, hash: Hash): Decision {
  return decided(before, { type: "rejected", version: decidable(before, round, by.at), reasons }, by, hash);
}

/** Hands it to an officer, or to nobody. */
export const assign = (before: Submission, to: string | null, by: By, hash: Hash): Decision =>
  decided(before, { type: "assigned", to }, by, hash);

/** Money was paid out: no more in all than was granted, on a day that has come, and not before it was granted. In whole kronor. */
export function pay(
  before: Submission,
  paid: { amount: number; on: Day; reference: string },
  by: By,
  hash: Hash,
): Decision {
  const { amount: granted, at } = grantOf(before);
  if (before.paid + paid.amount > granted) throw issue("amount", "too-much");
  if (paid.on > dayOf(by.at)) throw issue("on", "not-come");
  if (paid.on < dayOf(at)) throw issue("on", "not-granted");
  return decided(before, { type: "paid", ...paid }, by, hash);
}

/** What of the money was not used, as the RSS has told; the last note counts. In whole kronor. */
export function noteUnused(before: Submission, unused: { amount: number; note: string }, by: By, hash: Hash): Decision {
  if (unused.amount > grantOf(before).amount) throw issue("amount", "too-much");
  return decided(before, { type: "unused-noted", ...unused }, by, hash);
}

function grantOf({ state, approved }: Submission): { amount: number; at: Instant } {
  if (!approved || approved.amount === null) throw new Refusal("wrong-state", { state });
  return { amount: approved.amount, at: approved.at };
}
