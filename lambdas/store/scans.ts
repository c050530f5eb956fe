/**
 * Scans of signed papers on their way to be registered. They are no part of the draft, which is locked; each person has one place, which a
 * new scan takes over, and what is registered stands in the event, bound to one version of one object.
 */
import { ConditionalCheckFailedException, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { StoredFile } from "./drafts.ts";
import { keys } from "./keys.ts";
import { contentOf, written } from "./rows.ts";
import type { Db } from "./transact.ts";

/** `at`: when these bytes were first announced. `hash`: of the version whose code the paper bears. */
export type StoredScan = Omit<StoredFile, "state"> & { state: "uploading" | "stored"; hash: string };

export function scanStore(db: Db, table: string) {
  async function scan(id: string, person: string): Promise<StoredScan | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.scan(id, person)), ConsistentRead: true }),
    );
    return Item ? contentOf<StoredScan>(unmarshall(Item)) : null;
  }

  /** Takes the person's place, whatever was there. */
  async function putScan(id: string, scan: StoredScan): Promise<void> {
    await db.send(new PutItemCommand({ TableName: table, Item: written({ ...keys.scan(id, scan.by), ...scan }) }));
  }

  /** Its bytes have arrived. False when another scan has taken its place meanwhile. */
  async function storeScan(id: string, scan: StoredScan): Promise<boolean> {
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: written({ ...keys.scan(id, scan.by), ...scan }),
          ConditionExpression: "#id = :id",
          ExpressionAttributeNames: { "#id": "id" },
          ExpressionAttributeValues: written({ ":id": scan.id }),
        }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return false;
    }
  }

  return { scan, putScan, storeScan };
}
