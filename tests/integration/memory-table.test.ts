import * as dynamodb from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { runs } from "#tests/builders";
import { condition, type Item, written } from "#tests/expressions";
import { memoryTable } from "#tests/memory-table";
import { aDatabase, table as TableName } from "#tests/portal";
import type { Db } from "../../lambdas/store/transact.ts";

type Made = "get" | "put" | "update" | "delete" | "query" | "batch" | "write" | "read";
type Act = { make: Made; input: Record<string, unknown> };
const commands: Record<Made, new (input: never) => object> = {
  get: dynamodb.GetItemCommand,
  put: dynamodb.PutItemCommand,
  update: dynamodb.UpdateItemCommand,
  delete: dynamodb.DeleteItemCommand,
  query: dynamodb.QueryCommand,
  batch: dynamodb.BatchGetItemCommand,
  write: dynamodb.TransactWriteItemsCommand,
  read: dynamodb.TransactGetItemsCommand,
};

const sk = fc.constantFrom("A#1", "A#2", "B#1", "HEAD");
const number = fc.integer({ min: 0, max: 3 }).map((n) => ({ N: String(n) }));
const text = fc.constantFrom("", "ja", "nej", "å").map((S) => ({ S }));
const steps = fc.subarray(["mail", "document"], { minLength: 1 }).map((SS) => ({ SS }));

/** Conditions in the manner of the store, over fields that are there or not, of one kind or another. */
const conditions = fc.oneof(
  fc.constant({}),
  fc.constant({ ConditionExpression: "attribute_not_exists(pk)" }),
  fc.constant({ ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(steps)" }),
  fc.tuple(fc.constantFrom("=", "<>", "<", "<=", ">", ">="), fc.oneof(number, text)).map(([sign, value]) => ({
    ConditionExpression: `#rev ${sign} :seen`,
    ExpressionAttributeNames: { "#rev": "rev" },
    ExpressionAttributeValues: { ":seen": value },
  })),
  fc.tuple(number, text).map(([rev, word]) => ({
    ConditionExpression: "attribute_not_exists(pk) OR rev = :rev AND NOT (word > :word OR word = :word)",
    ExpressionAttributeValues: { ":rev": rev, ":word": word },
  })),
  text.map((word) => ({
    ConditionExpression: "contains(steps, :word) OR contains(word, :word)",
    ExpressionAttributeValues: { ":word": word },
  })),
);
const withOld = fc.constantFrom({}, { ReturnValuesOnConditionCheckFailure: "ALL_OLD" });

const key = (name: string): Item => ({ pk: { S: "P" }, sk: { S: name } });
const fields = fc.record(
  { rev: number, word: text, steps, listPk: fc.constant({ S: "L" }), listSk: text },
  { requiredKeys: [] },
);
const filledIn = fields.map(({ listPk, listSk, ...rest }) => ({
  ...rest,
  ...(listPk && listSk && listSk.S !== "" ? { listPk, listSk } : {}),
}));

const update = fc.oneof(
  number.map((one) => ({ expression: "ADD rev :a", values: { ":a": one } })),
  text.map((word) => ({ expression: "SET word = :a REMOVE steps", values: { ":a": word } })),
  steps.map((some) => ({ expression: "DELETE steps :a", values: { ":a": some } })),
  fc.tuple(steps, text).map(([some, word]) => ({
    expression: "SET word = if_not_exists(word, :b), #other = :b ADD steps :a",
    values: { ":a": some, ":b": word },
    names: { "#other": "mark 8b" },
  })),
  fc.tuple(steps, text).map(([some, word]) => ({
    expression: "ADD steps :a SET word = :b, #other = :b",
    values: { ":a": some, ":b": word },
    names: { "#other": "mark 8b" },
  })),
);

const put = fc.tuple(sk, filledIn, conditions, withOld).map(([at, row, when, old]) => ({
  Item: { ...key(at), ...row },
  ...when,
  ...("ConditionExpression" in when ? old : {}),
}));
const changed = fc.tuple(sk, update, conditions, withOld).map(([at, { expression, values, ...rest }, when, old]) => {
  const { ExpressionAttributeValues = {}, ExpressionAttributeNames = {}, ...given } = when as Record<string, object>;
  const names = { ...ExpressionAttributeNames, ...("names" in rest ? rest.names : {}) };
  return {
    Key: key(at),
    UpdateExpression: expression,
    ...given,
    ExpressionAttributeValues: { ...values, ...ExpressionAttributeValues },
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...("ConditionExpression" in given ? old : {}),
  };
});
const removed = fc.tuple(sk, conditions).map(([at, when]) => ({ Key: key(at), ...when }));
const checked = removed.filter((each) => "ConditionExpression" in each);
const inTable = (input: object) => ({ TableName, ...input });

const ranges = fc.constantFrom(
  { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "P" } } },
  {
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: { ":pk": { S: "P" }, ":prefix": { S: "A#" } },
  },
  {
    KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
    ExpressionAttributeValues: { ":pk": { S: "P" }, ":from": { S: "A#2" }, ":to": { S: "HEAD" } },
  },
  { IndexName: "list", KeyConditionExpression: "listPk = :pk", ExpressionAttributeValues: { ":pk": { S: "L" } } },
);

const one: fc.Arbitrary<Act> = fc.oneof(
  sk.map((at) => ({ make: "get" as const, input: inTable({ Key: key(at), ConsistentRead: true }) })),
  put.map((input) => ({ make: "put" as const, input: inTable(input) })),
  changed.map((input) => ({ make: "update" as const, input: inTable(input) })),
  removed.map((input) => ({ make: "delete" as const, input: inTable(input) })),
  ranges.map((input) => ({ make: "query" as const, input: inTable(input) })),
  fc.uniqueArray(sk, { minLength: 1 }).map((all) => ({
    make: "batch" as const,
    input: { RequestItems: { [TableName]: { Keys: all.map(key) } } },
  })),
  fc
    .array(
      fc.oneof(
        put.map((input) => ({ Put: inTable(input) })),
        changed.map((input) => ({ Update: inTable(input) })),
        removed.map((input) => ({ Delete: inTable(input) })),
        checked.map((input) => ({ ConditionCheck: inTable(input) })),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((TransactItems) => ({ make: "write" as const, input: { TransactItems } })),
  fc.uniqueArray(sk, { minLength: 1 }).map((all) => ({
    make: "read" as const,
    input: { TransactItems: all.map((at) => ({ Get: inTable({ Key: key(at) }) })) },
  })),
);

const rowText = (item: Item) => written({ M: item });
/** Rows as text; in the order of the answer, except where the order is nobody's promise. */
const rowsOf = (items: Item[] | undefined, act: Act) => {
  const texts = (items ?? []).map(rowText);
  return act.make === "batch" || act.input.IndexName ? texts.sort() : texts;
};

async function told(db: Db, act: Act): Promise<unknown> {
  try {
    const answer = (await db.send(new commands[act.make](act.input as never) as never)) as dynamodb.QueryCommandOutput &
      dynamodb.GetItemCommandOutput & { Responses?: unknown };
    const responses = answer.Responses as Record<string, Item[]> | { Item?: Item }[] | undefined;
    return {
      item: answer.Item && rowText(answer.Item),
      items: rowsOf(answer.Items, act),
      responses: Array.isArray(responses)
        ? responses.map(({ Item }) => (Item ? rowText(Item) : null))
        : rowsOf(responses?.[TableName], act),
    };
  } catch (error) {
    const { name, Item, CancellationReasons } = error as dynamodb.TransactionCanceledException & { Item?: Item };
    const itemOf = (item: Item | undefined) => (item && Object.keys(item).length > 0 ? rowText(item) : null);
    return { name, item: itemOf(Item), reasons: CancellationReasons?.map((each) => [each.Code, itemOf(each.Item)]) };
  }
}

describe("the table in memory", () => {
  let database: Awaited<ReturnType<typeof aDatabase>>;
  let client: dynamodb.DynamoDBClient;
  beforeAll(async () => {
    // Empty, also where the database is given and other tests have filled it.
    database = await aDatabase();
    client = database.client;
  });
  afterAll(() => database.stop());

  it("answers and refuses as a real database does, whatever is asked of both", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 25 }), async (acts) => {
        for (const at of ["A#1", "A#2", "B#1", "HEAD"]) {
          await client.send(new dynamodb.DeleteItemCommand({ TableName, Key: key(at) }));
        }
        const memory = memoryTable();
        for (const act of acts) expect([act, await told(memory.db, act)]).toEqual([act, await told(client, act)]);
      }),
      { ...runs(40, 400), seed: 20210531 },
    );
  }, 300_000);

  it("makes a transaction once, however often it is sent with one token", async () => {
    const ask = {
      TransactItems: [
        {
          Update: inTable({
            ...{ Key: key("HEAD"), UpdateExpression: "ADD rev :one" },
            ExpressionAttributeValues: { ":one": { N: "1" } },
          }),
        },
      ],
    };
    await client.send(new dynamodb.DeleteItemCommand({ TableName, Key: key("HEAD") }));
    for (const db of [memoryTable().db, client]) {
      for (const ClientRequestToken of ["one", "one", "two"]) {
        await db.send(new dynamodb.TransactWriteItemsCommand({ ...ask, ClientRequestToken } as never));
      }
      const { Item } = await db.send(
        new dynamodb.GetItemCommand({ TableName, Key: key("HEAD"), ConsistentRead: true }),
      );
      expect(Item?.rev).toEqual({ N: "2" });
    }
  });

  it("is copied without a thread back to the original", async () => {
    const first = memoryTable();
    await told(first.db, { make: "put", input: inTable({ Item: { ...key("HEAD"), rev: { N: "1" } } }) });
    const copy = first.clone();
    await told(copy.db, { make: "put", input: inTable({ Item: { ...key("HEAD"), rev: { N: "2" } } }) });
    expect([first, copy].map((each) => each.rowsOf("P").map((row) => row.rev))).toEqual([[{ N: "1" }], [{ N: "2" }]]);
  });

  it("shows halves of a transaction under way to queries alone, and none once it is acknowledged", async () => {
    const names = ["A#1", "HEAD"];
    const gates: (() => void)[] = [];
    const memory = memoryTable();
    const double = (rev: string): Act => ({
      make: "write",
      input: { TransactItems: names.map((at) => ({ Put: inTable({ Item: { ...key(at), rev: { N: rev } } }) })) },
    });
    const revsOf = async (make: "query" | "read") => {
      const whole = { KeyConditionExpression: "pk = :pk", ExpressionAttributeValues: { ":pk": { S: "P" } } };
      const input =
        make === "query" ? inTable(whole) : { TransactItems: names.map((at) => ({ Get: { Key: key(at) } })) };
      const answer = (await memory.db.send(new commands[make](input as never) as never)) as unknown as {
        Items?: Item[];
        Responses?: { Item: Item }[];
      };
      return (answer.Items ?? answer.Responses?.map(({ Item }) => Item) ?? []).map((row) => row.rev?.N);
    };
    await told(memory.db, double("1"));
    memory.become({ torn: () => 0, pause: () => new Promise<void>((go) => gates.push(go)) });
    const writing = told(memory.db, double("2"));
    gates.shift()?.();
    await Promise.resolve();
    // Applied now, and its answer still on the way.
    const draws = [0.99, 0];
    memory.become({ torn: () => draws.shift() ?? 0.99 });
    expect(await revsOf("query")).toEqual(["1", "2"]);
    expect(await revsOf("read")).toEqual(["2", "2"]);
    gates.shift()?.();
    await writing;
    expect(await revsOf("query")).toEqual(["2", "2"]);
  });

  it("throws at a word it does not know", () => {
    expect(() => condition("size(name) > :n")).toThrow("cannot read");
    expect(() => condition("attribute_type(name, :n)")).toThrow("cannot read");
    expect(() => memoryTable().execute("Scan", {})).toThrow("no such operation");
    expect(() => memoryTable().execute("PutItem", { Item: key("A#1"), ReturnValues: "ALL_OLD" } as never)).toThrow(
      "not known",
    );
  });
});
