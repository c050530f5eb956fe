import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chained } from "#domain/chain";
import type { Fact, State, Submission } from "#domain/submission";
import { aLife, aRound, hash } from "#tests/builders";
import { aDatabase, aMemoryTable, table } from "#tests/portal";
import { headRow, written } from "../../lambdas/store/rows.ts";
import { submissionStore } from "../../lambdas/store/submissions.ts";
import type { Db } from "../../lambdas/store/transact.ts";

const round = aRound();
const later = "2021-06-20T09:00:00.000Z";
const receipt = {
  ...{ number: "GFP-2021-W-1", version: 1, hash: hash("V"), receivedAt: later, inTime: true, handedInAt: later },
  ...{ handedInBy: "p-writer", signedAt: later, by: "p-head" },
};
const evidence = {
  ...{ method: "portal" as const, pressedAt: later, authenticatedAt: later, shown: "Jag skriver under." },
  membership: { role: "head" as const, from: later, to: null, confirmedBy: "p-admin" },
  language: "sv" as const,
};

/** One of each kind of event, as somebody would write it who has not asked the rules. */
const facts: { [T in Fact["type"]]: Extract<Fact, { type: T }> } = {
  started: { type: "started" },
  abstained: { type: "abstained" },
  resumed: { type: "resumed" },
  "handed-in": { type: "handed-in", version: 2, content: hash("V2") },
  "handed-in-for": {
    ...{ type: "handed-in-for", version: 2, content: hash("V2"), receivedAt: later },
    ...{ how: "post", reason: "Kom med post." },
  },
  recalled: { type: "recalled" },
  "sent-back": { type: "sent-back", comment: "Läs igen." },
  "signing-intended": { type: "signing-intended", version: 1, content: hash("V") },
  signed: { type: "signed", receipt, evidence },
  changed: { type: "changed" },
  "extension-requested": { type: "extension-requested", reason: "Sjukdom" },
  extended: { type: "extended", closesAt: "2021-07-31T22:00:00.000Z", reason: "Sjukdom" },
  "contacts-changed": { type: "contacts-changed", content: hash("C") },
  "completion-requested": {
    ...{ type: "completion-requested", version: 1, questions: ["8b"], dueAt: "2021-07-31T22:00:00.000Z" },
    message: "Hur många?",
  },
  "completion-withdrawn": { type: "completion-withdrawn", reason: "Vi vet." },
  proposed: { type: "proposed", version: 1, amount: 400_000, reasons: "" },
  "proposal-withdrawn": { type: "proposal-withdrawn", comment: "Fel." },
  approved: { type: "approved", version: 1, amount: 400_000, reasons: "", proposedBy: "p-officer" },
  rejected: { type: "rejected", version: 1, reasons: "Nej." },
  assigned: { type: "assigned", to: "p-officer" },
  paid: { type: "paid", amount: 400_000, on: "2021-06-20", reference: "Utbetalning 7" },
  "unused-noted": { type: "unused-noted", amount: 0, note: "" },
};

/** Where a submission may be: the states, and what else tells them apart. */
const places = {
  "not-started": () => aLife({ state: "not-started" }).submission,
  abstained: () => aLife({ state: "abstained" }).submission,
  "first draft": () => aLife({ state: "draft" }).submission,
  "first hand-in": () => aLife({ state: "handed-in" }).submission,
  submitted: () => aLife({ state: "submitted" }).submission,
  "next draft": () => ({ ...aLife({ state: "submitted" }).submission, state: "draft" as State }),
  "next hand-in": () => ({ ...aLife({ state: "handed-in" }).submission, standing: 1 }),
  proposed: () => ({ ...aLife({ state: "submitted" }).submission, proposal: proposal("p-officer") }),
  "proposed by oneself": () => ({ ...aLife({ state: "submitted" }).submission, proposal: proposal("p-anybody") }),
  returned: () => aLife({ state: "returned" }).submission,
  "answer handed in": () => ({ ...aLife({ state: "returned" }).submission, state: "handed-in" as State }),
  approved: () => aLife({ state: "approved" }).submission,
  rejected: () => aLife({ state: "rejected" }).submission,
} satisfies Record<string, () => Submission>;
type Place = keyof typeof places;

const proposal = (by: string) => ({ version: 1, amount: 400_000, at: later, by, hash: "" });

const standing = ["submitted", "next draft", "next hand-in"] as const;
const open = ["first draft", "first hand-in", ...standing, "proposed", "proposed by oneself"] as const;

/** Written from product.md, "Life of a submission", and not from domain/life.ts: in which places each event may happen at all. */
const may: Record<Fact["type"], readonly Place[]> = {
  started: ["not-started"],
  abstained: ["not-started", "first draft"],
  resumed: ["abstained"],
  // Later than its closing a draft is not handed in; the answer that SKR asked for is.
  "handed-in": ["returned"],
  "handed-in-for": ["not-started", "first draft", "next draft"],
  recalled: ["first hand-in", "next hand-in", "answer handed in"],
  "sent-back": ["first hand-in", "next hand-in", "answer handed in"],
  "signing-intended": ["first hand-in", "next hand-in", "answer handed in"],
  signed: ["first hand-in", "next hand-in", "answer handed in"],
  changed: ["submitted", "proposed", "proposed by oneself"],
  "extension-requested": ["not-started", "abstained", "first draft", "first hand-in", "next draft", "next hand-in"],
  extended: ["not-started", "abstained", ...open, "returned", "answer handed in"],
  "contacts-changed": [
    ...[...standing, "proposed", "proposed by oneself", "returned", "answer handed in"],
    ...["approved", "rejected"],
  ] as Place[],
  "completion-requested": [...standing, "returned", "answer handed in"],
  "completion-withdrawn": ["returned", "answer handed in"],
  proposed: [...standing, "returned", "answer handed in"],
  "proposal-withdrawn": ["proposed", "proposed by oneself"],
  // Money, and so what another officer has proposed.
  approved: ["proposed"],
  rejected: [...standing, "returned", "answer handed in"],
  assigned: Object.keys(places) as Place[],
  paid: ["approved"],
  "unused-noted": ["approved"],
};

describe("a move that the rules have not been asked about", () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  beforeAll(async () => {
    database = await aDatabase();
  });
  afterAll(() => database.stop());

  /** The places in which the store lets such an event happen. */
  async function happens(db: Db, type: Fact["type"]): Promise<string[]> {
    const store = submissionStore(db, table, async () => {});
    const done: string[] = [];
    for (const [index, [place, make]] of Object.entries(places).entries()) {
      const before: Submission = { ...make(), id: `${type}-${index}.W` };
      await db.send(new PutItemCommand({ TableName: table, Item: written(headRow(before)) }));
      const event = chained(before, facts[type], { person: "p-anybody", at: later }, hash);
      if ((await store.commit(before, { event }, "key-00000001")) !== null) done.push(place);
    }
    return done;
  }

  it.each(Object.keys(facts) as Fact["type"][])("%s is written where it may happen and nowhere else", async (type) => {
    const memory = (await aMemoryTable()).db;
    const expected = Object.keys(places).filter((place) => may[type].includes(place as Place));
    expect(await happens(database.client, type)).toEqual(expected);
    expect(await happens(memory, type)).toEqual(expected);
  });

  it("is tried in every place with every event", () => {
    const pairs = Object.keys(facts).length * Object.keys(places).length;
    process.stdout.write(`illegal-moves: ${pairs} pairs of place and event, each in the database and in memory\n`);
    expect(pairs).toBeGreaterThanOrEqual(22 * 13);
    expect(round.closesAt < later).toBe(true);
  });
});
