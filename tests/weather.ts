/**
 * Bad weather between the functions and the database: seeded delays at every call, and conflicts that DynamoDB would report
 * when two transactions meet (dynoxide reports none).
 */
import { TransactionCanceledException, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Db } from "../lambdas/store/transact.ts";

/** A small seeded generator (mulberry32), so that a failing run can be repeated. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Weather = { seed: number /** Share of transactions that meet a conflict. */; conflicts: number };

/** Every call waits 1–9 ms before and after; some transactions are cancelled with TransactionConflict. */
export function inWeather(db: Db, { seed, conflicts }: Weather): { db: Db; conflicted: () => number } {
  const random = seededRandom(seed);
  let count = 0;
  const send = async (command: unknown) => {
    await pause(1 + random() * 8);
    if (command instanceof TransactWriteItemsCommand && random() < conflicts) {
      count += 1;
      throw new TransactionCanceledException({
        $metadata: { httpStatusCode: 400 },
        message: "Transaction cancelled",
        CancellationReasons: (command.input.TransactItems ?? []).map((_, index) =>
          index === 0 ? { Code: "TransactionConflict" } : { Code: "None" },
        ),
      });
    }
    const answer = await db.send(command as never);
    await pause(1 + random() * 8);
    return answer;
  };
  return { db: { send: send as Db["send"] }, conflicted: () => count };
}
