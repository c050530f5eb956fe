/**
 * Signing on paper: the locked version is printed with its code, the head signs in ink, and the scan of that paper is bound to exactly
 * that version. The portal tells what it received and what was said of it; whether the ink is the head's, it cannot know.
 */
import { formHolds, type Verdict } from "./attachments.ts";
import type { Hash } from "./canonical.ts";
import { chained } from "./chain.ts";
import { type Day, dayOf, epoch, type Instant } from "./deadlines.ts";
import { Refusal } from "./errors.ts";
import { asHead, type OnPaper } from "./evidence.ts";
import type { Language } from "./language.ts";
import { receiptOf, refuseLate } from "./moves.ts";
import type { Membership } from "./permissions.ts";
import { type Round, signBy } from "./rounds.ts";
import {
  type AttachedFile,
  type By,
  codeOf,
  type Decision,
  type Event,
  type Frozen,
  type Submission,
} from "./submission.ts";

/** A version that was handed in at some time, whether or not it still waits. */
export type HandedIn = { version: number; hash: string; at: Instant };

export const handedIn = (events: Event[]): HandedIn[] =>
  events.flatMap(({ fact, at }) =>
    fact.type === "handed-in" || fact.type === "handed-in-for"
      ? [{ version: fact.version, hash: fact.content, at }]
      : [],
  );

/**
 * The code as it was meant: out of the whole link that the paper's square holds, without gaps, and with figures for the letters that
 * look like them, since hexadecimal has neither O, I nor L.
 */
export function typedCode(typed: string): string {
  const [, linked] = /[?#&]kod=([^&\s]+)/i.exec(typed) ?? [];
  return (linked ?? typed)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, "")
    .replace(/O/g, "0")
    .replace(/[IL]/g, "1");
}

function replaced(all: HandedIn[], content: string, waiting: Frozen | null): Refusal {
  const { version = 0, at = "" } = all.findLast(({ hash }) => hash === content) ?? {};
  return new Refusal("paper-replaced", { version, at, waiting: waiting?.version ?? null });
}

/** What waits for a signature, when the paper is of it. Refuses paper-replaced, paper-unknown, wrong-state. */
function paperOf(before: Submission, all: HandedIn[], typed: string): Frozen {
  const code = typedCode(typed);
  const waiting = before.state === "handed-in" ? before.waiting : null;
  if (waiting && codeOf(waiting.hash) === code) return waiting;
  const old = all.findLast(({ hash }) => codeOf(hash) === code);
  if (old && (waiting || before.state === "draft" || before.state === "returned"))
    throw replaced(all, old.hash, waiting);
  if (!waiting) throw new Refusal("wrong-state", { state: before.state });
  throw new Refusal("paper-unknown", { waiting: waiting.version });
}

/**
 * The version that a paper with this code signs, if it may still be signed now.
 * Refuses paper-replaced, paper-unknown, wrong-state, too-late.
 */
export function awaited(before: Submission, round: Round, all: HandedIn[], code: string, at: Instant): Frozen {
  const waiting = paperOf(before, all, code);
  refuseLate(before, at, signBy(round, before.closesAt));
  return waiting;
}

export type Paper = {
  code: string;
  /** The day written on it. */
  signedOn: Day;
  head: { person: string; membership: Membership };
  scan: AttachedFile & {
    verdict: Verdict | "pending";
    /** When the portal was first told of these bytes, and for which version. */
    announced: { at: Instant; hash: string };
  };
  registeredAs: Membership;
  /** SKR's reason to do it for the RSS. */
  onBehalf: string | null;
  language: Language;
};

/**
 * When the paper counts as received: when its scan was announced, if it was registered while the form for its bytes held. Whoever
 * presses the button in time is in time, however slowly ten megabytes go; the announced checksum shows that the paper was there.
 */
const receivedAt = ({ announced }: Paper["scan"], at: Instant): Instant =>
  announced.at <= at && epoch(at) - epoch(announced.at) <= formHolds ? announced.at : at;

/**
 * A paper with the head's signature is registered, by the RSS or by SKR on its behalf: what waited is submitted.
 * Refuses paper-replaced, paper-unknown, wrong-state, too-late, bad-file for a scan known to be harmful, and invalid for a day on which
 * the version could not be signed or for what is said, or not said, of acting on behalf.
 */
export function signOnPaper(
  before: Submission,
  { round, prefix, all }: { round: Round; prefix: string; all: HandedIn[] },
  { code, signedOn, head, scan, registeredAs, onBehalf, language }: Paper,
  by: By,
  hash: Hash,
): Decision {
  const waiting = paperOf(before, all, code);
  const { verdict, announced, ...file } = scan;
  // Bytes that came under an older version's code stay with that version.
  if (announced.hash !== waiting.hash) throw replaced(all, announced.hash, waiting);
  const received = receivedAt(scan, by.at);
  refuseLate(before, received, signBy(round, before.closesAt));
  if (verdict === "infected") throw new Refusal("bad-file", { reason: "malware", name: file.name });
  const issue = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });
  // The code it bears did not exist before the version was handed in.
  if (signedOn < dayOf(waiting.at)) throw issue("signedOn", "too-early");
  if (signedOn > dayOf(by.at)) throw issue("signedOn", "not-yet");
  const isStaff = registeredAs.role === "officer";
  if (isStaff !== (onBehalf !== null)) throw issue("reason", isStaff ? "missing" : "unexpected");
  const evidence: OnPaper = {
    ...{ method: "paper", receivedAt: received, signedOn, membership: asHead(head.membership), scan: file },
    registeredAs: { org: registeredAs.org, ...asHead(registeredAs) },
    ...{ onBehalf, language },
  };
  const receipt = receiptOf(before, round, prefix, waiting, { person: head.person, at: received });
  return { event: chained(before, { type: "signed", receipt, evidence }, by, hash) };
}
