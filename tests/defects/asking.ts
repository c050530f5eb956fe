/** Defects in what anybody is told of a document. */
import type { Defect } from "./board.ts";

const killedBy = "tests/integration/verify.test.ts";

export const asking: Defect[] = [
  {
    name: "a number is answered whatever the code",
    file: "lambdas/api/verify.ts",
    find: "!found || codeOf(found.hash) !== tidyCopied(code)",
    replace: "!found",
    killedBy,
    test: "byte for byte alike",
  },
  {
    name: "what is no number is answered without the work of one that is",
    file: "lambdas/api/verify.ts",
    find: "const { id, ...subject } = placeOf(wanted, await registry.rounds());",
    replace: `if (!numbered(wanted)) throw new Refusal("unknown-document");
      const { id, ...subject } = placeOf(wanted, await registry.rounds());`,
    killedBy,
    test: "byte for byte alike",
  },
  {
    name: "one try too many is heard",
    file: "lambdas/store/misses.ts",
    find: "tries < :limit",
    replace: "tries <= :limit",
    killedBy,
    test: "ends after 20 misses an hour",
  },
  {
    name: "right ones count as misses",
    file: "lambdas/api/verify.ts",
    find: "await Promise.all(quotas.map((quota) => misses.giveBack(quota, receivedAt)));",
    replace: "",
    killedBy,
    test: "costs nothing when it is right",
  },
  {
    name: "who is counted is whom they name first",
    file: "lambdas/api/source.ts",
    find: "forwarded.at(-2)",
    replace: "forwarded.at(0)",
    killedBy,
    test: "is counted for whom CloudFront speaks for",
  },
  {
    name: "the copy for archives is given out",
    file: "lambdas/domain/documents.ts",
    find: "each.version === version && each.of === of && isSealed(each.level)",
    replace: "each.version === version && each.of === of",
    killedBy: "tests/unit/documents.test.ts",
    test: "is never the copy for archives",
  },
  {
    name: "the document of a decision is given out as the plan's",
    file: "lambdas/domain/documents.ts",
    find: "each.version === version && each.of === of && isSealed(each.level)",
    replace: "each.version === version && isSealed(each.level)",
    killedBy: "tests/unit/documents.test.ts",
    test: "of a decision is another one than the version's",
  },
  {
    name: "a decision's number is answered before there is a decision",
    file: "lambdas/api/verify.ts",
    find: " || (of && !decided)",
    replace: "",
    killedBy: "tests/integration/decision-document.test.ts",
    test: "neither the version's code nor a number before there is a decision",
  },
  {
    name: "a level is replaced on record",
    file: "lambdas/store/documents.ts",
    find: `ConditionExpression: "attribute_not_exists(pk)",`,
    replace: `ConditionExpression: "attribute_not_exists(pk) OR attribute_exists(pk)",`,
    killedBy,
    test: "none of them is put on record a second time",
    after: "once there are more levels of it",
  },
];
