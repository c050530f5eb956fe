/** Words of a plan or report that cannot be written just now: locked, submitted, too late. In English. */
import { type Instant, lastDay } from "#domain/deadlines";
import { formatDeadline, formatInstant, formatWeekday } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { statesWords as sv } from "./plan-states.sv.ts";

const head = (names: string[]) =>
  names.length > 0 ? new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names) : "the head";

export const statesWords = byKind(
  nouns,
  (it) =>
    ({
      readerNote: `You can read ${it.the}. Those who write in your RSS change it.`,
      sentBack: {
        title: (by: string) => `${by} has sent ${it.the} back`,
        at: (at: Instant) => formatInstant(at),
      },
      rewriting: {
        title: "You are writing a new version.",
        stands: `${it.The} you submitted counts until you submit a new one.`,
        receipt: "Show the receipt",
      },
      signed: "The head has signed. The date and the name are on the receipt.",
      reading: {
        yes: "Ticked",
        no: "Not ticked",
        empty: "No answer",
        noFiles: "No attachments",
        waits: "waiting for signature",
      },
      explanation: "Explain why you cannot",
      drafts: {
        help: "A draft is as a rule no public record with you. What you submit normally becomes one. Ask your registrar.",
        more: "More about drafts",
      },
      handIn: {
        faults: (n: number) => `${n} ${n === 1 ? "thing" : "things"} to put right before ${it.the} can be submitted`,
        noneLeft: `Everything has been put right. Send ${it.the} again.`,
      },
      toAttachment: {
        move: "Move the whole text to an attachment",
        moving: "Making an attachment …",
        moved: (name: string) => `The text is now in the attachment ${name}.`,
      },
      locked: {
        title: "Waiting for signature",
        lead: (names: string[]) => `${it.The} is locked while ${head(names)} is reading.`,
        sent: (by: string, at: Instant) => `${by} sent it on ${formatInstant(at)}.`,
        signBy: (signBy: Instant) => `It must be signed no later than ${formatWeekday(lastDay(signBy))}.`,
        completes: (version: number) =>
          `This version answers SKR’s questions. Version ${version} counts until this one is signed.`,
        dueBy: (dueAt: Instant) => `SKR wants the answer no later than ${formatWeekday(lastDay(dueAt))}.`,
        recall: "Take back to change",
        recalling: "Taking back …",
        read: "Read and sign",
        paper: "Sign on paper",
      },
      submitted: {
        title: `${it.The} has been submitted`,
        stands: `${it.The} you submitted counts until you submit a new one.`,
        change: "Change",
        changing: "Opening …",
        receipt: "Show the receipt",
        read: `Read ${it.the}`,
        until: (closesAt: Instant) => `You can make changes until ${formatDeadline(closesAt)}.`,
        closed: (closesAt: Instant) => `The time for changes ran out on ${formatWeekday(lastDay(closesAt))}.`,
      },
      contacts: {
        title: "Contacts",
        lead: `The contacts can be changed after ${it.the} has been submitted too. The change takes effect at once.`,
        edit: "Change the contacts",
        save: "Save the contacts",
        saving: "Saving …",
        saved: "The contacts have been saved.",
        cancel: "Cancel",
      },
      abstained: {
        title: "Not taking part this year",
        lead: "Your RSS has said that it is not taking part this year. You will get no reminders.",
        undo: "Undo",
        undoing: "Undoing …",
      },
      tooLate: {
        title: (closedAt: Instant) => `The time ran out on ${formatWeekday(lastDay(closedAt))}`,
        lead: `${it.The} has not been submitted, but all the text is still there.`,
        unsigned: `${it.The} came in time but was not signed in time. All the text is still there.`,
        download: "Download the text",
        print: "Print",
        file: (year: number, county: string) => `${it.A} ${year} ${county}.txt`,
      },
      unsent: {
        title: "Text that was not saved in time",
        lead: "This was written on this computer and did not arrive in time. Copy it if you need it.",
        section: (name: string) => `Section ${name}`,
      },
      staff: {
        lead: `Drafts belong to the RSS. SKR reads ${it.the} once it has been submitted.`,
        open: "To the review",
      },
    }) satisfies ReturnType<typeof sv>,
);
