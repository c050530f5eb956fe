import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import * as chain from "#domain/chain";
import { dayOf, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import * as moves from "#domain/moves";
import { handedIn, signOnPaper } from "#domain/paper";
import type { Membership } from "#domain/permissions";
import { extend as extension } from "#domain/review";
import type { Round } from "#domain/rounds";
import * as life from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { answersFilled, aRound, aUser, hash, runs } from "#tests/builders";

const minute = 60_000;
const day = 24 * 60 * minute;
const closing = Date.UTC(2021, 4, 31, 22);
const rss = { id: "W", name: "RSS Dalarna", county: "Dalarna", host: "Region Exempel" };
const complete = answersFilled();

/** What a submission is, said as simply as it can be: by the product's words and plain milliseconds. */
type Model = {
  act: Round["act"];
  now: number;
  state: life.State;
  moves: number;
  version: number;
  standing: number;
  closes: number;
  handedInAt: number;
  press: { by: string; at: number } | null;
  asked: boolean;
  inTimeBy: number;
};
type Real = { round: Round; submission: life.Submission; events: life.Event[]; versions: life.Version[] };

const lastToSign = (model: Model) => (model.act === "signed" ? model.closes : model.closes + 7 * day); // no clocks change in summer
const isOpen = (model: Model) => model.now < model.closes;
const isPressed = ({ press, now }: Model, by: string) => press?.by === by && now - press.at <= 15 * minute;

/** Codes a move may be refused with now; none when it must succeed. */
type Refused = (model: Readonly<Model>) => string[];
const unless = (holds: boolean, code: string) => (holds ? [] : [code]);

const moving = (
  name: string,
  refused: Refused,
  decide: (real: Real, model: Readonly<Model>) => life.Decision | null,
  then: (model: Model) => void,
): fc.Command<Model, Real> => ({
  check: () => true,
  toString: () => name,
  run(model, real) {
    const expected = refused(model);
    let decision: life.Decision | null;
    try {
      decision = decide(real, model);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      expect(expected).toContain(error.code);
      return;
    }
    expect(expected).toEqual([]);
    if (decision) {
      real.submission = life.apply(real.submission, decision.event);
      real.events.push(decision.event);
      if (decision.freeze) real.versions.push(decision.freeze);
      model.moves += 1;
    }
    then(model);
    compare(model, real);
  },
});

function compare(model: Model, { round, submission }: Real): void {
  const { state, moves: seq, version, closes } = model;
  const { waiting, intent, receipt } = submission;
  const told = { ...submission, closesAt: Date.parse(submission.closesAt) };
  expect(told).toMatchObject({ state, seq, version, closesAt: closes, standing: model.standing || null });
  expect(waiting?.version ?? 0).toBe(state === "handed-in" ? version : 0);
  expect(intent && { by: intent.by, at: Date.parse(intent.at) }).toEqual(model.press);
  expect(submission.request !== null).toBe(model.asked);
  expect(receipt?.number).toBe(model.standing ? `GFP-2021-W-${model.standing}` : undefined);
  if (receipt) expect([Date.parse(receipt.receivedAt), receipt.inTime]).toEqual([model.inTimeBy, true]);
  expect(life.isEditable(submission, instant(model.now), "7a")).toBe(state === "draft" && isOpen(model));
  expect(life.shownState(submission, round, instant(model.now))).toBe(shownAgain(model));
}

/** What must hold of a whole life: the log is unbroken and tells all, versions are numbered without a gap. */
function review({ round, submission, events, versions }: Real): void {
  expect(chain.isWhole("2021.W", events, submission, hash)).toBe(true);
  expect(events.reduce(life.apply, life.opened("2021.W", round.closesAt, hash))).toEqual(submission);
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
  expect(versions).toHaveLength(submission.version);
}

function shownAgain(model: Model): life.ShownState {
  const { state, standing, now } = model;
  if (state === "submitted" || state === "abstained") return state;
  const stillMovable = state === "handed-in" ? now < lastToSign(model) : isOpen(model);
  if (stillMovable) return state;
  if (standing) return "submitted";
  return state === "handed-in" ? "not-signed-in-time" : "not-in-time";
}

const by = (person: string, { now }: Model) => ({ person, at: instant(now) });
const bounded =
  (...states: life.State[]): Refused =>
  (model) => [...unless(isOpen(model), "too-late"), ...unless(states.includes(model.state), "wrong-state")];
const toDraft = (model: Model) => {
  model.state = "draft";
  model.press = null;
};

/** Refused because what was read is not what waits, or nothing does. */
function unread(model: Model, isOld: boolean): string[] {
  if (model.state === "handed-in") return isOld ? ["stale"] : [];
  return model.state === "draft" && model.version > 0 ? ["stale"] : ["wrong-state"];
}
const readOf = ({ submission }: Real, isOld: boolean) => ({
  version: Math.max(1, submission.version),
  hash: isOld ? hash("old") : (submission.waiting?.hash ?? hash("old")),
});

const heads = fc.constantFrom("p-head", "p-substitute");
const membership = aUser({ roles: { W: "head" } }).memberships[0] as Membership;

const start = moving("start", bounded("not-started"), (r, m) => moves.start(r.submission, by("p-1", m), hash), toDraft);
const abstain = moving(
  "abstain",
  (model) => [...bounded("not-started", "draft")(model), ...unless(model.standing === 0, "wrong-state")],
  (r, m) => moves.abstain(r.submission, by("p-1", m), hash),
  (m) => {
    m.state = "abstained";
  },
);
const resume = moving(
  "resume",
  bounded("abstained"),
  (r, m) => moves.resume(r.submission, by("p-1", m), hash),
  toDraft,
);
const handIn = (isComplete: boolean) =>
  moving(
    isComplete ? "hand in" : "hand in with a gap",
    (model) => [...bounded("draft")(model), ...unless(isComplete, "missing")],
    ({ round, submission }, m) => {
      const answers = isComplete ? complete : { ...complete, "12": "" };
      return moves.handIn(submission, { template: plan2021, round, answers, files: [], rss }, by("p-1", m), hash);
    },
    (m) => {
      Object.assign(m, { state: "handed-in", version: m.version + 1, handedInAt: m.now, press: null });
    },
  );
const recall = moving(
  "recall",
  bounded("handed-in"),
  (r, m) => moves.recall(r.submission, by("p-1", m), hash),
  toDraft,
);
const sendBack = moving(
  "send back",
  (m) => [...unread(m, false), ...unless(isOpen(m), "too-late")],
  (r, m) => moves.sendBack(r.submission, readOf(r, false), "Mer.", by("p-head", m), hash),
  toDraft,
);
const change = moving(
  "change",
  bounded("submitted"),
  (r, m) => moves.change(r.submission, by("p-1", m), hash),
  toDraft,
);
const press = (person: string, isOld: boolean) =>
  moving(
    `${person} presses${isOld ? " on an old version" : ""}`,
    (m) => {
      const reasons = unread(m, isOld);
      if (reasons.length > 0 || isPressed(m, person)) return reasons;
      return unless(m.now < lastToSign(m), "too-late");
    },
    (r, m) => moves.intend(r.submission, r.round, readOf(r, isOld), by(person, m), hash),
    (m) => {
      if (!isPressed(m, person)) m.press = { by: person, at: m.now };
    },
  );
const sign = (person: string, isOld: boolean, loginAfter: number) =>
  moving(
    `${person} signs${isOld ? " an old version" : ""}, logged in ${loginAfter} ms after the press`,
    (m) => {
      const reasons = unread(m, isOld);
      if (reasons.length > 0) return reasons;
      if (!isPressed(m, person)) return [m.now < lastToSign(m) ? "reauthenticate" : "too-late"];
      return unless(loginAfter > 0, "reauthenticate");
    },
    (r, m) => {
      const login = instant((m.press?.at ?? m.now) + loginAfter);
      const read = readOf(r, isOld);
      return moves.sign(
        r.submission,
        r.round,
        "GFP",
        read,
        membership,
        login,
        { shown: "Jag skriver under.", language: "sv" },
        by(person, m),
        hash,
      );
    },
    (m) => {
      const inTimeBy = m.act === "signed" ? m.press?.at : m.handedInAt;
      Object.assign(m, { state: "submitted", standing: m.version, press: null, inTimeBy, asked: false });
    },
  );
const paper = (isOld: boolean) =>
  moving(
    `a paper${isOld ? " with a code of nothing" : ""} is registered`,
    (m) => {
      if (m.state === "handed-in") return isOld ? ["paper-unknown"] : unless(m.now < lastToSign(m), "too-late");
      return [m.state === "draft" && m.version > 0 && !isOld ? "paper-replaced" : "wrong-state"];
    },
    ({ round, submission, events }, m) => {
      const all = handedIn(events);
      const content = all.at(-1)?.hash ?? "";
      const code = isOld ? "no code" : life.codeOf(content);
      const file = { id: "f", name: "papper.pdf", type: "application/pdf", size: 9, sha256: hash("f"), key: "k" };
      const scan = {
        ...file,
        object: "o",
        verdict: "clean" as const,
        announced: { at: instant(m.now), hash: content },
      };
      const [registeredAs, head] = [membership, { person: "p-head", membership }];
      const said = { code, signedOn: dayOf(instant(m.now)), onBehalf: null, language: "sv" as const };
      const given = { ...said, head, scan, registeredAs };
      return signOnPaper(submission, { round, prefix: "GFP", all }, given, by("p-1", m), hash);
    },
    (m) => {
      const inTimeBy = m.act === "signed" ? m.now : m.handedInAt;
      Object.assign(m, { state: "submitted", standing: m.version, press: null, inTimeBy, asked: false });
    },
  );
const ask = moving(
  "ask for an extension",
  (m) => unless(m.state !== "submitted", "wrong-state"),
  (r, m) => moves.requestExtension(r.submission, "Sjukdom.", by("p-1", m), hash),
  (m) => {
    m.asked = true;
  },
);
const extend = (days: number) =>
  moving(
    `extend by ${days} days`,
    (m) => unless(days > 0 && m.closes + days * day > m.now, "invalid"),
    (r, m) => extension(r.submission, instant(m.closes + days * day), "Sjukdom.", by("p-skr", m), hash),
    (m) => {
      m.closes += days * day;
      m.asked = false;
    },
  );
const contacts = moving(
  "change contacts",
  (m) => unless(m.standing > 0, "wrong-state"),
  (r, m) => moves.changeContacts(r.submission, [{ name: "E", email: "e@example.se" }], by("p-1", m), hash),
  () => {},
);

/** Time passes: by a while, or to the very edge of a deadline if that is still to come. */
const waiting = (name: string, until: (model: Readonly<Model>) => number): fc.Command<Model, Real> => ({
  check: (model) => until(model) > model.now && until(model) < Date.UTC(2021, 9, 1),
  toString: () => name,
  run(model) {
    model.now = until(model);
  },
});
const whiles = [1, 1000, minute, 15 * minute, 15 * minute + 1, 3 * day].map((ms) =>
  waiting(`wait ${ms} ms`, ({ now }) => now + ms),
);
const edges = [-1000, -1, 0].flatMap((ms) => [
  waiting(`wait until ${-ms} ms before closing`, ({ closes }) => closes + ms),
  waiting(`wait until ${-ms} ms before the last to sign`, (model) => lastToSign(model) + ms),
]);

// What a life is made of comes often, what stops it seldom, or hardly any would be signed twice.
const commands = fc.commands<Model, Real>(
  [
    fc.constant(start),
    fc.constant(change),
    fc.constant(handIn(true)),
    fc.constant(handIn(true)),
    fc.constant(press("p-head", false)),
    fc.constant(press("p-head", false)),
    fc.constant(sign("p-head", false, 1)),
    fc.constant(sign("p-head", false, 1)),
    fc.constantFrom(abstain, resume, resume, recall, sendBack, ask, contacts, handIn(false)),
    fc.tuple(heads, fc.nat(4)).map(([head, nth]) => press(head, nth === 0)),
    fc
      .tuple(heads, fc.nat(4), fc.constantFrom(-1, 0, 1, 1000))
      .map(([head, nth, loginAfter]) => sign(head, nth === 0, loginAfter)),
    fc.nat(4).map((nth) => paper(nth === 0)),
    fc.constantFrom(-1, 0, 1, 7).map(extend),
    fc.constantFrom(...whiles, ...whiles, ...edges),
  ],
  { maxCommands: 60, size: "max" },
);

describe("any life of a submission", () => {
  it.each(["handed-in", "signed"] as const)("goes as a simple model says, when %s must be in time", (act) => {
    let signed = 0;
    fc.assert(
      fc.property(commands, (all) => {
        const round = aRound({ act });
        const submission = life.opened("2021.W", round.closesAt, hash);
        const real: Real = { round, submission, events: [], versions: [] };
        const model: Model = {
          ...{ act, now: closing - 2 * day, state: "not-started", moves: 0, version: 0, standing: 0 },
          ...{ closes: closing, handedInAt: 0, press: null, asked: false, inTimeBy: 0 },
        };
        fc.modelRun(() => ({ model, real }), all);
        review(real);
        if (model.standing > 0) signed += 1;
      }),
      runs(100, 600),
    );
    // Lives that never reach a signature would prove little; about a third do.
    expect(signed).toBeGreaterThan(8);
  });
});
