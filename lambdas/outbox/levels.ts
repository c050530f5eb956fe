/**
 * The levels of one document, a version's or a decision's. Each is made of a stored one below it and stored once: what is made twice,
 * because a function died in between, is thrown away and the first stays. So whoever makes them may do so any number of times.
 */
import type { Instant } from "#domain/deadlines";
import { type Level, newestOf } from "#domain/documents";
import type { DocumentStore, Filed, MadeDocument } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";

export type Shelf = {
  records: Pick<DocumentStore, "putDocument" | "documentsOf">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  hash: (bytes: Uint8Array) => string;
};

export function levelsOf({ records, documents, hash }: Shelf, { id, number, version, of }: Filed) {
  const made = (): Promise<MadeDocument[]> => records.documentsOf(id, { version, of });

  async function bytesOf(document: MadeDocument | undefined, wanted: string): Promise<Uint8Array> {
    if (!document) throw new Error(`there is no ${wanted} document yet`);
    return documents.read(document.key, document.object);
  }

  /** Stores a level and puts it on record. What an earlier try stored before it died is the document. */
  async function keep(level: Level, bytes: Uint8Array, at: Instant, renewal = 0): Promise<void> {
    const key = `documents/${id}/${number}-${level}${renewal > 0 ? `-${renewal}` : ""}.pdf`;
    const { object, existed } = await documents.putOnce(key, bytes, "application/pdf", hash(bytes));
    const stored = existed ? await documents.read(key, object) : bytes;
    const about = { version, of, level, renewal, key, object, sha256: hash(stored), size: stored.length, at };
    await records.putDocument(id, about);
  }

  const read = async (level: Level) =>
    bytesOf(
      (await made()).find((document) => document.level === level),
      level,
    );
  const newest = async () => newestOf(await made(), version, of);

  return { keep, read, newest, bytesOf };
}
