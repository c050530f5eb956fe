import { describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import {
  type Chained,
  chained,
  type Given,
  type GivenChain,
  given,
  isWhole,
  unbegun,
  verifyGiven,
} from "#domain/chain";
import { hash } from "#tests/builders";
import { command } from "../../lambdas/verify/command.ts";

type Fact = { type: string; note?: string };
const id = "round:2022";
const facts: Fact[] = [{ type: "created" }, { type: "said", note: "internt" }, { type: "opened" }, { type: "closed" }];

const events: Chained<Fact>[] = [];
for (const [n, fact] of facts.entries()) {
  const before = events.at(-1);
  const chain = before ? { id, seq: before.seq, tip: before.hash } : unbegun(id, hash);
  events.push(chained(chain, fact, { person: "p-lena", at: `2022-02-0${n + 1}T09:00:00.000Z` }, hash));
}
const head = { id, seq: 4, tip: events[3]?.hash ?? "" };
const all = given(head, events, () => true);
const some = given(head, events, ({ fact }) => fact.note === undefined);

/** Every way to tamper with a list of four. */
const tampered: [string, (list: Given[]) => Given[]][] = [
  [
    "an event changed",
    (list) => list.map((each, n) => (n === 2 ? { ...each, fact: { type: "edited" } } : each) as Given),
  ],
  ["another person", (list) => list.map((each, n) => (n === 2 ? { ...each, by: "p-karin" } : each) as Given)],
  [
    "another time",
    (list) => list.map((each, n) => (n === 2 ? { ...each, at: "2022-02-09T09:00:00.000Z" } : each) as Given),
  ],
  ["one dropped", (list) => list.filter((_, n) => n !== 2)],
  ["the first dropped", (list) => list.slice(1)],
  ["the last dropped", (list) => list.slice(0, -1)],
  ["two swapped", ([a, b, c, d]) => [a, c, b, d] as Given[]],
  ["one inserted", ([a, b, ...rest]) => [a, b, b, ...rest] as Given[]],
  ["one added", (list) => [...list, list[3]] as Given[]],
];

describe("a chain", () => {
  it("has each event with the hash of the one before, the first with that of what it is about", () => {
    expect(events.map(({ prev }) => prev)).toEqual([hash(id), ...events.slice(0, 3).map((each) => each.hash)]);
    const { hash: own, ...rest } = events[2] as Chained<Fact>;
    expect(own).toBe(hash(canonical(rest)));
    expect(isWhole(id, events, head, hash)).toBe(true);
  });

  it.each(tampered)("is not whole with %s", (_, tamper) => {
    expect(isWhole(id, tamper(events) as Chained<Fact>[], head, hash)).toBe(false);
  });
});

describe("a chain that is given away", () => {
  it("is verified by itself, also where an event is withheld", () => {
    expect(verifyGiven(all, hash)).toEqual({ kind: "whole", withheld: 0 });
    expect(verifyGiven(some, hash)).toEqual({ kind: "whole", withheld: 1 });
    expect(canonical(some)).not.toContain("internt");
    expect(
      verifyGiven(
        given(unbegun(id, hash), [], () => true),
        hash,
      ),
    ).toEqual({ kind: "whole", withheld: 0 });
  });

  it("ends where its head was, whatever has come since", () => {
    const early = given({ id, seq: 2, tip: events[1]?.hash ?? "" }, events, () => true);
    expect(early.events).toHaveLength(2);
    expect(verifyGiven(early, hash).kind).toBe("whole");
  });

  const broken = (chain: GivenChain) => verifyGiven(chain, hash).kind;
  it.each(tampered)("is broken with %s", (_, tamper) => {
    expect(broken({ ...all, events: tamper(all.events) })).toBe("broken");
  });

  it("is broken where a withheld event has been put in another's place", () => {
    const other = some.events.map((each, n) => (n === 1 ? { ...each, hash: hash("another") } : each) as Given);
    expect(verifyGiven({ ...some, events: other }, hash)).toEqual({ kind: "broken", at: 3 });
    expect(broken({ ...all, id: "round:2023" })).toBe("broken");
    expect(broken({ ...all, tip: hash("another") })).toBe("broken");
  });
});

describe("the command that verifies a log", () => {
  async function run(text: string, ...args: string[]) {
    const lines: string[] = [];
    const code = await command(["--log", "logg.json", ...args], {
      read: async () => Buffer.from(text),
      write: (line) => lines.push(line),
      complain: (line) => lines.push(line),
      now: "2026-05-20T09:00:00.000Z",
    });
    return { code, said: lines.join("\n") };
  }

  it("takes what the portal answers of a log, or its chain alone, and shows the last checksum", async () => {
    for (const file of [{ events: [], whole: true, chain: all }, all]) {
      const { code, said } = await run(JSON.stringify(file));
      expect(code).toBe(0);
      expect(said).toContain("HEL.");
      expect(said).toContain("round:2022: 4 händelser");
      expect(said).toContain(head.tip);
    }
  });

  it("tells what is withheld, and answers in English and as JSON", async () => {
    expect((await run(JSON.stringify(some))).said).toContain("1 av dem är med utan sitt innehåll");
    expect((await run(JSON.stringify(some), "--language", "en")).said).toContain("1 of them is there without content");
    const { said } = await run(JSON.stringify(some), "--json");
    expect(JSON.parse(said)).toEqual({
      ...{ file: "logg.json", verdict: "valid" },
      log: { id, seq: 4, tip: head.tip, kind: "whole", withheld: 1 },
    });
  });

  it("ends by 1 for a broken one and tells where", async () => {
    const [first, second, third, ...rest] = all.events;
    const { code, said } = await run(
      JSON.stringify({ ...all, events: [first, second, { ...third, by: "p-x" }, ...rest] }),
    );
    expect(code).toBe(1);
    expect(said).toContain("Händelse 3");
    expect((await run(JSON.stringify({ ...all, events: all.events.slice(0, 3) }))).said).toContain("saknas i slutet");
  });

  it.each([
    ["no JSON", "%PDF-1.7"],
    ["nothing", "null"],
    ["something else", '{"events":[]}'],
    ["events that are none", JSON.stringify({ ...all, events: [null] })],
    ["a number no event has", JSON.stringify(all).replace('"seq":1', '"seq":1,"more":0.5')],
    ["depths no event has", `{"chain":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
  ])("ends by 2 for %s", async (_, text) => {
    expect((await run(text)).code).toBe(2);
  });
});
