/**
 * Every path that writes, as data: from which state, by whom, and what must be there afterwards, said from the rules of the portal
 * and not from its code. tests/integration/fault-sweep.test.ts puts every fault at every call of each.
 */
import { createHash } from "node:crypto";
import type { RouteName } from "#domain/routes";
import { type Step, steps } from "#domain/steps";
import { codeOf, type Fact } from "#domain/submission";
import { answersFilled } from "#tests/builders";
import type { Objects } from "#tests/memory-services";
import type { MemoryTable } from "#tests/memory-table";
import { officePaths, officeStates } from "#tests/office-paths";
import { aMemoryTable, type Call, may20, type Portal, table } from "#tests/portal";
import { fillIn, proposedIn } from "#tests/story";
import { personOf } from "../infra/local/seed.ts";
import { mailStore } from "../lambdas/store/mails.ts";

export const id = "2021.W";
export const reportId = "2021-rapport.W";
/** The table and the bucket at one moment; copied for each case. */
export type Scene = { table: MemoryTable; attachments: Objects };
export type Caller = Pick<Portal, "call">;
export type Open = (scene: Scene) => Caller;

export const bytes = Buffer.from("%PDF-1.7 bilaga");
const sha256 = createHash("sha256").update(bytes).digest("hex");
const params = { id };
const text = "Vi prövar en gemensam rutin i två kommuner.";
export const pressedAt = "2021-05-20T09:00:00.000Z";
export const loggedInAt = "2021-05-20T09:01:00.000Z";
const proposedAt = "2021-05-20T09:05:00.000Z";
const money = { outcome: "approved", amount: 400_000, reasons: null };
const cameByPost = { receivedOn: "2021-05-19", how: "post", reason: "Kom med post.", signed: null };
const asked = { questions: ["8b"], dueOn: "2021-06-14", message: "Hur många kommuner är med?" };

type Act = { sub: string | null; route: RouteName; call: Call };
export type Path = {
  name: string;
  from: StateName;
  act: (waiting: Read, file: string, comment: string) => Act;
  /** What it is answered with; 200 unless told otherwise. */
  refused?: [status: number, code: string];
  /** The events it makes, each with what is pending after it. */
  makes?: [type: Fact["type"], pending: Step[]][];
  /** How many rows of each kind are new or changed, besides HEAD, the events and the attempt of the move. */
  rows?: Record<string, number>;
  /** Rows of these kinds go. */
  takes?: Record<string, number>;
  /** HEAD stays as it is. */
  isBeside?: true;
  /** How many rows of each kind are new or changed in other partitions; of everything else none is. */
  elsewhere?: Record<string, Record<string, number>>;
};

export type StateName = keyof typeof states;
type Lead = {
  after: StateName | null;
  go: (caller: Caller, known: [waiting: Read, file: string, comment: string], scene: Scene) => Promise<unknown>;
};
type Read = { version: number; hash: string };

const lostAt = "2021-05-20T08:30:00.000Z";
const lostMail = { kind: "waiting", step: 2, whom: "anna@example.se" } as const;
const lostFacts = { to: "anna@example.se", person: personOf("anna"), subject: "En plan väntar", about: [id] };
const markedAddress = {
  ...({ address: "maja@example.se", why: "bounced", at: lostAt } as const),
  ...{ person: personOf("maja"), about: [id] },
};

/** How each state is reached from another one. */
export const states = {
  fresh: { after: null, go: async () => {} },
  draft: { after: "fresh", go: (caller) => fillIn(caller, id, "maja", answersFilled()) },
  "handed-in": { after: "draft", go: (caller) => caller.call("maja", "handIn", { params, body: {} }) },
  intended: {
    after: "handed-in",
    go: (caller, [read]) => caller.call("anna", "intent", { params, body: read, at: pressedAt }),
  },
  submitted: {
    after: "intended",
    go: (caller, [read]) =>
      caller.call("anna", "sign", { params, body: read, at: loggedInAt, authenticatedAt: loggedInAt }),
  },
  received: {
    after: "fresh",
    go: async (caller, _, { attachments }) => {
      const { answer } = await caller.call("karin", "addReceived", { params, body: fileBody });
      attachments.set(`attachments/${id}/${answer.file.id}`, bytes);
      scans.received = answer.file.id;
      await caller.call("karin", "confirmScan", { params: { id, file: answer.file.id }, body: {} });
    },
  },
  proposed: {
    after: "submitted",
    go: async (caller) => {
      await caller.call("karin", "decide", { params, body: money, at: proposedAt });
      read = await proposedIn(caller, id, proposedAt);
    },
  },
  granted: {
    after: "proposed",
    go: (caller) => caller.call("johan", "attest", { params, body: read, at: proposedAt }),
  },
  returned: {
    after: "submitted",
    go: (caller) => caller.call("karin", "requestCompletion", { params, body: asked, at: proposedAt }),
  },
  remarked: {
    after: "submitted",
    go: async (caller) => {
      const body = { question: "8b", text: "Hur många?", visible: false };
      const { answer } = await caller.call("karin", "remark", { params, body });
      remarkId = answer.remark.id;
    },
  },
  abstained: { after: "fresh", go: (caller) => caller.call("maja", "abstain", { params, body: {} }) },
  asked: {
    after: "draft",
    go: (caller) => caller.call("maja", "requestExtension", { params, body: { reason: "Sjukdom" } }),
  },
  uploaded: {
    after: "draft",
    go: async (caller, _, { attachments }) => {
      const { answer } = await caller.call("maja", "addFile", { params, body: fileBody });
      attachments.set(`attachments/${id}/${answer.file.id}`, bytes);
    },
  },
  /** Five files that never came, announced so long ago that they hold no place. */
  stranded: {
    after: "draft",
    go: async (caller) => {
      for (const n of [1, 2, 3, 4, 5]) {
        const body = { ...fileBody, name: `${n}.pdf` };
        await caller.call("maja", "addFile", { params, body, at: may20 - 3_600_000 });
      }
    },
  },
  attached: {
    after: "uploaded",
    go: (caller, [, file]) => caller.call("maja", "confirmFile", { params: { id, file }, body: {} }),
  },
  announced: { after: "handed-in", go: (caller, [read], scene) => announce(caller, "maja", read, scene) },
  scanned: {
    after: "announced",
    go: (caller) => caller.call("maja", "confirmScan", { params: { id, file: scans.maja ?? "" }, body: {} }),
  },
  "scanned at SKR": {
    after: "handed-in",
    go: async (caller, [read], scene) => {
      await announce(caller, "karin", read, scene);
      await caller.call("karin", "confirmScan", { params: { id, file: scans.karin ?? "" }, body: {} });
    },
  },
  commented: {
    after: "draft",
    go: (caller) => caller.call("elin", "comment", { params, body: { question: "7a", text: "Kortare?" } }),
  },
  here: {
    after: "draft",
    go: (caller) => caller.call("maja", "presence", { params, body: { question: "12" } }),
  },
  /** A mail was handed over half an hour ago, and nobody knows whether it went. */
  lost: {
    after: "handed-in",
    go: (_, __, scene) => mailStore(scene.table.db, table).mark({ ...lostMail, ...lostFacts, of: id }, lostAt),
  },
  /** An address takes no mail. */
  marked: {
    after: "fresh",
    go: (_, __, scene) => mailStore(scene.table.db, table).markAddress(markedAddress),
  },
  "a small country": { after: "fresh", go: (caller, _, scene) => officeStates["a small country"](caller, scene) },
  "a prepared round": { after: "a small country", go: (caller) => officeStates["a prepared round"](caller) },
  "two who stand in": { after: "fresh", go: (caller) => officeStates["two who stand in"](caller) },
  "somebody invited": { after: "fresh", go: (caller, _, scene) => officeStates["somebody invited"](caller, scene) },
} as const satisfies Record<string, { after: string | null; go: Lead["go"] }>;

/** What is proposed, as whoever attests it has read it. */
let read = { proposal: "" };

/** The one that was made last; its id follows from who made it with which key. */
let remarkId = "";

/** The scan each person has announced. No route lists them: they are their owner's until they are registered. */
const scans: Record<string, string> = {};
const scanBody = ({ hash }: Read, words = "papper") => ({
  ...{ name: `${words}.pdf`, size: bytes.length, sha256, code: codeOf(hash) },
});
async function announce(caller: Caller, sub: string, read: Read, { attachments }: Scene) {
  const { answer } = await caller.call(sub, "addScan", { params, body: scanBody(read) });
  scans[sub] = answer.file.id;
  attachments.set(`attachments/${id}/${answer.file.id}`, bytes);
}
const paperBody = (sub: string, { hash }: Read, reason: string | null = null) => ({
  ...{ file: scans[sub], code: codeOf(hash), head: personOf("anna"), signedOn: "2021-05-20", reason },
});

const fileBody = { name: "bilaga.pdf", size: bytes.length, sha256 };
const save = (sub: string, question: string, seen: number, value = text, more: { keep?: true } = {}): Act => ({
  sub,
  route: "saveAnswer",
  call: { params: { id, question }, body: { value, ...more }, seen },
});
const plain =
  (sub: string, route: RouteName, body: unknown = {}, call: Call = {}) =>
  () => ({
    sub,
    route,
    call: { params, body, ...call },
  });

const missed = "GFP-2021-W-1";
const shortened = (what: string) => createHash("sha256").update(what).digest("hex").slice(0, 16);
/** The window of that many seconds in which the day's acts fall. */
const since = (seconds: number) => String(Math.floor(may20 / 1000 / seconds) * seconds).padStart(10, "0");

export const paths: Path[] = [
  {
    name: "first save",
    from: "fresh",
    act: () => save("maja", "12", 0),
    makes: [["started", []]],
    rows: { ANSWER: 1 },
  },
  {
    name: "save",
    from: "draft",
    act: () => save("maja", "12", 1, `${answersFilled()["12"]} Mer därom.`),
    rows: { ANSWER: 1 },
  },
  {
    name: "save over another's text",
    from: "draft",
    act: () => save("elin", "12", 1),
    rows: { ANSWER: 1, PAST: 1 },
  },
  {
    name: "save with keep",
    from: "draft",
    act: () => save("maja", "12", 1, `${answersFilled()["12"]} Mer därom.`, { keep: true }),
    rows: { ANSWER: 1, PAST: 1 },
  },
  {
    name: "stale save",
    from: "draft",
    act: () => save("elin", "12", 0),
    refused: [412, "stale"],
    // The text that lost, and nothing else.
    rows: { PAST: 1 },
    isBeside: true,
  },
  {
    name: "save refused by a lock",
    from: "handed-in",
    act: () => save("elin", "12", 1),
    refused: [409, "wrong-state"],
    isBeside: true,
  },
  {
    name: "stale save refused by a lock",
    from: "handed-in",
    act: () => save("elin", "12", 0),
    refused: [409, "wrong-state"],
    rows: { PAST: 1 },
    isBeside: true,
  },
  { name: "hand in", from: "draft", act: plain("maja", "handIn"), makes: [["handed-in", ["mail"]]], rows: { V: 1 } },
  { name: "recall", from: "handed-in", act: plain("maja", "recall"), makes: [["recalled", []]] },
  {
    name: "intent",
    from: "handed-in",
    act: (read) => plain("anna", "intent", read)(),
    makes: [["signing-intended", []]],
  },
  {
    name: "sign",
    from: "intended",
    act: (read) => plain("anna", "sign", read, { authenticatedAt: "2021-05-20T09:00:30.000Z" })(),
    makes: [["signed", [...steps]]],
  },
  {
    name: "send back",
    from: "handed-in",
    act: (read) => plain("anna", "sendBack", { ...read, comment: "Korta punkt 8." })(),
    makes: [["sent-back", ["mail"]]],
  },
  {
    name: "announce a signed paper",
    from: "handed-in",
    act: (read) => plain("maja", "addScan", scanBody(read))(),
    rows: { SCAN: 1 },
    isBeside: true,
  },
  {
    name: "announce another paper in its place",
    from: "scanned",
    act: (read) => plain("maja", "addScan", scanBody(read, "bättre"))(),
    rows: { SCAN: 1 },
    isBeside: true,
  },
  {
    name: "confirm a signed paper",
    from: "announced",
    act: () => plain("maja", "confirmScan", {}, { params: { id, file: scans.maja ?? "" } })(),
    rows: { SCAN: 1 },
    isBeside: true,
  },
  {
    name: "sign on paper",
    from: "scanned",
    act: (read) => plain("maja", "signOnPaper", paperBody("maja", read))(),
    makes: [["signed", [...steps]]],
  },
  {
    name: "sign on paper by SKR",
    from: "scanned at SKR",
    act: (read) => plain("karin", "signOnPaper", paperBody("karin", read, "Kom med post."))(),
    makes: [["signed", [...steps]]],
  },
  {
    name: "sign on a paper with a code of nothing",
    from: "scanned",
    act: (read) => plain("maja", "signOnPaper", { ...paperBody("maja", read), code: "00000000" })(),
    refused: [422, "paper-unknown"],
    isBeside: true,
  },
  { name: "change", from: "submitted", act: plain("maja", "change"), makes: [["changed", []]] },
  { name: "abstain", from: "draft", act: plain("maja", "abstain"), makes: [["abstained", []]] },
  { name: "resume", from: "abstained", act: plain("maja", "resume"), makes: [["resumed", []]] },
  {
    name: "contacts",
    from: "submitted",
    act: plain("maja", "contacts", { contacts: [{ name: "Elsa Ek", email: "elsa@example.se" }] }),
    makes: [["contacts-changed", []]],
    rows: { CONTACTS: 1 },
  },
  {
    name: "ask for an extension",
    from: "draft",
    act: plain("maja", "requestExtension", { reason: "Sjukdom" }),
    makes: [["extension-requested", ["mail"]]],
  },
  {
    name: "grant an extension",
    from: "asked",
    act: plain("karin", "grantExtension", { until: "2021-06-10", reason: "Sjukdom" }),
    makes: [["extended", ["mail"]]],
  },
  { name: "add a file", from: "draft", act: plain("maja", "addFile", fileBody), rows: { FILE: 1 } },
  {
    name: "add a file in place of one that never came",
    from: "stranded",
    act: plain("maja", "addFile", fileBody),
    rows: { FILE: 2 },
  },
  {
    name: "give back a file's place",
    from: "uploaded",
    act: (_, file) => plain("maja", "cancelFile", undefined, { params: { id, file } })(),
    rows: { FILE: 1 },
  },
  {
    name: "confirm a file",
    from: "uploaded",
    act: (_, file) => plain("maja", "confirmFile", {}, { params: { id, file } })(),
    rows: { FILE: 1 },
  },
  {
    name: "remove a file",
    from: "attached",
    act: (_, file) => plain("maja", "removeFile", undefined, { params: { id, file } })(),
    rows: { FILE: 1 },
  },
  {
    name: "move to an attachment",
    from: "draft",
    act: () => ({
      sub: "maja",
      route: "moveToAttachment",
      call: { params: { id, question: "8b" }, body: { value: text }, seen: 1 },
    }),
    // The text that stood, and the one that was moved.
    rows: { ANSWER: 2, FILE: 1, PAST: 2 },
  },
  {
    name: "comment",
    from: "draft",
    act: plain("olle", "comment", { question: "7a", text: "Vem ansvarar?" }),
    rows: { NOTE: 1 },
  },
  {
    name: "resolve a comment",
    from: "commented",
    act: (_, __, comment) =>
      plain("maja", "resolveComment", { resolved: true }, { params: { id, comment }, seen: 1 })(),
    rows: { NOTE: 1 },
  },
  {
    name: "tell that one is here",
    from: "draft",
    act: plain("maja", "presence", { question: "12" }),
    rows: { HERE: 1 },
    isBeside: true,
  },
  {
    name: "leave",
    from: "here",
    act: plain("maja", "presence", { question: null, isLeaving: true }),
    takes: { HERE: 1 },
    isBeside: true,
  },
  {
    name: "announce what came by post",
    from: "fresh",
    act: plain("karin", "addReceived", fileBody),
    rows: { SCAN: 1 },
    isBeside: true,
  },
  {
    name: "hand in what came by post",
    from: "received",
    act: () => plain("karin", "handInFor", { file: scans.received, ...cameByPost })(),
    makes: [["handed-in-for", ["mail"]]],
    rows: { V: 1 },
  },
  {
    name: "hand in what came by post, signed in ink",
    from: "received",
    act: () =>
      plain("karin", "handInFor", {
        ...{ file: scans.received, ...cameByPost, signed: { head: personOf("anna"), signedOn: "2021-05-18" } },
      })(),
    makes: [
      ["handed-in-for", ["mail"]],
      ["signed", [...steps]],
    ],
    rows: { V: 1 },
  },
  {
    name: "assign to an officer",
    from: "submitted",
    act: plain("karin", "assign", { to: personOf("johan") }),
    makes: [["assigned", []]],
  },
  {
    name: "say something about an answer",
    from: "submitted",
    act: plain("karin", "remark", { question: "8b", text: "Hur många?", visible: false }),
    rows: { REMARK: 1 },
  },
  {
    name: "show the RSS what was said",
    from: "remarked",
    act: () =>
      plain(
        "johan",
        "changeRemark",
        { visible: true, resolved: false },
        { params: { id, remark: remarkId }, seen: 1 },
      )(),
    rows: { REMARK: 1 },
  },
  {
    name: "ask for completion",
    from: "submitted",
    act: plain("karin", "requestCompletion", asked),
    makes: [["completion-requested", ["mail"]]],
  },
  {
    name: "take back what was asked for",
    from: "returned",
    act: plain("johan", "withdrawCompletion", { reason: "Vi har fått veta." }),
    makes: [["completion-withdrawn", ["mail"]]],
  },
  {
    name: "answer SKR's question",
    from: "returned",
    act: plain("maja", "saveAnswer", { value: text }, { params: { id, question: "8b" }, seen: 1 }),
    // A long text that stood gives way to a short one.
    rows: { ANSWER: 1, PAST: 1 },
  },
  {
    name: "write on what SKR has not asked about",
    from: "returned",
    act: plain("maja", "saveAnswer", { value: text }, { params: { id, question: "7a" }, seen: 1 }),
    refused: [409, "wrong-state"],
    isBeside: true,
  },
  {
    name: "hand in the answer",
    from: "returned",
    act: plain("maja", "handIn", { note: "Vi har räknat dem." }),
    makes: [["handed-in", ["mail"]]],
    rows: { V: 1 },
  },
  {
    name: "propose a decision",
    from: "submitted",
    act: plain("karin", "decide", money, { at: proposedAt }),
    makes: [["proposed", ["mail"]]],
  },
  {
    name: "take back a proposed decision",
    from: "proposed",
    act: plain("johan", "withdrawProposal", { comment: "Fel belopp." }),
    makes: [["proposal-withdrawn", []]],
  },
  {
    name: "attest one's own proposal",
    from: "proposed",
    act: () => plain("karin", "attest", read)(),
    refused: [409, "same-officer"],
    isBeside: true,
  },
  {
    name: "reject",
    from: "submitted",
    act: plain("karin", "decide", { outcome: "rejected", amount: null, reasons: "Mål saknas." }),
    makes: [["rejected", [...steps]]],
  },
  {
    name: "note a payment",
    from: "granted",
    act: plain("johan", "pay", { amount: 400_000, on: "2021-05-20", reference: "Utbetalning 7" }),
    makes: [["paid", []]],
  },
  {
    name: "note what was not used",
    from: "granted",
    act: plain("johan", "noteUnused", { amount: 12_000, note: "En utbildning ställdes in." }),
    makes: [["unused-noted", []]],
  },
  {
    // The report that the money must be accounted for with begins in the same transaction.
    name: "attest a decision",
    from: "proposed",
    act: () => plain("johan", "attest", read, { at: proposedAt })(),
    makes: [["approved", [...steps]]],
    // What is known already: organisation, contacts, and the goals of four areas.
    elsewhere: { [`SUB#${reportId}`]: { HEAD: 1, ANSWER: 6 } },
  },
  {
    // Counted for where it comes from, and for the number.
    name: "ask in vain for a document",
    from: "submitted",
    act: () => ({ sub: null, route: "verifyNumber", call: { params: {}, body: { number: missed, code: "0" } } }),
    refused: [404, "unknown-document"],
    isBeside: true,
    elsewhere: {
      [`MISS#source#${shortened("192.0.2.1")}`]: { [since(3600)]: 1 },
      [`MISS#number#${shortened(missed)}`]: { [since(86_400)]: 1 },
    },
  },
  {
    // Noted before the text is given, and that it has been opened: no event, for nothing has happened to the plan.
    name: "read a version at SKR",
    from: "submitted",
    act: plain("karin", "version", undefined, { params: { id, n: "1" } }),
    rows: { READ: 1 },
  },
  {
    name: "take the answers out",
    from: "submitted",
    act: plain("karin", "exportRound", { what: "answers", format: "csv" }, { params: { round: "2021" } }),
    rows: { READ: 1 },
    isBeside: true,
    elsewhere: { "EXPORTS#2021": { META: 1, LOG: 1, IDEM: 1 } },
  },
  {
    name: "take everything of one RSS out at SKR",
    from: "submitted",
    act: plain("karin", "package"),
    rows: { READ: 1 },
    elsewhere: { "EXPORTS#2021": { META: 1, LOG: 1, IDEM: 1 } },
  },
  {
    name: "ask for a mail once more",
    from: "lost",
    act: plain("karin", "resend", { ...lostMail, of: "submission", state: "sending", at: lostAt }),
    isBeside: true,
    elsewhere: { [`MAIL#${id}`]: { waiting: 1 } },
  },
  {
    name: "take an address up again",
    from: "marked",
    act: plain("karin", "clearAddress", { address: markedAddress.address, at: lostAt }, { params: {} }),
    isBeside: true,
    elsewhere: { [`ADDRESS#${markedAddress.address}`]: { META: 1 } },
  },
  {
    name: "choose a language",
    from: "fresh",
    act: plain("maja", "setLanguage", { language: "en" }, { params: {} }),
    isBeside: true,
    elsewhere: { [`PERSON#${personOf("maja")}`]: { META: 1 } },
  },
  ...officePaths,
];

const known = new Map<StateName, Promise<Scene>>();

/** The scene of a state, made once by the acts that lead there. */
export async function sceneOf(name: StateName, open: Open): Promise<Scene> {
  const there =
    known.get(name) ??
    (async () => {
      const { after, go } = states[name] as Lead;
      const before = after ? await sceneOf(after, open) : { table: await aMemoryTable(), attachments: new Map() };
      const scene = { table: before.table.clone(), attachments: new Map(before.attachments) };
      const caller = open(scene);
      await go(caller, await partsOf(caller), scene);
      return scene;
    })();
  known.set(name, there);
  return there;
}

/** What a page knows of a plan: the version that waits, its first file and its first comment. */
export async function partsOf(caller: Caller): Promise<[waiting: Read, file: string, comment: string]> {
  const { answer } = await caller.call("maja", "submission", { params });
  const { version = 0, hash = "" } = answer.waiting ?? {};
  const { comments } = (await caller.call("maja", "comments", { params })).answer;
  return [{ version, hash }, answer.draft?.files[0]?.id ?? "", comments[0]?.id ?? ""];
}
