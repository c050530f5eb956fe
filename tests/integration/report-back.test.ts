/** From a plan that is granted money to the report on it and the goals of the next plan, over the real handlers. */
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Answers, AnswerValue, Row } from "#domain/form";
import { goalsOf } from "#domain/goals";
import { begunFrom, openingOf } from "#domain/openings";
import { templateById } from "#domain/templates/registry";
import { answersFilled, hash, reportFilled } from "#tests/builders";
import { anOutbox, type Sent } from "#tests/outbox";
import { aPortal, type Portal } from "#tests/portal";
import { fillIn, grant, handInPlan, pressAndSign } from "#tests/story";
import { asText } from "../../lambdas/mail/letter.ts";

const plan = "2021.W";
const report = "2021-rapport.W";
const january = "2022-01-20T09:00:00.000Z";
const june = "2021-06-14T09:00:00.000Z";

const goals: Answers = {
  "7a": "1) Alla kommuner i länet har en rutin.\n2) Hälften av handläggarna har gått grundkursen.",
  "7agoals": [
    { id: "g-rutin", text: "Alla kommuner har en rutin." },
    { id: "g-kurs", text: "Hälften har gått grundkursen." },
  ],
};

let portal: Portal;
const answersOf = async (id: string, at: string): Promise<Record<string, AnswerValue>> => {
  const { answer } = await portal.call("maja", "submission", { params: { id }, at });
  return Object.fromEntries(
    Object.entries(answer.draft?.answers ?? {}).map(([question, { value }]) => [question, value]),
  );
};
const decide = (sub: string, id: string, amount: number | null, at: string) =>
  portal.call(sub, "decide", { params: { id }, body: { outcome: "approved", amount, reasons: null }, at });
const state = async (id: string, at: string) =>
  (await portal.call("maja", "submission", { params: { id }, at })).answer.state;

/** What is sent at an instant under such subjects; each function is told twice, as it may be. */
async function mailsOf(subject: RegExp, at: string): Promise<Sent[]> {
  const outbox = anOutbox(portal);
  for (let told = 0; told < 2; told += 1) await outbox.deliver(at);
  return outbox.sent.filter(({ letter }) => subject.test(letter.subject)).sort((a, b) => a.to.localeCompare(b.to));
}
const subjectsOf = (mails: Sent[]) => {
  const subjects = mails.map(({ to, letter }) => [to, letter.subject.replaceAll("\u00A0", " ")] as const);
  expect(new Set(subjects.map(([to]) => to)).size).toBe(subjects.length);
  return Object.fromEntries(subjects);
};

beforeAll(async () => {
  portal = await aPortal();
});
afterAll(() => portal.stop());

describe("report-back", () => {
  it("has no report for an RSS whose plan is not granted money", async () => {
    expect((await portal.call("maja", "submission", { params: { id: report }, at: january })).status).toBe(404);
    const { answer } = await portal.call("maja", "me", { at: january });
    expect(answer.submissions.map(({ id }) => id)).toEqual([plan]);
  });

  it("keeps a goal's id though its words are changed twice before the plan is handed in", async () => {
    await fillIn(portal, plan, "maja", { ...answersFilled(), ...goals });
    const [first, ...rest] = goalsOf(goals["7agoals"]);
    await fillIn(portal, plan, "maja", {
      "7agoals": [{ ...first, text: "Varje kommun har en rutin." } as Row, ...rest],
    });
    await fillIn(portal, plan, "elin", {
      "7agoals": [{ ...first, text: "Varje kommun följer en rutin." } as Row, ...rest],
    });
    const waiting = await handInPlan(portal, plan, "maja");
    const { sign } = await pressAndSign(portal, plan, "anna", waiting, {
      pressed: "2021-05-20T10:00:00.000Z",
      loggedIn: "2021-05-20T10:01:00.000Z",
    });
    expect(sign.status).toBe(200);
  });

  it("opens with the goals of the plan that is approved, and those it began with are those that were signed", async () => {
    expect((await grant(portal, plan, 400_000, june)).status).toBe(200);
    expect(await state(plan, june)).toBe("approved");
    const begun = await answersOf(report, january);
    expect(begun["4a"]).toEqual([
      { id: "g-rutin", goal: "Varje kommun följer en rutin.", state: "", how: "" },
      { id: "g-kurs", goal: "Hälften har gått grundkursen.", state: "", how: "" },
    ]);
    // Where nobody listed any, the text itself says what the goals are.
    expect((begun["5a"] as Row[]).length).toBeGreaterThan(0);
    expect(begun["3"]).toEqual(answersFilled()["3"]);
  });

  it("gives two officers who press the same button one approval, and no other proposal", async () => {
    const { answer } = await portal.call("karin", "log", { params: { id: plan }, at: june });
    const proposal = answer.events.find(({ type }) => type === "proposed")?.hash ?? "";
    const attest = (sub: string, read: string) =>
      portal.call(sub, "attest", { params: { id: plan }, body: { proposal: read }, at: june });
    expect((await attest("johan", proposal)).status).toBe(200);
    expect((await attest("lena", proposal)).status).toBe(404);
    expect(await attest("johan", hash("another"))).toMatchObject({ status: 409, code: "wrong-state" });
    expect(answer.events.filter(({ type }) => type === "approved")).toHaveLength(1);
    expect(answer.whole).toBe(true);
  });

  it("tells writers, head and registrar what is granted, each in their own language, with the way to the report", async () => {
    await portal.call("anna", "setLanguage", { body: { language: "en" } });
    const decided = await mailsOf(/beviljar|grants/, june);
    expect(subjectsOf(decided)).toEqual({
      "anna@example.se": "SKR grants RSS Dalarna SEK 400,000 for 2021",
      "elin@example.se": "SKR beviljar RSS Dalarna 400 000 kronor för 2021",
      "maja@example.se": "SKR beviljar RSS Dalarna 400 000 kronor för 2021",
      "registrator.w@example.se": "SKR beviljar RSS Dalarna 400 000 kronor för 2021",
    });
    for (const { letter } of decided) {
      const deadline = { sv: "tisdag 1 februari 2022 kl. 23:59", en: "Tuesday 1 February 2022, 23:59" }[
        letter.language
      ];
      expect(asText(letter).replaceAll("\u00A0", " ")).toContain(deadline);
      expect(letter.action?.url).toBe(`https://portalen.example.se/rapport/${report}`);
    }
    // Whoever follows the link at once comes to the report.
    expect(await state(report, june)).toBe("not-started");
  });

  it("has the texts of the plan it is about beside it, for the RSS's own people", async () => {
    const { answer } = await portal.call("olle", "earlier", { params: { id: report }, at: january });
    expect(answer.sources.map(({ id, kind, year }) => ({ id, kind, year }))).toEqual([
      { id: plan, kind: "plan", year: 2021 },
    ]);
    expect(answer.sources[0]?.answers["7b"]).toBe(String(answersFilled()["7b"]).replaceAll("\r\n", "\n"));
  });

  it("tells all that is wanting at once, also of a goal that nothing is said of", async () => {
    const { status, text } = await portal.call("maja", "handIn", { params: { id: report }, body: {}, at: january });
    // Nobody has written in it yet.
    expect([status, text]).toEqual([409, '{"code":"wrong-state","state":"not-started"}']);
    await fillIn(portal, report, "maja", { "9a": "femton" }, { at: january });
    const { answer } = await portal.call("maja", "handIn", { params: { id: report }, body: {}, at: january });
    const { faults } = answer as unknown as { faults: { code: string; question: string; row?: number }[] };
    expect(faults).toContainEqual({ code: "goal-unanswered", question: "4a", row: 2, column: "state" });
    expect(faults).toContainEqual({ code: "not-a-number", question: "9a", limit: 100 });
    expect(faults.filter(({ code }) => code === "missing").map(({ question }) => question)).toContain("4b");
  });

  it("is in time at 2022-02-01T22:59:59.999Z, and refused at 23:00:00.000Z with its text kept", async () => {
    const begun = await answersOf(report, january);
    await fillIn(portal, report, "maja", reportFilled(begun), { at: january });
    const late = await portal.call("maja", "handIn", {
      params: { id: report },
      body: {},
      at: "2022-02-01T23:00:00.000Z",
    });
    expect(late).toMatchObject({ status: 409, code: "too-late" });
    expect((await answersOf(report, "2022-02-01T23:00:00.000Z"))["4b"]).toBe(reportFilled(begun)["4b"]);
    const waiting = await handInPlan(portal, report, "maja", { at: "2022-02-01T22:59:59.999Z" });
    const { sign } = await pressAndSign(portal, report, "anna", waiting, {
      pressed: "2022-02-03T10:00:00.000Z",
      loggedIn: "2022-02-03T10:01:00.000Z",
    });
    expect(sign.answer.receipt).toMatchObject({
      ...{ number: "RAP-2021-W-1", inTime: true, receivedAt: "2022-02-01T22:59:59.999Z" },
    });
  });

  it("has the goal under the same id in plan, report and next plan", async () => {
    const signed = (await portal.store.version(report, 1))?.answers ?? {};
    const inPlan = (await portal.store.version(plan, 1))?.answers ?? {};
    const next = begunFrom(templateById("plan-2021"), { template: templateById("plan-2021"), answers: inPlan });
    const round = {
      ...((await portal.registry.round("2021")) as NonNullable<Awaited<ReturnType<Portal["registry"]["round"]>>>),
      id: "2022",
      year: 2022,
    };
    await portal.registry.putRound({ ...round, closesAt: "2022-05-31T22:00:00.000Z" });
    await portal.registry.open(openingOf({ ...round, closesAt: "2022-05-31T22:00:00.000Z" }, "W", next, hash));
    const at = "2022-04-01T09:00:00.000Z";
    const edited = goalsOf((await answersOf("2022.W", at))["7agoals"]).map((goal) => ({
      ...goal,
      text: `${goal.text} I hela länet.`,
    }));
    await fillIn(portal, "2022.W", "maja", { "7agoals": edited }, { at });
    const ids = (value: AnswerValue | undefined) => (value as Row[]).map(({ id }) => id);
    expect(ids(inPlan["7agoals"])).toEqual(["g-rutin", "g-kurs"]);
    expect(ids(signed["4a"])).toEqual(["g-rutin", "g-kurs"]);
    expect(ids((await answersOf("2022.W", at))["7agoals"])).toEqual(["g-rutin", "g-kurs"]);
  });

  it("is approved without an amount, and never with one", async () => {
    const february = "2022-02-20T09:00:00.000Z";
    expect(await decide("karin", report, 400_000, february)).toMatchObject({ status: 400, code: "invalid" });
    expect((await decide("karin", report, null, february)).status).toBe(200);
    expect(await state(report, february)).toBe("approved");
    expect(subjectsOf(await mailsOf(/godkänt|approved/, february))).toEqual({
      "anna@example.se": "SKR has approved the report",
      "elin@example.se": "SKR har godkänt rapporten",
      "maja@example.se": "SKR har godkänt rapporten",
      "registrator.w@example.se": "SKR har godkänt rapporten",
    });
  });

  it("takes the same decision from two officers once, and tells the second one who means another or says why otherwise", async () => {
    const id = "2021.X";
    await fillIn(portal, id, "sara");
    const times = { pressed: "2021-05-20T10:00:00.000Z", loggedIn: "2021-05-20T10:01:00.000Z" };
    await pressAndSign(portal, id, "per", await handInPlan(portal, id, "sara"), times);
    const decide = async (sub: string, outcome: string, amount: number | null, reasons: string | null) =>
      (await portal.call(sub, "decide", { params: { id }, body: { outcome, amount, reasons }, at: june })).code;
    expect(await decide("karin", "approved", 300_000, "Planen håller.")).toBe("");
    expect(await decide("johan", "approved", 300_000, "Planen håller.")).toBe("");
    expect(await decide("johan", "approved", 300_000, "Mål saknas i område 8.")).toBe("wrong-state");
    expect(await decide("johan", "approved", 400_000, "Planen håller.")).toBe("wrong-state");
    await portal.call("karin", "withdrawProposal", { params: { id }, body: { comment: "Fel." }, at: june });
    expect(await decide("karin", "rejected", null, "Mål saknas.")).toBe("");
    expect(await decide("johan", "rejected", null, "Mål saknas.")).toBe("");
    expect(await decide("johan", "rejected", null, "Underskrift saknas.")).toBe("wrong-state");
  });
});
