import { describe, expect, it } from "@jest/globals";
import type { Verdict } from "#domain/attachments";
import { isWhole } from "#domain/chain";
import { epoch, type Instant, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import * as moves from "#domain/moves";
import { awaited, handedIn, type Paper, signOnPaper, typedCode } from "#domain/paper";
import type { Membership } from "#domain/permissions";
import { extend } from "#domain/review";
import type { Round } from "#domain/rounds";
import { stepsAfter } from "#domain/steps";
import * as life from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, answersFilled, aRound, at, aUser, hash, textOf } from "#tests/builders";

const round = aRound();
const [head, writer, officer] = (
  [
    ["W", "head"],
    ["W", "writer"],
    ["SKR", "officer"],
  ] as const
).map(([org, role]) => aUser({ roles: { [org]: role } }).memberships[0] as Membership) as [
  Membership,
  Membership,
  Membership,
];
const rss = { id: "W", name: "RSS Dalarna", county: "Dalarna", host: "Region Exempel" };
const minute = 60_000;
const later = (from: Instant, ms: number): Instant => instant(epoch(from) + ms);

/** A plan that was handed in as often as there are instants, taken back in between; the last one waits. */
function handedInAt(of: Round, ...instants: string[]) {
  let { submission, events } = aLife({ state: "draft", round: of });
  const went = ({ event }: life.Decision) => {
    submission = life.apply(submission, event);
    events = [...events, event];
  };
  for (const [index, when] of instants.entries()) {
    const by = { person: "p-writer", at: at(when) };
    if (index > 0) went(moves.recall(submission, { ...by, at: later(at(when), -minute) }, hash));
    const answers = { ...answersFilled(), "12": textOf(100 + index) };
    went(moves.handIn(submission, { template: plan2021, round: of, answers, files: [], rss }, by, hash));
  }
  const all = handedIn(events);
  return { before: submission, events, all, codes: all.map((each) => life.codeOf(each.hash)) };
}

const handedInOn = "2021-05-28T09:00:00.000Z";
const one = handedInAt(round, handedInOn);

type Wish = Partial<Omit<Paper, "scan">> & { at?: string; announced?: Paper["scan"]["announced"]; verdict?: Verdict };
const file = {
  ...{ id: "s-1", name: "papper.pdf", type: "application/pdf", size: 9, sha256: hash("ink") },
  ...{ key: "attachments/2021.W/s-1", object: "o-1" },
};

function register({ before, all, codes }: typeof one, wish: Wish = {}, of = round) {
  const when = at(wish.at ?? "2021-05-29T09:00:00Z");
  const paper: Paper = {
    ...{ code: codes.at(-1) ?? "", signedOn: "2021-05-28", head: { person: "p-head", membership: head } },
    ...{ registeredAs: writer, onBehalf: null, language: "sv" as const },
    ...wish,
    scan: {
      ...file,
      verdict: wish.verdict ?? "pending",
      announced: wish.announced ?? { at: when, hash: all.at(-1)?.hash ?? "" },
    },
  };
  return signOnPaper(before, { round: of, prefix: "GFP", all }, paper, { person: "p-writer", at: when }, hash);
}

function outcome(decide: () => unknown): { code: string; figures?: unknown } {
  try {
    decide();
    return { code: "done" };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, figures: error.figures };
  }
}

describe("a signature on paper", () => {
  it("submits what waited, with the head in the receipt and whoever registered it in the event", () => {
    const { event } = register(one);
    const after = life.apply(one.before, event);
    expect(after).toMatchObject({ state: "submitted", standing: 1, waiting: null, intent: null });
    expect(after.receipt).toEqual({
      ...{ number: "GFP-2021-W-1", version: 1, hash: one.all[0]?.hash, receivedAt: handedInOn, inTime: true },
      ...{ handedInAt: handedInOn, handedInBy: "p-writer", signedAt: "2021-05-29T09:00:00.000Z", by: "p-head" },
    });
    expect([event.by, event.fact.type]).toEqual(["p-writer", "signed"]);
    expect(stepsAfter(event)).toEqual(["document", "seal", "timestamp", "validation", "archive", "mail"]);
    expect(isWhole("2021.W", [...one.events, event], after, hash)).toBe(true);
  });

  it("has as its evidence the paper: its bytes, its day, by which membership the head is head, and who registered it as what", () => {
    const { fact } = register(one).event;
    expect(fact.type === "signed" && fact.evidence).toEqual({
      method: "paper",
      receivedAt: "2021-05-29T09:00:00.000Z",
      signedOn: "2021-05-28",
      membership: { role: "head", from: head.from, to: null, confirmedBy: "p-admin" },
      scan: file,
      registeredAs: { org: "W", role: "writer", from: writer.from, to: null, confirmedBy: "p-admin" },
      ...{ onBehalf: null, language: "sv" },
    });
  });

  it("names nobody in the chain", () => {
    expect(JSON.stringify([...one.events, register(one).event])).not.toMatch(/@|Maja|Anna/);
  });

  it.each(["not-started", "draft", "submitted", "abstained", "approved"] as const)("is refused in %s", (state) => {
    const { submission, events } = aLife({ state });
    const here = { before: submission, events, all: handedIn(events), codes: one.codes };
    expect(outcome(() => register(here))).toEqual({ code: "wrong-state", figures: { state } });
  });

  it("counts the next version, and the standing one until then", () => {
    const first = life.apply(one.before, register(one).event);
    const by = (when: string) => ({ person: "p-writer", at: at(when) });
    const change = moves.change(first, by("2021-05-30T09:00:00Z"), hash).event;
    const material = { template: plan2021, round, answers: answersFilled(), files: [], rss };
    const changed = life.apply(first, change);
    const handIn = moves.handIn(changed, material, by("2021-05-30T10:00:00Z"), hash).event;
    const before = life.apply(changed, handIn);
    expect(before).toMatchObject({ state: "handed-in", standing: 1 });
    const all = handedIn([...one.events, handIn]);
    const codes = all.map((each) => life.codeOf(each.hash));
    const next = { before, all, codes, events: [] };
    expect(outcome(() => register(next, { code: codes[0] ?? "", at: "2021-05-31T09:00:00Z" }))).toMatchObject({
      code: "paper-replaced",
      figures: { version: 1, waiting: 2 },
    });
    const { event } = register(next, { at: "2021-05-31T09:00:00Z", signedOn: "2021-05-31" });
    expect(life.apply(before, event)).toMatchObject({ standing: 2, receipt: { number: "GFP-2021-W-2" } });
  });
});

describe("the code on the paper", () => {
  const hex = one.codes[0] ?? "";
  it.each([
    ["as it is printed", hex, hex],
    ["in small letters, with gaps", ` ${hex.slice(0, 4).toLowerCase()} ${hex.slice(4).toLowerCase()} `, hex],
    ["with a dash", `${hex.slice(0, 4)}–${hex.slice(4)}`, hex],
    ["with letters for the figures they look like", "1oIl2345", "10112345"],
    ["as the link in the square", `https://p.example.se/kontrollera#nummer=GFP-2021-W-1&kod=${hex}`, hex],
    ["as a link with more after it", `https://p.example.se/kontrollera?kod=${hex}&x=1`, hex],
  ])("may be typed %s", (_, typed, code) => {
    expect(typedCode(typed)).toBe(code);
  });

  it("of the version before, when the plan was changed and handed in again, tells which it is and which one waits", () => {
    const two = handedInAt(round, handedInOn, "2021-05-29T07:00:00.000Z");
    const refused = { code: "paper-replaced", figures: { version: 1, at: handedInOn, waiting: 2 } };
    expect(outcome(() => register(two, { code: two.codes[0] ?? "" }))).toEqual(refused);
    expect(outcome(() => register(two, { signedOn: "2021-05-29" })).code).toBe("done");
  });

  it("of a version that was taken back tells that none waits", () => {
    const back = moves.recall(one.before, { person: "p-writer", at: at("2021-05-28T10:00:00Z") }, hash);
    const here = { ...one, before: life.apply(one.before, back.event) };
    const refused = { code: "paper-replaced", figures: { version: 1, at: handedInOn, waiting: null } };
    expect(outcome(() => register(here))).toEqual(refused);
    expect(outcome(() => register(here, { code: "00000000" })).code).toBe("wrong-state");
  });

  it.each(["00000000", "", "not a code at all", "ÅÄÖ"])("of nothing known (%j) tells which version waits", (code) => {
    expect(outcome(() => register(one, { code }))).toEqual({ code: "paper-unknown", figures: { waiting: 1 } });
  });

  it("is not enough where the scan came under an older version's code", () => {
    const two = handedInAt(round, handedInOn, "2021-05-29T07:00:00.000Z");
    const announced = { at: at("2021-05-28T12:00:00Z"), hash: two.all[0]?.hash ?? "" };
    expect(outcome(() => register(two, { announced, signedOn: "2021-05-29" }))).toEqual({
      code: "paper-replaced",
      figures: { version: 1, at: handedInOn, waiting: 2 },
    });
  });

  it("is asked about before a byte is sent, with the same answers", () => {
    const two = handedInAt(round, handedInOn, "2021-05-29T07:00:00.000Z");
    const asked = (code: string, when: string) => outcome(() => awaited(two.before, round, two.all, code, at(when)));
    expect(asked(two.codes[1] ?? "", "2021-05-30T09:00:00Z").code).toBe("done");
    expect(asked(two.codes[0] ?? "", "2021-05-30T09:00:00Z").code).toBe("paper-replaced");
    expect(asked("00000000", "2021-05-30T09:00:00Z").code).toBe("paper-unknown");
    expect(asked(two.codes[1] ?? "", "2021-06-07T22:00:00.000Z").code).toBe("too-late");
  });
});

describe("a paper in time", () => {
  it.each([
    ["handed-in" as const, "2021-06-07T21:59:59.999Z", "done"],
    ["handed-in" as const, "2021-06-07T22:00:00.000Z", "too-late"],
    ["signed" as const, "2021-05-31T21:59:59.999Z", "done"],
    ["signed" as const, "2021-05-31T22:00:00.000Z", "too-late"],
  ])("when %s counts: registered at %s is %s, as a signature in the portal is", (act, when, code) => {
    const of = aRound({ act });
    const here = handedInAt(of, handedInOn);
    expect(outcome(() => register(here, { at: when }, of)).code).toBe(code);
    const [read] = here.all;
    const press = () =>
      moves.intend(here.before, of, read ?? { version: 1, hash: "" }, { person: "p-head", at: at(when) }, hash);
    expect(outcome(press).code).toBe(code);
  });

  it.each([
    [15 * minute, "done"],
    [15 * minute + 1, "too-late"],
  ])("counts from when its scan was announced, when it is registered %i ms later: %s", (ms, code) => {
    const of = aRound({ act: "signed" });
    const here = handedInAt(of, handedInOn);
    const announced = { at: at("2021-05-31T21:59:59.000Z"), hash: here.all[0]?.hash ?? "" };
    const registered = () => register(here, { announced, at: later(announced.at, ms) }, of);
    expect(outcome(registered).code).toBe(code);
    if (code === "done") {
      const receipt = { signedAt: announced.at, receivedAt: announced.at, inTime: true };
      expect(registered().event.fact).toMatchObject({ receipt, evidence: { receivedAt: announced.at } });
    }
  });

  it("follows an extension", () => {
    const by = { person: "p-officer", at: at("2021-06-08T08:00:00Z") };
    const granted = extend(one.before, at("2021-06-14T22:00:00Z"), "Posten dröjde.", by, hash);
    const here = { ...one, before: life.apply(one.before, granted.event) };
    expect(outcome(() => register(one, { at: "2021-06-10T09:00:00Z" })).code).toBe("too-late");
    expect(outcome(() => register(here, { at: "2021-06-10T09:00:00Z" })).code).toBe("done");
  });
});

describe("what is said of the paper", () => {
  const issue = (path: string, problem: string) => ({ code: "invalid", figures: { issues: [{ path, problem }] } });

  it.each([
    ["2021-05-27", "too-early"],
    ["2021-05-28", null],
    ["2021-05-29", null],
    ["2021-05-30", "not-yet"],
  ])("on 29 May of what was handed in on 28 May, that it was signed on %s: %s", (signedOn, problem) => {
    const expected = problem ? issue("signedOn", problem) : { code: "done" };
    expect(outcome(() => register(one, { signedOn }))).toEqual(expected);
  });

  it("by SKR is on the RSS's behalf and has a reason, and by the RSS it is not and has none", () => {
    const onBehalf = "Papperet kom med post.";
    expect(outcome(() => register(one, { registeredAs: officer }))).toEqual(issue("reason", "missing"));
    expect(outcome(() => register(one, { onBehalf }))).toEqual(issue("reason", "unexpected"));
    expect(register(one, { registeredAs: officer, onBehalf }).event.fact).toMatchObject({
      evidence: { onBehalf, registeredAs: { org: "SKR", role: "officer" } },
    });
  });

  it.each([
    ["infected", "bad-file"],
    ["clean", "done"],
    ["unscanned", "done"],
  ] as const)("with a scan that is known to be %s: %s", (verdict, code) => {
    expect(outcome(() => register(one, { verdict })).code).toBe(code);
  });
});
