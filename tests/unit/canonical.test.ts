import { describe, expect, it } from "@jest/globals";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { canonical } from "#domain/canonical";
import plan2021 from "#domain/templates/plan-2021";
import { hash, runs } from "#tests/builders";

/** Shuffles the members of every object, so that the same value is written in another order. */
function shuffled(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, seed));
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([key, member]) => [key, shuffled(member, seed)] as const);
  const turned = members.slice(seed % (members.length || 1)).concat(members.slice(0, seed % (members.length || 1)));
  return Object.fromEntries(seed % 2 ? turned.reverse() : turned);
}

const json = fc
  .jsonValue({ maxDepth: 3, noUnicodeString: false })
  .map((value) =>
    JSON.parse(JSON.stringify(value, (_, member) => (typeof member === "number" ? Math.trunc(member) % 1e9 : member))),
  );

describe("the canonical text", () => {
  it.each([
    ["sorted keys", { b: 1, a: [true, null, "x"], A: 0 }, '{"A":0,"a":[true,null,"x"],"b":1}'],
    [
      "RFC 8785's order by UTF-16",
      { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 },
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
    ["RFC 8785's strings", '\u20ac$\u000f\nA\'B"\\\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ["members that are not there", { a: undefined, b: null }, '{"b":null}'],
    ["gaps in a list", [undefined, 1], "[null,1]"],
    ["zero", -0, "0"],
    ["nothing at all", {}, "{}"],
    ["an empty list in a list", [[], {}], "[[],{}]"],
  ])("has %s", (_, value, text) => {
    expect(canonical(value)).toBe(text);
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("has none for %d", (number) => {
    expect(() => canonical({ number })).toThrow(RangeError);
  });

  it("is the same in whatever order a value was written, and reads back as that value", () => {
    fc.assert(
      fc.property(json, fc.nat(9), (value, seed) => {
        expect(canonical(shuffled(value, seed))).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value));
      }),
      runs(200, 10_000),
    );
  });

  it("tells different values apart", () => {
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(canonical(a) === canonical(b)).toBe(JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b)));
      }),
      runs(200, 5000),
    );
  });

  it("has the same SHA-256 from Node as from another implementation", () => {
    const text = canonical(plan2021);
    expect(hash(text)).toBe(bytesToHex(sha256(utf8ToBytes(text))));
  });
});

/** Sorted by inserting: another way to the same order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  const keys: string[] = [];
  for (const key of Object.keys(value)) {
    const place = keys.findIndex((other) => other > key);
    keys.splice(place === -1 ? keys.length : place, 0, key);
  }
  return { members: keys.map((key) => [key, inOrder((value as Record<string, unknown>)[key])]) }; // no list looks like this
}
