/** What SKR and the RSS take out of the portal, and that what SKR reads and takes is on record before it is given. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { keyOf } from "#domain/attachments";
import { verifyGiven } from "#domain/chain";
import { entriesOf, type Withheld } from "#domain/record";
import { answersFilled, hash } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aKey, aPortal, type Call, type Portal, table } from "#tests/portal";
import { fillIn, grant, handInPlan, pressAndSign } from "#tests/story";
import { verdictStore } from "../../lambdas/store/verdicts.ts";

const id = "2021.W";
const words = "Hälften av handläggarna";
const reference = "RD 2021/0417";
const may21 = "2021-05-21T09:00:00.000Z";
const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

async function signed(portal: Portal, plan: string, [writer, head]: [string, string]): Promise<void> {
  const waiting = await handInPlan(portal, plan, writer);
  const { sign } = await pressAndSign(portal, plan, head, waiting, {
    pressed: "2021-05-20T10:00:00.000Z",
    loggedIn: "2021-05-20T10:01:00.000Z",
  });
  if (sign.status !== 200) throw new Error(sign.text);
}

let portal: Portal;
const ask = (sub: string, name: "version" | "document" | "archiveCopy", call: Call = {}) =>
  portal.call(sub, name, { at: may21, ...call, params: { id, n: "1", ...call.params } });
const readsOf = async (at = may21, plan = id) =>
  (await portal.call("karin", "reads", { params: { id: plan }, at })).answer.reads;
const exportLogOf = async (sub = "karin") =>
  (await portal.call(sub, "exportLog", { params: { round: "2021" }, at: may21 })).answer;
const overview = async () =>
  new Map(
    (await portal.call("karin", "overview", { params: { round: "2021" }, at: may21 })).answer.rows.map((row) => [
      row.id,
      row,
    ]),
  );

beforeAll(async () => {
  portal = await aPortal();
  await fillIn(portal, id, "maja", { ...answersFilled(), reference });
  await signed(portal, id, ["maja", "anna"]);
  await fillIn(portal, "2021.X", "sara");
  await signed(portal, "2021.X", ["sara", "per"]);
  // Begun anew: the draft says something that nobody at SKR is to see.
  await portal.call("sara", "change", { params: { id: "2021.X" }, body: {} });
  await fillIn(portal, "2021.X", "sara", { "8b": "Utkast som ingen får läsa." });
  await fillIn(portal, "2021.D", "ida", { "8b": "Utkast som ingen får läsa." });
  for (let told = 0; told < 2; told += 1) await anOutbox(portal).deliver("2021-05-20T10:05:00.000Z");
});
afterAll(() => portal.stop());

describe("what staff have read", () => {
  it("is nothing, as long as only the RSS's own people have", async () => {
    for (const sub of ["maja", "anna", "olle"]) {
      expect((await ask(sub, "version")).status).toBe(200);
      expect((await ask(sub, "document")).status).toBe(200);
    }
    expect(await readsOf()).toEqual([]);
    expect((await overview()).get(id)?.isRead).toBe(false);
  });

  it("is one row for each person, version and day, with the first time and every way", async () => {
    await ask("karin", "version", { at: "2021-05-21T09:00:00.000Z" });
    await ask("karin", "version", { at: "2021-05-21T11:00:00.000Z" });
    await ask("karin", "archiveCopy", { at: "2021-05-21T12:00:00.000Z" });
    await ask("johan", "document", { at: "2021-05-21T22:30:00.000Z" });
    expect(await readsOf("2021-05-22T09:00:00.000Z")).toEqual([
      { by: "Johan Vik", version: 1, day: "2021-05-22", at: "2021-05-21T22:30:00.000Z", as: ["document"] },
      { by: "Karin Ström", version: 1, day: "2021-05-21", at: "2021-05-21T09:00:00.000Z", as: ["document", "version"] },
    ]);
    expect((await overview()).get(id)?.isRead).toBe(true);
    expect((await overview()).get("2021.X")?.isRead).toBe(false);
  });

  it("is not what they asked for and did not get", async () => {
    expect((await ask("johan", "version", { params: { n: "7" } })).status).toBe(404);
    expect((await portal.call("johan", "version", { params: { id: "2021.D", n: "1" } })).status).toBe(404);
    expect(await readsOf(may21, "2021.D")).toEqual([]);
  });

  it("is told to officers and to whoever looks after the portal, and is forgotten after two years", async () => {
    const told = await portal.call("lena", "reads", { params: { id }, at: may21 });
    expect(told.answer.reads).toHaveLength(2);
    expect((await portal.call("lena", "reads", { params: { id: "2021.QQ" }, at: may21 })).status).toBe(404);
    expect(await readsOf("2023-05-20T00:00:00.000Z")).toHaveLength(2);
    expect(await readsOf("2023-05-23T00:00:00.000Z")).toEqual([]);
  });

  it("of a new version begins anew, and opening the old one does not count for it", async () => {
    await portal.call("maja", "change", { params: { id }, body: {} });
    await signed(portal, id, ["maja", "anna"]);
    expect((await overview()).get(id)).toMatchObject({ standing: 2, isRead: false });
    await ask("johan", "version");
    expect((await overview()).get(id)?.isRead).toBe(false);
    await ask("johan", "version", { params: { n: "2" } });
    await ask("johan", "version");
    expect((await overview()).get(id)?.isRead).toBe(true);
  });

  it("moves nothing: the plan is the same, and its log is whole", async () => {
    const log = await portal.call("maja", "log", { params: { id } });
    expect(log.answer.whole).toBe(true);
    expect(log.answer.events.map(({ type }) => type)).not.toContain("read");
  });
});

describe("one question side by side", () => {
  const side = (question: string, sub = "karin", round = "2021") =>
    portal.call(sub, "answersOf", { params: { round, question }, at: may21 });

  it("is what counts in every RSS, by name, and never a draft", async () => {
    const { answer, text } = await side("8b");
    expect(answer.rows.map(({ rss }) => rss.name)).toEqual(
      answer.rows.map(({ rss }) => rss.name).toSorted((one, other) => (one < other ? -1 : 1)),
    );
    expect(answer.rows).toHaveLength(21);
    const found = new Map(answer.rows.map((row) => [row.id, row.submitted]));
    expect(found.get(id)).toMatchObject({ version: 2, number: "GFP-2021-W-2" });
    expect(found.get("2021.X")).toMatchObject({ version: 1, number: "GFP-2021-X-1" });
    expect(String(found.get(id)?.answer)).toContain(words);
    expect([...found.values()].filter((each) => each !== null)).toHaveLength(2);
    expect(text).not.toContain("Utkast som ingen får läsa.");
  });

  it("is noted as read, but is not to have opened the plan", async () => {
    expect((await readsOf(may21, "2021.X")).map(({ by, as }) => [by, as])).toEqual([["Karin Ström", ["answers"]]]);
    expect((await overview()).get("2021.X")?.isRead).toBe(false);
  });

  it("is not found for a question that the form does not ask, or that nobody writes under", async () => {
    for (const question of ["13", "1", "14", "HEAD", "__proto__"]) expect((await side(question)).status).toBe(404);
    expect((await side("8b", "karin", "1999")).status).toBe(404);
    expect((await side("8b", "karin", "2021#X")).status).toBe(404);
  });
});

describe("an export", () => {
  const take = (body: unknown, call: Call = {}) =>
    portal.call("karin", "exportRound", { params: { round: "2021" }, body, at: may21, ...call });
  const onRecord = async () => (await exportLogOf()).events;

  it("of the overview tells how far each has come, and no word of what they write", async () => {
    const { answer, text } = await take({ what: "overview", format: "xlsx" });
    const rows = new Map(answer.rows.map((row) => [row.id, row]));
    expect(rows.size).toBe(21);
    expect(rows.get(id)).toMatchObject({
      state: "submitted",
      closesAt: "2021-05-31T22:00:00.000Z",
      receipt: { number: "GFP-2021-W-2", inTime: true },
      decided: null,
      submitted: null,
    });
    expect(rows.get("2021.D")).toMatchObject({ state: "draft", receipt: null });
    expect(text).not.toContain(words);
  });

  it("of the answers has the versions that count and no draft, and is noted as read", async () => {
    const { answer, text } = await take({ what: "answers", format: "json" });
    const rows = new Map(answer.rows.map((row) => [row.id, row.submitted]));
    expect(rows.get(id)?.answers.reference).toBe(reference);
    expect(rows.get("2021.X")?.version).toBe(1);
    expect(rows.get("2021.D")).toBeNull();
    expect(text).not.toContain("Utkast som ingen får läsa.");
    expect((await readsOf(may21, "2021.X"))[0]?.as).toEqual(["answers", "export"]);
  });

  it("is on record once for each press of the button, with who, when and what", async () => {
    const before = await onRecord();
    const key = aKey();
    const first = await take({ what: "answers", format: "csv" }, { key });
    const again = await take({ what: "answers", format: "csv" }, { key, at: "2021-05-21T09:00:07.000Z" });
    expect(again.text).toBe(first.text);
    const added = (await onRecord()).slice(before.length);
    expect(added).toMatchObject([{ what: "answers", format: "csv", submission: null, by: "Karin Ström", at: may21 }]);
  });
});

describe("the log of exports", () => {
  it("is a chain that nobody can change unseen, told to officers and to whoever looks after the portal", async () => {
    const { events, whole, chain } = await exportLogOf("lena");
    expect([events.length > 2, whole, chain.id]).toEqual([true, true, "exports:2021"]);
    expect(verifyGiven(chain, hash)).toEqual({ kind: "whole", withheld: 0 });
  });

  it("has every export of many at once, in one order", async () => {
    const before = (await exportLogOf()).events.length;
    // Each at an instant of its own: what one person takes twice in a millisecond is one and the same event.
    const take = (sub: string, index: number) =>
      portal.call(sub, "exportRound", {
        params: { round: "2021" },
        body: { what: "overview", format: "csv" },
        at: Date.parse(may21) + index,
      });
    const taken = await Promise.all(["karin", "johan", "karin", "johan"].map(take));
    expect(taken.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { events, whole } = await exportLogOf();
    expect([events.length - before, whole]).toEqual([4, true]);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  it("is empty where nothing was taken out, and absent where there is no round", async () => {
    const ask = (round: string) => portal.call("karin", "exportLog", { params: { round }, at: may21 });
    expect((await ask("2021-rapport")).answer).toMatchObject({ events: [], whole: true });
    expect((await ask("1999")).status).toBe(404);
  });
});

describe("the record package", () => {
  const take = (sub: string, call: Call = {}) =>
    portal.call(sub, "package", { params: { id }, body: {}, at: may21, ...call });

  it("has every signed version as it was signed, its documents, the log that can be counted anew, and the RSS's own number", async () => {
    const { answer } = await take("olle");
    expect(answer).toMatchObject({ id, standing: 2, reference, state: "submitted" });
    expect(answer.versions.map(({ number }) => number)).toEqual(["GFP-2021-W-1", "GFP-2021-W-2"]);
    for (const version of answer.versions) {
      expect(sha256(version.content)).toBe(version.hash);
      expect(JSON.parse(version.content).answers["8b"]).toContain(words);
    }
    const [first] = answer.versions;
    expect(first?.documents.map(({ level }) => level).toSorted()).toEqual(["B-B", "B-LT", "B-T", "archive"]);
    for (const { url, sha256: sum, size } of first?.documents ?? []) {
      const bytes = portal.documents.objects.get((url ?? "").replace("https://bucket.example.se/", ""));
      expect([sha256(bytes ?? ""), bytes?.length]).toEqual([sum, size]);
    }
    expect(answer.whole).toBe(true);
    expect(verifyGiven(answer.log, hash)).toEqual({ kind: "whole", withheld: 0 });
    expect(Object.values(answer.people).toSorted()).toEqual(["Anna Berg", "Maja Lind"]);
  });

  it("has SKR's decision apart from the version it is on, with the names of both who made it", async () => {
    const params = { id: "2021.D" };
    await fillIn(portal, params.id, "ida");
    await signed(portal, params.id, ["ida", "hugo"]);
    expect((await take("ida", { params })).answer.decision).toBeNull();
    expect((await grant(portal, params.id, 400_000, may21)).status).toBe(200);
    await anOutbox(portal).deliver(may21);
    const { decision, versions, log, people } = (await take("ida", { params })).answer;
    expect(decision?.number).toBe("GFP-2021-D-1-BESLUT");
    expect(sha256(decision?.content ?? "")).toBe(decision?.hash);
    expect(log.events.map((event) => event.hash)).toContain(decision?.hash);
    const levels = (documents: { level: string }[] = []) => documents.map(({ level }) => level).toSorted();
    expect(levels(decision?.documents)).toEqual(levels(versions[0]?.documents));
    expect(decision?.documents.every(({ name, url }) => `${name}${url}`.includes("-BESLUT"))).toBe(true);
    expect(versions[0]?.documents.some(({ name, url }) => `${name}${url}`.includes("BESLUT"))).toBe(false);
    expect(Object.values(people)).toEqual(expect.arrayContaining(["Karin Ström", "Johan Vik"]));
  });

  it("is nothing on record when the RSS itself fetches it, and an export and a reading of each version when SKR does", async () => {
    const before = (await exportLogOf()).events.length;
    await take("maja");
    const key = aKey();
    for (const at of [may21, "2021-05-21T09:10:00.000Z"]) expect((await take("johan", { key, at })).status).toBe(200);
    const added = (await exportLogOf()).events.slice(before);
    expect(added).toMatchObject([{ what: "package", submission: id, by: "Johan Vik", at: may21 }]);
    const johans = (await readsOf()).filter(({ by, as }) => by === "Johan Vik" && as.includes("package"));
    expect(johans.map(({ version }) => version).toSorted()).toEqual([1, 2]);
  });

  it("has for SKR no word of what a head says to a colleague", async () => {
    await fillIn(portal, "2021.AB", "nora");
    const { version, hash: read } = await handInPlan(portal, "2021.AB", "nora");
    const comment = "Korta punkt 8, mellan oss.";
    const params = { id: "2021.AB" };
    await portal.call("lars", "sendBack", { params, body: { version, hash: read, comment } });
    expect((await take("karin", { params })).text).not.toContain("mellan oss");
    const own = await take("nora", { params });
    expect(own.text).toContain("mellan oss");
    // Nothing is signed: there is a log and no version.
    expect(own.answer).toMatchObject({ versions: [], standing: null, reference: null });
  });

  it("has for the RSS nothing of what officers say and do among themselves, and a chain that holds all the same", async () => {
    const remark = (text: string, visible: boolean) =>
      portal.call("karin", "remark", { params: { id }, body: { question: "8b", text, visible }, at: may21 });
    await remark("Tveksamt, tala med Johan.", false);
    await remark("Bra beskrivet.", true);
    const money = { outcome: "approved", amount: 400_000, reasons: "Mest för att pengarna finns." };
    expect((await portal.call("karin", "decide", { params: { id }, body: money, at: may21 })).status).toBe(200);
    const { answer, text } = await take("maja");
    expect(text).not.toMatch(/Tveksamt|pengarna finns|proposed/);
    expect(answer.remarks.map((each) => [each.text, each.by])).toEqual([["Bra beskrivet.", "Karin Ström"]]);
    expect(answer.whole).toBe(true);
    expect(verifyGiven(answer.log, hash)).toEqual({ kind: "whole", withheld: 1 });
    const own = await take("johan");
    expect(own.text).toContain("Tveksamt, tala med Johan.");
    expect(own.answer.log.events.at(-1)).toMatchObject({ fact: { type: "proposed", amount: 400_000 } });
  });

  it("gives no file out that is not checked or is harmful, and says which one it was", async () => {
    const bytes = Buffer.from("%PDF-1.7 bilaga");
    const body = { name: "Bilaga.pdf", size: bytes.length, sha256: sha256(bytes) };
    const params = { id: "2021.AB" };
    const { answer } = await portal.call("nora", "addFile", { params, body });
    const file = answer.file.id;
    portal.attachments.objects.set(keyOf(params.id, file), bytes);
    await portal.call("nora", "confirmFile", { params: { ...params, file }, body: {} });
    await signed(portal, params.id, ["nora", "lars"]);

    const verdict = async () => (await take("karin", { params })).answer.versions[0]?.files[0]?.url;
    const judge = (said: "clean" | "infected") =>
      verdictStore(portal.client, table).judge(params.id, { name: file, object: "1", verdict: said, at: may21 });
    expect(await verdict()).toBeNull();
    await judge("clean");
    expect(await verdict()).toBe(`https://bucket.example.se/${keyOf(params.id, file)}`);
    await judge("infected");
    expect(await verdict()).toBeNull();
    const { answer: record } = await take("nora", { params });
    const withheld: Withheld[] = [];
    const entries = entriesOf(record, { archive: "", renewal: String }, (_, found) => {
      withheld.push(...found);
      return "";
    });
    expect(withheld).toEqual([{ path: "bilagor/Bilaga.pdf", sha256: body.sha256 }]);
    expect(entries.map(({ path }) => path)).not.toContain("bilagor/Bilaga.pdf");
  });
});
