/** Words of what an RSS can do other than hand in, in English. */
import type { Instant } from "#domain/deadlines";
import { formatDeadline, formatInstant } from "#domain/formats.en";
import type { otherWays as sv } from "./other-ways.sv.ts";

export const otherWays = {
  abstain: {
    lead: "Do you not intend to apply for funds this year? Then you will get no reminders. You can change your mind up to and including the last day.",
    button: "Do not take part this year",
    busy: "Saving …",
    sure: "Do you want to stay out this year? What you have written will still be there, and you can change your mind up to and including the last day.",
  },
  extension: {
    reason: "Why do you need more time?",
    hint: "SKR reads your reason. It is also on the receipt if you are given an extension.",
    help: "How extensions work",
    missing: "Write why you need more time.",
    send: "Send the request",
    sending: "Sending …",
    asked: (by: string, at: Instant) =>
      `${by} asked for an extension on ${formatInstant(at)}. SKR will answer by email.`,
    reasonGiven: "Reason",
    granted: (closesAt: Instant) => `You have been given an extension until ${formatDeadline(closesAt)}.`,
  },
} satisfies typeof sv;
