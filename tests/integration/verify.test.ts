import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answersFilled } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aMemoryTable, aPortal, aPortalInMemory, type Call, type Callable, type Portal, table } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { documentStore, type MadeDocument } from "../../lambdas/store/documents.ts";
import { missStore } from "../../lambdas/store/misses.ts";
import type { Db } from "../../lambdas/store/transact.ts";

const id = "2021.W";
const number = "GFP-2021-W-1";
const canary = "Kanariefågeln sjunger i punkt tolv.";
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const nobodys = sha256("en annan fil");

/** The SDK's calls, by name, for telling what an answer has cost. */
function counting() {
  const calls: string[] = [];
  const around = (db: Db): Db => ({
    send: (async (command: { constructor: { name: string } }, ...rest: unknown[]) => {
      calls.push(command.constructor.name);
      return (db.send as (...all: unknown[]) => unknown)(command, ...rest);
    }) as unknown as Db["send"],
  });
  return { calls, around };
}

async function sign(portal: Callable, day: string): Promise<void> {
  const waiting = await handInPlan(portal, id, "maja", { at: `${day}T08:00:00.000Z` });
  const times = { pressed: `${day}T08:10:00.000Z`, loggedIn: `${day}T08:11:00.000Z` };
  const done = await pressAndSign(portal, id, "anna", waiting, times);
  if (done.sign.status !== 200) throw new Error(done.sign.text);
}

async function signed(portal: Portal, day: string): Promise<void> {
  await sign(portal, day);
  expect(await anOutbox(portal).deliver(`${day}T08:12:00.000Z`)).toBe(0);
}

describe("whether a document is the portal's", () => {
  const { calls, around } = counting();
  let portal: Portal;
  let code: string;
  /** The document of the first version, as people have it, and every level of it. */
  let first: MadeDocument;
  let made: MadeDocument[];

  beforeAll(async () => {
    portal = await aPortal({ around });
    await fillIn(portal, id, "maja", { ...answersFilled(), "12": canary });
    await signed(portal, "2021-05-21");
    code = (await portal.call("anna", "receipt", { params: { id } })).answer.code;
    made = (await portal.store.load(id))?.documents ?? [];
    first = made.find(({ level }) => level === "B-LT") as MadeDocument;
    told.document.sealedAt = first.at;
  });
  afterAll(() => portal.stop());

  let addresses = 0;
  /** Each from an address of its own, so that no limit is met that a test is not about. */
  const from = () => ({ from: { hop: `192.0.2.${++addresses}` } });
  const byNumber = (body: unknown, call: Call = from()) => portal.call(null, "verifyNumber", { body, ...call });
  const byFile = (hash: string, call: Call = {}) =>
    portal.call(null, "verifyFile", { body: { sha256: hash }, ...call });

  const told = {
    ...{ number, rss: "RSS Dalarna", kind: "plan", year: 2021, version: 1, replacedBy: null },
    decision: null,
    ...{ receivedAt: "2021-05-21T08:00:00.000Z", signedAt: "2021-05-21T08:10:00.000Z" },
    document: { level: "B-LT", sealedAt: "" },
  };

  it("is told to anybody who has the number and the code, and who signed to nobody of them", async () => {
    const { status, answer, text } = await byNumber({ number, code });
    expect([status, answer]).toEqual([200, { ...told, title: expect.stringContaining("2021") }]);
    for (const secret of ["Anna", "Berg", "Maja", "example.se", canary]) expect(text).not.toContain(secret);
  });

  it.each([
    ["small letters", () => ({ number: number.toLowerCase(), code: code.toLowerCase() })],
    [
      "spaces and dashes",
      () => ({ number: ` ${number.replaceAll("-", "–")}`, code: `${code.slice(0, 4)} ${code.slice(4)}` }),
    ],
  ])("is told in spite of %s", async (_, typed) => {
    expect((await byNumber(typed())).status).toBe(200);
  });

  it("is told to whoever has the file, with who signed it and as what, and nothing of what it says", async () => {
    const bytes = portal.documents.objects.get(first.key);
    const { status, answer, text } = await byFile(sha256(bytes as Uint8Array));
    expect([status, answer]).toEqual([
      200,
      {
        ...{ ...told, title: expect.any(String), newer: null, decidedBy: null },
        signer: { name: "Anna Berg", role: "head" },
      },
    ]);
    for (const secret of ["Maja", "example.se", canary]) expect(text).not.toContain(secret);
  });

  it("is not told of a file with one byte changed", async () => {
    const [bytes] = portal.documents.objects.values();
    const changed = Uint8Array.from(bytes as Uint8Array);
    changed[100] = (changed[100] ?? 0) ^ 1;
    expect(await byFile(sha256(changed))).toMatchObject({ status: 404, text: '{"code":"unknown-document"}' });
  });

  const wrong: [string, () => object][] = [
    ["a wrong code", () => ({ number, code: code === "00000000" ? "00000001" : "00000000" })],
    ["half a code", () => ({ number, code: code.slice(0, 4) })],
    ["the whole checksum for a code", () => ({ number, code: first.sha256 })],
    ["a version that was never signed", () => ({ number: "GFP-2021-W-2", code })],
    ["another county's number", () => ({ number: "GFP-2021-X-1", code })],
    ["another form's number", () => ({ number: "RAP-2021-W-1", code })],
    ["a year without a round", () => ({ number: "GFP-1999-W-1", code })],
    ["no number of the portal's", () => ({ number: "Dnr 2021/117", code: "?" })],
    ["a key of the table", () => ({ number: "SUB#2021.W", code })],
  ];

  it("answers whatever does not go together byte for byte alike, after the same work", async () => {
    const answers = new Set<string>();
    const works = new Set<string>();
    for (const [, body] of wrong) {
      calls.length = 0;
      const { status, text, headers } = await byNumber(body());
      answers.add(JSON.stringify([status, text, headers]));
      works.add(calls.join());
    }
    expect([...answers]).toEqual([expect.stringContaining('[404,"{\\"code\\":\\"unknown-document\\"}"')]);
    // Counting it twice, the rounds (a list and its rows), and five reads.
    expect([...works].map((each) => each.split(",").length)).toEqual([9]);
  });

  it("logs neither number, code, checksum nor address", async () => {
    await byNumber({ number, code }, { from: { hop: "203.0.113.77" } });
    await byFile(first.sha256);
    for (const secret of [number, code, first.sha256, "203.0.113.77"])
      expect(portal.lines.join("\n")).not.toContain(secret);
  });

  describe("once there are more levels of it", () => {
    const sealed = (level: MadeDocument["level"], renewal = 0, more: Partial<MadeDocument> = {}): MadeDocument => ({
      ...{ version: 1, level, renewal, key: `documents/${id}/${level}-${renewal}`, object: "1", size: 9 },
      ...{ sha256: sha256(`${level} ${renewal}`), at: "2021-05-22T10:00:00.000Z", ...more },
    });
    const put = (document: MadeDocument, of = id) =>
      documentStore(portal.client, table, async () => {}).putDocument(of, document);
    const renewed = [sealed("B-LTA"), sealed("B-LTA", 1)];
    beforeAll(async () => {
      for (const each of renewed) await put(each);
    });

    it.each([
      ["unsigned", 0, "B-LTA"],
      ["B-B", 0, "B-LTA"],
      ["B-T", 0, "B-LTA"],
      ["B-LT", 0, "B-LTA"],
      ["B-LTA", 0, "B-LTA"],
      ["B-LTA", 1, null],
      ["archive", 0, null],
    ] as const)("a file of level %s, renewed %d times, is known; newer is %s", async (level, renewal, newer) => {
      const document = [...made, ...renewed].find((each) => each.level === level && each.renewal === renewal);
      const sealedAt = level === "archive" || level === "unsigned" ? null : document?.at;
      const { answer } = await byFile(document?.sha256 ?? "");
      expect(answer).toMatchObject({ number, document: { level, sealedAt }, newer });
    });

    it("a number is answered with the newest", async () => {
      expect((await byNumber({ number, code })).answer.document).toEqual({
        ...{ level: "B-LTA", sealedAt: "2021-05-22T10:00:00.000Z" },
      });
    });

    it("people get the newest; the copy for archives is none of them, and is asked for by itself", async () => {
      const { answer } = await portal.call("maja", "document", { params: { id } });
      expect(answer.url).toBe("https://bucket.example.se/documents/2021.W/B-LTA-1");
      const copy = (await portal.call("maja", "archiveCopy", { params: { id } })).answer;
      expect(copy).toMatchObject({ name: "GFP-2021-W-1-arkiv.pdf", url: expect.stringContaining("-archive.pdf") });
    });

    it("none of them is put on record a second time, and no file belongs to two versions", async () => {
      await put(sealed("B-T", 0, { sha256: nobodys }));
      expect((await byFile(nobodys)).status).toBe(404);
      const before = await portal.store.load(id);
      await expect(put(sealed("B-T", 0, { version: 7, sha256: first.sha256 }))).rejects.toThrow("same bytes");
      await expect(put(sealed("B-LTA"), "2021.X")).rejects.toThrow("same bytes");
      expect(await portal.store.load(id)).toEqual(before);
    });
  });

  describe("once another version counts", () => {
    beforeAll(async () => {
      const again = await portal.call("maja", "change", { params: { id }, body: {}, at: "2021-05-25T08:00:00.000Z" });
      expect(again.status).toBe(200);
    });

    it("not while that is still being written", async () => {
      expect((await byFile(first.sha256)).answer.replacedBy).toBeNull();
    });

    it("the first one says which, to file and number alike, and is still known", async () => {
      await signed(portal, "2021-05-26");
      expect((await byFile(first.sha256)).answer).toMatchObject({ number, version: 1, replacedBy: "GFP-2021-W-2" });
      expect((await byNumber({ number, code })).answer).toMatchObject({ version: 1, replacedBy: "GFP-2021-W-2" });
      const own = (await portal.call("anna", "receipt", { params: { id } })).answer;
      const newer = await byNumber({ number: own.number, code: own.code });
      expect(newer.answer).toMatchObject({ number: "GFP-2021-W-2", version: 2, replacedBy: null });
    });
  });
});

/** Over a real table, and over one in memory where thousands of tries cost little. */
describe.each([
  ["a real table", aPortal],
  ["a table in memory", async () => aPortalInMemory(await aMemoryTable())],
] as const)("trying numbers and codes, over %s", (kind, open) => {
  let portal: Callable & { client: Db; stop: () => Promise<void> };
  let code: string;
  beforeAll(async () => {
    portal = await open();
    await fillIn(portal, id, "maja");
    await sign(portal, "2021-05-21");
    code = (await portal.call("anna", "receipt", { params: { id } })).answer.code;
  });
  afterAll(() => portal.stop());

  /** A tenth as many at once where each takes a millisecond. */
  const many = (n: number) => (kind === "a real table" ? n / 10 : n);
  const noon = "2021-05-27T12:00:00.000Z";
  const ask = (body: unknown, call: Call = {}) => portal.call(null, "verifyNumber", { body, at: noon, ...call });
  const statuses = (replies: { status: number }[]) => {
    const count: Record<number, number> = {};
    for (const { status } of replies) count[status] = (count[status] ?? 0) + 1;
    return count;
  };
  const different = (n: number) => `GFP-2021-${String.fromCharCode(65 + (n % 26))}-${1 + Math.floor(n / 26)}`;
  const guess = (n: number) => n.toString(16).padStart(8, "0");
  const walk = (
    n: number,
    callOf: (n: number) => Call,
    bodyOf = (n: number) => ({ number: different(n), code: guess(n) }),
  ) => Promise.all(Array.from({ length: n }, (_, each) => ask(bodyOf(each), callOf(each))));

  it("ends after 20 misses an hour, however many are tried at once, and the right one is not told either", async () => {
    const call = { from: { hop: "192.0.2.10" } };
    const replies = await walk(many(1000), () => call);
    expect(statuses(replies)).toEqual({ 404: 20, 429: many(1000) - 20 });
    const stopped = await ask({ number, code }, { ...call, at: "2021-05-27T12:59:00.001Z" });
    expect(stopped).toMatchObject({ status: 429, answer: { code: "busy-source", of: "source", seconds: 60 } });
    expect(stopped.headers["retry-after"]).toBe("60");
    expect((await ask({ number, code }, { ...call, at: "2021-05-27T13:00:00.000Z" })).status).toBe(200);
  });

  it("stops nobody else, and nobody who has a file", async () => {
    expect((await ask({ number, code }, { from: { hop: "192.0.2.11" } })).status).toBe(200);
    const file = { body: { sha256: nobodys }, at: noon, from: { hop: "192.0.2.10" } };
    expect((await portal.call(null, "verifyFile", file)).status).toBe(404);
  });

  it("costs nothing when it is right: thirty right ones, and twenty misses are left", async () => {
    const call = { from: { hop: "192.0.2.12" } };
    for (let n = 0; n < 30; n += 1) expect((await ask({ number, code }, call)).status).toBe(200);
    expect(statuses(await walk(40, () => call))).toEqual({ 404: 20, 429: 20 });
  });

  it("is never given back twice: a limit grows by nothing that was right", async () => {
    const { count, giveBack } = missStore(portal.client, table);
    const quota = { of: "test", hash: "0", limit: 2, seconds: 3600 };
    for (let n = 0; n < 3; n += 1) await giveBack(quota, noon);
    expect([await count(quota, noon), await count(quota, noon)]).toEqual([0, 0]);
    expect(await count(quota, noon)).toBe(3600);
    await Promise.all([giveBack(quota, noon), giveBack(quota, noon), giveBack(quota, noon)]);
    expect([await count(quota, noon), await count(quota, noon)]).toEqual([0, 0]);
    expect(await count(quota, noon)).toBe(3600);
  });

  it("is counted for whom CloudFront speaks for, and for a county behind one address alike", async () => {
    const behind = (viewer: string, written = "") => ({
      from: { hop: "198.51.100.7", forwarded: `${written}${viewer}, 198.51.100.7` },
    });
    expect(statuses(await walk(40, (n) => behind("203.0.113.1", `10.0.0.${n}, `)))).toEqual({ 404: 20, 429: 20 });
    expect((await ask({ number, code }, behind("203.0.113.2"))).status).toBe(200);
  });

  if (kind === "a real table") return;

  it("under ever other names past CloudFront ends after 400 misses an hour", async () => {
    const forged = (n: number) => ({
      from: { hop: "198.51.100.99", forwarded: `203.0.${n >> 8}.${n & 255}, 198.51.100.99` },
    });
    expect(statuses(await walk(600, forged))).toEqual({ 404: 400, 429: 200 });
  });

  it("at one number, from anywhere, ends after 200 a day, whether or not it is somebody's", async () => {
    const fresh = (n: number) => ({ from: { hop: `10.1.${n >> 8}.${n & 255}` }, at: "2021-05-28T12:00:00.000Z" });
    const replies = await walk(300, fresh, (n) => ({ number: n % 2 ? number : " gfp-2021-w-1", code: guess(n) }));
    expect(statuses(replies)).toEqual({ 404: 200, 429: 100 });
    const closed = await ask({ number, code }, { ...fresh(9000), at: "2021-05-28T23:59:00.000Z" });
    expect(closed).toMatchObject({ status: 429, answer: { of: "number", seconds: 60 } });
    const other = await walk(
      300,
      (n) => fresh(1000 + n),
      (n) => ({ number: "GFP-2021-AB-1", code: guess(n) }),
    );
    // A number that is nobody's is closed like one that is somebody's.
    expect(statuses(other)).toEqual({ 404: 200, 429: 100 });
    expect((await ask({ number, code }, { ...fresh(9001), at: "2021-05-29T00:00:00.000Z" })).status).toBe(200);
  });
});
