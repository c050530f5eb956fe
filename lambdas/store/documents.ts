/** Documents on record: each level of each version and decision once, and whose a file is by its checksum. */
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "#domain/deadlines";
import type { Leveled, Subject } from "#domain/documents";
import { keys, prefixOf, renewAt } from "./keys.ts";
import { contentOf, queryAll, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

/** `at`: when it was made; of a sealed one, when it was sealed. */
export type MadeDocument = Leveled & { key: string; object: string; sha256: string; size: number; at: Instant };

/** What a file's name begins with, and what it is of; `number` is the one printed on it. */
export type Filed = Subject & { id: string; number: string };

/** A time stamp that is to be renewed at that time. */
export type Renewal = Filed & { at: Instant };

/** Whose document a file is. */
export type Owner = Leveled & { id: string };

export function documentStore(db: Db, table: string, backOff: BackOff) {
  /**
   * Puts a document on record, and beside it whose file it is. The first one of a level stays, because none is ever made anew. Two
   * levels of a version may be the same bytes; of two versions never, nor of a version and a decision, for a document says which one it
   * is of.
   */
  async function putDocument(id: string, document: MadeDocument): Promise<void> {
    const { version, of, level, renewal, sha256 } = document;
    const stopped = await transact(
      db,
      [
        {
          Put: {
            TableName: table,
            Item: written({ ...keys.document(id, document), ...document }),
            ConditionExpression: "attribute_not_exists(pk)",
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          },
        },
        {
          Put: {
            TableName: table,
            Item: written({ ...keys.fileHash(sha256), ...({ id, version, of, level, renewal } satisfies Owner) }),
            ConditionExpression: `attribute_not_exists(pk) OR (id = :id AND version = :version AND ${
              of ? "#of = :of" : "attribute_not_exists(#of)"
            })`,
            ExpressionAttributeNames: { "#of": "of" },
            ExpressionAttributeValues: written({ ":id": id, ":version": version, ":of": of }),
          },
        },
      ],
      backOff,
    );
    if (stopped && !stopped[0]) throw new Error("another document has the same bytes");
  }

  /** Every level that has been made of a version, or of the decision on it, in no order. */
  const documentsOf = async (id: string, subject: Subject): Promise<MadeDocument[]> =>
    (await rowsUnder(db, table, id, prefixOf.documents(subject))).map((row) => contentOf<MadeDocument>(row));

  /** Whose document has this checksum (SHA-256, lower-case hex); null for a file that is none. */
  async function ownerOf(sha256: string): Promise<Owner | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.fileHash(sha256)), ConsistentRead: true }),
    );
    return Item ? contentOf<Owner>(unmarshall(Item)) : null;
  }

  /** When a document is to be stamped anew; one time for each, the last one counts. */
  async function putRenewal({ id, number, at, ...subject }: Renewal): Promise<void> {
    const Item = written({ ...keys.renewal(id, subject), ...renewAt(at, id, subject, number) });
    await db.send(new PutItemCommand({ TableName: table, Item }));
  }

  /** Of all submissions, the longest due first. */
  const renewalsDue = async (now: Instant): Promise<Renewal[]> =>
    (
      await queryAll(db, {
        TableName: table,
        IndexName: "pending",
        KeyConditionExpression: "pendingPk = :renewal AND pendingSk < :end",
        ExpressionAttributeValues: written({ ":renewal": "RENEWAL", ":end": `${now}~` }),
      })
    ).map(({ pendingSk }) => {
      const [at = "", id = "", version, number = "", of] = String(pendingSk).split("#");
      return { id, version: Number(version), number, at, ...(of === "decision" && { of }) };
    });

  return { putDocument, documentsOf, ownerOf, putRenewal, renewalsDue };
}

export type DocumentStore = ReturnType<typeof documentStore>;
