/** One signature at a time: is it over this, whose is it, could it be made when it was made. */
import { createHash } from "node:crypto";
import {
  type Chain,
  type Crl,
  chainOf,
  mayServe,
  type Purpose,
  type Read,
  type Revocation,
  revocationAt,
  sha256,
  subjectOf,
  validAt,
} from "./certificates.ts";
import { oids, type Signed } from "./cms.ts";
import { type ByteRange, type Signature, textOf } from "./fields.ts";
import { name } from "./revisions.ts";
import { SealError } from "./seal-error.ts";
import { readTimestamp, type Timestamp } from "./timestamp.ts";

/**
 * What is wrong with one signature, or with the file:
 * - `no-chain`, `expired`: its certificates lead to no root that is trusted, or weren't valid when they were needed
 * - `revoked`: one of them had been, by then; `purpose`: it is not for this
 * - `range`, `no-seal`, `unreadable`, `several`: not all of the file is signed, or nothing, or not by what a sealed file has
 * - `digest`, `imprint`: what is signed or stamped is something else
 * - `signature`, `signing-certificate`, `attributes`: the signature is not its certificate's, or is not as PAdES wants it
 * - `time`: a timestamp from after what came later
 * - `changed-later`: a revision after the seal could change what is seen
 */
export type Fault =
  | "no-chain"
  | "expired"
  | "no-seal"
  | "unreadable"
  | "range"
  | "digest"
  | "signature"
  | "signing-certificate"
  | "attributes"
  | "purpose"
  | "imprint"
  | "time"
  | "revoked"
  | "changed-later"
  | "several";

export type SignatureReport = {
  kind: "seal" | "signature-timestamp" | "document-timestamp";
  field: string;
  /** Which bytes it is over; null for the timestamp inside a seal, which is over the seal's signature. */
  range: ByteRange | null;
  /** Common name of whom the certificate is for, and the certificate's SHA-256 in hexadecimal. */
  by: string | null;
  certificate: string | null;
  /** ISO instant: a timestamp's own time; for the seal, what /M claims. */
  at: string | null;
  /** ISO instant at which its certificates were judged: by then it existed, as a later timestamp proves, or else now. */
  judgedAt: string;
  /** From the lists in the file. */
  revocation: Revocation;
  /** Empty when all of it is right. */
  faults: Fault[];
};

const iso = (at: number) => new Date(at).toISOString();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Nothing was stamped after what came later; but two clocks may disagree. */
const skew = 5 * 60_000;

/** ISO instant of /M, as the seal claims it. */
export function claimedAt({ dict }: Signature): string | null {
  const [, year, ...rest] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(textOf(dict.get(name("M"))) ?? "") ?? [];
  const [month, day, hour, minute, second] = rest;
  return year ? `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z` : null;
}

/** `time`: of a timestamp; null for the seal. `chain` and `provenBy`: to judge again by earlier lists. */
export type Judged = { report: SignatureReport; time: number | null; chain: Chain | null; provenBy: number };

/** A file's signatures judged by the same roots, certificates and lists. */
export function judgeBy(roots: readonly Read[], certificates: readonly Read[], crls: readonly Crl[]) {
  function certified(signer: Read | null, along: readonly Read[], purpose: Purpose, provenBy: number) {
    const chain = signer && chainOf(signer, [...along, ...certificates], roots);
    const revocation: Revocation = chain ? revocationAt(chain, crls, provenBy) : "unknown";
    const faults: Fault[] = [];
    if (signer && !mayServe(signer, purpose)) faults.push("purpose");
    if (!chain) faults.push("no-chain");
    else if (!validAt(chain, provenBy)) faults.push("expired");
    if (revocation === "revoked") faults.push("revoked");
    const about = { by: signer && subjectOf(signer), certificate: signer && hex(sha256(signer.der)) };
    return { chain, faults, about: { ...about, judgedAt: iso(provenBy), revocation } };
  }

  function timestamp(
    field: string,
    token: Uint8Array,
    over: Uint8Array[],
    range: ByteRange | null,
    provenBy: number,
  ): Judged {
    let stamp: Timestamp;
    try {
      stamp = readTimestamp(range ? withoutPadding(token) : token);
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      const kind = range ? "document-timestamp" : "signature-timestamp";
      const unknown = {
        by: null,
        certificate: null,
        at: null,
        judgedAt: iso(provenBy),
        revocation: "unknown" as const,
      };
      return { report: { kind, field, range, ...unknown, faults: ["unreadable"] }, time: null, chain: null, provenBy };
    }
    const { chain, faults, about } = certified(stamp.signer, stamp.certificates, "timestamp", provenBy);
    if (stamp.fault) faults.push("signature");
    if (!digestOf(stamp.hash, over).equals(Buffer.from(stamp.imprint))) faults.push("imprint");
    if (stamp.time > provenBy + skew) faults.push("time");
    const report: SignatureReport = {
      ...{ kind: range ? "document-timestamp" : "signature-timestamp", field, range, at: iso(stamp.time) },
      ...{ ...about, faults },
    };
    return { report, time: stamp.time, chain, provenBy };
  }

  function seal(signature: Signature, signed: Signed, over: Uint8Array[], range: ByteRange, provenBy: number): Judged {
    const { chain, faults, about } = certified(signed.signer, signed.certificates, "seal", provenBy);
    const isDigest = digestOf(signed.hash, over).equals(Buffer.from(signed.digest));
    if (!isDigest) faults.push("digest");
    if (!signed.isSignature) faults.push("signature");
    if (!signed.namesCertificate) faults.push("signing-certificate");
    // EN 319 142-1, 6.3: the content is detached, and the time is in /M alone.
    if (signed.type !== oids.data || signed.content || signed.hasSigningTime) faults.push("attributes");
    const report: SignatureReport = {
      ...{ kind: "seal", field: signature.field, range, at: claimedAt(signature) },
      ...{ ...about, faults },
    };
    return { report, time: null, chain, provenBy };
  }

  return { timestamp, seal };
}

function digestOf(hash: string, parts: readonly Uint8Array[]): Buffer {
  const digest = createHash(hash);
  for (const part of parts) digest.update(part);
  return digest.digest();
}

/** A structure at the beginning of what was kept free for it; the rest is zeros, or something hides there. */
export function withoutPadding(contents: Uint8Array): Uint8Array {
  const octets = contents[1] ?? 0;
  const lengthOctets = octets > 0x80 ? octets - 0x80 : 0;
  if (contents[0] !== 0x30 || octets === 0x80 || lengthOctets > 3) throw new SealError("unreadable", "no DER");
  let length = octets;
  if (lengthOctets > 0) length = contents.subarray(2, 2 + lengthOctets).reduce((sum, octet) => sum * 256 + octet, 0);
  const end = 2 + lengthOctets + length;
  if (end > contents.length || contents.subarray(end).some((octet) => octet !== 0))
    throw new SealError("unreadable", "something after the signature");
  return contents.subarray(0, end);
}
