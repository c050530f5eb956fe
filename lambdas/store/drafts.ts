/**
 * A draft's answers and files, each on the revision that was seen, and the earlier texts of an answer.
 *
 * A text that stood is kept when another one replaces it (domain/history.ts says which), in the same transaction as its successor;
 * one that was refused because somebody else was first is kept before the refusal is told. So no text is lost between two people.
 */
import { GetItemCommand, PutItemCommand, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Verdict } from "#domain/attachments";
import { canonical } from "#domain/canonical";
import type { Instant } from "#domain/deadlines";
import type { AnswerValue } from "#domain/form";
import { isKept } from "#domain/history";
import { attachmentsAsked, type By, type Submission } from "#domain/submission";
import { keys, markOf } from "./keys.ts";
import { contentOf, revsOf, rowsUnder, submissionOf, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

export type SavedAnswer = {
  question: string;
  value: AnswerValue;
  rev: number;
  /** Since when this person has been writing it; `at` is the last save. */
  since: Instant;
  at: Instant;
  by: string;
};
/** Why a text is not the answer: another replaced it, it lost against a newer one, or it was moved to an attachment. */
export type PastText = SavedAnswer & { why: "replaced" | "set-aside" | "attached" };
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
/** With what the malware scan said of its bytes, which stands in a row of its own. */
export type JudgedFile = StoredFile & { verdict: Verdict | "pending" };
/** A file as it stands in the table, with what HEAD's mark says of it. */
type FileRow = StoredFile & { rev: number };

export type SaveOutcome =
  | { saved: SavedAnswer }
  /** HEAD did not let it: closed, locked or not started. */
  | { closed: Submission | null }
  /** Someone else was first; null when the answer had never been saved. */
  | { current: SavedAnswer | null };

export function draftStore(db: Db, table: string, backOff: BackOff) {
  /** A draft before its closing, or what SKR has asked for and nothing beside it. */
  const isOpen = (subjects: string[]) =>
    `((#state = :draft AND closesAt > :receivedAt) OR (#state = :returned AND ${subjects.map((_, n) => `contains(opened, :s${n})`).join(" AND ")}))`;

  /**
   * Counts one edit on an open HEAD and marks what is written with it (null takes a mark away). It costs as much as checking
   * HEAD, and is what a hand-in is conditional on.
   */
  function countEdit(
    id: string,
    receivedAt: Instant,
    marks: Record<string, number | null>,
    edits?: number,
  ): TransactWriteItem {
    const named = Object.entries(marks).map(([mark, rev], index) => ({
      mark,
      rev,
      name: `#m${index}`,
      value: `:m${index}`,
    }));
    const subjects = [...new Set(Object.keys(marks).map(subjectOf))];
    const open = isOpen(subjects);
    const set = named.filter(({ rev }) => rev !== null);
    const removed = named.filter(({ rev }) => rev === null);
    return {
      Update: {
        TableName: table,
        Key: written(keys.head(id)),
        UpdateExpression: [
          "ADD edits :one",
          ...(set.length > 0 ? [`SET ${set.map(({ name, value }) => `${name} = ${value}`).join(", ")}`] : []),
          ...(removed.length > 0 ? [`REMOVE ${removed.map(({ name }) => name).join(", ")}`] : []),
        ].join(" "),
        ConditionExpression: edits === undefined ? open : `${open} AND edits = :edits`,
        ExpressionAttributeNames: {
          "#state": "state",
          ...Object.fromEntries(named.map(({ name, mark }) => [name, mark])),
        },
        ExpressionAttributeValues: written({
          ":one": 1,
          ":draft": "draft",
          ":returned": "returned",
          ...Object.fromEntries(subjects.map((subject, n) => [`:s${n}`, subject])),
          ":receivedAt": receivedAt,
          ...Object.fromEntries(set.map(({ value, rev }) => [value, rev])),
          ...(edits === undefined ? {} : { ":edits": edits }),
        }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      },
    };
  }

  const putAnswer = (id: string, answer: SavedAnswer): TransactWriteItem => ({
    Put: {
      TableName: table,
      Item: written({ ...keys.answer(id, answer.question), ...answer }),
      ConditionExpression: answer.rev === 1 ? "attribute_not_exists(pk) OR rev = :seen" : "rev = :seen",
      ExpressionAttributeValues: written({ ":seen": answer.rev - 1 }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  });

  /** An answer's revision has one text, so writing it down twice changes nothing. One that never stood has a key beside it. */
  const putPast = (id: string, text: PastText): TransactWriteItem => {
    const key =
      text.why === "attached"
        ? keys.setAside(id, text.question, text.rev, "attached")
        : keys.past(id, text.question, text.rev);
    return { Put: { TableName: table, Item: written({ ...key, ...text }) } };
  };

  async function answer(id: string, question: string): Promise<SavedAnswer | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.answer(id, question)), ConsistentRead: true }),
    );
    return Item ? contentOf<SavedAnswer>(unmarshall(Item)) : null;
  }

  async function saveAnswer(
    id: string,
    question: string,
    value: AnswerValue,
    seen: number,
    by: By,
    keep = false,
  ): Promise<SaveOutcome> {
    const before = await answer(id, question);
    // Of another revision than the one that was seen: the conditions below stop the save, and say why.
    const standing = before?.rev === seen ? before : null;
    const past = standing !== null && (keep || isKept(standing, { value, by: by.person, at: by.at }));
    const since = standing === null || past ? by.at : standing.since;
    const next: SavedAnswer = { question, value, rev: seen + 1, since, at: by.at, by: by.person };
    const stopped = await transact(
      db,
      [
        countEdit(id, by.at, { [markOf.answer(question)]: next.rev }),
        putAnswer(id, next),
        ...(past ? [putPast(id, { ...standing, why: "replaced" })] : []),
      ],
      backOff,
    );
    if (!stopped) return { saved: next };
    const [head, current] = stopped;
    const there = current ? contentOf<SavedAnswer>(current) : null;
    // The same words by the same person on the same revision: a save whose answer was lost, tried again.
    if (there && there.rev === next.rev && there.by === next.by && canonical(there.value) === canonical(value)) {
      return { saved: there };
    }
    if (head !== undefined) return { closed: head && submissionOf(head) };
    return { current: there };
  }

  /** Keeps a text that lost against a newer one. `textHash` tells one such text from another, and a retry from both. */
  async function setAside(id: string, text: Omit<PastText, "why" | "since">, textHash: string): Promise<void> {
    const kept: PastText = { ...text, since: text.at, why: "set-aside" };
    await db.send(
      new PutItemCommand({
        TableName: table,
        Item: written({ ...keys.setAside(id, text.question, text.rev, textHash), ...kept }),
      }),
    );
  }

  /** What an answer is now, and what it was, newest first. */
  async function texts(id: string, question: string): Promise<{ current: SavedAnswer | null; past: PastText[] }> {
    const [current, rows] = await Promise.all([answer(id, question), rowsUnder(db, table, id, `PAST#${question}#`)]);
    const past = rows.map((row) => contentOf<PastText>(row));
    return { current, past: past.sort((one, other) => Number(one.at < other.at) - Number(one.at > other.at)) };
  }

  /**
   * Adds or changes an attachment, together with answers and further files that change because of it, on the `edits` that was
   * seen. `changed` when something else was saved meanwhile.
   */
  async function saveFile(
    before: Submission,
    file: StoredFile,
    by: By,
    answers: SavedAnswer[] = [],
    past: PastText[] = [],
    further: StoredFile[] = [],
  ): Promise<"saved" | "changed" | { closed: Submission | null }> {
    const rev = before.edits + 1;
    const all = [file, ...further];
    const marks = {
      ...Object.fromEntries(all.map((each) => [markOf.file(each.id), each.state === "removed" ? null : rev])),
      ...Object.fromEntries(answers.map((each) => [markOf.answer(each.question), each.rev])),
    };
    // Of a loaded file only what is a file's own: a verdict may come between load and save.
    const putFile = ({ id, name, type, size, sha256, state, key, object, at, by: owner }: StoredFile) => {
      const row: FileRow = { ...{ id, name, type, size, sha256, state, key, object, at, by: owner }, rev };
      return { Put: { TableName: table, Item: written({ ...keys.file(before.id, id), ...row }) } };
    };
    const stopped = await transact(
      db,
      [
        countEdit(before.id, by.at, marks, before.edits),
        ...all.map(putFile),
        ...answers.map((each) => putAnswer(before.id, each)),
        ...past.map((text) => putPast(before.id, text)),
      ],
      backOff,
    );
    if (!stopped) return "saved";
    const head = stopped[0] ? submissionOf(stopped[0]) : null;
    const isLocked = stopped[0] !== undefined && (head === null || head.edits === before.edits);
    return isLocked ? { closed: head } : "changed";
  }

  return { answer, saveAnswer, setAside, texts, saveFile };
}

/** What is to be open for a mark to be made: its question, or the attachments. */
const subjectOf = (mark: string): string =>
  markOf.subject(mark).startsWith("f:") ? attachmentsAsked : markOf.subject(mark);

type Rows = Record<string, unknown>[];

/**
 * Whether a query saw the answers and files that HEAD says were written: otherwise it saw half a transaction. A newer answer is no
 * harm, since handing in is conditional on HEAD's own count; a file without its mark has been removed.
 */
export function agreesWithHead(head: Record<string, unknown>, rows: Rows): boolean {
  const found = new Map(rows.map((row) => [String(row.sk), Number(row.rev ?? 0)]));
  const sees = ([subject, rev]: [string, number]) => {
    const { sk } = subject.startsWith("f:") ? keys.file("", subject.slice(2)) : keys.answer("", subject);
    return (found.get(sk) ?? 0) >= rev;
  };
  const isGone = (row: Record<string, unknown>) =>
    row.rev !== undefined && row.state !== "removed" && head[markOf.file(String(row.id))] === undefined;
  const files = rows.filter(({ sk }) => String(sk).startsWith("FILE#"));
  return Object.entries(revsOf(head)).every(sees) && !files.some(isGone);
}
