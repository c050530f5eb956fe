/**
 * A PDF as the revisions it is made of, and one more written at its end (ISO 32000-1, 7.5.6). Everything before stays as it is,
 * byte for byte. Only classic cross-reference tables: that is what the renderer writes, and anything more is more to be fooled by.
 */
import { createHash } from "node:crypto";
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFRef,
} from "pdf-lib";
import { reading, SealError } from "./seal-error.ts";

/**
 * `offsets`: of the objects it adds or changes, by number, `first` the least of them; `start`: where its `xref` stands;
 * `end`: after its `%%EOF`.
 */
type Section = { first: number; start: number; end: number; offsets: ReadonlyMap<number, number>; trailer: PDFDict };

/** A file, or what it was at an earlier revision. `sections`: newest first, never empty. */
export type Pdf = { bytes: Uint8Array; sections: readonly Section[] };

/** In bytes: five attachments of ten megabytes, and some. */
export const largest = 100_000_000;
/** Each revision is hashed with all that came before it: a seal and nineteen renewals of the largest, sixty of a usual one. */
const mostHashed = 4_000_000_000;
const mostRevisions = 120;

/** Objects are only read and written here, never registered. */
export const context = PDFContext.create();
export const name = PDFName.of;

const unreadable = (why: string) => new SealError("unreadable", why);
const latin = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");

/** Opens a file by its newest cross-reference table. Throws SealError `unreadable`. */
export const openPdf = (bytes: Uint8Array): Pdf =>
  reading("PDF", () => {
    if (bytes.length > largest) throw unreadable(`larger than ${largest} bytes`);
    if (!latin(bytes.subarray(0, 8)).startsWith("%PDF-1.")) throw unreadable("not a PDF 1.x file");
    const last = /startxref\s{1,2}(\d{1,10})\s{1,2}%%EOF(\r\n|\r|\n)?$/.exec(latin(bytes.subarray(-64)));
    if (!last) throw unreadable("no startxref at the end");
    const sections: Section[] = [];
    let start: number | undefined = Number(last[1]);
    while (start !== undefined) {
      const section = sectionAt(bytes, start);
      const later = sections.at(-1);
      if (later && section.end > later.first - 1) throw unreadable("a revision that reaches into the next one");
      sections.push(section);
      if (sections.length > Math.min(mostRevisions, mostHashed / bytes.length)) throw unreadable("too many revisions");
      const previous = section.trailer.get(name("Prev"));
      if (previous && !(previous instanceof PDFNumber)) throw unreadable("/Prev is no number");
      start = previous?.asNumber();
    }
    // Nothing may follow what the newest table speaks of: it would be outside of every signature.
    if (bytes.length - (sections[0] as Section).end > 2) throw unreadable("something after the end");
    return { bytes, sections };
  });

function sectionAt(bytes: Uint8Array, start: number): Section {
  if (!Number.isSafeInteger(start) || start < 0 || start >= bytes.length) throw unreadable("a table outside the file");
  const offsets = new Map<number, number>();
  const line = (at: number) => /^[^\r\n]{0,40}(\r\n|\r|\n)/.exec(latin(bytes.subarray(at, at + 42)))?.[0] ?? "";
  if (line(start).trimEnd() !== "xref") throw unreadable("no cross-reference table");
  let at = start + line(start).length;
  for (
    let header = /^(\d{1,10}) (\d{1,10}) ?[\r\n]/.exec(line(at));
    header;
    header = /^(\d+) (\d+) ?[\r\n]/.exec(line(at))
  ) {
    const [first, count] = [Number(header[1]), Number(header[2])];
    at += line(at).length;
    for (let index = 0; index < count; index++, at += 20) {
      const entry = /^(\d{10}) (\d{5}) ([nf])( \r| \n|\r\n)$/.exec(latin(bytes.subarray(at, at + 20)));
      if (!entry) throw unreadable("a cross-reference entry that is none");
      if (offsets.has(first + index)) throw unreadable("an object twice in one table");
      if (entry[3] === "n" && entry[2] !== "00000") throw unreadable("a generation other than 0");
      if (entry[3] === "n") offsets.set(first + index, Number(entry[1]));
    }
  }
  // The renderer's writer leaves a line free here.
  if (/^[\r\n]/.test(line(at))) at += line(at).length;
  if (line(at).trimEnd() !== "trailer") throw unreadable("no trailer");
  const trailer = PDFObjectParser.forBytes(bytes.subarray(at + line(at).length), context).parseObject();
  if (!(trailer instanceof PDFDict)) throw unreadable("no trailer");
  for (const key of ["XRefStm", "Encrypt"]) if (trailer.has(name(key))) throw unreadable(`/${key} in the trailer`);
  const found = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf("startxref", at);
  const close = /^startxref\s{1,2}(\d{1,10})\s{1,2}%%EOF/.exec(
    found < 0 ? "" : latin(bytes.subarray(found, found + 40)),
  );
  if (Number(close?.[1]) !== start || !close) throw unreadable("a table that does not end by its own startxref");
  const first = [...offsets.values()].reduce((least, each) => Math.min(least, each), start);
  return { first, start, end: found + close[0].length, offsets, trailer };
}

/** What the file was before its newest revision; null for the first one. */
export function before({ bytes, sections: [newest, ...earlier] }: Pdf): Pdf | null {
  if (!newest || earlier.length === 0) return null;
  return { bytes: bytes.subarray(0, newest.first - 1), sections: earlier };
}

/** The file and what it was at each earlier revision, newest first. */
export function revisionsOf(pdf: Pdf): Pdf[] {
  const all: Pdf[] = [];
  for (let each: Pdf | null = pdf; each; each = before(each)) all.push(each);
  return all;
}

/** One object as it stands in this revision. Throws SealError `unreadable` when it is absent or another. */
export const objectOf = ({ bytes, sections }: Pdf, number: number): PDFObject =>
  reading(`object ${number}`, () => {
    const section = sections.find(({ offsets }) => offsets.has(number));
    const offset = section?.offsets.get(number) ?? bytes.length;
    const head = new RegExp(`^${number} 0 obj[\\s]`).exec(latin(bytes.subarray(offset, offset + 24)));
    if (!head || offset > (section?.start ?? 0)) throw unreadable("not where the table says");
    return PDFObjectParser.forBytes(bytes.subarray(offset + head[0].length), context).parseObject();
  });

/** The value itself, or the object it refers to. */
export const resolve = (pdf: Pdf, value: PDFObject | undefined): PDFObject | undefined =>
  value instanceof PDFRef ? objectOf(pdf, value.objectNumber) : value;

export function dictOf(pdf: Pdf, value: PDFObject | undefined, what: string): PDFDict {
  const found = resolve(pdf, value);
  if (!(found instanceof PDFDict)) throw unreadable(`${what} is no dictionary`);
  return found;
}

export function arrayOf(pdf: Pdf, value: PDFObject | undefined, what: string): PDFArray {
  const found = resolve(pdf, value);
  if (!(found instanceof PDFArray)) throw unreadable(`${what} is no array`);
  return found;
}

const newest = ({ sections }: Pdf) => (sections[0] as Section).trailer;

/** The catalogue's number and its dictionary. */
export function catalogueOf(pdf: Pdf): { number: number; dict: PDFDict } {
  const root = newest(pdf).get(name("Root"));
  if (!(root instanceof PDFRef)) throw unreadable("no catalogue");
  return { number: root.objectNumber, dict: dictOf(pdf, root, "the catalogue") };
}

/** The first number that is free. */
export function sizeOf(pdf: Pdf): number {
  const size = newest(pdf).get(name("Size"));
  const known = pdf.sections.map(({ offsets }) => [...offsets.keys()].reduce((most, each) => Math.max(most, each), 0));
  if (!(size instanceof PDFNumber) || !Number.isSafeInteger(size.asNumber()) || size.asNumber() <= Math.max(...known))
    throw unreadable("/Size is wrong");
  return size.asNumber();
}

const serialised = (object: PDFObject): Uint8Array => {
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
};

/**
 * The bytes of one more revision with these objects, to stand right after `pdf.bytes`, and where in the whole file each begins.
 * The same input gives the same bytes. It begins by a line feed of its own and ends by `%%EOF`, so that the earlier file can
 * be cut out to the byte. ISO 19005-3, 6.1.9 says which line ends there have to be.
 */
export function revisionOf(pdf: Pdf, objects: ReadonlyMap<number, PDFObject>) {
  const parts: Uint8Array[] = [Buffer.from("\n")];
  let at = pdf.bytes.length + 1;
  const put = (part: Uint8Array | string) => {
    const bytes = typeof part === "string" ? Buffer.from(part, "latin1") : part;
    parts.push(bytes);
    at += bytes.length;
  };
  const offsets = new Map<number, number>();
  const numbers = [...objects.keys()].sort((one, other) => one - other);
  for (const number of numbers) {
    offsets.set(number, at);
    put(`${number} 0 obj\n`);
    put(serialised(objects.get(number) as PDFObject));
    put("\nendobj\n");
  }
  const start = at;
  put("xref\n");
  for (let index = 0; index < numbers.length; ) {
    const first = numbers[index] as number;
    let count = 1;
    while (numbers[index + count] === first + count) count += 1;
    put(`${first} ${count}\n`);
    for (const number of numbers.slice(index, index + count))
      put(`${String(offsets.get(number)).padStart(10, "0")} 00000 n \n`);
    index += count;
  }
  put("trailer\n");
  put(serialised(trailerAfter(pdf, Math.max(sizeOf(pdf), (numbers.at(-1) ?? 0) + 1))));
  put(`\nstartxref\n${start}\n%%EOF`);
  return { bytes: Buffer.concat(parts), offsets };
}

function trailerAfter(pdf: Pdf, size: number): PDFDict {
  const old = newest(pdf);
  const trailer = PDFDict.withContext(context);
  trailer.set(name("Size"), PDFNumber.of(size));
  for (const key of ["Root", "Info"].map(name)) {
    const value = old.get(key);
    if (value) trailer.set(key, value);
  }
  const ids = old.get(name("ID"));
  if (ids instanceof PDFArray) {
    // 14.4: the first stays for good, the second is of this revision; what ends the one before (its signature) tells them apart.
    const own = createHash("sha256").update(pdf.bytes.subarray(-65536)).digest("hex").slice(0, 32);
    const both = PDFArray.withContext(context);
    for (const id of [ids.get(0), PDFHexString.of(own)]) both.push(id);
    trailer.set(name("ID"), both);
  }
  trailer.set(name("Prev"), PDFNumber.of((pdf.sections[0] as Section).start));
  return trailer;
}

/** The newest revision's own objects, when the revision is to the byte what `revisionOf` would have written; null otherwise. */
export function writtenHere(pdf: Pdf): Map<number, PDFObject> | null {
  const [section] = pdf.sections;
  const base = before(pdf);
  if (!section || !base) return null;
  const objects = new Map([...section.offsets.keys()].map((number) => [number, objectOf(pdf, number)]));
  const { bytes } = revisionOf(base, objects);
  return bytes.equals(pdf.bytes.subarray(base.bytes.length)) ? objects : null;
}
