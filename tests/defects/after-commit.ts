/** Defects in what follows a commit: documents, mail, and what the malware scan said. */
import type { Defect } from "./board.ts";

const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const afterCommit: Defect[] = [
  {
    name: "a mail is sent again though it may have gone",
    file: "lambdas/store/pending.ts",
    find: `"attribute_not_exists(pk) OR #state = :failed"`,
    replace: `"attribute_not_exists(pk) OR #state = :failed OR attribute_exists(pk)"`,
    killedBy: integration("outbox"),
    test: "never sends again a mail whose mark has no outcome",
  },
  {
    name: "a mail that may have gone is said to have failed",
    file: "lambdas/outbox/mailer.ts",
    find: "if (!isNotTaken(error)) return;",
    replace: "",
    killedBy: integration("outbox-faults"),
    test: "mailer, from submitted",
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
