import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { aKey, aPortal, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { inWeather } from "#tests/weather";

const id = "2021.W";
const seed = 20210531;
const fifty = Array.from({ length: 50 }, (_, index) => index);
const pressed = "2021-05-21T08:00:00.000Z";
const loggedIn = "2021-05-21T08:01:00.000Z";

describe("twice", () => {
  let portal: Portal;
  let conflicted: () => number;

  beforeAll(async () => {
    portal = await aPortal({
      around: (db) => {
        const weather = inWeather(db, { seed, conflicts: 0.4 });
        conflicted = weather.conflicted;
        return weather.db;
      },
    });
    await fillIn(portal, id, "maja");
  });
  afterAll(() => portal.stop());

  const types = async () => (await portal.store.events(id)).map(({ event }) => event.fact.type);
  const one = (texts: string[]) => [...new Set(texts)];

  it("makes one version of fifty hand-ins, half with one key, half with keys of their own", async () => {
    const shared = aKey();
    const replies = await Promise.all(
      fifty.map((index) =>
        portal.call("maja", "handIn", { params: { id }, body: {}, key: index % 2 === 0 ? shared : aKey() }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(fifty.map(() => 200));
    expect(one(replies.map(({ text }) => text))).toHaveLength(1);
    expect(await types()).toEqual(["started", "handed-in"]);
    expect(await portal.store.version(id, 2)).toBeNull();
  });

  it("gives one receipt to fifty signatures, half with one key, half with keys of their own", async () => {
    const { answer } = await portal.call("anna", "submission", { params: { id } });
    if (!answer.waiting) throw new Error("nothing waits");
    const { version, hash } = answer.waiting;
    await portal.call("anna", "intent", { params: { id }, body: { version, hash }, at: pressed });
    const shared = aKey();
    const replies = await Promise.all(
      fifty.map((index) =>
        portal.call("anna", "sign", {
          params: { id },
          body: { version, hash },
          key: index % 2 === 0 ? shared : aKey(),
          at: loggedIn,
          authenticatedAt: loggedIn,
        }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(fifty.map(() => 200));
    expect(one(replies.map(({ text }) => text))).toHaveLength(1);
    expect(await types()).toEqual(["started", "handed-in", "signing-intended", "signed"]);
  });

  it("met conflicts on the way, and still no request failed", () => {
    expect(conflicted()).toBeGreaterThan(10);
    expect(portal.lines.filter((line) => line.includes('"status":5'))).toEqual([]);
  });

  it("answers a retry of a move with what came of it, even when the plan has moved on since", async () => {
    const key = aKey();
    const changed = await portal.call("maja", "change", { params: { id }, body: {}, key });
    await handInPlan(portal, id, "maja");
    const again = await portal.call("maja", "change", { params: { id }, body: {}, key });
    expect(again).toMatchObject({ status: 200, text: changed.text });
    expect((await types()).filter((type) => type === "changed")).toHaveLength(1);
  });

  it("leaves no saved text out of a version, however saves and hand-ins meet", async () => {
    await portal.call("maja", "recall", { params: { id }, body: {} });
    const { answer } = await portal.call("maja", "submission", { params: { id } });
    let rev = answer.draft?.answers["12"]?.rev ?? 0;
    for (let round = 0; round < 12; round += 1) {
      const [saved, handedIn] = await Promise.all([
        portal.call("elin", "saveAnswer", {
          params: { id, question: "12" },
          body: { value: `Önskemål ${round}` },
          seen: rev,
        }),
        portal.call("maja", "handIn", { params: { id }, body: {} }),
      ]);
      expect(handedIn.status).toBe(200);
      const version = await portal.store.version(id, handedIn.answer.waiting.version);
      // Acknowledged before the version was frozen, or refused because it was: never acknowledged and left out.
      if (saved.status === 200) {
        rev += 1;
        expect(version?.answers["12"]).toBe(`Önskemål ${round}`);
      } else {
        expect(saved.code).toBe("wrong-state");
      }
      await portal.call("maja", "recall", { params: { id }, body: {} });
    }
  });

  it("signs what was read, and refuses when it has changed since", async () => {
    const first = await handInPlan(portal, id, "maja");
    await portal.call("maja", "recall", { params: { id }, body: {} });
    await handInPlan(portal, id, "maja");
    const { intent, sign } = await pressAndSign(portal, id, "anna", first, { pressed, loggedIn });
    expect(intent).toMatchObject({ status: 412, code: "stale" });
    expect(sign).toMatchObject({ status: 412, code: "stale" });
  });
});

describe("a key that was used before", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, id, "maja");
    await pressAndSign(portal, id, "anna", await handInPlan(portal, id, "maja"), { pressed, loggedIn });
  });
  afterAll(() => portal.stop());

  it("takes corrected words under an old key for a new act", async () => {
    const key = aKey();
    const at = "2021-05-22T08:00:00.000Z";
    const asking = (name: string) =>
      portal.call("maja", "contacts", {
        params: { id },
        body: { contacts: [{ name, email: "elsa@example.se" }] },
        key,
        at,
      });
    expect((await asking("Elsa Ek")).status).toBe(200);
    expect((await asking("Elsa Ekman")).status).toBe(200);
    const { answer } = await portal.call("maja", "submission", { params: { id } });
    expect(answer.contacts?.[0]?.name).toBe("Elsa Ekman");
  });
});
