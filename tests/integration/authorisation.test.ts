import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { instant } from "#domain/deadlines";
import { type Role, SKR } from "#domain/permissions";
import { type RouteName, routes } from "#domain/routes";
import {
  forAnybody,
  forIdentities,
  type KindOfPerson,
  kinds,
  ofNamedThings,
  places,
  type Stage,
  stages,
  verdict,
} from "#tests/authorisation";
import type { MemoryTable } from "#tests/memory-table";
import { aMemoryTable, aPortalInMemory, type Callable, identityOf, may20, type Reply } from "#tests/portal";
import { fillIn, handInPlan, pressAndSign, proposedIn } from "#tests/story";
import { bodies, paramsOf, seen } from "#tests/well-formed";

const day = 24 * 3_600_000;
const subs: Record<KindOfPerson, string> = {
  ...{ writer: "maja", head: "anna", reader: "olle", officer: "karin", admin: "lena" },
  ...{ past: "past", coming: "coming", astray: "astray", stranger: "nobody" },
};
const orgs = { own: "W", other: "X", none: "QQ" };
const ids = { own: "2021.W", other: "2021.X", none: "2021.QQ" };
const writers: Record<string, [writer: string, head: string]> = {
  [ids.own]: ["maja", "anna"],
  [ids.other]: ["sara", "per"],
};
const late = "2021-05-21T10:00:00.000Z";
const money = { outcome: "approved", amount: 400_000, reasons: null };

/** How each stage is reached from the one before it. */
const reach: Record<Stage, [after: Stage | null, go: (portal: Callable, id: string) => Promise<unknown>]> = {
  "not-started": [null, async () => {}],
  draft: ["not-started", (portal, id) => fillIn(portal, id, writers[id]?.[0] ?? "")],
  "handed-in": ["draft", (portal, id) => handInPlan(portal, id, writers[id]?.[0] ?? "")],
  submitted: [
    "handed-in",
    async (portal, id) => {
      const head = writers[id]?.[1] ?? "";
      const { answer } = await portal.call(head, "submission", { params: { id } });
      const at = { pressed: "2021-05-21T08:00:00.000Z", loggedIn: "2021-05-21T08:01:00.000Z" };
      await pressAndSign(portal, id, head, answer.waiting ?? { version: 0, hash: "" }, at);
    },
  ],
  returned: [
    "submitted",
    (portal, id) =>
      portal.call("johan", "requestCompletion", { params: { id }, body: bodies.requestCompletion, at: late }),
  ],
  proposed: ["submitted", (portal, id) => portal.call("johan", "decide", { params: { id }, body: money, at: late })],
  approved: [
    "proposed",
    async (portal, id) =>
      portal.call("karin", "attest", { params: { id }, body: await proposedIn(portal, id, late), at: late }),
  ],
  rejected: [
    "submitted",
    (portal, id) => {
      const body = { outcome: "rejected", amount: null, reasons: "Mål saknas." };
      return portal.call("johan", "decide", { params: { id }, body, at: late });
    },
  ],
  abstained: [
    "not-started",
    (portal, id) => portal.call(writers[id]?.[0] ?? "", "abstain", { params: { id }, body: {} }),
  ],
};

const shown: Partial<Record<Stage, string>> = { proposed: "submitted" };

describe("authorisation", () => {
  const tables = new Map<Stage, MemoryTable>();

  async function tableOf(stage: Stage): Promise<MemoryTable> {
    const there = tables.get(stage);
    if (there) return there;
    const [after, go] = reach[stage];
    const memory = after ? (await tableOf(after)).clone() : await withOddPeople();
    const portal = aPortalInMemory(memory);
    for (const id of [ids.own, ids.other]) {
      await go(portal, id);
      const { answer } = await portal.call("karin", "submission", { params: { id }, at: late });
      if (answer.state !== (shown[stage] ?? stage)) throw new Error(`${id} is ${answer.state} and not ${stage}`);
    }
    tables.set(stage, memory);
    return memory;
  }

  async function withOddPeople(): Promise<MemoryTable> {
    const memory = await aMemoryTable();
    const { registry } = aPortalInMemory(memory);
    const belong = async (sub: string, org: string, role: Role, from: number, to: number | null) => {
      const person = { id: `p-${sub}`, name: "Nils Ek", email: `${sub}@example.se` };
      await registry.putPerson(person, identityOf(sub));
      const membership = {
        org,
        role,
        from: instant(from),
        to: to === null ? null : instant(to),
        confirmedBy: "p-admin",
      };
      await registry.putMembership(person.id, membership);
    };
    await belong("past", "W", "writer", 0, may20 - day);
    await belong("coming", "W", "writer", may20 + 40 * day, null);
    await belong("astray", "W", "officer", 0, null);
    await belong("astray", SKR, "head", 0, null);
    return memory;
  }

  const all = (Object.keys(routes) as RouteName[]).filter((name) => routes[name].who === "person");

  const ask = (portal: Callable, kind: KindOfPerson, name: RouteName, place: keyof typeof ids) => {
    const [body, revision] = [bodies[name], seen(name)];
    return portal.call(subs[kind], name, {
      ...{ params: paramsOf(ids[place], orgs[place]), at: late },
      ...(body === undefined ? {} : { body }),
      ...(revision === undefined ? {} : { seen: revision }),
    });
  };

  const told = ({ status, code }: Reply<RouteName>): string =>
    code === "not-allowed" ? "no" : code === "not-found" ? "-" : status >= 500 ? `broken: ${status}` : "may";

  let cells = 0;
  let different = 0;
  beforeAll(async () => {
    for (const stage of stages) await tableOf(stage);
  }, 60_000);

  it.each(stages)(
    "is as the rules say on every route for everybody, in state %s",
    async (stage) => {
      const memory = await tableOf(stage);
      const differences: string[] = [];
      // What is about no submission is the same whatever state one is in.
      const asked = all.filter((name) => stage === stages[0] || routes[name].path.includes("{id}"));
      // Whoever is told no has changed nothing, which the next of them sees.
      const refused = memory.clone();
      const refusing = aPortalInMemory(refused);
      for (const name of asked) {
        const isOfOne = /\{(id|org)\}/.test(routes[name].path);
        for (const kind of kinds) {
          for (const place of isOfOne ? places : (["none"] as const)) {
            const expected = verdict(name, kind, place, stage);
            const portal = expected === "may" ? aPortalInMemory(memory.clone()) : refusing;
            const reply = await ask(portal, kind, name, place);
            const found = told(reply);
            cells += 1;
            const isNothing = expected === "may" && found === "-" && ofNamedThings.includes(name);
            if (found !== expected && !isNothing)
              differences.push(`${name} by ${kind} on ${place}: ${found}, not ${expected}`);
            // What is hidden answers byte for byte as what does not exist.
            const text = expected === "-" ? '{"code":"not-found"}' : '{"code":"not-allowed"}';
            if (expected !== "may" && found === expected && reply.text !== text)
              differences.push(`${name}: ${reply.text}`);
          }
        }
      }
      if (!isDeepStrictEqual(refused.everything(), memory.everything()))
        differences.push("a refusal changed something");
      different += differences.length;
      expect(differences).toEqual([]);
    },
    120_000,
  );

  it("was asked about every route there is", () => {
    expect(
      Object.keys(routes)
        .filter((name) => !all.includes(name as RouteName))
        .sort(),
    ).toEqual([...forAnybody, ...forIdentities].sort());
    process.stdout.write(`authorisation: ${cells} cells, ${different} differences\n`);
    expect(cells).toBeGreaterThan(10_000);
  });
});
