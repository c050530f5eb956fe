import { createHash } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "@jest/globals";
import type { DynamoDBStreamEvent } from "aws-lambda";
import { canonical } from "#domain/canonical";
import type { Level } from "#domain/documents";
import type { Event } from "#domain/submission";
import { aWorld } from "#tests/clients";
import { faults, type Kind, kinds, retryingAtOnce, type Service } from "#tests/faults";
import type { Mailbox, Wire } from "#tests/memory-services";
import { batchOf } from "#tests/outbox";
import { identityOf, table } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import { id, type Scene, type StateName, sceneOf } from "#tests/write-paths";
import { postOffice } from "../../lambdas/mail/post.ts";
import { inOrder } from "../../lambdas/outbox/batch.ts";
import { keeper } from "../../lambdas/outbox/keeper.ts";
import { mailer } from "../../lambdas/outbox/mailer.ts";
import { sealer } from "../../lambdas/outbox/sealer.ts";
import { verifySeal } from "../../lambdas/seal/verify.ts";
import { mailStore } from "../../lambdas/store/mails.ts";
import { pendingStore } from "../../lambdas/store/pending.ts";
import { registryStore } from "../../lambdas/store/registry.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";
import { type Scanned, verdictHandler } from "../../lambdas/verdict/verdict.ts";

type Plan = Readonly<Record<number, Kind>>;
type Row = Record<string, unknown>;

const { world, dynamodb, ses, objects, open } = await aWorld();
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const atOnce = async () => {};
const pending = pendingStore(dynamodb, table);
const mails = mailStore(dynamodb, table, atOnce);
const registry = registryStore(dynamodb, table, atOnce);
const store = submissionStore(dynamodb, table, atOnce);
const now = "2021-05-20T09:05:00.000Z";

/** The sealer and the keeper ask KMS and two authorities too, in the same weather. */
const inTheWeather = (service: Service, wire: Wire): Wire => ({
  handle: (request) => world.weather.around(service, wire).handle(request),
});
let hour = now;
const services = sealServices(() => Date.parse(hour), { around: inTheWeather, settings: objects });
await retryingAtOnce(services.kms);
const portal = "https://portalen.example.se";

/** The outbox's functions, put together as by their entries. */
const functions = {
  sealer: inOrder(
    pending,
    sealer({
      ...{ store, pending, registry, documents: objects, attachments: objects, portal, hash: sha256 },
      ...{ verdicts: verdictStore(dynamodb, table, atOnce), sealing: services.sealing },
    }),
    () => {},
  ),
  mailer: inOrder(
    pending,
    mailer({
      ...{ store, pending, mails, registry, documents: objects, post: postOffice(ses, "portalen@example.se") },
      ...{ portal, staff: "kvinnofrid@example.se" },
    }),
    () => {},
  ),
};
const keep = keeper({ pending, documents: objects, stamping: services.stamping, hash: sha256, write: () => {} });
const judge = verdictHandler({
  ...{ store: verdictStore(dynamodb, table, atOnce), pending },
  ...{ bucket: "attachments", write: () => {} },
});

const rowsOf = ({ table: memory }: Scene, pk: string, prefix: string): Row[] =>
  memory
    .rowsOf(pk)
    .filter(({ sk }) => sk?.S?.startsWith(prefix))
    .map((row) => unmarshall(row));
const events = (scene: Scene) => rowsOf(scene, `SUB#${id}`, "LOG#");
const everyRow = ({ table: memory }: Scene) => [`SUB#${id}`, `MAIL#${id}`].flatMap((pk) => memory.rowsOf(pk));
const documentsOf = ({ attachments }: Scene) => [...attachments].filter(([key]) => key.startsWith("documents/"));
const enclosed = (raw: Buffer) => {
  const [, base64 = ""] =
    /filename=GFP-2021-W-1(?:-BESLUT)?\.pdf\r\n\r\n([\w+/=\r\n]+)/.exec(raw.toString("latin1")) ?? [];
  return sha256(Buffer.from(base64, "base64"));
};

/** What leads to a document: in which scene, by which event, and whose name stands in it. */
type Of = { from: StateName; fact: Event["fact"]["type"]; of?: "decision"; who: string };
const aVersion: Of = { from: "submitted", fact: "signed", who: "anna" };
const aDecision: Of = { from: "granted", fact: "approved", of: "decision", who: "johan" };
const typeOf = ({ fact }: Row) => (fact as Event["fact"]).type;

/** What each step of a signed version, or of a decision, comes to. */
const levelOf = {
  document: "unsigned",
  seal: "B-B",
  timestamp: "B-T",
  validation: "B-LT",
  archive: "archive",
} as const;
type Sealing = keyof typeof levelOf;
const sealingSteps = Object.keys(levelOf) as Sealing[];

/** What may never be, not even between two tries. `known`: the documents that were there, as they were. */
function broken(scene: Scene, mailbox: Mailbox, known: Map<string, string>): string[] {
  const wrong: string[] = [];
  const twice = mailbox.map(({ to }) => to).filter((to, index, all) => all.indexOf(to) !== index);
  if (twice.length > 0) wrong.push(`sent twice to ${twice}`);
  for (const [key, bytes] of documentsOf(scene)) {
    const is = sha256(bytes);
    if ((known.get(key) ?? is) !== is) wrong.push(`${key} was replaced`);
    known.set(key, is);
  }
  const made = rowsOf(scene, `SUB#${id}`, "DOC#");
  const others = made.filter(({ key, sha256: is }) => known.get(String(key)) !== is);
  if (others.length > 0) wrong.push("another document is on record than is there");
  for (const event of events(scene)) {
    const subject = [aVersion, aDecision].find(({ fact }) => fact === typeOf(event));
    if (!subject) continue;
    const done = sealingSteps.filter((step) => !(event.pending as Set<string> | undefined)?.has(step));
    const own = made.filter(({ of }) => of === subject.of);
    const lacking = done.filter((step) => own.every(({ level }) => level !== levelOf[step]));
    if (lacking.length > 0) wrong.push(`${lacking} settled, and not on record`);
  }
  return wrong;
}

/** What is wrong with a document itself: it is the unsigned one with something added, and its seal holds. */
function unsound(scene: Scene, level: Level, at: string): string[] {
  if (level === "unsigned") return [];
  const bytesOf = (wanted: Level) => documentsOf(scene).find(([key]) => key.endsWith(`-${wanted}.pdf`))?.[1];
  const report = verifySeal(bytesOf(level) ?? new Uint8Array(), { roots: services.roots, at });
  const wrong: string[] = [];
  if (report.verdict !== "valid" || report.level !== (level === "archive" ? "B-T" : level))
    wrong.push(`${level} is ${report.verdict}, ${report.level}`);
  if (level !== "archive" && report.unsigned?.sha256 !== sha256(bytesOf("unsigned") ?? new Uint8Array()))
    wrong.push(`${level} is not of the document`);
  return wrong;
}

/** What is wrong when all is done. `mayMiss`: of how many mails nobody need know whether they went. */
function unfinished(scene: Scene, mailbox: Mailbox, to: string[], mayMiss: number) {
  const wrong: string[] = [];
  const marks = new Map(rowsOf(scene, `MAIL#${id}`, "").map((mark) => [mark.to, mark]));
  let missing = 0;
  for (const address of to) {
    const mark = marks.get(address);
    const sent = mailbox.findIndex((mail) => mail.to === address) + 1;
    // A mark without an outcome is what shows staff that the mail may not have gone.
    if (mark?.state === "sending") missing += 1;
    else if (mark?.state !== "sent" || mark.messageId !== `message-${sent}`)
      wrong.push(`${address}: ${mark?.state} ${mark?.messageId}, mail ${sent}`);
  }
  if (missing > mayMiss) wrong.push(`${missing} mails are missing`);
  const others = [...marks.keys(), ...mailbox.map((mail) => mail.to)].filter((each) => !to.includes(String(each)));
  if (others.length > 0) wrong.push(`mail to ${others}`);
  const document = documentsOf(scene).find(([key]) => key.endsWith("-B-LT.pdf"));
  const papers = mailbox.filter(({ raw }) => document && enclosed(raw) !== sha256(document[1]));
  if (papers.length > 0) wrong.push(`without the document: ${papers.map((mail) => mail.to)}`);
  return wrong;
}

/** The step that a function takes, from a scene on; made anew for each case. */
type Job = {
  name: string;
  before: () => Promise<Scene>;
  isHeavy?: true;
  /** Runs it to its end in the weather that is, trying again as AWS does, and then again in fine weather; what is wrong with what is left. */
  run: (scene: Scene, met: () => Kind[]) => Promise<string[]>;
};

const again = async (
  go: () => Promise<boolean | null>,
  between = async (): Promise<string[]> => [],
): Promise<string[]> => {
  const wrong: string[] = [];
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const isDone = await world.weather.invocation(go);
    wrong.push(...(await between()));
    if (isDone) return wrong;
  }
  return [...wrong, "is never done"];
};

const copyOf = (scene: Scene): Scene => ({ table: scene.table.clone(), attachments: new Map(scene.attachments) });

const through = (which: keyof typeof functions, batch: DynamoDBStreamEvent) => async () =>
  (await functions[which](batch)).batchItemFailures.length === 0;
/** What of the events of a type is outstanding, as the stream carried it. */
const outstanding = (scene: Scene, type: Event["fact"]["type"]) =>
  batchOf(
    events(scene).filter((event) => event.pending && typeOf(event) === type),
    now,
  );

/** The writers of the plan have left since it was signed: two are enough to see that one's mail is nothing to the other's. */
async function withoutWriters(scene: Scene): Promise<void> {
  const plain = registryStore(scene.table.db, table);
  for (const { id: person } of await plain.membersOf("W", "writer")) {
    const known = await plain.user(person);
    for (const each of known?.memberships ?? []) await plain.putMembership(person, { ...each, to: now });
  }
}

/** Between two tries the head, or the officer, takes another name, so that a document made anew would be another one. */
async function withRenamed(scene: Scene, who: string, name: string): Promise<void> {
  const plain = registryStore(scene.table.db, table);
  const known = await plain.user((await plain.personOf(identityOf(who))) ?? "");
  if (known) await plain.putPerson({ ...known.person, name }, identityOf(who));
}

/** As when only these steps remain of it. */
async function only(scene: Scene, { fact }: Of, ...steps: string[]): Promise<void> {
  const signed = events(scene).find((event) => typeOf(event) === fact);
  if (!signed) throw new Error(`nothing was ${fact}`);
  await scene.table.db.send(
    new UpdateItemCommand({
      ...{ TableName: table, Key: marshall({ pk: `SUB#${id}`, sk: signed.sk }) },
      UpdateExpression: "SET pending = :steps",
      ExpressionAttributeValues: marshall({ ":steps": new Set(steps) }),
    }),
  );
}

/** One step of the sealer under the faults until it is done, and once more in fine weather. */
function sealing(step: Sealing, of = aVersion): Job {
  const before = async () => {
    const scene = copyOf(await sceneOf(of.from, open));
    for (const [key, text] of Object.entries(services.files)) scene.attachments.set(key, Buffer.from(text));
    world.scene = scene;
    for (const earlier of sealingSteps.slice(0, sealingSteps.indexOf(step))) {
      await only(scene, of, earlier, "mail");
      await again(through("sealer", outstanding(scene, of.fact)));
    }
    await only(scene, of, step, "mail");
    return scene;
  };
  const run: Job["run"] = async (scene) => {
    const batch = outstanding(scene, of.fact);
    const known = new Map<string, string>();
    let tries = 0;
    const between = async () => {
      tries += 1;
      await withRenamed(scene, of.who, `Anna Berg ${tries}`);
      // What the other steps would make is not there yet.
      return broken(scene, world.mailbox, known).filter((what) => !what.endsWith("settled, and not on record"));
    };
    const wrong = await again(through("sealer", batch), between);
    const isLeft = (event: Row) => typeOf(event) === of.fact && (event.pending as Set<string> | undefined)?.has(step);
    if (events(scene).some(isLeft)) wrong.push("outstanding");
    wrong.push(...unsound(scene, levelOf[step], hour));
    const [rows, files] = [canonical(everyRow(scene)), documentsOf(scene).length];
    if (files !== sealingSteps.indexOf(step) + 1) wrong.push(`${files} documents`);
    world.weather = faults({});
    wrong.push(...(await again(through("sealer", batch))));
    if (canonical(everyRow(scene)) !== rows || documentsOf(scene).length !== files)
      wrong.push("a replay did something");
    return wrong;
  };
  return { name: `sealer, ${step} of what was ${of.fact}`, before, run, isHeavy: true };
}

/** The keeper a year later: the stamp is renewed once, whatever fails, and not again before it is due. */
function renewal(of = aVersion): Job {
  const later = "2022-05-25T09:00:00.000Z";
  const before = async () => {
    hour = now;
    const scene = copyOf(await sceneOf(of.from, open));
    for (const [key, text] of Object.entries(services.files)) scene.attachments.set(key, Buffer.from(text));
    world.scene = scene;
    await only(scene, of, ...sealingSteps, "mail");
    await again(through("sealer", outstanding(scene, of.fact)));
    return scene;
  };
  const due = (scene: Scene) =>
    rowsOf(scene, `SUB#${id}`, "RENEW#").map(({ pendingSk }) => String(pendingSk).slice(0, 10));
  const run: Job["run"] = async (scene) => {
    hour = later;
    const known = new Map<string, string>();
    const wrong = await again(
      () => keep(later),
      async () => broken(scene, world.mailbox, known),
    );
    wrong.push(...unsound(scene, "B-LTA", later));
    if (due(scene).join() !== "2023-05-25") wrong.push(`due ${due(scene)}`);
    const files = documentsOf(scene).length;
    if (files !== sealingSteps.length + 1) wrong.push(`${files} documents`);
    world.weather = faults({});
    await again(() => keep(later));
    if (documentsOf(scene).length !== files) wrong.push("renewed twice");
    hour = now;
    return wrong;
  };
  return { name: `keeper, a year after it was ${of.fact}`, before, run, isHeavy: true };
}

/** A batch through one function under the faults until it is done, and once more in fine weather. */
function outbox(name: keyof typeof functions, { from, fact, who }: Of, to: string[]): Job {
  const before = async () => {
    const scene = copyOf(await sceneOf(from, open));
    for (const [key, text] of Object.entries(services.files)) scene.attachments.set(key, Buffer.from(text));
    await withoutWriters(scene);
    world.scene = scene;
    if (name === "mailer") await again(through("sealer", outstanding(scene, fact)));
    return scene;
  };
  const run: Job["run"] = async (scene, met) => {
    const batch = outstanding(scene, fact);
    const known = new Map<string, string>();
    let tries = 0;
    const between = async () => {
      tries += 1;
      if (name === "sealer") await withRenamed(scene, who, `Anna Berg ${tries}`);
      return broken(scene, world.mailbox, known);
    };
    const wrong = await again(through(name, batch), between);
    // A mail that was throttled has not gone for certain, and comes again.
    const mayMiss = name === "mailer" ? met().filter((kind) => kind !== "throttle").length : 0;
    wrong.push(...unfinished(scene, world.mailbox, name === "mailer" ? to : [], mayMiss));
    const isLeft = (row: Row) =>
      typeOf(row) === fact && (name === "mailer" ? row.pendingPk : (row.pending as Set<string>)?.has("document"));
    if (events(scene).some(isLeft)) wrong.push("outstanding");
    const [rows, sent] = [everyRow(scene), world.mailbox.length];
    world.weather = faults({});
    wrong.push(...(await again(through(name, batch), between)));
    // A row that nobody wrote is the very same one.
    const left = everyRow(scene);
    const isSame =
      left.length === rows.length && left.every((row, n) => row === rows[n] || canonical(row) === canonical(rows[n]));
    if (!isSame || world.mailbox.length !== sent) wrong.push("a replay did something");
    return wrong;
  };
  return { name: `${name}, from ${from}`, before, run };
}

type Status = Scanned["detail"]["scanResultDetails"]["scanResultStatus"];

/** What the scan says, after what it said before, and what is to stand in the end. */
function verdict(told: Status[], stands: string): Job {
  const scan = (scene: Scene, status: Status): Scanned => {
    const [objectKey = ""] = [...scene.attachments.keys()];
    return {
      ...{ source: "aws.guardduty", "detail-type": "GuardDuty Malware Protection Object Scan Result", time: now },
      detail: {
        s3ObjectDetails: { bucketName: "attachments", objectKey, eTag: "e", versionId: "1" },
        scanResultDetails: { scanResultStatus: status },
      },
    };
  };
  const through = (scene: Scene, status: Status) => async () => {
    try {
      await judge(scan(scene, status));
      return true;
    } catch {
      // Lambda hands the event over again.
      return false;
    }
  };
  const news = (scene: Scene) => Number(rowsOf(scene, `SUB#${id}`, "HEAD")[0]?.news ?? 0);
  const before = async () => {
    const scene = copyOf(await sceneOf("attached", open));
    world.scene = scene;
    for (const status of told.slice(0, -1)) await again(through(scene, status));
    return scene;
  };
  const run: Job["run"] = async (scene) => {
    const last = told.at(-1) as Status;
    const checks = () => rowsOf(scene, `SUB#${id}`, "CHECK#").map((row) => row.verdict);
    const [stood] = checks();
    const first = news(scene);
    const wrong = await again(through(scene, last));
    world.weather = faults({});
    wrong.push(...(await again(through(scene, last))));
    if (canonical(checks()) !== canonical([stands])) wrong.push(`the verdict is ${checks()}`);
    const grown = news(scene) - first;
    if (grown !== (stood === stands ? 0 : 1)) wrong.push(`told ${grown} times`);
    return wrong;
  };
  return { name: `verdict, ${told.join(" then ")}`, before, run };
}

const jobs = [
  ...sealingSteps.map((step) => sealing(step)),
  renewal(),
  outbox("mailer", aVersion, ["anna@example.se", "registrator.w@example.se"]),
  // From the document on a decision's goes the same way.
  ...(["document", "archive"] as const).map((step) => sealing(step, aDecision)),
  outbox("mailer", aDecision, ["anna@example.se", "registrator.w@example.se"]),
  ...(process.env.DEEP
    ? [outbox("mailer", { ...aVersion, from: "handed-in", fact: "handed-in" }, ["anna@example.se"])]
    : []),
  verdict(["NO_THREATS_FOUND"], "clean"),
  verdict(["NO_THREATS_FOUND", "THREATS_FOUND"], "infected"),
  verdict(["THREATS_FOUND", "NO_THREATS_FOUND"], "infected"),
];

describe("what follows a commit, whatever fails and wherever", () => {
  const ready = new Map<Job, Scene>();
  let cases = 0;

  async function sceneFor(job: Job): Promise<Scene> {
    world.weather = faults({});
    const scene = ready.get(job) ?? (await job.before());
    ready.set(job, scene);
    return copyOf(scene);
  }

  async function tried(job: Job, plan: Plan) {
    world.scene = await sceneFor(job);
    const weather = faults(plan);
    world.mailbox = [];
    world.weather = weather;
    const where = Object.entries(plan).map(([call, kind]) => `${kind} at call ${call}`);
    const wrong = (await job.run(world.scene, () => weather.met)).map((what) => `${where.join(" and ")}: ${what}`);
    const isMet = weather.met.length === Object.keys(plan).length;
    if (isMet) cases += 1;
    return { wrong, isMet, calls: weather.calls(), writes: weather.wrote.length, writing: weather.writing };
  }

  it.each(jobs.map(({ name }) => name))(
    "%s: nothing wrong, nothing twice, and nothing missing unseen",
    async (name) => {
      const job = jobs.find((each) => each.name === name) as Job;
      const fine = await tried(job, {});
      const wrong = [...fine.wrong];
      for (const [nth, kind] of kinds.entries()) {
        let met = 0;
        // Making and sealing documents takes time: in the short run every second call meets one of the kinds. Whether a
        // read was carried out is the same to who is not told of it: in the long run it meets an answer that is a refusal, none, and the end.
        const isShort = job.isHeavy && !process.env.DEEP;
        const isUnlike = (call: number) =>
          call > fine.calls || fine.writing.has(call) || ["500", "reset", "crash-before"].includes(kind);
        const isTried = (call: number) =>
          !job.isHeavy || (!isShort && isUnlike(call)) || (call + nth) % (2 * kinds.length) === 0;
        let least = 0;
        for (let call = 1, calls = 1; call <= calls; call += 1) {
          calls = Math.max(calls, fine.calls);
          if (!isTried(call)) continue;
          if (call <= fine.calls) least += 1;
          const one = await tried(job, { [call]: kind });
          calls = one.calls;
          if (one.isMet) met += 1;
          wrong.push(...one.wrong);
          // As long as the SDK tries again.
          const isLasting = kind === "500" || kind === "answer-lost";
          if (isLasting && !isShort)
            wrong.push(...(await tried(job, { [call]: kind, [call + 1]: kind, [call + 2]: kind })).wrong);
        }
        if (kind === "transaction-conflict") least = job.isHeavy ? 0 : Math.max(1, fine.writes);
        if (met < least) wrong.push(`${kind} met ${met} of at least ${least} calls`);
        // One kind's violations are enough to look for their cause.
        expect(wrong).toEqual([]);
      }
    },
    process.env.DEEP ? 600_000 : 60_000,
  );

  it("in every case that was tried", () => {
    console.log(`outbox faults: ${cases} cases of ${jobs.length} jobs`);
    expect(cases).toBeGreaterThan(200);
  });
});
