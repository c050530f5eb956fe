import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { aRound } from "#tests/builders";
import {
  addressOfFilters,
  filtersIn,
  isLate,
  isShown,
  noFilters,
  type OverviewRow,
  sorted,
  timeOf,
} from "../../web/overview/rows.ts";

const now = "2021-06-05T09:00:00.000Z";
const closesAt = "2021-05-31T22:00:00.000Z";
const round = aRound({ signDays: 7 });

const row = (county: string, over: Partial<OverviewRow> = {}): OverviewRow => ({
  ...{ id: `2021.${county}`, rss: { id: county, name: `RSS ${county}`, county }, state: "submitted", standing: 1 },
  ...{ closesAt, inTime: true, movedAt: now, number: null, receivedAt: "2021-05-30T22:30:00.000Z", requested: false },
  ...{ due: null, proposed: null, amount: null, assigned: null, isRead: false },
  ...over,
});

describe("the rows of SKR's overview", () => {
  it("count days on Stockholm's calendar: since it came, until it closes, since it closed, until SKR is answered", () => {
    expect(timeOf(row("X"), round, now)).toEqual({ kind: "waited", days: 5 });
    expect(timeOf(row("X", { receivedAt: now }), round, now)).toEqual({ kind: "waited", days: 0 });
    expect(timeOf(row("X", { state: "draft" }), round, "2021-05-31T21:59:00.000Z")).toEqual({ kind: "left", days: 0 });
    expect(timeOf(row("X", { state: "not-in-time" }), round, now)).toEqual({ kind: "closed", days: 5 });
    expect(timeOf(row("X", { state: "returned", due: "2021-06-03T22:00:00.000Z" }), round, now)).toEqual({
      ...{ kind: "due", days: -2 },
    });
    expect(timeOf(row("X", { state: "approved" }), round, now)).toBeNull();
  });

  it("wait for the head until the day of the signature, and are late only after it", () => {
    const handedIn = (at: string) => timeOf(row("X", { state: "handed-in", standing: null }), round, at);
    expect(handedIn("2021-06-05T09:00:00.000Z")).toEqual({ kind: "left", days: 2 });
    expect(handedIn("2021-06-07T21:59:00.000Z")).toEqual({ kind: "left", days: 0 });
    const unsigned = row("X", { state: "not-signed-in-time", standing: null });
    expect(timeOf(unsigned, round, "2021-06-09T09:00:00.000Z")).toEqual({ kind: "closed", days: 2 });
  });

  it("are late when they came late, did not come, or owe an answer", () => {
    expect(isLate(row("X"), now)).toBe(false);
    expect(isLate(row("X", { inTime: false }), now)).toBe(true);
    expect(isLate(row("X", { state: "not-in-time", inTime: null }), now)).toBe(true);
    expect(isLate(row("X", { due: now }), now)).toBe(true);
    expect(isLate(row("X", { due: "2021-06-06T22:00:00.000Z" }), now)).toBe(false);
  });

  it("are shown by who has them, also whoever looks and nobody", () => {
    const mine = row("X", { assigned: { id: "p-karin", name: "Karin" } });
    const by = (officer: string, each: OverviewRow) => isShown(each, { ...noFilters, officer }, "p-karin", now);
    expect([by("me", mine), by("p-karin", mine), by("p-johan", mine), by("nobody", mine)]).toEqual([
      ...[true, true, false, false],
    ]);
    expect([by("me", row("W")), by("nobody", row("W"))]).toEqual([false, true]);
  });

  it("come with who asks for more time first, then what waits longest or is due soonest, and the empty last", () => {
    const rows = [
      row("A", { state: "approved" }),
      row("B", { state: "draft", closesAt: "2021-06-20T22:00:00.000Z" }),
      row("C", { receivedAt: "2021-05-20T09:00:00.000Z" }),
      row("D", { state: "draft", requested: true, closesAt: "2021-06-20T22:00:00.000Z" }),
    ];
    const order = (descending: boolean) =>
      sorted(rows, { by: "days", descending }, round, now).map(({ rss }) => rss.county);
    expect(order(false)).toEqual(["D", "C", "B", "A"]);
    expect(order(true)).toEqual(["B", "C", "D", "A"]);
  });

  it("are filtered alike by whoever opens the address", () => {
    fc.assert(
      fc.property(
        fc.record({
          state: fc.constantFrom(null, "submitted" as const, "not-in-time" as const),
          officer: fc.constantFrom(null, "me", "nobody", "p&?=å"),
          ...{ requested: fc.boolean(), late: fc.boolean(), attest: fc.boolean() },
        }),
        (filters) => {
          const { searchParams } = new URL(addressOfFilters("/oversikt/2021", filters), "https://portal.example.se");
          expect(filtersIn(Object.fromEntries(searchParams))).toEqual(filters);
        },
      ),
    );
    expect(filtersIn({ lage: "nonsense", visa: "allt" })).toEqual(noFilters);
  });
});
