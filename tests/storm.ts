/** The closing second of a round with ten times as many organisations as there are, for tests/integration/storm.test.ts. */
import { type Round, submissionId } from "#domain/rounds";
import { opened } from "#domain/submission";
import { answersFilled, aRound, hash } from "#tests/builders";
import { type MemoryTable, memoryTable } from "#tests/memory-table";
import { aPortalInMemory, type Callable, identityOf, table } from "#tests/portal";
import { seededRandom } from "#tests/weather";
import { registryStore } from "../lambdas/store/registry.ts";

export const closing = Date.parse("2021-05-31T22:00:00.000Z");
const dayBefore = closing - 24 * 3_600_000;

/** AA, AB, … UJ. */
export const letters = Array.from("ABCDEFGHIJKLMNOPQRSTU").flatMap((one) =>
  Array.from("ABCDEFGHIJ", (two) => one + two),
);
export const roundOf = { handIn: "2021", sign: "2022" } as const;
export const people = { writers: ["first", "second"], head: "head" } as const;
export const subOf = (letter: string, who: string) => `${letter}-${who}`;

/** The same plan in every organisation, twice: one to hand in, and one that is handed in and waits for its head. */
export async function crowded(): Promise<MemoryTable> {
  const memory = memoryTable();
  const registry = registryStore(memory.db, table);
  const rounds: Round[] = [aRound({ id: roundOf.handIn }), aRound({ id: roundOf.sign, act: "signed" })];
  for (const round of rounds) await registry.putRound(round);
  const portal = aPortalInMemory(memory);
  for (const letter of letters) {
    const [county, host, registrar] = [`Län ${letter}`, `Region ${letter}`, `${letter.toLowerCase()}@example.se`];
    await registry.putRss({ id: letter, name: `RSS ${letter}`, county, host, registrar });
    for (const who of [...people.writers, people.head]) {
      const [sub, from] = [subOf(letter, who), "2020-01-01T00:00:00.000Z"];
      await registry.putPerson({ id: `p-${sub}`, name: sub, email: `${sub}@example.se` }, identityOf(sub));
      const role = who === people.head ? "head" : "writer";
      await registry.putMembership(`p-${sub}`, { org: letter, role, from, to: null, confirmedBy: "p-admin" });
    }
    for (const { id: round, closesAt } of rounds) {
      const id = submissionId(round, letter);
      await registry.open({ submission: opened(id, closesAt, hash), answers: answersFilled() });
      await begin(portal, id, subOf(letter, people.writers[0]), round === roundOf.sign);
    }
  }
  return memory;
}

async function begin(portal: Callable, id: string, sub: string, isHandedIn: boolean) {
  const save = { params: { id, question: "12" }, body: { value: "Mer tid för handledning." }, seen: 0, at: dayBefore };
  const replies = [await portal.call(sub, "saveAnswer", save)];
  if (isHandedIn)
    replies.push((await portal.call(sub, "handIn", { params: { id }, body: {}, at: dayBefore })) as never);
  const refused = replies.find(({ status }) => status !== 200);
  if (refused) throw new Error(refused.text);
}

/** Somebody who presses a button: one key, and every time at which the gateway receives it. */
export type Presses = {
  letter: string;
  who: string;
  key: string;
  times: number[];
  /** What becomes of the first attempt: its answer is lost, or its function dies when the attempt is on record. */
  first: "answered" | "lost" | "died";
};

/** Who presses when, from two seconds before closing until two seconds after; some organisations only ever too late. */
export function pressesOf(seed: number, each: number, who: readonly string[]): Presses[] {
  const random = seededRandom(seed);
  const pick = <T>(...from: T[]): T => from[Math.floor(random() * from.length)] as T;
  const between = (from: number, to: number) => Math.floor(from + random() * (to - from));
  return letters.flatMap((letter) => {
    const earliest = random() < 0.25 ? closing : closing - 2000;
    return Array.from({ length: each }, (_, index): Presses => {
      // The last instant in time and the first that is not are pressed more often than others.
      const edge = pick(closing - 1, closing, between(earliest, closing + 2000), between(earliest, closing + 2000));
      const begun = Math.max(edge, earliest);
      const first = pick<Presses["first"]>("answered", "answered", "lost", "died");
      const times = first === "answered" ? [begun] : [begun, between(begun + 1, closing + 2001)];
      return { letter, who: who[index % who.length] as string, key: `storm-${letter}-${index}`, times, first };
    });
  });
}

/** Runs the presses as they come, so many people at once. */
export async function allOf<T, R>(many: T[], atOnce: number, go: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < many.length) {
      const index = next;
      next += 1;
      results[index] = await go(many[index] as T);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
