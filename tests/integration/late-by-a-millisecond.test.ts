import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hash } from "#tests/builders";
import { aKey, aPortal, identityOf, may20, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";

const lastMillisecond = "2021-05-31T21:59:59.999Z";
const closing = "2021-05-31T22:00:00.000Z";
const secondBefore = "2021-05-31T21:59:59.000Z";

describe("late-by-a-millisecond", () => {
  let portal: Portal;
  const read = (id: string, sub: string, at: string | number) => portal.call(sub, "submission", { params: { id }, at });

  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, "2021.W", "maja");
    await fillIn(portal, "2021.X", "sara");
    await fillIn(portal, "2021.AB", "nora");
    await fillIn(portal, "2021.D", "ida");
    await fillIn(portal, "2021.U", "ida");
  });
  afterAll(() => portal.stop());

  it("takes a plan received in the last millisecond of 31 May, Swedish time", async () => {
    const waiting = await handInPlan(portal, "2021.W", "maja", { at: lastMillisecond });
    expect(waiting).toMatchObject({
      version: 1,
      at: lastMillisecond,
      by: "Maja Lind",
      signBy: "2021-06-07T22:00:00.000Z",
    });
  });

  it("refuses a plan at 00:00:00 on 1 June, Swedish time, and keeps the text", async () => {
    const before = await read("2021.X", "sara", lastMillisecond);
    const late = await portal.call("sara", "handIn", { params: { id: "2021.X" }, body: {}, at: closing });
    expect(late).toMatchObject({ status: 409, code: "too-late", answer: { closedAt: closing } });
    const after = await read("2021.X", "sara", closing);
    expect(after.answer.state).toBe("not-in-time");
    expect(after.answer.draft).toEqual(before.answer.draft);
  });

  it("refuses an answer saved at the closing instant and keeps the one before", async () => {
    const save = (at: string, value: string, seen: number) =>
      portal.call("sara", "saveAnswer", { params: { id: "2021.X", question: "2" }, body: { value }, seen, at });
    const before = await read("2021.X", "sara", lastMillisecond);
    const rev = before.answer.draft?.answers["2"]?.rev ?? 0;
    expect(await save(lastMillisecond, "I tid", rev)).toMatchObject({ status: 200 });
    expect(await save(closing, "För sent", rev + 1)).toMatchObject({ status: 409, code: "too-late" });
    const after = await read("2021.X", "sara", closing);
    expect(after.answer.draft?.answers["2"]?.value).toBe("I tid");
  });

  it("counts a retry from its first attempt, when that was in time and its answer was lost", async () => {
    const key = aKey();
    const call = { params: { id: "2021.AB" }, body: {}, key };
    // The function died after the stamp: the attempt is on record, the move is not made.
    const user = await portal.registry.user((await portal.registry.personOf(identityOf("nora"))) ?? "");
    await portal.store.firstAttempt(
      "2021.AB",
      user?.person.id ?? "",
      `handed-in#${key}.${hash("{}").slice(0, 16)}`,
      secondBefore,
    );
    const retried = await portal.call("nora", "handIn", { ...call, at: "2021-05-31T22:00:04.000Z" });
    expect(retried).toMatchObject({ status: 200, answer: { waiting: { at: secondBefore, version: 1 } } });
    const again = await portal.call("nora", "handIn", { ...call, at: "2021-05-31T22:00:09.000Z" });
    expect(again.text).toBe(retried.text);
    const log = await portal.call("nora", "log", { params: { id: "2021.AB" } });
    expect(log.answer.events.map(({ type }) => type)).toEqual(["started", "handed-in"]);
  });

  it("does not let a refused attempt date a later one back", async () => {
    const key = aKey();
    const call = { params: { id: "2021.D" }, key };
    const { answer } = await read("2021.D", "ida", secondBefore);
    const seen = answer.draft?.answers["12"]?.rev ?? 0;
    const save = (value: string, rev: number) =>
      portal.call("ida", "saveAnswer", {
        params: { id: "2021.D", question: "12" },
        body: { value },
        seen: rev,
        at: secondBefore,
      });
    await save("", seen);
    expect(await portal.call("ida", "handIn", { ...call, body: {}, at: secondBefore })).toMatchObject({
      code: "missing",
    });
    await save("Erfarenhetsutbyte mellan länen.", seen + 1);
    expect(await portal.call("ida", "handIn", { ...call, body: {}, at: closing })).toMatchObject({ code: "too-late" });
  });

  it("does not let the key of one move date another one back", async () => {
    const key = aKey();
    const id = "2021.D";
    await portal.call("ida", "abstain", { params: { id }, body: {}, key, at: secondBefore });
    await portal.call("ida", "resume", { params: { id }, body: {}, key, at: secondBefore });
    const late = await portal.call("ida", "handIn", { params: { id }, body: {}, key, at: closing });
    expect(late.code).toBe("too-late");
  });

  it("does not let a key that changed nothing date a later act back", async () => {
    const id = "2021.Y";
    await giveRole("sara", "Y", "writer");
    await fillIn(portal, id, "sara");
    await handInPlan(portal, id, "sara", { at: "2021-05-31T20:00:00.000Z" });
    const key = aKey();
    const again = { params: { id }, body: {}, key };
    expect((await portal.call("sara", "handIn", { ...again, at: "2021-05-31T21:00:00.000Z" })).status).toBe(200);
    await portal.call("sara", "recall", { params: { id }, body: {}, at: "2021-05-31T21:30:00.000Z" });
    expect((await portal.call("sara", "handIn", { ...again, at: closing })).code).toBe("too-late");
  });

  it("counts the signature from the press, when the log-in is done a minute later", async () => {
    const waiting = (await read("2021.W", "anna", closing)).answer.waiting;
    if (!waiting) throw new Error("nothing waits");
    const { sign } = await pressAndSign(portal, "2021.W", "anna", waiting, {
      pressed: "2021-06-07T21:59:59.000Z",
      loggedIn: "2021-06-07T22:00:59.000Z",
    });
    expect(sign).toMatchObject({
      status: 200,
      answer: {
        receipt: {
          number: "GFP-2021-W-1",
          inTime: true,
          receivedAt: lastMillisecond,
          signedAt: "2021-06-07T21:59:59.000Z",
        },
      },
    });
  });

  it("takes a signature on 4 June of what was handed in a second before closing", async () => {
    await handInPlan(portal, "2021.U", "ida", { at: secondBefore });
    await giveHead("hugo", "U");
    const waiting = (await read("2021.U", "hugo", closing)).answer.waiting;
    if (!waiting) throw new Error("nothing waits");
    const { sign } = await pressAndSign(portal, "2021.U", "hugo", waiting, {
      pressed: "2021-06-04T08:00:00.000Z",
      loggedIn: "2021-06-04T08:01:00.000Z",
    });
    expect(sign).toMatchObject({ status: 200, answer: { receipt: { inTime: true, receivedAt: secondBefore } } });
  });

  it("opens a closed round for the one RSS that was given an extension, and for no other", async () => {
    const asked = await portal.call("sara", "requestExtension", {
      params: { id: "2021.X" },
      body: { reason: "Chefen är sjuk." },
      at: "2021-06-01T07:00:00.000Z",
    });
    expect(asked.status).toBe(200);
    const granted = await portal.call("karin", "grantExtension", {
      params: { id: "2021.X" },
      body: { until: "2021-06-10", reason: "Sjukdom" },
      at: "2021-06-01T08:00:00.000Z",
    });
    expect(granted).toMatchObject({ status: 200, answer: { closesAt: "2021-06-10T22:00:00.000Z" } });
    await handInPlan(portal, "2021.X", "sara", { at: "2021-06-10T21:59:59.999Z" });
    const other = await portal.call("ida", "handIn", {
      params: { id: "2021.D" },
      body: {},
      at: "2021-06-01T09:00:00.000Z",
    });
    expect(other.code).toBe("too-late");
  });

  it("never moves an extension backwards", async () => {
    const sooner = await portal.call("karin", "grantExtension", {
      params: { id: "2021.X" },
      body: { until: "2021-06-09", reason: "Misstag" },
      at: may20,
    });
    expect(sooner).toMatchObject({ status: 400, code: "invalid" });
  });

  const giveHead = (sub: string, org: string) => giveRole(sub, org, "head");
  async function giveRole(sub: string, org: string, role: "head" | "writer") {
    const person = (await portal.registry.personOf(identityOf(sub))) ?? "";
    const from = "2020-01-01T00:00:00.000Z";
    await portal.registry.putMembership(person, { org, role, from, to: null, confirmedBy: "p-admin" });
  }
});

describe("late-by-a-millisecond, when the signature itself must be in time", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    const round = await portal.registry.round("2021");
    if (!round) throw new Error("no round");
    await portal.registry.putRound({ ...round, act: "signed" });
    await fillIn(portal, "2021.W", "maja");
  });
  afterAll(() => portal.stop());

  it("refuses a signature on 4 June of what was handed in a second before closing", async () => {
    const waiting = await handInPlan(portal, "2021.W", "maja", { at: secondBefore });
    const { intent, sign } = await pressAndSign(portal, "2021.W", "anna", waiting, {
      pressed: "2021-06-04T08:00:00.000Z",
      loggedIn: "2021-06-04T08:01:00.000Z",
    });
    expect(intent.code).toBe("too-late");
    expect(sign.code).toBe("too-late");
  });

  it("takes one whose button was pressed a second before closing and whose log-in took a minute", async () => {
    const { answer } = await portal.call("anna", "submission", { params: { id: "2021.W" }, at: secondBefore });
    if (!answer.waiting) throw new Error("nothing waits");
    const { sign } = await pressAndSign(portal, "2021.W", "anna", answer.waiting, {
      pressed: secondBefore,
      loggedIn: "2021-05-31T22:00:59.000Z",
    });
    expect(sign).toMatchObject({ status: 200, answer: { receipt: { inTime: true, receivedAt: secondBefore } } });
  });
});
