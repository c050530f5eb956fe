/**
 * The document security store (ETSI EN 319 142-1, 5.4.2): certificates and revocation lists inside the file, so that a seal can be
 * verified when whoever issued them is gone. There is no /VRI: it repeats, for each signature, what the lists have for all, is
 * optional (5.4.2.3), and may not be relied upon by whoever verifies.
 */
import { PDFArray, PDFDict, PDFName, type PDFObject, PDFRawStream, PDFRef } from "pdf-lib";
import { type Crl, type Read, readCertificate, readCrl, sha256 } from "./certificates.ts";
import { isName, nextNumber, type Objects, withEntry } from "./fields.ts";
import {
  arrayOf,
  catalogueOf,
  context,
  dictOf,
  name,
  objectOf,
  openPdf,
  type Pdf,
  resolve,
  revisionOf,
} from "./revisions.ts";
import { SealError } from "./seal-error.ts";

/** DER each. `ocsps`: OCSPResponse. */
export type ValidationData = { certificates: Uint8Array[]; crls: Uint8Array[]; ocsps: Uint8Array[] };

const keys = { Certs: "certificates", CRLs: "crls", OCSPs: "ocsps" } as const;
type Key = keyof typeof keys;
const all = Object.keys(keys) as Key[];

const mostEntries = 200;

/** The streams of a store, by number. Throws SealError `unreadable`. */
function streamsIn(pdf: Pdf, store: PDFDict | undefined, key: Key): { number: number; bytes: Uint8Array }[] {
  const list = store?.get(name(key));
  if (!list) return [];
  const refs = arrayOf(pdf, list, `/${key}`).asArray();
  if (refs.length > mostEntries) throw new SealError("unreadable", `/${key} is too long`);
  return refs.map((ref) => {
    const stream = ref instanceof PDFRef ? objectOf(pdf, ref.objectNumber) : null;
    // Compressed ones are not ours, and would have to be inflated to a size nobody knows.
    if (!(ref instanceof PDFRef) || !(stream instanceof PDFRawStream) || stream.dict.has(name("Filter")))
      throw new SealError("unreadable", `/${key} has something else than plain streams`);
    return { number: ref.objectNumber, bytes: stream.contents };
  });
}

const storeOf = (pdf: Pdf): PDFDict | undefined => {
  const store = catalogueOf(pdf).dict.get(name("DSS"));
  return store && dictOf(pdf, store, "/DSS");
};

/** What the file carries, as of a revision. Throws SealError `unreadable`. */
export function validationDataIn(pdf: Pdf): ValidationData {
  const store = storeOf(pdf);
  const bytes = (key: Key) => streamsIn(pdf, store, key).map((each) => each.bytes);
  return { certificates: bytes("Certs"), crls: bytes("CRLs"), ocsps: bytes("OCSPs") };
}

/** The same, read. OCSP responses are carried for other validators; this one goes by the lists. */
export function readValidationData(pdf: Pdf): { certificates: Read[]; crls: Crl[] } {
  const { certificates, crls } = validationDataIn(pdf);
  return { certificates: certificates.map(readCertificate), crls: crls.map(readCrl) };
}

/**
 * The catalogue says that the file uses what ETSI adds to PDF 1.7 (ISO 32000-1, 7.12; EN 319 142-1, 5.4.2.1). ISO 19005-3 is based
 * on 1.7 too and leaves /Extensions alone. Null when it says so already.
 */
export function withExtension(pdf: Pdf, catalogue: PDFDict): PDFDict | null {
  const stated = resolve(pdf, catalogue.get(name("Extensions")));
  const extensions = stated instanceof PDFDict ? stated : PDFDict.withContext(context);
  if (extensions.has(name("ESIC"))) return null;
  const esic = context.obj({ BaseVersion: PDFName.of("1.7"), ExtensionLevel: 1 });
  return withEntry(catalogue, "Extensions", withEntry(extensions, "ESIC", esic));
}

/**
 * Adds what is not there yet as a revision of its own; what earlier revisions carry stays. The same file when there is nothing to
 * add. Throws SealError `unreadable`.
 */
export function addValidationData(bytes: Uint8Array, data: ValidationData): Uint8Array {
  const pdf = openPdf(bytes);
  const store = storeOf(pdf);
  const objects: Objects = new Map();
  const print = (each: Uint8Array) => sha256(each).toString("hex");
  const catalogue = catalogueOf(pdf);
  let number = nextNumber(pdf);
  const dss = context.obj({ Type: "DSS" });
  for (const key of all) {
    const there = streamsIn(pdf, store, key);
    const known = new Set(there.map((each) => print(each.bytes)));
    const list = PDFArray.withContext(context);
    for (const each of there) list.push(PDFRef.of(each.number));
    for (const each of data[keys[key]]) {
      if (known.has(print(each))) continue;
      known.add(print(each));
      objects.set(number, PDFRawStream.of(context.obj({ Length: each.length }) as PDFDict, each));
      list.push(PDFRef.of(number));
      number += 1;
    }
    if (list.size() > 0) dss.set(name(key), list);
  }
  if (objects.size === 0) return bytes;
  objects.set(number, dss);
  const stated = withExtension(pdf, catalogue.dict) ?? catalogue.dict;
  objects.set(catalogue.number, withEntry(stated, "DSS", PDFRef.of(number)));
  return Buffer.concat([bytes, revisionOf(pdf, objects).bytes]);
}

/** Whether a revision's objects are such an addition to `pdf`, and nothing else. */
export function isValidationData(pdf: Pdf, objects: ReadonlyMap<number, PDFObject>): boolean {
  const catalogue = catalogueOf(pdf);
  const changed = objects.get(catalogue.number);
  const ref = changed instanceof PDFDict ? changed.get(name("DSS")) : null;
  const store = ref instanceof PDFRef ? objects.get(ref.objectNumber) : null;
  if (!(changed instanceof PDFDict) || !(ref instanceof PDFRef) || !(store instanceof PDFDict)) return false;
  const allowed = [catalogue.dict, withExtension(pdf, catalogue.dict)].map(
    (each) => each && String(withEntry(each, "DSS", ref)),
  );
  if (!allowed.includes(String(changed)) || ref.objectNumber < nextNumber(pdf)) return false;
  const isKnown = (key: PDFName) => key === name("Type") || all.some((each) => key === name(each));
  if (!isName(store.get(name("Type")), "DSS") || !store.keys().every(isKnown)) return false;
  const listed = new Set([catalogue.number, ref.objectNumber]);
  for (const key of all) {
    const list = store.get(name(key));
    const refs = list instanceof PDFArray ? list.asArray().map(String) : [];
    const there = streamsIn(pdf, storeOf(pdf), key).map((each) => String(PDFRef.of(each.number)));
    // What was there stays, in its place.
    if (there.some((each, index) => refs[index] !== each)) return false;
    for (const each of list instanceof PDFArray ? list.asArray() : []) {
      if (!(each instanceof PDFRef)) return false;
      const added = objects.get(each.objectNumber);
      if (!added) continue;
      if (!(added instanceof PDFRawStream) || added.dict.keys().join() !== "/Length") return false;
      if (each.objectNumber < nextNumber(pdf)) return false;
      listed.add(each.objectNumber);
    }
  }
  return [...objects.keys()].every((number) => listed.has(number));
}
