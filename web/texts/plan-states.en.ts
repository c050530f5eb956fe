/** Words of a plan or report that cannot be written just now: locked, submitted, too late. In English. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatAmount, formatDay, formatDeadline, formatInstant, formatWeekday } from "#domain/formats.en";
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
      locked: {
        title: "Waiting for signature",
        lead: (names: string[]) => `${it.The} is locked while ${head(names)} is reading.`,
        sent: (by: string, at: Instant) => `${by} sent it on ${formatInstant(at)}.`,
        signBy: (signBy: Instant) => `It must be signed no later than ${formatWeekday(lastDay(signBy))}.`,
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
      approved: {
        title: (amount: number | null, at: Instant): string =>
          amount === null
            ? `SKR approved ${it.the} on ${formatDay(dayOf(at))}`
            : `SKR granted ${formatAmount(amount)} on ${formatDay(dayOf(at))}`,
        final: `${it.The} can no longer be changed. Contact SKR if something is wrong.`,
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
