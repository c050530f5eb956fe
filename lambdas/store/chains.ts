/** Changes outside submissions, each an event in the chain of what it is about: rounds and the register. */
import { GetItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Chained } from "#domain/chain";
import { epoch } from "#domain/deadlines";
import type { Step } from "#domain/steps";
import { keys, pendingSince, prefixOf } from "./keys.ts";
import { contentOf, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

/** How long a retry of a change is recognised by its key. Seconds. */
const changeKept = 24 * 3600;

/** `key`: of the act, absent for one that can be repeated; `steps` remain to be done by the outbox. */
type Change<Fact> = { event: Chained<Fact>; key?: string; steps?: Step[]; rows: TransactWriteItem[] };

/** `again`: the very act was carried out before, as this event. Null: somebody else was first, or a condition of the rows does not hold. */
export type Outcome<Fact> = { made: Chained<Fact> } | { again: Chained<Fact> } | null;

export function chainStore<Fact>(db: Db, table: string, backOff: BackOff) {
  /** What an act made that was carried out with this key. */
  async function made(chain: string, person: string, key: string): Promise<Chained<Fact> | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.change(chain, person, key)), ConsistentRead: true }),
    );
    return Item ? event(chain, unmarshall(Item).seq) : null;
  }

  async function event(chain: string, seq: number): Promise<Chained<Fact> | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.event(chain, seq)), ConsistentRead: true }),
    );
    return Item ? bare<Fact>(unmarshall(Item)) : null;
  }

  /**
   * One change, whole or not at all: `head` is conditional on what was seen, and is what the chain is about; then the event, and what
   * else is written with it.
   */
  async function commit(
    head: TransactWriteItem,
    { event: next, key, steps = [], rows }: Change<Fact>,
  ): Promise<Outcome<Fact>> {
    const { id, seq, at, by } = next;
    const isPending = steps.length > 0;
    const items: TransactWriteItem[] = [
      head,
      {
        Put: {
          TableName: table,
          Item: written({
            ...keys.event(id, seq),
            ...next,
            ...(isPending ? { pending: new Set<string>(steps), ...pendingSince(at, id, seq) } : {}),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
      ...rows,
    ];
    if (key !== undefined) {
      const ttl = Math.floor(epoch(at) / 1000) + changeKept;
      items.push({
        Put: {
          TableName: table,
          Item: written({ ...keys.change(id, by, key), seq, ttl }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      });
    }
    const stopped = await transact(db, items, backOff);
    // The very event is there already: our own write, whose answer was lost.
    if (!stopped || (stopped[1] as { hash?: string } | null | undefined)?.hash === next.hash) return { made: next };
    const again = key === undefined ? null : await made(id, by, key);
    return again && { again };
  }

  /** The history, oldest first. */
  const events = async (chain: string): Promise<Chained<Fact>[]> =>
    (await rowsUnder(db, table, chain, prefixOf.events)).map((row) => bare<Fact>(row));

  return { made, commit, events };
}

function bare<Fact>(row: Record<string, unknown>): Chained<Fact> {
  const { pending, woken, ...event } = contentOf<Chained<Fact> & { pending?: unknown; woken?: unknown }>(row);
  return event as Chained<Fact>;
}
