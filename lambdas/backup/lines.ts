/**
 * Rows as lines of text, in the JSON that DynamoDB's own exports are in (`{"Item":{"pk":{"S":"…"}}}`), so that AWS can read them too
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataImport.Format.html). One row has one line, whoever wrote it: names
 * and sets are sorted, because a table gives them in any order.
 */
import { createHash } from "node:crypto";
import type { Item } from "../store/whole.ts";

export function lineOf(item: Item): string {
  return JSON.stringify({ Item: item }, (name, value) => {
    // No row of the portal's has any: they would come back as something else.
    if (value instanceof Uint8Array) throw new TypeError("a row with bytes in it");
    if (Array.isArray(value)) return name === "SS" || name === "NS" ? value.toSorted() : value;
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
}

export const itemOf = (line: string): Item => JSON.parse(line).Item;

/** Lower-case hex. */
export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** A checksum of a set of lines that is the same in any order: the sum of theirs. */
export function sumOfLines() {
  let sum = 0n;
  let count = 0;
  return {
    add(line: string): void {
      sum = (sum + BigInt(`0x${sha256(line)}`)) & (2n ** 256n - 1n);
      count += 1;
    },
    told: () => ({ rows: count, sum: sum.toString(16).padStart(64, "0") }),
  };
}

/** A file that a row tells of: what it is called in its bucket, which version of it, and what it is. */
export type Filed = { key: string; object: string; sha256: string; type: string };

type Value = { S?: string; M?: Record<string, Value>; L?: Value[] };

/** Every file that a row tells of, at any depth. One that has not arrived has no version yet. */
export function filesOf(item: Item): Filed[] {
  const found: Filed[] = [];
  const look = (map: Record<string, Value>): void => {
    const { key, object, sha256: sum, type } = map;
    if (key?.S && object?.S && sum?.S)
      found.push({ key: key.S, object: object.S, sha256: sum.S, type: type?.S ?? "application/pdf" });
    for (const value of Object.values(map)) into(value);
  };
  const into = ({ M, L }: Value): void => {
    if (M) look(M);
    for (const each of L ?? []) into(each);
  };
  look(item as Record<string, Value>);
  return found;
}
