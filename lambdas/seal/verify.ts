/**
 * Whether a sealed document is what was sealed, by whom, since when that is proven, and how long that can still be shown
 * (after ETSI EN 319 102-1, and stricter: only what this portal writes after a seal is let through). Pure, and safe with any bytes.
 */
import { type Crl, type Read, readCertificate, revocationAt, sha256 } from "./certificates.ts";
import { readSigned } from "./cms.ts";
import { coveredBy, isName, type Signature, signaturesIn, textOf, wholeRange } from "./fields.ts";
import { claimedAt, type Fault, type Judged, judgeBy, type SignatureReport, withoutPadding } from "./judge.ts";
import { type Later, laterIn } from "./later.ts";
import { before, name, openPdf, type Pdf, revisionsOf } from "./revisions.ts";
import { reading, SealError } from "./seal-error.ts";
import { readTimestamp } from "./timestamp.ts";
import { readValidationData } from "./validation-data.ts";

export type Level = "B-B" | "B-T" | "B-LT" | "B-LTA";

export type SealReport = {
  /** `indeterminate`: nothing is false, but it can't be proven (any more), or not by these roots. */
  verdict: "valid" | "indeterminate" | "invalid";
  /** Null unless the verdict is `valid`. */
  level: Level | null;
  /** ISO instant before which the seal was made, by its earliest timestamp that holds; null without. */
  provenAt: string | null;
  /** What was rendered before it was sealed, to compare with what is on record. Null without a seal. */
  unsigned: { length: number; sha256: string } | null;
  /** Oldest first. */
  signatures: SignatureReport[];
  /** Kinds of revisions after the seal, oldest first. */
  later: Later["kind"][];
  /** Of the whole file, and all those of its signatures. */
  faults: Fault[];
};

/** These mean that nothing is false, and that it can't be told (any more), or not by these roots. */
export const undecided: ReadonlySet<Fault> = new Set<Fault>(["no-chain", "expired"]);

/** `roots`: DER. `at`: ISO instant, now. Whether `by` is who should have sealed is for the caller to say. */
export type Trust = { roots: readonly Uint8Array[]; at: string };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

export type SealOf = {
  field: string;
  kind: "seal" | "document-timestamp" | "other";
  /** As they stand in the dictionary, unchecked. */
  range: string;
  name: string | null;
  reason: string | null;
  at: string | null;
  /** CMS, with the zeros it is padded with; null when it is none. */
  contents: Uint8Array | null;
};

/** All signatures of a file as they present themselves: nothing is verified. Throws SealError `unreadable`. */
export const sealsOf = (bytes: Uint8Array): SealOf[] =>
  reading("signatures", () => {
    const pdf = openPdf(bytes);
    return signaturesIn(pdf).map((signature) => ({
      field: signature.field,
      kind: kindOf(signature),
      range: String(signature.dict.get(name("ByteRange")) ?? ""),
      name: textOf(signature.dict.get(name("Name"))),
      reason: textOf(signature.dict.get(name("Reason"))),
      at: claimedAt(signature),
      contents:
        revisionsOf(pdf)
          .map((each) => wholeRange(each.bytes, signature)?.contents ?? null)
          .find(Boolean) ?? null,
    }));
  });

function kindOf({ dict }: Signature): SealOf["kind"] {
  if (isName(dict.get(name("SubFilter")), "ETSI.CAdES.detached")) return "seal";
  return isName(dict.get(name("SubFilter")), "ETSI.RFC3161") ? "document-timestamp" : "other";
}

/**
 * ISO instant at which the certificate of the newest timestamp ends: by then another must be over it. Throws SealError: `unreadable`,
 * `unprepared` (there is no timestamp).
 */
export const timestampExpires = (bytes: Uint8Array): string =>
  reading("timestamps", () => {
    const tokens = sealsOf(bytes).flatMap(({ kind, contents }) => {
      if (!contents || kind === "other") return [];
      const token = kind === "seal" ? readSigned(withoutPadding(contents)).token : withoutPadding(contents);
      return token ? [readTimestamp(token)] : [];
    });
    const [newest] = tokens.toSorted((one, other) => other.time - one.time);
    if (!newest?.signer) throw new SealError("unprepared", "no timestamp");
    return newest.signer.parsed.notAfter.value.toISOString();
  });

/** Verifies a sealed document. Never throws for what is in the file: that is `invalid`. */
export function verifySeal(bytes: Uint8Array, { roots, at }: Trust): SealReport {
  const trusted = roots.map(readCertificate);
  const now = Date.parse(at);
  if (Number.isNaN(now)) throw new RangeError(`not an instant: ${at}`);
  try {
    return reading("seal", () => verified(openPdf(bytes), trusted, now));
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    return nothing("unreadable");
  }
}

const nothing = (fault: Fault): SealReport => ({
  ...{ verdict: "invalid", level: null, provenAt: null, unsigned: null },
  ...{ signatures: [], later: [], faults: [fault] },
});

function verified(pdf: Pdf, roots: Read[], now: number): SealReport {
  const found = signaturesIn(pdf);
  const seals = found.filter((each) => kindOf(each) === "seal");
  const [seal] = seals;
  if (!seal) return nothing("no-seal");
  const revisions = revisionsOf(pdf);
  const index = revisions.findIndex((each) => wholeRange(each.bytes, seal));
  const sealed = revisions[index];
  const covered = sealed && wholeRange(sealed.bytes, seal);
  if (!sealed || !covered) return nothing("range");
  const changes = revisions.slice(0, index).map((revision) => ({ revision, change: laterIn(revision) }));
  const faults: Fault[] = changes.some(({ change }) => change.kind === "other") ? ["changed-later"] : [];
  const stamps = changes.flatMap(({ revision, change }) =>
    change.kind === "document-timestamp" ? [{ revision, field: change.field, of: change.of }] : [],
  );
  // Whatever signs something in this file is one of these; a signature from before the seal would be nobody's.
  const known = new Set([seal.number, ...stamps.map(({ of }) => of)]);
  if (found.some(({ number }) => !known.has(number))) faults.push("several");

  const data = readValidationData(pdf);
  const judge = judgeBy(roots, data.certificates, data.crls);
  let provenBy = now;
  const judged: Judged[] = [];
  const pass = (each: Judged) => {
    judged.unshift(each);
    if (each.report.faults.length === 0 && each.time !== null) provenBy = Math.min(provenBy, each.time);
  };
  for (const { revision, field, of } of stamps) {
    const signature = found.find((each) => each.number === of);
    const whole = signature && wholeRange(revision.bytes, signature);
    if (!whole) return nothing("range");
    pass(judge.timestamp(field, whole.contents, coveredBy(revision.bytes, whole.range), whole.range, provenBy));
  }
  const cms = withoutPadding(covered.contents);
  const signed = readSigned(cms);
  if (signed.token) pass(judge.timestamp(seal.field, signed.token, [signed.signature], null, provenBy));
  const stamped = judged.some(({ time, report }) => time !== null && report.faults.length === 0);
  const own = judge.seal(seal, signed, coveredBy(sealed.bytes, covered.range), covered.range, provenBy);
  judged.unshift(own);
  faults.push(...judged.flatMap(({ report }) => report.faults));

  const base = before(sealed);
  const verdict =
    faults.length === 0 ? "valid" : faults.every((fault) => undecided.has(fault)) ? "indeterminate" : "invalid";
  return {
    verdict,
    level:
      verdict === "valid"
        ? levelOf(
            own,
            judged,
            stamps.map(({ revision }) => revision),
          )
        : null,
    provenAt: stamped ? new Date(provenBy).toISOString() : null,
    unsigned: base && { length: base.bytes.length, sha256: hex(sha256(base.bytes)) },
    signatures: judged.map(({ report }) => report),
    later: changes.map(({ change }) => change.kind).toReversed(),
    faults: [...new Set(faults)],
  };
}

/** The highest level all of which is there. `stamped`: the revisions of the document timestamps, newest first. */
function levelOf(own: Judged, judged: Judged[], stamped: Pdf[]): Level {
  // The timestamp closest to the seal is what proves its time.
  const first = judged.find(({ time }) => time !== null);
  if (!first) return "B-B";
  const isTold = (crls: readonly Crl[]) =>
    [own, first].every(({ chain, provenBy }) => chain && revocationAt(chain, crls, provenBy) === "good");
  if (own.report.revocation !== "good" || first.report.revocation !== "good") return "B-T";
  // Each timestamp is over what the file carried before it.
  const isKept = stamped.some((revision) => {
    const earlier = before(revision);
    return earlier && isTold(readValidationData(earlier).crls);
  });
  return isKept ? "B-LTA" : "B-LT";
}
