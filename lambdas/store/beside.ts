/** What stands beside a draft for those who write it together: comments, and who has it open. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { epoch, type Instant } from "#domain/deadlines";
import { keys } from "./keys.ts";
import { tellNews } from "./news.ts";
import { contentOf, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

export type Comment = {
  id: string;
  question: string;
  text: string;
  at: Instant;
  by: string;
  rev: number;
  resolved: { at: Instant; by: string } | null;
};
export type Presence = { person: string; question: string | null; at: Instant };

/** Seconds until the table itself forgets somebody who is here; readers go by `at`. */
const presenceKept = 60;

export function besideStore(db: Db, table: string, backOff: BackOff) {
  /** All comments, oldest first. */
  async function comments(id: string): Promise<Comment[]> {
    const found = (await rowsUnder(db, table, id, "NOTE#")).map((row) => contentOf<Comment>(row));
    return found.sort((one, other) => Number(one.at > other.at) - Number(one.at < other.at));
  }

  async function comment(id: string, wanted: string): Promise<Comment | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.comment(id, wanted)), ConsistentRead: true }),
    );
    return Item ? contentOf<Comment>(unmarshall(Item)) : null;
  }

  /**
   * Writes a comment on the revision that was seen (0 for a new one). Answers what stands in its place when another was first,
   * null when there is no such submission; the very comment when it is there already.
   */
  async function putComment(id: string, next: Comment): Promise<{ saved: Comment } | { current: Comment | null }> {
    const stopped = await transact(
      db,
      [
        {
          Put: {
            TableName: table,
            Item: written({ ...keys.comment(id, next.id), ...next }),
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
    return { current: stopped[0] ? contentOf<Comment>(stopped[0]) : null };
  }

  async function putHere(id: string, { person, question, at }: Presence): Promise<void> {
    const ttl = Math.floor(epoch(at) / 1000) + presenceKept;
    await db.send(
      new PutItemCommand({ TableName: table, Item: written({ ...keys.here(id, person), person, question, at, ttl }) }),
    );
  }

  async function leave(id: string, person: string): Promise<void> {
    await db.send(new DeleteItemCommand({ TableName: table, Key: written(keys.here(id, person)) }));
  }

  /** Whoever said so since then. */
  async function here(id: string, since: Instant): Promise<Presence[]> {
    const found = (await rowsUnder(db, table, id, "HERE#")).map((row) => contentOf<Presence>(row));
    return found.filter(({ at }) => at > since);
  }

  return { comments, comment, putComment, putHere, leave, here };
}
