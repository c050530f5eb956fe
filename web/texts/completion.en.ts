/** Words of a plan or report about which SKR wants to know more, in English. */
import type { AskedAbout } from "#domain/asked-about";
import { type Instant, lastDay } from "#domain/deadlines";
import { formatDay, formatDeadline, formatInstant, formatWeekday } from "#domain/formats.en";
import { aboutWhat } from "#domain/texts/asked.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { completionWords as sv } from "./completion.sv.ts";

export const completionWords = byKind(
  nouns,
  (it) =>
    ({
      title: (about: AskedAbout) => `SKR needs to know more about ${aboutWhat(about)}`,
      answerBy: (dueAt: Instant) => `Answer no later than ${formatDeadline(dueAt)}`,
      over: (dueAt: Instant) => `The answer was due on ${formatWeekday(lastDay(dueAt))}.`,
      still: "You can still answer, until SKR has decided.",
      by: (by: string, at: Instant) => `${by}, SKR, ${formatInstant(at)}`,
      locked: `All other answers are locked. ${it.The} you submitted counts until the head has signed the new one.`,
      readerNote: "You can read the answer while it is being written. Those who write in your RSS change it.",
      go: "What SKR asks about",
      files: "Attachments",
      read: (version: number) => `Read version ${version}, which you submitted`,
      receipt: "Show the receipt",
      help: "More about answering SKR",
      changed: (changed: number, all: number) => `${changed} of ${all} changed`,
      notSent: "not sent",
      asked: "SKR asks about this",
      before: (version: number) => `As it is in version ${version}`,
      lastDay: (dueAt: Instant) => `Answer by ${formatDay(lastDay(dueAt))}`,
      inTime: "The answer is in time when it is sent for signature before it is due. The signature may follow later.",
      signedInTime: "The answer must be both sent and signed before it is due.",
      note: {
        label: "What have you changed?",
        hint: "Optional, at most 2,000 characters. The head and SKR read it, and it is in the PDF.",
        tooLong: "At most 2,000 characters. Shorten the text.",
      },
      sentBack: (by: string) => `${by} has sent the answer back`,
    }) satisfies ReturnType<typeof sv>,
);
