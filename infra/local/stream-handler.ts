/** How Lambda's event source reads a row and calls a function with a batch of them. */
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>;
export type Item = Record<string, AttributeValue>;

/** Why a record failed that did nothing wrong itself. */
export const behind = "behind a failed row of the same key";

/** As a stream has it, binary in base64; names and sets sorted, because the table gives them in any order. */
export const imageOf = (item: Item): string =>
  JSON.stringify(item, (name, value) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
    if (Array.isArray(value)) return name === "SS" || name === "NS" ? value.toSorted() : value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/**
 * Calls a handler as Lambda's event source does and answers, for each record, why it failed or undefined.
 * A batch it threw at is given once more, record by record (AWS bisects it), so that one poison record fails alone.
 */
export async function callHandler(handler: StreamHandler, Records: DynamoDBRecord[]): Promise<(string | undefined)[]> {
  try {
    const failures = (await handler({ Records }))?.batchItemFailures ?? [];
    const ids = new Set(failures.map(({ itemIdentifier }) => itemIdentifier));
    return Records.map(({ dynamodb }) => (ids.has(dynamodb?.SequenceNumber ?? "") ? "reported as failed" : undefined));
  } catch (error) {
    if (Records.length === 1) return [error instanceof Error ? error.message : String(error)];
    const each: (string | undefined)[] = [];
    const halted = new Set<string | undefined>();
    for (const record of Records) {
      const pk = record.dynamodb?.Keys?.pk?.S;
      const why = halted.has(pk) ? behind : (await callHandler(handler, [record]))[0];
      if (why) halted.add(pk);
      each.push(why);
    }
    return each;
  }
}
