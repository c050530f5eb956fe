import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { textOf } from "#tests/builders";
import { aKey, aPortal, may20, type Portal } from "#tests/portal";
import { fillIn, handInPlan } from "#tests/story";

const id = "2021.W";
const minutes = (n: number) => may20 + n * 60_000;

describe("the history of an answer", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
  });
  afterAll(() => portal.stop());

  const save = async (sub: string, value: string, seen: number, at = may20) =>
    portal.call(sub, "saveAnswer", { params: { id, question: "7a" }, body: { value }, seen, at });
  const texts = async () => (await portal.call("olle", "history", { params: { id, question: "7a" } })).answer.texts;

  it("tells who changed what and when, newest first, and a stint of one person's typing is one entry", async () => {
    const first = textOf(400);
    for (const [index, value] of [first.slice(0, 200), first.slice(0, 300), first].entries()) {
      expect((await save("maja", value, index, minutes(index))).status).toBe(200);
    }
    expect((await save("elin", textOf(300, 5), 3, minutes(20))).status).toBe(200);
    expect(await texts()).toMatchObject([
      { why: "current", by: "Elin Sand", rev: 4, value: textOf(300, 5) },
      { why: "replaced", by: "Maja Lind", rev: 3, value: first, since: "2021-05-20T09:00:00.000Z" },
    ]);
  });

  it("keeps the text that lost when two save on the same revision, before the loser is told", async () => {
    const lost = textOf(250, 2);
    const answer = await save("maja", lost, 3, minutes(21));
    expect(answer).toMatchObject({ status: 412, code: "stale" });
    expect(await texts()).toContainEqual(
      expect.objectContaining({ why: "set-aside", by: "Maja Lind", value: lost, rev: 3 }),
    );
    // Told again, it is the same entry; another text on the same revision is one of its own.
    await save("maja", lost, 3, minutes(22));
    await save("maja", `${lost} Mer.`, 3, minutes(23));
    expect((await texts()).filter(({ why }) => why === "set-aside")).toHaveLength(2);
  });

  it("has nothing set aside when both wrote the same", async () => {
    const before = await texts();
    const { status } = await save("maja", textOf(300, 5), 3, minutes(24));
    expect([status, await texts()]).toEqual([412, before]);
  });

  it("gives an earlier text back by saving it anew, and keeps what it took the place of", async () => {
    const earlier = (await texts()).find(({ why }) => why === "replaced")?.value;
    expect((await save("maja", String(earlier), 4, minutes(25))).status).toBe(200);
    const [current, ...past] = await texts();
    expect(current).toMatchObject({ why: "current", by: "Maja Lind", value: earlier, rev: 5 });
    expect(past).toContainEqual(expect.objectContaining({ why: "replaced", by: "Elin Sand", rev: 4 }));
  });

  it("keeps what stood when it is asked for, however little the new text takes away", async () => {
    const saving = (value: string, seen: number, keep: boolean, at: number) =>
      portal.call("maja", "saveAnswer", { params: { id, question: "7b" }, body: { value, keep }, seen, at });
    const past = async () =>
      (await portal.call("maja", "history", { params: { id, question: "7b" } })).answer.texts.map(({ value }) => value);
    await saving("Kort text.", 0, false, minutes(30));
    await saving("Kort sats.", 1, false, minutes(31));
    expect(await past()).toEqual(["Kort sats."]);
    await saving("Kort text.", 2, true, minutes(32));
    expect(await past()).toEqual(["Kort text.", "Kort sats."]);
  });

  it("keeps a colleague's text that stood when another one is moved to an attachment", async () => {
    const theirs = textOf(200, 3);
    const mine = textOf(3000, 4);
    await portal.call("elin", "saveAnswer", { params: { id, question: "8a" }, body: { value: theirs }, seen: 0 });
    await portal.call("maja", "moveToAttachment", { params: { id, question: "8a" }, body: { value: mine }, seen: 1 });
    const { answer } = await portal.call("maja", "history", { params: { id, question: "8a" } });
    expect(answer.texts).toContainEqual(expect.objectContaining({ why: "replaced", by: "Elin Sand", value: theirs }));
    expect(answer.texts).toContainEqual(expect.objectContaining({ why: "attached", by: "Maja Lind", value: mine }));
  });

  it("keeps whose text it was that somebody else moved as it stood, and whose choice gave way to the attachment", async () => {
    const theirs = textOf(3000, 6);
    const saving = (sub: string, question: string, value: string) =>
      portal.call(sub, "saveAnswer", { params: { id, question }, body: { value }, seen: question === "11" ? 1 : 0 });
    // The choice was made by the move above; somebody takes it back.
    expect((await saving("elin", "11", "form")).status).toBe(200);
    expect((await saving("elin", "8b", theirs)).status).toBe(200);
    const params = { id, question: "8b" };
    const { status } = await portal.call("maja", "moveToAttachment", { params, body: { value: theirs }, seen: 1 });
    expect(status).toBe(200);
    const of = async (question: string) =>
      (await portal.call("maja", "history", { params: { id, question } })).answer.texts;
    const byElin = { why: "replaced", by: "Elin Sand" };
    expect(await of("8b")).toContainEqual(expect.objectContaining({ ...byElin, value: theirs, rev: 1 }));
    expect(await of("8b")).toContainEqual(expect.objectContaining({ why: "attached", by: "Maja Lind", value: theirs }));
    expect(await of("11")).toContainEqual(expect.objectContaining({ ...byElin, value: "form", rev: 2 }));
  });

  it("keeps the text that was moved to an attachment", async () => {
    const long = textOf(4000, 1);
    await portal.call("maja", "moveToAttachment", {
      params: { id, question: "7a" },
      body: { value: long },
      seen: 5,
      at: minutes(26),
    });
    expect(await texts()).toContainEqual(expect.objectContaining({ why: "attached", value: long }));
  });

  it("keeps a text that somebody else was first to move, before its writer is told", async () => {
    const mine = textOf(3000, 7);
    const params = { id, question: "8b" };
    const answer = await portal.call("elin", "moveToAttachment", { params, body: { value: mine }, seen: 1 });
    expect(answer).toMatchObject({ status: 412, code: "stale" });
    const { texts } = (await portal.call("elin", "history", { params })).answer;
    expect(texts).toContainEqual(expect.objectContaining({ why: "set-aside", by: "Elin Sand", value: mine, rev: 1 }));
  });

  it("of a question the form does not have is not there", async () => {
    const { status, code } = await portal.call("maja", "history", { params: { id, question: "13" } });
    expect([status, code]).toEqual([404, "not-found"]);
  });
});

describe("a text that lost against a newer one, in a plan that was locked after that", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
    const params = { id, question: "7a" };
    await portal.call("elin", "saveAnswer", { params, body: { value: "Elins ord." }, seen: 1 });
    await handInPlan(portal, id, "elin");
  });
  afterAll(() => portal.stop());

  const texts = async () => (await portal.call("olle", "history", { params: { id, question: "7a" } })).answer.texts;
  const rowsOf = (found: Awaited<ReturnType<typeof texts>>, value: string) =>
    found.filter((text) => text.value === value).map(({ why, by, rev }) => ({ why, by, rev }));
  const june2 = "2021-06-02T09:00:00.000Z";

  it.each([
    ["handed in", "saveAnswer", may20, "wrong-state"],
    ["handed in", "moveToAttachment", may20, "wrong-state"],
    ["closed", "saveAnswer", june2, "too-late"],
    ["closed", "moveToAttachment", june2, "too-late"],
  ] as const)("is in the history when the plan was %s and %s is refused", async (_, route, at, refused) => {
    const value = `Majas ord, ${route} ${refused}.`;
    const { status, code } = await portal.call("maja", route, {
      params: { id, question: "7a" },
      body: { value },
      seen: 1,
      at,
    });
    expect([status, code]).toEqual([409, refused]);
    expect(rowsOf(await texts(), value)).toEqual([{ why: "set-aside", by: "Maja Lind", rev: 1 }]);
  });

  it("is not set aside when it says what stands, nor when nobody was before it", async () => {
    const before = await texts();
    const save = (value: string, seen: number) =>
      portal.call("maja", "saveAnswer", { params: { id, question: "7a" }, body: { value }, seen });
    expect((await save("Elins ord.", 1)).code).toBe("wrong-state");
    expect((await save("På det som står.", 2)).code).toBe("wrong-state");
    expect(await texts()).toEqual(before);
  });
});

describe("who is here", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
  });
  afterAll(() => portal.stop());

  const tell = async (sub: string, at: number, question: string | null = null, isLeaving?: true) =>
    (
      await portal.call(sub, "presence", {
        params: { id },
        body: { question, ...(isLeaving ? { isLeaving } : {}) },
        at,
      })
    ).answer;

  it("tells the others by name, and where they are, but nobody about themselves", async () => {
    expect((await tell("maja", may20, "7a")).others).toEqual([]);
    expect((await tell("anna", may20 + 5_000)).others).toMatchObject([{ name: "Maja Lind", question: "7a" }]);
    expect((await tell("maja", may20 + 6_000, "8b")).others).toMatchObject([{ name: "Anna Berg", question: null }]);
    expect((await tell("olle", may20 + 7_000)).others.map(({ name }) => name).sort()).toEqual([
      "Anna Berg",
      "Maja Lind",
    ]);
  });

  it("forgets somebody within thirty seconds, and at once whoever leaves", async () => {
    expect((await tell("anna", may20 + 36_000)).others.map(({ name }) => name)).toEqual(["Olle Holm"]);
    await tell("olle", may20 + 36_500, null, true);
    expect((await tell("anna", may20 + 36_600)).others).toEqual([]);
  });

  it("tells what there is by now: moves, comments, and the revision of each answer and file", async () => {
    const known = async () => {
      const { seq, news, revs } = await tell("anna", may20);
      return { seq, news, revs };
    };
    expect(await known()).toEqual({ seq: 0, news: 0, revs: {} });
    await fillIn(portal, id, "maja");
    const written = await known();
    expect(written).toMatchObject({ seq: 1, news: 0, revs: { "7a": 1, "10b": 1 } });
    await portal.call("olle", "comment", { params: { id }, body: { question: "7a", text: "Bra." } });
    expect(await known()).toEqual({ ...written, news: 1 });
    const whole = await portal.call("anna", "submission", { params: { id } });
    expect(whole.answer).toMatchObject({ seq: 1, news: 1 });
    // How much is said inside the RSS is nothing for SKR.
    expect((await portal.call("karin", "submission", { params: { id } })).answer.news).toBe(0);
    const sha256 = "0".repeat(64);
    const added = await portal.call("maja", "addFile", { params: { id }, body: { name: "plan.pdf", size: 9, sha256 } });
    expect(Object.keys((await known()).revs)).toContain(`f:${added.answer.file.id}`);
    await portal.call("maja", "removeFile", { params: { id, file: added.answer.file.id } });
    expect((await known()).revs).toEqual(written.revs);
    await handInPlan(portal, id, "maja");
    expect(await known()).toEqual({ ...written, seq: 2, news: 1 });
  });
});

describe("comments", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
  });
  afterAll(() => portal.stop());

  let now = may20;
  const say = (sub: string, text: string, key = aKey()) => {
    now += 1000;
    return portal.call(sub, "comment", { params: { id }, body: { question: "8b", text }, key, at: now });
  };
  const all = async () => (await portal.call("anna", "comments", { params: { id } })).answer.comments;

  it("are made by readers and colleagues, and read by everybody in the RSS", async () => {
    expect((await say("olle", "Ska vi nämna skolorna?")).status).toBe(200);
    expect((await say("elin", "Ja, i sista punkten.")).status).toBe(200);
    expect((await all()).map(({ by, question, resolved }) => [by, question, resolved])).toEqual([
      ["Olle Holm", "8b", null],
      ["Elin Sand", "8b", null],
    ]);
  });

  it("are made once, however often the same one is sent", async () => {
    const key = aKey();
    const [one, two] = [await say("maja", "Jag skriver om det.", key), await say("maja", "Jag skriver om det.", key)];
    expect(two.text).toBe(one.text);
    expect((await all()).filter(({ by }) => by === "Maja Lind")).toHaveLength(1);
  });

  it("are resolved and opened again, on the revision that was seen", async () => {
    const [first] = await all();
    if (!first) throw new Error("no comment");
    const resolve = (sub: string, resolved: boolean, seen: number) =>
      portal.call(sub, "resolveComment", { params: { id, comment: first.id }, body: { resolved }, seen });
    const done = await resolve("maja", true, first.rev);
    expect(done.answer.comment).toMatchObject({ rev: 2, resolved: { by: "Maja Lind" } });
    // A second press of the same button wants what is so already.
    expect((await resolve("elin", true, first.rev)).text).toBe(done.text);
    expect(await resolve("elin", false, first.rev)).toMatchObject({ status: 412, code: "stale" });
    expect((await resolve("elin", false, 2)).answer.comment).toMatchObject({ rev: 3, resolved: null });
  });

  it("are not stopped by closing, and stop no hand-in", async () => {
    const late = "2021-06-02T08:00:00.000Z";
    expect((await handInPlan(portal, id, "maja")).version).toBe(1);
    const { status } = await portal.call("olle", "comment", {
      params: { id },
      body: { question: "7a", text: "Nästa år börjar vi i mars." },
      at: late,
    });
    expect(status).toBe(200);
  });

  it("to a question that is not in the form, or of one that is not there, are not found", async () => {
    const body = { question: "13", text: "Hej" };
    expect((await portal.call("maja", "comment", { params: { id }, body })).code).toBe("not-found");
    const gone = { params: { id, comment: "c-1" }, body: { resolved: true }, seen: 1 };
    expect((await portal.call("maja", "resolveComment", gone)).code).toBe("not-found");
  });

  it("and histories are nothing SKR has", async () => {
    for (const route of ["comments", "history"] as const) {
      const { status, code } = await portal.call("karin", route, { params: { id, question: "7a" } });
      expect([status, code]).toEqual([403, "not-allowed"]);
    }
  });
});
