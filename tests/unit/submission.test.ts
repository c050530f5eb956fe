import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { canonical } from "#domain/canonical";
import * as chain from "#domain/chain";
import { endOfDay, epoch, type Instant, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import * as moves from "#domain/moves";
import type { Membership } from "#domain/permissions";
import { extend } from "#domain/review";
import type { Round } from "#domain/rounds";
import { stepsAfter } from "#domain/steps";
import * as life from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, anRss, answersFilled, aRound, aSubmission, at, aUser, hash, runs, textOf } from "#tests/builders";

const { apply } = life;
const states: life.State[] = ["not-started", "draft", "handed-in", "submitted", "abstained"];
const round = aRound();
const closesAt = round.closesAt;
const signBy = "2021-06-07T22:00:00.000Z";
const signedRound = aRound({ act: "signed" });
const head = aUser({ id: "p-head", roles: { W: "head" } }).memberships[0] as Membership;
const said = { shown: "I am the head of the RSS and sign.", language: "en" as const };

const later = (from: Instant, ms: number): Instant => instant(epoch(from) + ms);
const minute = 60_000;
const writer = (when: Instant): life.By => ({ person: "p-writer", at: when });
const chief = (when: Instant): life.By => ({ person: "p-head", at: when });

/** "done", or the code and figures it was refused with. */
function outcome(decide: () => unknown): { code: string; figures?: unknown } {
  try {
    decide();
    return { code: "done" };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.code, figures: error.figures };
  }
}

const rss = { id: "W", name: "RSS Dalarna", county: "Dalarna", host: "Region Exempel" };
const material = { template: plan2021, round, answers: answersFilled(), files: [], rss };
const readOf = ({ version, waiting }: life.Submission) => ({
  version: Math.max(1, version),
  hash: waiting?.hash ?? hash("old"),
});

const move = {
  start: (before, when) => moves.start(before, writer(when), hash),
  abstain: (before, when) => moves.abstain(before, writer(when), hash),
  resume: (before, when) => moves.resume(before, writer(when), hash),
  handIn: (before, when) => moves.handIn(before, material, writer(when), hash),
  recall: (before, when) => moves.recall(before, writer(when), hash),
  sendBack: (before, when) => moves.sendBack(before, readOf(before), "Skriv mer om barnen.", chief(when), hash),
  intend: (before, when) => moves.intend(before, round, readOf(before), chief(when), hash),
  change: (before, when) => moves.change(before, writer(when), hash),
  requestExtension: (before, when) => moves.requestExtension(before, "Sjukdom.", writer(when), hash),
  extend: (before, when) => extend(before, endOfDay("2021-06-14"), "Sjukdom.", { person: "p-skr", at: when }, hash),
  changeContacts: (before, when) =>
    moves.changeContacts(before, [{ name: "Elsa Ek", email: "elsa@example.se" }], writer(when), hash),
} satisfies Record<string, (before: life.Submission, when: Instant) => life.Decision | null>;
type Move = keyof typeof move;

// What may be done in which state, by the product's "Life of a submission", before the round closes.
const lawful: Record<Move, life.State[]> = {
  start: ["not-started"],
  abstain: ["not-started", "draft"],
  resume: ["abstained"],
  handIn: ["draft"],
  recall: ["handed-in"],
  sendBack: ["handed-in"],
  intend: ["handed-in"],
  change: ["submitted"],
  requestExtension: ["not-started", "draft", "handed-in", "abstained"],
  extend: states,
  changeContacts: ["submitted"],
};
const becomes: Partial<Record<Move, life.State>> = {
  start: "draft",
  abstain: "abstained",
  resume: "draft",
  handIn: "handed-in",
  recall: "draft",
  sendBack: "draft",
  change: "draft",
};
const boundByClosing: Move[] = ["start", "abstain", "resume", "handIn", "recall", "sendBack", "change"];
const every = Object.keys(move) as Move[];

describe("a submission's life", () => {
  const noon = at("2021-05-31T12:00:00Z");

  it.each(every.flatMap((name) => states.map((state) => [state, name] as const)))("in %s: %s", (state, name) => {
    const before = aSubmission({ state });
    const { code, figures } = outcome(() => move[name](before, noon));
    const allowed = lawful[name].includes(state);
    expect(code).toBe(allowed ? "done" : "wrong-state");
    if (!allowed) expect(figures).toEqual({ state });
    if (!allowed) return;
    const decision = move[name](before, noon) as life.Decision;
    const after = apply(before, decision.event);
    expect(after.state).toBe(becomes[name] ?? state);
    expect(after).toMatchObject({ seq: before.seq + 1, tip: decision.event.hash });
    expect(decision.event).toMatchObject({ id: "2021.W", seq: before.seq + 1, at: noon, prev: before.tip });
    expect(decision.freeze !== undefined).toBe(name === "handIn");
  });

  it.each(boundByClosing.flatMap((name) => (lawful[name] as life.State[]).map((state) => [name, state] as const)))(
    "takes %s from %s to the last millisecond, and not one later",
    (name, state) => {
      const before = aSubmission({ state });
      expect(outcome(() => move[name](before, at("2021-05-31T21:59:59.999Z"))).code).toBe("done");
      for (const when of ["2021-05-31T22:00:00.000Z", "2021-05-31T22:00:00.001Z", "2022-01-01T00:00:00.000Z"]) {
        const refused = { code: "too-late", figures: { closedAt: closesAt, stands: before.standing !== null } };
        expect(outcome(() => move[name](before, at(when)))).toEqual(refused);
      }
    },
  );

  it.each(every)("refuses %s in every other state after closing too", (name) => {
    for (const state of states.filter((each) => !lawful[name].includes(each))) {
      const { code } = outcome(() => move[name](aSubmission({ state }), closesAt));
      expect(["too-late", "wrong-state"]).toContain(code);
    }
  });

  it.each(["requestExtension", "extend"] as const)("takes %s after closing, whatever the state allows", (name) => {
    for (const state of lawful[name]) {
      expect(outcome(() => move[name](aSubmission({ state }), at("2021-06-01T08:00:00Z"))).code).toBe("done");
    }
  });

  it("begins with nothing but its id and its closing time", () => {
    const before = life.opened("2021.W", closesAt, hash);
    expect(before).toMatchObject({ id: "2021.W", state: "not-started", closesAt, seq: 0, edits: 0, version: 0 });
    expect([before.standing, before.waiting, before.intent, before.receipt, before.request, before.extended]).toEqual(
      Array(6).fill(null),
    );
    expect(before.tip).toBe(hash("2021.W"));
  });

  it("lets answers be saved in an open draft only", () => {
    for (const state of states) expect(life.isEditable(aSubmission({ state }), noon, "7a")).toBe(state === "draft");
    const draft = aSubmission({ state: "draft" });
    expect(life.isEditable(draft, at("2021-05-31T21:59:59.999Z"), "7a")).toBe(true);
    expect(life.isEditable(draft, closesAt, "7a")).toBe(false);
    expect(outcome(() => moves.refuseEdit(draft, closesAt))).toEqual({
      code: "too-late",
      figures: { closedAt: closesAt, stands: false },
    });
    expect(outcome(() => moves.refuseEdit(aSubmission({ state: "handed-in" }), noon))).toEqual({
      code: "wrong-state",
      figures: { state: "handed-in" },
    });
  });

  it("does not let an RSS abstain while a version of it stands", () => {
    const { submission } = aLife({ state: "submitted" });
    const changing = apply(submission, moves.change(submission, writer(noon), hash).event);
    expect(outcome(() => moves.abstain(changing, writer(noon), hash))).toEqual({
      code: "wrong-state",
      figures: { state: "submitted" },
    });
  });
});

describe("handing in", () => {
  const draft = aSubmission({ state: "draft" });
  const when = at("2021-05-31T20:14:00Z");
  const handIn = (answers = answersFilled(), files: life.AttachedFile[] = []) =>
    moves.handIn(draft, { ...material, answers, files }, writer(when), hash);

  it("tells all faults at once, and says over-limit when any text is over", () => {
    const refused = outcome(() => handIn({ ...answersFilled({ lengths: { "8b": 4373, "12": 545 } }), "11": "" }));
    expect(refused.code).toBe("over-limit");
    expect(refused.figures).toEqual({
      faults: [
        { code: "over-limit", question: "8b", count: 4373, limit: 1000 },
        { code: "missing", question: "11" },
        { code: "over-limit", question: "12", count: 545, limit: 500 },
      ],
    });
    expect(outcome(() => handIn({ ...answersFilled(), "12": " " })).code).toBe("missing");
    expect(outcome(() => handIn({ ...answersFilled(), "11": "attached" })).code).toBe("missing");
  });

  it("asks about time and state before it asks about faults", () => {
    const empty = { ...material, answers: {} };
    expect(outcome(() => moves.handIn(draft, empty, writer(closesAt), hash)).code).toBe("too-late");
    const handedIn = aSubmission({ state: "handed-in" });
    expect(outcome(() => moves.handIn(handedIn, empty, writer(when), hash)).code).toBe("wrong-state");
  });

  it("freezes every answer in its counted form, with all that is needed to print it", () => {
    const file = {
      id: "f1",
      name: "plan.pdf",
      type: "application/pdf",
      size: 9,
      sha256: hash("f"),
      key: "k",
      object: "o",
    };
    const { freeze, event } = handIn({ ...answersFilled(), "7a": " Mål o\u0308ver\r\nallt\u00AD " }, [file]);
    expect(freeze).toMatchObject({
      ...{ id: "2021.W", version: 1, template: round.template, files: [file], rss, frozenAt: when, by: "p-writer" },
    });
    const asked = "2 3 4 5 6 7a 7b 8a 8b 9a 9b 10a 10b 11 12 anchored reference 7agoals 8agoals 9agoals 10agoals".split(
      " ",
    );
    expect(Object.keys(freeze?.answers ?? {}).toSorted()).toEqual(asked.toSorted());
    expect(freeze?.answers["7a"]).toBe("Mål över\nallt");
    expect(freeze?.answers.reference).toBe("");
    expect(event.fact).toEqual({ type: "handed-in", version: 1, content: freeze?.hash });
  });

  it("gives each version the hash of all it holds", () => {
    const { freeze } = handIn();
    const { hash: own, ...rest } = freeze as life.Version;
    expect(own).toBe(hash(canonical(rest)));
    const other = handIn({ ...answersFilled(), "12": textOf(480, 3) }).freeze;
    expect(other?.hash).not.toBe(own);
  });

  it("waits for a signature of exactly that version", () => {
    const { event, freeze } = handIn();
    const after = apply(draft, event);
    expect(after.waiting).toEqual({ version: 1, hash: freeze?.hash, at: when, by: "p-writer" });
    expect(after).toMatchObject({ version: 1, standing: null, intent: null });
    const back = apply(after, moves.recall(after, writer(when), hash).event);
    expect(back).toMatchObject({ state: "draft", version: 1, waiting: null, intent: null });
    const again = moves.handIn(back, material, writer(when), hash);
    expect(again.freeze?.version).toBe(2);
  });
});

/** A submission that waits, and the moves of the head upon it. */
function waitingIn(of: Round, handedInAt = at("2021-05-31T21:59:59.000Z")) {
  const draft = aSubmission({ state: "draft", round: of });
  const before = apply(draft, moves.handIn(draft, { ...material, round: of }, writer(handedInAt), hash).event);
  const read = readOf(before);
  const press = (when: Instant, submission = before) => {
    const decision = moves.intend(submission, of, read, chief(when), hash);
    return decision ? apply(submission, decision.event) : submission;
  };
  const sign = (submission: life.Submission, when: Instant, login: Instant, person = "p-head", which = read) =>
    moves.sign(submission, of, "GFP", which, head, login, said, { person, at: when }, hash);
  return { before, read, press, sign };
}

describe("signing", () => {
  const pressedAt = at("2021-06-01T09:00:00.500Z");
  const { before, read, press, sign } = waitingIn(round);
  const pressed = press(pressedAt);

  it("gives a receipt and the evidence of the act", () => {
    const { event } = sign(pressed, later(pressedAt, minute), later(pressedAt, 2500));
    const after = apply(pressed, event);
    expect(after).toMatchObject({ state: "submitted", standing: 1, waiting: null, intent: null });
    expect(after.receipt).toEqual({
      number: "GFP-2021-W-1",
      version: 1,
      hash: read.hash,
      receivedAt: at("2021-05-31T21:59:59.000Z"),
      inTime: true,
      handedInAt: at("2021-05-31T21:59:59.000Z"),
      handedInBy: "p-writer",
      signedAt: pressedAt,
      by: "p-head",
    });
    expect(event.fact).toMatchObject({
      evidence: {
        method: "portal",
        pressedAt,
        authenticatedAt: later(pressedAt, 2500),
        membership: { role: "head", from: head.from, to: null, confirmedBy: "p-admin" },
        ...said,
      },
    });
    expect(stepsAfter(event)).toEqual(["document", "seal", "timestamp", "validation", "archive", "mail"]);
  });

  it.each([
    ["one millisecond later", 1, "done"],
    ["at the same millisecond", 0, "reauthenticate"],
    ["before it", -1, "reauthenticate"],
    ["in the same second, as whole seconds tell it", -500, "reauthenticate"],
    ["the day before", -86_400_000, "reauthenticate"],
  ])("asks for a log-in after the press: %s", (_, offset, code) => {
    expect(outcome(() => sign(pressed, later(pressedAt, minute), later(pressedAt, offset))).code).toBe(code);
  });

  it("says when the button was pressed when a fresh log-in is wanting", () => {
    expect(outcome(() => sign(pressed, later(pressedAt, minute), later(pressedAt, -1)))).toEqual({
      code: "reauthenticate",
      figures: { pressedAt },
    });
  });

  it.each([
    [15 * minute, "done"],
    [15 * minute + 1, "reauthenticate"],
  ])("takes a signature %i ms after the press: %s", (wait, code) => {
    expect(outcome(() => sign(pressed, later(pressedAt, wait), later(pressedAt, 1000))).code).toBe(code);
  });

  it("takes nothing from somebody who did not press", () => {
    const login = later(pressedAt, 1000);
    expect(outcome(() => sign(pressed, later(pressedAt, minute), login, "p-substitute")).code).toBe("reauthenticate");
    expect(outcome(() => sign(before, later(pressedAt, minute), login)).code).toBe("reauthenticate");
  });

  it("takes no press of another version, however it came to stand there", () => {
    const astray = { ...pressed, intent: { version: 1, hash: hash("another"), at: pressedAt, by: "p-head" } };
    expect(outcome(() => sign(astray, later(pressedAt, minute), later(pressedAt, 1000))).code).toBe("reauthenticate");
    expect(moves.intend(astray, round, read, chief(later(pressedAt, minute)), hash)).not.toBeNull();
  });

  it("keeps the first press of the same person, and lets another person press too", () => {
    expect(moves.intend(pressed, round, read, chief(later(pressedAt, minute)), hash)).toBeNull();
    expect(moves.intend(pressed, round, read, chief(later(pressedAt, 15 * minute)), hash)).toBeNull();
    expect(press(later(pressedAt, 15 * minute + 1), pressed).intent?.at).toBe(later(pressedAt, 15 * minute + 1));
    const other = moves.intend(pressed, round, read, { person: "p-substitute", at: later(pressedAt, 1) }, hash);
    expect(other?.event.fact.type).toBe("signing-intended");
  });

  it("tells that the version changed since it was read", () => {
    const old = { version: 1, hash: hash("another") };
    const stale = { code: "stale", figures: { version: 1 } };
    expect(outcome(() => moves.intend(before, round, old, chief(pressedAt), hash))).toEqual(stale);
    expect(outcome(() => sign(pressed, pressedAt, later(pressedAt, 1), "p-head", old))).toEqual(stale);
    const recalled = aLife({ state: "handed-in" }).submission;
    const draft = apply(recalled, moves.recall(recalled, writer(at("2021-05-31T10:00:00Z")), hash).event);
    expect(outcome(() => moves.intend(draft, round, readOf(recalled), chief(pressedAt), hash))).toEqual(stale);
    expect(outcome(() => sign(draft, pressedAt, pressedAt, "p-head", readOf(recalled)))).toEqual(stale);
  });

  it("forgets the press when the version it was for is taken back", () => {
    const early = waitingIn(round, at("2021-05-30T08:00:00Z"));
    const first = early.press(at("2021-05-30T09:00:00Z"));
    const back = apply(
      first,
      moves.sendBack(first, readOf(first), "Mer.", chief(at("2021-05-30T09:01:00Z")), hash).event,
    );
    expect(back.intent).toBeNull();
    const again = apply(back, moves.handIn(back, material, writer(at("2021-05-30T09:02:00Z")), hash).event);
    const signing = () =>
      early.sign(again, at("2021-05-30T09:03:00Z"), at("2021-05-30T09:02:30Z"), "p-head", readOf(again));
    expect(outcome(signing).code).toBe("reauthenticate");
  });

  it.each(["not-started", "submitted", "abstained"] as const)("is refused in %s", (state) => {
    const submission = aSubmission({ state });
    const refused = { code: "wrong-state", figures: { state } };
    expect(outcome(() => sign(submission, pressedAt, later(pressedAt, 1)))).toEqual(refused);
  });
});

describe("signing in time", () => {
  const login = (when: Instant) => later(when, 1000);

  it("is signing on 4 June what was handed in a second before closing, when handing in is what counts", () => {
    const { press, sign } = waitingIn(round);
    const fourth = at("2021-06-04T08:00:00Z");
    const { event } = sign(press(fourth), later(fourth, minute), login(fourth));
    expect(event.fact).toMatchObject({ receipt: { inTime: true, receivedAt: "2021-05-31T21:59:59.000Z" } });
  });

  it("is not signing on 4 June when the signature is what counts", () => {
    const { before, read } = waitingIn(signedRound);
    const fourth = chief(at("2021-06-04T08:00:00Z"));
    expect(outcome(() => moves.intend(before, signedRound, read, fourth, hash))).toEqual({
      code: "too-late",
      figures: { closedAt: closesAt, stands: false },
    });
  });

  it.each([
    ["handed-in" as const, "2021-06-07T21:59:59.999Z", "done"],
    ["handed-in" as const, "2021-06-07T22:00:00.000Z", "too-late"],
    ["signed" as const, "2021-05-31T21:59:59.999Z", "done"],
    ["signed" as const, "2021-05-31T22:00:00.000Z", "too-late"],
  ])("when %s counts: pressed at %s is %s", (act, when, code) => {
    const of = aRound({ act });
    const { before, read } = waitingIn(of);
    expect(outcome(() => moves.intend(before, of, read, chief(at(when)), hash)).code).toBe(code);
  });

  it.each(["handed-in", "signed"] as const)("counts when pressed, not when logged in, when %s counts", (act) => {
    const of = aRound({ act });
    const last = act === "signed" ? at("2021-05-31T21:59:59.999Z") : at("2021-06-07T21:59:59.999Z");
    const { before, press, sign } = waitingIn(of);
    const pressed = press(last);
    const { event } = sign(pressed, later(last, 15 * minute), later(last, 60_001));
    const receivedAt = act === "signed" ? last : "2021-05-31T21:59:59.000Z";
    expect(event.fact).toMatchObject({ receipt: { inTime: true, signedAt: last, receivedAt } });
    // Too late altogether: nobody had pressed, or the press is more than fifteen minutes old.
    expect(outcome(() => sign(before, later(last, 1), later(last, 1))).code).toBe("too-late");
    expect(outcome(() => sign(pressed, later(last, 15 * minute + 1), later(last, 60_001))).code).toBe("too-late");
  });

  it("is not lost by pressing once more after closing, while the first press is live", () => {
    const { before, read, press } = waitingIn(signedRound);
    const pressed = press(at("2021-05-31T21:59:59.000Z"));
    expect(moves.intend(pressed, signedRound, read, chief(at("2021-05-31T22:00:30.000Z")), hash)).toBeNull();
    expect(outcome(() => moves.intend(before, signedRound, read, chief(closesAt), hash)).code).toBe("too-late");
  });

  it("follows an extension, which moves both the closing and the last day to sign", () => {
    const { before, read } = waitingIn(round);
    const granted = extend(before, endOfDay("2021-06-14"), "Sjukdom.", { person: "p-skr", at: signBy }, hash);
    const after = apply(before, granted.event);
    expect(after.closesAt).toBe("2021-06-14T22:00:00.000Z");
    const pressing = (when: string) => outcome(() => moves.intend(after, round, read, chief(at(when)), hash)).code;
    expect(pressing("2021-06-21T21:59:59.999Z")).toBe("done");
    expect(pressing("2021-06-21T22:00:00.000Z")).toBe("too-late");
    expect(outcome(() => moves.recall(after, writer(at("2021-06-14T21:59:59.999Z")), hash)).code).toBe("done");
    expect(outcome(() => moves.recall(after, writer(at("2021-06-14T22:00:00.000Z")), hash)).code).toBe("too-late");
  });
});

describe("an extension", () => {
  const draft = aSubmission({ state: "draft" });
  const skr = (when: string) => ({ person: "p-skr", at: at(when) });

  it.each([
    ["to the same instant", "2021-05-31", "2021-05-20T08:00:00Z", "invalid"],
    ["backwards", "2021-05-30", "2021-05-20T08:00:00Z", "invalid"],
    ["forwards by a day", "2021-06-01", "2021-05-20T08:00:00Z", "done"],
    ["after closing", "2021-06-14", "2021-06-02T08:00:00Z", "done"],
    ["to a day that has passed", "2021-06-14", "2021-06-15T08:00:00Z", "invalid"],
    ["to this very instant", "2021-06-14", "2021-06-14T22:00:00.000Z", "invalid"],
    ["to the next millisecond", "2021-06-14", "2021-06-14T21:59:59.999Z", "done"],
  ])("%s is %s", (_, until, when, code) => {
    expect(outcome(() => extend(draft, endOfDay(until), "Sjukdom.", skr(when), hash)).code).toBe(code);
  });

  it("is asked for until it is granted, and leaves its mark", () => {
    const asking = moves.requestExtension(draft, "Sjukdom.", writer(at("2021-06-01T08:00:00Z")), hash);
    const asked = apply(draft, asking.event);
    expect(asked).toMatchObject({ state: "draft", request: { at: "2021-06-01T08:00:00.000Z", by: "p-writer" } });
    const granting = extend(asked, endOfDay("2021-06-14"), "Sjukdom.", skr("2021-06-01T09:00:00Z"), hash);
    const granted = apply(asked, granting.event);
    expect(granted).toMatchObject({ request: null, extended: "2021-06-01T09:00:00.000Z", state: "draft" });
    expect(outcome(() => move.handIn(granted, at("2021-06-14T21:59:59.999Z"))).code).toBe("done");
    expect(outcome(() => move.handIn(granted, at("2021-06-14T22:00:00.000Z")))).toEqual({
      code: "too-late",
      figures: { closedAt: "2021-06-14T22:00:00.000Z", stands: false },
    });
    expect([asking, granting].map(({ event }) => stepsAfter(event))).toEqual([["mail"], ["mail"]]);
  });
});

describe("a standing version", () => {
  const when = (hours: number) => later(at("2021-05-31T08:00:00Z"), hours * 3_600_000);

  it("counts until the next one is signed", () => {
    const first = aLife({ state: "submitted" }).submission;
    const changing = apply(first, moves.change(first, writer(when(0)), hash).event);
    expect(changing).toMatchObject({ state: "draft", standing: 1, receipt: { number: "GFP-2021-W-1" } });
    const again = apply(changing, moves.handIn(changing, material, writer(when(1)), hash).event);
    expect(again).toMatchObject({ state: "handed-in", version: 2, standing: 1, receipt: { number: "GFP-2021-W-1" } });
    const pressing = moves.intend(again, round, readOf(again), chief(when(2)), hash) as life.Decision;
    const pressed = apply(again, pressing.event);
    expect(pressed).toMatchObject({ standing: 1, intent: { version: 2 } });
    const by = chief(later(when(2), minute));
    const signing = moves.sign(pressed, round, "GFP", readOf(again), head, later(when(2), 1000), said, by, hash);
    expect(apply(pressed, signing.event)).toMatchObject({
      ...{ state: "submitted", standing: 2, receipt: { number: "GFP-2021-W-2", version: 2 } },
    });
  });

  it("has the county's letters in its number, and the number of the version that was signed", () => {
    const stockholm = aLife({ state: "submitted", rss: anRss({ id: "AB", county: "Stockholm" }) });
    expect(stockholm.submission.receipt?.number).toBe("GFP-2021-AB-1");
    expect(life.codeOf(`${"0a1b2c3d".repeat(8)}`)).toBe("0A1B2C3D");
  });

  it("lets contacts change without a new version, for ever", () => {
    const { submission } = aLife({ state: "submitted" });
    const contacts = [{ name: "Elsa Ek", email: "elsa@example.se" }];
    const { event, contacts: kept } = moves.changeContacts(
      submission,
      contacts,
      writer(at("2023-01-01T00:00:00Z")),
      hash,
    );
    expect(kept).toEqual(contacts);
    // The chain has their hash only: erasing a person must leave it whole.
    expect(event.fact).toEqual({ type: "contacts-changed", content: hash(canonical(contacts)) });
    expect(apply(submission, event)).toMatchObject({ state: "submitted", version: 1, standing: 1 });
    expect(stepsAfter(event)).toEqual([]);
  });
});

describe("the state people are told", () => {
  const before = at("2021-05-31T21:59:59.999Z");
  const beforeSignBy = at("2021-06-07T21:59:59.999Z");
  const changing = (state: "draft" | "handed-in") => ({ ...aSubmission({ state }), standing: 1 });

  it.each<[string, life.Submission, Round, [open: string, closed: string, week: string, after: string]]>([
    [
      "nothing written",
      aSubmission({ state: "not-started" }),
      round,
      ["not-started", "not-in-time", "not-in-time", "not-in-time"],
    ],
    ["a draft", aSubmission({ state: "draft" }), round, ["draft", "not-in-time", "not-in-time", "not-in-time"]],
    [
      "handed in",
      aSubmission({ state: "handed-in" }),
      round,
      ["handed-in", "handed-in", "handed-in", "not-signed-in-time"],
    ],
    [
      "handed in where signing counts",
      aSubmission({ state: "handed-in" }),
      signedRound,
      ["handed-in", "not-signed-in-time", "not-signed-in-time", "not-signed-in-time"],
    ],
    ["submitted", aSubmission({ state: "submitted" }), round, ["submitted", "submitted", "submitted", "submitted"]],
    ["abstained", aSubmission({ state: "abstained" }), round, ["abstained", "abstained", "abstained", "abstained"]],
    ["a change begun", changing("draft"), round, ["draft", "submitted", "submitted", "submitted"]],
    ["a change handed in", changing("handed-in"), round, ["handed-in", "handed-in", "handed-in", "submitted"]],
  ])("of %s", (_, submission, of, told) => {
    const instants = [before, closesAt, beforeSignBy, signBy];
    expect(instants.map((now) => life.shownState(submission, of, now))).toEqual(told);
  });

  it("follows the RSS's own extension, not the round", () => {
    const draft = { ...aSubmission({ state: "draft" }), closesAt: endOfDay("2021-06-14") };
    expect(life.shownState(draft, round, signBy)).toBe("draft");
    expect(life.shownState(draft, round, endOfDay("2021-06-14"))).toBe("not-in-time");
  });
});

describe("what is done after an event", () => {
  it("is mail where somebody waits for it, and a document of what was signed", () => {
    const steps = (name: Move, state: life.State) =>
      stepsAfter((move[name](aSubmission({ state }), at("2021-05-31T12:00:00Z")) as life.Decision).event);
    expect(steps("handIn", "draft")).toEqual(["mail"]);
    expect(steps("sendBack", "handed-in")).toEqual(["mail"]);
    for (const [name, state] of [
      ["start", "not-started"],
      ["abstain", "draft"],
      ["resume", "abstained"],
      ["recall", "handed-in"],
      ["intend", "handed-in"],
      ["change", "submitted"],
    ] as const)
      expect([name, steps(name, state)]).toEqual([name, []]);
  });
});

describe("the chain of events", () => {
  const { events, submission } = aLife({ state: "submitted" });
  const isWhole = (list: life.Event[]) => chain.isWhole("2021.W", list, submission, hash);

  it("is whole as it was written, and ends in the submission's tip", () => {
    expect(isWhole(events)).toBe(true);
    expect(isWhole([])).toBe(false);
    const unborn = life.opened("2021.W", submission.closesAt, hash);
    expect(chain.isWhole("2021.W", [], unborn, hash)).toBe(true);
    expect(events.at(-1)?.hash).toBe(submission.tip);
    expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  });

  it("is not whole for another submission", () => {
    expect(chain.isWhole("2021.X", events, submission, hash)).toBe(false);
  });

  const index = fc.nat(events.length - 1);
  const resealed = (event: life.Event): life.Event => {
    const { hash: _, ...rest } = event;
    return { ...rest, hash: hash(canonical(rest)) };
  };
  const change: fc.Arbitrary<(event: life.Event) => life.Event> = fc.constantFrom(
    (event: life.Event) => ({ ...event, at: later(event.at, 1) }),
    (event: life.Event) => ({ ...event, by: "p-other" }),
    (event: life.Event) => ({ ...event, seq: event.seq + 1 }),
    (event: life.Event) => ({ ...event, id: "2021.X" }),
    (event: life.Event) => ({ ...event, prev: hash("x") }),
    (event: life.Event) => ({ ...event, hash: hash("x") }),
    (event: life.Event) => ({ ...event, fact: { type: "recalled" as const } }),
    (event: life.Event) => ({ ...event, extra: 1 }),
  );

  it("is whole while a newer event is being written", () => {
    const earlier = { seq: 3, tip: events[2]?.hash ?? "" };
    expect(chain.isWhole("2021.W", events, earlier, hash)).toBe(true);
  });

  it("breaks by any change, also by one whose own hash is made anew", () => {
    fc.assert(
      fc.property(index, change, fc.boolean(), (at_, alter, reseal) => {
        const altered = alter(events[at_] as life.Event);
        const list = events.with(at_, reseal ? resealed(altered) : altered);
        fc.pre(canonical(list) !== canonical(events));
        expect(isWhole(list)).toBe(false);
      }),
      runs(200, 5000),
    );
  });

  it("breaks by dropping, swapping, inserting or repeating", () => {
    fc.assert(
      fc.property(index, index, (a, b) => {
        const [one, other] = [events[a] as life.Event, events[b] as life.Event];
        if (a !== b) expect(isWhole(events.with(a, other).with(b, one))).toBe(false);
        expect(isWhole(events.toSpliced(a, 0, other))).toBe(false);
        expect(isWhole(events.toSpliced(a, 0, resealed({ ...other, seq: a + 1 })))).toBe(false);
        const shorter = events.toSpliced(a, 1);
        expect(isWhole(shorter)).toBe(false);
      }),
      runs(100, 2000),
    );
  });

  it("breaks by a number out of turn, also in the last event and sealed anew", () => {
    const last = events.at(-1) as life.Event;
    expect(isWhole(events.with(-1, resealed({ ...last, seq: last.seq + 1 })))).toBe(false);
  });

  it("names people by pseudonym only", () => {
    expect(JSON.stringify(events)).not.toMatch(/@|Maja|Elsa/);
  });
});
