import { describe, expect, it } from "@jest/globals";
import { addDays, type Day, hourOf, type Instant, isRedDay } from "#domain/deadlines";
import type { Role } from "#domain/permissions";
import { isStillSo, type Remindable, type Reminder, remindersDue, type Standing, tickOf } from "#domain/reminders";
import { staffReminders } from "#domain/reminders-staff";
import { usualLadder } from "#domain/round-settings";
import type { Round } from "#domain/rounds";
import type { Ladder } from "#domain/run";
import { aRound, at } from "#tests/builders";

const round = aRound();
const long = at("2020-01-01T00:00:00Z");

const member = (id: string, role: Role, more: { from?: Instant; to?: Instant; email?: string } = {}) => ({
  ...{ id, role, email: `${id}@example.se`, from: long, to: null },
  ...more,
});
const people = [member("maja", "writer"), member("anna", "head"), member("olle", "reader")];

type Wish = Partial<Omit<Remindable, "id">> & {
  rss?: string;
  mailbox?: string;
  members?: Standing["members"];
  isRead?: boolean;
};
const receipt = (signedAt: Instant): NonNullable<Remindable["receipt"]> => ({
  ...{ number: "GFP-2021-W-1", version: 1, hash: "", inTime: true, handedInBy: "", by: "" },
  ...{ receivedAt: signedAt, handedInAt: signedAt, signedAt },
});
const waiting = (since: Instant) => ({ version: 1, hash: "", at: since, by: "p" });

function standing(
  { rss = "W", mailbox, members = people, isRead = false, ...of }: Wish = {},
  of2021 = round,
): Standing {
  return {
    rss: { id: rss, name: `RSS ${rss}`, registrar: `registrator.${rss}@example.se`, ...(mailbox ? { mailbox } : {}) },
    members,
    isRead,
    submission: {
      ...{ id: `${of2021.id}.${rss}`, state: "draft", standing: null, closesAt: of2021.closesAt },
      ...{ waiting: null, receipt: null, completion: null },
      ...of,
    },
  };
}

const since = (today: Day, after = addDays(today, -1)) => ({ after, today });
const told = ({ kind, step, to }: Reminder) => `${kind} ${step} ${to.person}`;
const on = (today: Day, standings: Standing[], { of = round, ladder = usualLadder, after }: On = {}) =>
  remindersDue(of, ladder, standings, since(today, after)).map(told);
type On = { of?: Round; ladder?: Ladder; after?: Day };

/** Every day of a stretch on which anything is sent, and what. */
function calendar(from: Day, to: Day, standings: Standing[], more: On = {}): Record<Day, string[]> {
  const found: Record<Day, string[]> = {};
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const mails = on(day, standings, more);
    if (mails.length > 0) found[day] = mails;
  }
  return found;
}

describe("the ladder of a plan that nobody hands in", () => {
  it("takes each step on its day, a day that is not a working day on the nearest one before; heads from the seventh", () => {
    // 1 May 2021 is a Saturday, the 29th too, the 31st a Monday.
    expect(calendar("2021-03-01", "2021-06-30", [standing({ mailbox: "rss.w@example.se" })])).toEqual({
      "2021-04-30": ["not-handed-in 2021-05-31.30 maja", "not-handed-in 2021-05-31.30 mailbox.W"],
      "2021-05-17": ["not-handed-in 2021-05-31.14 maja", "not-handed-in 2021-05-31.14 mailbox.W"],
      "2021-05-24": [
        "not-handed-in 2021-05-31.07 maja",
        "not-handed-in 2021-05-31.07 mailbox.W",
        "not-handed-in 2021-05-31.07 anna",
      ],
      "2021-05-28": [
        "not-handed-in 2021-05-31.02 maja",
        "not-handed-in 2021-05-31.02 mailbox.W",
        "not-handed-in 2021-05-31.02 anna",
      ],
      "2021-05-31": [
        "not-handed-in 2021-05-31.00 maja",
        "not-handed-in 2021-05-31.00 mailbox.W",
        "not-handed-in 2021-05-31.00 anna",
      ],
    });
  });

  it.each([
    // Sunday 31 May 2026: two days before and the day itself both move to Friday, and one mail goes; the seventh to Friday the 22nd.
    ["2026-05-31", ["2026-04-30", "2026-05-15", "2026-05-22", "2026-05-29"], "2026-05-31.00"],
    // Sunday 1 February 2026: thirty days before is Friday 2 January.
    ["2026-02-01", ["2026-01-02", "2026-01-16", "2026-01-23", "2026-01-30"], "2026-02-01.00"],
    // Tuesday 6 April 2021 comes after Easter: two days before moves past the weekend and Good Friday.
    ["2021-04-06", ["2021-03-05", "2021-03-23", "2021-03-30", "2021-04-01", "2021-04-06"], "2021-04-06.00"],
    // 3 January 2025 is a Friday; two days before is New Year's Day, which moves past New Year's Eve.
    ["2025-01-03", ["2024-12-04", "2024-12-20", "2024-12-27", "2024-12-30", "2025-01-03"], "2025-01-03.00"],
  ])("before %s sends on working days only: %j", (closesOn, days, last) => {
    const closesAt = hourOf(addDays(closesOn, 1), 0);
    const of = { ...round, id: "r", closesAt, opensAt: hourOf(addDays(closesOn, -90), 0) };
    const sent = calendar(addDays(closesOn, -90), addDays(closesOn, 30), [standing({ closesAt }, of)], { of });
    expect(Object.keys(sent)).toEqual(days);
    expect(days.filter(isRedDay)).toEqual([]);
    const final = sent[days.at(-1) ?? ""];
    expect(final).toEqual([`not-handed-in ${last} maja`, `not-handed-in ${last} anna`]);
  });

  it("is not told of days before the round opened", () => {
    const of = { ...round, opensAt: hourOf("2021-05-20", 0) };
    expect(Object.keys(calendar("2021-03-01", "2021-06-30", [standing()], { of }))).toEqual([
      ...["2021-05-24", "2021-05-28", "2021-05-31"],
    ]);
  });

  it("comes by at eight on Stockholm's clocks, in winter and in summer, also on the days they are changed", () => {
    expect(["2021-01-15", "2021-03-28", "2021-05-31", "2021-10-31", "2021-11-01"].map(tickOf)).toEqual([
      "2021-01-15T07:00:00.000Z",
      "2021-03-28T06:00:00.000Z",
      "2021-05-31T06:00:00.000Z",
      "2021-10-31T07:00:00.000Z",
      "2021-11-01T07:00:00.000Z",
    ]);
  });

  it("is caught up when ticks were missed, the most urgent step alone, and not after closing", () => {
    expect(on("2021-05-26", [standing()], { after: "2021-04-01" })).toEqual([
      "not-handed-in 2021-05-31.07 maja",
      "not-handed-in 2021-05-31.07 anna",
    ]);
    expect(on("2021-06-01", [standing()], { after: "2021-04-01" })).toEqual([]);
  });

  it("follows the RSS's own closing time, as a ladder of its own", () => {
    const closesAt = at("2021-06-14T22:00:00Z");
    const extended = standing({ closesAt });
    expect(Object.keys(calendar("2021-05-25", "2021-06-30", [extended]))).toEqual([
      ...["2021-05-31", "2021-06-07", "2021-06-11", "2021-06-14"],
    ]);
    expect(on("2021-05-31", [extended])).toEqual(["not-handed-in 2021-06-14.14 maja"]);
  });

  it("goes to whoever holds the role when it is sent", () => {
    const tick = tickOf("2021-05-24");
    const members = [
      member("left", "writer", { to: tick }),
      member("stays", "writer", { to: at("2021-05-24T06:00:00.001Z") }),
      member("new", "head", { from: tick }),
      member("later", "head", { from: at("2021-05-24T06:00:00.001Z") }),
    ];
    expect(on("2021-05-24", [standing({ members })]).map((line) => line.split(" ")[2])).toEqual(["stays", "new"]);
  });

  it("is one mail to a person who writes for two RSS, about both", () => {
    const both = [standing({ rss: "U" }), standing({ rss: "D" })];
    const mails = remindersDue(round, usualLadder, both, since("2021-05-17"));
    expect(mails.map(told)).toEqual(["not-handed-in 2021-05-31.14 maja"]);
    expect(mails[0]?.about).toEqual(["2021.D", "2021.U"]);
  });

  it("is one mail to a person who is both writer and head, and to an address that is also the RSS's own", () => {
    const members = [
      member("maja", "writer", { email: "rss.w@example.se" }),
      member("maja", "head", { email: "RSS.W@example.se" }),
    ];
    expect(on("2021-05-24", [standing({ members, mailbox: "rss.w@example.se" })])).toEqual([
      "not-handed-in 2021-05-31.07 maja",
    ]);
  });

  it.each([
    ["handed in and signed", { state: "submitted", standing: 1 }],
    ["changed after a version was signed, which counts", { state: "draft", standing: 1 }],
    ["not taken part in", { state: "abstained" }],
    ["decided on", { state: "approved", standing: 1 }],
  ] as const)("is not told of one that is %s", (_, of) => {
    expect(calendar("2021-03-01", "2021-08-01", [standing({ ...of, isRead: true })])).toEqual({});
  });

  it("passes over a marked address, and tells the RSS's own when nobody else in the role is reached", () => {
    const marked = new Set(["maja@example.se"]);
    const to = (members: Standing["members"], mailbox?: string) =>
      remindersDue(
        round,
        usualLadder,
        [standing({ members, ...(mailbox ? { mailbox } : {}) })],
        since("2021-05-17"),
        marked,
      ).map((mail) => mail.to.address);
    expect(to([member("maja", "writer", { email: "Maja@Example.se" }), member("elin", "writer")])).toEqual([
      "elin@example.se",
    ]);
    expect(to([member("maja", "writer")], "rss.w@example.se")).toEqual(["rss.w@example.se"]);
    expect(to([member("maja", "writer")])).toEqual(["registrator.W@example.se"]);
  });
});

describe("while a plan waits for its signature", () => {
  const handedIn = (since: Instant, more: Wish = {}) =>
    standing({ state: "handed-in", waiting: waiting(since), mailbox: "rss.w@example.se", ...more });

  it("only heads are reminded: on their days before closing, and daily in the last week before it is too late", () => {
    const heads = [...people, member("vik", "head")];
    const sent = calendar("2021-03-01", "2021-08-01", [handedIn(at("2021-05-10T09:00:00Z"), { members: heads })]);
    expect(Object.keys(sent)).toEqual([
      ...["2021-05-24", "2021-05-28", "2021-05-31"],
      // 5 and 6 June are a weekend, the 6th the national day besides.
      ...["2021-06-01", "2021-06-02", "2021-06-03", "2021-06-04", "2021-06-07"],
    ]);
    expect(sent["2021-06-07"]).toEqual(["not-signed 2021-06-07.00 anna", "not-signed 2021-06-07.00 vik"]);
  });

  it("nobody is reminded on the very day it was sent to them", () => {
    expect(on("2021-05-24", [handedIn(at("2021-05-23T22:00:00Z"))])).toEqual([]);
    expect(on("2021-05-24", [handedIn(at("2021-05-23T21:59:59Z"))])).toEqual(["not-signed 2021-05-31.07 anna"]);
  });

  it("where the signature is what must be in time, the last week is the last week before closing", () => {
    const of = { ...round, act: "signed" } as const;
    expect(Object.keys(calendar("2021-05-20", "2021-08-01", [handedIn(at("2021-05-10T09:00:00Z"))], { of }))).toEqual([
      ...["2021-05-24", "2021-05-25", "2021-05-26", "2021-05-27", "2021-05-28", "2021-05-31"],
    ]);
  });

  it("a completion is reminded of by its own days", () => {
    const completion = { dueAt: at("2021-08-20T22:00:00Z"), at: at("2021-07-01T09:00:00Z") };
    const waits = handedIn(at("2021-08-10T09:00:00Z"), { standing: 1, completion });
    expect(calendar("2021-08-01", "2021-09-01", [waits])).toEqual({
      "2021-08-18": ["not-signed 2021-08-20.02 anna"],
      "2021-08-20": ["not-signed 2021-08-20.00 anna"],
      "2021-08-23": ["completion-late 2021-08-20 anna"],
    });
  });
});

describe("a completion that SKR asked for", () => {
  // Monday 14 June: two days before is a Saturday.
  const completion = { dueAt: at("2021-06-14T22:00:00Z"), at: at("2021-06-02T09:00:00Z") };
  const asked = (more: Partial<typeof completion> = {}) =>
    standing({ state: "returned", standing: 1, completion: { ...completion, ...more }, mailbox: "rss.w@example.se" });

  it("is reminded of to writers and heads two days before, on the day, and on the working day after", () => {
    expect(calendar("2021-06-01", "2021-08-01", [asked()])).toEqual({
      "2021-06-11": ["completion 2021-06-14.02 maja", "completion 2021-06-14.02 anna"],
      "2021-06-14": ["completion 2021-06-14.00 maja", "completion 2021-06-14.00 anna"],
      "2021-06-15": ["completion-late 2021-06-14 maja", "completion-late 2021-06-14 anna"],
    });
  });

  it("that was asked for on such a day is not reminded of on it", () => {
    const dueAt = at("2021-06-03T22:00:00Z");
    expect(Object.keys(calendar("2021-06-01", "2021-06-30", [asked({ dueAt })]))).toEqual(["2021-06-03", "2021-06-04"]);
  });
});

describe("what SKR is reminded of", () => {
  const lists = (today: Day, standings: Standing[], after = addDays(today, -1)) => {
    const gathered = staffReminders(round, usualLadder, "kvinnofrid@example.se", { after, today });
    for (const each of standings) gathered.add(each);
    return gathered.all();
  };

  it("the day after closing, how it went: whatever day that is", () => {
    const all = [
      standing({ rss: "A", state: "submitted", standing: 1, isRead: true }),
      standing({ rss: "B", state: "draft", standing: 1 }),
      standing({ rss: "C", state: "handed-in", waiting: waiting(at("2021-05-31T20:00:00Z")) }),
      standing({ rss: "D", closesAt: at("2021-06-14T22:00:00Z") }),
      standing({ rss: "E", state: "not-started" }),
      standing({ rss: "F", state: "abstained" }),
    ];
    expect(lists("2021-05-31", all)).toEqual([]);
    expect(lists("2021-06-01", all)).toEqual([
      {
        ...{ kind: "after-closing", step: "2021-05-31", day: "2021-06-01" },
        to: { person: "staff", address: "kvinnofrid@example.se", language: "sv" },
        tally: {
          in: { count: 2, names: ["RSS A", "RSS B"] },
          waiting: { count: 1, names: ["RSS C"] },
          extended: { count: 1, names: ["RSS D"] },
          missing: { count: 1, names: ["RSS E"] },
          abstained: { count: 1, names: ["RSS F"] },
        },
        about: ["2021.A", "2021.B", "2021.C", "2021.D", "2021.E", "2021.F"],
      },
    ]);
    expect(lists("2021-06-15", all).map(({ step, tally }) => [step, tally])).toEqual([
      ["2021-06-14", { missing: { count: 1, names: ["RSS D"] } }],
    ]);
  });

  it("of two days that were missed, both", () => {
    const all = [standing({ rss: "D", closesAt: at("2021-06-01T22:00:00Z") })];
    expect(lists("2021-06-05", all, "2021-05-20").map(({ step }) => step)).toEqual(["2021-05-31", "2021-06-01"]);
  });

  it("on Mondays, what nobody has read in a working week", () => {
    const submitted = (signedAt: Instant) => standing({ state: "submitted", standing: 1, receipt: receipt(signedAt) });
    const friday = submitted(at("2021-05-07T09:00:00Z"));
    expect(lists("2021-05-10", [friday])).toEqual([]);
    expect(lists("2021-05-17", [friday]).map(({ kind, step }) => `${kind} ${step}`)).toEqual(["unread 2021-05-17"]);
    expect(lists("2021-05-18", [friday])).toEqual([]);
    expect(lists("2021-05-24", [friday])).toHaveLength(1);
    expect(lists("2021-05-24", [{ ...friday, isRead: true }])).toEqual([]);
    // What came on Monday has had four whole days by the next one; what came on Tuesday has not.
    expect(lists("2021-05-24", [submitted(at("2021-05-17T09:00:00Z"))])).toHaveLength(1);
    expect(lists("2021-05-24", [submitted(at("2021-05-18T09:00:00Z"))])).toHaveLength(0);
    // Easter Monday is on the Tuesday after.
    const march = submitted(at("2021-03-15T09:00:00Z"));
    expect(["2021-04-05", "2021-04-06"].map((day) => lists(day, [march]).length)).toEqual([0, 1]);
  });

  it("that a completion is late, the working day after it was due", () => {
    const completion = { dueAt: at("2021-06-11T22:00:00Z"), at: at("2021-06-02T09:00:00Z") };
    const late = standing({ state: "returned", standing: 1, completion });
    expect(lists("2021-06-12", [late])).toEqual([]);
    expect(lists("2021-06-14", [late]).map(({ kind, tally }) => [kind, tally.late?.names])).toEqual([
      ["completion-late", ["RSS W"]],
    ]);
  });

  it("names a hundred RSS and counts the rest", () => {
    const many = Array.from({ length: 250 }, (_, n) => standing({ rss: `R${n}` }));
    const [list] = lists("2021-06-01", many);
    expect([list?.tally.missing?.count, list?.tally.missing?.names.length, list?.about.length]).toEqual([
      250, 100, 100,
    ]);
  });
});

it("a reminder that is asked for again is sent only while it is so", () => {
  const may = at("2021-05-20T09:00:00Z");
  expect(isStillSo("not-handed-in", round, standing(), may)).toBe(true);
  expect(isStillSo("not-handed-in", round, standing(), round.closesAt)).toBe(false);
  expect(isStillSo("not-handed-in", round, standing({ state: "handed-in", waiting: waiting(may) }), may)).toBe(false);
  expect(isStillSo("not-signed", round, standing({ state: "handed-in", waiting: waiting(may) }), may)).toBe(true);
  expect(isStillSo("not-signed", round, standing(), may)).toBe(false);
});
