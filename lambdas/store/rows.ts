/** Rows of the table and the values they stand for. */
import {
  type AttributeValue,
  BatchGetItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Instant, instant } from "#domain/deadlines";
import { partsOf } from "#domain/rounds";
import { type Opening, type Submission, untouched } from "#domain/submission";
import type { SavedAnswer } from "./drafts.ts";
import { keys, listed, markOf } from "./keys.ts";
import type { BackOff, Db } from "./transact.ts";

type Row = Record<string, unknown>;

export const written = (row: Row): Record<string, AttributeValue> => marshall(row, { removeUndefinedValues: true });

/** A row without its keys. */
export function contentOf<T>(row: Row): T {
  const { pk, sk, listPk, listSk, pendingPk, pendingSk, ttl, ...value } = row;
  return value as T;
}

/** The result of a query, a page at a time. */
export async function* pages(db: Db, input: QueryCommandInput): AsyncGenerator<Row[]> {
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await db.send(new QueryCommand({ ...input, ...(from ? { ExclusiveStartKey: from } : {}) }));
    yield (page.Items ?? []).map((item) => unmarshall(item));
    from = page.LastEvaluatedKey;
  } while (from);
}

/** The whole result of a query. */
export async function queryAll(db: Db, input: QueryCommandInput): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const page of pages(db, input)) rows.push(...page);
  return rows;
}

type Key = { pk: string; sk: string };

/** Rows by key in any number, a hundred a request, in no order; absent ones are left out. */
export async function rowsByKey(
  db: Db,
  table: string,
  wanted: Key[],
  { backOff, isConsistent = false }: { backOff: BackOff; isConsistent?: boolean },
): Promise<Row[]> {
  const found: Row[] = [];
  let left = wanted.map(written);
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt > 0) await backOff(attempt);
    const asked = { Keys: left.slice(0, 100), ...(isConsistent ? { ConsistentRead: true } : {}) };
    const answer = await db.send(new BatchGetItemCommand({ RequestItems: { [table]: asked } }));
    found.push(...(answer.Responses?.[table] ?? []).map((item) => unmarshall(item)));
    left = [...left.slice(100), ...(answer.UnprocessedKeys?.[table]?.Keys ?? [])];
  }
  return found;
}

/** Everything of a submission, or of another chain by its id, whose sort key begins so, as it stands now. */
export const rowsUnder = (db: Db, table: string, id: string, prefix: string): Promise<Row[]> =>
  queryAll(db, {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
    ExpressionAttributeValues: written({ ":pk": keys.event(id, 0).pk, ":prefix": prefix }),
  });

/**
 * HEAD as written: the submission, and beside it what conditions and the overview go by. What only saves, comments and reading write
 * is left out.
 */
export const headFields = (submission: Submission, movedAt: Instant | null): Row => {
  const { edits, news, ...head } = submission;
  return { ...head, ...heldBy(submission), line: JSON.stringify(lineOf(submission, movedAt)) };
};

/**
 * What conditions go by, as plain attributes beside the maps they are taken from: what may be written on while SKR waits for an answer,
 * when that is due, what is proposed by whom, and what was granted.
 */
const heldBy = ({ completion, proposal, approved }: Submission) => ({
  opened: completion ? new Set(completion.questions) : null,
  due: completion?.dueAt ?? null,
  proposed: proposal?.amount ?? null,
  proposer: proposal?.by ?? null,
  amount: approved?.amount ?? null,
});

/** What the overview lists of one RSS. In the index it is one text: as attributes of their own, reading 21 rows cost three times as much. */
export type Line = Pick<Submission, "state" | "standing" | "closesAt" | "assigned"> & {
  movedAt: Instant | null;
  inTime: boolean | null;
  number: string | null;
  /** When the act that had to be in time was received. */
  receivedAt: Instant | null;
  requested: boolean;
  /** When SKR's questions are to be answered. */
  due: Instant | null;
  /** Kronor: proposed and not attested, granted. */
  proposed: number | null;
  amount: number | null;
};

function lineOf(submission: Submission, movedAt: Instant | null): Line {
  const { state, standing, closesAt, assigned, receipt, request } = submission;
  const { due, proposed, amount } = heldBy(submission);
  return {
    ...{ state, standing, closesAt, assigned, movedAt, due, proposed, amount },
    inTime: receipt?.inTime ?? null,
    number: receipt?.number ?? null,
    receivedAt: receipt?.receivedAt ?? null,
    requested: request !== null,
  };
}

export const headRow = (submission: Submission): Row => {
  const { round, rss } = partsOf(submission.id);
  return {
    ...keys.head(submission.id),
    ...listed.inRound(round, rss),
    ...headFields(submission, null),
    edits: submission.edits,
    news: submission.news,
  };
};

/** A submission that begins its life: HEAD, and what is filled in beforehand (revision 0, by nobody). */
export const openingRows = ({ submission, answers }: Opening): Row[] => [
  headRow(submission),
  ...Object.entries(answers).map(([question, value]) => ({
    ...keys.answer(submission.id, question),
    ...({ question, value, rev: 0, since: instant(0), at: instant(0), by: "" } satisfies SavedAnswer),
  })),
];

export function submissionOf(row: Row): Submission {
  const { line, opened, due, proposed, proposer, amount, read, made, ...rest } = contentOf<Row>(row);
  const submission = Object.fromEntries(Object.entries(rest).filter(([field]) => !markOf.isMark(field)));
  return { ...untouched, ...submission } as Submission;
}

/** HEAD's marks: the revision of each answer and file, by what it is of. */
export const revsOf = (head: Row): Record<string, number> =>
  Object.fromEntries(
    Object.entries(head).flatMap(([field, rev]) =>
      markOf.isMark(field) ? [[markOf.subject(field), Number(rev)]] : [],
    ),
  );

/** `SET #a = :a, …` for every field, and its names and values. */
export function setting(fields: Row): { expression: string; names: Record<string, string>; values: Row } {
  const entries = Object.entries(fields);
  return {
    expression: `SET ${entries.map(([field]) => `#${field} = :${field}`).join(", ")}`,
    names: Object.fromEntries(entries.map(([field]) => [`#${field}`, field])),
    values: Object.fromEntries(entries.map(([field, value]) => [`:${field}`, value])),
  };
}
