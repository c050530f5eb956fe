/**
 * Submissions: load, commit, and what reads the past. Answers and files of the draft are saved by drafts.ts, what stands beside it
 * (comments, who is here) by beside.ts, scans of signed papers by scans.ts.
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
import { epoch, type Instant } from "#domain/deadlines";
import { ofWhat } from "#domain/decision";
import { Refusal } from "#domain/errors";
import type { Row } from "#domain/form";
import { legal } from "#domain/life";
import { stepsAfter } from "#domain/steps";
import { apply, type Decision, type Event, type Submission, type Version } from "#domain/submission";
import { besideStore } from "./beside.ts";
import type { MadeDocument } from "./documents.ts";
import { agreesWithHead, draftStore, type JudgedFile, type SavedAnswer, type StoredFile } from "./drafts.ts";
import { draftRange, keys, pendingSince } from "./keys.ts";
import { readStore } from "./reads.ts";
import { remarkStore } from "./remarks.ts";
import {
  contentOf,
  headFields,
  openingRows,
  queryAll,
  revsOf,
  rowsByKey,
  rowsUnder,
  setting,
  submissionOf,
  written,
} from "./rows.ts";
import { scanStore } from "./scans.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";
import { type Check, verdictOf } from "./verdicts.ts";

export type Loaded = {
  submission: Submission;
  answers: Record<string, SavedAnswer>;
  files: JudgedFile[];
  /** Ids of files that were removed: taking one away a second time is done already. */
  removed: string[];
  /** What the malware scan said, also of files that only an earlier version has. */
  checks: Check[];
  /** Of every version and level. */
  documents: MadeDocument[];
  /** As last changed after a submission; a version signed later has its own. */
  contacts: { contacts: Row[]; at: Instant } | null;
  /** The last version that SKR's staff have opened, 0 when there is none. */
  read: number;
};

/**
 * What a move is conditional on: HEAD as it was seen, and by domain/life.ts a state in which such an event may happen at all, whoever
 * asks for it.
 */
function conditionOf(
  before: Submission,
  { fact, at, by }: Event,
): { expression: string; values: Record<string, unknown> } {
  const { from, has = [], lacks = [] } = legal[fact.type];
  const isCompletion = fact.type === "handed-in" && before.completion !== null;
  const granted = fact.type === "approved" ? fact.amount : null;
  const isGrant = granted !== null;
  type Part = [expression: string, values: Record<string, unknown>];
  const only = (when: boolean, ...part: Part): Part[] => (when ? [part] : []);
  const parts: Part[] = [
    ["#seq = :seen", { ":seen": before.seq }],
    [
      `(${from.map((_, n) => `#state = :from${n}`).join(" OR ")})`,
      Object.fromEntries(from.map((state, n) => [`:from${n}`, state])),
    ],
    ...has.map((what): Part => [there[what], {}]),
    ...lacks.map((what): Part => [`NOT (${there[what]})`, {}]),
    // Every save counts, so that nothing acknowledged is left out of a version.
    ...only(fact.type === "handed-in", "edits = :edits", { ":edits": before.edits }),
    ...only(fact.type === "handed-in" && !isCompletion, "#closesAt > :at", { ":at": at }),
    // Money is granted by two people, and as it was proposed.
    ...only(isGrant, "#proposed = :granted AND #proposer <> :by", { ":granted": granted, ":by": by }),
  ];
  const zero = parts.some(([expression]) => expression.includes(":zero")) ? { ":zero": 0 } : {};
  const empty = parts.some(([expression]) => expression.includes(":empty")) ? { ":empty": "" } : {};
  return {
    expression: parts.map(([expression]) => expression).join(" AND "),
    values: Object.assign({ ...zero, ...empty }, ...parts.map(([, values]) => values)),
  };
}

/** Null is neither more nor less than any number or text. */
const there = {
  standing: "#standing > :zero",
  proposal: "#proposed > :zero",
  approved: "#amount > :zero",
  completion: "#due > :empty",
} as const;

const tries = 10;

/** The order they came in, which is also the order of the document; the table has them by their random ids. */
const byArrival = (one: JudgedFile, other: JudgedFile): number =>
  one.at < other.at || (one.at === other.at && one.id < other.id) ? -1 : 1;

/** How long a retry of a move still counts from its first attempt. */
const attemptKept = 24 * 3600;

export function submissionStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  /** A draft with its state. What the query saw of a transaction under way in halves is read again. Refuses busy when that does not end. */
  async function load(id: string): Promise<Loaded | null> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const rows = await queryAll(db, {
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        ExpressionAttributeValues: written({ ":pk": keys.head(id).pk, ":from": draftRange.from, ":to": draftRange.to }),
      });
      const head = rows.find(({ sk }) => sk === "HEAD");
      if (!head) return null;
      if (agreesWithHead(head, rows)) return loadedOf(head, rows);
      await backOff(attempt);
    }
    throw new Refusal("busy");
  }

  function loadedOf(head: Record<string, unknown>, rows: Record<string, unknown>[]): Loaded {
    const under = <T>(prefix: string) =>
      rows.filter(({ sk }) => String(sk).startsWith(prefix)).map((row) => contentOf<T>(row));
    const checks = under<Check>("CHECK#");
    const files = under<StoredFile>("FILE#");
    return {
      submission: submissionOf(head),
      answers: Object.fromEntries(under<SavedAnswer>("ANSWER#").map((answer) => [answer.question, answer])),
      removed: files.filter(({ state }) => state === "removed").map((file) => file.id),
      files: files
        .filter(({ state }) => state !== "removed")
        .map((file) => ({ ...file, verdict: verdictOf(checks, file) }))
        .sort(byArrival),
      checks,
      documents: under<MadeDocument>("DOC#"),
      contacts: under<{ contacts: Row[]; at: Instant }>("CONTACTS")[0] ?? null,
      read: Number(head.read ?? 0),
    };
  }

  /** One move: HEAD on the `seq` it saw, the event, and what the move makes. Null when someone else was first. */
  async function commit(
    before: Submission,
    { event, freeze, contacts, opens = [] }: Decision,
    key: string,
  ): Promise<Submission | null> {
    const after = apply(before, event);
    const steps = stepsAfter(event);
    const move = setting(headFields(after, event.at));
    const allowed = conditionOf(before, event);
    const items: TransactWriteItem[] = [
      {
        Update: {
          TableName: table,
          Key: written(keys.head(before.id)),
          UpdateExpression: move.expression,
          ConditionExpression: allowed.expression,
          ExpressionAttributeNames: move.names,
          ExpressionAttributeValues: written({ ...move.values, ...allowed.values }),
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
              ? { pending: new Set<string>(steps), ...pendingSince(event.at, before.id, event.seq, ofWhat(event)) }
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
    for (const row of opens.flatMap(openingRows)) {
      items.push({
        Put: { TableName: table, Item: written(row), ConditionExpression: "attribute_not_exists(pk)" },
      });
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

  /** Many of them with the version that counts, by id; those that do not exist are left out. `isRead`: the versions are wanted too. */
  async function standing(ids: string[], isRead: boolean) {
    const together = (wanted: { pk: string; sk: string }[]) =>
      rowsByKey(db, table, wanted, { backOff, isConsistent: true });
    const heads = (await together(ids.map(keys.head))).map(submissionOf);
    const wanted = heads.flatMap(({ id, standing: n }) => (isRead && n !== null ? [keys.version(id, n)] : []));
    const versions = new Map((await together(wanted)).map((row) => [String(row.id), contentOf<Version>(row)]));
    return new Map(heads.map((each) => [each.id, { head: each, version: versions.get(each.id) ?? null }]));
  }

  /** How far it has come: moves, comments, and the revision of each answer and file. */
  async function marks(id: string): Promise<{ seq: number; news: number; revs: Record<string, number> } | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.head(id)), ConsistentRead: true }),
    );
    if (!Item) return null;
    const row = unmarshall(Item);
    return { seq: row.seq, news: row.news ?? 0, revs: revsOf(row) };
  }

  const under = (id: string, prefix: string) => rowsUnder(db, table, id, prefix);

  /** The history, oldest first, each event with the idempotency key of its move. */
  async function events(id: string): Promise<{ event: Event; key: string }[]> {
    return (await under(id, "LOG#")).map((row) => {
      const { key, pending, woken, ...event } = contentOf<Event & { key: string; pending?: unknown; woken?: unknown }>(
        row,
      );
      return { event, key };
    });
  }

  async function version(id: string, n: number): Promise<Version | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.version(id, n)), ConsistentRead: true }),
    );
    return Item ? contentOf<Version>(unmarshall(Item)) : null;
  }

  return {
    ...draftStore(db, table, backOff),
    ...besideStore(db, table, backOff),
    ...scanStore(db, table),
    ...remarkStore(db, table, backOff),
    ...readStore(db, table, backOff),
    ...{ load, head, standing, marks, commit, firstAttempt, forgetAttempt, events, version },
  };
}

export type SubmissionStore = ReturnType<typeof submissionStore>;
