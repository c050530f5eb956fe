/**
 * An archive is a folder that can be read without the portal:
 *
 * | file               | what it is                                                                  |
 * |--------------------|-----------------------------------------------------------------------------|
 * | archive.json       | what it is an archive of, when it was made, and how much there is in it     |
 * | rows/000001.jsonl  | the table's rows, one a line                                                |
 * | objects.jsonl      | one line for each file: bucket, key, version there, type, size and SHA-256  |
 * | files/ab/ab12…     | the files, by their SHA-256                                                 |
 * | SHA256SUMS         | the manifest: `sha256sum -c SHA256SUMS` says whether everything is unchanged |
 *
 * The manifest is written last: a folder without one is of an export that did not come to its end.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BackupError } from "./backup-error.ts";
import { sha256 } from "./lines.ts";

const manifest = "SHA256SUMS";
const format = "rss-portalen 1";
/** Characters. A part is as large as an editor still opens, and no archive of the 21 RSS has more than one. */
const partLength = 64_000_000;

const place = /^(archive\.json|objects\.jsonl|rows\/\d{6}\.jsonl|files\/[0-9a-f]{2}\/[0-9a-f]{64})$/;
const placeOfFile = (sum: string): string => `files/${sum.slice(0, 2)}/${sum}`;

/** `sum`: of all rows, in any order. `files`: lines of objects.jsonl. */
export type About = { format: string; made: string; rows: number; sum: string; parts: number; files: number };
export type Kind = "attachments" | "documents";
export type FiledObject = { bucket: Kind; key: string; object: string; type: string; sha256: string; size: number };

/** A file that grows by lines, with its checksum at the end. */
async function growing(path: string) {
  const handle: FileHandle = await open(path, "wx", 0o600);
  const hash = createHash("sha256");
  let length = 0;
  return {
    async write(lines: string[]): Promise<void> {
      const text = lines.map((line) => `${line}\n`).join("");
      hash.update(text);
      length += text.length;
      await handle.appendFile(text);
    },
    length: () => length,
    async end(): Promise<string> {
      await handle.sync();
      await handle.close();
      return hash.digest("hex");
    },
  };
}

/** Throws BackupError for a folder that has anything in it. Nothing in it is for others than its owner to read. */
export async function newArchive(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new BackupError((words) => words.folderFilled(folder));
  for (const each of ["rows", "files"]) await mkdir(join(folder, each), { mode: 0o700 });
  const sums = await growing(join(folder, `${manifest}.part`));
  const objects = await growing(join(folder, "objects.jsonl"));
  const listed = (sum: string, path: string) => sums.write([`${sum}  ${path}`]);
  let part: Awaited<ReturnType<typeof growing>> | undefined;
  let parts = 0;
  let files = 0;
  const nameOf = (n: number) => `rows/${String(n).padStart(6, "0")}.jsonl`;
  const endPart = async () => {
    if (part) await listed(await part.end(), nameOf(parts));
    part = undefined;
  };

  return {
    async rows(lines: string[]): Promise<void> {
      if (part && part.length() > partLength) await endPart();
      if (!part) {
        parts += 1;
        part = await growing(join(folder, nameOf(parts)));
      }
      await part.write(lines);
    },
    /** The same bytes under several keys are there once. */
    async file(object: Omit<FiledObject, "size">, bytes: Uint8Array): Promise<void> {
      const path = placeOfFile(object.sha256);
      await mkdir(join(folder, path, ".."), { recursive: true, mode: 0o700 });
      const isNew = await writeFile(join(folder, path), bytes, { flag: "wx", mode: 0o600 }).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
          if (error.code === "EEXIST") return false;
          throw error;
        },
      );
      if (isNew) await listed(object.sha256, path);
      files += 1;
      await objects.write([JSON.stringify({ ...object, size: bytes.length } satisfies FiledObject)]);
    },
    /** Writes the manifest; answers its checksum, and what is in the archive. */
    async end(made: string, rows: Pick<About, "rows" | "sum">): Promise<{ checksum: string; about: About }> {
      await endPart();
      await listed(await objects.end(), "objects.jsonl");
      const about: About = { format, made, ...rows, parts, files };
      const text = `${JSON.stringify(about, null, 2)}\n`;
      await writeFile(join(folder, "archive.json"), text, { flag: "wx", mode: 0o600 });
      await listed(sha256(text), "archive.json");
      const checksum = await sums.end();
      await rename(join(folder, `${manifest}.part`), join(folder, manifest));
      return { checksum, about };
    },
    /** Of an export that cannot be finished nothing is left that could be taken for one. */
    async drop(): Promise<void> {
      await Promise.allSettled([part?.end(), objects.end(), sums.end()]);
      await rm(folder, { recursive: true });
    },
  };
}

export type NewArchive = Awaited<ReturnType<typeof newArchive>>;

/** A file's lines, one at a time. Node's own reader of lines ends one at U+2028 too, which people write without knowing. */
export async function* linesOf(folder: string, path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const text of createReadStream(join(folder, path), "utf8")) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

async function sumOf(path: string): Promise<string | null> {
  const hash = createHash("sha256");
  try {
    for await (const bytes of createReadStream(path)) hash.update(bytes);
  } catch (error) {
    if (["ENOENT", "EISDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw error;
  }
  return hash.digest("hex");
}

/**
 * Holds every file against the manifest, and the manifest against its own checksum where that is known. Throws BackupError, with the file
 * and what to do, for an archive that is not whole or not unchanged, and for one that has more in it.
 */
export async function checked(folder: string, expected?: string) {
  const checksum = await sumOf(join(folder, manifest));
  if (checksum === null) throw new BackupError((words) => words.noManifest(folder));
  if (expected !== undefined && expected !== checksum) throw new BackupError((words) => words.otherManifest(folder));
  // First: what a later version writes may look otherwise in all the rest.
  const about = await aboutOf(folder);
  const parts: string[] = [];
  let listed = 0;
  let files = 0;
  for await (const { sum, path } of listedIn(folder)) {
    const found = await sumOf(join(folder, path));
    if (found === null) throw new BackupError((words) => words.missing(path, folder));
    if (found !== sum) throw new BackupError((words) => words.altered(path, folder, found, sum));
    if (path.startsWith("rows/")) parts.push(path);
    if (path.startsWith("files/")) files += 1;
    listed += 1;
  }
  const others = listed - parts.length - files;
  if (others !== 2 || parts.length !== about.parts || (about.files === 0) !== (files === 0))
    throw new BackupError((words) => words.leavesOut(folder));
  await refuseUnlisted(folder, listed);
  return { checksum, about, parts: parts.sort() };
}

export type Checked = Awaited<ReturnType<typeof checked>>;

async function* listedIn(folder: string): AsyncGenerator<{ sum: string; path: string }> {
  for await (const line of linesOf(folder, manifest)) {
    const [, sum = "", path = ""] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (!place.test(path)) throw new BackupError((words) => words.oddLine(line.slice(0, 200)));
    yield { sum, path };
  }
}

/** All that is listed is there: so one that is not shows in the number, and only then all names are kept to find it by. */
async function refuseUnlisted(folder: string, listed: number): Promise<void> {
  let there = 0;
  for await (const _ of filesBelow(folder)) there += 1;
  if (there === listed) return;
  const known = new Set<string>();
  for await (const { path } of listedIn(folder)) known.add(path);
  for await (const path of filesBelow(folder))
    if (!known.has(path)) throw new BackupError((words) => words.unlisted(path, folder));
}

/** All but the manifest, which cannot list itself; each by its path in the folder. Node 20's own way down misses some. */
async function* filesBelow(folder: string, below = ""): AsyncGenerator<string> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = join(below, entry.name);
    if (entry.isDirectory()) yield* filesBelow(folder, path);
    else if (path !== manifest) yield path;
  }
}

async function aboutOf(folder: string): Promise<About> {
  const text = await readFile(join(folder, "archive.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new BackupError((words) => words.missing("archive.json", folder));
  });
  const known = read(text);
  if (known?.format !== format) throw new BackupError((words) => words.otherFormat(folder, String(known?.format)));
  return known;
}

function read(text: string): About | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function* objectsIn(folder: string): AsyncGenerator<FiledObject> {
  for await (const line of linesOf(folder, "objects.jsonl")) yield JSON.parse(line) as FiledObject;
}

export const isThere = (folder: string, { sha256: sum }: FiledObject): Promise<boolean> =>
  stat(join(folder, placeOfFile(sum))).then(
    (found) => found.isFile(),
    () => false,
  );

export const fileIn = (folder: string, { sha256: sum }: FiledObject): Promise<Buffer> =>
  readFile(join(folder, placeOfFile(sum)));
