/** The whole portal as an archive: every row, and every file that a row tells of. */
import { sealCertificates } from "#domain/documents";
import type { ObjectStore } from "../store/objects.ts";
import type { Item, WholeTable } from "../store/whole.ts";
import { BackupError } from "./backup-error.ts";
import { type Kind, type NewArchive, newArchive } from "./folder.ts";
import { type Filed, filesOf, lineOf, sha256, sumOfLines } from "./lines.ts";

export type Exported = {
  table: Pick<WholeTable, "pages" | "restoring">;
  buckets: Record<Kind, Pick<ObjectStore, "read" | "peek">>;
  folder: string;
  /** An instant in UTC, to stand in the archive. */
  now: string;
};

/** Each is in memory while it is written. */
const filesAtOnce = 4;

/** Of all that the portal files, the first part of the key is the bucket's own name for it. */
function bucketOf(key: string): Kind {
  const [, kind] = /^(attachments|documents)\//.exec(key) ?? [];
  if (kind === undefined) throw new BackupError((words) => words.noBucket(key));
  return kind as Kind;
}

/**
 * Writes the archive into a new folder, a page of rows at a time. Throws BackupError, and leaves no folder, when a file that a row tells
 * of is not there or is another, when somebody wrote meanwhile (then the rows would not be of one moment), and when the table is not whole.
 */
export async function exportAll({ table, buckets, folder, now }: Exported) {
  if (await table.restoring()) throw new BackupError((words) => words.halfRestored);
  const archive = await newArchive(folder);
  try {
    const sum = sumOfLines();
    let partition = "";
    let taken = new Set<string>();
    for await (const items of table.pages()) {
      const lines = items.map(lineOf);
      for (const line of lines) sum.add(line);
      await archive.rows(lines);
      const files: Filed[] = [];
      for (const item of items) {
        // A file is told of in many rows of one submission, and in no other's.
        if (item.pk?.S !== partition) [partition, taken] = [item.pk?.S ?? "", new Set()];
        files.push(...newIn(item, taken));
      }
      await takeAll(files, buckets, archive);
    }
    for (const key of Object.values(sealCertificates)) await takeSettings(key, buckets.documents, archive);
    const rows = sum.told();
    if ((await sumNow(table)) !== rows.sum) throw new BackupError((words) => words.changed);
    return await archive.end(now, rows);
  } catch (error) {
    await archive.drop();
    throw error;
  }
}

function newIn(item: Item, taken: Set<string>): Filed[] {
  return filesOf(item).filter(({ key, object }) => {
    const name = `${key} ${object}`;
    return !taken.has(name) && taken.add(name);
  });
}

async function takeAll(files: Filed[], buckets: Exported["buckets"], archive: NewArchive): Promise<void> {
  for (let at = 0; at < files.length; at += filesAtOnce) {
    const some = files.slice(at, at + filesAtOnce);
    const bytes = await Promise.all(some.map((file) => bytesOf(file, buckets)));
    for (const [index, file] of some.entries())
      await archive.file({ bucket: bucketOf(file.key), ...file }, bytes[index] as Uint8Array);
  }
}

async function bytesOf({ key, object, sha256: sum }: Filed, buckets: Exported["buckets"]): Promise<Uint8Array> {
  const kind = bucketOf(key);
  const bytes = await buckets[kind].read(key, object).catch((error: Error) => {
    throw new BackupError((words) => words.unreadable(key, object, kind, `${error.name} ${error.message}`.trim()));
  });
  if (sha256(bytes) !== sum) throw new BackupError((words) => words.otherFile(key, object, kind));
  return bytes;
}

/** What lies beside the documents, put there by hand, if it does. */
async function takeSettings(key: string, documents: Exported["buckets"]["documents"], archive: NewArchive) {
  const found = await documents.peek(key);
  if (!found) return;
  const bytes = await documents.read(key, found.object);
  const about = { bucket: "documents", key, object: found.object, type: "application/x-pem-file" } as const;
  await archive.file({ ...about, sha256: sha256(bytes) }, bytes);
}

async function sumNow(table: Exported["table"]): Promise<string> {
  const sum = sumOfLines();
  for await (const items of table.pages()) for (const item of items) sum.add(lineOf(item));
  return sum.told().sum;
}
