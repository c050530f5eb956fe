/** What SKR's staff have read of what was submitted: a row for each person, version and day, forgotten after two years. */
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Day, dayOf, epoch, type Instant } from "#domain/deadlines";
import type { ReadAs } from "#domain/reads";
import { keys, prefixOf } from "./keys.ts";
import { contentOf, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

/** `at`: the first time that day. */
export type StaffRead = { person: string; version: number; day: Day; at: Instant; as: ReadAs[] };

/** Seconds; product.md: the read log is kept for two years. */
const kept = 2 * 365 * 86_400;

const forgottenAt = (at: Instant): number => Math.floor(epoch(at) / 1000) + kept;

export function readStore(db: Db, table: string, backOff: BackOff) {
  /** Notes that a person has read a version. Any number of times a day is one row, which says in which ways. */
  async function noteRead(id: string, person: string, version: number, as: ReadAs, at: Instant): Promise<void> {
    const day = dayOf(at);
    await db.send(
      new UpdateItemCommand({
        TableName: table,
        Key: written(keys.read(id, version, day, person)),
        UpdateExpression:
          "SET #person = :person, #version = :version, #day = :day, #at = if_not_exists(#at, :at), #ttl = :ttl ADD #as :as",
        ExpressionAttributeNames: {
          ...{ "#person": "person", "#version": "version", "#day": "day", "#at": "at", "#ttl": "ttl", "#as": "as" },
        },
        ExpressionAttributeValues: written({
          ...{ ":person": person, ":version": version, ":day": day, ":at": at, ":ttl": forgottenAt(at) },
          ":as": new Set([as]),
        }),
      }),
    );
  }

  /**
   * Marks on HEAD that this version has been opened by SKR, for the overview. It is no move, so it names no `seq`; it only grows, and
   * costs nobody a submission: what it collides with is tried again.
   */
  async function markRead(id: string, version: number): Promise<void> {
    await transact(
      db,
      [
        {
          Update: {
            TableName: table,
            Key: written(keys.head(id)),
            UpdateExpression: "SET #read = :version",
            ConditionExpression: "attribute_exists(pk) AND (attribute_not_exists(#read) OR #read < :version)",
            ExpressionAttributeNames: { "#read": "read" },
            ExpressionAttributeValues: written({ ":version": version }),
          },
        },
      ],
      backOff,
    );
  }

  /** Everything noted in the last two years, newest first. The table forgets rows when it has time to, so readers look themselves. */
  async function reads(id: string, now: Instant): Promise<StaffRead[]> {
    const rows = (await rowsUnder(db, table, id, prefixOf.reads)).filter(({ ttl }) => Number(ttl) > epoch(now) / 1000);
    return rows
      .map((row) => contentOf<Omit<StaffRead, "as"> & { as: Set<ReadAs> }>(row))
      .map((row) => ({ ...row, as: [...row.as].sort() }))
      .sort((one, other) => other.at.localeCompare(one.at) || one.person.localeCompare(other.person));
  }

  return { noteRead, markRead, reads };
}
