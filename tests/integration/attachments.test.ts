import { createHash } from "node:crypto";
import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { maxFiles, nameInBucket, type Verdict } from "#domain/attachments";
import { postFile } from "#tests/by-http";
import { aPortal, may20, type Portal, table } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { judge } from "#tests/verdicts";
import { inWeather } from "#tests/weather";
import { type S3, startS3 } from "../../infra/local/s3.ts";
import { objectStore } from "../../lambdas/store/objects.ts";
import { pendingStore } from "../../lambdas/store/pending.ts";
import type { Db } from "../../lambdas/store/transact.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";
import { type Scanned, verdictHandler } from "../../lambdas/verdict/verdict.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const aPdf = (n: number | string) => Buffer.from(`%PDF-1.7 ${n}`);
const writers: Record<string, [writer: string, head: string]> = {
  W: ["maja", "anna"],
  X: ["sara", "per"],
  AB: ["nora", "lars"],
};

let portal: Portal;
/** Does something just before the next transaction is sent, once. */
let beforeNext: (() => Promise<unknown>) | undefined;
const around = (db: Db): Db => ({
  send: (async (command: unknown) => {
    if (beforeNext && command instanceof TransactWriteItemsCommand) {
      const act = beforeNext;
      beforeNext = undefined;
      await act();
    }
    return db.send(command as never);
  }) as Db["send"],
});
beforeAll(async () => {
  portal = await aPortal({ around, backOff: async () => {} });
});
afterAll(() => portal.stop());

const files = async (id: string) => (await portal.store.load(id))?.files ?? [];
const add = (id: string, sub: string, bytes: Buffer, name = "plan.pdf", at = may20) =>
  portal.call(sub, "addFile", { params: { id }, body: { name, size: bytes.length, sha256: sha256(bytes) }, at });
const confirm = (id: string, sub: string, file: string, at = may20) =>
  portal.call(sub, "confirmFile", { params: { id, file }, body: {}, at });
const remove = (id: string, sub: string, file: string) => portal.call(sub, "removeFile", { params: { id, file } });
const cancel = (id: string, sub: string, file: string) => portal.call(sub, "cancelFile", { params: { id, file } });
const read = (id: string, sub: string, file: string) => portal.call(sub, "readFile", { params: { id, file } });
const reasonOf = ({ answer }: { answer: unknown }) => (answer as { reason?: string }).reason;

/** The bytes come to lie where the form says. */
async function arrive(id: string, file: string, bytes: Buffer): Promise<void> {
  const key = (await files(id)).find((each) => each.id === file)?.key ?? "";
  portal.attachments.objects.set(key, bytes);
}

async function attach(id: string, sub: string, bytes = aPdf(1), name = "plan.pdf"): Promise<string> {
  const { answer } = await add(id, sub, bytes, name);
  await arrive(id, answer.file.id, bytes);
  expect((await confirm(id, sub, answer.file.id)).answer.file.state).toBe("stored");
  return answer.file.id;
}

async function clear(id: string, sub: string): Promise<void> {
  for (const file of await files(id)) await remove(id, sub, file.id);
}

describe("a verdict", () => {
  const [id, writer] = ["2021.X", "sara"];
  beforeAll(() => fillIn(portal, id, writer));
  beforeEach(() => clear(id, writer));

  it.each<[Verdict | "pending", number, string | undefined]>([
    ["pending", 415, "unchecked"],
    ["clean", 200, undefined],
    ["unscanned", 200, undefined],
    ["infected", 415, "malware"],
  ])("of %s decides whether the file opens", async (verdict, status, reason) => {
    const file = await attach(id, writer, aPdf(verdict));
    if (verdict !== "pending") await judge(portal, id, file, verdict);
    expect((await portal.call(writer, "submission", { params: { id } })).answer.draft?.files).toMatchObject([
      { verdict },
    ]);
    const opened = await read(id, writer, file);
    expect([opened.status, reasonOf(opened)]).toEqual([status, reason]);
  });

  it("that came before the file was confirmed holds", async () => {
    const bytes = aPdf("early");
    const { file } = (await add(id, writer, bytes)).answer;
    await arrive(id, file.id, bytes);
    const name = nameInBucket((await files(id))[0]?.key ?? "");
    const check = { name, object: "1", verdict: "infected" as const, at: "2021-05-20T09:00:00.000Z" };
    await verdictStore(portal.client, table).judge(id, check);
    expect((await confirm(id, writer, file.id)).answer.file.verdict).toBe("infected");
  });

  it("that comes between load and save of its file is not lost", async () => {
    const file = await attach(id, writer, aPdf("between"));
    const other = (await add(id, writer, aPdf("other"), "other.pdf")).answer.file.id;
    await arrive(id, other, aPdf("other"));
    beforeNext = () => judge(portal, id, file, "infected");
    await confirm(id, writer, other);
    expect((await files(id)).map(({ verdict }) => verdict).sort()).toEqual(["infected", "pending"]);
  });

  it("is news to whoever has the page open, and no edit that a hand-in would stumble on", async () => {
    const file = await attach(id, writer, aPdf("news"));
    const before = (await portal.store.load(id))?.submission;
    await judge(portal, id, file);
    const after = (await portal.store.load(id))?.submission;
    if (!before || !after) throw new Error("gone");
    expect(after.news).toBe(before.news + 1);
    expect([after.seq, after.edits]).toEqual([before.seq, before.edits]);
    await judge(portal, id, file);
    expect((await portal.store.load(id))?.submission.news).toBe(after.news);
  });

  it("says nothing of another version at the same place", async () => {
    const file = await attach(id, writer, aPdf("twice"));
    const { key = "" } = (await files(id))[0] ?? {};
    const check = {
      name: nameInBucket(key),
      object: "another",
      verdict: "infected" as const,
      at: "2021-05-20T09:00:00.000Z",
    };
    await verdictStore(portal.client, table).judge(id, check);
    await judge(portal, id, file, "clean");
    expect((await read(id, writer, file)).status).toBe(200);
  });

  it("of infected wins in whatever order and however often the scans are told, otherwise the first one stays", async () => {
    const orders: Verdict[][] = [
      ["clean", "infected"],
      ["infected", "clean"],
      ["unscanned", "infected", "clean", "infected"],
      ["clean", "unscanned"],
      ["unscanned", "clean"],
    ];
    const ends = await Promise.all(
      orders.map(async (order, n) => {
        const told = { name: `order-${n}`, object: "1", at: "2021-05-20T09:00:00.000Z" };
        for (const verdict of order) await verdictStore(portal.client, table).judge(id, { ...told, verdict });
        return (await verdictStore(portal.client, table).judged(id, told.name, "1"))?.verdict;
      }),
    );
    expect(ends).toEqual(["infected", "infected", "infected", "clean", "unscanned"]);
  });

  it("is written through conflicts with those who save at the same time", async () => {
    const weather = inWeather(portal.client, { seed: 7, conflicts: 0.5 });
    const store = verdictStore(weather.db, table, async () => {});
    const names = Array.from({ length: 20 }, (_, n) => `windy-${n}`);
    const check = { object: "1", verdict: "clean" as const, at: "2021-05-20T09:00:00.000Z" };
    expect(await Promise.all(names.map((name) => store.judge(id, { name, ...check })))).toEqual(
      names.map(() => "written"),
    );
    expect(weather.conflicted()).toBeGreaterThan(0);
  });
});

describe("a hand-in", () => {
  it("does not wait for a verdict, nor does the signature", async () => {
    const [id, [writer, head]] = ["2021.W", writers.W ?? ["", ""]];
    await fillIn(portal, id, writer);
    const file = await attach(id, writer);
    const waiting = await handInPlan(portal, id, writer);
    const { sign } = await pressAndSign(portal, id, head, waiting, { pressed: may20, loggedIn: may20 + 2000 });
    expect(sign.status).toBe(200);
    expect(reasonOf(await read(id, "karin", file))).toBe("unchecked");

    // Found afterwards: what was signed stands as it was signed, and nobody can open the file.
    const before = await portal.store.version(id, 1);
    await judge(portal, id, file, "infected");
    expect(await portal.store.version(id, 1)).toEqual(before);
    for (const sub of [writer, head, "karin"]) expect(reasonOf(await read(id, sub, file))).toBe("malware");
    const { answer } = await portal.call("karin", "version", { params: { id, n: "1" } });
    expect(answer.files).toMatchObject([{ id: file, verdict: "infected" }]);
  });

  it("with a file known to be harmful is refused by the file's name, and goes through once it is removed", async () => {
    const [id, [writer]] = ["2021.AB", writers.AB ?? ["", ""]];
    await fillIn(portal, id, writer);
    await attach(id, writer, aPdf("good"), "bra.pdf");
    const bad = await attach(id, writer, aPdf("bad"), "dålig.pdf");
    await judge(portal, id, bad, "infected");
    const before = await portal.store.load(id);
    const refused = await portal.call(writer, "handIn", { params: { id }, body: {} });
    expect(refused).toMatchObject({ status: 415, code: "bad-file", answer: { reason: "malware", name: "dålig.pdf" } });
    expect(await portal.store.load(id)).toEqual(before);
    await remove(id, writer, bad);
    await handInPlan(portal, id, writer);
    expect((await portal.store.version(id, 1))?.files.map(({ name }) => name)).toEqual(["bra.pdf"]);
    // Removed and in no version: not to be had by its address either.
    expect((await read(id, writer, bad)).code).toBe("not-found");
  });
});

describe("the scan's event", () => {
  const event = (status: string, more: Partial<Scanned["detail"]["s3ObjectDetails"]> = {}) => ({
    version: "0",
    id: "72c7d362-737a-6dce-fc78-9e27a0171419",
    "detail-type": "GuardDuty Malware Protection Object Scan Result",
    source: "aws.guardduty",
    account: "111122223333",
    time: "2021-05-20T09:00:01Z",
    region: "eu-north-1",
    resources: ["arn:aws:guardduty:eu-north-1:111122223333:malware-protection-plan/b4c7f464ab3a4EXAMPLE"],
    detail: {
      schemaVersion: "1.0",
      scanStatus: "COMPLETED",
      resourceType: "S3_OBJECT",
      s3ObjectDetails: {
        ...{ bucketName: "ours", objectKey: "attachments/2021.E/some-name", eTag: "ASIAI44QH8DHBEXAMPLE" },
        ...{ versionId: "d41d8cd98f00b204e9800998eEXAMPLE", s3Throttled: false, ...more },
      },
      scanResultDetails: { scanResultStatus: status, threats: null },
    },
  });
  const lines: string[] = [];
  const handle = (told: unknown) =>
    verdictHandler({
      store: verdictStore(portal.client, table),
      pending: pendingStore(portal.client, table),
      bucket: "ours",
      write: (line) => lines.push(line),
    })(told);
  const judged = (object = "d41d8cd98f00b204e9800998eEXAMPLE") =>
    verdictStore(portal.client, table).judged("2021.E", "some-name", object);

  it.each([
    ["NO_THREATS_FOUND", "clean"],
    ["THREATS_FOUND", "infected"],
    ["UNSUPPORTED", "unscanned"],
    ["ACCESS_DENIED", "unscanned"],
    ["FAILED", "unscanned"],
  ])("%s means %s", async (status, verdict) => {
    await handle(event(status, { versionId: status }));
    expect((await judged(status))?.verdict).toBe(verdict);
  });

  it.each([
    ["another bucket", event("THREATS_FOUND", { bucketName: "theirs" })],
    ["a key that is none of ours", event("THREATS_FOUND", { objectKey: "attachments/../2021.E/some-name" })],
    ["a submission that does not exist", event("THREATS_FOUND", { objectKey: "attachments/1999.E/some-name" })],
  ])("about %s is logged and changes nothing", async (_, told) => {
    lines.length = 0;
    await handle(told);
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(["error"]);
    expect(await judged()).toBeNull();
  });

  it("that it does not understand fails, so that it is told again and somebody sees it", async () => {
    for (const told of [{}, event("SOMETHING_NEW"), event("THREATS_FOUND", { versionId: "" })]) {
      await expect(handle(told)).rejects.toThrow();
    }
    expect(await judged()).toBeNull();
  });
});

describe("a place among the five", () => {
  const quarter = 15 * 60_000;
  const [id, writer] = ["2021.D", "ida"];
  beforeAll(() => fillIn(portal, id, writer));
  beforeEach(() => clear(id, writer));
  const five = async (at = may20) => {
    const added = [];
    for (let n = 0; n < maxFiles; n += 1) added.push((await add(id, writer, aPdf(n), `${n}.pdf`, at)).answer.file.id);
    return added;
  };

  it("is the same for the same file tried again, with a new form", async () => {
    const first = (await add(id, writer, aPdf(1))).answer;
    const second = (await add(id, writer, aPdf(1), "plan.pdf", may20 + 60_000)).answer;
    expect([second.file.id, second.post?.fields.key]).toEqual([first.file.id, first.post?.fields.key]);
    expect(await files(id)).toHaveLength(1);
  });

  it("is not taken twice by a file that is there already: no bytes are asked for", async () => {
    const file = await attach(id, writer, aPdf(1));
    const before = await portal.store.load(id);
    const { answer } = await add(id, writer, aPdf(1));
    expect([answer.file.id, answer.file.state, answer.post]).toEqual([file, "stored", null]);
    expect(await portal.store.load(id)).toEqual(before);
  });

  it("is the last one for one of two tabs that add a sixth", async () => {
    await Promise.all([0, 1, 2, 3].map((n) => attach(id, writer, aPdf(n), `${n}.pdf`)));
    const both = await Promise.all(["a", "b", "c"].map((name) => add(id, writer, aPdf(name), `${name}.pdf`)));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 415, 415]);
    expect(both.flatMap((each) => reasonOf(each) ?? [])).toEqual(["count", "count"]);
    expect(await files(id)).toHaveLength(maxFiles);
  });

  it("is held by a file on its way for as long as its form holds, and no longer", async () => {
    await five();
    const sixth = (at: number) => add(id, writer, aPdf("sixth"), "sixth.pdf", at);
    expect(reasonOf(await sixth(may20 + quarter))).toBe("count");
    expect((await sixth(may20 + quarter + 1)).status).toBe(200);
    expect(await files(id)).toHaveLength(maxFiles);
  });

  it("is not taken back by a file that comes too late", async () => {
    const [first = ""] = await five();
    await arrive(id, first, aPdf(0));
    for (let n = 0; n < maxFiles; n += 1) {
      const bytes = aPdf(`new ${n}`);
      const { file } = (await add(id, writer, bytes, `new ${n}.pdf`, may20 + 2 * quarter)).answer;
      await arrive(id, file.id, bytes);
      await confirm(id, writer, file.id, may20 + 2 * quarter);
    }
    const late = await confirm(id, writer, first, may20 + 2 * quarter);
    expect([late.code, (await files(id)).length]).toEqual(["not-found", maxFiles]);
    expect((await files(id)).map(({ name }) => name).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `new ${n}.pdf`));
  });

  it("is free when its file is removed, and a file that is confirmed while it is removed never comes back", async () => {
    for (let n = 0; n < 20; n += 1) {
      const bytes = aPdf(`gone ${n}`);
      const { file } = (await add(id, writer, bytes)).answer;
      await arrive(id, file.id, bytes);
      const [confirmed, removed] = await Promise.all([confirm(id, writer, file.id), remove(id, writer, file.id)]);
      expect([200, 404]).toContain(confirmed.status);
      expect(removed.status).toBe(200);
      expect(await files(id)).toEqual([]);
      expect((await read(id, writer, file.id)).code).toBe("not-found");
    }
  });
});

describe("a place that is given back", () => {
  const hour = 3_600_000;
  const [id, writer, colleague] = ["2021.W", "maja", "elin"];
  const shown = async () => (await files(id)).map(({ id: file, state }) => [file, state]);
  beforeAll(async () => {
    if ((await portal.store.load(id))?.submission.state === "submitted") {
      expect((await portal.call(writer, "change", { params: { id }, body: {} })).status).toBe(200);
    } else await fillIn(portal, id, writer);
  });
  beforeEach(() => clear(id, writer));

  it("is free for another file, and giving it back again changes nothing", async () => {
    const { file } = (await add(id, writer, aPdf(1))).answer;
    expect((await cancel(id, writer, file.id)).answer).toEqual({});
    expect(await shown()).toEqual([]);
    const before = await portal.store.load(id);
    for (const gone of [file.id, "never-was"]) expect((await cancel(id, writer, gone)).answer).toEqual({});
    expect(await portal.store.load(id)).toEqual(before);
    expect((await confirm(id, writer, file.id)).code).toBe("not-found");
  });

  it("stays with a colleague who has attached the very same file meanwhile", async () => {
    const bytes = aPdf("both");
    const mine = (await add(id, writer, bytes)).answer.file.id;
    const theirs = await attach(id, colleague, bytes);
    expect(theirs).toBe(mine);
    const before = await portal.store.load(id);
    expect((await cancel(id, writer, mine)).answer).toEqual({});
    expect(await portal.store.load(id)).toEqual(before);
    expect(await shown()).toEqual([[theirs, "stored"]]);
  });

  it("stays with a colleague whose file is stored just before it is given back", async () => {
    const bytes = aPdf("just before");
    const mine = (await add(id, writer, bytes)).answer.file.id;
    await arrive(id, mine, bytes);
    beforeNext = () => confirm(id, colleague, mine);
    expect((await cancel(id, writer, mine)).answer).toEqual({});
    expect(await shown()).toEqual([[mine, "stored"]]);
  });

  it("is never another file's: one that takes the place of a file that never came has an id of its own", async () => {
    const mine: string[] = [];
    for (let n = 0; n < maxFiles; n += 1) {
      mine.push((await add(id, writer, aPdf(n), `${n}.pdf`, may20 - hour)).answer.file.id);
    }
    const theirs = await attach(id, colleague, aPdf("theirs"), "theirs.pdf");
    expect(mine).not.toContain(theirs);
    expect(await files(id)).toHaveLength(maxFiles);
    expect((await portal.store.load(id))?.removed).toContain(mine[0]);
    // Neither giving back nor removing what has gone touches theirs, on whatever page it is still shown.
    for (const file of mine) expect((await cancel(id, writer, file)).answer).toEqual({});
    for (const file of mine) expect((await remove(id, writer, file)).answer).toEqual({});
    expect(await shown()).toEqual([[theirs, "stored"]]);
    // What HEAD says is there is there, and nothing else.
    const marks = Object.keys((await portal.store.marks(id))?.revs ?? {}).filter((mark) => mark.startsWith("f:"));
    expect(marks).toEqual([`f:${theirs}`]);
  });
});

describe("a version that was handed in", () => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
  const [id, writer, Bucket] = ["2021.U", "ida", "attachments"];
  let s3: S3;
  let client: S3Client;
  let faked: typeof portal.attachments.bucket;
  beforeAll(async () => {
    s3 = await startS3({ credentials });
    await s3.createBucket(Bucket);
    client = new S3Client({
      endpoint: s3.endpoint,
      region: "eu-north-1",
      credentials,
      requestChecksumCalculation: "WHEN_REQUIRED",
    });
    faked = { ...portal.attachments.bucket };
    // The real store over the stand-in for S3, in place of the bucket in memory.
    Object.assign(portal.attachments.bucket, objectStore(client, Bucket));
  });
  afterAll(async () => {
    Object.assign(portal.attachments.bucket, faked);
    client.destroy();
    await s3.stop();
  });

  it("names id, checksum and object version of its files, and its link gives those bytes whatever came to the same place later", async () => {
    await fillIn(portal, id, writer);
    const bytes = aPdf("bound");
    const { file, post } = (await add(id, writer, bytes)).answer;
    if (!post) throw new Error("no form");
    expect((await postFile(post, bytes)).status).toBe(204);
    await confirm(id, writer, file.id);
    // The form still holds: the same bytes again are another version of the object.
    expect((await postFile(post, bytes)).status).toBe(204);
    const { key = "", object = "" } = (await files(id))[0] ?? {};
    expect(
      s3
        .versions(Bucket)
        .map(({ id: version }) => version)
        .indexOf(object),
    ).toBe(0);
    await client.send(new PutObjectCommand({ Bucket, Key: key, Body: "something else altogether" }));

    await handInPlan(portal, id, writer);
    expect((await portal.store.version(id, 1))?.files).toEqual([
      {
        id: file.id,
        name: "plan.pdf",
        type: "application/pdf",
        size: bytes.length,
        sha256: sha256(bytes),
        key,
        object,
      },
    ]);
    await judge(portal, id, file.id);
    const { url } = (await read(id, writer, file.id)).answer;
    expect(new URL(url).searchParams.get("versionId")).toBe(object);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer())).toEqual(bytes);
  });

  it("never has a file whose newest bytes are not those that were announced", async () => {
    const other = "2021.D";
    await clear(other, writer);
    const bytes = aPdf("announced");
    const { file, post } = (await add(other, writer, bytes)).answer;
    if (!post) throw new Error("no form");
    await postFile(post, bytes);
    await client.send(new PutObjectCommand({ Bucket, Key: post.fields.key, Body: aPdf("another 1") }));
    expect(reasonOf(await confirm(other, writer, file.id))).toBe("checksum");
    expect((await files(other))[0]?.state).toBe("uploading");
  });
});
