/** The table as a whole, row by row as DynamoDB has them: what is taken into an archive, and put back from one. Never needed to serve a request. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from "@aws-sdk/client-dynamodb";
import { isPassing, keys } from "./keys.ts";
import { written } from "./rows.ts";
import { type BackOff, type Db, fullJitter } from "./transact.ts";

export type Item = Record<string, AttributeValue>;

/** So many rows are read or written with one request. */
const most = { got: 100, put: 25 } as const;

/** The two attributes by which a row stands in the index of what is to be done. */
export const wakes = ["pendingPk", "pendingSk"] as const;

export const keyOf = ({ pk, sk }: Item) => ({ pk: pk?.S ?? "", sk: sk?.S ?? "" });

export function wholeTable(db: Db, table: string, backOff: BackOff = fullJitter) {
  /**
   * Every row but what passes by itself, a page at a time, rows of one partition one after the other. Each page is as it was when it was
   * read, and the whole is of one moment only when nobody writes meanwhile.
   */
  async function* pages(): AsyncGenerator<Item[]> {
    let from: Item | undefined;
    do {
      const page = await db.send(
        new ScanCommand({ TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
      );
      yield (page.Items ?? []).filter((item) => !isPassing(keyOf(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  }

  async function isEmpty(): Promise<boolean> {
    const { Items = [] } = await db.send(new ScanCommand({ TableName: table, ConsistentRead: true, Limit: 1 }));
    return Items.length === 0;
  }

  /** Over whatever is there. */
  async function put(items: Item[]): Promise<void> {
    let left = items;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      const now = left.slice(0, most.put).map((Item) => ({ PutRequest: { Item } }));
      const answer = await db.send(new BatchWriteItemCommand({ RequestItems: { [table]: now } }));
      const undone = (answer.UnprocessedItems?.[table] ?? []).map(({ PutRequest }) => PutRequest?.Item ?? {});
      if (undone.length > 0) await backOff(attempt);
      left = [...undone, ...left.slice(most.put)];
    }
  }

  /** As they are now, in no order; what is not there is left out. */
  async function get(wanted: Item[]): Promise<Item[]> {
    const found: Item[] = [];
    let left = wanted.map((item) => written(keyOf(item)));
    for (let attempt = 0; left.length > 0; attempt += 1) {
      const Keys = left.slice(0, most.got);
      const answer = await db.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
      );
      found.push(...(answer.Responses?.[table] ?? []));
      const undone = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (undone.length > 0) await backOff(attempt);
      left = [...undone, ...left.slice(most.got)];
    }
    return found;
  }

  /** The archive that is being put back here, by its checksum; null when none is. */
  async function restoring(): Promise<string | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.restoring()), ConsistentRead: true }),
    );
    return Item?.archive?.S ?? null;
  }

  const beginRestoring = (archive: string) =>
    db.send(new PutItemCommand({ TableName: table, Item: written({ ...keys.restoring(), archive }) }));
  const endRestoring = () => db.send(new DeleteItemCommand({ TableName: table, Key: written(keys.restoring()) }));

  return { pages, isEmpty, put, get, restoring, beginRestoring, endRestoring };
}

export type WholeTable = ReturnType<typeof wholeTable>;
