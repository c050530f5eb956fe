/** Addresses that take no mail: it came back for good, or somebody complained. SKR clears a mark when the address is right again. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "#domain/deadlines";
import type { Marked } from "#domain/mailings";
import { keys, listed } from "./keys.ts";
import { contentOf, queryAll, written } from "./rows.ts";
import type { BackOff, Db } from "./transact.ts";

export type MarkedAddress = {
  /** In lower case. */
  address: string;
  why: "bounced" | "complained";
  at: Instant;
  /** Whose it was when the mail was sent: a pseudonym, or a function address. */
  person: string;
  /** What the mail was about. */
  about: string[];
};

export function addressStore(db: Db, table: string, backOff: BackOff) {
  async function readAll(wanted: string[]): Promise<MarkedAddress[]> {
    const found: MarkedAddress[] = [];
    let left = [...new Set(wanted.map((address) => address.toLowerCase()))].map((each) => written(keys.address(each)));
    for (let attempt = 0; left.length > 0; attempt += 1) {
      if (attempt > 0) await backOff(attempt);
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: left.slice(0, 100), ConsistentRead: true } } }),
      );
      for (const item of Responses?.[table] ?? []) found.push(contentOf<MarkedAddress>(unmarshall(item)));
      left = [...left.slice(100), ...(UnprocessedKeys?.[table]?.Keys ?? [])];
    }
    return found;
  }

  /** Which of these addresses take no mail, as it stands now. */
  const markedAmong = async (addresses: string[]): Promise<Marked> =>
    new Set((await readAll(addresses)).map(({ address }) => address));

  /** Every one, by address. */
  async function markedAddresses(): Promise<MarkedAddress[]> {
    const rows = await queryAll(db, {
      TableName: table,
      IndexName: "list",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: written({ ":pk": listed.marked("").listPk }),
    });
    const all = await readAll(rows.map(({ listSk }) => String(listSk)));
    return all.sort((one, other) => (one.address < other.address ? -1 : 1));
  }

  /** Marks an address. The first mark stays, save that a complaint is worse than a bounce. */
  async function markAddress({ address, ...mark }: MarkedAddress): Promise<void> {
    const lower = address.toLowerCase();
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: written({ ...keys.address(lower), ...listed.marked(lower), address: lower, ...mark }),
          ConditionExpression: `attribute_not_exists(pk)${mark.why === "complained" ? " OR why = :bounced" : ""}`,
          ...(mark.why === "complained" ? { ExpressionAttributeValues: written({ ":bounced": "bounced" }) } : {}),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** Takes away the mark that was seen. False when there is a later one; true also when it is gone already. */
  async function clearAddress(address: string, at: Instant): Promise<boolean> {
    try {
      await db.send(
        new DeleteItemCommand({
          TableName: table,
          Key: written(keys.address(address.toLowerCase())),
          ConditionExpression: "attribute_not_exists(pk) OR #at = :at",
          ExpressionAttributeNames: { "#at": "at" },
          ExpressionAttributeValues: written({ ":at": at }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return { markedAmong, markedAddresses, markAddress, clearAddress };
}
