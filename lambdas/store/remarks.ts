/** What SKR says about a submission: rows beside it, each on the revision that was seen. */
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "#domain/deadlines";
import { keys, prefixOf } from "./keys.ts";
import { tellNews } from "./news.ts";
import { contentOf, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

export type Remark = {
  id: string;
  /** Null: about the whole. */
  question: string | null;
  version: number;
  text: string;
  /** Whether the RSS reads it. */
  visible: boolean;
  at: Instant;
  by: string;
  rev: number;
  resolved: { at: Instant; by: string } | null;
};

export function remarkStore(db: Db, table: string, backOff: BackOff) {
  /** All of them, oldest first. */
  async function remarks(id: string): Promise<Remark[]> {
    const found = (await rowsUnder(db, table, id, prefixOf.remarks)).map((row) => contentOf<Remark>(row));
    return found.sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at));
  }

  async function remark(id: string, wanted: string): Promise<Remark | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.remark(id, wanted)), ConsistentRead: true }),
    );
    return Item ? contentOf<Remark>(unmarshall(Item)) : null;
  }

  /**
   * Writes one on the revision that was seen (0 for a new one). Answers what stands in its place when another was first, null when there
   * is no such submission; the very remark when it is there already.
   */
  async function putRemark(id: string, next: Remark): Promise<{ saved: Remark } | { current: Remark | null }> {
    const stopped = await transact(
      db,
      [
        {
          Put: {
            TableName: table,
            Item: written({ ...keys.remark(id, next.id), ...next }),
            ConditionExpression: next.rev === 1 ? "attribute_not_exists(pk)" : "rev = :seen",
            ...(next.rev === 1 ? {} : { ExpressionAttributeValues: written({ ":seen": next.rev - 1 }) }),
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
        tellNews(table, id),
      ],
      backOff,
    );
    if (!stopped) return { saved: next };
    return { current: stopped[0] ? contentOf<Remark>(stopped[0]) : null };
  }

  return { remarks, remark, putRemark };
}
