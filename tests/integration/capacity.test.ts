import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { answersFilled, textOf } from "#tests/builders";
import { metered, readUnits } from "#tests/metered";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { rsses } from "../../infra/local/seed.ts";
import { registryStore } from "../../lambdas/store/registry.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";

describe("capacity (speed.md goal 6, as the database counts it)", () => {
  let portal: Portal;
  let spent: ReturnType<typeof metered>["spent"];
  const id = "2021.W";

  const during = async (act: () => Promise<unknown>) => {
    spent.clear();
    await act();
    return (kind: string) => spent.get(kind)?.units ?? 0;
  };
  const save = (question: string, value: string, seen: number) =>
    portal.call("maja", "saveAnswer", { params: { id, question }, body: { value }, seen });

  beforeAll(async () => {
    portal = await aPortal({
      around: (db) => {
        const meter = metered(db);
        spent = meter.spent;
        return meter.db;
      },
    });
    await fillIn(portal, id, "maja");
  });
  afterAll(() => portal.stop());

  const revOf = async (question: string) => (await portal.store.load(id))?.answers[question]?.rev ?? 0;

  it.each([
    [1000, 6],
    [2000, 8],
  ])("saves an answer that has grown to %i characters for at most %i write units", async (characters, most) => {
    await save("7b", textOf(characters - 40), await revOf("7b"));
    const seen = await revOf("7b");
    const units = await during(() => save("7b", textOf(characters), seen));
    expect(units("TransactWriteItemsCommand")).toBeGreaterThan(0);
    expect(units("TransactWriteItemsCommand")).toBeLessThanOrEqual(most);
  });

  it("keeps the text that another one takes the place of, for no more than writing it once again", async () => {
    await save("7b", textOf(1000), await revOf("7b"));
    const seen = await revOf("7b");
    const units = await during(() => save("7b", textOf(1000, 3), seen));
    expect(units("TransactWriteItemsCommand")).toBeLessThanOrEqual(6 + 4);
  });

  it("loads a live draft for at most 4 read units", async () => {
    const seen = await revOf("7b");
    await save("7b", String(answersFilled()["7b"]), seen);
    const metering = metered(portal.client);
    const loaded = await submissionStore(metering.db, "portal").load(id);
    expect(JSON.stringify(loaded).length).toBeGreaterThan(5000);
    expect(metering.spent.get("QueryCommand")?.units).toBeLessThanOrEqual(4);
  });

  it("hands in for at most 2 units a kilobyte of the version and 6 more", async () => {
    const units = await during(() => handInPlan(portal, id, "maja"));
    const version = await portal.store.version(id, 1);
    const kilobytes = Math.ceil(Buffer.byteLength(JSON.stringify(version)) / 1024);
    expect(units("TransactWriteItemsCommand")).toBeLessThanOrEqual(2 * kilobytes + 6);
    expect(units("PutItemCommand")).toBe(1); // the first attempt's stamp, put before the transaction
  });

  it("signs for at most 10 write units", async () => {
    const { answer } = await portal.call("anna", "submission", { params: { id } });
    if (!answer.waiting) throw new Error("nothing waits");
    const { version, hash } = answer.waiting;
    const pressed = "2021-05-21T08:00:00.000Z";
    const loggedIn = "2021-05-21T08:01:00.000Z";
    await portal.call("anna", "intent", { params: { id }, body: { version, hash }, at: pressed });
    const units = await during(() => pressAndSign(portal, id, "anna", answer.waiting as never, { pressed, loggedIn }));
    expect(units("TransactWriteItemsCommand") + units("PutItemCommand")).toBeLessThanOrEqual(10);
  });

  it("notes that SKR has read a version for 1 write unit, and 4 more the first time it is opened at all", async () => {
    const read = () => portal.call("karin", "version", { params: { id, n: "1" } });
    const first = await during(read);
    expect(first("UpdateItemCommand")).toBe(1);
    expect(first("TransactWriteItemsCommand")).toBeLessThanOrEqual(6);
    const again = await during(read);
    expect(again("UpdateItemCommand")).toBe(1);
    expect(again("TransactWriteItemsCommand")).toBe(0);
  });

  it("lists 21 RSS for at most 1 read unit, with no text of a draft in the index", async () => {
    spent.clear();
    const metering = metered(portal.client);
    const rows = await registryStore(metering.db, "portal").inRound("2021");
    expect(rows).toHaveLength(21);
    expect(metering.spent.get("QueryCommand")?.units).toBeLessThanOrEqual(1);
    expect(JSON.stringify(rows)).not.toContain("kommuner och regionen");
  });

  it("shows SKR 21 RSS and who handles them for at most 1 read unit, besides finding out who asks", async () => {
    const { answer } = await portal.call("karin", "officers");
    for (const [index, rss] of rsses.entries()) {
      const to = answer.officers[index % answer.officers.length]?.id ?? null;
      expect(await portal.call("karin", "assign", { params: { id: `2021.${rss.id}` }, body: { to } })).toMatchObject({
        status: 200,
      });
    }
    const asked = async (round: string, at: string) => {
      await during(() => portal.call("karin", "overview", { params: { round }, at }));
      return readUnits(spent);
    };
    // No round is called so, which is known when whoever asks is.
    const whoAsks = await asked("!", "2021-05-20T12:00:00.000Z");
    expect(whoAsks).toBeGreaterThan(0);
    const cold = await asked("2021", "2021-05-20T12:00:00.000Z");
    const warm = await asked("2021", "2021-05-20T12:00:59.000Z");
    expect(cold - whoAsks).toBeGreaterThan(1);
    expect(warm - whoAsks).toBeGreaterThan(0);
    expect(warm - whoAsks).toBeLessThanOrEqual(1);
    expect(await asked("2021", "2021-05-20T12:01:00.000Z")).toBe(cold);
    const shown = await portal.call("karin", "overview", { params: { round: "2021" } });
    expect(shown.answer.rows.map(({ assigned }) => assigned?.name)).toContain("Johan Vik");
    expect(shown.answer.rows).toHaveLength(21);
  });
});
