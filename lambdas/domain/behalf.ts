/**
 * What an RSS has sent to SKR by post or mail is put into the portal for it: the file is the plan, as the form itself allows, and the
 * draft that the RSS may have here is not touched. It is told who did it, when it came and why, and the head signs it as ever, or has
 * signed it in ink already.
 */
import type { Verdict } from "./attachments.ts";
import type { Hash } from "./canonical.ts";
import { type Day, dayOf, endOfDay } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { asHead, type OnPaper } from "./evidence.ts";
import { type Answers, emptyAnswer, isAnswered, questions, type Template } from "./form.ts";
import type { Language } from "./language.ts";
import { decided, freeze, only, receiptOf, refuseLate } from "./moves.ts";
import type { Membership } from "./permissions.ts";
import { type Round, signBy } from "./rounds.ts";
import type { AttachedFile, By, Came, Decision, Submission, Version } from "./submission.ts";

/** `receivedAt` counts as the time of handing in. */
type WithFile = Came & { file: AttachedFile & { verdict: Verdict | "pending" } };

const issue = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });

/** All that the form asks for, empty but for what is known of the RSS and that the plan is attached. */
function answersWith(template: Template, known: Answers): Answers {
  const attached = questions(template).flatMap((question) => {
    const option = question.kind === "choice" ? question.options.find(({ needsAttachment }) => needsAttachment) : null;
    return option ? [[question.id, option.id] as const] : [];
  });
  const empty = questions(template)
    .filter(isAnswered)
    .map((question) => [question.id, emptyAnswer(question)] as const);
  return { ...Object.fromEntries(empty), ...known, ...Object.fromEntries(attached) };
}

/**
 * An officer hands in what came, in time if it came in time. Refuses too-late (an extension comes first), wrong-state when the RSS has
 * handed in or abstained itself, bad-file for a harmful file, invalid for a time that is not over or lies before the round.
 */
export function handInFor(
  before: Submission,
  given: { template: Template; round: Round; known: Answers; rss: Version["rss"] },
  came: WithFile,
  by: By,
  hash: Hash,
): Decision {
  const { receivedAt, how, reason } = came;
  const { verdict, ...file } = came.file;
  refuseLate(before, receivedAt);
  only(before, "not-started", "draft");
  if (receivedAt > by.at) throw issue("receivedAt", "not-yet");
  if (receivedAt < given.round.opensAt) throw issue("receivedAt", "too-early");
  if (verdict === "infected") throw new Refusal("bad-file", { reason: "malware", name: file.name });
  const { template, round, rss } = given;
  const material = { template, round, rss, answers: answersWith(template, given.known), files: [file] };
  const version = freeze(before, { ...material, isListed: () => true }, by, hash);
  const fact = {
    type: "handed-in-for",
    version: version.version,
    content: version.hash,
    receivedAt,
    how,
    reason,
  } as const;
  return { ...decided(before, fact, by, hash), freeze: version };
}

/** The head had signed what came, in ink: its file is the scan. Refuses wrong-state, too-late, and invalid for a day that cannot be. */
export function signReceived(
  before: Submission,
  round: Round,
  prefix: string,
  version: Version,
  signed: {
    head: { person: string; membership: Membership };
    signedOn: Day;
    registeredAs: Membership;
    reason: string;
    language: Language;
  },
  by: By,
  hash: Hash,
): Decision {
  const { waiting } = before;
  const [scan] = version.files;
  if (before.state !== "handed-in" || waiting?.version !== version.version || !scan) {
    throw new Refusal("wrong-state", { state: before.state });
  }
  refuseLate(before, by.at, signBy(round, before.closesAt));
  if (endOfDay(signed.signedOn) <= round.opensAt) throw issue("signedOn", "too-early");
  if (signed.signedOn > dayOf(waiting.at)) throw issue("signedOn", "not-yet");
  const evidence: OnPaper = {
    ...{ method: "paper", receivedAt: waiting.at, signedOn: signed.signedOn, scan },
    membership: asHead(signed.head.membership),
    registeredAs: { org: signed.registeredAs.org, ...asHead(signed.registeredAs) },
    ...{ onBehalf: signed.reason, language: signed.language },
  };
  const receipt = receiptOf(before, round, prefix, waiting, { person: signed.head.person, at: waiting.at });
  return decided(before, { type: "signed", receipt, evidence }, by, hash);
}
