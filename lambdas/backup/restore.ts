/** An archive put back, into a table and buckets with nothing in them. */
import { placeOf } from "#domain/attachments";
import { keys } from "../store/keys.ts";
import type { ObjectStore } from "../store/objects.ts";
import { written } from "../store/rows.ts";
import { asleep, type Item, isAwake, keyOf, type Stage, type WholeTable } from "../store/whole.ts";
import { BackupError } from "./backup-error.ts";
import { type Checked, checked, type FiledObject, fileIn, isThere, type Kind, linesOf, objectsIn } from "./folder.ts";
import { itemOf, lineOf, sumOfLines } from "./lines.ts";

export type Restored = {
  table: Omit<WholeTable, "pages">;
  buckets: Record<Kind, Pick<ObjectStore, "putOnce" | "peek" | "isEmpty">>;
  folder: string;
  /** What this run is known by, and no other. */
  by: string;
  /** SHA-256 of the archive's manifest, as the export told it, when it is known from elsewhere than the archive. */
  checksum?: string;
};

/** Rows written and read again at a time. */
const together = 100;
const filesAtOnce = 4;

/**
 * The rows first, asleep, then the files, whose scans find their rows there, and last of all those rows wake that something is to be done
 * for. What was put is read again and held against the archive. The same command goes on where it was stopped, and never goes back to
 * what woke: it may have been done meanwhile. Another archive is refused then. Throws BackupError, before anything is written, for an
 * archive that is not unchanged and for a table or bucket that is not empty.
 */
export async function restoreAll(restored: Restored): Promise<Checked> {
  const { table, buckets, folder, by, checksum } = restored;
  const archive = await checked(folder, checksum);
  await refuseShort(archive, folder);
  const stage = await begun(archive, restored);
  const reach = async (next: Stage) => {
    if (!(await table.reach(by, next))) throw takenOver();
  };
  if (stage === "rows") {
    for await (const items of rowsIn(folder, archive.parts)) await mine(restored, () => putAsleep(items, table));
    await reach("files");
  }
  if (stage !== "waking") {
    for await (const files of someOf(objectsIn(folder), filesAtOnce))
      await mine(restored, () => Promise.all(files.map((file) => putFile(folder, file, { table, buckets }))));
    await reach("waking");
  }
  for await (const items of rowsIn(folder, archive.parts))
    await mine(restored, () => table.wake(items.filter(isAwake)));
  await table.endRestoring(by);
  return archive;
}

const takenOver = () => new BackupError((words) => words.takenOver);

/** Nobody else may be at it: two who put rows asleep and wake them would do twice what is to be done once. */
async function mine({ table, by }: Restored, act: () => Promise<unknown>): Promise<void> {
  const check = async () => {
    if ((await table.restoring())?.by !== by) throw takenOver();
  };
  await check();
  await act().catch(async (error) => {
    // What another run does is no fault of the table's or the file's.
    await check();
    throw error;
  });
}

/** The manifest may have been made anew over what is left: then the count and the sum of the rows tell, or a file that a line asks for. */
async function refuseShort({ parts, about }: Checked, folder: string): Promise<void> {
  const sum = sumOfLines();
  for await (const items of rowsIn(folder, parts)) for (const item of items) sum.add(lineOf(item));
  let files = 0;
  for await (const object of objectsIn(folder)) if (await isThere(folder, object)) files += 1;
  const { rows } = sum.told();
  if (sum.told().sum !== about.sum || rows !== about.rows || files !== about.files)
    throw new BackupError((words) => words.short(folder, words.of(rows, about.rows), words.of(files, about.files)));
}

/** What is to be done first: from the beginning, or from where the same archive was stopped. */
async function begun({ checksum }: Checked, { table, buckets, by }: Restored): Promise<Stage> {
  const half = await table.restoring();
  if (half) {
    if (half.archive !== checksum) throw new BackupError((words) => words.otherHalf(half.archive));
    if (!(await table.takeOver(checksum, by))) throw takenOver();
    return half.stage;
  }
  if (!(await table.isEmpty())) throw new BackupError((words) => words.tableFilled);
  for (const kind of ["attachments", "documents"] as const)
    if (!(await buckets[kind].isEmpty(`${kind}/`)))
      throw new BackupError((words) => words.bucketFilled(kind, `${kind.toUpperCase()}_BUCKET`));
  if (!(await table.beginRestoring(checksum, by))) throw takenOver();
  return "rows";
}

async function putFile(
  folder: string,
  file: FiledObject,
  { table, buckets }: Pick<Restored, "table" | "buckets">,
): Promise<void> {
  const { key, type, sha256, object } = file;
  const bucket = buckets[file.bucket];
  // Before the file: it is scanned as soon as it is there, under a version that no row names.
  const place = placeOf(key);
  if (place) await table.put([written({ ...keys.was(place.id, place.name), object })]);
  const { existed } = await bucket.putOnce(key, await fileIn(folder, file), type, sha256, object);
  // The seal's certificates in a place of their own are that place's: its key may be another.
  if (existed && !key.startsWith(`${file.bucket}/`)) return;
  const there = await bucket.peek(key);
  if (there?.sha256 !== sha256 || there.size !== file.size)
    throw new BackupError((words) => words.otherObject(key, file.bucket));
}

/** At most so many at a time. */
async function* someOf<T>(all: AsyncIterable<T>, most: number): AsyncGenerator<T[]> {
  let some: T[] = [];
  for await (const each of all)
    if (some.push(each) === most) {
      yield some;
      some = [];
    }
  if (some.length > 0) yield some;
}

async function* itemsIn(folder: string, parts: string[]): AsyncGenerator<Item> {
  for (const part of parts) for await (const line of linesOf(folder, part)) yield itemOf(line);
}

const rowsIn = (folder: string, parts: string[]) => someOf(itemsIn(folder, parts), together);

async function putAsleep(items: Item[], table: Restored["table"]): Promise<void> {
  const wanted = items.map(asleep);
  await table.put(wanted);
  const found = new Set((await table.get(wanted)).map(lineOf));
  const lost = wanted.find((item) => !found.has(lineOf(item)));
  if (!lost) return;
  const { pk, sk } = keyOf(lost);
  throw new BackupError((words) => words.otherRow(pk, sk));
}
