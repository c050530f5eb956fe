/**
 * Submissions: load, the two write paths `saveAnswer` and `commit`, and what reads the past.
 *
 * Every write names what it saw. A move is conditional on HEAD's `seq`; a save on its answer's `rev` and on HEAD being
 * open; handing in also on HEAD's `edits`, which every save counts up, so that nothing acknowledged is left out of a version.
 */
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { canonical } from "#domain/canonical";
import { epoch, type Instant } from "#domain/deadlines";
import type { AnswerValue, Row } from "#domain/form";
import {
  apply,
  type By,
  type Decision,
  type Event,
  type Submission,
  stepsAfter,
  type Version,
} from "#domain/submission";
import { draftRange, keys, pendingSince } from "./keys.ts";
import { contentOf, headFields, queryAll, setting, submissionOf, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

export type SavedAnswer = { question: string; value: AnswerValue; rev: number; at: Instant; by: string };
export type StoredFile = {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  state: "uploading" | "stored" | "removed";
  key: string;
  /** The object's version in the bucket, once stored. */
  object: string;
  at: Instant;
  by: string;
};
export type MadeDocument = { version: number; key: string; object: string; sha256: string; size: number; at: Instant };
export type Loaded = {
  submission: Submission;
  answers: Record<string, SavedAnswer>;
  files: StoredFile[];
  documents: MadeDocument[];
  /** As last changed after a submission; a version signed later has its own. */
  contacts: { contacts: Row[]; at: Instant } | null;
};

export type SaveOutcome =
  | { saved: SavedAnswer }
  /** HEAD did not let it: closed, locked or not started. */
  | { closed: Submission | null }
  /** Someone else was first; null when the answer had never been saved. */
  | { current: SavedAnswer | null };

/** How long a retry of a move still counts from its first attempt. */
const attemptKept = 24 * 3600;

export function submissionStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  const isOpen = "#state = :draft AND closesAt > :receivedAt";

  /** Counts one edit on an open HEAD. It costs as much as checking HEAD, and is what a hand-in is conditional on. */
  const countEdit = (id: string, receivedAt: Instant, edits?: number): TransactWriteItem => ({
    Update: {
      TableName: table,
      Key: written(keys.head(id)),
      UpdateExpression: "ADD edits :one",
      ConditionExpression: edits === undefined ? isOpen : `${isOpen} AND edits = :edits`,
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: written({
        ":one": 1,
        ":draft": "draft",
        ":receivedAt": receivedAt,
        ...(edits === undefined ? {} : { ":edits": edits }),
      }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });

  const putAnswer = (id: string, answer: SavedAnswer): TransactWriteItem => ({
    Put: {
      TableName: table,
      Item: written({ ...keys.answer(id, answer.question), ...answer }),
      ConditionExpression: answer.rev === 1 ? "attribute_not_exists(pk) OR rev = :seen" : "rev = :seen",
      ExpressionAttributeValues: written({ ":seen": answer.rev - 1 }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });

  async function load(id: string): Promise<Loaded | null> {
    const rows = await queryAll(db, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
      ExpressionAttributeValues: written({ ":pk": keys.head(id).pk, ":from": draftRange.from, ":to": draftRange.to }),
    });
    const under = <T>(prefix: string) =>
      rows.filter(({ sk }) => String(sk).startsWith(prefix)).map((row) => contentOf<T>(row));
    const head = rows.find(({ sk }) => sk === "HEAD");
    if (!head) return null;
    return {
      submission: submissionOf(head),
      answers: Object.fromEntries(under<SavedAnswer>("ANSWER#").map((answer) => [answer.question, answer])),
      files: under<StoredFile>("FILE#").filter(({ state }) => state !== "removed"),
      documents: under<MadeDocument>("DOC#"),
      contacts: under<{ contacts: Row[]; at: Instant }>("CONTACTS")[0] ?? null,
    };
  }

  async function saveAnswer(
    id: string,
    question: string,
    value: AnswerValue,
    seen: number,
    by: By,
  ): Promise<SaveOutcome> {
    const answer: SavedAnswer = { question, value, rev: seen + 1, at: by.at, by: by.person };
    const stopped = await transact(db, [countEdit(id, by.at), putAnswer(id, answer)], backOff);
    if (!stopped) return { saved: answer };
    const [head, current] = stopped;
    const there = current ? contentOf<SavedAnswer>(current) : null;
    // The same words by the same person on the same revision: a save whose answer was lost, tried again.
    if (there && there.rev === answer.rev && there.by === answer.by && canonical(there.value) === canonical(value)) {
      return { saved: there };
    }
    if (head !== undefined) return { closed: head && submissionOf(head) };
    return { current: there };
  }

  /** One move: HEAD on the `seq` it saw, the event, and what the move makes. Null when someone else was first. */
  async function commit(
    before: Submission,
    { event, freeze, contacts }: Decision,
    key: string,
  ): Promise<Submission | null> {
    const after = apply(before, event);
    const steps = stepsAfter(event);
    const move = setting(headFields(after, event.at));
    const items: TransactWriteItem[] = [
      {
        Update: {
          TableName: table,
          Key: written(keys.head(before.id)),
          UpdateExpression: move.expression,
          ConditionExpression: `#seq = :seen AND #state = :was${freeze ? " AND edits = :edits AND #closesAt > :at" : ""}`,
          ExpressionAttributeNames: move.names,
          ExpressionAttributeValues: written({
            ...move.values,
            ":seen": before.seq,
            ":was": before.state,
            ...(freeze ? { ":edits": before.edits, ":at": event.at } : {}),
          }),
        },
      },
      {
        Put: {
          TableName: table,
          Item: written({
            ...keys.event(before.id, event.seq),
            ...event,
            key,
            ...(steps.length > 0
              ? { pending: new Set<string>(steps), ...pendingSince(event.at, before.id, event.seq) }
              : {}),
          }),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      },
    ];
    if (freeze) {
      items.push({
        Put: {
          TableName: table,
          Item: written({ ...keys.version(before.id, freeze.version), ...freeze }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      });
    }
    if (contacts) {
      items.push({ Put: { TableName: table, Item: written({ ...keys.contacts(before.id), contacts, at: event.at }) } });
    }
    const stopped = await transact(db, items, backOff);
    if (!stopped) return after;
    // The very event is there already: our own write, whose answer was lost.
    return (stopped[1] as Event | null | undefined)?.hash === event.hash ? after : null;
  }

  /**
   * Puts on record when a move was first received, before anything else is done for it: a retry with the same key is as
   * early as its first attempt. `again` tells that this is a retry.
   */
  async function firstAttempt(id: string, person: string, key: string, receivedAt: Instant) {
    const now = Math.floor(epoch(receivedAt) / 1000);
    try {
      await db.send(
        new PutItemCommand({
          TableName: table,
          Item: written({ ...keys.attempt(id, person, key), firstSeen: receivedAt, ttl: now + attemptKept }),
          ConditionExpression: "attribute_not_exists(pk) OR #ttl < :now",
          ExpressionAttributeNames: { "#ttl": "ttl" },
          ExpressionAttributeValues: written({ ":now": now }),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { firstSeen: receivedAt, again: false };
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
      return { firstSeen: unmarshall(error.Item).firstSeen as Instant, again: true };
    }
  }

  /** A refused attempt holds no place in the queue: had it kept its time, a later act could be dated back to it. */
  async function forgetAttempt(id: string, person: string, key: string): Promise<void> {
    await db.send(new DeleteItemCommand({ TableName: table, Key: written(keys.attempt(id, person, key)) }));
  }

  /** The submission alone, without its draft. */
  async function head(id: string): Promise<Submission | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.head(id)), ConsistentRead: true }),
    );
    return Item ? submissionOf(unmarshall(Item)) : null;
  }

  const under = (id: string, prefix: string) =>
    queryAll(db, {
      TableName: table,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: written({ ":pk": keys.head(id).pk, ":prefix": prefix }),
    });

  /** The history, oldest first, each event with the idempotency key of its move. */
  async function events(id: string): Promise<{ event: Event; key: string }[]> {
    return (await under(id, "LOG#")).map((row) => {
      const { key, pending, ...event } = contentOf<Event & { key: string; pending?: unknown }>(row);
      return { event, key };
    });
  }

  async function version(id: string, n: number): Promise<Version | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.version(id, n)), ConsistentRead: true }),
    );
    return Item ? contentOf<Version>(unmarshall(Item)) : null;
  }

  /**
   * Adds or changes an attachment, together with answers that change because of it, on the `edits` that was seen.
   * False when something else was saved meanwhile.
   */
  async function saveFile(
    before: Submission,
    file: StoredFile,
    by: By,
    answers: SavedAnswer[] = [],
    past: SavedAnswer[] = [],
  ): Promise<"saved" | "changed" | { closed: Submission | null }> {
    const stopped = await transact(
      db,
      [
        countEdit(before.id, by.at, before.edits),
        { Put: { TableName: table, Item: written({ ...keys.file(before.id, file.id), ...file }) } },
        ...answers.map((answer) => putAnswer(before.id, answer)),
        ...past.map((answer) => ({
          Put: {
            TableName: table,
            Item: written({ ...keys.past(before.id, answer.question, answer.rev), ...answer }),
          },
        })),
      ],
      backOff,
    );
    if (!stopped) return "saved";
    const head = stopped[0] ? submissionOf(stopped[0]) : null;
    const isLocked = stopped[0] !== undefined && (head === null || head.edits === before.edits);
    return isLocked ? { closed: head } : "changed";
  }

  return { load, head, saveAnswer, commit, firstAttempt, forgetAttempt, events, version, saveFile };
}

export type SubmissionStore = ReturnType<typeof submissionStore>;
