/** SKR asks for more, the RSS answers that and nothing else, and the head signs: over the real handlers and a real database. */
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { AnswerValue } from "#domain/form";
import { answersFilled } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aPortal, type Call, type Portal } from "#tests/portal";
import { sealServices } from "#tests/seal-services";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { personOf } from "../../infra/local/seed.ts";
import { asText } from "../../lambdas/mail/letter.ts";
import { pagesAgain } from "../../lambdas/verify/again.ts";
import { contentOf, type SubmissionContent } from "../../lambdas/verify/content.ts";
import { filesInside, firstRevision } from "../../lambdas/verify/read.ts";
import { textsOf } from "../e2e/pdf-text.ts";

const id = "2021.W";
const params = { id };
const asked = "2021-06-14T09:00:00.000Z";
const june = (day: number, hour = 9) =>
  `2021-06-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00.000Z`;
const july = "2021-07-05T09:00:00.000Z";
const message = "Hur många kommuner är med?";
const note = "Vi har skrivit hur många kommuner som är med.";
const fresh = "Tolv av femton kommuner är med.";

describe("completion", () => {
  let portal: Portal;

  beforeEach(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
    await sign(await handInPlan(portal, id, "maja"), "2021-05-20");
  });
  afterEach(() => portal.stop());

  async function sign({ version, hash }: { version: number; hash: string }, day: string) {
    const times = { pressed: `${day}T11:00:00.000Z`, loggedIn: `${day}T11:01:00.000Z` };
    const done = await pressAndSign(portal, id, "anna", { version, hash }, times);
    if (done.sign.status !== 200) throw new Error(done.sign.text);
    return done.sign.answer.receipt;
  }

  async function ask(questions: string[], at = asked, dueOn = "2021-06-28") {
    const { status, text, answer } = await portal.call("karin", "requestCompletion", {
      ...{ params, body: { questions, dueOn, message }, at },
    });
    if (status !== 200) throw new Error(text);
    return answer;
  }
  const seen = async (sub = "maja", at = june(15)) => (await portal.call(sub, "submission", { params, at })).answer;
  async function save(question: string, value: AnswerValue, at = june(15)) {
    const rev = (await seen("maja", at)).draft?.answers[question]?.rev ?? 0;
    return portal.call("maja", "saveAnswer", { params: { id, question }, body: { value }, seen: rev, at });
  }
  const handIn = (body: { note?: string } = {}, call: Call = {}) =>
    portal.call("maja", "handIn", { params, body, at: june(15), ...call });
  async function answered(at = june(15)) {
    expect((await save("8b", fresh, at)).status).toBe(200);
    const { status, text, answer } = await handIn({ note }, { at });
    if (status !== 200) throw new Error(text);
    return answer.waiting;
  }
  const version = async (n: number) => (await portal.call("maja", "version", { params: { id, n: String(n) } })).answer;
  const refusal = ({ status, text }: { status: number; text: string }) => [status, JSON.parse(text)];
  const locked = [409, { code: "wrong-state", state: "returned" }];

  describe("opens", () => {
    it("the questions that were named, with their goals, and no others", async () => {
      await ask(["8a"]);
      expect((await save("8a", "1) Tolv kommuner har en rutin.")).status).toBe(200);
      expect((await save("8agoals", [{ id: "g-1", text: "Tolv kommuner har en rutin." }])).status).toBe(200);
      for (const question of ["7a", "7agoals", "8b", "12"]) {
        const value = question.endsWith("goals") ? [] : fresh;
        expect(refusal(await save(question, value))).toEqual(locked);
      }
      expect(refusal(await save("3", answersFilled()["3"] as AnswerValue))).toEqual(locked);
      expect((await seen()).draft?.answers["7a"]?.value).toBe(answersFilled()["7a"]);
    });

    it("the attachments when they are named, and with a choice that may ask for one", async () => {
      const announced = { name: "plan.pdf", size: 5, sha256: "a".repeat(64) };
      const add = () => portal.call("maja", "addFile", { params, body: announced, at: june(15) });
      const move = async () => {
        const rev = (await seen()).draft?.answers["8b"]?.rev ?? 0;
        const call = { params: { id, question: "8b" }, body: { value: fresh }, seen: rev, at: june(15) };
        return portal.call("maja", "moveToAttachment", call);
      };
      await ask(["8b"]);
      expect(refusal(await add())).toEqual(locked);
      expect(refusal(await move())).toEqual(locked);
      await ask(["8b", "files"], june(14, 10));
      expect((await add()).status).toBe(200);
      // Section 11 would say that there is one.
      expect(refusal(await move())).toEqual(locked);
      await ask(["8b", "11"], june(14, 11));
      expect((await seen()).completion?.questions).toEqual(["8b", "11", "files"]);
      expect((await move()).status).toBe(200);
    });

    it("nothing else by the store's own condition, whoever writes to it", async () => {
      await ask(["8b"]);
      const by = { person: personOf("maja"), at: june(15) };
      const { submission, answers } = (await portal.store.load(id)) as NonNullable<
        Awaited<ReturnType<typeof portal.store.load>>
      >;
      const write = (question: string) => portal.store.saveAnswer(id, question, fresh, answers[question]?.rev ?? 0, by);
      expect(await write("7a")).toMatchObject({ closed: { state: "returned" } });
      const file = {
        ...{ id: "f-1", name: "plan.pdf", type: "application/pdf", size: 5, sha256: "a".repeat(64) },
        ...{ state: "stored" as const, key: "k", object: "1", at: by.at, by: by.person },
      };
      expect(await portal.store.saveFile(submission, file, by)).toMatchObject({ closed: { state: "returned" } });
      expect(await write("8b")).toMatchObject({ saved: { question: "8b", value: fresh } });
      expect((await portal.store.load(id))?.answers["7a"]).toEqual(answers["7a"]);
    });

    it("other questions when it is asked anew, and then no longer the first ones", async () => {
      await ask(["8b"]);
      expect((await save("8b", fresh)).status).toBe(200);
      await ask(["9b"], june(16), "2021-07-01");
      expect(refusal(await save("8b", "Alla är med.", june(17)))).toEqual(locked);
      expect((await save("9b", fresh, june(17))).status).toBe(200);
      const { answer } = await handIn({}, { at: june(17, 10) });
      const { answers, completes } = await version(answer.waiting.version);
      expect(completes?.questions).toEqual(["9b"]);
      expect([answers["8b"], answers["9b"]]).toEqual([(await version(1)).answers["8b"], fresh]);
    });
  });

  it("freezes what stands with the answers asked for, also when more stands in an abandoned draft", async () => {
    await portal.call("maja", "change", { params, body: {}, at: "2021-05-25T09:00:00.000Z" });
    await fillIn(portal, id, "maja", { "7a": "Något helt annat." }, { at: "2021-05-26T09:00:00.000Z" });
    await ask(["8b"]);
    const waiting = await answered();
    const [first, second] = [await version(1), await version(waiting.version)];
    expect(second.answers).toEqual({ ...first.answers, "8b": fresh });
    expect(second.completes).toEqual({ version: 1, questions: ["8b"], askedAt: asked, note });
    expect(second.files).toEqual(first.files);
  });

  it("finds fault with what was asked for, and with nothing that nobody could put right", async () => {
    await ask(["8b"]);
    await save("8b", "x".repeat(1001));
    const { status, text } = await handIn();
    expect([status, JSON.parse(text).faults]).toEqual([
      422,
      [{ code: "over-limit", question: "8b", count: 1001, limit: 1000 }],
    ]);
    await save("8b", "");
    expect(JSON.parse((await handIn()).text).faults).toEqual([{ code: "missing", question: "8b" }]);
  });

  it("takes a note of at most 2 000 characters, and none", async () => {
    await ask(["8b"]);
    await save("8b", fresh);
    expect((await handIn({ note: "x".repeat(2001) })).code).toBe("invalid");
    expect((await version((await handIn({})).answer.waiting.version)).completes?.note).toBe("");
  });

  describe("comes back to the same questions", () => {
    it("when the RSS takes its answer back", async () => {
      await ask(["8b"]);
      await answered();
      expect((await portal.call("maja", "recall", { params, body: {}, at: june(15, 10) })).status).toBe(200);
      expect(await seen()).toMatchObject({ state: "returned", waiting: null, completion: { questions: ["8b"] } });
      expect(refusal(await save("7a", fresh))).toEqual(locked);
      expect((await save("8b", `${fresh} Resten börjar i höst.`)).status).toBe(200);
      expect((await handIn({ note })).answer.waiting.version).toBe(3);
    });

    it("when the head sends it back, whose comment the writers see and SKR does not", async () => {
      await ask(["8b"]);
      const { version: n, hash } = await answered();
      const body = { version: n, hash, comment: "Skriv vilka kommuner." };
      expect((await portal.call("anna", "sendBack", { params, body, at: june(15, 10) })).status).toBe(200);
      expect(await seen()).toMatchObject({ state: "returned", sentBack: { comment: "Skriv vilka kommuner." } });
      expect((await seen("karin")).sentBack).toBeNull();
      expect(refusal(await save("7a", fresh))).toEqual(locked);
    });
  });

  it("comes to nothing when SKR needs no answer any more, also one that waits for its signature", async () => {
    await ask(["8b"]);
    const { version: n, hash } = await answered();
    const withdrawn = await portal.call("karin", "withdrawCompletion", {
      params,
      body: { reason: "Vi vet." },
      at: june(16),
    });
    expect(withdrawn.status).toBe(200);
    expect(await seen()).toMatchObject({ state: "submitted", standing: 1, waiting: null, completion: null });
    const body = { version: n, hash };
    expect(refusal(await portal.call("anna", "intent", { params, body, at: june(16, 10) }))).toEqual([
      409,
      { code: "wrong-state", state: "submitted" },
    ]);
    expect(refusal(await save("8b", "Alla är med.", june(16)))[0]).toBe(409);
    expect((await portal.call("maja", "receipt", { params, at: june(16) })).answer.version).toBe(1);
  });

  it("is over when SKR decides on what stands without waiting for the answer", async () => {
    await ask(["8b"]);
    await save("8b", fresh);
    const body = { outcome: "rejected", amount: null, reasons: "Planen saknar mål." };
    expect((await portal.call("karin", "decide", { params, body, at: july })).status).toBe(200);
    expect(await seen("maja", july)).toMatchObject({
      ...{ state: "rejected", completion: null, asked: null, standing: 1 },
      decision: { version: 1, reasons: "Planen saknar mål.", decidedBy: "Karin Ström", attestedBy: null },
    });
    expect(refusal(await save("8b", "Alla är med.", july))).toEqual([409, { code: "wrong-state", state: "rejected" }]);
    expect(refusal(await handIn({ note }, { at: july }))).toEqual([409, { code: "wrong-state", state: "rejected" }]);
    // What was written is not lost: it counts for nothing, and can be read.
    expect((await seen("maja", july)).draft?.answers["8b"]?.value).toBe(fresh);
  });

  it("is handed in once from two tabs, with the note of the one that was first", async () => {
    await ask(["8b"]);
    await save("8b", fresh);
    const [one, two] = await Promise.all([handIn({ note: "Från det ena." }), handIn({ note: "Från det andra." })]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(one.answer.waiting).toEqual(two.answer.waiting);
    expect(one.answer.waiting.version).toBe(2);
    expect(["Från det ena.", "Från det andra."]).toContain((await version(2)).completes?.note);
    const { answer } = await portal.call("maja", "log", { params, at: june(16) });
    expect(answer.events.filter(({ type }) => type === "handed-in")).toHaveLength(2);
    expect(answer.whole).toBe(true);
  });

  it("is taken after its day too, and tells that from whether the plan was in time", async () => {
    await ask(["8b"]);
    expect((await seen()).completion?.dueAt).toBe("2021-06-28T22:00:00.000Z");
    const waiting = await answered("2021-06-28T22:00:00.000Z");
    // Long after the round's last day for signatures.
    expect(waiting.signBy).toBe("2021-06-28T22:00:00.000Z");
    const receipt = await sign(waiting, "2021-07-05");
    expect(receipt).toMatchObject({
      ...{ number: "GFP-2021-W-2", inTime: true, receivedAt: "2021-06-28T22:00:00.000Z" },
      completes: { version: 1, dueAt: "2021-06-28T22:00:00.000Z", inTime: false },
    });
    const { answer: me } = await portal.call("maja", "me", { at: july });
    expect(me.submissions.find((each) => each.id === id)).toMatchObject({
      ...{ state: "submitted", standing: 2, completion: null },
      receipt: { inTime: true, completes: { inTime: false } },
    });
    // What SKR read first can still be read.
    expect((await version(1)).answers["8b"]).not.toBe(fresh);
    expect((await portal.call("karin", "version", { params: { id, n: "1" }, at: july })).status).toBe(200);
  });

  it("is in time until the end of its day, Swedish time", async () => {
    await ask(["8b"]);
    const receipt = await sign(await answered("2021-06-28T21:59:59.999Z"), "2021-07-05");
    expect(receipt.completes).toEqual({ version: 1, dueAt: "2021-06-28T22:00:00.000Z", inTime: true });
  });

  it("tells in mails and document what it completes, and the document can be made once more from what is inside", async () => {
    const services = sealServices(() => Date.parse(june(20)));
    const outbox = anOutbox(portal, () => {}, services);
    const deliver = async (at: string) => expect(await outbox.deliver(at)).toBe(0);
    await deliver("2021-05-20T12:00:00.000Z");
    await ask(["8b"]);
    const waiting = await answered();
    await deliver(june(15, 10));
    await sign(waiting, "2021-06-15");
    outbox.sent.splice(0, outbox.sent.length - 1);
    await deliver(june(20));
    const words = outbox.sent.map(({ to, letter }) => [
      to,
      letter.subject,
      asText(letter).replace(/[\s\u00A0]+/g, " "),
    ]);
    const [, ...receipts] = words as [string, string, string][];
    expect(receipts.map(([to]) => to).sort()).toEqual([
      "anna@example.se",
      "elin@example.se",
      "maja@example.se",
      "registrator.w@example.se",
    ]);
    for (const [, subject, text] of receipts) {
      expect(subject).toBe("Kvitto: kompletteringen av planen är inskickad");
      expect(text).toContain("Kompletteringen mottagen: 15 juni 2021 kl. 11:00, svensk tid, i tid");
      expect(text).toContain("Version 1 mottagen: i tid");
    }
    const enclosed = outbox.sent.at(-1)?.enclosures[0]?.bytes as Uint8Array;
    const told = textsOf(enclosed).join(" ").replace(/\s/g, "");
    for (const sentence of [
      "DenhärversionenkompletterarVersion1.".replace("V", "v"),
      "SKRfrågade14juni2021ompunkt8b.",
      "Kompletteringenmottagen",
      note.replace(/\s/g, ""),
    ]) {
      expect(told).toContain(sentence);
    }
    expect(told.split("KompletteradpåSKR:sfråga.").length - 1).toBe(1);
    const unsigned = firstRevision(enclosed);
    const content = contentOf(filesInside(unsigned));
    const { version } = content as SubmissionContent;
    expect(version.completes).toEqual({ version: 1, questions: ["8b"], askedAt: asked, note });
    expect(await pagesAgain(content, unsigned)).toEqual({ kind: "same" });
  });
});
