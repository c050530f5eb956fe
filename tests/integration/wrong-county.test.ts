import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { contract } from "#domain/contract";
import { type RouteName, routes } from "#domain/routes";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign } from "#tests/story";
import { personOf } from "../../infra/local/seed.ts";

const names = Object.keys(routes) as RouteName[];
const hash = "0".repeat(64);

/** A well-formed body for every route that takes one: refusals below are about who asks, not about what is sent. */
const bodies: Partial<Record<RouteName, unknown>> = {
  setLanguage: { language: "en" },
  saveAnswer: { value: "Text" },
  moveToAttachment: { value: "Text" },
  presence: { question: "7a" },
  comment: { question: "7a", text: "Ska vi nämna skolorna?" },
  resolveComment: { resolved: true },
  addFile: { name: "plan.pdf", size: 10, sha256: hash },
  confirmFile: {},
  handIn: {},
  recall: {},
  intent: { version: 1, hash },
  sign: { version: 1, hash },
  addScan: { name: "papper.pdf", size: 10, sha256: hash, code: "1A2B3C4D" },
  confirmScan: {},
  signOnPaper: { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-20", reason: null },
  sendBack: { version: 1, hash, comment: "Läs punkt 7 igen." },
  change: {},
  abstain: {},
  resume: {},
  contacts: { contacts: [{ name: "Maja Lind", email: "maja@example.se" }] },
  requestExtension: { reason: "Sjukdom" },
  grantExtension: { until: "2021-06-30", reason: "Sjukdom" },
  createRun: { template: "plan-2021", year: 2030 },
  editRun: {
    ...{ opensAt: "2021-02-28T23:00:00.000Z", closesOn: "2021-05-31", weekendRule: "keep", act: "handed-in" },
    ...{ signDays: 7, reportBy: "2022-02-01", follows: null, horizon: 2023, howToSend: "I portalen.", frame: null },
    amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: [] },
    ladder: { days: [], heads: [] },
  },
  openRun: {},
  extendRun: { until: "2021-06-30", reason: "Storm" },
  closeRun: {},
  saveRss: {
    ...{ name: "RSS Dalarna", county: "Dalarna", registrar: "registrator.w@example.se", mailbox: null, aliases: [] },
    hosts: [{ name: "Region Exempel", orgNo: "212000-0019", from: "2021-01-01", to: null }],
    payee: null,
  },
  invite: { name: "Elsa Ek", email: "elsa@example.se", role: "reader", from: null, to: null },
  inviteAgain: { email: "elsa@example.se" },
  endMembership: { role: "reader", from: "1970-01-01T00:00:00.000Z", at: "2031-01-01T00:00:00.000Z" },
  // Over before it begins: whoever may is refused for that.
  delegate: { of: null, from: null, to: "2021-05-01T22:00:00.000Z" },
  handOver: { role: "reader", from: "1970-01-01T00:00:00.000Z", at: null, to: { person: "p-nobody" } },
  assign: { to: null },
  remark: { question: "7a", text: "Hur många?", visible: false },
  changeRemark: { visible: true, resolved: false },
  requestCompletion: { questions: ["8b"], dueOn: "2021-06-30", message: "Hur många kommuner?" },
  withdrawCompletion: { reason: "Vi har fått veta." },
  decide: { outcome: "approved", amount: 400_000, reasons: null },
  attest: { version: 1, amount: 400_000, at: "2021-06-14T09:00:00.000Z" },
  withdrawProposal: { comment: "Fel belopp." },
  pay: { amount: 400_000, on: "2021-05-20", reference: "Utbetalning 7" },
  noteUnused: { amount: 0, note: "Allt är använt." },
};

const inRss = names.filter((name) => routes[name].path.includes("{id}"));
/** What concerns an organisation in the register; the id of a submission is then of no matter. */
const inOrg = names.filter((name) => routes[name].path.includes("{org}"));
const seen = (name: RouteName) => ("ifMatch" in contract[name] ? 1 : undefined);
const paramsOf = (id: string, org = "W") => ({
  ...{
    id,
    question: "7a",
    file: "f-1",
    comment: "c-1",
    remark: "r-1",
    n: "1",
    round: "2021",
    org,
    person: personOf("olle"),
  },
});

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
    it.each(inRss)("%s answers byte for byte as for a plan that does not exist", async (name) => {
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

/** Who may do what, written from product.md and not from permissions.ts. `-` 404, `no` 403, `may` anything else. */
const oracle: Record<string, Record<"maja" | "anna" | "olle" | "karin" | "lena" | "sara", "may" | "no" | "-">> = {
  me: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "may", sara: "may" },
  setLanguage: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "may", sara: "may" },
  rounds: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "may", sara: "may" },
  // Rounds are run by the administrator; officers read them, and give more time.
  ...Object.fromEntries(
    ["runs", "run", "roundLog", "extendRun"].map((name) => [
      name,
      { maja: "no", anna: "no", olle: "no", karin: "may", lena: "may", sara: "no" },
    ]),
  ),
  ...Object.fromEntries(
    ["createRun", "editRun", "openRun", "closeRun"].map((name) => [
      name,
      { maja: "no", anna: "no", olle: "no", karin: "no", lena: "may", sara: "no" },
    ]),
  ),
  // The register is kept by the administrator; a head sees the people of their own RSS and names a substitute.
  register: { maja: "no", anna: "no", olle: "no", karin: "may", lena: "may", sara: "no" },
  registerLog: { maja: "no", anna: "no", olle: "no", karin: "may", lena: "may", sara: "-" },
  people: { maja: "no", anna: "may", olle: "no", karin: "may", lena: "may", sara: "-" },
  delegate: { maja: "no", anna: "may", olle: "no", karin: "no", lena: "may", sara: "-" },
  // Of a head only a substitute's: olle is nobody's.
  endMembership: { maja: "no", anna: "no", olle: "no", karin: "no", lena: "may", sara: "-" },
  ...Object.fromEntries(
    ["saveRss", "invite", "inviteAgain", "handOver"].map((name) => [
      name,
      { maja: "no", anna: "no", olle: "no", karin: "no", lena: "may", sara: "-" },
    ]),
  ),
  overview: { maja: "no", anna: "no", olle: "no", karin: "may", lena: "no", sara: "no" },
  outstanding: { maja: "no", anna: "no", olle: "no", karin: "may", lena: "no", sara: "no" },
  submission: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  version: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  log: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  receipt: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  document: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  archiveCopy: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  readFile: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  ...Object.fromEntries(
    [
      ...["saveAnswer", "moveToAttachment", "addFile", "confirmFile", "removeFile", "cancelFile", "handIn", "recall"],
      ...["change", "abstain", "resume", "contacts", "requestExtension"],
    ].map((name) => [name, { maja: "may", anna: "may", olle: "no", karin: "no", lena: "-", sara: "-" }]),
  ),
  ...Object.fromEntries(
    ["history", "presence", "comments", "comment", "resolveComment", "earlier"].map((name) => [
      name,
      { maja: "may", anna: "may", olle: "may", karin: "no", lena: "-", sara: "-" },
    ]),
  ),
  ...Object.fromEntries(
    ["addScan", "confirmScan", "signOnPaper"].map((name) => [
      name,
      { maja: "may", anna: "may", olle: "no", karin: "may", lena: "-", sara: "-" },
    ]),
  ),
  print: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  intent: { maja: "no", anna: "may", olle: "no", karin: "no", lena: "-", sara: "-" },
  sign: { maja: "no", anna: "may", olle: "no", karin: "no", lena: "-", sara: "-" },
  sendBack: { maja: "no", anna: "may", olle: "no", karin: "no", lena: "-", sara: "-" },
  remarks: { maja: "may", anna: "may", olle: "may", karin: "may", lena: "-", sara: "-" },
  officers: { maja: "no", anna: "no", olle: "no", karin: "may", lena: "no", sara: "no" },
  ...Object.fromEntries(
    [
      ...["grantExtension", "assign", "remark", "changeRemark", "requestCompletion", "withdrawCompletion"],
      ...["decide", "attest", "withdrawProposal", "pay", "noteUnused"],
    ].map((name) => [name, { maja: "no", anna: "no", olle: "no", karin: "may", lena: "-", sara: "-" }]),
  ),
};

describe("routes × roles", () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await aPortal();
  });
  afterAll(() => portal.stop());

  it("has a row for every route that needs a log-in", () => {
    expect(Object.keys(oracle).sort()).toEqual(names.filter((name) => routes[name].who === "person").sort());
  });

  const table = Object.entries(oracle).flatMap(([name, row]) =>
    Object.entries(row).map(([sub, expected]) => [name as RouteName, sub, expected] as const),
  );

  it.each(table)("%s by %s: %s", async (name, sub, expected) => {
    const { status, code } = await portal.call(sub, name, {
      params: paramsOf("2021.W"),
      ...(name in bodies ? { body: bodies[name] } : {}),
      ...(seen(name) === undefined ? {} : { seen: seen(name) as number }),
    });
    // "may" is not stopped for who it is: it is done, or refused for the plan's state or for what is not there.
    const verdict = code === "not-allowed" ? "no" : code === "not-found" && expected === "-" ? "-" : "may";
    expect({ verdict, isBroken: status >= 500 }).toEqual({ verdict: expected, isBroken: false });
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
