/** What staff have taken out of a round, until the round has a log of its own that says so. */
import { ConditionalCheckFailedException, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Instant } from "#domain/deadlines";
import { keys } from "./keys.ts";
import { contentOf, queryAll, written } from "./rows.ts";
import type { Db } from "./transact.ts";

export type Export = { what: string; format: string; submission: string | null; person: string; at: Instant };

export function exportStore(db: Db, table: string) {
  /** Puts an export on record; the first time a person's key is used, and no second time. */
  async function exported(
    round: string,
    fact: Pick<Export, "what" | "format" | "submission">,
    { person, at }: Pick<Export, "person" | "at">,
    key: string,
  ): Promise<void> {
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: written({ ...keys.exported(round, person, key), ...fact, person, at }),
          ConditionExpression: "attribute_not_exists(pk)",
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** Everything taken out of a round, oldest first. */
  async function exportsOf(round: string): Promise<Export[]> {
    const rows = await queryAll(db, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk",
      ExpressionAttributeValues: written({ ":pk": keys.exported(round, "", "").pk }),
    });
    return rows.map((row) => contentOf<Export>(row)).sort((one, other) => one.at.localeCompare(other.at));
  }

  return { exported, exportsOf };
}
