import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { nameInBucket } from "#domain/attachments";
import type { RouteName } from "#domain/routes";
import { codeOf } from "#domain/submission";
import { anOutbox } from "#tests/outbox";
import { aKey, aPortal, type Call, may20, type Portal, type Reply, table } from "#tests/portal";
import { fillIn, handInPlan } from "#tests/story";
import { personOf } from "../../infra/local/seed.ts";
import { verdictStore } from "../../lambdas/store/verdicts.ts";
import { textsOf } from "../e2e/pdf-text.ts";

const id = "2021.W";
const minute = 60_000;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const ink: Buffer = Buffer.from("%PDF-1.7 ink");

describe("sign-on-paper", () => {
  let portal: Portal;
  let code: string;
  let hash: string;

  beforeEach(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
    hash = (await handInPlan(portal, id, "maja")).hash;
    code = codeOf(hash);
  });
  afterEach(() => portal.stop());

  const at = (more: Call) => ({ at: may20 + 10 * minute, ...more });
  const announce = (sub: string, bytes = ink, wish: { name?: string; code?: string; size?: number } = {}, call = {}) =>
    portal.call(sub, "addScan", {
      params: { id },
      body: { name: "papper.pdf", size: bytes.length, sha256: sha256(bytes), code, ...wish },
      ...at(call),
    });
  const confirm = (sub: string, file: string, call: Call = {}) =>
    portal.call(sub, "confirmScan", { params: { id, file }, body: {}, ...at(call) });
  const arrive = (file: string, bytes = ink) => portal.attachments.objects.set(`attachments/${id}/${file}`, bytes);
  async function scanned(sub: string, bytes = ink, call: Call = {}): Promise<string> {
    const { answer, text, status } = await announce(sub, bytes, {}, call);
    if (status !== 200) throw new Error(text);
    arrive(answer.file.id, bytes);
    expect((await confirm(sub, answer.file.id, call)).answer.file.state).toBe("stored");
    return answer.file.id;
  }
  const register = (sub: string, file: string, wish: Record<string, unknown> = {}, call: Call = {}) =>
    portal.call(sub, "signOnPaper", {
      params: { id },
      body: { file, code, head: personOf("anna"), signedOn: "2021-05-20", reason: null, ...wish },
      ...at(call),
    });
  const judge = (file: string, verdict: "clean" | "infected") =>
    verdictStore(portal.client, table).judge(id, {
      ...{ name: nameInBucket(`attachments/${id}/${file}`), object: "1", verdict },
      at: "2021-05-20T09:11:00.000Z",
    });
  const told = <R extends RouteName>({ status, answer }: Reply<R>) => {
    const { code: said, ...figures } = answer as Record<string, unknown>;
    return { status, code: said, ...figures };
  };
  const events = async () => (await portal.store.events(id)).map(({ event }) => event);

  it("gives the RSS the version that waits as a PDF with its number and code, and shows it to nobody else", async () => {
    const print = (sub: string, n = "1") => portal.call(sub, "print", { params: { id, n } });
    for (const sub of ["maja", "anna", "olle"]) {
      const { answer } = await print(sub);
      expect(answer.name).toBe(`GFP-2021-W-1 ${code}.pdf`);
      const pages = textsOf(Buffer.from(answer.pdf, "base64")).join("");
      expect(pages).toContain(`GFP-2021-W-1·${code}`);
      expect(pages).toContain("Underskriftpåpapper");
    }
    expect((await print("maja")).text).toBe((await print("maja")).text);
    const absent = (await portal.call("karin", "print", { params: { id: "2021.QQ", n: "1" } })).text;
    expect([(await print("karin")).text, (await print("maja", "2")).text, (await print("maja", "01")).text]).toEqual(
      Array(3).fill(absent),
    );
    await portal.call("maja", "recall", { params: { id }, body: {} });
    expect((await print("maja")).code).toBe("not-found");
  });

  it("takes the paper from the RSS: submitted, in time by the hand-in, signed by the head, registered by the writer", async () => {
    const { status, answer } = await register("maja", await scanned("maja"));
    expect(status).toBe(200);
    expect(answer.receipt).toMatchObject({
      ...{ number: "GFP-2021-W-1", code, hash, inTime: true, receivedAt: new Date(may20).toISOString() },
      ...{ signedAt: "2021-05-20T09:10:00.000Z", signedBy: "Anna Berg", document: "pending" },
      paper: {
        ...{ signedOn: "2021-05-20", registeredBy: "Maja Lind", onBehalf: null },
        scan: { name: "papper.pdf", size: ink.length, sha256: sha256(ink), verdict: "pending" },
      },
    });
    const log = (await portal.call("karin", "log", { params: { id } })).answer;
    expect(log.whole).toBe(true);
    expect(log.events.at(-1)).toMatchObject({ type: "signed-on-paper", by: "Maja Lind", note: "GFP-2021-W-1" });
    const { answer: version } = await portal.call("karin", "version", { params: { id, n: "1" } });
    expect(version.signature).toMatchObject({ signedBy: "Anna Berg", onPaper: "2021-05-20" });
    expect(JSON.stringify(await events())).not.toMatch(/Anna|Maja|@/);
  });

  it("goes on as after any signature: document and mail, which say that it was on paper and by whom that was registered", async () => {
    const file = await scanned("maja");
    await register("maja", file);
    const outbox = anOutbox(portal);
    await outbox.deliver("2021-05-20T09:12:00.000Z");
    // The scan goes into the document, and nobody has looked at it yet.
    expect((await outbox.pending.outstandingSteps()).map(({ steps }) => steps[0])).toEqual(["document"]);
    await judge(file, "clean");
    await outbox.deliver("2021-05-20T09:12:00.000Z");
    expect([outbox.errors, await outbox.pending.outstanding()]).toEqual([[], []]);
    const receipts = outbox.sent.filter(({ letter }) => letter.subject.startsWith("Kvitto"));
    expect(receipts.map(({ to }) => to).sort()).toEqual([
      ...["anna@example.se", "elin@example.se", "maja@example.se", "registrator.w@example.se"],
    ]);
    for (const { letter, enclosures } of receipts) {
      expect(letter.paragraphs.join(" ")).toContain("Anna Berg har enligt papperet skrivit under planen med bläck.");
      expect(letter.paragraphs.join(" ")).toContain("Maja Lind lade in papperet i portalen.");
      const pages = textsOf(enclosures[0]?.bytes ?? Buffer.alloc(0)).join("");
      for (const words of ["Medbläckpåpapper", "20maj2021kl.11:10,svensktid,avMajaLind", "papper.pdf"])
        expect(pages).toContain(words);
      expect(pages.replace(/\s/g, "")).toContain(sha256(ink).slice(0, 8));
      expect(pages).not.toMatch(/nyinloggning|elektronisk(?!astämpel)/i);
    }
  });

  it("takes the paper from SKR on the RSS's behalf, with a reason that is told wherever the signature is", async () => {
    const file = await scanned("karin");
    const reason = "Papperet kom med posten.";
    expect(told(await register("karin", file))).toMatchObject({ status: 400, issues: [{ path: "reason" }] });
    expect(told(await register("maja", await scanned("maja"), { reason }))).toMatchObject({ status: 400 });
    const { answer } = await register("karin", file, { reason });
    expect(answer.receipt.paper).toMatchObject({ registeredBy: "Karin Ström", onBehalf: reason });
    expect((await events()).at(-1)?.fact).toMatchObject({
      evidence: { registeredAs: { org: "SKR", role: "officer" } },
    });
    const log = (await portal.call("maja", "log", { params: { id } })).answer;
    expect(log.events.at(-1)?.note).toBe(`GFP-2021-W-1\n${reason}`);
    await judge(file, "clean");
    const outbox = anOutbox(portal);
    await outbox.deliver("2021-05-20T09:12:00.000Z");
    const { letter, enclosures } = outbox.sent.find(({ to }) => to === "anna@example.se") ?? {};
    expect(letter?.paragraphs.join(" ")).toContain(`för er räkning hos SKR. Skäl: ${reason}`);
    const pages = textsOf(enclosures?.[0]?.bytes ?? Buffer.alloc(0)).join("");
    expect(pages).toContain("KarinStröm,SKR,förRSSräkning");
    expect(pages).toContain("Papperetkommedposten.");
  });

  it("refuses a paper of a version that was changed since, before a byte is sent and when it is registered", async () => {
    const file = await scanned("maja");
    await portal.call("maja", "recall", { params: { id }, body: {} });
    const back = { status: 412, code: "paper-replaced", version: 1, waiting: null };
    expect(told(await announce("maja"))).toMatchObject(back);
    const { hash: next } = await handInPlan(portal, id, "maja", { at: may20 + 5 * minute });
    const refused = { status: 412, code: "paper-replaced", version: 1, at: new Date(may20).toISOString(), waiting: 2 };
    expect(told(await announce("maja"))).toEqual(refused);
    expect(told(await register("maja", file))).toEqual(refused);
    // The old paper's bytes under the new code: they came as the old version's.
    expect(told(await register("maja", file, { code: codeOf(next) }))).toEqual(refused);
    expect(told(await announce("maja", ink, { code: "00000000" }))).toEqual({
      ...{ status: 422, code: "paper-unknown", waiting: 2 },
    });
    expect((await events()).map(({ fact }) => fact.type)).toEqual(["started", "handed-in", "recalled", "handed-in"]);
  });

  it("has no way to another scan once it is registered", async () => {
    const file = await scanned("maja");
    await register("maja", file);
    const before = await events();
    const other = Buffer.from("%PDF-1.7 forged");
    arrive(file, other);
    expect((await confirm("maja", file)).answer.file.sha256).toBe(sha256(ink));
    for (const sub of ["maja", "anna", "karin"]) {
      expect(told(await announce(sub, other))).toEqual({ status: 409, code: "wrong-state", state: "submitted" });
    }
    expect(await events()).toEqual(before);
    expect((await portal.call("maja", "receipt", { params: { id } })).answer.paper?.scan.sha256).toBe(sha256(ink));
  });

  it("shows a bad verdict that comes afterwards, and gives the file to nobody", async () => {
    const file = await scanned("maja");
    await register("maja", file);
    const open = (sub: string) => portal.call(sub, "readFile", { params: { id, file } });
    expect(told(await open("karin"))).toMatchObject({ code: "bad-file", reason: "unchecked" });
    await judge(file, "infected");
    for (const sub of ["maja", "karin"]) {
      expect(told(await open(sub))).toMatchObject({ status: 415, reason: "malware", name: "papper.pdf" });
      const { answer } = await portal.call(sub, "receipt", { params: { id } });
      expect(answer.paper?.scan.verdict).toBe("infected");
    }
  });

  it("opens for the RSS and for SKR when it is clean, and for neither before it is registered", async () => {
    const file = await scanned("maja");
    await judge(file, "clean");
    const open = async (sub: string) => (await portal.call(sub, "readFile", { params: { id, file } })).status;
    expect([await open("maja"), await open("karin"), await open("sara")]).toEqual([404, 404, 404]);
    await register("maja", file);
    expect([await open("maja"), await open("karin"), await open("olle"), await open("sara")]).toEqual([
      ...[200, 200, 200, 404],
    ]);
  });

  it("refuses a scan that is known to be harmful", async () => {
    const file = await scanned("maja");
    await judge(file, "infected");
    expect(told(await register("maja", file))).toMatchObject({ status: 415, reason: "malware" });
  });

  it.each<[what: string, name: string, bytes: Buffer, size: number | undefined, reason: string]>([
    ["a Word file", "papper.docx", ink, undefined, "scan-type"],
    ["a name without an ending", "papper", ink, undefined, "scan-type"],
    ["more than 10 MB", "papper.jpg", ink, 10_000_001, "size"],
    ["a picture that is none", "papper.png", ink, undefined, "content"],
    ["other bytes than were announced", "papper.pdf", Buffer.from("%PDF-1.7 ink, and more"), ink.length, "checksum"],
  ])("refuses %s", async (_, name, bytes, size, reason) => {
    const announced = await portal.call("maja", "addScan", {
      ...{ params: { id }, at: may20 + minute },
      body: { name, size: size ?? bytes.length, sha256: sha256(ink), code },
    });
    if (announced.status === 200) arrive(announced.answer.file.id, bytes);
    const answered = announced.status === 200 ? await confirm("maja", announced.answer.file.id) : announced;
    expect(told(answered as Reply<"confirmScan">)).toMatchObject({ status: 415, code: "bad-file", reason });
  });

  it("registers nobody else's scan, and none that has not arrived", async () => {
    const { answer } = await announce("maja");
    const absent = { status: 415, code: "bad-file", reason: "absent" };
    expect(told(await register("maja", answer.file.id))).toMatchObject(absent);
    expect(told(await confirm("maja", answer.file.id))).toMatchObject(absent);
    const file = await scanned("maja");
    expect(file).toBe(answer.file.id);
    for (const sub of ["anna", "elin"]) expect(told(await register(sub, file))).toMatchObject(absent);
    const better = await scanned("maja", Buffer.from("%PDF-1.7 better ink"));
    expect(told(await register("maja", file))).toMatchObject(absent);
    expect((await register("maja", better)).status).toBe(200);
  });

  it.each([
    ["a writer", "maja"],
    ["another RSS's head", "per"],
    ["nobody", "nobody"],
  ])("does not take %s for the head", async (_, sub) => {
    const refused = await register("maja", await scanned("maja"), { head: personOf(sub) });
    expect(told(refused)).toMatchObject({ status: 400, issues: [{ path: "head", problem: "unknown" }] });
  });

  it("is registered once, whether the answer was lost or the button pressed in two tabs", async () => {
    const file = await scanned("maja");
    const key = aKey();
    const first = await register("maja", file, {}, { key });
    const again = await register("maja", file, {}, { key });
    const elsewhere = await register("maja", file);
    expect([again.text, elsewhere.text]).toEqual([first.text, first.text]);
    expect((await events()).filter(({ fact }) => fact.type === "signed")).toHaveLength(1);
    // Another paper of the same version comes too late to be one.
    expect((await announce("karin")).code).toBe("wrong-state");
  });

  it("gives the head who signs in the portal meanwhile the same receipt", async () => {
    await portal.call("anna", "intent", { params: { id }, body: { version: 1, hash } });
    await register("maja", await scanned("maja"));
    const sign = await portal.call("anna", "sign", {
      ...{ params: { id }, body: { version: 1, hash }, at: may20 + 2 * minute, authenticatedAt: may20 + minute },
    });
    expect(sign.answer.receipt).toMatchObject({ number: "GFP-2021-W-1", paper: { registeredBy: "Maja Lind" } });
  });

  it("counts to the millisecond, from when the scan was announced", async () => {
    const last = "2021-06-07T21:59:59.999Z";
    const closed = "2021-06-07T22:00:00.000Z";
    const late = { status: 409, code: "too-late", closedAt: closed, stands: false };
    expect(told(await announce("maja", ink, {}, { at: closed }))).toEqual(late);
    const file = await scanned("maja", ink, { at: last });
    // A second announcement of the same bytes does not move it, nor does the time the bytes took.
    expect((await announce("maja", ink, {}, { at: last })).answer).toMatchObject({ file: { id: file }, post: null });
    expect(told(await register("maja", file, {}, { at: "2021-06-07T22:15:00.000Z" }))).toEqual(late);
    const { answer } = await register("maja", file, {}, { at: "2021-06-07T22:14:59.999Z" });
    expect(answer.receipt).toMatchObject({ inTime: true, signedAt: last, paper: { signedOn: "2021-05-20" } });
  });
});
