import { createHash } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "@jest/globals";
import { anOutbox } from "#tests/outbox";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, pressAndSign } from "#tests/story";
import { personOf } from "../../infra/local/seed.ts";

const id = "2021.W";
const params = { id };
const bytes = Buffer.from("%PDF-1.7 plan som kom med post");
const file = { name: "Plan 2021.pdf", size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
const june2 = "2021-06-02T08:00:00.000Z";
const came = { receivedOn: "2021-05-31", how: "post", reason: "RSS kom inte in i portalen.", signed: null };

describe("what came to SKR by post or mail", () => {
  let portal: Portal;
  const portals: Portal[] = [];
  beforeEach(async () => {
    portal = await aPortal();
    portals.push(portal);
  });
  afterAll(() => Promise.all(portals.map((each) => each.stop())));

  /** Karin puts the file into the bucket; its id. */
  async function upload(at = june2): Promise<string> {
    const { answer } = await portal.call("karin", "addReceived", { params, body: file, at });
    portal.attachments.objects.set(answer.post?.fields.key ?? "", bytes);
    const confirmed = await portal.call("karin", "confirmScan", { params: { id, file: answer.file.id }, body: {}, at });
    expect(confirmed.status).toBe(200);
    return answer.file.id;
  }
  const handIn = async (wish: object = {}, at = june2) =>
    portal.call("karin", "handInFor", { params, body: { file: await upload(at), ...came, ...wish }, at });

  it("is handed in for the RSS, in time by the day it came, and signed by the head in the portal", async () => {
    await fillIn(portal, id, "maja");
    const draft = (await portal.store.load(id))?.answers;
    expect((await handIn()).status).toBe(200);
    const { answer } = await portal.call("anna", "submission", { params, at: june2 });
    expect(answer.waiting?.at).toBe("2021-05-31T21:59:59.999Z");
    const at = { pressed: "2021-06-02T09:00:00.000Z", loggedIn: "2021-06-02T09:01:00.000Z" };
    const { sign } = await pressAndSign(portal, id, "anna", answer.waiting ?? { version: 0, hash: "" }, at);
    expect(sign.answer.receipt).toMatchObject({ number: "GFP-2021-W-1", inTime: true });
    // What the RSS was writing is still its own, and no part of it.
    expect((await portal.store.load(id))?.answers).toEqual(draft);
    const { answer: version } = await portal.call("karin", "version", { params: { id, n: "1" }, at: june2 });
    expect(version.answers).toMatchObject({ "2": "Region Dalarna", "7a": "", "8b": "", "11": "attached" });
    expect(version.files.map(({ name }) => name)).toEqual(["Plan 2021.pdf"]);
  });

  it("stands with the host of the day it was handed in, though another one was saved", async () => {
    const { answer } = await portal.call("lena", "register");
    const [dalarna] = answer.rsses.filter((each) => each.id === "W");
    if (!dalarna) throw new Error("no such RSS");
    const { id: org, rev, host: _, ...saved } = dalarna;
    const [before] = saved.hosts;
    const hosts = [
      { ...before, to: "2021-05-31" },
      { ...before, name: "Dalarnas kommunförbund", from: "2021-06-01" },
    ];
    expect(
      (await portal.call("lena", "saveRss", { params: { org }, body: { ...saved, hosts }, seen: rev })).status,
    ).toBe(200);
    expect((await handIn()).status).toBe(200);
    const version = await portal.store.version(id, 1);
    expect([version?.rss.host, version?.answers["2"]]).toEqual(["Dalarnas kommunförbund", "Dalarnas kommunförbund"]);
  });

  it("that was signed in ink already is signed as it stands", async () => {
    const signed = { head: personOf("anna"), signedOn: "2021-05-28" };
    expect((await handIn({ signed })).status).toBe(200);
    const { answer: receipt } = await portal.call("maja", "receipt", { params, at: june2 });
    expect(receipt).toMatchObject({
      ...{ inTime: true, signedBy: "Anna Berg" },
      paper: { signedOn: "2021-05-28", registeredBy: "Karin Ström", onBehalf: "RSS kom inte in i portalen." },
    });
    const { answer } = await portal.call("maja", "log", { params, at: june2 });
    expect(answer.events.map(({ type, by }) => `${type} ${by}`)).toEqual([
      ...["handed-in-for Karin Ström", "signed-on-paper Karin Ström"],
    ]);
    expect(answer.whole).toBe(true);
  });

  it("is told to writers, head and registrar, with the reason", async () => {
    expect((await handIn()).status).toBe(200);
    const outbox = anOutbox(portal);
    await outbox.deliver(june2);
    const told = outbox.sent.filter(({ letter }) => /lagt in/.test(letter.subject));
    expect(told.map(({ to }) => to).sort()).toEqual([
      ...["anna@example.se", "elin@example.se", "maja@example.se", "registrator.w@example.se"],
    ]);
    expect(told[0]?.letter.paragraphs.join()).toContain("RSS kom inte in i portalen.");
  });

  it.each([
    ["came after the last day", { receivedOn: "2021-06-01" }, june2, "too-late"],
    ["is said to have come tomorrow", { receivedOn: "2021-05-21" }, "2021-05-20T08:00:00.000Z", "invalid"],
    ["is said to have come before the round", { receivedOn: "2021-02-01" }, june2, "invalid"],
  ])("is refused when it %s", async (_, wish, at, code) => {
    expect(await handIn(wish, at)).toMatchObject({ code });
    expect((await portal.store.load(id))?.submission.state).toBe("not-started");
  });

  it.each([
    ["by somebody who is no head", { head: personOf("maja"), signedOn: "2021-05-28" }],
    ["on a day after it came", { head: personOf("anna"), signedOn: "2021-06-01" }],
    ["on a day before the round", { head: personOf("anna"), signedOn: "2021-02-01" }],
  ])("is not handed in at all when it is said to be signed %s", async (_, signed) => {
    expect(await handIn({ signed })).toMatchObject({ status: 400, code: "invalid" });
    expect((await portal.store.load(id))?.submission.state).toBe("not-started");
  });

  it("counts after the last day when SKR has given more time first", async () => {
    const body = { until: "2021-06-10", reason: "Posten dröjde." };
    await portal.call("karin", "grantExtension", { params, body, at: june2 });
    expect((await handIn({ receivedOn: "2021-06-01" })).status).toBe(200);
  });

  it("does not take the place of what the RSS has handed in itself", async () => {
    await fillIn(portal, id, "maja");
    await portal.call("maja", "handIn", { params, body: {} });
    expect(await handIn()).toMatchObject({ status: 409, code: "wrong-state" });
  });

  it("cannot be put in by anybody's own hand: not by the RSS, and not without the file", async () => {
    expect(await portal.call("maja", "handInFor", { params, body: { file: "f-1", ...came } })).toMatchObject({
      status: 403,
    });
    expect(await portal.call("karin", "handInFor", { params, body: { file: "f-1", ...came } })).toMatchObject({
      ...{ status: 415, code: "bad-file" },
    });
  });
});
