/** Rounds as they are run, those that are prepared too. For everybody else there are only the rounds of registry.ts. */
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Round } from "#domain/rounds";
import type { Administered, Run, RunDecision, RunFact } from "#domain/run";
import type { Opening } from "#domain/submission";
import { chainStore, type Outcome } from "./chains.ts";
import { keys, listed } from "./keys.ts";
import { contentOf, openingRows, queryAll, setting, written } from "./rows.ts";
import { type BackOff, type Db, fullJitter, transact } from "./transact.ts";

/** One row: the round, and how it is run. */
export type RunRow = Round & Run;

/** A round is frozen into versions and hashed there: nothing of how it is run may come along. */
export function administered({
  state,
  rev,
  seq,
  tip,
  ladder,
  frame,
  openedAt,
  closedAt,
  ...round
}: RunRow): Administered {
  return { round, run: { state, rev, seq, tip, ladder, frame, openedAt, closedAt } };
}

const rowOf = ({ round, run }: Administered) => ({ ...listed.rounds(round.closesAt), ...round, ...run });

export function runStore(db: Db, table: string, backOff: BackOff = fullJitter) {
  const chains = chainStore<RunFact>(db, table, backOff);

  async function run(id: string): Promise<Administered | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.round(id)), ConsistentRead: true }),
    );
    return Item ? administered(contentOf<RunRow>(unmarshall(Item))) : null;
  }

  /** All of them, the one that closes first first. */
  async function runs(): Promise<Administered[]> {
    const rows = await queryAll(db, {
      TableName: table,
      IndexName: "list",
      KeyConditionExpression: "listPk = :pk",
      ExpressionAttributeValues: written({ ":pk": listed.rounds("").listPk }),
    });
    const found = await Promise.all(rows.map(({ pk }) => run(String(pk).slice("ROUND#".length))));
    return found.flatMap((each) => each ?? []);
  }

  /** A round that is new. Null when there is one already. */
  const createRun = ({ event, after }: RunDecision, key: string): Promise<Outcome<RunFact>> =>
    chains.commit(
      {
        Put: {
          TableName: table,
          Item: written({ ...keys.round(after.round.id), ...rowOf(after) }),
          ConditionExpression: "attribute_not_exists(pk)",
        },
      },
      { event, key, rows: [] },
    );

  /** A change of the round as it was seen. Null when somebody else was first. */
  function commitRun(before: Administered, { event, after }: RunDecision): Promise<Outcome<RunFact>> {
    const set = setting(rowOf(after));
    return chains.commit(
      {
        Update: {
          TableName: table,
          Key: written(keys.round(before.round.id)),
          UpdateExpression: set.expression,
          ConditionExpression: "#seq = :seen AND #state = :was",
          ExpressionAttributeNames: set.names,
          ExpressionAttributeValues: written({ ...set.values, ":seen": before.run.seq, ":was": before.run.state }),
        },
      },
      { event, rows: [] },
    );
  }

  /** For which revision of a prepared round an RSS's submission was made; null when there is none. */
  async function madeFor(id: string): Promise<number | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.head(id)), ConsistentRead: true }),
    );
    return Item ? Number(unmarshall(Item).made ?? 0) : null;
  }

  /**
   * HEAD and what is filled in beforehand, for a round of that revision. What was made for an earlier one is made anew, as long as nobody
   * has touched it; what has been touched, or is of this revision, is left alone.
   */
  async function make(opening: Opening, rev: number): Promise<void> {
    const [head, ...answers] = openingRows(opening);
    await transact(
      db,
      [
        {
          Put: {
            TableName: table,
            Item: written({ ...head, made: rev }),
            ConditionExpression: "attribute_not_exists(pk) OR (seq = :none AND edits = :none AND made < :rev)",
            ExpressionAttributeValues: written({ ":none": 0, ":rev": rev }),
          },
        },
        ...answers.map((row) => ({ Put: { TableName: table, Item: written(row) } })),
      ],
      backOff,
    );
  }

  return { run, runs, createRun, commitRun, madeFor, make, runEvents: chains.events };
}

export type RunStore = ReturnType<typeof runStore>;
