import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  archiveOf,
  decisionNumber,
  isSealed,
  type Level,
  type Leveled,
  levels,
  newestOf,
  numbered,
  tidyCopied,
} from "#domain/documents";
import { templates } from "#domain/templates/registry";
import { runs } from "#tests/builders";
import type { GatewayEvent } from "../../lambdas/api/request.ts";
import { sourceOf } from "../../lambdas/api/source.ts";

const made = (level: Level, renewal = 0, version = 1): Leveled => ({ version, level, renewal });

describe("the document to give out", () => {
  it("is the highest sealed level of the version, in whatever order they come", () => {
    const rising = ["B-B", "B-T", "B-LT", "B-LTA"] as const;
    fc.assert(
      fc.property(fc.shuffledSubarray([...rising], { minLength: 1 }), (some) => {
        const highest = rising.findLast((level) => some.includes(level));
        expect(
          newestOf(
            some.map((level) => made(level)),
            1,
          )?.level,
        ).toBe(highest);
      }),
      runs(100, 1000),
    );
  });

  it("is the last renewal of that level", () => {
    const all = [made("B-LTA", 2), made("B-LTA"), made("B-LTA", 10), made("B-LT", 40)];
    expect(newestOf(all, 1)).toEqual(made("B-LTA", 10));
  });

  it("is never the copy for archives, and never another version's", () => {
    expect(newestOf([made("archive"), made("unsigned")], 1)).toBeUndefined();
    expect(newestOf([made("archive")], 1)).toBeUndefined();
    expect(newestOf([made("B-T", 0, 2)], 1)).toBeUndefined();
  });

  it("of a decision is another one than the version's, and neither is given out for the other", () => {
    const decision = { ...made("B-T"), of: "decision" as const };
    const all = [made("B-LT"), decision, made("archive"), { ...decision, level: "archive" as const }];
    expect([newestOf(all, 1)?.level, newestOf(all, 1, "decision")]).toEqual(["B-LT", decision]);
    expect([archiveOf(all, 1)?.of, archiveOf(all, 1, "decision")?.of]).toEqual([undefined, "decision"]);
    expect(newestOf([made("B-LT")], 1, "decision")).toBeUndefined();
    expect(newestOf([decision], 1)).toBeUndefined();
  });

  it("is sealed at every level but the first and the copy for archives", () => {
    expect(levels.filter(isSealed)).toEqual(["B-B", "B-T", "B-LT", "B-LTA"]);
  });
});

describe("a receipt's number", () => {
  it.each([...templates.values()].map(({ prefix }) => prefix))("with the form's prefix %s is read", (prefix) => {
    expect(numbered(`${prefix}-2021-AB-12`)).toEqual({ prefix, year: 2021, rss: "AB", version: 12 });
  });

  it("of a decision leads to the version that was decided on", () => {
    const number = decisionNumber("RAP-2021-AB-12");
    expect(number).toBe("RAP-2021-AB-12-BESLUT");
    expect(numbered(number)).toEqual({ prefix: "RAP", year: 2021, rss: "AB", version: 12, of: "decision" });
    expect(numbered(tidyCopied(" rap–2021–ab–12–beslut"))).toEqual(numbered(number));
    for (const other of ["-BESLUT", "GFP-2021-W-BESLUT", `${number}-BESLUT`, "GFP-2021-W-1-BESLUT-1"])
      expect([other, numbered(other)]).toEqual([other, null]);
  });

  it.each([
    " gfp-2021-w-1 ",
    "GFP 2021 W 1".replaceAll(" ", "-\u00A0"),
    "GFP–2021–W–1",
    "GFP\u20112021\u2011W\u20111",
    "ＧＦＰ-２０２１-Ｗ-１",
  ])("is read as people copy it: %s", (copied) => {
    expect(numbered(tidyCopied(copied))).toEqual({ prefix: "GFP", year: 2021, rss: "W", version: 1 });
  });

  it.each([
    ...[
      "",
      "GFP",
      "GFP-2021-W",
      "GFP-2021-W-0",
      "GFP-2021-W-01",
      "GFP-2021-W-10000",
      "GFP-2021-W-1-1",
      "GFP-2021-W#-1",
    ],
    ...["GFP-21-W-1", "2021.W", "GFP-2021-W-1\nGFP-2021-W-2", "GFP-2021-W--1", "G-2021-W-1"],
  ])("is not %j", (text) => {
    expect(numbered(text)).toBeNull();
  });

  it("is never anything else than what it says, whatever is typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const tidy = tidyCopied(text);
        const said = numbered(tidy);
        if (said) expect(`${said.prefix}-${said.year}-${said.rss}-${said.version}`).toBe(tidy);
        expect(tidyCopied(tidy)).toBe(tidy);
      }),
      runs(300, 5000),
    );
  });
});

describe("where a request comes from", () => {
  const source = (sourceIp: string, forwarded?: string) =>
    sourceOf({
      headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
      requestContext: { http: { sourceIp } },
    } as unknown as GatewayEvent);

  it("is whoever speaks to the gateway, when nobody speaks for them", () => {
    expect(source("192.0.2.1")).toEqual({ hop: "192.0.2.1", viewer: "192.0.2.1" });
    expect(source("192.0.2.1", "192.0.2.1")).toEqual({ hop: "192.0.2.1", viewer: "192.0.2.1" });
  });

  it("is the one that CloudFront speaks for, whatever that one has written before", () => {
    expect(source("198.51.100.7", "203.0.113.9, 198.51.100.7").viewer).toBe("203.0.113.9");
    expect(source("198.51.100.7", "10.0.0.1,unknown, 203.0.113.9,198.51.100.7")).toEqual({
      hop: "198.51.100.7",
      viewer: "203.0.113.9",
    });
  });

  it.each([
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
  ])("is a subscriber and not one of their addresses: %s", (address, network) => {
    expect(source(address).hop).toBe(network);
  });
});
