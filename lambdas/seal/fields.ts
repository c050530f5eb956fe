/** Signature fields and what stands in them (ISO 32000-1, 12.7.4.5 and 12.8). */
import { type PDFArray, PDFDict, PDFHexString, PDFName, PDFNumber, type PDFObject, PDFRef, PDFString } from "pdf-lib";
import {
  arrayOf,
  catalogueOf,
  context,
  dictOf,
  name,
  objectOf,
  type Pdf,
  resolve,
  revisionOf,
  sizeOf,
} from "./revisions.ts";
import { SealError } from "./seal-error.ts";

type Field = { name: string; number: number; dict: PDFDict };
/** One signature dictionary and the field it is the value of. */
export type Signature = { field: string; number: number; dict: PDFDict };

/** What a revision adds or changes, by object number. */
export type Objects = Map<number, PDFObject>;

const mostFields = 500;

/** The text of a string object; null for anything else. */
export const textOf = (value: PDFObject | undefined): string | null =>
  value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : null;

/** All signature fields at the top of the form. Those that hang below another field are not the renderer's, and not found. */
export function signatureFields(pdf: Pdf): Field[] {
  const form = catalogueOf(pdf).dict.get(name("AcroForm"));
  if (!form) return [];
  const refs = arrayOf(pdf, dictOf(pdf, form, "/AcroForm").get(name("Fields")), "/Fields").asArray();
  if (refs.length > mostFields) throw new SealError("unreadable", "too many fields");
  return refs.flatMap((ref) => {
    if (!(ref instanceof PDFRef)) throw new SealError("unreadable", "a field that stands in the list itself");
    const dict = dictOf(pdf, ref, "a field");
    if (resolve(pdf, dict.get(name("FT"))) !== name("Sig")) return [];
    return [{ name: textOf(dict.get(name("T"))) ?? "", number: ref.objectNumber, dict }];
  });
}

/** All signature dictionaries, in the order of the fields. */
export const signaturesIn = (pdf: Pdf): Signature[] =>
  signatureFields(pdf).flatMap((field) => {
    const value = field.dict.get(name("V"));
    if (!value) return [];
    if (!(value instanceof PDFRef))
      throw new SealError("unreadable", `${field.name}: a signature that stands in the field`);
    return [{ field: field.name, number: value.objectNumber, dict: dictOf(pdf, value, field.name) }];
  });

/** The same dictionary with one entry set. */
export function withEntry(dict: PDFDict, key: string, value: PDFObject): PDFDict {
  const copy = dict.clone(context);
  copy.set(name(key), value);
  return copy;
}

/** The same array with one member more. */
export function withMember(array: PDFArray, member: PDFObject): PDFArray {
  const copy = array.clone(context);
  copy.push(member);
  return copy;
}

/** Puts a signature, by its number, into the prepared field of that name. Throws SealError `unprepared`. */
export function fillField(pdf: Pdf, wanted: string, signature: number): Objects {
  const field = signatureFields(pdf).find((each) => each.name === wanted);
  if (!field) throw new SealError("unprepared", `no signature field named ${wanted}`);
  if (field.dict.has(name("V"))) throw new SealError("unprepared", `${wanted} is signed already`);
  return new Map([[field.number, withEntry(field.dict, "V", PDFRef.of(signature))]]);
}

/**
 * One more field, with a widget that stays within both standards: its rectangle is a point, so it needs no appearance
 * (ISO 19005-3, 6.3.3), it may be printed (6.3.2), and the point lies below and to the left of the page, outside the crop box, so it
 * needs no place in the structure tree (ISO 14289-1, 7.18.1), which thus stays as it was signed.
 */
export function newField(page: PDFRef, title: string, signature: number): PDFDict {
  const dict = context.obj({ Type: "Annot", Subtype: "Widget", FT: "Sig" });
  dict.set(name("T"), PDFString.of(title));
  dict.set(name("Rect"), context.obj([-1, -1, -1, -1]));
  dict.set(name("F"), PDFNumber.of(4));
  dict.set(name("P"), page);
  dict.set(name("V"), PDFRef.of(signature));
  return dict;
}

/**
 * What has to change for `field` (an object number) to be one of the form's fields and of the page's annotations: the lists, or
 * what they stand in.
 */
export function listField(pdf: Pdf, page: PDFRef, field: number): Objects {
  const catalogue = catalogueOf(pdf);
  const changed: Objects = new Map();
  /** The dictionary with the longer list; null when the list is an object of its own, which is all that changes then. */
  const extended = (dict: PDFDict, key: string): PDFDict | null => {
    const list = dict.get(name(key));
    const longer = withMember(list ? arrayOf(pdf, list, `/${key}`) : context.obj([]), PDFRef.of(field));
    if (!(list instanceof PDFRef)) return withEntry(dict, key, longer);
    changed.set(list.objectNumber, longer);
    return null;
  };
  const stated = catalogue.dict.get(name("AcroForm"));
  const form = extended(dictOf(pdf, stated, "/AcroForm"), "Fields");
  if (form && stated instanceof PDFRef) changed.set(stated.objectNumber, form);
  else if (form) changed.set(catalogue.number, withEntry(catalogue.dict, "AcroForm", form));
  const annotated = extended(dictOf(pdf, page, "a page"), "Annots");
  if (annotated) changed.set(page.objectNumber, annotated);
  return changed;
}

/** The page a prepared field is on. */
export function pageOf(pdf: Pdf, wanted: string): PDFRef {
  const page = signatureFields(pdf)
    .find((each) => each.name === wanted)
    ?.dict.get(name("P"));
  if (!(page instanceof PDFRef) || !(objectOf(pdf, page.objectNumber) instanceof PDFDict))
    throw new SealError("unprepared", `${wanted} is on no page`);
  return page;
}

/** The number the next new object gets. */
export const nextNumber = (pdf: Pdf, taken: Objects = new Map()): number =>
  [...taken.keys()].reduce((most, number) => Math.max(most, number + 1), sizeOf(pdf));

export type ByteRange = [from: 0, gap: number, resumes: number, length: number];

/**
 * Writes a revision with a signature dictionary whose /Contents waits for `room` bytes, and whose /ByteRange is all the rest of the
 * file. `complete` puts the signature in, padded with zeros. Throws SealError `no-room`.
 */
export function reserve(pdf: Pdf, objects: Objects, signature: { number: number; entries: PDFDict }, room: number) {
  let range: ByteRange = [0, 0, 0, 0];
  for (;;) {
    const dict = withEntry(signature.entries, "ByteRange", context.obj([...range]));
    dict.set(name("Contents"), PDFHexString.of("00".repeat(room)));
    const revision = revisionOf(pdf, new Map([...objects, [signature.number, dict]]));
    const bytes = Buffer.concat([pdf.bytes, revision.bytes]);
    const gap = bytes.indexOf(`/Contents <00`, revision.offsets.get(signature.number)) + "/Contents ".length;
    const resumes = gap + room * 2 + 2;
    const next: ByteRange = [0, gap, resumes, bytes.length - resumes];
    // The figures' own length moves what comes after them, so it may take another round.
    if (next.every((figure, index) => figure === range[index])) return { bytes, range, complete };
    range = next;

    function complete(contents: Uint8Array): Uint8Array {
      if (contents.length > room)
        throw new SealError("no-room", `the signature takes ${contents.length} bytes, and there is room for ${room}`);
      bytes.write(Buffer.from(contents).toString("hex"), gap + 1, "latin1");
      return bytes;
    }
  }
}

/** The two parts of the file a signature is over. */
export const coveredBy = (bytes: Uint8Array, [from, gap, resumes, length]: ByteRange): [Uint8Array, Uint8Array] => [
  bytes.subarray(from, gap),
  bytes.subarray(resumes, resumes + length),
];

/** In hexadecimal digits: several times what is kept free. */
const mostDigits = 262_144;

const hexDigits = /^<(?:[0-9a-f]{2})+>$/;

/**
 * The range and the signature of a dictionary when the range is whole: from the first byte to the last of the file as it was in
 * that revision, but for this dictionary's own /Contents. Null otherwise. `revision` is the file as it ended by this signature.
 */
export function wholeRange(
  revision: Uint8Array,
  { dict }: Signature,
): { range: ByteRange; contents: Uint8Array } | null {
  const array = dict.get(name("ByteRange"));
  const contents = dict.get(name("Contents"));
  if (!array || !(contents instanceof PDFHexString)) return null;
  const figures = array.toString().replace(/[[\]]/g, "").trim().split(/\s+/).map(Number);
  const [from, gap = -1, resumes = -1, length = -1] = figures;
  const isWhole =
    from === 0 &&
    gap > 0 &&
    resumes > gap &&
    resumes - gap <= mostDigits &&
    resumes + length === revision.length &&
    length >= 0;
  if (figures.length !== 4 || !figures.every(Number.isSafeInteger) || !isWhole) return null;
  const text = Buffer.from(revision.buffer, revision.byteOffset + gap, resumes - gap).toString("latin1");
  // The gap is the dictionary's own string and nothing else, so that no byte of the file is unsigned unseen.
  if (!hexDigits.test(text) || text !== contents.toString()) return null;
  return { range: [0, gap, resumes, length], contents: Buffer.from(text.slice(1, -1), "hex") };
}

export const isName = (value: PDFObject | undefined, wanted: string): boolean =>
  value instanceof PDFName && value === name(wanted);
