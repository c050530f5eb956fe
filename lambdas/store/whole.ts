/** The table as a whole, row by row as DynamoDB has them: what is taken into an archive, and put back from one. Never needed to serve a request. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { isPassing, keys } from "./keys.ts";
import { contentOf, setting, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter } from "./transact.ts";

export type Item = Record<string, AttributeValue>;

/** So many rows are read or written with one request. */
const most = { got: 100, put: 25 } as const;

/** The two attributes by which a row stands in the index of what is to be done, and what it has instead until it is woken. */
const wakes: string[] = ["pendingPk", "pendingSk"];
const sleeps = "asleep";

export const isAwake = (item: Item): boolean => wakes.some((name) => name in item);

/** A row without what makes a function take it up: its neighbours may not be there yet. */
export const asleep = (item: Item): Item =>
  isAwake(item)
    ? {
        ...Object.fromEntries(Object.entries(item).filter(([name]) => !wakes.includes(name))),
        [sleeps]: { BOOL: true },
      }
    : item;

/** Of what a restoration does, in this order, what it is at. */
export type Stage = "rows" | "files" | "waking";
/** `archive`: its checksum. `by`: the run that is at it, by a name of its own. */
export type Restoring = { archive: string; by: string; stage: Stage };

/** More than the table takes at the time. The SDK gives up after three tries; of a whole table that would be the end each time. */
const crowded = ["ProvisionedThroughputExceededException", "ThrottlingException", "RequestLimitExceeded"];
const tries = 100;

export const keyOf = ({ pk, sk }: Item) => ({ pk: pk?.S ?? "", sk: sk?.S ?? "" });

export function wholeTable(db: Db, table: string, backOff: BackOff = fullJitter) {
  async function patiently<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof Error && crowded.includes(error.name)) || attempt === tries) throw error;
        await backOff(attempt);
      }
    }
  }

  /** Whether it was written: false when its condition did not hold. */
  const conditionally = (ask: () => Promise<unknown>): Promise<boolean> =>
    patiently(ask).then(
      () => true,
      (error) => {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      },
    );

  /**
   * Every row but what passes by itself, a page at a time, rows of one partition one after the other. Each page is as it was when it was
   * read, and the whole is of one moment only when nobody writes meanwhile.
   */
  async function* pages(): AsyncGenerator<Item[]> {
    let from: Item | undefined;
    do {
      const page = await patiently(() =>
        db.send(
          new ScanCommand({ TableName: table, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
        ),
      );
      yield (page.Items ?? []).filter((item) => !isPassing(keyOf(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  }

  async function isEmpty(): Promise<boolean> {
    const { Items = [] } = await patiently(() =>
      db.send(new ScanCommand({ TableName: table, ConsistentRead: true, Limit: 1 })),
    );
    return Items.length === 0;
  }

  /** Over whatever is there. */
  async function put(items: Item[]): Promise<void> {
    let left = items;
    for (let attempt = 0; left.length > 0; attempt += 1) {
      const now = left.slice(0, most.put).map((Item) => ({ PutRequest: { Item } }));
      const answer = await patiently(() => db.send(new BatchWriteItemCommand({ RequestItems: { [table]: now } })));
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
      const answer = await patiently(() =>
        db.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } })),
      );
      found.push(...(answer.Responses?.[table] ?? []));
      const undone = answer.UnprocessedKeys?.[table]?.Keys ?? [];
      if (undone.length > 0) await backOff(attempt);
      left = [...undone, ...left.slice(most.got)];
    }
    return found;
  }

  /** Gives rows that sleep what wakes a function. One that is awake is left alone: what was to be done for it may have been done. */
  async function wake(items: Item[]): Promise<void> {
    const waking = (Item: Item) =>
      conditionally(() =>
        db.send(new PutItemCommand({ TableName: table, Item, ConditionExpression: `attribute_exists(${sleeps})` })),
      );
    for (let at = 0; at < items.length; at += most.put) await Promise.all(items.slice(at, at + most.put).map(waking));
  }

  /** What is being put back here; null when nothing is. */
  async function restoring(): Promise<Restoring | null> {
    const { Item } = await patiently(() =>
      db.send(new GetItemCommand({ TableName: table, Key: written(keys.restoring()), ConsistentRead: true })),
    );
    return Item ? contentOf<Restoring>(unmarshall(Item)) : null;
  }

  /** False when another has begun. */
  async function beginRestoring(archive: string, by: string): Promise<boolean> {
    const Item = written({ ...keys.restoring(), ...({ archive, by, stage: "rows" } satisfies Restoring) });
    const ConditionExpression = "attribute_not_exists(pk)";
    await conditionally(() => db.send(new PutItemCommand({ TableName: table, Item, ConditionExpression })));
    // Asked, since an answer that was lost and a second try look the same as another's.
    return (await restoring())?.by === by;
  }

  /** Changes what is said of it, while it is of this archive, or of this run. False when it is not. */
  function restoration(seen: Partial<Restoring>, next: Partial<Restoring>): Promise<boolean> {
    const [[name, value] = ["", ""]] = Object.entries(seen);
    const set = setting(next);
    return conditionally(() =>
      db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: written(keys.restoring()),
          UpdateExpression: set.expression,
          ConditionExpression: "#seen = :seen",
          ExpressionAttributeNames: { ...set.names, "#seen": name },
          ExpressionAttributeValues: written({ ...set.values, ":seen": value }),
        }),
      ),
    );
  }
  /** From a run that was stopped, or that goes on and will notice. */
  const takeOver = (archive: string, by: string) => restoration({ archive }, { by });
  const reach = (by: string, stage: Stage) => restoration({ by }, { stage });

  async function endRestoring(by: string): Promise<void> {
    await conditionally(() =>
      db.send(
        new DeleteItemCommand({
          TableName: table,
          Key: written(keys.restoring()),
          ConditionExpression: "#by = :by",
          ExpressionAttributeNames: { "#by": "by" },
          ExpressionAttributeValues: written({ ":by": by }),
        }),
      ),
    );
  }

  return { pages, isEmpty, put, get, wake, restoring, beginRestoring, takeOver, reach, endRestoring };
}

export type WholeTable = ReturnType<typeof wholeTable>;
