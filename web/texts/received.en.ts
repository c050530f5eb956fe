/** Words of the page where SKR puts in what came to it by post or mail, in English. */
import type { Day } from "#domain/deadlines";
import { formatDay } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { receivedWords as sv } from "./received.sv.ts";

export const receivedWords: typeof sv = byKind(nouns, (it) => ({
  title: `Put in a ${it.a} that came to SKR`,
  eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
  lead: `If ${it.the} has come by post or email you can put it in on the RSS's behalf. The file becomes ${it.the}, and the day it came is the one that counts. What the RSS has written in the portal itself is not touched.`,
  notNow: `Nothing can be put in now: the RSS has sent ${it.the} to its head itself, is not taking part, or is done.`,
  tooLate: (day: Day) =>
    `The last day was ${formatDay(day)}. What came later can be put in when the RSS has been given an extension. Give it on the review page.`,
  form: {
    heading: "What came",
    file: "The file",
    fileHint:
      "One file of at most 10 MB: PDF, Word, OpenDocument, Excel, JPEG or PNG. If it is a paper, scan all the pages.",
    fileMissing: "Choose the file.",
    day: "On which day did it come to SKR?",
    dayMissing: (from: Day, to: Day) => `Choose a day from ${formatDay(from)} to ${formatDay(to)}.`,
    how: "How did it come?",
    post: "By post",
    mail: "By email",
    howMissing: "Choose how it came.",
    isSigned: "The head has already signed it in ink",
    isSignedHint: `Then ${it.the} counts as submitted at once. Otherwise the head signs in the portal.`,
    signedDay: "Date at the signature",
    reason: `Why does SKR put ${it.the} in?`,
    reasonHint: "The reason stands in the log and in the email to the RSS.",
    reasonMissing: "Write why SKR puts it in.",
    consequence:
      "The head, those who write in the RSS and the registrar get an email about it, with your name and the reason.",
    button: `Put ${it.the} in`,
    sending: (percent: number) => `Sending the file … ${percent}\u00A0%`,
    working: "Putting it in …",
  },
  back: "Back to the review",
}));
