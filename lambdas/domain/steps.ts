/** What an event leaves to be done outside the request. */
import type { Event } from "./submission.ts";

/**
 * What remains to be done after an event, outside the request: carried out by the outbox, at least once. Of a signed version and of a
 * decision: its document, the seal on it, the time stamp on the seal, what validation will need in ten years, the copy for archives.
 */
export const steps = ["document", "seal", "timestamp", "validation", "archive", "mail"] as const;
export type Step = (typeof steps)[number];

/** Until these are done the mail with the document waits. */
export const beforeMail: readonly Step[] = ["document", "seal"];

export function stepsAfter(event: Event): Step[] {
  switch (event.fact.type) {
    case "signed":
    case "approved":
    case "rejected":
      return [...steps];
    case "handed-in":
    case "handed-in-for":
    case "sent-back":
    case "extension-requested":
    case "extended":
    case "completion-requested":
    case "completion-withdrawn":
    case "proposed":
      return ["mail"];
    default:
      return [];
  }
}
