/**
 * Buckets whose objects are never overwritten: each write is a new version in a file of its own
 * (one line of JSON, then the bytes), put in place by fsync and rename, so that a version is either whole or absent.
 * Without a folder everything is in memory.
 */
import { createHash, randomBytes } from "node:crypto";
import { mkdir, open, readdir, rename, rm, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Checksums } from "./s3-body.ts";
import { S3Error } from "./s3-error.ts";

export type Version = {
  key: string;
  id: string;
  at: number;
  size: number;
  etag: string;
  /** Content-Type and its kin, x-amz-meta-*: given back as they came. */
  headers: Record<string, string>;
  checksums: Checksums;
  lock?: { mode: string; until: string };
  /** A delete marker. */
  gone?: true;
};
type Place = { version: Version; body: Buffer } | { version: Version; file: string; from: number };
type Bucket = Map<string, Place[]>;

export type ObjectStore = Awaited<ReturnType<typeof openStore>>;
export type NewVersion = Pick<Version, "key" | "headers" | "checksums" | "lock" | "gone">;

export async function openStore(dir?: string) {
  const buckets = new Map<string, Bucket>();
  const turns = new Map<string, Promise<unknown>>();
  let count = 0;
  if (dir) await load(dir, buckets);

  const versions = (bucket: string, key: string) => {
    const found = buckets.get(bucket);
    if (!found) throw new S3Error(404, "NoSuchBucket", "The specified bucket does not exist");
    return found.get(key) ?? [];
  };

  /** Writes of one key wait for each other; otherwise two If-None-Match could both see nothing. */
  function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(name) ?? Promise.resolve()).then(work, work);
    turns.set(name, turn);
    return turn.finally(() => turns.get(name) === turn && turns.delete(name));
  }

  return {
    names: () => [...buckets.keys()],
    async createBucket(name: string): Promise<void> {
      if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name))
        throw new S3Error(400, "InvalidBucketName", "Bad bucket name");
      if (!buckets.has(name)) buckets.set(name, new Map());
      if (dir) await mkdir(join(dir, name), { recursive: true });
    },
    /** The newest version, or the one asked for. */
    find(bucket: string, key: string, id?: string): Version | undefined {
      const all = versions(bucket, key);
      return (id ? all.find((place) => place.version.id === id) : all.at(-1))?.version;
    },
    put(bucket: string, made: NewVersion, body: Buffer, { ifAbsent = false } = {}): Promise<Version> {
      return inTurn(`${bucket}/${made.key}`, async () => {
        const before = versions(bucket, made.key);
        const newest = before.at(-1)?.version;
        if (ifAbsent && newest && !newest.gone) {
          throw new S3Error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        const at = Date.now();
        const version: Version = {
          ...made,
          // Sorts by time: the files of a key are read back in the order they were written.
          id: `${at.toString(36).padStart(9, "0")}${(++count % 36 ** 4).toString(36).padStart(4, "0")}${randomBytes(9).toString("hex")}`,
          at,
          size: body.length,
          etag: `"${createHash("md5").update(body).digest("hex")}"`,
        };
        const place = dir ? await write(join(dir, bucket, folderOf(made.key)), version, body) : { version, body };
        buckets.get(bucket)?.set(made.key, [...before, place]);
        return version;
      });
    },
    async read(bucket: string, version: Version, start = 0, end = version.size): Promise<Buffer> {
      const place = versions(bucket, version.key).find((one) => one.version === version);
      if (!place) throw new S3Error(404, "NoSuchVersion", "The specified version does not exist.");
      if ("body" in place) return place.body.subarray(start, end);
      const file = await open(place.file);
      try {
        return (await file.read(Buffer.alloc(end - start), 0, end - start, place.from + start)).buffer;
      } finally {
        await file.close();
      }
    },
    /** For good. A version under retention is refused, whoever asks: nobody in the portal may bypass it. */
    removeVersion(bucket: string, key: string, id: string, now: number): Promise<void> {
      return inTurn(`${bucket}/${key}`, async () => {
        const all = versions(bucket, key);
        const place = all.find((one) => one.version.id === id);
        if (!place) return;
        if (place.version.lock && Date.parse(place.version.lock.until) > now) {
          throw new S3Error(403, "AccessDenied", "Access Denied because object protected by object lock.");
        }
        const rest = all.filter((one) => one !== place);
        if (rest.length > 0) buckets.get(bucket)?.set(key, rest);
        else buckets.get(bucket)?.delete(key);
        if ("file" in place) await unlink(place.file);
      });
    },
    /** Every version of every key that is there to be read, oldest first within a key. */
    versions: (bucket: string): Version[] =>
      [...(buckets.get(bucket)?.values() ?? [])].flat().flatMap(({ version }) => (version.gone ? [] : [version])),
    /** The newest version of every key with the prefix that is not deleted, by key. */
    list(bucket: string, prefix: string): Version[] {
      versions(bucket, "");
      return [...(buckets.get(bucket)?.values() ?? [])]
        .flatMap((places) => places.at(-1)?.version ?? [])
        .filter((version) => !version.gone && version.key.startsWith(prefix))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    },
  };
}

/** Readable by a person who looks into the folder, and unique whatever the key holds. */
function folderOf(key: string): string {
  const name = encodeURIComponent(key).replace(/\./g, "%2E").slice(0, 120);
  return `${name}.${createHash("sha256").update(key).digest("hex").slice(0, 16)}`;
}

async function write(folder: string, version: Version, body: Buffer): Promise<Place> {
  const head = Buffer.from(`${JSON.stringify(version)}\n`);
  await mkdir(folder, { recursive: true });
  const [temporary, file] = [join(folder, `.${version.id}`), join(folder, version.id)];
  const handle = await open(temporary, "wx", 0o600);
  try {
    await handle.writev([head, body]);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
  const parent = await open(folder);
  await parent.sync().finally(() => parent.close());
  return { version, file, from: head.length };
}

async function load(dir: string, buckets: Map<string, Bucket>): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const name of await readdir(dir)) {
    const bucket: Bucket = new Map();
    buckets.set(name, bucket);
    for (const folder of await readdir(join(dir, name))) {
      const places: Place[] = [];
      for (const id of (await readdir(join(dir, name, folder))).sort()) {
        const file = join(dir, name, folder, id);
        // Left by a run that was killed while writing: never acknowledged, so nobody misses it.
        if (id.startsWith(".")) await rm(file);
        else places.push(await readHead(file));
      }
      const key = places[0]?.version.key;
      if (key !== undefined) bucket.set(key, places);
    }
  }
}

async function readHead(file: string): Promise<Place> {
  const handle = await open(file);
  try {
    let head = Buffer.alloc(0);
    while (!head.includes(10)) {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, head.length);
      if (bytesRead === 0) throw new Error(`${file} är trasig: första raden saknas`);
      head = Buffer.concat([head, buffer.subarray(0, bytesRead)]);
    }
    const from = head.indexOf(10) + 1;
    return { version: JSON.parse(head.toString("utf8", 0, from)), file, from };
  } finally {
    await handle.close();
  }
}
