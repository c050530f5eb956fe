/** An archive put back, into a table and buckets with nothing in them. */
import type { ObjectStore } from "../store/objects.ts";
import { type Item, keyOf, type WholeTable, wakes } from "../store/whole.ts";
import { BackupError } from "./backup-error.ts";
import { type Checked, checked, type FiledObject, fileIn, isThere, type Kind, linesOf, objectsIn } from "./folder.ts";
import { itemOf, lineOf, sumOfLines } from "./lines.ts";

export type Restored = {
  table: Omit<WholeTable, "pages">;
  buckets: Record<Kind, Pick<ObjectStore, "putOnce" | "peek" | "isEmpty">>;
  folder: string;
  /** SHA-256 of the archive's manifest, as the export told it, when it is known from elsewhere than the archive. */
  checksum?: string;
};

/** Rows written and read again at a time. */
const together = 100;
const filesAtOnce = 4;

/**
 * Files first, then the rows, and last of all those that something is to be done for wake the functions. What was put is read again and
 * held against the archive. The same command goes on where it was stopped; another archive is refused then. Throws BackupError, before
 * anything is written, for an archive that is not unchanged and for a table or bucket that is not empty.
 */
export async function restoreAll({ table, buckets, folder, checksum }: Restored): Promise<Checked> {
  const archive = await checked(folder, checksum);
  await refuseShort(archive, folder);
  await refuseFilled(archive, table, buckets);
  await table.beginRestoring(archive.checksum);
  await putFiles(folder, buckets);
  for await (const items of rowsIn(folder, archive.parts)) await putAsleep(items, table);
  for await (const items of rowsIn(folder, archive.parts)) await table.put(items.filter(isAwake));
  await table.endRestoring();
  return archive;
}

/** The manifest may have been made anew over what is left: then the count and the sum of the rows tell, or a file that a line asks for. */
async function refuseShort({ parts, about }: Checked, folder: string): Promise<void> {
  const sum = sumOfLines();
  for await (const items of rowsIn(folder, parts)) for (const item of items) sum.add(lineOf(item));
  let files = 0;
  for await (const object of objectsIn(folder)) if (await isThere(folder, object)) files += 1;
  if (sum.told().sum !== about.sum || sum.told().rows !== about.rows || files !== about.files)
    throw new BackupError(
      `${folder} does not have everything that was exported: ${sum.told().rows} of ${about.rows} rows, ${files} of ${about.files} files. Nothing was restored. Take another copy of the archive.`,
    );
}

async function refuseFilled(archive: Checked, table: Restored["table"], buckets: Restored["buckets"]): Promise<void> {
  const begun = await table.restoring();
  if (begun === archive.checksum) return;
  if (begun !== null)
    throw new BackupError(
      `Another archive is half restored here (its manifest has the checksum ${begun}). Go on with that one, or begin in an empty table and empty buckets. Nothing was restored.`,
    );
  if (!(await table.isEmpty()))
    throw new BackupError(
      "The table is not empty: an archive is never mixed with what is there. Nothing was restored. Name an empty table in TABLE.",
    );
  for (const kind of ["attachments", "documents"] as const)
    if (!(await buckets[kind].isEmpty(`${kind}/`)))
      throw new BackupError(
        `The bucket of the ${kind} is not empty: an archive is never mixed with what is there. Nothing was restored. Name an empty one in ${kind.toUpperCase()}_BUCKET.`,
      );
}

async function putFiles(folder: string, buckets: Restored["buckets"]): Promise<void> {
  let some: FiledObject[] = [];
  const put = async () => {
    await Promise.all(some.map((each) => putFile(folder, each, buckets[each.bucket])));
    some = [];
  };
  for await (const object of objectsIn(folder)) if (some.push(object) === filesAtOnce) await put();
  await put();
}

async function putFile(folder: string, file: FiledObject, bucket: Restored["buckets"][Kind]): Promise<void> {
  const { key, type, sha256, object } = file;
  const { existed } = await bucket.putOnce(key, await fileIn(folder, file), type, sha256, object);
  // The seal's certificates in a place of their own are that place's: its key may be another.
  if (existed && !key.startsWith(`${file.bucket}/`)) return;
  const there = await bucket.peek(key);
  if (there?.sha256 !== sha256 || there.size !== file.size)
    throw new BackupError(
      `${key} in the bucket of the ${file.bucket} is not what was put there: look at it, and restore again.`,
    );
}

async function* rowsIn(folder: string, parts: string[]): AsyncGenerator<Item[]> {
  let some: Item[] = [];
  for (const part of parts)
    for await (const line of linesOf(folder, part))
      if (some.push(itemOf(line)) === together) {
        yield some;
        some = [];
      }
  yield some;
}

const isAwake = (item: Item): boolean => wakes.some((name) => name in item);

/** Without what makes a function take it up: its neighbours may not be there yet. */
const asleep = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !wakes.some((each) => each === name)));

async function putAsleep(items: Item[], table: Restored["table"]): Promise<void> {
  const wanted = items.map(asleep);
  await table.put(wanted);
  const found = new Set((await table.get(wanted)).map(lineOf));
  const lost = wanted.find((item) => !found.has(lineOf(item)));
  if (!lost) return;
  const { pk, sk } = keyOf(lost);
  throw new BackupError(
    `The row ${pk} / ${sk} is not what was put there: somebody else writes to this table. Close the portal, and restore again.`,
  );
}
