import { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { isWhole } from "#domain/chain";
import { instant } from "#domain/deadlines";
import { submissionId } from "#domain/rounds";
import { hash } from "#tests/builders";
import type { MemoryTable } from "#tests/memory-table";
import { aPortalInMemory, type Call, type Portal } from "#tests/portal";
import { allOf, closing, crowded, letters, type Presses, people, pressesOf, roundOf, subOf } from "#tests/storm";
import { inWeather } from "#tests/weather";
import type { Db } from "../../lambdas/store/transact.ts";

const seed = 20210531;
const each = process.env.DEEP ? 8 : 5;
const atOnce = 300;
type Answered = Presses & { statuses: number[]; codes: string[]; text: string };
type Route = "handIn" | "intent" | "sign";

describe("in the closing second", () => {
  let portal: Omit<Portal, "client">;
  let dying: Omit<Portal, "client">;
  let memory: MemoryTable;
  const tally = { requests: 0, conflicts: () => 0, lost: 0, doubled: 0, late: 0, refused: 0, failed: 0 };

  beforeAll(async () => {
    memory = await crowded();
    const weather = inWeather(memory.db, { seed, conflicts: 0.1 });
    tally.conflicts = weather.conflicted;
    portal = aPortalInMemory(memory, { db: weather.db });
    // A function that dies before it makes the move, when the attempt is on record already.
    const send = (command: unknown) =>
      command instanceof TransactWriteItemsCommand
        ? Promise.reject(new Error("died"))
        : weather.db.send(command as never);
    dying = aPortalInMemory(memory, { db: { send: send as Db["send"] } });
  }, 120_000);

  async function press(presses: Presses, route: Route, call: Call): Promise<Answered> {
    const { letter, who, key, times, first } = presses;
    const [statuses, codes]: [number[], string[]] = [[], []];
    let last = "";
    for (const [index, at] of times.entries()) {
      const isDying = index === 0 && first === "died";
      const through = isDying ? dying : portal;
      const { status, text, code } = await through.call(subOf(letter, who), route, { ...call, key, at });
      if (!isDying) statuses.push(status);
      if (!isDying && status !== 200) codes.push(code);
      tally.requests += 1;
      last = text;
    }
    tally.failed += statuses.filter((status) => status >= 500).length;
    return { ...presses, statuses, codes, text: last };
  }

  /** Which organisations somebody pressed in time for, by the gateway's clock alone. */
  const inTime = (all: Presses[]) =>
    new Set(all.filter(({ times }) => (times[0] ?? closing) < closing).map(({ letter }) => letter));

  /** What the gateway's clock says of an answer: pressed in time is never refused, and where nobody was it always is. */
  function judge(all: Answered[]) {
    const punctual = inTime(all);
    for (const { letter, times, statuses, codes } of all) {
      const isPunctual = (times[0] ?? closing) < closing;
      if (isPunctual && statuses.some((status) => status !== 200)) tally.refused += 1;
      if (!punctual.has(letter) && statuses.includes(200)) tally.late += 1;
      if (codes.some((code) => code !== "too-late")) tally.refused += 1;
    }
    return punctual;
  }

  async function made(round: string, letter: string, type: "handed-in" | "signing-intended" | "signed") {
    const id = submissionId(round, letter);
    const events = (await portal.store.events(id)).map(({ event }) => event);
    const head = await portal.store.head(id);
    if (!head || !isWhole(id, events, head, hash)) tally.lost += 1;
    return events.filter(({ fact }) => fact.type === type);
  }

  /** One event for each organisation that was in time, by somebody who pressed then; none for the others. */
  async function count(round: string, type: "handed-in" | "signing-intended", all: Presses[], punctual: Set<string>) {
    for (const letter of letters) {
      const found = await made(round, letter, type);
      if (punctual.has(letter) && found.length === 0) tally.lost += 1;
      if (!punctual.has(letter) && found.length > 0) tally.late += 1;
      // Two presses that overtook each other may both be on record; a hand-in or a signature never is twice.
      if (found.length > 1 && type === "handed-in") tally.doubled += 1;
      const own = all.filter((one) => one.letter === letter && (one.times[0] ?? closing) < closing);
      for (const { at, by } of found) {
        const isTrue = own.some(({ who, times }) => instant(times[0] ?? 0) === at && by === `p-${subOf(letter, who)}`);
        if (!isTrue) tally.late += 1;
      }
    }
  }

  it("takes every plan that was handed in in time, once, and none that was not", async () => {
    const all = pressesOf(seed, each, people.writers);
    const answered = await allOf(all, atOnce, (one) =>
      press(one, "handIn", { params: { id: submissionId(roundOf.handIn, one.letter) }, body: {} }),
    );
    const punctual = judge(answered);
    await count(roundOf.handIn, "handed-in", all, punctual);
    for (const letter of letters) {
      const texts = answered
        .filter((one) => one.letter === letter && one.statuses.at(-1) === 200)
        .map(({ text }) => text);
      if (new Set(texts).size > 1) tally.doubled += 1;
    }
    expect(punctual.size).toBeGreaterThan(100);
    expect(punctual.size).toBeLessThan(letters.length);
  }, 120_000);

  it("takes every signature whose button was pressed in time, once, and none other", async () => {
    const all = pressesOf(seed + 1, Math.ceil(each / 2), [people.head]);
    const waiting = new Map<string, object>();
    for (const letter of letters) {
      const head = await portal.store.head(submissionId(roundOf.sign, letter));
      waiting.set(letter, { version: head?.waiting?.version, hash: head?.waiting?.hash });
    }
    const callOf = (letter: string): Call => ({
      params: { id: submissionId(roundOf.sign, letter) },
      body: waiting.get(letter),
    });
    const pressed = await allOf(all, atOnce, (one) => press(one, "intent", callOf(one.letter)));
    const punctual = judge(pressed);
    await count(roundOf.sign, "signing-intended", all, punctual);

    // Back from the log-in a minute later, with the same retries and double clicks.
    const loggedIn = closing + 60_000;
    const back = all.map((one) => ({ ...one, key: `${one.key}-s`, times: one.times.map((at) => at + 62_000) }));
    const signed = await allOf(back, atOnce, (one) =>
      press(one, "sign", { ...callOf(one.letter), authenticatedAt: loggedIn - 2000 }),
    );
    for (const letter of letters) {
      const own = signed.filter((one) => one.letter === letter);
      const found = await made(roundOf.sign, letter, "signed");
      const answers = new Set(own.map(({ text }) => text));
      const isAll = own.every(({ statuses }) => statuses.every((status) => status === 200));
      if (punctual.has(letter) ? found.length === 0 : found.length > 0)
        tally[punctual.has(letter) ? "lost" : "late"] += 1;
      if (found.length > 1 || (punctual.has(letter) && answers.size > 1)) tally.doubled += 1;
      if (punctual.has(letter) && !isAll) tally.refused += 1;
      for (const { fact } of found) {
        if (fact.type === "signed" && !(fact.receipt.inTime && Date.parse(fact.receipt.signedAt) < closing))
          tally.late += 1;
      }
    }
  }, 120_000);

  it("and nobody else", () => {
    const { requests, conflicts, ...wrong } = tally;
    console.log(
      `storm: ${requests} hand-ins and signatures of ${letters.length} organisations, ${conflicts()} conflicts on the way; ` +
        `${wrong.lost} lost, ${wrong.doubled} doubled, ${wrong.late} late accepted, ${wrong.refused} wrongly refused, ${wrong.failed} 5xx`,
    );
    expect(wrong).toEqual({ lost: 0, doubled: 0, late: 0, refused: 0, failed: 0 });
    expect(requests).toBeGreaterThanOrEqual(process.env.DEEP ? 5000 : 3000);
  });
});
