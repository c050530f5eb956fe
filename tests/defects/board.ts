import { afterCommit } from "./after-commit.ts";
import { sealing } from "./sealing.ts";

/**
 * Defects to plant, one at a time, in a copy of the portal; each with the test that must notice. `find` stands exactly once in its
 * file, `test` is a part of the test's name.
 */
export type Defect = {
  name: string;
  file: string;
  find: string;
  replace: string;
  killedBy: string;
  test: string;
  /** Tests of the same file that lead up to it. */
  after?: string;
};

const unit = (name: string) => `tests/unit/${name}.test.ts`;
const infra = (name: string) => `tests/infra/${name}.test.ts`;
const integration = (name: string) => `tests/integration/${name}.test.ts`;

export const board: Defect[] = [
  ...afterCommit,
  ...sealing,
  {
    name: "an answer is saved over one that was not seen",
    file: "lambdas/store/drafts.ts",
    find: `"attribute_not_exists(pk) OR rev = :seen" : "rev = :seen"`,
    replace: `"attribute_not_exists(pk) OR rev = :seen" : "rev = :seen OR attribute_exists(pk)"`,
    killedBy: integration("two-writers"),
    test: "lose no acknowledged text",
  },
  {
    name: "the closing instant itself is in time for moves",
    file: "lambdas/domain/deadlines.ts",
    find: "receivedAt >= closesAt",
    replace: "receivedAt > closesAt",
    killedBy: integration("late-by-a-millisecond"),
    test: "refuses a plan at 00:00:00 on 1 June",
  },
  {
    name: "the closing instant itself is in time for saves",
    file: "lambdas/store/drafts.ts",
    find: "closesAt > :receivedAt",
    replace: "closesAt >= :receivedAt",
    killedBy: integration("late-by-a-millisecond"),
    test: "refuses an answer saved at the closing instant",
  },
  {
    name: "nobody asks whether the person may",
    file: "lambdas/api/request.ts",
    find: `if (!can(user, route.may, rss, at)) throw new Refusal("not-allowed");`,
    replace: "",
    killedBy: integration("wrong-county"),
    test: "handIn by",
  },
  {
    name: "what is another county's is forbidden, and so known to exist",
    file: "lambdas/api/request.ts",
    find: `!knows(user, rss, at)) throw new Refusal("not-found")`,
    replace: `!knows(user, rss, at)) throw new Refusal("not-allowed")`,
    killedBy: integration("wrong-county"),
    test: "answers byte for byte as for a plan that does not exist",
  },
  {
    name: "access lasts a millisecond longer than the membership",
    file: "lambdas/domain/permissions.ts",
    find: "to === null || at < to",
    replace: "to === null || at <= to",
    killedBy: unit("permissions"),
    test: "that is revoked gives nothing from that millisecond",
  },
  {
    name: "words are not composed before they are counted and frozen",
    file: "lambdas/domain/counting.ts",
    find: `.replace(unseen, "").normalize("NFC")`,
    replace: `.replace(unseen, "")`,
    killedBy: unit("counting"),
    test: "composes, so that the same words have the same form",
  },
  {
    name: "a move is committed without what is to be done after it",
    file: "lambdas/store/submissions.ts",
    find: "...(steps.length > 0",
    replace: "...(steps.length > 99",
    killedBy: integration("fault-sweep"),
    test: "send back happens once",
  },
  {
    name: "nobody looks whether a retry's move was made already",
    file: "lambdas/api/move.ts",
    find: "if (again || attempt > 0)",
    replace: "if (attempt > 99)",
    killedBy: integration("fault-sweep"),
    test: "contacts happens once",
  },
  {
    name: "a retry counts from when it came, not from its first attempt",
    file: "lambdas/api/move.ts",
    find: "{ person, at: firstSeen }",
    replace: "{ person, at: receivedAt }",
    killedBy: integration("late-by-a-millisecond"),
    test: "counts a retry from its first attempt",
  },
  {
    name: "an attempt that did nothing keeps its place in time",
    file: "lambdas/api/move.ts",
    find: "await store.forgetAttempt(id, person, stamp);\n        throw error;",
    replace: "throw error;",
    killedBy: integration("late-by-a-millisecond"),
    test: "does not let a refused attempt date a later one back",
  },
  {
    name: "a plan is handed in without what was saved meanwhile",
    file: "lambdas/store/submissions.ts",
    find: `" AND edits = :edits AND #closesAt > :at"`,
    replace: `" AND (edits = :edits OR attribute_exists(pk)) AND #closesAt > :at"`,
    killedBy: integration("two-writers"),
    test: "lose no acknowledged text",
  },
  {
    name: "half a transaction that a query saw is taken for the draft",
    file: "lambdas/store/submissions.ts",
    find: "if (agreesWithHead(head, rows))",
    replace: "if (agreesWithHead(head, rows) || true)",
    killedBy: integration("two-writers"),
    test: "lose no acknowledged text",
  },
  {
    name: "a text that another one replaces is not kept",
    file: "lambdas/store/drafts.ts",
    find: "...(past ? [putPast(",
    replace: "...(past && false ? [putPast(",
    killedBy: integration("two-writers"),
    test: "lose no acknowledged text",
  },
  {
    name: "a text that lost is not kept before its writer is told",
    file: "lambdas/api/answers.ts",
    find: `new Set(["stale", "wrong-state"`,
    replace: `new Set(["wrong-state"`,
    killedBy: integration("together"),
    test: "keeps the text that lost when two save on the same revision",
  },
  {
    name: "a text that lost is forgotten when the plan was handed in meanwhile",
    file: "lambdas/api/answers.ts",
    find: `"wrong-state", "too-late"]`,
    replace: `"too-late"]`,
    killedBy: integration("together"),
    test: "is in the history when the plan was handed in and saveAnswer is refused",
  },
  {
    name: "a text that lost is forgotten when the plan was closed meanwhile",
    file: "lambdas/api/answers.ts",
    find: `, "too-late"]`,
    replace: "]",
    killedBy: integration("together"),
    test: "is in the history when the plan was closed and moveToAttachment is refused",
  },
  {
    name: "whose text it was is forgotten when another moves it as it stands",
    file: "lambdas/api/answers.ts",
    find: "before?.by === by.person && canonical(",
    replace: "before && canonical(",
    killedBy: integration("together"),
    test: "keeps whose text it was that somebody else moved as it stood",
    after: "keeps a colleague's text that stood when another one is moved",
  },
  {
    name: "another's choice of a way to answer is lost to an attachment",
    file: "lambdas/api/answers.ts",
    find: "choice && isKept(choice, next)",
    replace: "choice && isKept(choice, { ...next, by: choice.by })",
    killedBy: integration("together"),
    test: "keeps whose text it was that somebody else moved as it stood",
    after: "keeps a colleague's text that stood when another one is moved",
  },
  {
    name: "one's own write of a comment is taken for another's",
    file: "lambdas/api/together.ts",
    find: "if (there && (there.resolved !== null) === resolved)",
    replace: `if (there && "saved" in outcome)`,
    killedBy: integration("fault-sweep"),
    test: "resolve a comment happens once",
  },
  {
    name: "a save whose answer was lost is refused when it comes again",
    file: "lambdas/store/drafts.ts",
    find: "if (there && there.rev === next.rev",
    replace: "if (there && there.rev < 0",
    killedBy: integration("fault-sweep"),
    test: "wherever save happens once",
  },
  {
    name: "events are not chained",
    file: "lambdas/domain/chain.ts",
    find: "prev: before.tip",
    replace: `prev: ""`,
    killedBy: integration("fault-sweep"),
    test: "recall happens once",
  },
  {
    name: "what waits is signed, whatever was read",
    file: "lambdas/domain/moves.ts",
    find: `if (waiting.hash !== read.hash) throw new Refusal("stale", { version: waiting.version });`,
    replace: "",
    killedBy: unit("submission"),
    test: "tells that the version changed since it was read",
  },
  {
    name: "an old log-in is enough to sign",
    file: "lambdas/domain/moves.ts",
    find: "if (authenticatedAt <= intent.at)",
    replace: 'if (authenticatedAt <= "")',
    killedBy: unit("submission"),
    test: "says when the button was pressed when a fresh log-in is wanting",
  },
  {
    name: "a key stands for whatever comes under it",
    file: "lambdas/api/request.ts",
    find: "hash(canonical(body)).slice(0, 16)",
    replace: '"0"',
    killedBy: integration("twice"),
    test: "takes corrected words under an old key for a new act",
  },
  {
    name: "a transaction gives up at the first conflict",
    file: "lambdas/store/transact.ts",
    find: "await backOff(attempt);",
    replace: "throw error;",
    killedBy: integration("twice"),
    test: "makes one version of fifty hand-ins",
  },
  {
    name: "a failure nobody knows is taken for a write",
    file: "lambdas/store/transact.ts",
    find: "if (!(error instanceof TransactionCanceledException)) throw error;",
    replace: "if (!(error instanceof TransactionCanceledException)) return null;",
    killedBy: integration("fault-sweep"),
    test: "recall happens once",
  },
  {
    name: "a removed file is handed in",
    file: "lambdas/store/submissions.ts",
    find: `.filter(({ state }) => state !== "removed")`,
    replace: "",
    killedBy: integration("attachments"),
    test: "is free when its file is removed",
  },
  {
    name: "a file is taken whatever its checksum",
    file: "lambdas/api/files.ts",
    find: "|| arrived.sha256 !== expected.sha256",
    replace: "",
    killedBy: integration("attachments"),
    test: "never has a file whose newest bytes are not those that were announced",
  },
  {
    name: "the API makes attachments of text without its typefaces",
    file: "infra/stacks/service.ts",
    find: "      fonts: true,\n      ...{ memory: 1024, seconds: 20, logDays },",
    replace: "      ...{ memory: 1024, seconds: 20, logDays },",
    killedBy: infra("bundles"),
    test: "api has the typefaces",
  },
  {
    name: "a file that has not arrived is forbidden in AWS, and not absent",
    file: "infra/stacks/access.ts",
    find: `allow(["s3:ListBucket"]`,
    replace: `allow(["s3:GetBucketLocation"]`,
    killedBy: infra("rights"),
    test: "nothing that a function needs is denied",
  },
];
