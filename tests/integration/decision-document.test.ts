import { createHash } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { isDecision } from "#domain/decision";
import { codeOf } from "#domain/submission";
import { reportFilled } from "#tests/builders";
import { textsOf } from "#tests/e2e/pdf-text";
import type { MemoryTable } from "#tests/memory-table";
import { anOutbox } from "#tests/outbox";
import { aMemoryTable, aPortalInMemory } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import { fillIn, grant, handInPlan, pressAndSign, reject } from "#tests/story";
import { seededRandom } from "#tests/weather";
import { verifySeal } from "../../lambdas/seal/verify.ts";

const id = "2021.W";
const number = "GFP-2021-W-1-BESLUT";
const now = "2021-06-14T09:05:00.000Z";
const june = "2021-06-14T09:00:00.000Z";
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("the document of a decision", () => {
  let hour = "2021-05-21T08:02:00.000Z";
  const away = new Set<string>();
  const services = sealServices(() => Date.parse(hour), {
    client: { maxAttempts: 1 },
    around: (service, wire) => ({
      handle: async (request) => {
        if (away.has(service)) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
        return wire.handle(request);
      },
    }),
  });
  const outboxOf = () => anOutbox(portal, undefined, services);

  let submitted: MemoryTable;
  let ofTheVersion: Map<string, Uint8Array>;
  let portal: ReturnType<typeof aPortalInMemory>;
  beforeAll(async () => {
    submitted = await aMemoryTable();
    const writing = aPortalInMemory(submitted);
    await fillIn(writing, id, "maja");
    const waiting = await handInPlan(writing, id, "maja");
    const times = { pressed: "2021-05-21T08:00:00.000Z", loggedIn: "2021-05-21T08:01:00.000Z" };
    expect((await pressAndSign(writing, id, "anna", waiting, times)).sign.status).toBe(200);
    expect(await anOutbox(writing, undefined, services).deliver(hour)).toBe(0);
    ofTheVersion = new Map(writing.documents.objects);
  }, 60_000);
  beforeEach(() => {
    portal = aPortalInMemory(submitted.clone());
    for (const [key, bytes] of ofTheVersion) portal.documents.objects.set(key, bytes);
    hour = now;
  });

  const decisions = () => [...portal.documents.objects.keys()].filter((key) => key.includes("BESLUT")).sort();
  const keyOf = (level: string) => `documents/${id}/${number}-${level}.pdf`;
  const levelsOfOne = ["unsigned", "B-B", "B-T", "B-LT", "archive"].map(keyOf).sort();
  const told = ["anna@example.se", "elin@example.se", "maja@example.se", "registrator.w@example.se"];
  const bytesOf = (level: string) => portal.documents.objects.get(keyOf(level)) ?? new Uint8Array();
  const granted = async () => expect((await grant(portal, id, 400_000, june)).status).toBe(200);
  const eventOf = async () => {
    const event = (await portal.store.events(id)).map((each) => each.event).find(isDecision);
    if (!event) throw new Error("nothing was decided");
    return event;
  };

  it("is made once at every level, beside the version's own, and the version's stay as they were", async () => {
    const outbox = outboxOf();
    await granted();
    for (let round = 0; round < 3; round += 1) await outbox.deliver(now);
    expect(decisions()).toEqual(levelsOfOne);
    expect(ofTheVersion.size).toBe(5);
    for (const [key, bytes] of ofTheVersion) expect(portal.documents.objects.get(key)).toBe(bytes);
    expect(await outbox.pending.outstanding()).toEqual([]);
    const made = (await portal.store.load(id))?.documents ?? [];
    expect(
      made
        .filter(({ of }) => of === "decision")
        .map(({ key }) => key)
        .sort(),
    ).toEqual(levelsOfOne);
    expect(made.filter(({ of }) => of === undefined)).toHaveLength(5);
  });

  it("is sealed, of the unsigned one, and can be verified in ten years; and says by name who decided", async () => {
    await granted();
    await outboxOf().deliver(now);
    for (const [level, as] of [
      ["B-T", "B-T"],
      ["B-LT", "B-LT"],
      ["archive", "B-T"],
    ] as const)
      expect(verifySeal(bytesOf(level), { roots: services.roots, at: now })).toMatchObject({
        ...{ verdict: "valid", level: as, faults: [] },
        ...(level !== "archive" && { unsigned: { sha256: sha256(bytesOf("unsigned")) } }),
      });
    const faces = textsOf(bytesOf("unsigned"));
    const { hash } = await eventOf();
    for (const words of ["Karin Ström, handläggare på SKR", "Johan Vik, handläggare på SKR", hash, codeOf(hash)])
      expect([words, faces.some((face) => face.includes(words.replace(/\s/g, "")))]).toEqual([words, true]);
  });

  it("goes with the mail, to writers, head and registrar, once each; the mail waits for the seal", async () => {
    away.add("kms");
    const outbox = outboxOf();
    await granted();
    const mails = () => outbox.sent.filter(({ letter }) => letter.subject.startsWith("SKR beviljar"));
    expect(await outbox.deliver(now)).toBeGreaterThan(0);
    expect(mails()).toEqual([]);
    const state = async () => (await portal.call("maja", "submission", { params: { id }, at: now })).answer.decision;
    expect(await state()).toMatchObject({ number, document: "pending" });
    const onItsWay = (await portal.call("karin", "outstanding", { params: { round: "2021" }, at: now })).answer.rows;
    expect(onItsWay.map(({ decision, steps }) => [decision, steps.length])).toEqual([[true, 5]]);

    away.clear();
    for (let round = 0; round < 3; round += 1) await outbox.deliver(now);
    expect(
      mails()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(told);
    for (const { letter, enclosures } of mails()) {
      expect(enclosures.map(({ name }) => name)).toEqual([`${number}.pdf`]);
      expect(sha256(enclosures[0]?.bytes ?? new Uint8Array())).toBe(sha256(bytesOf("B-LT")));
      expect(letter.facts).toContainEqual({ label: "Beslutsnummer", value: number });
      expect(letter.facts).toContainEqual({ label: "Kod", value: codeOf((await eventOf()).hash) });
    }
    expect(await state()).toMatchObject({ number, document: "ready" });
  });

  it("is given to the RSS's people and to officers, and its copy for archives by itself", async () => {
    const ask = (sub: string, route: "decisionDocument" | "decisionArchiveCopy") =>
      portal.call(sub, route, { params: { id }, at: now });
    expect(await ask("maja", "decisionDocument")).toMatchObject({ status: 404, code: "not-found" });
    await granted();
    expect(await ask("maja", "decisionDocument")).toMatchObject({
      ...{ status: 409, answer: { code: "wrong-state", state: "document-pending" } },
    });
    await outboxOf().deliver(now);
    for (const sub of ["maja", "anna", "olle", "karin"]) {
      const { answer } = await ask(sub, "decisionDocument");
      expect(answer).toEqual({ name: `${number}.pdf`, url: `https://bucket.example.se/${keyOf("B-LT")}` });
      const copy = (await ask(sub, "decisionArchiveCopy")).answer;
      expect(copy).toEqual({ name: `${number}-arkiv.pdf`, url: `https://bucket.example.se/${keyOf("archive")}` });
    }
    expect((await portal.call("maja", "document", { params: { id } })).answer.name).toBe("GFP-2021-W-1.pdf");
  });

  it("is made of a no too, and travels with it", async () => {
    const outbox = outboxOf();
    expect((await reject(portal, id, "Mål saknas.", june)).status).toBe(200);
    await outbox.deliver(now);
    expect(decisions()).toEqual(levelsOfOne);
    const mails = outbox.sent.filter(({ letter }) => letter.subject === "SKR beviljar inga medel på planen");
    expect(mails.map(({ to }) => to).sort()).toEqual(told);
    expect(mails.flatMap(({ enclosures }) => enclosures.map(({ name }) => name))).toEqual(
      told.map(() => `${number}.pdf`),
    );
    expect(textsOf(bytesOf("unsigned")).some((face) => face.includes("Målsaknas."))).toBe(true);
  });

  it("is made of the decision on a report, under the report's number", async () => {
    await granted();
    const report = "2021-rapport.W";
    const { answer } = await portal.call("maja", "submission", { params: { id: report }, at: june });
    const begun = Object.entries(answer.draft?.answers ?? {}).map(([question, { value }]) => [question, value]);
    await fillIn(portal, report, "maja", reportFilled(Object.fromEntries(begun)), { at: june });
    const waiting = await handInPlan(portal, report, "maja", { at: june });
    const later = { pressed: "2021-06-15T08:00:00.000Z", loggedIn: "2021-06-15T08:01:00.000Z" };
    expect((await pressAndSign(portal, report, "anna", waiting, later)).sign.status).toBe(200);
    const body = { outcome: "approved", amount: null, reasons: null };
    const day = "2021-06-16T08:00:00.000Z";
    expect((await portal.call("karin", "decide", { params: { id: report }, body, at: day })).status).toBe(200);
    await outboxOf().deliver(day);
    expect(decisions()).toContain(`documents/${report}/RAP-2021-W-1-BESLUT-B-LT.pdf`);
  });

  it("is stamped anew after a year, apart from the version's", async () => {
    const outbox = outboxOf();
    await granted();
    await outbox.deliver(now);
    hour = "2022-06-20T09:00:00.000Z";
    expect(await outbox.keep(hour)).toBe(true);
    expect(await outbox.keep(hour)).toBe(true);
    const renewed = decisions().filter((key) => key.includes("B-LTA"));
    expect(renewed).toEqual([keyOf("B-LTA")]);
    expect(verifySeal(bytesOf("B-LTA"), { roots: services.roots, at: hour })).toMatchObject({
      ...{ verdict: "valid", level: "B-LTA", unsigned: { sha256: sha256(bytesOf("unsigned")) } },
    });
    expect(portal.documents.objects.has(`documents/${id}/GFP-2021-W-1-B-LTA.pdf`)).toBe(true);
  });

  it("comes to the same when batches are repeated and shuffled", async () => {
    const outbox = outboxOf();
    await granted();
    const random = seededRandom(20);
    const { Records } = await outbox.batch(now);
    for (let round = 0; round < 30; round += 1) {
      const shuffled = [...Records, ...Records].sort(() => random() - 0.5);
      await outbox.handlers[random() < 0.5 ? 0 : 1]?.({ Records: shuffled });
    }
    expect(await outbox.pending.outstanding()).toEqual([]);
    expect(decisions()).toEqual(levelsOfOne);
    const sent = outbox.sent.map(({ letter, to }) => `${letter.subject} → ${to}`);
    expect(sent).toHaveLength(new Set(sent).size);
  });

  describe("is known to anybody who asks", () => {
    let addresses = 0;
    const byNumber = (body: unknown) =>
      portal.call(null, "verifyNumber", { body, from: { hop: `192.0.2.${++addresses}` } });
    const byFile = (bytes: Uint8Array) => portal.call(null, "verifyFile", { body: { sha256: sha256(bytes) } });
    const known = {
      ...{ number, rss: "RSS Dalarna", kind: "plan", year: 2021, version: 1, replacedBy: null },
      decision: { outcome: "approved", amount: 400_000, at: june, on: "GFP-2021-W-1" },
    };

    it("by number and code, with what was decided and nobody's name", async () => {
      await granted();
      const code = codeOf((await eventOf()).hash);
      expect((await byNumber({ number, code })).answer).toMatchObject({ ...known, document: null });
      await outboxOf().deliver(now);
      const { answer, text } = await byNumber({ number: " gfp–2021–w–1–beslut", code: code.toLowerCase() });
      expect(answer).toMatchObject({ ...known, document: { level: "B-LT" } });
      for (const secret of ["Karin", "Johan", "Anna", "Maja"]) expect(text).not.toContain(secret);
    });

    it("by its file at any level, with who decided and who attested, and not with who signed the plan", async () => {
      await granted();
      await outboxOf().deliver(now);
      for (const level of ["unsigned", "B-B", "B-T", "B-LT", "archive"]) {
        const { answer, text } = await byFile(bytesOf(level));
        expect(answer).toMatchObject({
          ...known,
          ...{ signer: null, decidedBy: { name: "Karin Ström", attestedBy: "Johan Vik" }, document: { level } },
          newer: level === "B-LT" || level === "archive" ? null : "B-LT",
        });
        expect(text).not.toContain("Anna");
      }
      const version = portal.documents.objects.get(`documents/${id}/GFP-2021-W-1-B-LT.pdf`) ?? new Uint8Array();
      expect((await byFile(version)).answer).toMatchObject({
        ...{ number: "GFP-2021-W-1", decision: null, decidedBy: null, signer: { name: "Anna Berg" } },
      });
    });

    it("by nothing else: neither the version's code nor a number before there is a decision", async () => {
      const receipt = (await portal.call("anna", "receipt", { params: { id } })).answer;
      const absent = await byNumber({ number, code: receipt.code });
      await granted();
      const crossed = [
        { number, code: receipt.code },
        { number: receipt.number, code: codeOf((await eventOf()).hash) },
        { number: "GFP-2021-W-2-BESLUT", code: codeOf((await eventOf()).hash) },
      ];
      for (const body of crossed) {
        const { status, text } = await byNumber(body);
        expect({ status, text }).toEqual({ status: absent.status, text: absent.text });
      }
      expect(absent).toMatchObject({ status: 404, text: '{"code":"unknown-document"}' });
    });
  });
});
