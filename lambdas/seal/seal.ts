/**
 * The seal of a document (PAdES, ETSI EN 319 142-1): levels B-B and B-T by `seal`, later a document timestamp, which makes B-T of a
 * B-B and, after validation data, B-LTA of a B-LT. Each is an incremental update: what there was stands before it byte for byte.
 */
import { createHash } from "node:crypto";
import { PDFHexString, PDFString } from "pdf-lib";
import { readChain, sha256, validAt } from "./certificates.ts";
import { oids, type Signer, signData, withTimestamp } from "./cms.ts";
import {
  coveredBy,
  fillField,
  listField,
  newField,
  nextNumber,
  type Objects,
  pageOf,
  reserve,
  signatureFields,
  signaturesIn,
  wholeRange,
} from "./fields.ts";
import { withoutPadding } from "./judge.ts";
import { catalogueOf, context, name, openPdf, type Pdf } from "./revisions.ts";
import { SealError } from "./seal-error.ts";
import type { TimestampAuthority } from "./timestamp.ts";
import { withExtension } from "./validation-data.ts";

/** Bytes for a signature: three certificates and a timestamp with as many and RSA take about nine thousand. */
const roomForSignature = 12_288;

export type SealOptions = {
  signer: Signer;
  /** Null makes B-B: there is no authority, or it doesn't answer. */
  timestamp: TimestampAuthority | null;
  /** ISO instant, as the portal claims it: /M. Signed, but proven by nobody. */
  at: string;
  /** Who seals, as viewers show it. */
  name: string;
  reason?: string;
  /** The prepared signature field. */
  field: "Seal";
  /** Bytes to keep for the signature. */
  room?: number;
};

/** ISO 32000-1, 7.9.4. */
const pdfDate = (at: string) => `D:${new Date(at).toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;

/** SHA-256 of the two parts around the signature. */
const digestOf = (parts: readonly Uint8Array[]): Uint8Array => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/**
 * Seals a document that has the field. Throws SealError: `unreadable`, `unprepared` (no such field, or signed already), `signer`,
 * `timestamp` (nothing is sealed then; seal without, and add a document timestamp later), `no-room`.
 */
export async function seal(unsigned: Uint8Array, options: SealOptions): Promise<Uint8Array> {
  const { signer, timestamp, at, room = roomForSignature } = options;
  // What is sealed with an expired certificate is kept, and nothing could ever make it valid.
  if (!validAt(readChain(signer.chain), Date.parse(at)))
    throw new SealError("signer", "the seal's certificate is not valid at the time of the seal");
  const pdf = openPdf(unsigned);
  if (signatureFields(pdf).some(({ dict }) => dict.has(name("V"))))
    throw new SealError("unprepared", "something in the document is signed already");
  const number = nextNumber(pdf);
  const objects = fillField(pdf, options.field, number);
  const catalogue = catalogueOf(pdf);
  const stated = withExtension(pdf, catalogue.dict);
  if (stated) objects.set(catalogue.number, stated);
  const entries = context.obj({ Type: "Sig", Filter: "Adobe.PPKLite", SubFilter: "ETSI.CAdES.detached" });
  entries.set(name("M"), PDFString.of(pdfDate(at)));
  entries.set(name("Name"), PDFHexString.fromText(options.name));
  if (options.reason) entries.set(name("Reason"), PDFHexString.fromText(options.reason));
  const { bytes, range, complete } = reserve(pdf, objects, { number, entries }, room);
  const what = { type: oids.data, content: null, digest: digestOf(coveredBy(bytes, range)) };
  return complete(await signData(what, signer, timestamp && ((signature) => timestamp(sha256(signature)))));
}

/**
 * Puts a timestamp on the seal of a document that has none (B-B becomes B-T), in the room that was kept for it beside the signature:
 * that room is not signed, and nothing else of the file changes. Throws SealError: `unreadable`, `unprepared` (not sealed, or stamped
 * already), `timestamp`, `no-room`.
 */
export async function addSignatureTimestamp(
  bytes: Uint8Array,
  { timestamp }: { timestamp: TimestampAuthority },
): Promise<Uint8Array> {
  const [signature, another] = signaturesIn(openPdf(bytes));
  const whole = signature && !another ? wholeRange(bytes, signature) : null;
  if (!whole) throw new SealError("unprepared", "not a document with one seal that covers all of it");
  const [, gap, resumes] = whole.range;
  const stamped = await withTimestamp(withoutPadding(whole.contents), timestamp);
  const room = (resumes - gap - 2) / 2;
  if (stamped.length > room)
    throw new SealError("no-room", `the signature takes ${stamped.length} bytes, and there is room for ${room}`);
  const result = Buffer.from(bytes);
  result.write(Buffer.from(stamped).toString("hex"), gap + 1, "latin1");
  return result;
}

/** The field that is prepared for the first document timestamp. */
const prepared = "Timestamp";

/** Where the next document timestamp goes: into the prepared field, or into one more when that is taken. */
function timestampField(pdf: Pdf): { number: number; objects: Objects } {
  const fields = signatureFields(pdf);
  const free = fields.find((each) => each.name === prepared);
  if (!free) throw new SealError("unprepared", `no signature field named ${prepared}`);
  const number = nextNumber(pdf);
  if (!free.dict.has(name("V"))) return { number, objects: fillField(pdf, prepared, number) };
  const page = pageOf(pdf, prepared);
  const taken = new Set(fields.map((each) => each.name));
  let count = 2;
  while (taken.has(`${prepared} ${count}`)) count += 1;
  const objects = listField(pdf, page, number + 1);
  objects.set(number + 1, newField(page, `${prepared} ${count}`, number));
  return { number, objects };
}

/**
 * Adds a document timestamp (EN 319 142-1, 5.4.3) over everything so far. Throws SealError: `unreadable`, `unprepared`, `timestamp`,
 * `no-room`.
 */
export async function addDocumentTimestamp(
  bytes: Uint8Array,
  { timestamp, room = roomForSignature }: { timestamp: TimestampAuthority; room?: number },
): Promise<Uint8Array> {
  const pdf = openPdf(bytes);
  const { number, objects } = timestampField(pdf);
  const entries = context.obj({ Type: "DocTimeStamp", Filter: "Adobe.PPKLite", SubFilter: "ETSI.RFC3161" });
  const reserved = reserve(pdf, objects, { number, entries }, room);
  return reserved.complete(await timestamp(digestOf(coveredBy(reserved.bytes, reserved.range))));
}
