/** What the malware scan said of each version of each object. Written once; read with the draft, in the same query. */
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { nameInBucket, type Verdict } from "#domain/attachments";
import type { Instant } from "#domain/deadlines";
import { keys, prefixOf } from "./keys.ts";
import { tellNews } from "./news.ts";
import { contentOf, queryAll, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

/** `name` as in the bucket, below the submission's folder; `object` is the version of that object. */
export type Check = { name: string; object: string; verdict: Verdict; at: Instant };

/** Pending until its very bytes have been judged. */
export const verdictOf = (checks: Check[], file: { key: string; object: string }): Verdict | "pending" =>
  checks.find(({ name, object }) => name === nameInBucket(file.key) && object === file.object)?.verdict ?? "pending";

export function verdictStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  /**
   * The version that a verdict is about, by the name that rows have for it: a file that was put back from an archive has another in this
   * bucket. Whatever else comes to be under its name has the same bytes, since the form it was sent with takes no others.
   */
  async function named(id: string, name: string, object: string): Promise<string> {
    const { pk, sk } = keys.was(id, name);
    // By a query, as it has the right to one.
    const rows = await queryAll(db, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND sk = :sk",
      ExpressionAttributeValues: written({ ":pk": pk, ":sk": sk }),
    });
    return rows.length > 0 ? String(rows[0]?.object) : object;
  }

  /**
   * Puts a verdict on record and lets open pages know. The first one stays, save that an infected one always wins: scans are
   * repeated, and none of them makes a file harmless that another found harmful. `unknown`: there is no such submission.
   */
  async function judge(id: string, scanned: Check): Promise<"written" | "there" | "unknown"> {
    const check = { ...scanned, object: await named(id, scanned.name, scanned.object) };
    const isInfected = check.verdict === "infected";
    const stopped = await transact(
      db,
      [
        {
          Put: {
            TableName: table,
            Item: written({ ...keys.check(id, check.name, check.object), ...check }),
            ConditionExpression: `attribute_not_exists(pk)${isInfected ? " OR verdict <> :infected" : ""}`,
            ...(isInfected ? { ExpressionAttributeValues: written({ ":infected": "infected" }) } : {}),
          },
        },
        tellNews(table, id),
      ],
      backOff,
    );
    if (!stopped) return "written";
    return stopped[1] === undefined ? "there" : "unknown";
  }

  async function judged(id: string, name: string, scanned: string): Promise<Check | null> {
    const Key = written(keys.check(id, name, await named(id, name, scanned)));
    const { Item } = await db.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item ? contentOf<Check>(unmarshall(Item)) : null;
  }

  /** Everything said of a submission's files. */
  const checksOf = async (id: string): Promise<Check[]> =>
    (await rowsUnder(db, table, id, prefixOf.checks)).map((row) => contentOf<Check>(row));

  return { judge, judged, checksOf };
}

export type VerdictStore = ReturnType<typeof verdictStore>;
