/** One transaction, tried again while DynamoDB is busy, and a plain account of which condition stopped it. */
import {
  type AttributeValue,
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { Refusal } from "#domain/errors";

export type Db = Pick<DynamoDBClient, "send">;
/** Waits before the next try; handed in, so that tests need not wait and chance stays outside. */
export type BackOff = (attempt: number) => Promise<void>;

export const fullJitter: BackOff = (attempt) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(1000, 25 * 2 ** attempt)));

/** What stood in the way: for each item of the transaction the row as it was, where its condition failed. */
export type Stopped = (Record<string, unknown> | null | undefined)[];

// The SDK retries a throttled request, but not a transaction cancelled because of one.
const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
const tries = 10;

/**
 * Writes all or nothing. Null when written; otherwise which conditions failed (`undefined` where one held, `null` where
 * it failed on a row that does not exist). Refuses busy when conflicts do not end.
 *
 * The SDK makes the ClientRequestToken: its own retries after a lost answer are then one write. A try of ours is a new
 * request, so callers must recognise their own write among the rows that stopped it.
 */
export async function transact(db: Db, items: TransactWriteItem[], backOff: BackOff): Promise<Stopped | null> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    try {
      await db.send(new TransactWriteItemsCommand({ TransactItems: items }));
      return null;
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const reasons = error.CancellationReasons ?? [];
      if (reasons.some(({ Code }) => Code === "ConditionalCheckFailed")) {
        return reasons.map(({ Code, Item }) => (Code === "ConditionalCheckFailed" ? rowOf(Item) : undefined));
      }
      if (!reasons.some(({ Code }) => passing.has(Code ?? ""))) throw error;
      await backOff(attempt);
    }
  }
  throw new Refusal("busy");
}

const rowOf = (item: Record<string, AttributeValue> | undefined) =>
  item && Object.keys(item).length > 0 ? unmarshall(item) : null;
