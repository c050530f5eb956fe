/** Words of the command that verifies a document, in English. */
import { formatInstant } from "#domain/formats.en";
import type { words as sv } from "./words.sv.ts";

export const words = {
  usage: [
    "npm run -s verify -- FILE … [--roots CERT.PEM] [--at TIME] [--language sv|en] [--json]",
    "npm run -s verify -- --log FILE … [--language sv|en] [--json]",
    "",
    "  FILE        A PDF from RSS-portalen. There may be several.",
    "  --log       The files are logs that the portal has given away, as JSON.",
    "  --roots     Root certificates to trust, PEM or DER. May be given more than once.",
    "              Without them it cannot be told whose the seal is.",
    "  --at        Judge as on that day or at that time: 2036-05-20 or 2036-05-20T12:00:00Z.",
    "  --language  Language of the answer. Swedish when none is given.",
    "  --json      The answer as JSON, a line for each file.",
    "",
    "Exit code: 0 valid, 1 not valid, 2 could not be judged, 64 wrong use.",
  ],
  wrongUse: {
    option: "There is no such option, or its value is missing.",
    noFile: "Give at least one file.",
    at: (value: string): string => `--at ${value} is no day or time. Write for example 2036-05-20.`,
    language: (value: string): string => `There is no --language ${value}. Write sv or en.`,
    roots: (file: string): string => `--roots ${file} cannot be read as certificates.`,
  },
  log: {
    whole: "WHOLE. The events belong together, and none has been changed, removed or added.",
    broken: (at: number): string =>
      at === 0
        ? "NOT WHOLE. Events are missing at the end, or have been added."
        : `NOT WHOLE. Event ${at} is not the one that the portal wrote, or one before it is missing.`,
    unreadable: "COULD NOT BE JUDGED. The file is no log from the portal.",
    of: (id: string, count: number): string => `${id}: ${count} ${count === 1 ? "event" : "events"}`,
    withheld: (count: number): string =>
      `${count} of them ${count === 1 ? "is" : "are"} there without content, which is not for whoever fetched the log.`,
    tip: (tip: string): string => `Last checksum: ${tip}`,
    compare:
      "Compare it with the one that the portal shows: anybody can make a whole log, but not with the same last checksum.",
  },
  notOpened: "COULD NOT BE JUDGED. There is no such file, or it cannot be opened.",
  verdicts: {
    valid: "VALID. The document is unchanged since it was sealed.",
    invalid: "NOT VALID. Do not rely on the file.",
    indeterminate: "COULD NOT BE JUDGED. Nothing is proven false, but not all of it could be verified.",
  },
  statuses: { right: "Right", wrong: "Wrong", unsure: "Unclear", note: "Note" },
  unproven: "What is said of the document and the content comes from the file itself, and is not proven.",
  headings: { document: "The document", seal: "The seal", content: "The content", technical: "Technical details" },
  document: {
    title: (title: string, rss: string): string => `${title}, ${rss}`,
    number: (number: string): string => `Receipt number ${number}`,
    signed: (name: string, at: string): string => `Signed by ${name}, ${formatInstant(at)}, Swedish time`,
    decision: (title: string, rss: string): string => `SKR’s decision on ${title}, ${rss}`,
    decisionNumber: (number: string): string => `Decision number ${number}`,
    decided: (name: string, at: string): string => `Decided by ${name}, ${formatInstant(at)}, Swedish time`,
    attested: (name: string, at: string): string => `Attested by ${name}, ${formatInstant(at)}, Swedish time`,
  },
  seal: {
    by: (name: string): string => `Sealed by ${name}`,
    claimsBy: (name: string): string => `Claims to be sealed by ${name}`,
    compare: "Compare the name, and the fingerprint below, with those that SKR states.",
    proven: (at: string): string => `Existed by ${formatInstant(at)}, Swedish time, as a time stamp shows`,
    notProven: "When it was made is not proven.",
    judgedBy: (at: string): string => `Judged as on ${formatInstant(at)}, Swedish time`,
    levels: {
      "B-B": "There is no time stamp. The seal can be verified for as long as its certificate is valid.",
      "B-T": "The seal can be verified for as long as the time stamp’s certificate is valid.",
      "B-LT": "What is needed to verify the seal for a long time is in the file.",
      "B-LTA": "What is needed to verify the seal for a long time is in the file, time-stamped for archives.",
    },
    later: {
      "validation-data": "Added later: what is needed to verify the seal",
      "document-timestamp": "Added later: a time stamp over the whole file",
      other: "Added later: something else, which may change what is shown",
    },
  },
  findings: {
    sealed: "The seal holds, and is of the whole file.",
    noRoots:
      "No root certificates were given. Anybody can make a seal in that name. Give them by --roots, or compare the fingerprint.",
    contentAbsent:
      "The content does not travel in the file, as in a copy for archives. Only the seal could be verified.",
    contentUnreadable: "What travels in the file could not be read.",
    checksum: "The content has the checksum that the document states.",
    checksumOther: "The content has another checksum than the document states.",
    files: {
      same: (name: string): string => `The attachment ${name} is unchanged.`,
      absent: (name: string): string =>
        `The attachment ${name} does not travel in the file, only its name and checksum. The portal does so with a file that may be harmful.`,
      exchanged: (name: string): string => `The attachment ${name} is another file than the one submitted.`,
      strange: (name: string): string => `The file ${name} travels along, and is no part of the content.`,
    },
    pages: {
      same: "The pages are to the last character those that the content gives.",
      different:
        "The pages did not come out the same when they were made again from the content. Either they say something else, or this program does not suffice. Compare them.",
      failed: "The pages could not be made again from the content.",
      "other-program":
        "The pages were made by another version of the portal, and cannot be made again here. The content’s checksum is what counts.",
      "other-form":
        "The form is not in this program, so the pages cannot be made again. The content’s checksum is what counts.",
      "not-tried":
        "The pages have not been compared with the content. That is done when the seal leads to a root that was given, and the checksums are right.",
    },
  },
  faults: {
    "no-chain": "A certificate does not lead to any of the roots that were given.",
    expired:
      "A certificate had ended, or not begun, by the latest time that is proven. If there is a newer PDF of the same version, that one may be verified.",
    revoked: "A certificate was revoked when the seal was made.",
    purpose: "The certificate is not for this.",
    range: "The seal is not of the whole file.",
    "no-seal": "The file has no seal.",
    unreadable: "The file is no PDF that the portal has made, or it is damaged.",
    several: "The file has signatures that the portal does not make.",
    digest: "The file was changed after it was sealed.",
    imprint: "The time stamp is of something else.",
    signature: "The seal was not made with the key that the certificate is for.",
    "signing-certificate": "The certificate has been exchanged for another.",
    attributes: "The seal is not made as the portal makes it.",
    time: "A time stamp is from a time that had not come.",
    "changed-later": "Something was added after the seal, and may change what is shown.",
  },
  technical: {
    file: "File",
    bytes: (size: number): string => `${size} bytes`,
    judged: "Judged",
    level: "Level",
    none: "none",
    unsigned: "Before the seal",
    content: "Content",
    stated: "Stated",
    receipt: "Receipt",
    why: "Reason",
    renderer: "Made by renderer",
    form: "Form",
    differs: (at: number): string => `The pages differ from byte ${at}`,
    until: "The time stamp’s certificate is valid until",
    kinds: {
      seal: "Seal",
      "signature-timestamp": "Time stamp in the seal",
      "document-timestamp": "Time stamp over the file",
    },
    by: "Certificate for",
    certificate: "Fingerprint (SHA-256)",
    at: "States the time",
    judgedAt: "Judged as of",
    revocation: "Revocation",
    revocations: { good: "not revoked", revoked: "revoked", unknown: "not told by the file" },
    faults: "Faults",
  },
} satisfies typeof sv;
