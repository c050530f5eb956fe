/** Words of the page where anybody checks a document, in English. */
import type { Level } from "#domain/documents";
import { formatAmount, formatCount, formatInstant } from "#domain/formats.en";
import type { Role } from "#domain/permissions";
import type { check as sv } from "./check.sv.ts";

export const check = {
  title: "Check a document",
  lead: "Have you been given a plan, a report or a decision that is said to come from RSS-portalen? Here you can see whether it does, and whether it is unchanged. You need not log in.",
  checking: "Checking …",
  reading: (percent: number) => `Reading the file, ${percent} per cent`,
  file: {
    title: "With the file",
    help: "Choose the PDF, or drag it here. The file does not leave your computer: the browser works out a checksum, and only that is sent.",
    choose: "Choose a file",
  },
  number: {
    title: "With number and code",
    help: "The number and the code are printed on the document.",
    number: "Number",
    numberHint: "For example GFP-2021-W-1",
    code: "Code",
    codeHint: "Eight characters, digits and the letters A–F",
    button: "Check",
    missing: "Type both the number and the code.",
  },
  found: {
    file: "The file is unchanged",
    fileReplaced: "The file is unchanged, but no longer counts",
    number: "The number and the code are right",
    numberReplaced: "The number and the code are right, but the document no longer counts",
    isFile: (name: string) => `${name} is exactly as the portal made it.`,
    isNumber:
      "The portal has received a document with this number. Compare what it says here with the paper. That every word is unchanged can be seen only by checking the file.",
    isDecision:
      "SKR has made a decision with this number. Compare what it says here with the paper. That every word is unchanged can be seen only by checking the file.",
    replacedBy: (number: string) => `The RSS has submitted a new version since. It is ${number} that counts.`,
    newer:
      "There is a newer PDF of the same document, with a seal that can be tested for longer. Its content is the same. The RSS and SKR can fetch it in the portal.",
  },
  facts: {
    rss: "RSS",
    document: "Document",
    year: "Year",
    number: "Number",
    received: "Received",
    signed: "Signed",
    signedBy: (name: string, role: string) => `${name}, ${role}`,
    signer: "Signed by",
    counts: "Counts",
    yes: "Yes, it is the latest version that was signed",
    no: (number: string) => `No, replaced by ${number}`,
    decision: "SKR’s decision",
    about: "Matter",
    on: "Decides on",
    outcome: "Decision",
    granted: (amount: number) => `${formatAmount(amount)} granted`,
    outcomes: {
      plan: { approved: "The plan is granted", rejected: "The plan is rejected" },
      report: { approved: "The report is approved", rejected: "The report is not approved" },
    },
    decided: "Decided",
    decidedBy: "Decided by",
    attestedBy: "Attested by",
    seal: "Seal",
    pending: "The PDF is on its way",
    sealedAt: (seal: string, at: string) => `${seal}, ${formatInstant(at)}`,
  },
  instants: formatInstant,
  roles: {
    head: "head of the RSS",
    writer: "writes for the RSS",
    reader: "reader in the RSS",
    officer: "officer at SKR",
    admin: "runs the portal",
  } satisfies Record<Role, string>,
  levels: {
    unsigned: "No electronic seal",
    "B-B": "Electronic seal",
    "B-T": "Electronic seal and timestamp",
    "B-LT": "Electronic seal and timestamp that can be tested for long",
    "B-LTA": "Electronic seal and timestamp, renewed for archives",
    archive: "Copy for archives, without the attachments in the file",
  } satisfies Record<Level, string>,
  unknownFile: {
    title: "The file has been changed or does not come from here",
    text: (name: string) => `The portal does not know ${name}. This is what you can do:`,
    points: [
      "Fetch the PDF again, best from the portal’s email, and check it without opening it first. Programs that save anew, print to PDF or add notes change the file.",
      "Check the number and the code instead. You then see whether there is such a document, but not whether the file is unchanged.",
      "Ask the RSS or SKR, who can fetch the document in the portal.",
    ],
  },
  unknownNumber: {
    title: "The number and the code do not belong together",
    text: "Either something has been copied wrongly, or there is no such document in the portal.",
    points: [
      "Numbers look like GFP\u20112021\u2011W\u20111: letters, year, the letter of the county and version. A decision has the word BESLUT last.",
      "The code has eight characters, digits and the letters A–F. A round nought is always a digit.",
      "If you have the file you can check that instead.",
    ],
  },
  tooMany: {
    title: "Too many wrong tries",
    source: (minutes: number) =>
      `Wait ${formatCount(minutes)} ${minutes === 1 ? "minute" : "minutes"} and try again. If you have the file you can check it now.`,
    number: (hours: number) =>
      `This very number has been tried with too many wrong codes, and answers again in ${formatCount(hours)} ${hours === 1 ? "hour" : "hours"}. If you have the file you can check it now.`,
  },
  failed: {
    title: "It could not be checked",
    empty: "The file is empty. Fetch it again.",
    large: (size: string) => `The file is larger than ${size}. The portal makes no documents of that size.`,
    unreadable: "The file could not be read. Is it still where you chose it?",
  },
  about: {
    title: "What the check shows",
    points: [
      "A file that is unchanged is, to the last character, the PDF that the portal made of what the RSS submitted, or of SKR’s decision. The portal never changes it.",
      "An electronic seal shows what the portal received, and a timestamp when. Who signed is shown by what the last page of the document says of the signature: who, in what role, when and how. The signature is not an advanced electronic signature.",
      "The check says nothing about whether what a plan or a report says is right, or about what SKR has decided on it. The decision is a document of its own, and is checked by itself.",
    ],
    without: "Without the portal",
    withoutText:
      "A sealed PDF can be tested without the portal too, in a PDF reader that checks signatures or with the portal’s own program: npm run verify in the source code.",
  },
} satisfies typeof sv;
