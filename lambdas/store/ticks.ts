/** Up to which day a daily worker has done its work. */
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Day } from "#domain/deadlines";
import { keys } from "./keys.ts";
import { written } from "./rows.ts";
import type { Db } from "./transact.ts";

export function tickStore(db: Db, table: string) {
  async function lastTick(worker: string): Promise<Day | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.tick(worker)), ConsistentRead: true }),
    );
    return Item ? (unmarshall(Item).day as Day) : null;
  }

  /** Only ever forward: a tick that was late leaves the day of the one that overtook it. */
  async function ticked(worker: string, day: Day): Promise<void> {
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: written({ ...keys.tick(worker), day }),
          ConditionExpression: "attribute_not_exists(pk) OR #day < :day",
          ExpressionAttributeNames: { "#day": "day" },
          ExpressionAttributeValues: written({ ":day": day }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  return { lastTick, ticked };
}

export type TickStore = ReturnType<typeof tickStore>;
