import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import type { Answer, Body } from "#domain/contract";
import { questions } from "#domain/form";
import report2021 from "#domain/templates/report-2021";
import { aRound, hash } from "#tests/builders";
import { anOutbox } from "#tests/outbox";
import { aPortal, identityOf, may20, type Portal } from "#tests/portal";
import { aTick } from "#tests/reminding";
import { fillIn, grant, handInPlan, pressAndSign } from "#tests/story";
import { personOf, rsses } from "../../infra/local/seed.ts";
import type { Db } from "../../lambdas/store/transact.ts";
import { judgeLog } from "../../lambdas/verify/log.ts";

const spring = "2022-02-10T09:00:00.000Z";
const year = 2022;

/** A database that the process dies at, when the given call is a write of that many; none when null. */
function mortal(db: Db) {
  const state = { writes: 0, diesAt: null as number | null };
  const send = async (command: { constructor: { name: string } }) => {
    if (/Transact|Put|Update/.test(command.constructor.name)) {
      state.writes += 1;
      if (state.diesAt !== null && state.writes > state.diesAt) throw new Error("the process has died");
    }
    return (db as { send: (command: unknown) => Promise<unknown> }).send(command);
  };
  return { db: { send } as unknown as Db, state };
}

describe("a round", () => {
  let portal: Portal;
  let state: ReturnType<typeof mortal>["state"];
  beforeEach(async () => {
    portal = await aPortal({
      around: (db) => {
        const made = mortal(db);
        state = made.state;
        return made.db;
      },
      backOff: async () => {},
    });
    await portal.registry.putPerson(
      { id: personOf("eva"), name: "Eva Ros", email: "eva@example.se" },
      identityOf("eva"),
    );
    await portal.registry.putMembership(personOf("eva"), {
      ...{ org: "SKR", role: "admin", from: "1970-01-01T00:00:00.000Z", to: null, confirmedBy: "p-admin" },
    });
  });
  afterEach(() => portal.stop());

  /** Only `writes` more writes are done before everything fails. */
  const dyingAfter = async <T>(writes: number, act: () => Promise<T>): Promise<T> => {
    Object.assign(state, { writes: 0, diesAt: writes });
    try {
      return await act();
    } finally {
      state.diesAt = null;
    }
  };
  const create = (body: Body<"createRun"> = { copy: "2021", year }, at = spring) =>
    portal.call("lena", "createRun", { body, at });
  const run = async (round = "2022", at = spring) =>
    (await portal.call("karin", "run", { params: { round }, at })).answer;
  const settingsOf = ({ round, ladder, frame }: Pick<Answer<"run">, "round" | "ladder" | "frame">) => {
    const { id, year: its, kind, template, closesAt, ...said } = round;
    return { ...said, ladder, frame } as Body<"editRun">;
  };
  const edit = async (
    wish: Partial<Body<"editRun">>,
    { sub = "lena", round = "2022", seen = -1, at = spring } = {},
  ) => {
    const before = await run(round);
    const body = { ...settingsOf(before), ...wish };
    return portal.call(sub, "editRun", { params: { round }, body, seen: seen < 0 ? before.rev : seen, at });
  };
  const open = async ({ sub = "lena", round = "2022", seen = -1, at = spring } = {}) =>
    portal.call(sub, "openRun", { params: { round }, body: {}, at, seen: seen < 0 ? (await run(round)).rev : seen });
  const extend = (until: string, reason: string, { sub = "karin", round = "2022", at = spring } = {}) =>
    portal.call(sub, "extendRun", { params: { round }, body: { until, reason }, at });
  const logOf = async (round = "2022") => (await portal.call("karin", "roundLog", { params: { round } })).answer;
  const typesOf = async (round = "2022") => (await logOf(round)).events.map(({ type }) => type);
  const idsIn = async (round = "2022") => (await portal.registry.inRound(round)).map(({ rss }) => rss).sort();
  const letters = rsses.map(({ id }) => id).sort();

  async function submit(id: string, writer: string, head: string) {
    await fillIn(portal, id, writer);
    const waiting = await handInPlan(portal, id, writer);
    const { sign } = await pressAndSign(portal, id, head, waiting, {
      ...{ pressed: "2021-05-21T08:00:00.000Z", loggedIn: "2021-05-21T08:01:00.000Z" },
    });
    if (sign.status !== 200) throw new Error(sign.text);
  }

  describe("that is prepared", () => {
    it("exists for SKR alone, and only where rounds are run", async () => {
      expect(await create()).toMatchObject({
        status: 200,
        answer: { state: "prepared", rev: 1, round: { id: "2022" } },
      });
      const { runs } = (await portal.call("karin", "runs", { at: spring })).answer;
      expect(runs.map(({ round, state: its }) => [round.id, its])).toContainEqual(["2022", "prepared"]);
      for (const sub of ["maja", "karin", "lena"]) {
        const { rounds } = (await portal.call(sub, "rounds", { at: spring })).answer;
        expect(rounds.map(({ id }) => id)).toEqual(["2021", "2021-rapport"]);
      }
      expect((await portal.call("karin", "overview", { params: { round: "2022" } })).text).toBe('{"code":"not-found"}');
      expect((await portal.call("maja", "run", { params: { round: "2022" } })).text).toBe('{"code":"not-allowed"}');
      expect((await portal.call("maja", "runs")).text).toBe('{"code":"not-allowed"}');
    });

    it("is made once a year and form: the second is refused, a retry is not", async () => {
      const [one, two] = await Promise.all([create(), create({ template: "plan-2021", year })]);
      expect([one.status, two.status].sort()).toEqual([200, 400]);
      const key = "the-very-same-key";
      const report = { template: "report-2021", year: 2025 };
      const first = await portal.call("lena", "createRun", { body: report, key, at: spring });
      const again = await portal.call("lena", "createRun", { body: report, key, at: spring });
      expect(again).toMatchObject({ status: 200, text: first.text });
      expect((await create(report, "2022-02-11T09:00:00.000Z")).text).toContain("taken");
      expect((await create({ template: "plan-1999", year: 2026 })).text).toContain("unknown");
      expect((await create({ copy: "1999", year: 2026 })).text).toContain("unknown");
      // Nor is a round anybody can read made over.
      expect((await create({ template: "plan-2021", year: 2021 })).text).toContain("taken");
      expect((await portal.registry.round("2021"))?.closesAt).toBe("2021-05-31T22:00:00.000Z");
    });

    it("is changed on the revision that was seen", async () => {
      await create();
      expect((await edit({ closesOn: "2022-06-10" })).answer).toMatchObject({
        ...{ rev: 2, round: { closesAt: "2022-06-10T22:00:00.000Z" } },
      });
      expect(await edit({ closesOn: "2022-06-11" }, { seen: 1 })).toMatchObject({ status: 412, code: "stale" });
      // Said once more, after a lost answer: it is so already.
      expect(await edit({ closesOn: "2022-06-10" }, { seen: 1 })).toMatchObject({ status: 200, answer: { rev: 2 } });
      const both = await Promise.all([edit({ frame: 1 }, { seen: 2 }), edit({ frame: 2 }, { sub: "eva", seen: 2 })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect(await typesOf()).toEqual(["created", "edited", "edited"]);
    });

    it("tells what keeps it from being opened", async () => {
      await create({ template: "report-2021", year: 2023 });
      expect((await run("2023-rapport")).hindrances).toEqual([{ path: "follows", problem: "missing" }]);
      expect(await open({ round: "2023-rapport" })).toMatchObject({ status: 400 });
      expect(await idsIn("2023-rapport")).toEqual([]);
    });
  });

  describe("is opened", () => {
    it("with a submission for every RSS, begun from what it last submitted, else from the register", async () => {
      await submit("2021.W", "maja", "anna");
      const contacts = [{ name: "Elsa Ek", email: "elsa@example.se" }];
      const later = "2021-06-02T09:00:00.000Z";
      await portal.call("maja", "contacts", { params: { id: "2021.W" }, body: { contacts }, at: later });
      await create();
      const { answer } = await open();
      expect(answer).toMatchObject({ state: "open", submissions: 21, missing: [], behind: [], openedAt: spring });
      expect(await idsIn()).toEqual(letters);
      const april = "2022-04-01T09:00:00.000Z";
      const mine = await portal.call("maja", "submission", { params: { id: "2022.W" }, at: april });
      const earlier = await portal.store.version("2021.W", 1);
      const draft = mine.answer.draft?.answers ?? {};
      expect(draft["2"]?.value).toBe("Region Exempel");
      expect(draft["3"]?.value).toEqual(contacts);
      expect(draft["7agoals"]?.value).toEqual(earlier?.answers["7agoals"]);
      expect(draft["7a"]).toBeUndefined();
      const other = await portal.call("sara", "submission", { params: { id: "2022.X" }, at: april });
      expect(other.answer.draft?.answers["2"]?.value).toBe("Region Gävleborg");
      expect(other.answer.draft?.answers["3"]?.value).toEqual([{ name: "Sara Nygren", email: "sara@example.se" }]);
    });

    it("and reminds people on the days that were said", async () => {
      await create();
      await edit({ ladder: { days: [11], heads: [] } });
      await open();
      const tick = aTick(portal);
      for (const day of ["2022-05-17", "2022-05-20"]) await tick.on(day);
      const subjects = tick.sent.filter(({ to }) => to === "maja@example.se").map(({ letter }) => letter.subject);
      expect(subjects).toHaveLength(1);
    });

    it("and is seen by RSS from its first day on", async () => {
      await create();
      await open();
      const seen = async (at: string) =>
        (await portal.call("maja", "me", { at })).answer.submissions.map(({ id }) => id).includes("2022.W");
      expect([await seen("2022-02-28T22:59:59.999Z"), await seen("2022-02-28T23:00:00.000Z")]).toEqual([false, true]);
      const { rounds } = (await portal.call("maja", "rounds", { at: spring })).answer;
      expect(rounds.map(({ id }) => id)).toContain("2022");
    });

    it("and carries nothing of how it is run into what people freeze", async () => {
      await create();
      await open();
      await fillIn(portal, "2022.W", "maja", undefined, { at: "2022-04-01T09:00:00.000Z" });
      await handInPlan(portal, "2022.W", "maja", { at: "2022-04-01T09:00:00.000Z" });
      const version = await portal.store.version("2022.W", 1);
      expect(Object.keys(version?.round ?? {}).sort()).toEqual(Object.keys(aRound()).sort());
      const { hash: own, ...rest } = version ?? { hash: "" };
      expect(own).toBe(hash(canonical(rest)));
    });

    it("whole in the end, whenever the process dies in the middle of it", async () => {
      await create();
      // Each of 21 submissions is a write, and the opening itself is the last.
      for (const writes of [0, 1, 7, 8, 5]) {
        const died = await dyingAfter(writes, () => open());
        expect(died.status).toBe(500);
        expect((await run()).state).toBe("prepared");
        expect((await portal.call("maja", "me", { at: "2022-04-01T09:00:00.000Z" })).text).not.toContain("2022.W");
      }
      expect(await idsIn()).toEqual(letters);
      const before = await Promise.all(letters.map((letter) => portal.store.load(`2022.${letter}`)));
      expect((await open()).answer).toMatchObject({ state: "open", submissions: 21, missing: [] });
      expect(await Promise.all(letters.map((letter) => portal.store.load(`2022.${letter}`)))).toEqual(before);
      expect(await typesOf()).toEqual(["created", "opened"]);
    });

    it("as it is when it opens, though it was changed after a first try", async () => {
      await create();
      await dyingAfter(9, () => open());
      await edit({ closesOn: "2022-06-15" });
      await open();
      const heads = await Promise.all(letters.map((letter) => portal.store.head(`2022.${letter}`)));
      expect([...new Set(heads.map((head) => head?.closesAt))]).toEqual(["2022-06-15T22:00:00.000Z"]);
      expect((await run()).behind).toEqual([]);
    });

    it("once by two administrators at the same time, and again by whoever presses again", async () => {
      await create();
      const replies = await Promise.all([open({ seen: 1 }), open({ sub: "eva", seen: 1 })]);
      expect(replies.map(({ status }) => status)).toEqual([200, 200]);
      expect(await typesOf()).toEqual(["created", "opened"]);
      await fillIn(portal, "2022.W", "maja", { "7a": "Vårt mål." }, { at: "2022-04-01T09:00:00.000Z" });
      const written = await portal.store.load("2022.W");
      expect((await open({ seen: 1, at: "2022-04-02T09:00:00.000Z" })).status).toBe(200);
      expect(await portal.store.load("2022.W")).toEqual(written);
      // An RSS that came to the register later.
      const rss = { ...rsses[0], id: "Q", name: "RSS Exempel", county: "Exempel", host: "Region Exempel" };
      await portal.registry.putRss(rss as (typeof rsses)[number]);
      expect((await run()).missing).toEqual([{ id: "Q", name: "RSS Exempel" }]);
      expect((await open()).answer).toMatchObject({ submissions: 22, missing: [] });
    });

    it("not on a revision that nobody has any more", async () => {
      await create();
      await edit({ frame: 1 });
      expect(await open({ seen: 1 })).toMatchObject({ status: 412 });
      expect(await typesOf()).toEqual(["created", "edited"]);
    });

    it("of reports for those whose plan is approved, and for the others as that comes", async () => {
      await submit("2021.W", "maja", "anna");
      await submit("2021.X", "sara", "per");
      await portal.registry.putRound({ ...(await rounds("2021-rapport")), follows: null });
      const copied = await create({ copy: "2021-rapport", year });
      expect(copied.answer.round.follows).toBeNull();
      await edit({ follows: "2021" }, { round: "2022-rapport" });
      expect((await grant(portal, "2021.W", 400_000, "2021-06-14T09:00:00.000Z")).status).toBe(200);
      expect((await open({ round: "2022-rapport" })).answer).toMatchObject({ submissions: 1, missing: [] });
      expect(await idsIn("2022-rapport")).toEqual(["W"]);
      const plan = await portal.store.version("2021.W", 1);
      const report = await portal.store.load("2022-rapport.W");
      const idsOf = (rows: unknown) => (rows as { id: string }[]).map(({ id }) => id);
      const outcomes = questions(report2021).flatMap(({ id, kind }) =>
        kind === "outcomes" ? idsOf(report?.answers[id]?.value) : [],
      );
      expect(outcomes).toEqual(expect.arrayContaining(idsOf(plan?.answers["7agoals"])));
      // From now on the approval itself begins the report.
      await grant(portal, "2021.X", 400_000, "2022-02-11T09:00:00.000Z");
      expect(await idsIn("2022-rapport")).toEqual(["W", "X"]);
    });
    const rounds = async (id: string) => {
      const found = await portal.registry.round(id);
      if (!found) throw new Error("no round");
      return found;
    };
  });

  describe("is extended for all", () => {
    const reason = "Portalen låg nere.";
    const until = "2021-06-14";
    const closesAt = "2021-06-14T22:00:00.000Z";
    const late = "2021-05-31T20:00:00.000Z";
    const extendAll = (wish: { until?: string; reason?: string; at?: string; sub?: string } = {}) =>
      extend(wish.until ?? until, wish.reason ?? reason, { round: "2021", at: late, ...wish });

    it("by events on those who have not submitted, who are told, and whose receipt has the reason", async () => {
      await submit("2021.X", "sara", "per");
      const body = { until: "2021-06-30", reason: "Sjukdom." };
      await portal.call("karin", "grantExtension", { params: { id: "2021.AB" }, body });
      await portal.call("maja", "abstain", { params: { id: "2021.W" }, body: {} });
      const outbox = anOutbox(portal);
      await outbox.deliver("2021-05-21T09:00:00.000Z");
      outbox.sent.splice(0);

      expect((await extendAll()).answer).toMatchObject({
        round: { closesOn: until, closesAt },
        behind: [],
        state: "open",
      });
      const closing = new Map(
        await Promise.all(
          letters.map(async (letter) => [letter, (await portal.store.head(`2021.${letter}`))?.closesAt] as const),
        ),
      );
      expect(closing.get("X")).toBe("2021-05-31T22:00:00.000Z");
      expect(closing.get("AB")).toBe("2021-06-30T22:00:00.000Z");
      const others = letters.filter((letter) => !["X", "AB"].includes(letter));
      expect(new Set(others.map((letter) => closing.get(letter)))).toEqual(new Set([closesAt]));
      await outbox.deliver(late);
      expect(outbox.sent.map(({ to }) => to).sort()).toEqual([
        ...["anna", "elin", "hugo", "ida", "ida", "maja"].map((sub) => `${sub}@example.se`),
      ]);
      expect(outbox.sent[0]?.letter.paragraphs.join("\n")).toContain(reason);
      const log = await logOf("2021");
      expect(log.events.at(-1)).toMatchObject({
        type: "extended",
        by: "Karin Ström",
        note: reason,
        changed: { closesAt },
      });
      const own = await portal.call("ida", "submission", { params: { id: "2021.D" }, at: "2021-06-10T09:00:00.000Z" });
      expect(own.answer).toMatchObject({ closesAt, extended: { reason } });
    });

    it("only forward", async () => {
      for (const day of ["2021-05-31", "2021-05-30"])
        expect((await extendAll({ until: day })).text).toContain("not-later");
      expect((await extendAll({ until: "2022-06-30" })).text).toContain("too-far");
      await extendAll();
      expect((await extendAll({ until: "2021-06-13" })).text).toContain("not-later");
    });

    it("whole in the end, whenever the process dies in the middle of it, with the reason that was given first", async () => {
      for (const writes of [0, 1, 2, 11]) {
        expect((await dyingAfter(writes, () => extendAll())).status).toBe(500);
      }
      expect((await run("2021", late)).behind.length).toBeGreaterThan(0);
      expect((await extendAll({ reason: "En annan.", sub: "lena" })).answer.behind).toEqual([]);
      expect(await typesOf("2021")).toEqual(["created", "edited", "opened", "extended"]);
      for (const letter of letters) {
        const facts = (await portal.store.events(`2021.${letter}`)).map(({ event }) => event.fact);
        expect(facts).toEqual([{ type: "extended", closesAt, reason }]);
      }
    });

    it("by two officers at once to the later day, and nobody is left behind", async () => {
      const replies = await Promise.all([extendAll(), extendAll({ until: "2021-06-21", sub: "johan" })]);
      expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
      expect((await run("2021", late)).round.closesOn).toBe("2021-06-21");
      await extendAll({ until: "2021-06-21" });
      const heads = await Promise.all(letters.map((letter) => portal.store.head(`2021.${letter}`)));
      expect(new Set(heads.map((head) => head?.closesAt))).toEqual(new Set(["2021-06-21T22:00:00.000Z"]));
    });
  });

  it("is closed when nobody can hand in any more, and stays to be read", async () => {
    const close = async (at: string) =>
      portal.call("lena", "closeRun", { params: { round: "2021" }, body: {}, at, seen: (await run("2021")).rev });
    const body = { until: "2021-06-30", reason: "Sjukdom." };
    await portal.call("karin", "grantExtension", { params: { id: "2021.AB" }, body });
    expect((await close("2021-05-31T21:59:59.999Z")).text).toContain("still-open");
    expect((await close("2021-06-30T21:59:59.999Z")).text).toContain("still-open");
    expect((await close("2021-06-30T22:00:00.000Z")).answer).toMatchObject({ state: "closed" });
    expect((await close("2021-07-01T22:00:00.000Z")).status).toBe(200);
    expect((await extend("2021-07-30", "Storm.", { round: "2021", at: "2021-07-01T09:00:00.000Z" })).code).toBe(
      "wrong-state",
    );
    // Of what is asked for or moved now nobody would be reminded.
    const over = { status: 409, answer: { code: "wrong-state", state: "round-closed" } };
    const params = { id: "2021.W" };
    const later = { params, at: "2021-07-02T09:00:00.000Z" };
    expect(
      await portal.call("karin", "grantExtension", { ...later, body: { ...body, until: "2021-08-01" } }),
    ).toMatchObject(over);
    const asked = { questions: ["8b"], dueOn: "2021-08-01", message: "Hur många?" };
    expect(await portal.call("karin", "requestCompletion", { ...later, body: asked })).toMatchObject(over);
    expect(
      await portal.call("maja", "requestExtension", { ...later, body: { reason: "Vi hann inte." } }),
    ).toMatchObject(over);
    expect((await portal.call("karin", "overview", { params: { round: "2021" } })).status).toBe(200);
    expect((await portal.call("maja", "submission", { params: { id: "2021.W" }, at: may20 })).status).toBe(200);
  });

  it("has a log that is whole, and that can be verified without the portal", async () => {
    await create();
    await edit({ howToSend: "I portalen." });
    await open();
    const { text, answer } = await portal.call("lena", "roundLog", { params: { round: "2022" } });
    expect(answer.events.map(({ type, by }) => `${type} ${by}`)).toEqual([
      ...["created Lena Alm", "edited Lena Alm", "opened Lena Alm"],
    ]);
    expect(answer.events[1]?.changed).toEqual({ howToSend: "I portalen." });
    expect(answer.whole).toBe(true);
    expect(judgeLog(Buffer.from(text))?.verdict).toEqual({ kind: "whole", withheld: 0 });
    const submission = await portal.call("maja", "log", { params: { id: "2021.W" } });
    expect(judgeLog(Buffer.from(submission.text))?.verdict).toEqual({ kind: "whole", withheld: 0 });
    expect((await portal.call("lena", "roundLog", { params: { round: "1999" } })).status).toBe(404);
  });

  it("gives a submission's log away without what is not for the reader, and it is whole all the same", async () => {
    await fillIn(portal, "2021.W", "maja");
    const { version, hash: read } = await handInPlan(portal, "2021.W", "maja");
    const body = { version, hash: read, comment: "Korta punkt 8." };
    await portal.call("anna", "sendBack", { params: { id: "2021.W" }, body });
    await portal.call("karin", "assign", { params: { id: "2021.W" }, body: { to: personOf("karin") } });
    const logs = await Promise.all(
      ["karin", "maja"].map(async (sub) => (await portal.call(sub, "log", { params: { id: "2021.W" } })).text),
    );
    expect(logs.map((text) => judgeLog(Buffer.from(text))?.verdict)).toEqual([
      { kind: "whole", withheld: 1 },
      { kind: "whole", withheld: 1 },
    ]);
    expect(logs[0]).not.toContain("Korta punkt 8.");
    expect(logs[1]).not.toContain('"assigned"');
  });
});
