import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { expect, it } from "@jest/globals";
import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { type Instant, instant } from "#domain/deadlines";
import type { Member } from "#domain/mailings";
import { type Happening, planned } from "#domain/planned";
import { tickOf } from "#domain/reminders";
import { usualLadder } from "#domain/round-settings";
import type { Run } from "#domain/run";
import { opened, type Submission } from "#domain/submission";
import { aRound, at, hash, runs } from "#tests/builders";
import { memoryTable } from "#tests/memory-table";
import { table } from "#tests/portal";
import { aTick, refused } from "#tests/reminding";
import { registryStore } from "../../lambdas/store/registry.ts";
import { headRow } from "../../lambdas/store/rows.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";

const round = { ...aRound(), opensAt: at("2021-04-01T22:00:00Z") };
const run: Run = {
  ...{ state: "open", rev: 1, seq: 1, tip: "", ladder: usualLadder, frame: null },
  ...{ openedAt: round.opensAt, closedAt: null },
};
const first = Temporal.PlainDate.from("2021-04-25");
const days = 55;
const letters = ["A", "B", "C"] as const;
type Letter = (typeof letters)[number];

/** Days on which offices are shut between April and July 2021, by the calendar on the wall. */
const shut = new Set(["2021-05-13", "2021-06-25"]);
const isShut = (day: Temporal.PlainDate) => day.dayOfWeek > 5 || shut.has(day.toString());
const earlier = (day: Temporal.PlainDate): Temporal.PlainDate =>
  isShut(day) ? earlier(day.subtract({ days: 1 })) : day;

/** Who serves whom: Eva writes for A and B, Sam heads C and writes for A. */
const serving: [person: string, rss: Letter, role: "writer" | "head"][] = [
  ["ada", "A", "writer"],
  ["eva", "A", "writer"],
  ["eva", "B", "writer"],
  ["sam", "A", "writer"],
  ["sam", "C", "head"],
  ["kim", "A", "head"],
  ["lis", "B", "head"],
  ["noa", "B", "head"],
  ["tor", "C", "writer"],
];

type Act = "hand-in" | "sign" | "send-back" | "abstain" | "resume" | "extend";
type Turn = { day: number; minute: number; rss: Letter; act: Act };
type Wish = {
  turns: Turn[];
  /** Days on which no tick comes, or it comes again. */
  missed: number[];
  repeated: number[];
  /** The n-th mail of all is refused, or nobody knows whether it went. */
  refused: number[];
  lost: number[];
};

const turn: fc.Arbitrary<Turn> = fc.record({
  day: fc.nat(days),
  // Before the tick of the day as often as after it.
  minute: fc.oneof(fc.nat(8 * 60 - 1), fc.integer({ min: 8 * 60, max: 24 * 60 - 1 })),
  rss: fc.constantFrom(...letters),
  act: fc.constantFrom<Act[]>("hand-in", "hand-in", "sign", "send-back", "abstain", "resume", "extend"),
});

const instantOf = ({ day, minute }: Turn): Instant =>
  instant(
    first
      .add({ days: day })
      .toZonedDateTime({ timeZone: "Europe/Stockholm", plainTime: { hour: 0 } })
      .add({ minutes: minute }).epochMilliseconds,
  );

/** What becomes of one RSS, said from the rules of the portal: an act that is not open to it does nothing. */
type Stands = { state: "draft" | "waiting" | "in" | "out"; since: Temporal.PlainDate; last: Temporal.PlainDate };
const begun = (): Stands => ({ state: "draft", since: first, last: Temporal.PlainDate.from("2021-05-31") });

function took(stands: Stands, { day, act }: Turn): { stands: Stands; happening: Happening["what"] } | null {
  const today = first.add({ days: day });
  const isOpen = Temporal.PlainDate.compare(today, stands.last) <= 0;
  const isSignable = Temporal.PlainDate.compare(today, stands.last.add({ days: 7 })) <= 0;
  const { state } = stands;
  if (act === "hand-in" && state === "draft" && isOpen)
    return { stands: { ...stands, state: "waiting", since: today }, happening: "handed-in" };
  if (act === "send-back" && state === "waiting" && isOpen)
    return { stands: { ...stands, state: "draft" }, happening: "sent-back" };
  if (act === "sign" && state === "waiting" && isSignable)
    return { stands: { ...stands, state: "in" }, happening: "signed" };
  if (act === "abstain" && state === "draft" && isOpen)
    return { stands: { ...stands, state: "out" }, happening: "abstained" };
  if (act === "resume" && state === "out" && isOpen)
    return { stands: { ...stands, state: "draft" }, happening: "resumed" };
  if (act === "extend" && Temporal.PlainDate.compare(stands.last, "2021-06-10") < 0)
    return { stands: { ...stands, last: stands.last.add({ days: 10 }) }, happening: "extended" };
  return null;
}

const beginningOf = (day: Temporal.PlainDate): Instant =>
  instant(day.toZonedDateTime("Europe/Stockholm").epochMilliseconds);
const closesAt = ({ last }: Stands): Instant => beginningOf(last.add({ days: 1 }));

/** HEAD as it is in such a state. */
function headOf(rss: Letter, stands: Stands, now: Instant): Submission {
  // It waits since it was handed in, whatever was done to it afterwards.
  const frozen = { version: 1, hash: "", at: beginningOf(stands.since), by: "p" };
  const times = { receivedAt: now, handedInAt: now, signedAt: now };
  const receipt = { ...frozen, number: "", inTime: true, handedInBy: "p", ...times };
  const state = ({ draft: "draft", waiting: "handed-in", in: "submitted", out: "abstained" } as const)[stands.state];
  return {
    ...opened(`${round.id}.${rss}`, closesAt(stands), hash),
    state,
    waiting: state === "handed-in" ? frozen : null,
    ...(state === "submitted" ? { standing: 1, receipt } : {}),
  };
}

type Day2 = { today: Temporal.PlainDate; stands: Record<Letter, Stands> };

/** The oracle: which mails a tick has to send, as `kind step person: RSS …`, given the last day that was done. */
function expected({ today, stands }: Day2, done: Temporal.PlainDate): Map<string, Letter[]> {
  const mails = new Map<string, Letter[]>();
  const isDue = (day: Temporal.PlainDate) =>
    Temporal.PlainDate.compare(day, done) > 0 && Temporal.PlainDate.compare(day, today) <= 0;
  const tell = (role: "writer" | "head", rss: Letter, step: string) => {
    for (const [person, its, as] of serving) {
      if (its !== rss || as !== role) continue;
      const key = `${step} ${person}`;
      mails.set(key, [...(mails.get(key) ?? []), rss]);
    }
  };
  for (const rss of letters) {
    const { state, since, last } = stands[rss];
    const steps = (all: number[]) => all.filter((n) => isDue(earlier(last.subtract({ days: n }))));
    const least = (all: number[]) => (all.length > 0 ? String(Math.min(...all)).padStart(2, "0") : null);
    if (state === "draft" && Temporal.PlainDate.compare(today, last) <= 0) {
      const [writers, heads] = [least(steps([30, 14, 7, 2, 0])), least(steps([7, 2, 0]))];
      if (writers) tell("writer", rss, `not-handed-in ${last}.${writers}`);
      if (heads) tell("head", rss, `not-handed-in ${last}.${heads}`);
    }
    const tooLate = last.add({ days: 7 });
    if (state === "waiting" && Temporal.PlainDate.compare(today, tooLate) <= 0) {
      const isAfter = (day: Temporal.PlainDate) => Temporal.PlainDate.compare(day, since) > 0;
      const week = [0, 1, 2, 3, 4, 5, 6].filter((n) => {
        const day = tooLate.subtract({ days: n });
        return !isShut(day) && isAfter(day) && isDue(day);
      });
      const before = steps([7, 2, 0]).filter((n) => isAfter(earlier(last.subtract({ days: n }))));
      const [soonest, sooner] = [least(week), least(before)];
      // The last week begins when the time to hand in is over.
      if (soonest) tell("head", rss, `not-signed ${tooLate}.${soonest}`);
      else if (sooner) tell("head", rss, `not-signed ${last}.${sooner}`);
    }
  }
  return mails;
}

const members = (rss: Letter): Member[] =>
  serving
    .filter(([, its]) => its === rss)
    .map(([id, , role]) => ({ id, email: `${id}@example.se`, role, from: instant(0), to: null }));
const rssOf = (rss: Letter) => ({
  id: rss,
  name: `RSS ${rss}`,
  county: rss,
  host: rss,
  registrar: `r.${rss}@example.se`,
});

/** The portal lives through such a history; answers what was sent and what ought to have been. */
async function lived({ turns, missed, repeated, refused: no, lost }: Wish) {
  const memory = memoryTable();
  const registry = registryStore(memory.db, table, async () => {});
  await registry.putRound({ ...round, ...run });
  for (const rss of letters) await registry.putRss(rssOf(rss));
  for (const [id, org, role] of serving) {
    await registry.putPerson({ id, name: id, email: `${id}@example.se` }, `identity-${id}`);
    await registry.putMembership(id, { org, role, from: instant(0), to: null, confirmedBy: "p" });
  }
  const put = async (rss: Letter, stands: Stands, now: Instant) =>
    void (await memory.db.send(
      new PutItemCommand({
        TableName: table,
        Item: marshall(headRow(headOf(rss, stands, now)), { removeUndefinedValues: true }),
      }),
    ));
  const stands: Record<Letter, Stands> = { A: begun(), B: begun(), C: begun() };
  for (const rss of letters) await put(rss, stands[rss], round.opensAt);

  let count = 0;
  const tick = aTick(
    { call: undefined as never, client: memory.db, store: submissionStore(memory.db, table), registry },
    (to) => {
      // SKR's own lists are of other tests.
      if (to.startsWith("kvinnofrid")) return;
      const n = count++;
      if (lost.includes(n)) throw Object.assign(new Error("reset"), { code: "ECONNRESET" });
      if (no.includes(n)) throw refused();
    },
  );
  const marks = async () => [
    ...new Map(
      (await Promise.all(letters.map((rss) => tick.mails.ofSubmission(`${round.id}.${rss}`))))
        .flat()
        .map((mark) => [`${mark.kind} ${mark.step} ${mark.person}`, mark] as const),
    ),
  ];

  const wanted = new Map<string, Letter[]>();
  const happens: Record<Letter, Happening[]> = { A: [], B: [], C: [] };
  const inTime = turns.toSorted((one, other) => Number(instantOf(one) > instantOf(other)) || -1);
  let next = 0;
  let done = first.subtract({ days: 1 });
  for (let n = 0; n < days; n += 1) {
    const today = first.add({ days: n });
    const now = tickOf(today.toString());
    for (let each = inTime[next]; each && instantOf(each) <= now; each = inTime[next]) {
      next += 1;
      const taken = took(stands[each.rss], each);
      if (!taken) continue;
      stands[each.rss] = taken.stands;
      const when = { at: instantOf(each) };
      happens[each.rss].push(
        taken.happening === "extended"
          ? { ...when, what: "extended", closesAt: closesAt(taken.stands) }
          : ({ ...when, what: taken.happening } as Happening),
      );
      await put(each.rss, taken.stands, when.at);
    }
    if (missed.includes(n)) continue;
    for (let time = 0; time <= (repeated.includes(n) ? 1 : 0); time += 1) {
      // One that was refused is tried again, about what is due by then: whoever has handed in meanwhile is left out.
      const again = new Set<string>((await marks()).filter(([, { state }]) => state === "failed").map(([key]) => key));
      for (const [key, about] of expected({ today, stands }, done))
        if (!wanted.has(key) || again.has(key)) wanted.set(key, about);
      const { failed } = await tick.on(today.toString());
      if (failed === 0) done = today;
    }
  }
  const told = (await marks()).filter(([, { person }]) => person !== "staff");
  const mails = tick.sent.filter(({ to }) => !to.startsWith("kvinnofrid"));
  return { wanted, told, mails, happens, tick };
}

const few = (most: number, length: number) => fc.array(fc.nat(most), { maxLength: length });
const weather: fc.Arbitrary<Wish> = fc.record({
  turns: fc.array(turn, { maxLength: 14 }),
  missed: few(days, 12),
  repeated: few(days, 12),
  refused: few(30, 4),
  lost: few(30, 4),
});

/** Eva's mail about A and B is refused as often as it is tried, and before the next morning A has handed in. */
const handedInBetween: Wish = {
  turns: [
    { day: 5, minute: 481, rss: "C", act: "hand-in" },
    { day: 22, minute: 481, rss: "A", act: "hand-in" },
  ],
  ...{ missed: [], repeated: [], refused: [0, 6, 7], lost: [] },
};

it("whatever happens, each person is reminded of exactly what is due, at most once, and never after the hand-in", async () => {
  await fc.assert(
    fc.asyncProperty(weather, async (wish) => {
      const { wanted, told, mails } = await lived(wish);
      // Every mail there ought to be has its mark, about those RSS, and there is no other.
      expect(Object.fromEntries(told.map(([key, { about }]) => [key, about.map((id) => id.split(".")[1])]))).toEqual(
        Object.fromEntries(wanted),
      );
      // Of each mark one mail at most; none where nobody knows, or it was refused to the end.
      const sent = told.filter(([, { state }]) => state === "sent");
      expect(mails).toHaveLength(sent.length);
      const messages = mails.map(({ to, letter }) => `${to} ${letter.subject}`);
      expect(sent.map(([, { to, subject }]) => `${to} ${subject}`).sort()).toEqual(messages.sort());
    }),
    { ...runs(15, 200), examples: [[handedInBetween]] },
  );
}, 600_000);

it("what is planned is what the ticks send, mail by mail and day by day", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(turn, { maxLength: 14 }), async (turns) => {
      const { told, happens } = await lived({ turns, missed: [], repeated: [], refused: [], lost: [] });
      const parts = letters.map((rss) => ({ rss: rssOf(rss), members: members(rss), happens: happens[rss] }));
      const until = tickOf(first.add({ days }).toString());
      const plan = [...planned(round, usualLadder, parts, "kvinnofrid@example.se")].flatMap((each) =>
        each.type === "mail" &&
        each.step !== null &&
        each.at >= tickOf(first.toString()) &&
        each.at < until &&
        each.to.person !== "staff"
          ? [`${each.at} ${each.kind} ${each.step} ${each.to.person}: ${each.about}`]
          : [],
      );
      expect(plan.sort()).toEqual(told.map(([key, { at, about }]) => `${at} ${key}: ${about}`).sort());
    }),
    runs(8, 100),
  );
}, 600_000);
