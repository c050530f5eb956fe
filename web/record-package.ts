/**
 * The record package of one RSS, put together here: each file is fetched by its link and is what its checksum says, or nothing is saved
 * at all. Fetched when somebody asks for it.
 */
import { makeZip } from "client-zip";
import type { Answer } from "#domain/contract";
import { epoch } from "#domain/deadlines";
import { checksums, type Entry, entriesOf, type FileEntry, fileName } from "#domain/record";
import { readMeOf, recordName, recordWords } from "#domain/texts/record.sv";
import { call } from "./api.ts";
import { saveFile } from "./save-file.ts";

/** A file that cannot be had: `wrong` when it is not what was said, `lost` when it did not come. */
export class NotFetched extends Error {
  readonly why: "wrong" | "lost";
  readonly path: string;

  constructor(why: "wrong" | "lost", path: string) {
    super(why);
    this.why = why;
    this.path = path;
  }
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(await crypto.subtle.digest("SHA-256", bytes));

type Told = (fetched: number, all: number) => void;
export type Saved = { size: number; withheld: number };

/** Reads everything, saves it as one file, and tells how many were not given out. Throws NotFetched, ApiRefusal and Offline. */
export async function savePackage(id: string, key: string, told: Told): Promise<Saved> {
  const ask = () => call("package", { id }, { body: {}, key });
  const record = await ask();
  let withheld = 0;
  const entries = entriesIn(record, (count) => {
    withheld = count;
  });
  const files = entries.filter((entry) => "file" in entry).length;
  // Of the record itself: when it is fetched says nothing about it.
  const lastModified = new Date(epoch(record.versions.at(-1)?.signedAt ?? record.closesAt));
  let links: Map<string, string> | null = null;
  let fetched = 0;

  async function bytesOf({ path, file }: FileEntry): Promise<Uint8Array<ArrayBuffer>> {
    const tried = await download(links?.get(path) ?? file.url);
    // A link holds for a quarter of an hour: on a slow net it may be over before its turn. The same key asks for the same record.
    links = tried ? links : linksIn(await ask());
    const bytes = tried ?? (await download(links?.get(path) ?? ""));
    if (!bytes) throw new NotFetched("lost", path);
    if (bytes.length !== file.size || (await sha256(bytes)) !== file.sha256) throw new NotFetched("wrong", path);
    return bytes;
  }

  async function* inputs() {
    const sums: { path: string; sha256: string }[] = [];
    told(0, files);
    for (const entry of entries) {
      const isFile = "file" in entry;
      const bytes = isFile ? await bytesOf(entry) : new TextEncoder().encode(entry.text);
      sums.push({ path: entry.path, sha256: isFile ? entry.file.sha256 : await sha256(bytes) });
      if (isFile) {
        fetched += 1;
        told(fetched, files);
      }
      yield { name: entry.path, input: bytes, lastModified };
    }
    yield { name: "SHA256SUMS.txt", input: checksums(sums), lastModified };
  }

  const zip = await blobOf(inputs());
  saveFile(new Blob([zip], { type: "application/zip" }), `${fileName(recordName(record))}.zip`);
  return { size: zip.size, withheld };
}

type Input = { name: string; input: Uint8Array<ArrayBuffer> | string; lastModified: Date };

/** The ZIP as a blob, which a browser need not keep in memory. Rejects with what its making failed by. */
async function blobOf(inputs: AsyncIterable<Input>): Promise<Blob> {
  let why: unknown;
  async function* watched() {
    try {
      yield* inputs;
    } catch (error) {
      // A body that fails is to the browser a TypeError, whatever it failed by.
      why = error;
      throw error;
    }
  }
  try {
    return await new Response(makeZip(watched())).blob();
  } catch (error) {
    throw why ?? error;
  }
}

function entriesIn(record: Answer<"package">, count: (withheld: number) => void = () => {}): Entry[] {
  const readMe = readMeOf(record);
  return entriesOf(record, recordWords, (entries, withheld) => {
    count(withheld.length);
    return readMe(entries, withheld);
  });
}

const linksIn = (record: Answer<"package">): Map<string, string> =>
  new Map(entriesIn(record).flatMap((entry) => ("file" in entry ? [[entry.path, entry.file.url]] : [])));

/** Null for what does not come. */
async function download(url: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const response = await fetch(url);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
