/** English words, of a plan or of a report, shared by the browser, mail and document. A key that Swedish has and English has not does not compile. */

import { lastDay } from "../deadlines.ts";
import type { Refusals } from "../errors.ts";
import type { Fault } from "../form.ts";
import { formatCount, formatDeadline, formatTime, formatWeekday } from "../formats.en.ts";
import type { ShownState } from "../submission.ts";
import { byKind, type Noun } from "./kinds.ts";
import { nouns } from "./nouns.en.ts";
import type { sv } from "./sv.ts";

const tooMany = (count: number, limit: number) =>
  `${formatCount(count - limit)} ${count - limit === 1 ? "character" : "characters"} too long (at most ${formatCount(limit)})`;

/** `name` is the question as people know it: "8 b". */
function faultSentence(it: Noun, fault: Fault, name: string): string {
  switch (fault.code) {
    case "over-limit":
      return fault.goal === undefined
        ? `Section ${name} is ${tooMany(fault.count, fault.limit)}.`
        : `What you write about goal ${fault.goal} in section ${name} is ${tooMany(fault.count, fault.limit)}.`;
    case "missing":
      return `Section ${name} has not been filled in.`;
    case "unexplained":
      return `Tick the box in section ${name}, or explain why you cannot.`;
    case "attachment-missing":
      return `You have chosen to attach your ${it.a} (section ${name}). Add the file.`;
    case "bad-mail":
      return `The email address in row ${fault.row} of section ${name} cannot be used. Write it like name@example.se.`;
    case "incomplete-row":
      return `Row ${fault.row} of section ${name} has no ${fault.column === "email" ? "email address" : "name"}.`;
    case "not-a-number":
      return `Section ${name} must be a whole number, at most ${formatCount(fault.limit)}.`;
    case "goal-unanswered":
      return fault.column === "state"
        ? `Choose how it went with goal ${fault.row} in section ${name}.`
        : `Write something about how it went with goal ${fault.row} in section ${name}.`;
  }
}

const badFile: Record<Refusals["bad-file"]["reason"], (figures: Refusals["bad-file"], it: Noun) => string> = {
  type: () => "The portal does not take that type of file. Attach PDF, Word, OpenDocument, Excel, JPEG or PNG.",
  "scan-type": () => "The paper must be PDF, JPEG or PNG. Save the file anew.",
  content: () => "What is in the file does not match its name. Save the file anew and try again.",
  size: () => "The file is too large (at most 10 MB). Save it as a smaller PDF and try again.",
  count: ({ limit }) => `There are already ${limit} attachments. Remove one to add another.`,
  checksum: () => "The file did not arrive whole. Try again.",
  absent: () => "The file did not arrive. Try again.",
  unchecked: () => "The file is being checked. Try again in a minute.",
  malware: ({ name }, it) =>
    `Harmful code was found in ${name ? `“${name}”` : "the file"}. It cannot be opened, and must be removed before ${it.the} is submitted.`,
};

const toPutRight = (it: Noun, n: number) =>
  `${n} ${n === 1 ? "thing" : "things"} to put right before ${it.the} can be submitted`;

export const en = byKind(
  nouns,
  (it) =>
    ({
      states: {
        "not-started": "Not started",
        draft: "Draft – not submitted",
        "handed-in": "Waiting for signature",
        submitted: "Submitted",
        returned: "More information requested",
        abstained: "Not taking part",
        approved: it.approved,
        rejected: it.rejected,
        "not-in-time": "Not submitted in time",
        "not-signed-in-time": "Not signed in time",
      } satisfies Record<ShownState, string>,
      deadline: (closesAt: string) => `No later than ${formatDeadline(closesAt)}`,
      signing: `I am the head of the RSS and sign ${it.the} in the version I have read.`,
      fault: (fault: Fault, name: string): string => faultSentence(it, fault, name),
      refusals: {
        invalid: () =>
          "The portal did not understand what was sent. Reload the page and try again. What you have written is still on this computer.",
        unauthenticated: () => "You are logged out. Log in again. What you have written is still there.",
        reauthenticate: ({ pressedAt }) =>
          pressedAt === null
            ? "Press Sign and submit again, and log in anew."
            : `Log in again to sign. It is ${formatTime(pressedAt)}, when you pressed the button, that counts.`,
        "not-allowed": () => "Your role does not let you do this. Ask your head or SKR if that is wrong.",
        "not-found": () => "The page does not exist, or you do not have access to it.",
        "wrong-state": ({ state }) =>
          state === "handed-in"
            ? `${it.The} is locked while the head is reading. Take it back to change it.`
            : state === "submitted"
              ? `${it.The} has already been submitted.`
              : state === "abstained"
                ? "Your RSS has said that it is not taking part this year. Undo that to write."
                : state === "returned"
                  ? "Only the sections that SKR has asked about can be changed."
                  : state === "proposed"
                    ? "A decision has already been proposed. Take it back first."
                    : state === "round-closed"
                      ? "The round is closed."
                      : `That cannot be done now, because ${it.the} has changed. Reload the page.`,
        "too-late": ({ closedAt, stands }) =>
          `The time ran out on ${formatWeekday(lastDay(closedAt))}. ${
            stands
              ? `${it.The} you submitted counts.`
              : `${it.The} has not been submitted, but all the text is still there.`
          }`,
        "same-officer": () => "You proposed the decision. Another officer is to attest it.",
        stale: () => "Somebody else made a change while you were writing. Both texts are still there.",
        "paper-replaced": ({ version }) =>
          `The paper is of version ${version}, which is no longer waiting for a signature. Print the one that is.`,
        "paper-unknown": () => `The code does not belong to ${it.the}. Copy it once more.`,
        "too-large": ({ limit }) =>
          `That is too much to take in at once (at most ${formatCount(limit)} characters). Divide the text.`,
        "bad-file": (figures) => badFile[figures.reason](figures, it),
        "over-limit": ({ faults }) => toPutRight(it, faults.length),
        missing: ({ faults }) => toPutRight(it, faults.length),
        busy: () => "The portal is very busy just now. Your text is still there. We will try again.",
        "unknown-document": () => "There is no such document in the portal.",
        "unknown-invitation": () =>
          "The invitation is not valid. It may have been used, or be too old. Ask whoever invited you for a new one.",
        "last-admin": () => "SKR must have at least one administrator left. Give somebody else the role first.",
        "busy-source": () => "Too many tries. Try again in a while.",
      } satisfies { [C in keyof Refusals]: (figures: Refusals[C]) => string },
    }) satisfies ReturnType<typeof sv>,
);
