/** Words of the form, in English. What SKR's form itself says stands in the template, with its gloss beside it. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatCount, formatDay, formatInstant, formatTime } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { planWords as sv } from "./plan.sv.ts";

const characters = (n: number) => `${formatCount(n)} ${n === 1 ? "character" : "characters"}`;
/** `Anna Berg or Per Åkerman` */
const anyOf = (names: string[]) => new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
const head = (names: string[]) => (names.length > 0 ? anyOf(names) : "the head");
const headFirst = (names: string[]) => (names.length > 0 ? anyOf(names) : "The head of the RSS");
/** `14:03`, with the day before it when that is another day. */
const when = (at: Instant, now: Instant) => (dayOf(at) === dayOf(now) ? formatTime(at) : formatInstant(at));

export const planWords = byKind(
  nouns,
  (it) =>
    ({
      kicker: (county: string) => `${it.name} · ${county}`,
      intro:
        "You are welcome to paste longer texts. Everything is saved as it is, even what is too long. You need not shorten it until you submit.",
      draftMark: "DRAFT – not submitted",
      printed: (now: Instant) => `Printed ${formatInstant(now)}`,
      sections: {
        title: "Sections",
        filled: (filled: number, all: number) => `${filled} of ${all} filled in`,
        notSent: "not submitted",
        show: "Show the sections",
        states: {
          filled: "Filled in",
          over: "Text too long",
          missing: "Missing",
          wrong: "To put right",
          signature: "Done by the head",
          signed: "Signed",
          optional: "Optional",
          asked: "Answer",
          changed: "Changed",
          locked: "Locked",
        },
      },
      field: {
        counter: (count: number, limit: number) => `${formatCount(count)} of at most ${characters(limit)}`,
        rule: "Spaces and line breaks count. Word may show fewer characters.",
        privacy: "Write nothing about individual people, and no addresses of sheltered housing.",
        over: (over: number, isSaved: boolean) =>
          `${characters(over)} too many.${isSaved ? " Everything is saved." : ""} Shorten the text or move it to an attachment.`,
        overHere: (over: number, isSaved: boolean) =>
          `${characters(over)} too many.${isSaved ? " Everything is saved." : ""} Shorten the text.`,
        optional: "Optional.",
      },
      county: "The county follows from your log-in and cannot be changed.",
      rows: {
        one: (n: number) => `Contact ${n}`,
        add: "Add a contact",
        remove: "Remove",
        removeOne: (n: number, name: string) => `Remove contact ${n}${name ? `, ${name}` : ""}`,
        removed: (n: number) => `Contact ${n} has been removed.`,
        most: (max: number) => `At most ${max} contacts.`,
      },
      tick: {
        cannot: "Cannot? Explain why",
      },
      signature: (names: string[]) =>
        `${headFirst(names)} will read and sign in the portal once you have sent ${it.the} for signature. The date and the name are filled in then.`,
      status: {
        automatic: "What you write is saved automatically.",
        saving: "Saving …",
        saved: (at: Instant, now: Instant) => `Saved ${when(at, now)}. Not submitted – SKR cannot read the draft.`,
        offline: "Not saved yet. The text is kept on this computer. We will try again.",
        loggedOut:
          "You are logged out. The text is kept on this computer and will be saved when you are logged in again.",
        notKept: "Not saved yet, and the browser cannot keep it for you. Do not close the page. We will try again.",
        backAgain: "Everything is saved again.",
        conflict: (name: string, section: string) => `${name} has also changed section ${section}.`,
        conflictMine: (section: string) => `Section ${section} has been changed in another window.`,
        choose: "Choose a text",
        refused: (section: string) => `Section ${section} has not been saved.`,
        see: "Show the section",
        what: "What does that mean?",
        label: "Saved or not",
      },
      lastDayShort: (closesAt: Instant) => `Last day: ${formatDay(lastDay(closesAt))}`,
      daysLeft: (days: number) =>
        days > 1 ? `${formatCount(days)} days left` : days === 1 ? "1 day left" : "Today is the last day",
      beside: {
        comment: "Comment",
        comments: (n: number) => `Comments (${formatCount(n)})`,
        history: "History",
        earlier: "Earlier answers",
        goals: "The goals one by one",
      },
      files: {
        title: "Attachments",
        help: "At most five files: PDF, Word, OpenDocument, Excel, JPEG or PNG, at most 10 MB each.",
        choose: "Add files",
      },
      handIn: {
        title: "Send for signature",
        lead: (names: string[]) =>
          `${headFirst(names)} gets an email, reads ${it.the} and signs it. ${it.The} is locked meanwhile, and you can take it back.`,
        inTime: `${it.The} is in time when it has been sent for signature before the end of the last day. The signature may follow later.`,
        signedInTime: `${it.The} must be both sent and signed before the end of the last day.`,
        button: (names: string[]) => `Send to ${head(names)} for signature`,
        sending: "Sending …",
        notSaved: `Not everything has been saved yet, so ${it.the} was not sent. We are trying to save. Try again in a while.`,
        chooseFirst: `Choose a text in the section that two people have changed. Then send ${it.the}.`,
        tryAgain: `We got no answer. Try again: the first attempt is the one that counts, and ${it.the} is sent only once.`,
        noHead: "No head is registered for your RSS. Contact SKR, or nobody can sign.",
      },
      sent: (names: string[]) => `${it.The} has been sent to ${head(names)} for signature.`,
      otherWays: { extension: "Ask for an extension", abstain: "Do not take part this year" },
    }) satisfies ReturnType<typeof sv>,
);
