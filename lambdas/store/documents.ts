/** Documents on record: each level of each version once, and whose a file is by its checksum. */
import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "#domain/deadlines";
import type { Leveled } from "#domain/documents";
import { keys, prefixOf, renewAt } from "./keys.ts";
import { contentOf, queryAll, rowsUnder, written } from "./rows.ts";
import { type BackOff, type Db, transact } from "./transact.ts";

/** `at`: when it was made; of a sealed one, when it was sealed. */
export type MadeDocument = Leveled & { key: string; object: string; sha256: string; size: number; at: Instant };

/** A time stamp that is to be renewed at that time, of the version with that receipt number. */
export type Renewal = { id: string; version: number; number: string; at: Instant };

/** Whose document a file is. */
export type Owner = Leveled & { id: string };

export function documentStore(db: Db, table: string, backOff: BackOff) {
  /**
   * Puts a document on record, and beside it whose file it is. The first one of a level stays, because none is ever made anew. Two
   * levels of a version may be the same bytes; of two versions never, for a document says which one it is of.
   */
  async function putDocument(id: string, document: MadeDocument): Promise<void> {
    const { version, level, renewal, sha256 } = document;
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
            Item: written({ ...keys.fileHash(sha256), ...({ id, version, level, renewal } satisfies Owner) }),
            ConditionExpression: "attribute_not_exists(pk) OR (id = :id AND version = :version)",
            ExpressionAttributeValues: written({ ":id": id, ":version": version }),
          },
        },
      ],
      backOff,
    );
    if (stopped && !stopped[0]) throw new Error("another version's document has the same bytes");
  }

  /** Every level of a version that has been made, in no order. */
  const documentsOf = async (id: string, version: number): Promise<MadeDocument[]> =>
    (await rowsUnder(db, table, id, prefixOf.documents(version))).map((row) => contentOf<MadeDocument>(row));

  /** Whose document has this checksum (SHA-256, lower-case hex); null for a file that is none. */
  async function ownerOf(sha256: string): Promise<Owner | null> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.fileHash(sha256)), ConsistentRead: true }),
    );
    return Item ? contentOf<Owner>(unmarshall(Item)) : null;
  }

  /** When a version's document is to be stamped anew; one time for each version, the last one counts. */
  async function putRenewal({ id, version, number, at }: Renewal): Promise<void> {
    const Item = written({ ...keys.renewal(id, version), ...renewAt(at, id, version, number) });
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
      const [at = "", id = "", version, number = ""] = String(pendingSk).split("#");
      return { id, version: Number(version), number, at };
    });

  return { putDocument, documentsOf, ownerOf, putRenewal, renewalsDue };
}

export type DocumentStore = ReturnType<typeof documentStore>;
