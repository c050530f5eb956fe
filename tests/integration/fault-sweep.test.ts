import { unmarshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "@jest/globals";
import { canonical } from "#domain/canonical";
import { isWhole } from "#domain/chain";
import { type RouteName, routes } from "#domain/routes";
import type { Event } from "#domain/submission";
import { hash } from "#tests/builders";
import { aWorld } from "#tests/clients";
import { type Item, written } from "#tests/expressions";
import { type Faults, faults, type Kind, kinds } from "#tests/faults";
import { aKey, may20, type Reply } from "#tests/portal";
import { type Caller, id, type Path, partsOf, paths, type Scene, sceneOf } from "#tests/write-paths";

const pk = `SUB#${id}`;
type Plan = Readonly<Record<number, Kind>>;
type Row = Record<string, unknown> & { sk: string };
const rowOf = (row: Item) => unmarshall(row) as Row;

const { world, open } = await aWorld();

type Prepared = { path: Path; before: Scene; act: ReturnType<Path["act"]> };
async function prepared(path: Path): Promise<Prepared> {
  world.weather = faults({});
  const before = await sceneOf(path.from, open);
  return { path, before, act: path.act(...(await partsOf(open(before)))) };
}

/** Faults after which the act was made, though its caller does not know. */
const carriedOut = new Set<Kind>(["answer-lost", "500-after-commit", "crash-after"]);

/** The faults that also last as long as the SDK tries again, one of each sort: nothing was done, and all was. */
const lasting = new Set<Kind>(["500", "answer-lost"]);

const kindOf = ({ sk }: Item) => sk?.S?.split("#")[0] ?? "";

function counted(rows: Item[]): Record<string, number> {
  const count: Record<string, number> = {};
  for (const row of rows) count[kindOf(row)] = (count[kindOf(row)] ?? 0) + 1;
  return count;
}

// A row that nobody wrote is the very same one in both; one that was written may yet say the same.
const differs = (row: Item, old?: Item) => row !== old && (!old || written({ M: row }) !== written({ M: old }));

function touchedIn(pk: string, before: Scene, after: Scene): { touched: Item[]; gone: Item[] } {
  const [was, is] = [before.table.rowsOf(pk), after.table.rowsOf(pk)];
  const earlier = new Map(was.map((row) => [row.sk?.S, row]));
  const left = new Set(is.map(({ sk }) => sk?.S));
  return {
    touched: is.filter((row) => differs(row, earlier.get(row.sk?.S))),
    gone: was.filter(({ sk }) => !left.has(sk?.S)),
  };
}

/** Rows that were written or taken away outside the submission's own partition. */
function elsewhere(before: Scene, after: Scene): Record<string, Record<string, number>> {
  const others = [...new Set([before, after].flatMap(({ table }) => table.partitions()))].filter(
    (each) => each !== pk && before.table.partition(each) !== after.table.partition(each),
  );
  return Object.fromEntries(
    others.flatMap((each) => {
      const { touched, gone } = touchedIn(each, before, after);
      return touched.length + gone.length > 0 ? [[each, counted([...touched, ...gone])]] : [];
    }),
  );
}

/** What is wrong with what the act has left behind, by the rules. */
function faultsOf({ path, before }: Prepared, after: Scene, times: string[]): string[] {
  const wrong: string[] = [];
  const say = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const [was, is] = [before.table.rowsOf(pk), after.table.rowsOf(pk)];
  const { touched, gone } = touchedIn(pk, before, after);
  const others = elsewhere(before, after);
  say(canonical(others) === canonical(path.elsewhere ?? {}), `elsewhere ${canonical(others)}`);
  say(canonical(counted(gone)) === canonical(path.takes ?? {}), `rows gone: ${gone.map(({ sk }) => sk?.S)}`);

  const of = (kind: string, rows = is) => rows.filter((row) => kindOf(row) === kind).map(rowOf);
  const events = of("LOG");
  const made = events.slice(of("LOG", was).length);
  const facts = made.map(({ fact }) => (fact as Event["fact"]).type);
  say(canonical(facts) === canonical((path.makes ?? []).map(([type]) => type)), `events ${facts}`);
  for (const [index, [, steps]] of (path.makes ?? []).entries()) {
    const pending = [...((made[index]?.pending as Set<string>) ?? [])].sort();
    say(canonical(pending) === canonical([...steps].sort()), `pending ${pending}`);
    say((made[index]?.pendingPk !== undefined) === steps.length > 0, "the pending index");
    say(times.includes(String(made[index]?.at)), `time on record ${made[index]?.at}, not ${times}`);
  }
  const head = of("HEAD")[0] as Row & { seq: number; tip: string; version: number };
  const bare = events.map(({ pk, sk, key, pending, pendingPk, pendingSk, ...event }) => event as unknown as Event);
  say(head.seq === events.length && isWhole(id, bare, head, hash), "the chain is not whole");
  const frozen = of("V");
  const contents = bare.flatMap(({ fact }) =>
    fact.type === "handed-in" || fact.type === "handed-in-for" ? fact.content : [],
  );
  const hashes = frozen.map(({ pk, sk, hash: own, ...version }) => (hash(canonical(version)) === own ? own : "broken"));
  say(canonical(hashes) === canonical(contents), "versions and events differ");
  say(head.version === frozen.length, "HEAD and versions differ");

  const { HEAD, LOG, IDEM, ...rows } = counted(touched);
  say(canonical(rows) === canonical(path.rows ?? {}), `rows ${canonical(rows)}`);
  say(
    HEAD === (path.isBeside ? undefined : 1) && LOG === (path.makes ? path.makes.length : undefined),
    `HEAD ${HEAD}, events ${LOG}`,
  );
  for (const row of [...of("FILE"), ...of("SCAN")].filter(({ state }) => state === "stored")) {
    say(after.attachments.has(String(row.key)), `no object of ${row.name}`);
  }
  return wrong;
}

/** What a person's client does: tries again with the same key and revision until there is an answer. */
async function untilAnswered(caller: () => Caller, { act }: Prepared) {
  const key = aKey();
  const statuses: (number | null)[] = [];
  const times: string[] = [];
  let reply: Reply<"handIn"> | null = null;
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const received = may20 + 35_000 + attempt * 7000;
    const ask = () => caller().call(act.sub, act.route, { ...act.call, key, at: received });
    reply = (await world.weather.invocation(ask)) as Reply<"handIn"> | null;
    // The attempt that counts is the first whose stamp was written; of a save the one that was carried out.
    const isMove = "key" in routes[act.route];
    if (world.weather.wrote.length > 0 && (!isMove || times.length === 0)) times.push(new Date(received).toISOString());
    statuses.push(reply?.status ?? null);
    if (reply && reply.status < 500) break;
  }
  const again = async () => {
    const answer = await world.weather.invocation(() =>
      caller().call(act.sub, act.route, { ...act.call, key, at: may20 + 100_000 }),
    );
    if (!answer) throw new Error("nothing fails in fine weather");
    return answer;
  };
  return { reply, statuses, times, again };
}

type Tried = { calls: number; writes: number; writing: Faults["writing"]; isMet: boolean; wrong: string[] };

async function violations(case_: Prepared, plan: Plan): Promise<Tried> {
  const after: Scene = { table: case_.before.table.clone(), attachments: new Map(case_.before.attachments) };
  const weather = faults(plan);
  world.weather = weather;
  const { reply, statuses, times, again } = await untilAnswered(() => open(after), case_);
  const calls = weather.calls();
  const writes = weather.wrote.length;
  const { writing } = weather;
  const isMet = weather.met.length === Object.keys(plan).length;
  const wrong = faultsOf(case_, after, times);
  const [expected, code] = case_.path.refused ?? [200, undefined];
  const isExpected = (one: Reply<"handIn"> | null) =>
    one?.status === expected && one.answer && one.code === (code ?? "");
  if (!isExpected(reply)) wrong.push(`answered ${statuses} ${reply?.text}`);
  if (statuses.slice(0, -1).some((status) => status !== null && status < 500)) wrong.push(`answered ${statuses}`);
  // A fault that let nothing happen leaves what fine weather leaves.
  if (Object.values(plan).some((kind) => !carriedOut.has(kind))) return { calls, writes, writing, isMet, wrong };
  world.weather = faults({});
  const second = await again();
  const isMove = "key" in routes[case_.act.route];
  if (!isExpected(second) || (isMove && second.text !== reply?.text))
    wrong.push(`again: ${second.status} ${second.text}`);
  const still = faultsOf(case_, after, times).filter((each) => !wrong.includes(each));
  wrong.push(...still.map((each) => `after a retry: ${each}`));
  return { calls, writes, writing, isMet, wrong };
}

/**
 * The least that must have been met on every path of each kind, however little it does: it knows the person by two reads, and writes.
 * A conflict is met by writes alone.
 */
const fewest = (kind: Kind) => (meetsReads(kind) ? 3 : 1);

/** To an act a read is tried again or the process is gone, however it failed: in the short run each of the two is enough. */
function meetsReads(kind: Kind): boolean {
  if (kind === "transaction-conflict") return false;
  return Boolean(process.env.DEEP) || kind === "reset" || kind === "crash-before";
}

describe("whatever fails, and wherever", () => {
  const ready = new Map<Path, Prepared>();
  let cases = 0;
  const found: string[] = [];

  async function readyFor(path: Path): Promise<Prepared> {
    const there = ready.get(path) ?? (await prepared(path));
    ready.set(path, there);
    return there;
  }

  async function tryIt(each: Prepared, plan: Plan): Promise<Tried> {
    const tried = await violations(each, plan);
    if (tried.isMet) cases += 1;
    const where = Object.entries(plan).map(([call, kind]) => `${kind} at call ${call}`);
    found.push(...tried.wrong.map((what) => `${each.path.name}, ${where.join(" and ") || "fine weather"}: ${what}`));
    return tried;
  }

  it.each(paths.map(({ name }) => name))(
    "%s happens once, whole, and is answered in the end",
    async (name) => {
      const each = await readyFor(paths.find((path) => path.name === name) as Path);
      const before = found.length;
      const fine = await tryIt(each, {});
      for (const kind of kinds) {
        let met = 0;
        for (let call = 1, calls = fine.calls; call <= calls; call += 1) {
          // Nothing stands in the way of what only reads.
          if (!meetsReads(kind) && call <= fine.calls && !fine.writing.has(call)) continue;
          const tried = await tryIt(each, { [call]: kind });
          calls = tried.calls;
          if (tried.isMet) met += 1;
          // For as long as the SDK tries again, so that what stands behind the SDK meets it too.
          if (lasting.has(kind))
            await tryIt(each, { [call]: kind, [call + 1]: kind, [call + 2]: kind, [call + 3]: kind });
        }
        // Every call of the act, or every write, met it.
        const least = Math.max(fewest(kind), meetsReads(kind) ? fine.calls : fine.writes);
        const unmet = met < least ? [`${kind} met ${met} of at least ${least} calls`] : [];
        // One kind's violations are enough to look for their cause.
        expect([...unmet, ...found.slice(before)]).toEqual([]);
      }
      // Written, not told of it, and stopped when the SDK tries again: whoever tries anew must know their own write.
      for (let call = 1; call <= fine.calls; call += 1) {
        await tryIt(each, { [call]: "answer-lost", [call + 1]: "transaction-conflict" });
      }
      expect(found.slice(before)).toEqual([]);
    },
    120_000,
  );

  it("is tried on every route that writes to a submission", () => {
    const tried = new Set(paths.map(({ act }) => act({ version: 0, hash: "" }, "", "").route));
    const writing = Object.entries(routes).filter(([, { method, path }]) => method !== "GET" && path.includes("{id}"));
    expect(writing.map(([name]) => name).filter((name) => !tried.has(name as RouteName))).toEqual([]);
  });

  // What is reset or throttled is not carried out and tried again by the SDK, as after a 500; after a commit a 500 is an answer lost.
  // A read is the same to the act whether it was carried out or not: it is tried again, or the process is gone. One that
  // fails first has left nothing behind, and what fails after it is met as if alone: the first of the two is a write.
  const ofReads = ["answer-lost", "crash-after"] as const;
  const ofWrites = [...ofReads, "500", "crash-before"] as const;
  const ofRows = [...ofWrites, "transaction-conflict"] as const;
  const unlike = ({ writing }: Tried, call: number) =>
    writing.get(call) === "dynamodb" ? ofRows : writing.has(call) ? ofWrites : ofReads;
  const inDepth = process.env.DEEP ? it.each(paths.map(({ name }) => name)) : it.skip.each(["whatever is done"]);
  inDepth(
    "%s does so when two things fail",
    async (name) => {
      const each = await readyFor(paths.find((path) => path.name === name) as Path);
      const before = found.length;
      const fine = await tryIt(each, {});
      for (const one of fine.writing.keys()) {
        for (const first of unlike(fine, one)) {
          const after = await tryIt(each, { [one]: first });
          for (let other = one + 1; other <= after.calls; other += 1) {
            for (const second of unlike(after, other)) {
              // Nothing done after nothing done is one of the two, a little later.
              if (!carriedOut.has(first) && !carriedOut.has(second)) continue;
              const { isMet } = await tryIt(each, { [one]: first, [other]: second });
              // Whatever the first one led to is the same each time, or the second was not chosen for what it met.
              if (!isMet) found.push(`${name}: no ${second} at call ${other} after ${first} at call ${one}`);
            }
          }
        }
      }
      expect(found.slice(before)).toEqual([]);
    },
    300_000,
  );

  it("in every case that was tried", () => {
    console.log(`fault sweep: ${cases} cases on ${paths.length} paths, ${found.length} violations`);
    expect(found).toEqual([]);
  });
});
