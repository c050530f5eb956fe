/** Read and write units as the database counts them, call by call. */
import type { ConsumedCapacity, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Db } from "../lambdas/store/transact.ts";

/** Asks every call for what it consumed, and adds it up by kind of call. */
export function metered(db: Db) {
  const spent = new Map<string, { units: number; index: number }>();
  const send = async (command: { constructor: { name: string }; input: object }) => {
    Object.assign(command.input, { ReturnConsumedCapacity: "INDEXES" });
    const answer = (await (db as DynamoDBClient).send(command as never)) as {
      ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
    };
    const kind = command.constructor.name;
    for (const each of [answer.ConsumedCapacity ?? []].flat()) {
      const before = spent.get(kind) ?? { units: 0, index: 0 };
      const index = Object.values(each.GlobalSecondaryIndexes ?? {}).reduce(
        (sum, one) => sum + (one.CapacityUnits ?? 0),
        0,
      );
      spent.set(kind, { units: before.units + (each.CapacityUnits ?? 0), index: before.index + index });
    }
    return answer;
  };
  return { db: { send } as unknown as Db, spent };
}

/** Read units since `spent` was last emptied. */
export const readUnits = (spent: ReturnType<typeof metered>["spent"]): number =>
  ["GetItemCommand", "QueryCommand", "BatchGetItemCommand"].reduce(
    (sum, kind) => sum + (spent.get(kind)?.units ?? 0),
    0,
  );
