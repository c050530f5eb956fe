/** Defects in what follows a commit: documents, mail, and what the malware scan said. */
import type { Defect } from "./board.ts";

const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const afterCommit: Defect[] = [
  {
    name: "a mail is sent again though it may have gone",
    file: "lambdas/store/mails.ts",
    find: `"attribute_not_exists(pk) OR #state = :failed"`,
    replace: `"attribute_not_exists(pk) OR #state = :failed OR attribute_exists(pk)"`,
    killedBy: integration("outbox"),
    test: "never sends again a mail whose mark has no outcome",
  },
  {
    name: "a mail that may have gone is said to have failed",
    file: "lambdas/mail/once.ts",
    find: "if (!isNotTaken(error)) return false;",
    replace: "",
    killedBy: integration("outbox-faults"),
    test: "mailer, from submitted",
  },
  {
    name: "a day is done though a reminder was refused",
    file: "lambdas/reminders/reminders.ts",
    find: "if (report.failed === 0) await",
    replace: "await",
    killedBy: integration("reminders"),
    test: "tries again what SES refused",
  },
  {
    name: "a mail that staff have asked for is sent though it is no longer so",
    file: "lambdas/outbox/again.ts",
    find: ".filter((each) => isStillSo(kind, round, each, now))",
    replace: "",
    killedBy: integration("mail-log"),
    test: "is not sent again when it is no longer so",
  },
  {
    name: "a full mailbox marks an address for good",
    file: "lambdas/bounces/bounces.ts",
    find: `bounceType === "Permanent" ? "bounced" : null`,
    replace: `"bounced"`,
    killedBy: integration("mail-log"),
    test: "marks an address for good only",
  },
  {
    name: "an event is done though somebody's mail was refused",
    file: "lambdas/outbox/mailer.ts",
    find: "if (failures.length > 0) throw failures[0];",
    replace: "",
    killedBy: integration("outbox-faults"),
    test: "mailer, from submitted",
  },
  {
    name: "a document is put on record as it was made again, and not as it is stored",
    file: "lambdas/outbox/levels.ts",
    find: "existed ? await documents.read(key, object) : bytes",
    replace: "existed ? bytes : bytes",
    killedBy: integration("outbox"),
    test: "puts on record the document that was stored",
  },
  {
    name: "a document is said to be made before it is on record",
    file: "lambdas/outbox/sealer.ts",
    find: `if ((await take()) === "waits") return;`,
    replace: `await pending.settle(event, step);\n      if ((await take()) === "waits") return;`,
    killedBy: integration("outbox"),
    test: "leaves the submission standing while the document fails",
  },
  {
    name: "a later scan makes an infected file clean",
    file: "lambdas/store/verdicts.ts",
    find: "`attribute_not_exists(pk)${isInfected",
    replace: "`attribute_exists(pk) OR attribute_not_exists(pk)${isInfected",
    killedBy: integration("outbox-faults"),
    test: "verdict, THREATS_FOUND then",
  },
];
