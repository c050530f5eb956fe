/**
 * The table in memory, where the store's functions meet it (`Db.send`): the same conditions, transactions and refusals as DynamoDB,
 * and so cheap to copy and to ask that thousands of interleavings can be tried. tests/integration/memory-table.test.ts holds it
 * against a real database; whatever it does not know throws.
 */

import { asException, Failed } from "#tests/refused";
import { table as definition } from "../lambdas/store/table.ts";
import type { Db } from "../lambdas/store/transact.ts";
import {
  type Bound,
  boundValue,
  change,
  compared,
  condition,
  Invalid,
  type Item,
  refuseUnused,
} from "./expressions.ts";

/** What is asked, in the words of DynamoDB's protocol, which are those of the SDK too. */
type Asked = Record<string, unknown> & {
  Key?: Item;
  Item?: Item;
  ConditionExpression?: string;
  UpdateExpression?: string;
  KeyConditionExpression?: string;
  IndexName?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Item;
  ReturnValuesOnConditionCheckFailure?: string;
  TransactItems?: Record<string, Asked>[];
  RequestItems?: Record<string, { Keys: Item[] }>;
  ClientRequestToken?: string;
};
type Reason = { Code: string; Item?: Item };
type Place = { pk: string; sk: string };

/** Which fields each operation may have; a field nobody has thought of is not passed over in silence. */
const known: Record<string, string[]> = {
  GetItem: ["Key", "ConsistentRead"],
  PutItem: ["Item", "condition"],
  UpdateItem: ["Key", "UpdateExpression", "condition"],
  DeleteItem: ["Key", "condition"],
  Query: ["IndexName", "KeyConditionExpression", "ConsistentRead", "names", "values"],
  BatchGetItem: ["RequestItems"],
  TransactWriteItems: ["TransactItems", "ClientRequestToken"],
  TransactGetItems: ["TransactItems"],
  ...{ Put: ["Item", "condition"], Update: ["Key", "UpdateExpression", "condition"] },
  ...{ Delete: ["Key", "condition"], ConditionCheck: ["Key", "condition"], Get: ["Key"] },
};
const spelled: Record<string, string[]> = {
  condition: ["ConditionExpression", "ReturnValuesOnConditionCheckFailure", "names", "values"],
  names: ["ExpressionAttributeNames"],
  values: ["ExpressionAttributeValues"],
};
const fieldsOf = (fields: string[]): string[] =>
  fields.flatMap((field) => (spelled[field] ? fieldsOf(spelled[field]) : [field]));

function refuseUnknown(operation: string, asked: Asked): void {
  const fields = [...fieldsOf(known[operation] ?? []), "TableName"];
  if (!known[operation]) throw new Error(`no such operation here: ${operation}`);
  for (const [field, value] of Object.entries(asked)) {
    if (value !== undefined && !fields.includes(field)) throw new Error(`not known of ${operation}: ${field}`);
  }
}

const boundOf = (asked: Asked): Bound => ({
  names: asked.ExpressionAttributeNames,
  values: asked.ExpressionAttributeValues,
});

function placeOf(key: Item | undefined): Place {
  const { pk, sk } = key ?? {};
  if (!pk?.S || !sk?.S) throw new Failed("ValidationException", { message: "a key is missing or empty" });
  return { pk: pk.S, sk: sk.S };
}

type Partitions = Map<string, ReadonlyMap<string, Item>>;
/** A transaction and what its rows were before it; until it is acknowledged a query may see only some of them. */
type Recent = { before: Map<string, Item | undefined>; applied: number; acknowledged: number };
const nameOf = ({ pk, sk }: Place) => `${pk}\n${sk}`;
/** By the bytes of UTF-8; of two that are ASCII the texts' own order is the same, without making bytes of them. */
const order = (one: string, other: string) =>
  isAscii(one) && isAscii(other)
    ? Number(one > other) - Number(one < other)
    : Buffer.compare(Buffer.from(one), Buffer.from(other));
// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const isAscii = (text: string) => /^[\u0000-\u007F]*$/.test(text);

type Wish = {
  /** Lets queries see halves of transactions under way (read-committed), drawn by this; TransactGetItems never does. */
  torn?: (() => number) | undefined;
  /** Waited for before each call, and after what it did was done, before it is answered. */
  pause?: ((operation: string, asked: Asked, isDone: boolean) => Promise<unknown>) | undefined;
  /** Told of every transaction as it is made. */
  made?: ((rows: Item[]) => void) | undefined;
};

export function memoryTable(wish: Wish = {}, rows: Partitions = new Map(), tokens = new Map<string, string>()) {
  let { torn, pause, made } = wish;
  let tick = 0;
  let recent: Recent[] = [];

  const read = ({ pk, sk }: Place): Item | undefined => rows.get(pk)?.get(sk);
  function write(place: Place, item: Item | undefined): void {
    const partition = new Map(rows.get(place.pk));
    if (item) partition.set(place.sk, item);
    else partition.delete(place.sk);
    rows.set(place.pk, partition);
  }

  /** The row as some reader may see it who asked at that tick. */
  function seen(place: Place, item: Item | undefined, asked: number): Item | undefined {
    if (!torn) return item;
    const name = nameOf(place);
    const choices = [item];
    for (const { before, applied, acknowledged } of recent) {
      if ((applied > asked || acknowledged > asked) && before.has(name)) choices.push(before.get(name));
    }
    return choices.length > 1 ? choices[Math.floor(torn() * choices.length)] : item;
  }

  /** The row after a write, or why not. */
  function written(operation: string, asked: Asked): { place: Place; next: Item | undefined } | Reason {
    const place = placeOf(asked.Item ?? asked.Key);
    const there = read(place);
    const bound = boundOf(asked);
    refuseUnused([asked.ConditionExpression, asked.UpdateExpression], bound);
    if (asked.ConditionExpression && !condition(asked.ConditionExpression)(there ?? {}, bound)) {
      const tells = asked.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && there;
      return { Code: "ConditionalCheckFailed", ...(tells ? { Item: there } : {}) };
    }
    if (operation === "ConditionCheck") return { place, next: there };
    if (operation.startsWith("Delete")) return { place, next: undefined };
    if (operation.startsWith("Put")) return { place, next: asked.Item };
    const next = { ...(there ?? asked.Key) };
    change(asked.UpdateExpression ?? "")(next, bound);
    return { place, next };
  }

  function writeOne(operation: string, asked: Asked): object {
    const outcome = written(operation, asked);
    if ("Code" in outcome) {
      const { Item } = outcome;
      throw new Failed("ConditionalCheckFailedException", Item ? { Item } : {});
    }
    write(outcome.place, outcome.next);
    return {};
  }

  function transact({ TransactItems = [], ClientRequestToken: token }: Asked): object {
    const same = JSON.stringify(TransactItems);
    // The SDK's own retry of a transaction that was made is answered, and made no second time.
    if (token && tokens.has(token)) {
      if (tokens.get(token) !== same) throw new Failed("IdempotentParameterMismatchException");
      return {};
    }
    const outcomes = TransactItems.map((item) => {
      const [[operation = "", asked = {}] = []] = Object.entries(item).filter(([, each]) => each !== undefined);
      refuseUnknown(operation, asked);
      return written(operation, asked);
    });
    const places = TransactItems.map((item) => {
      const [asked] = Object.values(item).filter((each) => each !== undefined);
      return nameOf(placeOf(asked?.Item ?? asked?.Key));
    });
    if (new Set(places).size < places.length) throw new Failed("ValidationException", { message: "one item twice" });
    if (outcomes.some((each) => "Code" in each)) {
      const CancellationReasons = outcomes.map((each): Reason => ("Code" in each ? each : { Code: "None" }));
      throw new Failed("TransactionCanceledException", { CancellationReasons });
    }
    tick += 1;
    const before = new Map<string, Item | undefined>();
    for (const each of outcomes) {
      if ("Code" in each) continue;
      before.set(nameOf(each.place), read(each.place));
      write(each.place, each.next);
    }
    if (torn) recent = [...recent.slice(-7), { before, applied: tick, acknowledged: Number.POSITIVE_INFINITY }];
    made?.(outcomes.flatMap((each) => ("Code" in each || !each.next ? [] : [each.next])));
    if (token) tokens.set(token, same);
    return {};
  }

  function query(asked: Asked, at: number): object {
    const bound = boundOf(asked);
    refuseUnused([asked.KeyConditionExpression], bound);
    const [, name, value = "", rest] = /^(\w+) = (:\w+)(?: AND (.*))?$/s.exec(asked.KeyConditionExpression ?? "") ?? [];
    const index = asked.IndexName === undefined ? null : definition.indexes[asked.IndexName as "list"];
    const { partitionKey, sortKey } = index ?? definition;
    if (index === undefined || name !== partitionKey) throw new Error(`cannot read ${asked.KeyConditionExpression}`);
    const wanted = boundValue(value, bound);
    const holds = rest ? condition(rest) : () => true;
    if (index === null) {
      const found: Item[] = [];
      const pk = wanted.S ?? "";
      const deleted = recent.flatMap(({ before }) => [...before.keys()].filter((each) => each.startsWith(`${pk}\n`)));
      const all = new Set([
        ...(rows.get(pk)?.keys() ?? []),
        ...(torn ? deleted.map((each) => each.split("\n")[1] ?? "") : []),
      ]);
      for (const sk of all) {
        const item = seen({ pk, sk }, read({ pk, sk }), at);
        if (item && holds(item, bound)) found.push(item);
      }
      return { Items: found.sort((one, other) => compared(one[sortKey], other[sortKey])), Count: found.length };
    }
    const shown = new Set([...index.project, "pk", "sk", partitionKey, sortKey] as string[]);
    const found = everything()
      .filter((item) => item[partitionKey]?.S === wanted.S && item[sortKey] !== undefined && holds(item, bound))
      .sort((one, other) => compared(one[sortKey], other[sortKey]))
      .map((item) => Object.fromEntries(Object.entries(item).filter(([field]) => shown.has(field))));
    return { Items: found, Count: found.length };
  }

  function batch({ RequestItems = {} }: Asked, at: number): object {
    const answer = Object.entries(RequestItems).map(([name, { Keys }]) => {
      const places = Keys.map(placeOf);
      if (new Set(places.map(nameOf)).size < places.length || places.length > 100)
        throw new Failed("ValidationException");
      return [name, places.map((place) => seen(place, read(place), at)).filter((item) => item !== undefined)] as const;
    });
    return { Responses: Object.fromEntries(answer), UnprocessedKeys: {} };
  }

  /** Answers in the words of the protocol, or throws Failed. `at` is the tick at which it was asked. */
  function execute(operation: string, asked: Asked, at = tick): object {
    refuseUnknown(operation, asked);
    try {
      switch (operation) {
        case "GetItem": {
          const Item = read(placeOf(asked.Key));
          return Item ? { Item } : {};
        }
        case "Query":
          return query(asked, at);
        case "BatchGetItem":
          return batch(asked, at);
        case "TransactGetItems": {
          const items = (asked.TransactItems ?? []).map(({ Get }) => read(placeOf(Get?.Key)));
          return { Responses: items.map((Item) => (Item ? { Item } : {})) };
        }
        case "TransactWriteItems":
          return transact(asked);
        default:
          return writeOne(operation, asked);
      }
    } catch (error) {
      if (error instanceof Invalid) throw new Failed("ValidationException", { message: error.message });
      throw error;
    }
  }

  async function send(command: { constructor: { name: string }; input: object }): Promise<object> {
    const operation = command.constructor.name.replace(/Command$/, "");
    const input = command.input as Asked;
    tick += 1;
    const asked = tick;
    if (pause) await pause(operation, input, false);
    try {
      const answer = execute(operation, input, asked);
      const own = operation === "TransactWriteItems" ? recent.at(-1) : undefined;
      if (pause) await pause(operation, input, true);
      tick += 1;
      if (own) own.acknowledged = tick;
      return { ...answer, $metadata: {} };
    } catch (error) {
      throw error instanceof Failed ? asException(error) : error;
    }
  }

  const everything = (): Item[] => [...rows.values()].flatMap((partition) => [...partition.values()]);

  return {
    db: { send: send as unknown as Db["send"] },
    execute,
    everything,
    clone: (other: Wish = {}) => memoryTable(other, new Map(rows), new Map(tokens)),
    /** Changes how it behaves from now on. */
    become: (other: Wish) => {
      ({ torn, pause, made } = other);
    },
    partitions: () => [...rows.keys()],
    /** A partition as it stands: the very same one for as long as nothing is written in it, in copies too. */
    partition: (pk: string): unknown => rows.get(pk),
    rowsOf: (pk: string): Item[] =>
      [...(rows.get(pk)?.values() ?? [])].sort((one, other) => order(one.sk?.S ?? "", other.sk?.S ?? "")),
  };
}

export type MemoryTable = ReturnType<typeof memoryTable>;
