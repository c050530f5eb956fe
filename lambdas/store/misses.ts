/** Tries at something that can be guessed, counted per window of time, so that guessing it takes for ever. */
import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { epoch, type Instant } from "#domain/deadlines";
import { keys } from "./keys.ts";
import { written } from "./rows.ts";
import type { Db } from "./transact.ts";

/** `hash` stands for whom or what the tries are counted for. At most `limit` in each window of `seconds`. */
export type Quota = { of: string; hash: string; limit: number; seconds: number };

export function missStore(db: Db, table: string) {
  const since = (at: Instant, seconds: number) => Math.floor(epoch(at) / 1000 / seconds) * seconds;
  const keyOf = ({ of, hash, seconds }: Quota, at: Instant) => written(keys.misses(of, hash, since(at, seconds)));

  /**
   * Counts a try before it is made: were it counted afterwards, a thousand at once would all be made before the first is counted.
   * Zero when it may be made, otherwise the seconds until the next window. One counted twice, after a lost answer, is one try less.
   */
  async function count(quota: Quota, at: Instant): Promise<number> {
    const { limit, seconds } = quota;
    const until = since(at, seconds) + seconds;
    try {
      await db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(quota, at),
          UpdateExpression: "SET #ttl = :until ADD tries :one",
          ConditionExpression: "attribute_not_exists(tries) OR tries < :limit",
          ExpressionAttributeNames: { "#ttl": "ttl" },
          ExpressionAttributeValues: written({ ":until": until, ":one": 1, ":limit": limit }),
        }),
      );
      return 0;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return Math.ceil(until - epoch(at) / 1000);
    }
  }

  /** The try was no miss: it does not count. Given back twice, after a lost answer, it is one try more, but never more than the limit. */
  async function giveBack(quota: Quota, at: Instant): Promise<void> {
    try {
      await db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(quota, at),
          UpdateExpression: "ADD tries :less",
          ConditionExpression: "tries > :none",
          ExpressionAttributeValues: written({ ":less": -1, ":none": 0 }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  return { count, giveBack };
}

export type MissStore = ReturnType<typeof missStore>;
