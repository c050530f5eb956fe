/**
 * The record package as files: which there are and what they are called. Names are ones that every system can unpack; no file is there
 * twice, and none takes another's place.
 */
import type { Given, GivenChain } from "./chain.ts";
import type { Instant } from "./deadlines.ts";
import type { Level } from "./documents.ts";

type Fetchable = { name: string; size: number; sha256: string; url: string | null };
type Recorded = Fetchable & { level: Level; renewal: number; at: Instant };
type Versioned = {
  version: number;
  number: string;
  hash: string;
  content: string;
  signedAt: Instant;
  documents: Recorded[];
  files: (Fetchable & { id: string })[];
  scan: (Fetchable & { id: string }) | null;
};

/** What the route `package` answers. */
export type Package = {
  id: string;
  standing: number | null;
  decision: { number: string; hash: string; content: string; documents: Recorded[] } | null;
  versions: Versioned[];
  log: GivenChain;
  whole: boolean;
  people: Record<string, string>;
};

/** `text` is written as it stands; `file` is fetched, and is what its checksum says or nothing. */
export type FileEntry = { path: string; file: Fetchable & { url: string } };
export type Entry = { path: string; text: string } | FileEntry;

/** A file that is named in the record and not given out. */
export type Withheld = { path: string; sha256: string };

// What Windows allows in no name, and the names it keeps for itself (learn.microsoft.com, "Naming Files, Paths, and Namespaces").
const forbidden = /[<>:"/\\|?*\p{Cc}]/gu;
const reserved = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(\.|$)/i;

/** A name that stands alone in a folder on any system. */
export function fileName(raw: string): string {
  const name = raw.replace(forbidden, "_").replace(/[. ]+$/, "");
  return name === "" || reserved.test(name) ? `_${name}` : name;
}

/** `Bilaga.pdf`, `Bilaga (2).pdf`: the first name that is not taken, whatever letters are large in it. */
function free(path: string, taken: Set<string>): string {
  const [, start = path, ending = ""] = /^(.*?)(\.[^./]+)?$/s.exec(path) ?? [];
  for (let n = 1; ; n += 1) {
    const tried = n === 1 ? path : `${start} (${n})${ending}`;
    const key = tried.normalize("NFC").toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return tried;
  }
}

/** Words in names: of the copy for archives, and of a level that has been renewed. */
export type RecordWords = { archive: string; renewal: (n: number) => string };

/** `handling/GFP-2021-W-1 B-LTA.pdf` */
function documentPath(folder: string, number: string, { level, renewal }: Recorded, words: RecordWords): string {
  const said = level === "archive" ? words.archive : level;
  return `${folder}/${number} ${said}${renewal === 0 ? "" : ` ${words.renewal(renewal)}`}.pdf`;
}

/**
 * Files in the order they are written: first what can be read without any tool. `metadata.json` is everything the portal says of the
 * submission but the log and the contents, with the paths here in place of links.
 */
export function entriesOf(
  record: Package,
  words: RecordWords,
  readMe: (entries: Entry[], withheld: Withheld[]) => string,
): Entry[] {
  const taken = new Set<string>();
  const withheld: Withheld[] = [];
  const paths = new Map<Fetchable, string>();
  const fetched: Entry[] = [];
  const written: Entry[] = [];
  const given = new Map<string, string>();

  const add = (file: Fetchable, wanted: string): void => {
    const { url, sha256 } = file;
    // The same attachment in a later version is the same file here, under the name it had first.
    const known = given.get(`${wanted} ${sha256}`);
    if (known) return void paths.set(file, known);
    const path = free(wanted, taken);
    given.set(`${wanted} ${sha256}`, path);
    paths.set(file, path);
    if (url === null) withheld.push({ path, sha256 });
    else fetched.push({ path, file: { ...file, url } });
  };

  for (const version of record.versions) {
    for (const made of version.documents) add(made, documentPath("handling", version.number, made, words));
    for (const file of version.files) add(file, `bilagor/${fileName(file.name)}`);
    if (version.scan) add(version.scan, `underskrift/${version.number} ${fileName(version.scan.name)}`);
    written.push({ path: `innehall/${version.number}.json`, text: version.content });
    const signing = record.log.events.find((event) => isSigningOf(event, version.version));
    if (signing) written.push({ path: `kvitto/${version.number}.json`, text: json(withNames(signing, record.people)) });
  }

  if (record.decision) {
    const { number, content, documents } = record.decision;
    for (const made of documents) add(made, documentPath("beslut", number, made, words));
    written.push({ path: `beslut/${number}.json`, text: content });
  }

  const pathed = <File extends Fetchable>(file: File) => {
    const { url, ...said } = file;
    return { ...said, path: paths.get(file) ?? null, isGiven: url !== null };
  };
  const { versions, log, decision, ...about } = record;
  const metadata = {
    ...about,
    decision: decision && {
      ...{ number: decision.number, hash: decision.hash, documents: decision.documents.map(pathed) },
    },
    versions: versions.map(({ content, documents, files, scan, ...version }) => ({
      ...version,
      documents: documents.map(pathed),
      files: files.map(pathed),
      scan: scan && pathed(scan),
    })),
  };
  const all: Entry[] = [
    { path: "metadata.json", text: json(metadata) },
    { path: "logg.json", text: json(log) },
    ...written,
    ...fetched,
  ];
  return [{ path: "LÄSMIG.txt", text: readMe(all, withheld) }, ...all];
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

type Signed = { type: "signed"; receipt: { version: number } };

const isSigningOf = (event: Given, version: number): boolean => {
  const fact = "fact" in event ? (event.fact as Partial<Signed>) : {};
  return fact.type === "signed" && fact.receipt?.version === version;
};

/** A receipt and its evidence as they are on record, and beside them the names of those in it. */
const withNames = (event: Given, people: Record<string, string>) => ({
  ...event,
  names: Object.fromEntries(Object.entries(people).filter(([id]) => JSON.stringify(event).includes(`"${id}"`))),
});

/** `sha256sum -c` reads it: a checksum, two spaces, a path. */
export const checksums = (entries: { path: string; sha256: string }[]): string =>
  entries.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
