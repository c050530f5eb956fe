import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type RouteName, routes } from "#domain/routes";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { bodies, hash, paramsOf, seen } from "#tests/well-formed";

const names = Object.keys(routes) as RouteName[];
const inRss = names.filter((name) => routes[name].path.includes("{id}"));
/** What concerns an organisation in the register; the id of a submission is then of no matter. */
const inOrg = names.filter((name) => routes[name].path.includes("{org}"));

describe("wrong-county", () => {
  let portal: Portal;
  const ask = (sub: string | null, name: RouteName, id: string, body: unknown = bodies[name]) => {
    const revision = seen(name);
    return portal.call(sub, name, {
      params: paramsOf(id),
      ...(body === undefined ? {} : { body }),
      ...(revision === undefined ? {} : { seen: revision }),
    });
  };

  beforeAll(async () => {
    portal = await aPortal();
    // Dalarna has everything there is to find: a draft, a version, a receipt.
    await fillIn(portal, "2021.W", "maja");
    const waiting = await handInPlan(portal, "2021.W", "maja");
    const { sign } = await pressAndSign(portal, "2021.W", "anna", waiting, {
      pressed: "2021-05-21T08:00:00.000Z",
      loggedIn: "2021-05-21T08:01:00.000Z",
    });
    if (sign.status !== 200) throw new Error(sign.text);
  });
  afterAll(() => portal.stop());

  const strangers: [string, string][] = [
    ["writer of another RSS", "sara"],
    ["head of another RSS", "per"],
    ["administrator", "lena"],
  ];

  describe.each(strangers)("to the %s", (_, sub) => {
    // Who looks after the portal may ask who has read what.
    const unknown = inRss.filter((name) => !(sub === "lena" && name === "reads"));

    it.each(unknown)("%s answers byte for byte as for a plan that does not exist", async (name) => {
      const real = await ask(sub, name, "2021.W");
      for (const absent of ["2021.QQ", "1999.W", "2021.w", "nothing"]) {
        const none = await ask(sub, name, absent);
        expect({ status: real.status, text: real.text }).toEqual({ status: none.status, text: none.text });
      }
      expect(real).toMatchObject({ status: 404, text: '{"code":"not-found"}' });
    });

    it.each(inRss.filter((name) => name in bodies))(
      "%s gives nothing away for a malformed body either",
      async (name) => {
        const real = await ask(sub, name, "2021.W", { unknown: true });
        const none = await ask(sub, name, "2021.QQ", { unknown: true });
        expect({ status: real.status, text: real.text }).toEqual({ status: none.status, text: none.text });
      },
    );
  });

  describe.each([
    ["writer of another RSS", "sara"],
    ["head of another RSS", "per"],
  ])("to the %s", (_, sub) => {
    it.each(inOrg)("%s answers byte for byte as for an organisation that does not exist", async (name) => {
      const revision = seen(name);
      const of = (org: string, body = bodies[name]) =>
        portal.call(sub, name, {
          params: paramsOf("2021.W", org),
          ...(body === undefined ? {} : { body }),
          ...(revision === undefined ? {} : { seen: revision }),
        });
      for (const body of name in bodies ? [bodies[name], { unknown: true }] : [undefined]) {
        const real = await of("W", body);
        for (const absent of ["SKR", "QQ", "w", "W.W"]) {
          const none = await of(absent, body);
          expect({ status: real.status, text: real.text }).toEqual({ status: none.status, text: none.text });
        }
        expect(real).toMatchObject({ status: 404, text: '{"code":"not-found"}' });
      }
    });
  });

  it("changes nothing for the RSS that was tried", async () => {
    const before = await portal.store.load("2021.W");
    for (const name of inRss) await ask("sara", name, "2021.W");
    expect(await portal.store.load("2021.W")).toEqual(before);
    expect((await portal.call("anna", "receipt", { params: { id: "2021.W" } })).answer.number).toBe("GFP-2021-W-1");
  });

  it("answers a logged-in person whom the portal does not know with not-allowed, whatever is asked", async () => {
    const replies = await Promise.all(
      names.filter((name) => routes[name].who === "person").map((name) => ask("nobody", name, "2021.W")),
    );
    expect([...new Set(replies.map(({ text }) => text))]).toEqual(['{"code":"not-allowed"}']);
  });
});

describe("what SKR sees", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
    await fillIn(portal, "2021.W", "maja");
  });
  afterAll(() => portal.stop());

  const asOfficer = () => portal.call("karin", "submission", { params: { id: "2021.W" } });

  it("never a draft", async () => {
    const { answer, text } = await asOfficer();
    expect(answer).toMatchObject({ state: "draft", draft: null });
    expect(text).not.toContain("kommuner och regionen");
  });

  it("that a plan came and waits for its signature, not its text", async () => {
    await handInPlan(portal, "2021.W", "maja");
    expect((await asOfficer()).answer).toMatchObject({ state: "handed-in", draft: null });
    const version = await portal.call("karin", "version", { params: { id: "2021.W", n: "1" } });
    const absent = await portal.call("karin", "version", { params: { id: "2021.W", n: "7" } });
    expect({ status: version.status, text: version.text }).toEqual({ status: absent.status, text: absent.text });
    expect(version.status).toBe(404);
  });

  it("not the head's words to a colleague", async () => {
    const { answer } = await portal.call("anna", "submission", { params: { id: "2021.W" } });
    const { version, hash: read } = answer.waiting ?? { version: 0, hash };
    const comment = "Korta punkt 8.";
    await portal.call("anna", "sendBack", { params: { id: "2021.W" }, body: { version, hash: read, comment } });
    const log = await portal.call("karin", "log", { params: { id: "2021.W" } });
    expect(log.text).not.toContain("Korta punkt 8.");
    const own = await portal.call("maja", "submission", { params: { id: "2021.W" } });
    expect(own.answer.sentBack).toMatchObject({ by: "Anna Berg", comment: "Korta punkt 8." });
  });
});
