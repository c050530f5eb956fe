/** What is still to be done after a commit: events with steps left, documents made. */
import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { epoch, type Instant, instant } from "#domain/deadlines";
import type { RegisterEvent } from "#domain/register";
import { type Step, steps } from "#domain/steps";
import type { Event } from "#domain/submission";
import { documentStore } from "./documents.ts";
import { chainIn, keys, prefixOf } from "./keys.ts";
import { contentOf, queryAll, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter } from "./transact.ts";

/** An event as it comes from the stream or from a read of its row. */
export type PendingEvent<Kind = Event> = { event: Kind; steps: Step[] };

type Any = Event | RegisterEvent;

export function pendingEvent(row: Record<string, unknown>): PendingEvent<Any> {
  const { pending, key, woken, ...event } = contentOf<Any & { pending?: Set<Step>; key?: string; woken?: Instant }>(
    row,
  );
  return { event: event as Any, steps: [...(pending ?? [])] };
}

export function pendingStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  /** The event as it stands now; a stream's image may be old. */
  async function read(id: string, seq: number): Promise<PendingEvent<Any> | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.event(id, seq)), ConsistentRead: true }),
    );
    return Item ? pendingEvent(unmarshall(Item)) : null;
  }

  /** Everything outstanding of events, oldest first, by the sparse index; mails to be sent again stand there too. */
  const outstanding = async () =>
    (
      await queryAll(db, {
        TableName: table,
        IndexName: "pending",
        KeyConditionExpression: "pendingPk = :pending",
        ExpressionAttributeValues: written({ ":pending": "PENDING" }),
      })
    ).filter(({ sk }) => String(sk).startsWith(prefixOf.events));

  /** What is outstanding of each event, oldest first, as far as the index tells it: no event's content is read. */
  const outstandingSteps = async (): Promise<{ id: string; since: Instant; decision: boolean; steps: Step[] }[]> =>
    (await outstanding()).map(({ pk, pendingSk, pending }) => {
      const [since = "", , , of] = String(pendingSk).split("#");
      return {
        ...{ id: chainIn(String(pk)), since, decision: of === "decision" },
        steps: steps.filter((step) => (pending as Set<Step> | undefined)?.has(step)),
      };
    });

  /** Events that have been outstanding for at least so many milliseconds, and since when; oldest first. */
  const overdue = async (now: Instant, patience: number): Promise<(Pick<Event, "id" | "seq"> & { since: Instant })[]> =>
    (await outstanding())
      .map(({ pk, sk, pendingSk }) => ({
        ...{ id: chainIn(String(pk)), seq: Number(String(sk).slice("LOG#".length)) },
        since: String(pendingSk).slice(0, now.length),
      }))
      .filter(({ since }) => since <= instant(epoch(now) - patience));

  /** Has the stream carry an event once more, while something is outstanding of it. */
  async function wake({ id, seq }: Pick<Event, "id" | "seq">, now: Instant): Promise<void> {
    try {
      await db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: written(keys.event(id, seq)),
          UpdateExpression: "SET woken = :now",
          ConditionExpression: "attribute_exists(pendingPk)",
          ExpressionAttributeValues: written({ ":now": now }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  /** The same for all of a submission's events: what one of them waited for has come. */
  async function wakeAll(id: string, now: Instant): Promise<void> {
    const rows = await rowsUnder(db, table, id, prefixOf.events);
    const waiting = rows.filter(({ pendingPk }) => pendingPk !== undefined).map((row) => pendingEvent(row).event);
    for (const event of waiting) await wake(event, now);
  }

  /** One step of an event is done; the row leaves the index with its last step. Doing it twice changes nothing. */
  async function settle({ id, seq }: Pick<Event, "id" | "seq">, step: Step): Promise<void> {
    const Key = written(keys.event(id, seq));
    await db.send(
      new UpdateItemCommand({
        TableName: table,
        Key,
        UpdateExpression: "DELETE pending :step",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: written({ ":step": new Set([step]) }),
      }),
    );
    await clear({ id, seq });
  }

  /** Takes a row without steps out of the index: also one whose last step was settled by a function that then died. */
  async function clear({ id, seq }: Pick<Event, "id" | "seq">): Promise<void> {
    try {
      await db.send(
        new UpdateItemCommand({
          TableName: table,
          Key: written(keys.event(id, seq)),
          UpdateExpression: "REMOVE pendingPk, pendingSk",
          ConditionExpression: "attribute_not_exists(pending)",
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }

  return {
    ...documentStore(db, table, backOff),
    ...{ read, outstanding, outstandingSteps, overdue, wake, wakeAll, settle, clear },
  };
}

export type PendingStore = ReturnType<typeof pendingStore>;
