import { createHash } from "node:crypto";
import { GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { newestOf } from "#domain/documents";
import type { Round } from "#domain/rounds";
import { reportFilled } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aPortal, identityOf, type Portal, table } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import { fillIn, grant, handInPlan, pressAndSign } from "#tests/story";
import { seededRandom } from "#tests/weather";
import { verifySeal } from "../../lambdas/seal/verify.ts";
import { keys } from "../../lambdas/store/keys.ts";

const id = "2021.W";
const now = "2021-05-21T08:02:00.000Z";
const pressed = "2021-05-21T08:00:00.000Z";
const loggedIn = "2021-05-21T08:01:00.000Z";

describe("outbox", () => {
  let portal: Portal;
  beforeEach(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
  });
  afterEach(() => portal.stop());

  async function signed() {
    const waiting = await handInPlan(portal, id, "maja");
    const { sign } = await pressAndSign(portal, id, "anna", waiting, { pressed, loggedIn });
    if (sign.status !== 200) throw new Error(sign.text);
  }
  const to = (sent: { to: string }[]) => sent.map((mail) => mail.to).sort();
  const receiptTo = ["anna@example.se", "elin@example.se", "maja@example.se", "registrator.w@example.se"];

  const keyOf = (level: string) => `documents/${id}/GFP-2021-W-1-${level}.pdf`;
  const storedLevels = () => [...portal.documents.objects.keys()].sort();
  const levelsOfOne = ["unsigned", "B-B", "B-T", "B-LT", "archive"].map(keyOf).sort();
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

  it("tells the head that a plan waits, and nobody else", async () => {
    const outbox = anOutbox(portal);
    await handInPlan(portal, id, "maja");
    await outbox.deliver(now);
    expect(to(outbox.sent)).toEqual(["anna@example.se"]);
    expect(outbox.sent[0]?.letter).toMatchObject({
      subject: "En plan väntar på din underskrift",
      action: { url: "https://portalen.example.se/plan/2021.W/las" },
    });
    expect(await outbox.pending.outstanding()).toEqual([]);
  });

  it("tells nobody about a plan that was taken back meanwhile", async () => {
    const outbox = anOutbox(portal);
    await handInPlan(portal, id, "maja");
    await portal.call("maja", "recall", { params: { id }, body: {} });
    await outbox.deliver(now);
    expect(outbox.sent).toEqual([]);
    expect(await outbox.pending.outstanding()).toEqual([]);
  });

  it("sends the receipt with the PDF to writers, head and registrar, once each", async () => {
    const outbox = anOutbox(portal);
    await signed();
    await outbox.deliver(now);
    await outbox.deliver(now);
    const receipts = outbox.sent.filter(({ letter }) => letter.subject === "Kvitto: planen är inskickad");
    expect(to(receipts)).toEqual(receiptTo);
    for (const { enclosures } of receipts) {
      expect(enclosures.map(({ name }) => name)).toEqual(["GFP-2021-W-1.pdf"]);
      expect(
        Buffer.from(enclosures[0]?.bytes ?? [])
          .subarray(0, 5)
          .toString(),
      ).toBe("%PDF-");
    }
    expect(await outbox.pending.outstanding()).toEqual([]);
    const { answer } = await portal.call("maja", "receipt", { params: { id } });
    expect(answer.document).toBe("ready");
  });

  describe("a letter of what SKR grants", () => {
    const reports = "2021-rapport";
    const june = "2021-06-14T09:00:00.000Z";
    const extend = async (sub: string, body: object) =>
      expect((await portal.call("karin", "grantExtension", { params: { id: sub }, body, at: june })).status).toBe(200);

    /** What all of them ask for and lead to, when they are sent then. */
    async function askedAt(at: string): Promise<string> {
      const outbox = anOutbox(portal);
      for (let told = 0; told < 2; told += 1) await outbox.deliver(at);
      const letters = outbox.sent.map(({ letter }) => letter).filter(({ subject }) => /^SKR beviljar/.test(subject));
      expect(letters).toHaveLength(receiptTo.length);
      const asked = letters.map(
        ({ paragraphs, action }) => `${/Rapportera.*kl/.exec(paragraphs.join())} ${action?.label}`,
      );
      expect(new Set(asked).size).toBe(1);
      return asked[0] ?? "";
    }
    const nothing = "null Öppna planen";

    it("asks for no report where none follows", async () => {
      await portal.registry.putRound({ ...((await portal.registry.round(reports)) as Round), follows: null });
      await signed();
      expect((await grant(portal, id, 400_000, june)).status).toBe(200);
      expect(await askedAt(june)).toBe(nothing);
    });

    it.each([
      ["2022-02-01T22:59:59.999Z", "Rapportera senast tisdag 1 februari 2022 kl Öppna rapporten"],
      ["2022-02-01T23:00:00.000Z", nothing],
    ])("that goes at %s asks for what can still be done", async (at, asked) => {
      await signed();
      expect((await grant(portal, id, 400_000, june)).status).toBe(200);
      expect(await askedAt(at)).toBe(asked);
    });

    it("asks for no report that is submitted when it goes", async () => {
      await signed();
      expect((await grant(portal, id, 400_000, june)).status).toBe(200);
      const report = `${reports}.W`;
      const { answer } = await portal.call("maja", "submission", { params: { id: report }, at: june });
      const begun = Object.entries(answer.draft?.answers ?? {}).map(([question, { value }]) => [question, value]);
      await fillIn(portal, report, "maja", reportFilled(Object.fromEntries(begun)), { at: june });
      const waiting = await handInPlan(portal, report, "maja", { at: june });
      const later = { pressed: "2021-06-15T08:00:00.000Z", loggedIn: "2021-06-15T08:01:00.000Z" };
      expect((await pressAndSign(portal, report, "anna", waiting, later)).sign.status).toBe(200);
      expect(await askedAt("2021-06-16T08:00:00.000Z")).toBe(nothing);
    });

    it("tells an RSS that has been given more time of its own last day", async () => {
      await signed();
      expect((await grant(portal, id, 400_000, june)).status).toBe(200);
      await extend(`${reports}.W`, { until: "2022-02-10", reason: "Sjukdom" });
      expect(await askedAt(june)).toBe("Rapportera senast torsdag 10 februari 2022 kl Öppna rapporten");
    });
  });

  it("leaves the submission standing while the document fails, and makes it later", async () => {
    let broken = true;
    const outbox = anOutbox(portal, (what) => {
      if (what === "document" && broken) throw new Error("the key service is away");
    });
    await signed();
    expect(await outbox.deliver(now)).toBeGreaterThan(0);
    expect((await portal.call("maja", "receipt", { params: { id } })).answer).toMatchObject({
      number: "GFP-2021-W-1",
      document: "pending",
    });
    expect(outbox.sent.filter(({ enclosures }) => enclosures.length > 0)).toEqual([]);
    broken = false;
    expect(await outbox.deliver(now)).toBe(0);
    expect(to(outbox.sent.filter(({ enclosures }) => enclosures.length > 0))).toEqual(receiptTo);
    expect(storedLevels()).toEqual(levelsOfOne);
  });

  it("seals when the key and the time are back, and tells staff meanwhile what is on its way and since when", async () => {
    const away = new Set(["kms", "http"]);
    const services = sealServices(() => Date.parse(now), {
      client: { maxAttempts: 1 },
      around: (service, wire) => ({
        handle: async (request) => {
          if (away.has(service)) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
          return wire.handle(request);
        },
      }),
    });
    const outbox = anOutbox(portal, undefined, services);
    await signed();
    const told = async () => {
      const { answer } = await portal.call("karin", "outstanding", { params: { round: "2021" } });
      return answer.rows.map(({ rss, since, steps }) => `${rss}, ${since}: ${steps.join(" ")}`);
    };
    await outbox.deliver(now);
    const all = "seal timestamp validation archive mail";
    expect(await told()).toEqual([`RSS Dalarna, ${loggedIn}: ${all}`]);
    expect((await portal.call("maja", "receipt", { params: { id } })).answer.document).toBe("pending");
    expect(outbox.sent.map(({ letter }) => letter.subject)).not.toContain("Kvitto: planen är inskickad");

    away.delete("kms");
    await outbox.deliver(now);
    expect(await told()).toEqual([`RSS Dalarna, ${loggedIn}: timestamp validation archive`]);
    expect((await portal.call("maja", "receipt", { params: { id } })).answer.document).toBe("ready");
    expect(to(outbox.sent.filter(({ enclosures }) => enclosures.length > 0))).toEqual(receiptTo);

    away.clear();
    expect(await outbox.deliver(now)).toBe(0);
    expect(await told()).toEqual([]);
    const newest = portal.documents.objects.get(keyOf("B-LT")) ?? new Uint8Array();
    expect(verifySeal(newest, { roots: services.roots, at: now })).toMatchObject({ verdict: "valid", level: "B-LT" });
  });

  it("is woken by the hour when it was given up, and only then", async () => {
    const outbox = anOutbox(portal);
    await signed();
    const rows = () => outbox.pending.outstanding();
    const before = await rows();
    expect(await outbox.keep("2021-05-21T09:00:00.000Z")).toBe(true);
    expect(await rows()).toEqual(before);
    expect(await outbox.keep("2021-05-21T10:00:00.000Z")).toBe(true);
    const { Item } = await portal.client.send(
      new GetItemCommand({ TableName: table, Key: marshall({ pk: before[0]?.pk, sk: before[0]?.sk }) }),
    );
    expect(Item?.woken?.S).toBe("2021-05-21T10:00:00.000Z");
    expect(await outbox.deliver(now)).toBe(0);
    expect(await rows()).toEqual([]);
    // An alarm reads it from the log: how many have waited for an hour, and the oldest of them for how long.
    expect(await outbox.keep("2021-05-21T11:00:00.000Z")).toBe(true);
    const day = 86_400;
    expect(outbox.told.map((line) => JSON.parse(line))).toEqual(
      [
        { overdue: 1, oldestSeconds: day },
        { overdue: 2, oldestSeconds: day + 3600 },
        { overdue: 0, oldestSeconds: 0 },
      ].map((figures) => ({ level: "info", worker: "keeper", ...figures })),
    );
  });

  // Twelve years in the long run. In three the seal's certificate ends, and one of the time stamps'.
  const { years, renewed } = process.env.DEEP ? { years: 12, renewed: 14 } : { years: 3, renewed: 3 };

  it(`stamps a document anew each year for ${years} years, with certificates that end and are followed by others`, async () => {
    let at = now;
    const services = sealServices(() => Date.parse(at), { years: 3 });
    const outbox = anOutbox(portal, undefined, services);
    await signed();
    expect(await outbox.deliver(now)).toBe(0);
    for (let month = 1; month <= 12 * years; month += 1) {
      at = new Date(Date.UTC(2021, 4 + month, 21, 8)).toISOString();
      expect(await outbox.keep(at)).toBe(true);
      expect(await outbox.keep(at)).toBe(true);
    }
    const made = (await portal.store.load(id))?.documents ?? [];
    const renewals = made.filter(({ level }) => level === "B-LTA").sort((one, other) => one.renewal - other.renewal);
    // Each year, and besides before a certificate ends, which in twelve years happens twice.
    expect(renewals.map(({ renewal }) => renewal)).toEqual(Array.from({ length: renewed }, (_, n) => n));
    const times = [now, ...renewals.map((each) => each.at), at].map((each) => Date.parse(each));
    for (const [n, time] of times.slice(1).entries()) expect(time - (times[n] ?? 0)).toBeLessThan(400 * 86_400_000);
    const newest = newestOf(made, 1);
    expect(newest).toMatchObject({ level: "B-LTA", renewal: renewed - 1 });
    const bytes = portal.documents.objects.get(newest?.key ?? "") ?? new Uint8Array();
    expect(verifySeal(bytes, { roots: services.roots, at })).toMatchObject({
      ...{ verdict: "valid", level: "B-LTA", provenAt: now, faults: [] },
      unsigned: { sha256: made.find(({ level }) => level === "unsigned")?.sha256 },
    });
    // The seal's own certificate ended long ago: without the stamps nobody could tell.
    const bare = portal.documents.objects.get(keyOf("B-LT")) ?? new Uint8Array();
    expect(verifySeal(bare, { roots: services.roots, at }).verdict).toBe("indeterminate");
  }, 120_000);

  it("puts on record the document that was stored, when the first try died after storing it", async () => {
    let deaths = 1;
    const outbox = anOutbox(portal, (what) => {
      if (what === "document" && deaths-- > 0) throw new Error("killed");
    });
    await signed();
    await outbox.deliver(now);
    // Meanwhile the head takes another name: a document made now would have other bytes.
    const head = await portal.registry.user((await portal.registry.personOf(identityOf("anna"))) ?? "");
    if (!head) throw new Error("no head");
    await portal.registry.putPerson({ ...head.person, name: "Anna Berg Lund" }, identityOf("anna"));
    await outbox.deliver(now);
    const made = (await portal.store.load(id))?.documents.find(({ level }) => level === "unsigned");
    expect(storedLevels()).toEqual(levelsOfOne);
    expect(made?.sha256).toBe(sha256(portal.documents.objects.get(keyOf("unsigned")) ?? new Uint8Array()));
  });

  const throttled = () => Object.assign(new Error("throttled"), { $metadata: { httpStatusCode: 429 } });

  it("lets one refused address keep nobody else from the receipt", async () => {
    const outbox = anOutbox(portal, (what, about) => {
      if (what === "mail" && about === "anna@example.se") throw throttled();
    });
    await signed();
    expect(await outbox.deliver(now)).toBeGreaterThan(0);
    const served = to(outbox.sent.filter(({ enclosures }) => enclosures.length > 0));
    expect(served).toEqual(receiptTo.filter((address) => address !== "anna@example.se"));
  });

  it("does not send again a mail that may have gone when the connection broke", async () => {
    let breaks = 1;
    const outbox = anOutbox(portal, (what) => {
      if (what === "mail" && breaks-- > 0) throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
    });
    await handInPlan(portal, id, "maja");
    await outbox.deliver(now);
    await outbox.deliver(now);
    expect(outbox.sent).toEqual([]);
    expect(await outbox.pending.outstanding()).toEqual([]);
  });

  it("clears a row whose last step was settled by a function that then died", async () => {
    const outbox = anOutbox(portal);
    await handInPlan(portal, id, "maja");
    const Key = marshall(keys.event(id, (await portal.store.events(id)).at(-1)?.event.seq ?? 0));
    await portal.client.send(new UpdateItemCommand({ TableName: table, Key, UpdateExpression: "REMOVE pending" }));
    expect(await outbox.pending.outstanding()).toHaveLength(1);
    await outbox.deliver(now);
    expect(await outbox.pending.outstanding()).toEqual([]);
  });

  it("sends nothing twice when one address fails and the event comes again", async () => {
    let failures = 2;
    const outbox = anOutbox(portal, (what, about) => {
      if (what === "mail" && about === "registrator.w@example.se" && failures-- > 0) throw throttled();
    });
    await signed();
    for (let round = 0; round < 4; round += 1) await outbox.deliver(now);
    expect(to(outbox.sent.filter(({ enclosures }) => enclosures.length > 0))).toEqual(receiptTo);
    expect(await outbox.pending.outstanding()).toEqual([]);
  });

  it("never sends again a mail whose mark has no outcome: staff see it instead", async () => {
    const outbox = anOutbox(portal);
    await handInPlan(portal, id, "maja");
    const waiting = (await portal.store.events(id)).at(-1)?.event.seq ?? 0;
    const to = "anna@example.se";
    const mail = { of: id, kind: "waiting", step: waiting, whom: to };
    const subject = "En plan väntar på din underskrift";
    await outbox.mails.mark({ ...mail, to, person: "p-anna", subject, about: [id] }, now);
    await outbox.deliver(now);
    expect(outbox.sent).toEqual([]);
    expect(keys.mail(id, "waiting", waiting, "anna@example.se").pk).toBe("MAIL#2021.W");
  });

  it("comes to the same when batches are repeated and shuffled", async () => {
    const outbox = anOutbox(portal);
    await signed();
    await portal.call("karin", "grantExtension", { params: { id }, body: { until: "2021-06-30", reason: "Sjukdom" } });
    const random = seededRandom(7);
    const { Records } = await outbox.batch(now);
    for (let round = 0; round < 30; round += 1) {
      const shuffled = [...Records, ...Records].sort(() => random() - 0.5);
      const handle = outbox.handlers[random() < 0.5 ? 0 : 1];
      await handle?.({ Records: shuffled });
    }
    expect(await outbox.pending.outstanding()).toEqual([]);
    const kinds = outbox.sent.map((mail) => `${mail.letter.subject} → ${mail.to}`).sort();
    expect(kinds).toEqual([...new Set(kinds)]);
    expect(kinds).toHaveLength(receiptTo.length + 3);
    expect(storedLevels()).toEqual(levelsOfOne);
  });
});
