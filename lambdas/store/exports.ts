/**
 * What staff have taken out of a round: a chain of its own for each round, beside the round's. Whoever answers exports can write this
 * chain, and neither a round nor its log.
 */
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Hash } from "#domain/canonical";
import { type Chain, type Chained, chained, chainOf, unbegun } from "#domain/chain";
import { Refusal } from "#domain/errors";
import type { By } from "#domain/submission";
import { chainStore } from "./chains.ts";
import { keys } from "./keys.ts";
import { written } from "./rows.ts";
import type { BackOff, Db } from "./transact.ts";

/** `submission`: of one RSS alone. */
export type ExportFact = { type: "exported"; what: string; format: string; submission: string | null };

const tries = 20;

export function exportStore(db: Db, table: string, hash: Hash, backOff: BackOff) {
  const chains = chainStore<ExportFact>(db, table, backOff);

  async function head(id: string): Promise<Chain> {
    const { Item } = await db.send(
      new GetItemCommand({ TableName: table, Key: written(keys.chain(id)), ConsistentRead: true }),
    );
    const { seq, tip } = Item ? unmarshall(Item) : unbegun(id, hash);
    return { id, seq, tip };
  }

  /** Puts an export on record: the first time a person's key is used, and no second time. Refuses busy when others are always first. */
  async function exported(round: string, fact: Omit<ExportFact, "type">, by: By, key: string): Promise<void> {
    const id = chainOf.exports(round);
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (await chains.made(id, by.person, key)) return;
      const before = await head(id);
      const event = chained<ExportFact>(before, { type: "exported", ...fact }, by, hash);
      const isFirst = before.seq === 0;
      const Update = {
        TableName: table,
        Key: written(keys.chain(id)),
        UpdateExpression: "SET #seq = :seq, #tip = :tip",
        ConditionExpression: isFirst ? "attribute_not_exists(pk)" : "#seq = :seen",
        ExpressionAttributeNames: { "#seq": "seq", "#tip": "tip" },
        ExpressionAttributeValues: written({
          ...{ ":seq": event.seq, ":tip": event.hash },
          ...(isFirst ? {} : { ":seen": before.seq }),
        }),
      };
      if (await chains.commit({ Update }, { event, key, rows: [] })) return;
    }
    throw new Refusal("busy");
  }

  /** Everything taken out of a round, oldest first, and how far the chain had come before. */
  async function exportsOf(round: string): Promise<{ chain: Chain; events: Chained<ExportFact>[] }> {
    const id = chainOf.exports(round);
    const chain = await head(id);
    return { chain, events: await chains.events(id) };
  }

  return { exported, exportsOf };
}

export type ExportStore = ReturnType<typeof exportStore>;
