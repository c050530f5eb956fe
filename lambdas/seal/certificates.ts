/** Certificates, revocation lists and chains (RFC 5280), as far as a seal and its timestamps need them. Pure: the time is given. */
import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { type AsnType, fromBER } from "asn1js";
import {
  type BasicConstraints,
  Certificate,
  CertificateRevocationList,
  type ExtKeyUsage,
  type RelativeDistinguishedNames,
} from "pkijs";
import { reading, SealError } from "./seal-error.ts";

/** A certificate and the very bytes it came as. */
export type Read = { der: Uint8Array; parsed: Certificate };
export type Crl = { der: Uint8Array; parsed: CertificateRevocationList };

export const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** A list of revoked certificates may be long; nothing else comes near the parser's own cap. */
const mostNodes = 2_000_000;

/** One DER structure and nothing after it. Throws SealError `unreadable`. */
export function asn1(der: Uint8Array, what: string): AsnType {
  return reading(what, () => {
    const { offset, result } = fromBER(Uint8Array.from(der), { maxNodes: mostNodes });
    if (offset !== der.length) throw new Error(result.error || "something after the end");
    return result;
  });
}

/** A structure from elsewhere, to stand inside another unchanged: its signature and its hashes are over its bytes. */
export function embedded(der: Uint8Array, what: string): AsnType {
  const read = asn1(der, what);
  if (Buffer.compare(new Uint8Array(read.toBER()), der) !== 0)
    throw new SealError("unreadable", `${what}: would be written otherwise than it came`);
  return read;
}

export const readCertificate = (der: Uint8Array): Read =>
  reading("certificate", () => ({ der, parsed: new Certificate({ schema: asn1(der, "certificate") }) }));

/** DER of each certificate in a PEM file (RFC 7468), in order. */
export const certificatesIn = (pem: Uint8Array): Uint8Array[] =>
  [
    ...Buffer.from(pem)
      .toString("latin1")
      .matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/g),
  ].map(([, base64 = ""]) => Buffer.from(base64, "base64"));

export const readCrl = (der: Uint8Array): Crl =>
  reading("CRL", () => ({ der, parsed: new CertificateRevocationList({ schema: asn1(der, "CRL") }) }));

type Hash = "sha1" | "sha256" | "sha384" | "sha512";

export const hashes: Record<string, Hash> = {
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

/** Kind of key and hash of a signature algorithm; a null hash is the one named beside it. */
const algorithms: Record<string, { key: "ec" | "rsa"; hash: Hash | null }> = {
  "1.2.840.10045.4.3.2": { key: "ec", hash: "sha256" },
  "1.2.840.10045.4.3.3": { key: "ec", hash: "sha384" },
  "1.2.840.10045.4.3.4": { key: "ec", hash: "sha512" },
  "1.2.840.113549.1.1.1": { key: "rsa", hash: null },
  "1.2.840.113549.1.1.11": { key: "rsa", hash: "sha256" },
  "1.2.840.113549.1.1.12": { key: "rsa", hash: "sha384" },
  "1.2.840.113549.1.1.13": { key: "rsa", hash: "sha512" },
};

const strong = ({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject) =>
  type === "ec"
    ? ["prime256v1", "secp384r1", "secp521r1"].includes(details?.namedCurve ?? "")
    : (details?.modulusLength ?? 0) >= 2048;

/** SubjectPublicKeyInfo, as DER. */
export const publicKeyOf = ({ parsed }: Read): Uint8Array =>
  new Uint8Array(parsed.subjectPublicKeyInfo.toSchema().toBER());

/** Whether this key (SubjectPublicKeyInfo) made the signature. `hash` must be the algorithm's own, where it has one. */
export function signedBy(
  publicKey: Uint8Array,
  algorithm: string,
  signature: Uint8Array,
  bytes: Uint8Array,
  hash?: Hash,
): boolean {
  const known = algorithms[algorithm];
  const used = known?.hash ?? hash;
  if (!known || !used || (hash && hash !== used)) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
    return key.asymmetricKeyType === known.key && strong(key) && verify(used, bytes, key, signature);
  } catch {
    return false;
  }
}

const issuedBy = (issuer: Read, { parsed }: Read | Crl): boolean =>
  signedBy(
    publicKeyOf(issuer),
    parsed.signatureAlgorithm.algorithmId,
    parsed.signatureValue.valueBlock.valueHexView,
    parsed.tbsView,
  );

/** A name as it was written, to compare. */
export const nameKey = (given: RelativeDistinguishedNames): string => hex(new Uint8Array(given.valueBeforeDecode));

/** The common name, or else the organisation, of whom a certificate is for. */
export function subjectOf({ parsed }: Read): string {
  const by = (type: string) =>
    parsed.subject.typesAndValues.find((each) => each.type === type)?.value.valueBlock.value as string | undefined;
  return by("2.5.4.3") ?? by("2.5.4.10") ?? "";
}

const oid = {
  keyUsage: "2.5.29.15",
  basicConstraints: "2.5.29.19",
  certificatePolicies: "2.5.29.32",
  extendedKeyUsage: "2.5.29.37",
  timeStamping: "1.3.6.1.5.5.7.3.8",
};

const extension = ({ parsed }: Read, id: string) => parsed.extensions?.find(({ extnID }) => extnID === id);

/** Bits of keyUsage, first bit first; null when the certificate says nothing of it. */
function usages(certificate: Read): { has(bit: number): boolean } | null {
  const stated = extension(certificate, oid.keyUsage);
  if (!stated) return null;
  const bits = (stated.parsedValue as { valueBlock: { valueHexView: Uint8Array } }).valueBlock.valueHexView;
  return { has: (bit) => (((bits[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0 };
}

const digitalSignature = 0;
const contentCommitment = 1;
const keyCertSign = 5;
const crlSign = 6;

/** RFC 5280, 4.2: a certificate with a critical extension that is not understood is none. */
const understood = ({ parsed }: Read) =>
  (parsed.extensions ?? []).every(({ critical, extnID }) => !critical || Object.values(oid).includes(extnID));

function mayIssue(authority: Read, below: number): boolean {
  const constraints = extension(authority, oid.basicConstraints)?.parsedValue as BasicConstraints | undefined;
  const length = constraints?.pathLenConstraint;
  return (
    constraints?.cA === true &&
    understood(authority) &&
    (usages(authority)?.has(keyCertSign) ?? true) &&
    (typeof length !== "number" || below <= length)
  );
}

export type Purpose = "seal" | "timestamp";

/** Whether a certificate may do that: sign, or stamp (RFC 3161, 2.3: that only, and said critically). */
export function mayServe(certificate: Read, purpose: Purpose): boolean {
  const usage = usages(certificate);
  const stated = extension(certificate, oid.extendedKeyUsage);
  const purposes = (stated?.parsedValue as ExtKeyUsage | undefined)?.keyPurposes ?? [];
  const signs = usage === null || usage.has(digitalSignature) || usage.has(contentCommitment);
  if (!understood(certificate) || !signs) return false;
  return purpose === "timestamp"
    ? stated?.critical === true && purposes.length === 1 && purposes[0] === oid.timeStamping
    : !purposes.includes(oid.timeStamping);
}

/** From the leaf to the root it was found to lead to. */
export type Chain = [leaf: Read, ...issuers: Read[]];

const mostIssuers = 6;
/** Signatures looked at for one chain: certificates can be made that all seem to have issued each other. */
const mostChecked = 300;

/** The certificates from `leaf` up to one of `roots`, out of `pool`; null when there is no such chain. Time is not looked at. */
export function chainOf(leaf: Read, pool: readonly Read[], roots: readonly Read[]): Chain | null {
  const tried = new Set<string>();
  let checked = 0;
  const from = (chain: Chain): Chain | null => {
    const last = chain.at(-1) as Read;
    if (roots.some(({ der }) => Buffer.compare(der, last.der) === 0)) return chain;
    const wanted = nameKey(last.parsed.issuer);
    const isIssuer = (each: Read) =>
      nameKey(each.parsed.subject) === wanted &&
      mayIssue(each, chain.length - 1) &&
      ++checked <= mostChecked &&
      issuedBy(each, last);
    const root = roots.find(isIssuer);
    if (root) return [...chain, root];
    if (chain.length > mostIssuers) return null;
    for (const each of pool) {
      const print = hex(sha256(each.der));
      if (tried.has(print) || !isIssuer(each)) continue;
      tried.add(print);
      const found = from([...chain, each]);
      if (found) return found;
    }
    return null;
  };
  return from([leaf]);
}

/** Whether every certificate below the root was valid at that instant (milliseconds). The root is trusted, not dated (6.1.1). */
export const validAt = (chain: Chain, at: number): boolean =>
  chain
    .slice(0, Math.max(1, chain.length - 1))
    .every(({ parsed }) => parsed.notBefore.value.getTime() <= at && at <= parsed.notAfter.value.getTime());

/** `unknown`: no list at hand tells of one of the certificates at that instant. */
export type Revocation = "good" | "revoked" | "unknown";

/** What the lists say of all certificates below the root at an instant (milliseconds). */
export function revocationAt(chain: Chain, crls: readonly Crl[], at: number): Revocation {
  const each = chain
    .slice(0, -1)
    .map((certificate, index) => statusOf(certificate, chain[index + 1] as Read, crls, at));
  if (each.includes("revoked")) return "revoked";
  return each.includes("unknown") ? "unknown" : "good";
}

function statusOf(certificate: Read, issuer: Read, crls: readonly Crl[], at: number): Revocation {
  const wanted = nameKey(certificate.parsed.issuer);
  const usable = crls.filter(
    (crl) =>
      nameKey(crl.parsed.issuer) === wanted &&
      // A delta or a partial list says so in a critical extension.
      !crl.parsed.crlExtensions?.extensions.some(({ critical }) => critical) &&
      (usages(issuer)?.has(crlSign) ?? true) &&
      issuedBy(issuer, crl),
  );
  const serial = hex(certificate.parsed.serialNumber.valueBlock.valueHexView);
  const entries = usable.flatMap(({ parsed }) => parsed.revokedCertificates ?? []);
  const revoked = entries.some(
    ({ userCertificate, revocationDate }) =>
      hex(userCertificate.valueBlock.valueHexView) === serial && revocationDate.value.getTime() <= at,
  );
  if (revoked) return "revoked";
  // It tells of that instant when it was in force then, or came later; but one from after the end may have forgotten the certificate.
  const tells = usable.some(({ parsed }) => {
    const made = parsed.thisUpdate.value.getTime();
    const holds = parsed.nextUpdate?.value.getTime() ?? made;
    return (made >= at || holds >= at) && made <= certificate.parsed.notAfter.value.getTime();
  });
  return tells ? "good" : "unknown";
}

/** A signer's certificates, when each is issued by the next. Throws SealError `signer`. */
export function readChain(chain: readonly Uint8Array[]): Chain {
  const [leaf, ...issuers] = chain.map(readCertificate);
  if (!leaf) throw new SealError("signer", "no certificate");
  const read: Chain = [leaf, ...issuers];
  for (const [index, issuer] of issuers.entries())
    if (!issuedBy(issuer, read[index] as Read))
      throw new SealError("signer", "the chain is not in order: leaf first, then whoever issued it");
  return read;
}
