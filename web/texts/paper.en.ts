/** Words of the page where a version is signed on paper, in English. */
import type { Day, Instant } from "#domain/deadlines";
import { formatDay, formatDeadline, formatInstant } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { paperWords as sv } from "./paper.sv.ts";

const one = (names: string[]) =>
  names.length === 0 ? "The head" : new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);

export const paperWords = byKind(
  nouns,
  (it) =>
    ({
      title: "Sign on paper",
      staffTitle: "Put in a signature on paper",
      eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
      lead: `Print ${it.the}, let the head sign it in ink, and put the paper in here. It counts as much as signing in the portal.`,
      staffLead: `When a signed paper has come to SKR you can put it in on behalf of the RSS. You can read the text when ${it.the} has been submitted.`,
      by: (signBy: Instant) => `Put the paper in no later than ${formatDeadline(signBy)}.`,
      print: {
        heading: (n: number) => `1. Print version ${n}`,
        lead: `The print is the whole of ${it.the}, with a place for the signature at the end. On every page there is the number and a code, which belongs to this version only. If you change ${it.the}, a new paper is needed.`,
        button: "Fetch the print (PDF)",
        busy: "Making the print …",
      },
      ink: {
        heading: "2. Let the head sign",
        lead: (names: string[]) =>
          `${one(names)} reads all the pages and writes date, name and signature in ink. Then scan or photograph the page with the signature.`,
      },
      form: {
        heading: "3. Put the paper in",
        staffHeading: "Put the paper in",
        file: "The signed paper",
        fileHint: "One file of at most 10 MB: PDF, JPEG or PNG. Code and signature must be clearly seen.",
        choose: "Choose a file",
        chooseAnother: "Choose another file",
        chosen: (name: string, size: string) => `${name}, ${size}`,
        fileMissing: "Choose the file with the signed paper.",
        code: "The code on the paper",
        codeHint:
          "Eight characters beside the square pattern. Copy them from the paper: they show which version has been signed.",
        codeMissing: "Copy the code from the paper.",
        head: "Who has signed?",
        headIs: (name: string) => `${name}, head of the RSS, has signed.`,
        headMissing: "Choose who has signed.",
        day: "Date on the paper",
        dayHint: (from: Day, to: Day) =>
          from === to ? `${formatDay(from)}.` : `From ${formatDay(from)} to ${formatDay(to)}.`,
        dayMissing: (from: Day, to: Day) =>
          from === to
            ? `The date must be ${formatDay(from)}: there was no such paper before that day.`
            : `Choose a day from ${formatDay(from)}, when the version was ready to be signed, to ${formatDay(to)}.`,
        replaced: (version: number, at: Instant, waiting: number | null) =>
          `The paper is of version ${version}, which was sent for signature on ${formatInstant(at)}. It is no longer waiting for a signature. ${
            waiting === null
              ? `Send ${it.the} for signature again, print the new version and let the head sign it.`
              : `Print version ${waiting}, which is waiting now, and let the head sign it.`
          }`,
        unknown: (waiting: number) =>
          `The code does not belong to this ${it.a}. Copy the eight characters beside the square pattern on the paper: figures and the letters A to F. If they are right, the paper is from another ${it.a}. Then print version ${waiting}, which is waiting now.`,
        reason: "Why is SKR putting the paper in?",
        reasonHint: "The reason is told in the receipt, in the PDF, in the events and in the email to the RSS.",
        reasonMissing: "Write why SKR is putting the paper in.",
        consequence: `${it.The} is submitted to SKR when you put the paper in. The head gets an email about it.`,
        staffConsequence: `${it.The} counts as submitted when you put the paper in. The head and those who write in the RSS get an email about it.`,
        button: "Put the paper in and submit",
        sending: (percent: number) => `Sending the paper … ${percent}%`,
        working: "Putting the paper in …",
      },
      noHead:
        "The RSS has no head in the portal. Get in touch with SKR, and the head will be added. Then the paper can be put in.",
      reader: "Those who write in your RSS, and the head, can put in a signed paper.",
      back: `Back to ${it.the}`,
      staffBack: "Back to the review",
      help: "More about the signature",
    }) satisfies ReturnType<typeof sv>,
);
