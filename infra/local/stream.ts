/**
 * The table's stream on this machine: a poller over the sparse `pending` index that wakes the same handlers with
 * records of the same shape. At least once; in order within a partition key, each handler by itself as its own event
 * source; a change of a row is a new record, an unchanged row is not told twice. A restart tells everything pending anew.
 */
import { type DynamoDBClient, GetItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import type { DynamoDBRecord, StreamRecord } from "aws-lambda";
import { table as definition } from "../../lambdas/store/table.ts";
import type { Clock } from "./clock.ts";
import { type DeadLetter, openDeadLetters } from "./dead-letters.ts";
import { behind, callHandler, type Item, imageOf, type StreamHandler } from "./stream-handler.ts";

/** A row of the index: what is to be done, for which item. */
type Pending = { pk: string; sk: string; since: string };

export type Stream = {
  /** Looks at once: the gateway calls it after every request that may have changed something. */
  kick(): void;
  /** Resolves when every handler has had every pending row, and nothing waits for another try. */
  idle(): Promise<void>;
  pending(): Promise<Pending[]>;
  deadLetters(): DeadLetter[];
  /** Gives one dead letter, or all, new tries. */
  retry(id?: string): Promise<void>;
  stop(): Promise<void>;
};

export type StreamOptions = {
  client: Pick<DynamoDBClient, "send">;
  table: string;
  clock: Clock;
  handlers: Record<string, StreamHandler>;
  /** Where dead letters are kept; absent: in memory. */
  deadLetterFile?: string;
  /** How often the index is read when nobody kicks, in milliseconds. */
  every?: number;
  tries?: number;
  /** Milliseconds to wait after the n-th failure. */
  backOff?: (failures: number) => number;
  batchSize?: number;
};

/** What one handler has been told of one row. */
type Told = { image: string; failures: number; notBefore: number };

export async function startStream(options: StreamOptions): Promise<Stream> {
  const { client, table: TableName, clock, handlers, every = 1000, tries = 5, batchSize = 10 } = options;
  const backOff = options.backOff ?? ((failures: number) => 200 * 2 ** failures);
  const letters = await openDeadLetters(options.deadLetterFile);
  const told = new Map<string, Told>();
  let sequence = 0;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];

  async function pending(): Promise<Pending[]> {
    const rows: Pending[] = [];
    let from: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: "pending",
          KeyConditionExpression: `${definition.indexes.pending.partitionKey} = :pending`,
          ExpressionAttributeValues: { ":pending": { S: "PENDING" } },
          ExclusiveStartKey: from,
        }),
      );
      for (const { pk, sk, pendingSk } of Items)
        rows.push({ pk: pk?.S ?? "", sk: sk?.S ?? "", since: pendingSk?.S ?? "" });
      from = LastEvaluatedKey;
    } while (from);
    return rows;
  }

  /** The row as it stands now, while it still is pending: an earlier handler may have finished it. */
  async function read({ pk, sk }: Pending): Promise<Item | undefined> {
    const Key = { pk: { S: pk }, sk: { S: sk } };
    const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return Item?.[definition.indexes.pending.partitionKey] ? Item : undefined;
  }

  function toRecord({ pk, sk }: Pending, image: string, known: boolean): DynamoDBRecord {
    return {
      eventID: `${pk}/${sk}/${++sequence}`,
      eventName: known ? "MODIFY" : "INSERT",
      eventSource: "aws:dynamodb",
      eventVersion: "1.1",
      awsRegion: process.env.AWS_REGION,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
        Keys: { pk: { S: pk }, sk: { S: sk } },
        NewImage: JSON.parse(image) as StreamRecord["NewImage"],
        SequenceNumber: String(sequence).padStart(21, "0"),
        StreamViewType: "NEW_AND_OLD_IMAGES",
      },
    };
  }

  /** One handler, all rows once. True when it was told anything. */
  async function deliver(name: string, handler: StreamHandler, rows: Pending[]): Promise<boolean> {
    const halted = new Set<string>();
    let any = false;
    for (let at = 0; at < rows.length && !stopped; ) {
      const batch: { row: Pending; image: string; record: DynamoDBRecord }[] = [];
      for (; at < rows.length && batch.length < batchSize; at++) {
        const row = rows[at] as Pending;
        const before = told.get(idOf(name, row));
        if (before && before.notBefore > Date.now()) halted.add(row.pk);
        if (halted.has(row.pk)) continue;
        const item = await read(row);
        if (!item) continue;
        const image = imageOf(item);
        if (before?.image === image && before.failures === 0) continue;
        batch.push({ row, image, record: toRecord(row, image, before !== undefined) });
      }
      if (batch.length === 0) continue;
      any = true;
      const outcomes = await callHandler(
        handler,
        batch.map(({ record }) => record),
      );
      for (const [n, { row, image, record }] of batch.entries()) {
        // A row behind a failed one of its submission was handled too early, if at all: it comes again, after that one.
        const error = halted.has(row.pk) ? behind : outcomes[n];
        if (error) halted.add(row.pk);
        await note(name, row, image, record, error);
      }
    }
    return any;
  }

  async function note(name: string, row: Pending, image: string, record: DynamoDBRecord, error: string | undefined) {
    const id = idOf(name, row);
    const before = told.get(id)?.failures ?? 0;
    if (!error) {
      told.set(id, { image, failures: 0, notBefore: 0 });
      await letters.remove(id);
    } else if (error === behind) {
      told.set(id, { image: "", failures: before, notBefore: Date.now() });
    } else if (before + 1 < tries) {
      told.set(id, { image, failures: before + 1, notBefore: Date.now() + backOff(before + 1) });
    } else {
      // Told as often as it may be: it stands aside until someone asks or the row changes.
      told.set(id, { image, failures: 0, notBefore: 0 });
      const at = new Date(clock.now()).toISOString();
      await letters.add({ id, handler: name, pk: row.pk, sk: row.sk, error, tries, at, record });
      console.error(`Strömmen: ${name} gav upp ${row.pk} ${row.sk} efter ${tries} försök: ${error}`);
    }
  }

  async function round(): Promise<void> {
    const rows = await pending();
    const current = new Set(rows.flatMap((row) => Object.keys(handlers).map((name) => idOf(name, row))));
    for (const id of told.keys()) if (!current.has(id)) told.delete(id);
    const inOrder = [...rows].sort((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : a.sk < b.sk ? -1 : 1));
    for (const [name, handler] of Object.entries(handlers)) {
      if (await deliver(name, handler, inOrder)) again = true;
    }
  }

  function run(): void {
    if (stopped) return;
    again = true;
    running ??= (async () => {
      clearTimeout(timer);
      let well = true;
      try {
        while (again && !stopped) {
          again = false;
          await round();
        }
      } catch (error) {
        well = false;
        if (!stopped) console.error("Strömmen:", error);
      }
      running = undefined;
      rest(well);
    })();
  }

  /** Sleeps until the next poll or the next try; whoever waits for idleness learns of it here. */
  function rest(well: boolean): void {
    const tries = [...told.values()]
      .filter(({ notBefore }) => notBefore > 0)
      .map(({ notBefore }) => notBefore - Date.now());
    if (stopped || (well && tries.length === 0)) {
      for (const resolve of waiting) resolve();
      waiting = [];
    }
    // A table that does not answer is asked again at the next poll, not at once.
    if (!stopped) timer = setTimeout(run, Math.max(0, Math.min(every, ...(well ? tries : []))));
  }

  run();
  return {
    kick: run,
    idle: () =>
      new Promise((resolve) => {
        if (stopped) return resolve();
        waiting.push(resolve);
        run();
      }),
    pending,
    deadLetters: letters.all,
    async retry(id) {
      for (const letter of letters.all()) {
        if (id !== undefined && letter.id !== id) continue;
        told.delete(letter.id);
        await letters.remove(letter.id);
      }
      run();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
      for (const resolve of waiting) resolve();
    },
  };
}

const idOf = (handler: string, { pk, sk }: Pending): string => `${handler} ${pk} ${sk}`;
