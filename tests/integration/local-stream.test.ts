import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { startClock } from "../../infra/local/clock.ts";
import { createTable, type Database, startDynamo } from "../../infra/local/dynamodb.ts";
import { type Stream, type StreamOptions, startStream } from "../../infra/local/stream.ts";
import type { StreamHandler } from "../../infra/local/stream-handler.ts";

let database: Database;
let client: DynamoDBClient;
let TableName: string;
let stream: Stream | undefined;
let dir: string;
let runs = 0;
const clock = startClock();

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-stream-"));
  database = await startDynamo();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new DynamoDBClient({ endpoint: database.endpoint, region: "eu-north-1", credentials });
});
beforeEach(async () => {
  TableName = `stream-${++runs}`;
  await createTable(client, TableName);
});
afterEach(async () => {
  await stream?.stop();
  jest.restoreAllMocks();
});
afterAll(async () => {
  client.destroy();
  await database.stop();
  await rm(dir, { recursive: true });
});

const keyOf = (pk: string, n: number) => ({ pk: { S: pk }, sk: { S: `LOG#${String(n).padStart(6, "0")}` } });
const put = (pk: string, n: number, more: Record<string, AttributeValue> = {}) =>
  client.send(
    new PutItemCommand({
      TableName,
      Item: {
        ...keyOf(pk, n),
        pendingPk: { S: "PENDING" },
        pendingSk: { S: `${String(n).padStart(6, "0")}#${pk}` },
        pending: { SS: ["mail"] },
        ...more,
      },
    }),
  );
const settle = (Key: Record<string, AttributeValue>) =>
  client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression: "REMOVE pendingPk, pendingSk, pending" }));
const labelOf = ({ dynamodb }: DynamoDBRecord) => `${dynamodb?.Keys?.pk?.S} ${Number(dynamodb?.Keys?.sk?.S?.slice(4))}`;
const keyIn = ({ dynamodb }: DynamoDBRecord) => dynamodb?.Keys as Record<string, AttributeValue>;

const start = async (handlers: Record<string, StreamHandler>, more: Partial<StreamOptions> = {}) => {
  stream = await startStream({ client, table: TableName, clock, handlers, backOff: () => 0, ...more });
  return stream;
};

/** A handler that settles what it is given, except what `fails` says and what stands behind that in its submission. */
function worker(fails: (label: string, time: number) => boolean = () => false) {
  const seen: string[] = [];
  const handler: StreamHandler = async ({ Records }: DynamoDBStreamEvent) => {
    const batchItemFailures: { itemIdentifier: string }[] = [];
    const stopped = new Set<string | undefined>();
    for (const record of Records) {
      const label = labelOf(record);
      const pk = record.dynamodb?.Keys?.pk?.S;
      if (stopped.has(pk)) continue;
      seen.push(label);
      if (fails(label, seen.filter((one) => one === label).length)) {
        stopped.add(pk);
        batchItemFailures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" });
      } else await settle(keyIn(record));
    }
    return { batchItemFailures };
  };
  return { handler, seen };
}

describe("delivery", () => {
  it("tells what was pending before it started, and what comes after, in records as a stream has them", async () => {
    clock.set("2021-05-31T21:00:00Z");
    const records: DynamoDBRecord[] = [];
    await put("SUB#a", 1, { bytes: { B: new Uint8Array([1, 2]) } });
    const { idle } = await start({
      mailer: async ({ Records }) => {
        records.push(...Records);
        for (const record of Records) await settle(keyIn(record));
        return undefined;
      },
    });
    await idle();
    await put("SUB#a", 2);
    await idle();
    expect(records.map(labelOf)).toEqual(["SUB#a 1", "SUB#a 2"]);
    expect(records[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      dynamodb: {
        Keys: keyOf("SUB#a", 1),
        NewImage: { pk: { S: "SUB#a" }, pending: { SS: ["mail"] }, bytes: { B: "AQI=" } },
        ApproximateCreationDateTime: Date.parse("2021-05-31T21:00:00Z") / 1000,
      },
    });
    expect(records[0]?.eventID).not.toBe(records[1]?.eventID);
    clock.offset = 0;
  });

  it("keeps the order within each submission, with many at once and failures in between", async () => {
    const { handler, seen } = worker((label, time) => label.endsWith(" 3") && time < 3);
    for (const n of [5, 4, 3, 2, 1]) for (const pk of ["SUB#a", "SUB#b", "SUB#c"]) await put(pk, n);
    const { idle } = await start({ mailer: handler }, { batchSize: 2 });
    await idle();
    for (const pk of ["SUB#a", "SUB#b", "SUB#c"]) {
      // What counts is when each was done: its last telling.
      const done = [1, 2, 3, 4, 5].map((n) => seen.lastIndexOf(`${pk} ${n}`));
      expect(done).toEqual([...done].sort((a, b) => a - b));
      expect(done).not.toContain(-1);
    }
  });

  it("tells the change a handler made as a new record, and an unchanged row only once", async () => {
    const steps: string[] = [];
    await put("SUB#a", 1, { pending: { SS: ["mail", "seal"] } });
    const sealer: StreamHandler = async ({ Records: [record] }) => {
      const pending = record?.dynamodb?.NewImage?.pending?.SS ?? [];
      steps.push(`sealer sees ${pending}`);
      if (pending.includes("seal")) {
        const ExpressionAttributeValues = { ":seal": { SS: ["seal"] } };
        await client.send(
          new UpdateItemCommand({
            TableName,
            Key: keyOf("SUB#a", 1),
            UpdateExpression: "DELETE pending :seal",
            ExpressionAttributeValues,
          }),
        );
      }
      return undefined;
    };
    const mailer: StreamHandler = async ({ Records: [record] }) => {
      steps.push(`mailer sees ${record?.dynamodb?.NewImage?.pending?.SS}`);
      return undefined;
    };
    const { idle, pending } = await start({ sealer, mailer });
    await idle();
    await idle();
    expect(steps).toEqual(["sealer sees mail,seal", "mailer sees mail", "sealer sees mail"]);
    expect(await pending()).toHaveLength(1);
  });

  it("reads a row anew before each handler: one that was settled or deleted meanwhile is not told", async () => {
    await put("SUB#a", 1);
    await put("SUB#b", 1);
    const mailer = worker();
    const first: StreamHandler = async () => {
      await settle(keyOf("SUB#a", 1));
      await client.send(new DeleteItemCommand({ TableName, Key: keyOf("SUB#b", 1) }));
      return undefined;
    };
    await (await start({ first, mailer: mailer.handler })).idle();
    expect(mailer.seen).toEqual([]);
  });

  it("goes on by itself when nobody kicks", async () => {
    let done = () => {};
    const told = new Promise<void>((resolve) => {
      done = resolve;
    });
    const { idle } = await start({ mailer: async () => void done() as undefined }, { every: 5 });
    await idle();
    await put("SUB#a", 1);
    await told;
  });
});

describe("failure", () => {
  it("gives up after its tries, keeps the record where people see it, and lets later rows pass", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => {});
    const deadLetterFile = join(dir, "dead.json");
    const { handler, seen } = worker((label) => label === "SUB#a 1");
    await put("SUB#a", 1);
    await put("SUB#a", 2);
    const { idle, deadLetters } = await start({ mailer: handler }, { tries: 3, batchSize: 1, deadLetterFile });
    await idle();
    expect(seen).toEqual(["SUB#a 1", "SUB#a 1", "SUB#a 1", "SUB#a 2"]);
    expect(deadLetters()).toMatchObject([{ handler: "mailer", pk: "SUB#a", sk: "LOG#000001", tries: 3 }]);
    expect(JSON.parse(await readFile(deadLetterFile, "utf8"))).toEqual(deadLetters());
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it("takes a dead letter again when asked, and forgets it when it is done", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    let broken = true;
    const { handler } = worker(() => broken);
    await put("SUB#a", 1);
    const { idle, deadLetters, retry, pending } = await start({ mailer: handler }, { tries: 2 });
    await idle();
    expect(deadLetters()).toHaveLength(1);
    broken = false;
    await retry(deadLetters()[0]?.id);
    await idle();
    expect([deadLetters(), await pending()]).toEqual([[], []]);
  });

  it("lets one poison record that throws fail alone", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    const { handler, seen } = worker();
    const throws: StreamHandler = async (event) => {
      if (event.Records.some((record) => labelOf(record) === "SUB#b 1")) throw new Error("poison");
      return handler(event);
    };
    for (const pk of ["SUB#a", "SUB#b", "SUB#c"]) await put(pk, 1);
    const { idle, deadLetters } = await start({ mailer: throws }, { tries: 2 });
    await idle();
    expect(seen.sort()).toEqual(["SUB#a 1", "SUB#c 1"]);
    expect(deadLetters()).toMatchObject([{ pk: "SUB#b", error: "poison" }]);
  });

  it("lets one handler fail without holding another", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    const told: string[] = [];
    await put("SUB#a", 1);
    const bad: StreamHandler = async () => {
      throw new Error("broken");
    };
    const good: StreamHandler = async ({ Records }) => void told.push(...Records.map(labelOf)) as undefined;
    const { idle, deadLetters } = await start({ bad, good }, { tries: 2 });
    await idle();
    expect(told).toEqual(["SUB#a 1"]);
    expect(deadLetters().map(({ handler }) => handler)).toEqual(["bad"]);
  });

  it("tells everything pending anew after a restart, dead letters too", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    const deadLetterFile = join(dir, "restart.json");
    await put("SUB#a", 1);
    const first = await start({ mailer: worker(() => true).handler }, { tries: 1, deadLetterFile });
    await first.idle();
    await first.stop();
    const { handler, seen } = worker();
    const second = await start({ mailer: handler }, { deadLetterFile });
    await second.idle();
    expect(seen).toEqual(["SUB#a 1"]);
    expect(second.deadLetters()).toEqual([]);
  });

  it("survives a table that does not answer for a while", async () => {
    jest.spyOn(console, "error").mockImplementation(() => {});
    let failures = 3;
    const flaky = {
      send: (command: never) => (failures-- > 0 ? Promise.reject(new Error("throttled")) : client.send(command)),
    } as unknown as DynamoDBClient;
    const { handler, seen } = worker();
    await put("SUB#a", 1);
    const { idle } = await start({ mailer: handler }, { client: flaky, every: 1 });
    await idle();
    expect(seen).toEqual(["SUB#a 1"]);
  });
});
