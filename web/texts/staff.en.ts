/** Words of SKR's pages, in English: the overview of a round, and one plan or report as SKR reads it. */
import { type Day, type Instant, lastDay } from "#domain/deadlines";
import { formatAmount, formatCount, formatDay, formatInstant } from "#domain/formats.en";
import type { Step } from "#domain/steps";
import type { ShownState } from "#domain/submission";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { staffWords as sv } from "./staff.sv.ts";

const stepWords: Record<Step, string> = {
  document: "the PDF",
  seal: "the e-seal",
  timestamp: "the time stamp",
  validation: "what the seal is checked against",
  archive: "the archive copy",
  mail: "the email",
};

const listed = (parts: string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

/** `27 May 2021`, the last day something is in time. */
const lastDayOf = (closesAt: Instant): string => formatDay(lastDay(closesAt));

export const staffWords = byKind(
  nouns,
  (it) =>
    ({
      overview: {
        title: (year: number) => `${it.names} ${year}`,
        lead: (submitted: number, all: number) =>
          all === 0
            ? `No RSS has a ${it.a} in this round yet.`
            : `${formatCount(submitted)} of ${formatCount(all)} RSS have submitted a ${it.a}.`,
        daysLeft: (left: number) =>
          left === 0 ? "Today is the last day." : left === 1 ? "1 day left." : `${formatCount(left)} days left.`,
        closed: "The time has run out.",
        filter: "Show",
        all: "All",
        caption: (year: number) => `${it.names} ${year}, county by county`,
        shown: (count: number, all: number) =>
          count === all
            ? `Showing all ${formatCount(all)} counties.`
            : `Showing ${formatCount(count)} of ${formatCount(all)} counties.`,
        sortedBy: "Sort by",
        nothing: "–",
        mapCaption: "The same as in the table. Map:",
        mapSource: "Victor Cazanave, svg-maps",
        mapChanged: "with colours and county letters of our own.",
        legend: "Key",
      },

      onItsWay: {
        title: (count: number) => `${formatCount(count)} ${count === 1 ? "thing is" : "things are"} on the way.`,
        lead: "What is submitted, signed and decided stands. The portal tries again at least once an hour. Tell those who run the portal if something is still here the next day.",
        decision: "the decision",
        what: (remaining: readonly Step[]) => listed(remaining.map((step) => stepWords[step])),
        since: (at: Instant) => `since ${formatInstant(at)}`,
      },

      review: {
        title: (rss: string, year: number) => `${rss}, ${it.a} ${year}`,
        back: (year: number) => `${it.names} ${year}`,
        stateLabel: "State",
        notSubmitted: {
          "not-started": `The RSS has not begun to write its ${it.a}.`,
          draft: `The RSS is writing its ${it.a}. SKR cannot read drafts.`,
          "handed-in": `${it.The} is waiting for the head’s signature. SKR can read it once it has been signed.`,
          abstained: "The RSS has said that it is not taking part this year.",
          "not-in-time": `No ${it.a} has been submitted. SKR cannot read drafts.`,
          "not-signed-in-time": `${it.The} came but was not signed in time. SKR cannot read it.`,
          submitted: "",
          returned: "",
          approved: "",
          rejected: "",
        } satisfies Record<ShownState, string>,
        handedIn: (at: Instant) => `It was handed to the head on ${formatInstant(at)}, in time.`,
        signBy: (signBy: Instant) => `It must be signed no later than ${lastDayOf(signBy)}.`,
        nextWaits: `A new version is waiting for the head’s signature. ${it.The} below counts until the new one has been submitted.`,
        rewriting: `The RSS is writing a new version. ${it.The} below counts until the new one has been submitted.`,
        received: `Put in a ${it.a} that came to SKR`,
        paper: "Put in a signature on paper",
        closes: (closesAt: Instant) => `The RSS can submit up to and including ${lastDayOf(closesAt)}.`,
        extendedBy: "An extension has been granted. Reason:",
        receipt: "Receipt",
        checks: {
          heading: "Automatic checks",
          fine: "Everything the portal can check is in order.",
          remarks: (n: number) => (n === 1 ? "1 thing to look at." : `${formatCount(n)} things to look at.`),
          ok: "In order",
          remark: "Look at this",
          length: (name: string, count: number, limit: number) =>
            `${name}: ${formatCount(count)} of at most ${formatCount(limit)} characters`,
          lengths: (texts: number) => `All ${formatCount(texts)} texts are within their limits.`,
          figures: "Number of characters in each text",
          ticked: (name: string) => `Box ${name} is ticked.`,
          explained: (name: string) => `Box ${name} is not ticked. Read the explanation.`,
          contacts: (n: number) => (n === 1 ? "1 contact." : `${formatCount(n)} contacts.`),
          attached: (n: number) =>
            n === 1 ? `${it.The} has 1 attachment.` : `${it.The} has ${formatCount(n)} attachments.`,
          noAttachment: `${it.The} has no attachments, and needs none.`,
          signed: (at: Instant, by: string) => `Signed ${formatInstant(at)} by ${by}, head of the RSS.`,
          signedOnPaper: (day: Day, by: string) =>
            `Signed on paper ${formatDay(day)} by ${by}, head of the RSS. Compare it with the scanned paper.`,
        },
        mails: `Emails about ${it.the}, and whether they arrived`,
        pdfPending: "The PDF is on its way.",
        contactsChanged: `The contacts have been changed since ${it.the} was submitted:`,
        log: {
          heading: "Events",
          whole: "The chain of events is whole: nothing has been changed or removed.",
          broken:
            "The chain of events is broken. Something has been changed or removed. Tell those who run the portal.",
          columns: { at: "When", by: "Who", what: "What", note: "Note" },
          amount: (kronor: number) => formatAmount(kronor),
          on: (day: Day) => formatDay(day),
          until: (until: Instant) => `until ${lastDayOf(until)}`,
          to: (name: string | null) => (name === null ? "to nobody" : `to ${name}`),
          questions: (names: string[]) => `about ${listed(names)}`,
          types: {
            started: "Began to write",
            abstained: "Said that they are not taking part",
            resumed: "Took back not taking part",
            "handed-in": "Handed in to the head",
            recalled: "Took back to change",
            "sent-back": "The head sent it back",
            "signing-intended": "Pressed Sign",
            signed: "Signed and submitted",
            "signed-on-paper": "Put in a signed paper and submitted",
            changed: "Began a new version",
            "extension-requested": "Asked for an extension",
            extended: "Granted an extension",
            approved: it.approvedIt,
            "contacts-changed": "Changed the contacts",
            "handed-in-for": "Put in what had come to SKR, on the RSS’s behalf",
            assigned: "Assigned it",
            "completion-requested": "Asked for more information",
            "completion-withdrawn": "Withdrew the request for more information",
            proposed: "Proposed a decision on money",
            "proposal-withdrawn": "Withdrew or sent back the proposed decision",
            rejected: it.rejectedIt,
            paid: "Noted a payment",
            "unused-noted": "Noted money that was not used",
            handled: "Handled at SKR",
          } as Record<string, string>,
        },
        extension: {
          heading: "Last day",
          asked: "The RSS asks for an extension",
          askedBy: (by: string, at: Instant) => `${by}, ${formatInstant(at)}:`,
          give: "Give an extension",
          until: "Up to and including",
          untilHint: (from: Day) => `${formatDay(from)} at the earliest.`,
          untilMissing: (from: Day) => `Choose a day, ${formatDay(from)} or later.`,
          reason: "Reason",
          reasonHint: "The reason is on the receipt and among the events.",
          reasonMissing: "Write a reason.",
          button: (day: Day) => `Grant an extension until ${formatDay(day)}`,
          buttonPlain: "Grant an extension",
          granted: (closesAt: Instant) =>
            `An extension has been granted up to and including ${lastDayOf(closesAt)}. The RSS will be told by email.`,
        },
      },
    }) satisfies ReturnType<typeof sv>,
);
