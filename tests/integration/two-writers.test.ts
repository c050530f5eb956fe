import { unmarshall } from "@aws-sdk/util-dynamodb";
import { beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Version } from "#domain/submission";
import { answersFilled, runs } from "#tests/builders";
import type { Item } from "#tests/expressions";
import type { MemoryTable } from "#tests/memory-table";
import { aMemoryTable, aPortalInMemory, type Call, type Callable, identityOf, may20 } from "#tests/portal";
import { fillIn } from "#tests/story";
import { seededRandom } from "#tests/weather";
import type { Db } from "../../lambdas/store/transact.ts";

const id = "2021.W";
const questions = ["12", "7a", "8a", "11"] as const;
type Question = (typeof questions)[number];
/** What a writer does when told that somebody else was first. */
type Policy = "keep mine" | "use theirs" | "merge";
/** `moveTheirs`: what stands, whoever wrote it; `moveOwn`: words of the mover's. */
type Third = "handIn" | "recall" | "moveOwn" | "moveTheirs";
type Text = { rev: number; value: string };
/** `known`: what the writer had seen stand there; null for the choice, which a move makes without asking what it was. */
type Saved = Text & { question: Question; by: string; known: string | null };
/** A text that must be in the history under this revision, by this person. */
type Kept = Text & { question: Question; by: string; why: "set-aside" | "attached" };

const writer = fc.record({
  // Mostly the same two, so that writers meet; and those that a move to an attachment changes.
  saves: fc.array(fc.constantFrom<Question>("12", "12", "12", "8a", "8a", "8a", "7a", "11"), {
    minLength: 1,
    maxLength: 2,
  }),
  policies: fc.infiniteStream(fc.constantFrom<Policy>("keep mine", "use theirs", "merge")),
});
const third = fc.array(
  fc.oneof(
    { weight: 60, arbitrary: fc.constant<Third>("handIn") },
    { weight: 36, arbitrary: fc.constant<Third>("recall") },
    // Makes a PDF each time, and so is seldom tried.
    { weight: 2, arbitrary: fc.constantFrom<Third>("moveOwn", "moveTheirs") },
  ),
  { maxLength: 3 },
);

const pk = `SUB#${id}`;
const rowOf = (item: Item) => unmarshall(item);
const skOf = (item: Item) => item.sk?.S ?? "";
/** Reads of rounds and people meet nobody; only the draft's own calls are put in another order. */
const aboutDraft = (operation: string, { Key, Item, ExpressionAttributeValues: values }: Record<string, Item>) =>
  operation === "TransactWriteItems" || [Key?.pk?.S, Item?.pk?.S, values?.[":pk"]?.S].includes(pk);

describe("two writers and a third, in whatever order their calls meet", () => {
  let draft: MemoryTable;
  let now: MemoryTable;
  let portal: Callable;
  let base: Map<Question, Text>;
  let tried = 0;
  let frozen = 0;
  let collided = 0;
  let moved = 0;
  let lockedOut = 0;

  beforeAll(async () => {
    draft = await aMemoryTable();
    await fillIn(aPortalInMemory(draft), id, "maja", answersFilled());
    portal = aPortalInMemory(draft, { db: { send: ((command: never) => now.db.send(command)) as Db["send"] } });
    base = new Map(questions.map((question) => [question, textOf(draft, question)]));
  });

  const textOf = (table: MemoryTable, question: string): Text => {
    const row = table.rowsOf(pk).find((each) => skOf(each) === `ANSWER#${question}`);
    return { rev: Number(row?.rev?.N ?? 0), value: row?.value?.S ?? "" };
  };

  it("lose no acknowledged text, and freeze what stood", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        writer,
        writer,
        third,
        fc.option(fc.integer(), { nil: null }),
        async (scheduler, one, other, acts, torn) => {
          tried += 1;
          const table = draft.clone();
          const current = new Map(table.rowsOf(pk).map((row) => [skOf(row), row]));
          const wrong: string[] = [];
          table.become({
            pause: (operation, asked, isDone) =>
              aboutDraft(operation, asked as never) && (!isDone || operation === "TransactWriteItems")
                ? scheduler.schedule(Promise.resolve(), operation)
                : Promise.resolve(),
            torn: torn === null ? undefined : seededRandom(torn),
            made: (items) => {
              for (const item of items) current.set(skOf(item), item);
              const version = items.find((item) => skOf(item).startsWith("V#"));
              if (version) wrong.push(...missing(rowOf(version) as Version, current));
            },
          });
          now = table;
          const saved: Saved[] = [];
          const kept: Kept[] = [];
          let clock = 0;
          // As the gateway would: later is later.
          const later = () => {
            clock += 1;
            return may20 + 1_000 + clock;
          };

          /** Refused: what was sent on a revision that another one had replaced is in the history by now. */
          const lost = (reply: { status: number; code: string; text: string }, isStale: boolean, text: Kept) => {
            if (reply.status === 412 || (isStale && reply.code === "wrong-state")) kept.push(text);
            if (isStale && reply.code === "wrong-state") lockedOut += 1;
            if (![409, 412].includes(reply.status)) wrong.push(`a text was answered ${reply.text}`);
          };

          const write = async (sub: string, { saves, policies }: { saves: Question[]; policies: Iterator<Policy> }) => {
            const known = new Map(base);
            for (const [index, question] of saves.entries()) {
              let value = question === "11" ? (index === 0 ? "" : "form") : `${sub} ${index}`;
              for (let attempt = 0; attempt < 4; attempt += 1) {
                const seen = known.get(question) as Text;
                const params = { id, question };
                const isStale = textOf(table, question).rev > seen.rev;
                const call: Call = { params, body: { value }, seen: seen.rev, at: later() };
                const reply = await portal.call(sub, "saveAnswer", call);
                if (reply.status === 200) {
                  saved.push({ question, rev: reply.answer.rev, value, by: sub, known: seen.value });
                  known.set(question, { rev: reply.answer.rev, value });
                  break;
                }
                lost(reply, isStale, { question, value, rev: seen.rev, by: sub, why: "set-aside" });
                if (reply.status !== 412) break;
                collided += 1;
                const theirs = (reply.answer as unknown as { current: Text }).current;
                known.set(question, { rev: theirs.rev, value: theirs.value });
                const policy = policies.next().value;
                if (policy === "use theirs") break;
                if (policy === "merge" && question !== "11") value = `${value} + ${theirs.value}`;
              }
            }
          };
          const moveText = async (act: Third) => {
            const { answer: page } = await portal.call("maja", "submission", { params: { id }, at: later() });
            const seen = page.draft?.answers["8a"] as unknown as Text;
            const value = act === "moveTheirs" ? seen.value : "Lång text.";
            const params = { id, question: "8a" };
            const isStale = textOf(table, "8a").rev > seen.rev;
            const call: Call = { params, body: { value }, seen: seen.rev, at: later() };
            const reply = await portal.call("maja", "moveToAttachment", call);
            const text = { question: "8a", value, rev: seen.rev, by: "maja" } as const;
            if (reply.status !== 200) return lost(reply, isStale, { ...text, why: "set-aside" });
            moved += 1;
            kept.push({ ...text, why: "attached" });
            const { "8a": pointer, "11": choice } = reply.answer.answers as unknown as Record<string, Text>;
            saved.push({ ...text, ...(pointer as Text), by: "maja", known: seen.value });
            if (choice) saved.push({ ...choice, question: "11", by: "maja", known: null });
          };
          const move = async () => {
            for (const act of acts) {
              if (act === "moveOwn" || act === "moveTheirs") {
                await moveText(act);
                continue;
              }
              const reply = await portal.call("maja", act, { params: { id }, body: {}, at: later() });
              // A plan whose choice was taken away is not whole.
              const isAllowed = [200, 409].includes(reply.status) || reply.code === "missing";
              if (!isAllowed) wrong.push(`${act} was answered ${reply.text}`);
              if (act === "handIn" && reply.status === 200) frozen += 1;
            }
          };
          await scheduler.waitFor(Promise.all([write("elin", one), write("maja", other), move()]));
          table.become({});
          expect([...wrong, ...faultsOf(table, saved), ...gone(table, kept, saved)]).toEqual([]);
        },
      ),
      { ...runs(2000, 6000), seed: 20210531, endOnFailure: true },
    );
    console.log(
      `two writers: ${tried} interleavings, ${collided} collisions, ${frozen} versions, ${moved} texts moved, ${lockedOut} stale and locked out, 0 violations`,
    );
    expect(Math.min(collided, frozen)).toBeGreaterThan(100);
    expect(Math.min(moved, lockedOut)).toBeGreaterThan(20);
  }, 600_000);

  /** What a version leaves out of what was saved when it was made, or has that was not. */
  function missing(version: Version, rows: Map<string, Item>): string[] {
    const tidied = (text: string) => text.replaceAll("\r\n", "\n").trim();
    const texts = questions.flatMap((question) => {
      const stood = rows.get(`ANSWER#${question}`)?.value?.S ?? "";
      const has = version.answers[question] as string;
      return tidied(stood) === tidied(has) ? [] : [`version ${version.version} has “${has}” for “${stood}”`];
    });
    const stored = [...rows.values()].filter((row) => skOf(row).startsWith("FILE#") && row.state?.S === "stored");
    const [files, has] = [stored.map(skOf), version.files.map((file) => `FILE#${file.id}`)].map((all) =>
      all.sort().join(),
    );
    return files === has ? texts : [...texts, `version ${version.version} has the files ${has}, not ${files}`];
  }

  /** What is wrong with the texts that are left, given what was acknowledged. */
  function faultsOf(table: MemoryTable, saved: Saved[]): string[] {
    const past = table.rowsOf(pk).filter((row) => skOf(row).startsWith("PAST#"));
    return questions.flatMap((question) => {
      const first = base.get(question) as Text;
      const own = saved.filter((each) => each.question === question).sort((a, b) => a.rev - b.rev);
      const last = own.at(-1) ?? first;
      const wrong = own.flatMap((each, index) => {
        const before = own[index - 1] ?? { ...first, by: "maja" };
        return [
          ...(each.rev === before.rev + 1 ? [] : [`${question}: ${each.rev} was saved after ${before.rev}`]),
          ...(each.known === before.value || each.known === null
            ? []
            : [`${each.by} overwrote “${before.value}” knowing “${each.known}”`]),
          ...(each.by === before.by ||
          past.some((row) => isOf(row, { question, ...before }) && row.why?.S === "replaced")
            ? []
            : [`“${before.value}” is in no history`]),
        ];
      });
      const stands = textOf(table, question);
      if (stands.rev !== last.rev || stands.value !== last.value) {
        wrong.push(`${question} is “${stands.value}”, acknowledged was “${last.value}”`);
      }
      return wrong;
    });
  }

  /** What was refused or moved away and is in no history. Words that were acknowledged too are kept as those that stood. */
  function gone(table: MemoryTable, kept: Kept[], saved: Saved[]): string[] {
    const past = table.rowsOf(pk).filter((row) => skOf(row).startsWith("PAST#"));
    const stood = [...saved, ...questions.map((question) => ({ question, value: base.get(question)?.value }))];
    return kept
      .filter(({ why, ...text }) => !past.some((row) => isOf(row, text) && row.why?.S === why))
      .filter((text) => !stood.some(({ question, value }) => question === text.question && value === text.value))
      .map(({ question, value, by, why }) => `“${value}” of ${by} is not in the history of ${question} as ${why}`);
  }

  const isOf = (row: Item, { question, value, rev, by }: Omit<Kept, "why">) =>
    row.question?.S === question && row.value?.S === value && row.rev?.N === String(rev) && row.by?.S === identity(by);

  const identity = (sub: string) => draft.rowsOf(`IDENTITY#${identityOf(sub)}`)[0]?.person?.S;
});
