import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { instant } from "#domain/deadlines";
import {
  type Act,
  can,
  holding,
  isInside,
  knows,
  type Membership,
  type Role,
  registeringMembership,
  SKR,
  signingMembership,
  type User,
} from "#domain/permissions";
import { at, aUser, runs } from "#tests/builders";

const now = at("2021-05-31T12:00:00Z");
const acts: Act[] = ["overview", "see", "read-version", "write", "sign", "paper", "extend"];
const roles: Role[] = ["writer", "head", "reader", "officer", "admin"];

/** "overview" is asked of no RSS, everything else of one. */
const may = (user: User, act: Act, rss: string, when = now) => can(user, act, act === "overview" ? null : rss, when);
const actsOf = (user: User, rss: string, when = now) => acts.filter((act) => may(user, act, rss, when)).join(" ");

describe("who may do what", () => {
  // By the product's table of people, not by the code.
  it.each<[role: Role, org: string, own: string, other: string, inside: boolean]>([
    ["writer", "W", "see read-version write paper", "", true],
    ["head", "W", "see read-version write sign paper", "", true],
    ["reader", "W", "see read-version", "", true],
    ["officer", SKR, "overview see read-version paper extend", "overview see read-version paper extend", false],
    ["admin", SKR, "", "", false],
    // A role in the wrong house is somebody's mistake, and gives nothing.
    ["writer", SKR, "", "", false],
    ["head", SKR, "", "", false],
    ["reader", SKR, "", "", false],
    ["officer", "W", "", "", false],
    ["admin", "W", "", "", false],
  ])("%s of %s: at home %j, elsewhere %j, inside: %s", (role, org, own, other, inside) => {
    const user = aUser({ roles: { [org]: role } });
    expect(actsOf(user, "W")).toBe(own);
    expect(actsOf(user, "X")).toBe(other);
    expect(knows(user, "W", now)).toBe(own.includes("see"));
    expect(knows(user, "X", now)).toBe(other.includes("see"));
    expect(isInside(user, "W", now)).toBe(inside);
    expect(isInside(user, "X", now)).toBe(false);
    expect(Boolean(signingMembership(user, "W", now))).toBe(role === "head" && inside);
    expect(signingMembership(user, "X", now)).toBeUndefined();
  });

  it("gives nothing to somebody without membership", () => {
    const nobody: User = { ...aUser({ roles: {} }), memberships: [] };
    expect(actsOf(nobody, "W")).toBe("");
    expect(knows(nobody, "W", now)).toBe(false);
    expect(isInside(nobody, "W", now)).toBe(false);
  });

  it("never lets SKR inside, where drafts are, whatever role SKR gives", () => {
    for (const role of roles) {
      const user = aUser({ roles: { [SKR]: role } });
      for (const rss of ["W", "AB", SKR]) expect([role, rss, isInside(user, rss, now)]).toEqual([role, rss, false]);
    }
  });

  it("does not take one county's letter for another's", () => {
    const user = aUser({ roles: { A: "head" } });
    for (const rss of ["AB", "AC", "a", "", "B"]) expect([rss, actsOf(user, rss)]).toEqual([rss, ""]);
    expect(actsOf(aUser({ roles: { "": "head" } }), "W")).toBe("");
  });

  it("lets one person serve several RSS, each by its own role", () => {
    const user = aUser({ roles: { W: "head", X: "reader", [SKR]: "officer" } });
    expect(actsOf(user, "W")).toBe("overview see read-version write sign paper extend");
    expect(actsOf(user, "X")).toBe("overview see read-version paper extend");
    expect(isInside(user, "X", now)).toBe(true);
    expect(isInside(user, "Y", now)).toBe(false);
  });
});

describe("a membership", () => {
  const from = at("2021-05-31T10:00:00.000Z");
  const to = at("2021-05-31T11:00:00.000Z");
  const head = aUser({ roles: { W: "head" }, from, to });

  it.each([
    ["2021-05-31T09:59:59.999Z", false],
    ["2021-05-31T10:00:00.000Z", true],
    ["2021-05-31T10:59:59.999Z", true],
    ["2021-05-31T11:00:00.000Z", false],
    ["2021-05-31T11:00:00.001Z", false],
  ])("of an hour holds at %s: %s", (when, holds) => {
    expect(holding(head.memberships, at(when))).toHaveLength(holds ? 1 : 0);
    expect(may(head, "sign", "W", at(when))).toBe(holds);
    expect(knows(head, "W", at(when))).toBe(holds);
    expect(isInside(head, "W", at(when))).toBe(holds);
    expect(Boolean(signingMembership(head, "W", at(when)))).toBe(holds);
  });

  it("that is revoked gives nothing from that millisecond, also at SKR", () => {
    const officer = aUser({ roles: { [SKR]: "officer" }, to });
    expect(actsOf(officer, "W", at("2021-05-31T10:59:59.999Z"))).toBe("overview see read-version paper extend");
    expect(actsOf(officer, "W", to)).toBe("");
  });

  it("by which one signs is the one that holds, for a substitute the delegated one", () => {
    const before: Membership = {
      org: "W",
      role: "head",
      from: at("2020-01-01T00:00:00Z"),
      to: from,
      confirmedBy: "p-1",
    };
    const during: Membership = { ...before, from, to, confirmedBy: "p-2" };
    const writer: Membership = { ...before, role: "writer", to: null };
    const user: User = { ...head, memberships: [writer, before, during] };
    expect(signingMembership(user, "W", at("2021-05-31T10:30:00Z"))).toBe(during);
    expect(signingMembership(user, "W", at("2021-05-31T09:30:00Z"))).toBe(before);
    expect(signingMembership(user, "W", at("2021-05-31T11:30:00Z"))).toBeUndefined();
  });

  it("by which one registers a paper is one in the RSS, and at SKR only for want of that", () => {
    const both = aUser({ roles: { [SKR]: "officer", W: "writer", X: "reader" } });
    const by = (user: User, rss: string) => registeringMembership(user, rss, now);
    expect(by(both, "W")).toMatchObject({ org: "W", role: "writer" });
    expect(by(both, "X")).toMatchObject({ org: SKR, role: "officer" });
    expect(by(both, "Y")).toMatchObject({ org: SKR, role: "officer" });
    expect(by(aUser({ roles: { W: "reader" } }), "W")).toBeUndefined();
    expect(by(aUser({ roles: { X: "head" } }), "W")).toBeUndefined();
  });

  it("adds to the others and takes nothing away, at every instant", () => {
    const ms = fc.integer({ min: 0, max: 20 });
    const membership: fc.Arbitrary<Membership> = fc.record({
      org: fc.constantFrom("W", "X", SKR),
      role: fc.constantFrom(...roles),
      from: ms.map(instant),
      to: fc.option(ms.map(instant)),
      confirmedBy: fc.constant("p-admin"),
    });
    fc.assert(
      fc.property(
        fc.array(membership, { maxLength: 5 }),
        ms.map(instant),
        fc.constantFrom("W", "X"),
        (all, when, rss) => {
          const user = (memberships: Membership[]): User => ({ ...head, memberships });
          for (const act of acts) {
            const expected = all.some((each) => may(user([each]), act, rss, when));
            expect(may(user(all), act, rss, when)).toBe(expected);
          }
          expect(isInside(user(all), rss, when)).toBe(all.some((each) => isInside(user([each]), rss, when)));
        },
      ),
      runs(200, 10_000),
    );
  });
});
