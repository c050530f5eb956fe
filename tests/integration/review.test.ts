/** What the API itself sees to when SKR reviews a plan, before any rule of the domain is asked. */
import { beforeEach, describe, expect, it } from "@jest/globals";
import { aMemoryTable, aPortalInMemory } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign, reject } from "#tests/story";

const id = "2021.W";
const params = { id };
const june = "2021-06-10T09:00:00.000Z";

describe("when SKR reviews a plan", () => {
  let portal: ReturnType<typeof aPortalInMemory>;
  beforeEach(async () => {
    portal = aPortalInMemory(await aMemoryTable());
    await fillIn(portal, id, "maja");
    const waiting = await handInPlan(portal, id, "maja");
    const at = { pressed: "2021-05-21T08:00:00.000Z", loggedIn: "2021-05-21T08:01:00.000Z" };
    expect((await pressAndSign(portal, id, "anna", waiting, at)).sign.status).toBe(200);
  });

  it("a no says why, and a yes need not", async () => {
    const decide = (outcome: string, amount: number | null) =>
      portal.call("karin", "decide", { params, body: { outcome, amount, reasons: null }, at: june });
    const no = await decide("rejected", null);
    expect([no.status, JSON.parse(no.text).issues]).toEqual([400, [{ path: "reasons", problem: "missing" }]]);
    expect((await portal.store.head(id))?.state).toBe("submitted");
    expect((await decide("approved", 400_000)).status).toBe(200);
  });

  it("a no with its reasons is one officer's, and the RSS reads them", async () => {
    expect((await reject(portal, id, "Målen kan inte följas upp.", june)).status).toBe(200);
    const { answer } = await portal.call("maja", "submission", { params, at: june });
    expect(answer).toMatchObject({
      ...{ state: "rejected", handling: null },
      decision: { reasons: "Målen kan inte följas upp.", decidedBy: "Karin Ström", attestedBy: null },
    });
  });

  it("what an officer says among officers is not the RSS's to read, and what is said to the RSS is", async () => {
    const say = (text: string, visible: boolean) =>
      portal.call("karin", "remark", { params, body: { question: "8b", text, visible }, at: june });
    for (const [text, visible] of [
      ["Jämför med förra året.", false],
      ["Bra beskrivet.", true],
    ] as const)
      expect((await say(text, visible)).status).toBe(200);
    const read = async (sub: string) =>
      (await portal.call(sub, "remarks", { params, at: june })).answer.remarks.map(({ text }) => text);
    for (const sub of ["maja", "anna", "olle"]) expect(await read(sub)).toEqual(["Bra beskrivet."]);
    expect((await read("johan")).sort()).toEqual(["Bra beskrivet.", "Jämför med förra året."]);
  });
});
