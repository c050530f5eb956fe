/** Words of the pages where a frozen version is read, signed and acknowledged, in English. */
import type { AskedAbout } from "#domain/asked-about";
import { type Day, dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatCount, formatDay, formatDeadline, formatInstant, formatTime, formatWeekday } from "#domain/formats.en";
import { aboutWhat } from "#domain/texts/asked.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { readingWords as sv } from "./reading.sv.ts";

const days = (left: number): string => (left === 1 ? "1 day left" : `${formatCount(left)} days left`);

export const readingWords = byKind(
  nouns,
  (it) =>
    ({
      unfetched: "The page could not be loaded",

      plan: {
        files: "Attachments",
        goals: "The goals one by one, for the follow-up",
        ticked: "Ticked",
        unticked: "Not ticked",
        chosen: "Chosen",
        notChosen: "Not chosen",
        explanation: "Explanation",
        noAnswer: "No answer",
        checksum: "Checksum (SHA-256)",
        openFile: (name: string, size: string) => `Open the attachment ${name}, ${size}`,
        version: (n: number) => `Version ${n}`,
        stand: (at: Instant, by: string) => `Handed in ${formatInstant(at)} by ${by}, not signed.`,
        draft: "DRAFT – not submitted",
        signed: (number: string, at: Instant, by: string) => `${number}. Signed ${formatInstant(at)} by ${by}`,
        signedOnPaper: (number: string, day: Day, by: string) =>
          `${number}. Signed on paper ${formatDay(day)} by ${by}`,
        plan: it.A,
        frozenLabel: "Version",
        frozen: (at: Instant, by: string) => `handed in ${formatInstant(at)} by ${by}`,
        technical: "Technical details",
        hash: "Checksum",
        hashHelp: `The checksum is worked out from the whole of ${it.the}. It changes if a single character is changed, and shows that what you read is what is signed.`,
        print: "Print",
        changed: "Changed",
        added: "New",
        earlier: (n: number) => `As it was in version ${n}`,
      },

      completes: {
        title: (version: number) => `Answer about version ${version}`,
        asked: (at: Instant, about: AskedAbout) => `On ${formatDay(dayOf(at))} SKR asked about ${aboutWhat(about)}.`,
        writes: (who: string) => `${who} writes:`,
        mark: "Changed at SKR’s request",
      },

      sign: {
        title: "Read and sign",
        eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
        about: `About ${it.the}`,
        sentBy: (by: string, at: Instant) => `${by} sent ${it.the} here for signature on ${formatInstant(at)}.`,
        inTime: (closesAt: Instant) => `${it.The} came in time (the last day was ${formatDay(lastDay(closesAt))}).`,
        alreadyInTime: "It was handed in before the deadline.",
        signBy: (signBy: Instant) => `Sign no later than ${formatDeadline(signBy)}`,
        daysLeft: (left: number) => (left === 0 ? "Today is the last day" : days(left)),
        answerBy: (dueAt: Instant) => `SKR wants the answer no later than ${formatDeadline(dueAt)}`,
        answerOver: (dueAt: Instant) =>
          `The answer was due on ${formatWeekday(lastDay(dueAt))}. It can still be signed, until SKR has decided.`,
        toSignature: "Go to the signature",
        help: "How signing works",
        notHead: (heads: string) => `You can read ${it.the} here. ${heads} signs it.`,
        heads: (names: string[]) =>
          names.length === 0
            ? "The head of the RSS"
            : new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names),
        changes: {
          heading: (n: number) => `What has changed since version ${n}`,
          standing: (n: number) => `Version ${n} has been submitted and counts until this one is signed.`,
          none: (n: number) => `All answers are the same as in version ${n}.`,
          gone: "no longer there",
          fresh: "new",
        },
        heading: "Signature",
        onPaper: "Sign on paper instead",
        button: "Sign and submit",
        pressing: "Sending …",
        sendBack: "Send back with a comment",
        sendBackLead: `${it.The} becomes a draft again, so that it can be changed. Everybody who writes sees the comment.`,
        sendBackLeadAsked:
          "The answer can be changed again, in what SKR has asked about. Everybody who writes sees the comment.",
        comment: "What needs to change?",
        commentMissing: "Write what needs to change.",
        sendBackButton: "Send back",
        sentBackDone: `${it.The} has been sent back with your comment. Those who write have been told by email.`,
        sendBackStale: `${it.The} has changed since you read it. Reload the page and read the changes first.`,
        sendBackClosed: (closesAt: Instant) =>
          `${it.The} cannot be sent back, because the time for changes ran out on ${formatWeekday(lastDay(closesAt))}. If something needs to change, ask SKR for an extension first.`,
        afresh: {
          heading: "One step left: log in again",
          why: `Logging in shows that it is you who signs. Then you come back here, and ${it.the} is submitted.`,
          until: (until: Instant) => `Log in no later than ${formatTime(until)}.`,
          button: "Log in and sign",
          cancel: "Do not sign now",
          again: "You have to log in after pressing the button. Log in once more.",
          tooSlow: `More than 15 minutes went by after you pressed the button. ${it.The} has not been signed. Press Sign and submit again.`,
        },
        signing: `Signing and submitting ${it.the} …`,
        noAnswer: `We got no answer. Try again – ${it.the} is submitted only once.`,
        retry: "Try again",
        stale: `${it.The} has changed since you read it. Read the changes before you sign.`,
        nothing: {
          heading: `No ${it.a} is waiting for a signature`,
          recalled: (by: string, at: Instant) =>
            `${by} took ${it.the} back on ${formatInstant(at)} to change it. You will get an email when it comes again.`,
          sentBack: (by: string, at: Instant) => `${by} sent ${it.the} back on ${formatInstant(at)}.`,
          draft: `${it.The} is a draft. You will get an email when it is ready to read.`,
          returned: (dueAt: Instant) =>
            `SKR has asked for more, and the answer is being written. You will get an email when it is ready to read. SKR wants it no later than ${formatDay(lastDay(dueAt))}.`,
          submitted: `${it.The} has already been signed and submitted.`,
          notStarted: `Nobody has begun to write ${it.the}.`,
          abstained: "You have said that you are not taking part this year.",
          notInTime: `The time ran out before ${it.the} was submitted.`,
        },
        toPlan: `To ${it.the}`,
        toReceipt: "To the receipt",
        askExtension: "Ask for an extension",
      },

      receipt: {
        title: `${it.The} has been submitted`,
        about: "Receipt",
        print: "Print the receipt",
        received: (at: Instant) => `Received ${formatInstant(at)}`,
        inTime: "in time",
        late: "after the deadline",
        completionTitle: "The answer has been submitted",
        completed: (at: Instant, inTime: boolean, dueAt: Instant) =>
          `The answer was received ${formatInstant(at)}, ${inTime ? "in time" : `after it was due (${formatDay(lastDay(dueAt))})`}.`,
        original: (version: number, inTime: boolean) =>
          `Version ${version}, which it is about, came ${inTime ? "in time" : "after the deadline"}.`,
        returned: (dueAt: Instant) =>
          `SKR needs to know more. Answer no later than ${formatDay(lastDay(dueAt))}. ${it.The} of this receipt counts meanwhile.`,
        answer: "Answer SKR",
        number: "Receipt number",
        code: "Code",
        codeHelp: "The number and the code belong to this very version. They are in the PDF too.",
        check: "How anybody can check the document",
        handedIn: "Handed in",
        signed: "Signed",
        by: (at: Instant, by: string) => `${formatInstant(at)} by ${by}`,
        onPaper: (day: Day, by: string) => `${formatDay(day)} by ${by}, in ink on paper`,
        registered: "Put into the portal",
        byStaff: (at: Instant, by: string) => `${formatInstant(at)} by ${by}, SKR, on behalf of the RSS`,
        onBehalf: "Reason",
        scan: "The paper",
        openScan: (name: string, size: string) => `Open the scanned paper ${name}, ${size}`,
        scanInfected:
          "Harmful code was found in the scanned paper, so it cannot be opened. The signature is on record. The RSS and SKR need to agree on how the paper is to be shown.",
        extension: "Extension",
        pdf: "Fetch the PDF",
        archiveCopy: "Copy for archives (PDF/A-2a)",
        pdfPending: "The PDF will come by email. You need not do anything.",
        pdfReady: "The PDF is ready.",
        pdfFailed: "The PDF could not be fetched. Try again in a while.",
        pdfHelp: "The head’s signature is at the end of the PDF.",
        pdfHelpPaper: "How the head signed is told at the end of the PDF.",
        read: `Read ${it.the}`,
        next: "What happens now?",
        help: "More about what you can do now",
        mailed: "The receipt is emailed with the PDF to those of you who write, to the head and to your registrar.",
        review: `SKR reads ${it.the} and gets in touch if more information is needed.`,
        replace: (closesAt: Instant) =>
          `You can make changes until ${formatDeadline(closesAt)}. ${it.The} you submitted counts until you submit a new one.`,
        report: (day: Day) => `Report how it went no later than ${formatDay(day)}.`,
        rewriting: `You are writing a new version. ${it.The} you submitted counts until you submit a new one.`,
        noneTitle: "No receipt yet",
        none: `${it.The} has not been submitted. The receipt comes when the head has signed.`,
      },

      version: {
        title: (rss: string, n: number) => `${rss}, version ${n}`,
        tools: "About this page",
        back: `Back to ${it.the}`,
        waiting: "This version is waiting for a signature. It has not been submitted.",
        unsigned: "This version was not signed, and has not been submitted.",
        replaced: "This version has been replaced.",
        newer: (n: number) => `Version ${n} counts`,
      },
    }) satisfies ReturnType<typeof sv>,
);
