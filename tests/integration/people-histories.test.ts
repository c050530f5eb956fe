import { expect, it } from "@jest/globals";
import fc from "fast-check";
import type { RouteName } from "#domain/routes";
import { runs } from "#tests/builders";
import { aMemoryTable, aPortalInMemory, may20 } from "#tests/portal";
import { personOf } from "../../infra/local/seed.ts";

const day = 86_400_000;
/** Everything happens at one of these instants, and what holds is looked at in each. */
const instants = Array.from({ length: 8 }, (_, n) => new Date(may20 + n * day).toISOString());
const subs = ["anna", "maja", "elin", "olle", "per", "lena", "karin"] as const;
/** Roles and where they are held; the last one is of the wrong house. */
const places = ["W head", "W writer", "W reader", "X head", "SKR officer", "SKR admin", "W officer"] as const;

type Sub = (typeof subs)[number];
type Times = { from: number | null; to: number | null };
type Act =
  | ({ act: "give"; whom: Sub; place: (typeof places)[number] } & Times)
  | { act: "end"; which: number; at: number | null }
  | ({ act: "name"; which: number; whom: Sub; isOwn: boolean } & Times)
  | { act: "hand-over"; which: number; whom: Sub | null; at: number | null };
/** How many instants pass before it. */
type Turn = { after: number; act: Act };

const later = fc.option(fc.nat(instants.length - 1), { freq: 2 });
const whom = fc.constantFrom(...subs);
const which = fc.nat(99);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    ...{ act: fc.constant("give" as const), whom, place: fc.constantFrom(...places) },
    ...{ from: later, to: later },
  }),
  fc.record({ act: fc.constant("end" as const), which, at: later }),
  fc.record({ act: fc.constant("name" as const), which, whom, isOwn: fc.boolean(), from: later, to: later }),
  fc.record({ act: fc.constant("hand-over" as const), which, whom: fc.option(whom), at: later }),
);
const turns: fc.Arbitrary<Turn[]> = fc.array(fc.record({ after: fc.nat(2), act }), {
  minLength: 10,
  maxLength: 40,
  size: "max",
});

/** A role as it stands: from an instant on, up to another. One whose end is not after its beginning holds never. */
type Held = { person: string; org: string; role: string; from: string; to: string | null; of: string | null };
const holds = ({ from, to }: Held, at: string): boolean => from <= at && (to === null || at < to);
const isVoid = ({ from, to }: Held): boolean => to !== null && to <= from;
const same = (one: Held, other: Held): boolean =>
  one.person === other.person && one.org === other.org && one.role === other.role;
const meet = (one: Held, other: Held): boolean =>
  !isVoid(one) && !isVoid(other) && (one.to ?? "9") > other.from && (other.to ?? "9") > one.from;
const isPost = ({ role, of }: Held): boolean => role === "head" && of === null;
const standsInBy = (each: Held, post: Held): boolean =>
  !isVoid(each) &&
  each.of === post.person &&
  each.org === post.org &&
  post.from <= each.from &&
  each.from < (post.to ?? "9");
const isFit = ({ org, role }: Held): boolean => (org === "SKR") === ["officer", "admin"].includes(role);

/** What may be asked for, told from the rules of the portal; and what holds afterwards. Null: it is refused. */
function after(before: Held[], wish: Act, now: string, newcomers: Set<string>): Held[] | null {
  const nth = (n: number, list: Held[]) => list[n % list.length];
  const time = (n: number | null) => (n === null ? null : (instants[n] ?? null));
  const notBefore = (at: string | null) => (at === null || at < now ? now : at);
  /** Whoever was head by that role takes their substitutes along. */
  const without = (role: Held, to: string): Held[] =>
    before.map((each) => {
      const goesAlong = isPost(role) && standsInBy(each, role) && (each.to ?? "9") > to;
      return each === role || goesAlong ? { ...each, to } : each;
    });
  const isAdmined = (left: Held[], at: string) =>
    left.some(({ person, role, from, to }) => role === "admin" && to === null && from <= at && !newcomers.has(person));
  const canEnd = (role: Held, to: string) => !isVoid(role) && to >= now && (role.to === null || to < role.to);
  const add = (list: Held[], next: Held): Held[] | null =>
    !isFit(next) || isVoid(next) || list.some((each) => same(each, next) && meet(each, next)) ? null : [...list, next];

  switch (wish.act) {
    case "give": {
      const [org = "", role = ""] = wish.place.split(" ");
      const from = notBefore(time(wish.from));
      return add(before, { person: personOf(wish.whom), org, role, from, to: time(wish.to), of: null });
    }
    case "end": {
      const role = nth(wish.which, before);
      const to = time(wish.at) ?? now;
      if (!role || !canEnd(role, to)) return null;
      const left = without(role, to);
      return role.role === "admin" && !isAdmined(left, to) ? null : left;
    }
    case "name": {
      const post = nth(
        wish.which,
        before.filter((each) => isPost(each) && holds(each, now) && !newcomers.has(each.person)),
      );
      const person = personOf(wish.whom);
      const to = time(wish.to);
      if (!post || to === null || post.person === person || (post.to !== null && post.to < to)) return null;
      const isThere = (each: Held) => each.person === person && each.org === post.org && (each.to ?? "9") > now;
      if (!before.some((each) => isThere(each) && !isVoid(each))) return null;
      const from = notBefore(time(wish.from));
      return add(before, { person, org: post.org, role: "head", from, to, of: post.person });
    }
    case "hand-over": {
      const role = nth(wish.which, before);
      const to = time(wish.at) ?? now;
      const person = wish.whom === null ? "new" : personOf(wish.whom);
      if (!role || role.of !== null || role.person === person || !canEnd(role, to)) return null;
      const next: Held = { ...role, person, from: to, to: null };
      // In the place of the post: it would be the same role from the same instant, as a substitute and not.
      if (before.some((each) => same(each, next) && standsInBy(each, role) && each.from === to && !isVoid(each)))
        return null;
      const left = add(without(role, to), next);
      const isIn = wish.whom !== null && !newcomers.has(person);
      return role.role === "admin" && !isIn && left && !isAdmined(left.slice(0, -1), to) ? null : left;
    }
  }
}

const told = (held: Held[], at: string): string[] =>
  held
    .filter((each) => holds(each, at))
    .map(({ person, org, role, of }) => `${person} ${org} ${role} ${of}`)
    .sort();

async function lived(history: Turn[]) {
  const portal = aPortalInMemory(await aMemoryTable());
  const newcomers = new Set<string>();
  const everybody = new Set<string>(subs.map(personOf));
  const subOf = new Map<string, string>(subs.map((sub) => [personOf(sub), sub]));
  const counts = { done: 0, refused: 0 };

  async function standing(): Promise<Held[]> {
    const users = await Promise.all([...everybody].map((id) => portal.registry.user(id)));
    return users.flatMap((user) =>
      (user?.memberships ?? [])
        .map(({ org, role, from, to, standsInFor }) => ({ org, role, from, to, of: standsInFor ?? null }))
        .map((each) => ({ person: user?.person.id ?? "", ...each }))
        .sort((one, other) =>
          `${one.org} ${one.role} ${one.from}`.localeCompare(`${other.org} ${other.role} ${other.from}`),
        ),
    );
  }

  let n = 0;
  for (const turn of history) {
    n = Math.min(n + turn.after, instants.length - 1);
    const at = instants[n] ?? "";
    const before = await standing();
    const admin = before.find((each) => each.role === "admin" && holds(each, at) && subOf.has(each.person));
    // There is always somebody who can let people in.
    if (!admin) throw new Error("no administrator");
    const wish = turn.act;
    const ask = (name: RouteName, org: string, person: string, body: object, by = admin.person) =>
      portal.call(subOf.get(by) ?? "", name, { params: { org, person }, body, at });
    const time = (each: number | null) => (each === null ? null : instants[each]);
    const nth = (list: Held[]) => ("which" in wish ? list[wish.which % list.length] : undefined);
    const reply = await (async () => {
      switch (wish.act) {
        case "give": {
          const [org = "", role] = wish.place.split(" ");
          return ask("invite", org, "", {
            person: personOf(wish.whom),
            role,
            from: time(wish.from),
            to: time(wish.to),
          });
        }
        case "end": {
          const { org, person, role, from } = nth(before) as Held;
          return ask("endMembership", org, person, { role, from, at: time(wish.at) });
        }
        case "name": {
          const posts = before.filter((each) => isPost(each) && holds(each, at) && !newcomers.has(each.person));
          const post = nth(posts);
          if (!post) return null;
          const period = { from: time(wish.from), to: time(wish.to) ?? "" };
          const [of, by] = wish.isOwn ? [null, post.person] : [post.person, admin.person];
          return ask("delegate", post.org, personOf(wish.whom), { of, ...period }, by);
        }
        case "hand-over": {
          const { org, person, role, from } = nth(before) as Held;
          const somebody = { name: "Disa Rask", email: `disa${everybody.size}@example.se` };
          const to = wish.whom === null ? somebody : { person: personOf(wish.whom) };
          return ask("handOver", org, person, { role, from, at: time(wish.at), to });
        }
      }
    })();
    const wanted = after(before, wish, at, newcomers);
    // Who takes a role over, by the portal's own word.
    const next = String((reply?.answer as { person?: string } | undefined)?.person);
    if (reply?.status === 200 && wish.act === "hand-over" && wish.whom === null) {
      everybody.add(next);
      newcomers.add(next);
    }
    expect({ wish, at, before, status: reply?.status === 200, text: reply?.text }).toEqual({
      ...{ wish, at, before, status: wanted !== null, text: reply?.text },
    });
    if (!reply || wanted === null) {
      expect(reply?.code ?? "").not.toMatch(/busy|internal/);
      expect(await standing()).toEqual(before);
      counts.refused += 1;
      continue;
    }
    counts.done += 1;
    const event = (await portal.register.registerEvents((await portal.register.chain("W")).id)).at(-1);
    if (event?.at === at && "along" in event.fact) {
      // Whoever is told of as ended with a head would otherwise have stood in, then or later.
      for (const { person, from } of event.fact.along ?? []) {
        const theirs = before.filter(
          (each) => each.person === person && each.from === from && each.of && !isVoid(each),
        );
        expect(theirs).toHaveLength(1);
      }
    }
    const now = await standing();
    const named = wanted.map((each) => (each.person === "new" ? { ...each, person: next } : each));
    for (const instant of instants) {
      expect(told(now, instant)).toEqual(told(named, instant));
      // What has been is nobody's to change.
      if (instant < at) expect(told(now, instant)).toEqual(told(before, instant));
      for (const each of now.filter(({ of }) => of !== null).filter((one) => holds(one, instant)))
        expect(told(now, instant)).toContain(`${each.of} ${each.org} head null`);
    }
  }
  return counts;
}

it("whatever is given, ended, stood in for and handed over, what holds is what was asked for, and a substitute has a head", async () => {
  const counts = { done: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(turns, async (history) => {
      const { done, refused } = await lived(history);
      counts.done += done;
      counts.refused += refused;
    }),
    runs(60, 400),
  );
  process.stdout.write(`people: ${counts.done} changes made, ${counts.refused} refused\n`);
}, 600_000);
