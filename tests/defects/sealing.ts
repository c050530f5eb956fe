/** Defects in the seal of a document and in what verifies one. */
import type { Defect } from "./board.ts";

const verify = "tests/unit/seal-verify.test.ts";
const timestamp = "tests/unit/seal-timestamp.test.ts";
const certificates = "tests/unit/seal-certificates.test.ts";
const made = "tests/unit/seal.test.ts";
const twelveYears = "tests/integration/seal.test.ts";

export const sealing: Defect[] = [
  {
    name: "a seal is right whatever it is over",
    file: "lambdas/seal/judge.ts",
    find: `if (!isDigest) faults.push("digest");`,
    replace: "",
    killedBy: verify,
    test: "what is signed, at level B-B",
  },
  {
    name: "a seal's signature is believed unseen",
    file: "lambdas/seal/judge.ts",
    find: `if (!signed.isSignature) faults.push("signature");`,
    replace: "",
    killedBy: verify,
    test: "is found by a signature that is another",
  },
  {
    name: "a seal needs not reach the end of the file",
    file: "lambdas/seal/fields.ts",
    find: "resumes + length === revision.length &&",
    replace: "resumes + length <= revision.length &&",
    killedBy: verify,
    test: "is not whole when it does not reach the end",
  },
  {
    name: "a seal may leave out more than its own signature",
    file: "lambdas/seal/fields.ts",
    find: "if (!hexDigits.test(text) || text !== contents.toString()) return null;",
    replace: "",
    killedBy: verify,
    test: "is not whole when it leaves out more",
  },
  {
    name: "whatever is written after a seal is let through",
    file: "lambdas/seal/verify.ts",
    find: `change.kind === "other") ? ["changed-later"]`,
    replace: `change.kind === "other") ? []`,
    killedBy: verify,
    test: "is told when it changes another page",
  },
  {
    name: "after a seal there is more than one way to write",
    file: "lambdas/seal/revisions.ts",
    find: "return bytes.equals(pdf.bytes.subarray(base.bytes.length)) ? objects : null;",
    replace: "return bytes.length > 0 ? objects : null;",
    killedBy: verify,
    test: "is told when it is not as this room writes",
  },
  {
    name: "a seal's timestamp brings whatever objects it likes",
    file: "lambdas/seal/later.ts",
    find: "expected.size === objects.size &&",
    replace: "",
    killedBy: verify,
    test: "is told when it hides behind a document timestamp",
  },
  {
    name: "a seal's validation data brings whatever objects it likes",
    file: "lambdas/seal/validation-data.ts",
    find: "return [...objects.keys()].every((number) => listed.has(number));",
    replace: "return true;",
    killedBy: verify,
    test: "is told when it hides behind validation data",
  },
  {
    name: "a seal's certificate is judged by the clock on the wall",
    file: "lambdas/seal/verify.ts",
    find: "provenBy = Math.min(provenBy, each.time);",
    replace: "provenBy = Math.min(provenBy, now);",
    killedBy: twelveYears,
    test: "keep a seal valid",
  },
  {
    name: "a seal's revocation counts whenever it was",
    file: "lambdas/seal/certificates.ts",
    find: "=== serial && revocationDate.value.getTime() <= at,",
    replace: "=== serial,",
    killedBy: verify,
    test: "is lost by a revocation before the proven time",
  },
  {
    name: "a seal's timestamp may be of something else",
    file: "lambdas/seal/judge.ts",
    find: `faults.push("imprint");`,
    replace: "{}",
    killedBy: verify,
    test: "is not in a timestamp of something else",
  },
  {
    name: "a seal's certificate may be exchanged for another of the same key",
    file: "lambdas/seal/judge.ts",
    find: `if (!signed.namesCertificate) faults.push("signing-certificate");`,
    replace: "",
    killedBy: verify,
    test: "put in the place of the one the signature names",
  },
  {
    name: "a seal takes a timestamp that answers another request",
    file: "lambdas/seal/timestamp.ts",
    find: "if (!stamp.nonce || !equal(stamp.nonce, unsigned(own)))",
    replace: "if (!stamp.nonce)",
    killedBy: timestamp,
    test: "is refused to another request",
  },
  {
    name: "a seal takes a timestamp from anybody",
    file: "lambdas/seal/timestamp.ts",
    find: `if (!chain) throw new Error("the token's certificate leads to no root that is trusted");`,
    replace: "if (!chain) return token;",
    killedBy: timestamp,
    test: "is refused from whom is not trusted",
  },
  {
    name: "a seal's chain may lead over no authority",
    file: "lambdas/seal/certificates.ts",
    find: "mayIssue(each, chain.length - 1) &&",
    replace: "",
    killedBy: certificates,
    test: "and over no one who is none",
  },
  {
    name: "a seal is said to be B-LT by half of what that takes",
    file: "lambdas/seal/verify.ts",
    find: ` || first.report.revocation !== "good") return "B-T";`,
    replace: `) return "B-T";`,
    killedBy: made,
    test: "a list for one of two issuers is not enough",
  },
];
