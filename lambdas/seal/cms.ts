/** Signed data with one signer (RFC 5652), as CAdES wants it (ETSI EN 319 122-1): what a seal is, and a timestamp. */
import { createHash } from "node:crypto";
import { type Constructed, ObjectIdentifier, OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import {
  asn1,
  embedded,
  hashes,
  nameKey,
  publicKeyOf,
  type Read,
  readChain,
  sha256,
  signedBy,
} from "./certificates.ts";
import { reading, SealError } from "./seal-error.ts";
import type { TimestampAuthority } from "./timestamp.ts";

/**
 * A P-256 key and its certificates as DER, leaf first; the root last or absent. `sign` gives ECDSA with SHA-256 over the bytes
 * (at most 4096 of them, which is KMS's cap on a RAW message), as DER.
 */
export type Signer = { chain: Uint8Array[]; sign(bytes: Uint8Array): Promise<Uint8Array> };

export const oids = {
  data: "1.2.840.113549.1.7.1",
  signedData: "1.2.840.113549.1.7.2",
  tstInfo: "1.2.840.113549.1.9.16.1.4",
  contentType: "1.2.840.113549.1.9.3",
  messageDigest: "1.2.840.113549.1.9.4",
  signingTime: "1.2.840.113549.1.9.5",
  signingCertificate: "1.2.840.113549.1.9.16.2.12",
  signingCertificateV2: "1.2.840.113549.1.9.16.2.47",
  signatureTimestamp: "1.2.840.113549.1.9.16.2.14",
  sha256: "2.16.840.1.101.3.4.2.1",
  ecdsaSha256: "1.2.840.10045.4.3.2",
};

const der = (schema: { toBER(): ArrayBuffer }) => new Uint8Array(schema.toBER());

/** X.690, 11.6: the members of a SET OF stand in the order of their encodings. */
const inOrder = <T extends { toSchema(): { toBER(): ArrayBuffer } }>(members: T[]): T[] =>
  members.toSorted((one, other) => Buffer.compare(der(one.toSchema()), der(other.toSchema())));

/**
 * Signs `content` (in the structure), or what has this SHA-256 (`content: null`). `stamp` is asked for a TimeStampToken on the
 * signature's value. `certificates: false` leaves them out, as whoever asks for a timestamp may wish. Gives a ContentInfo as DER. Throws SealError `signer`.
 */
export async function signData(
  what: { type: string; content: Uint8Array | null; digest: Uint8Array },
  signer: Signer,
  stamp: ((signature: Uint8Array) => Promise<Uint8Array>) | null = null,
  certificates = true,
): Promise<Uint8Array> {
  const chain = readChain(signer.chain);
  const [leaf] = chain;
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] });
  // RFC 5035: the hash algorithm is SHA-256 unless it is said, and DER forbids saying what is so anyway.
  const essCertId = new Sequence({ value: [new OctetString({ valueHex: sha256(leaf.der) })] });
  const attributes = inOrder([
    attribute(oids.contentType, new ObjectIdentifier({ value: what.type })),
    attribute(oids.messageDigest, new OctetString({ valueHex: Uint8Array.from(what.digest) })),
    attribute(oids.signingCertificateV2, new Sequence({ value: [new Sequence({ value: [essCertId] })] })),
  ]);
  const signedAttrs = new SignedAndUnsignedAttributes({ type: 0, attributes });
  const toSign = der(signedAttrs.toSchema());
  // RFC 5652, 5.4: signed as the SET OF it is, and not under the tag it has in its place.
  toSign[0] = 0x31;
  const signature = await signer.sign(toSign);
  if (!signedBy(publicKeyOf(leaf), oids.ecdsaSha256, signature, toSign))
    throw new SealError("signer", "the signature is not the certificate's key's");
  const token = await stamp?.(signature);
  const encapContentInfo = new EncapsulatedContentInfo({ eContentType: what.type });
  // Set afterwards: the constructor would cut it into pieces, which DER forbids.
  if (what.content) encapContentInfo.eContent = new OctetString({ valueHex: Uint8Array.from(what.content) });
  const signedData = new SignedData({
    version: what.type === oids.data ? 1 : 3,
    digestAlgorithms: [new AlgorithmIdentifier({ algorithmId: oids.sha256 })],
    encapContentInfo,
    ...(certificates && { certificates: inOrder(chain.map(({ parsed }) => parsed)) }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: leaf.parsed.issuer, serialNumber: leaf.parsed.serialNumber }),
        digestAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
        signedAttrs,
        signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.ecdsaSha256 }),
        signature: new OctetString({ valueHex: Uint8Array.from(signature) }),
        ...(token && {
          unsignedAttrs: new SignedAndUnsignedAttributes({
            type: 1,
            attributes: [attribute(oids.signatureTimestamp, embedded(token, "timestamp"))],
          }),
        }),
      }),
    ],
  });
  return der(new ContentInfo({ contentType: oids.signedData, content: signedData.toSchema(true) }).toSchema());
}

/**
 * A signature with a TimeStampToken on its value, as an unsigned attribute (EN 319 122-1, 5.3). Everything signed stays as it is, and
 * the result is read back to see that it does. Throws SealError: `unprepared` (it has one already), `unreadable`, `timestamp`.
 */
export async function withTimestamp(bytes: Uint8Array, timestamp: TimestampAuthority): Promise<Uint8Array> {
  const before = readSigned(bytes);
  if (before.token) throw new SealError("unprepared", "the signature is stamped already");
  const token = await timestamp(sha256(before.signature));
  const info = new ContentInfo({ schema: asn1(bytes, "CMS") });
  const data = new SignedData({ schema: info.content });
  const [one] = data.signerInfos;
  if (!one) throw new SealError("unreadable", "CMS: no signer");
  const values = [embedded(token, "timestamp")];
  one.unsignedAttrs = new SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new Attribute({ type: oids.signatureTimestamp, values })],
  });
  info.content = data.toSchema();
  const stamped = der(info.toSchema());
  const after = readSigned(stamped);
  if (!after.isSignature || !after.token || Buffer.compare(after.signature, before.signature) !== 0)
    throw new SealError("unreadable", "CMS: would be written otherwise than it came");
  return stamped;
}

/** What a signed structure says, and what of it holds. */
export type Signed = {
  type: string;
  /** What is signed, when it is in the structure. */
  content: Uint8Array | null;
  certificates: Read[];
  /** Null when the structure does not have it; then nothing holds. */
  signer: Read | null;
  /** SHA-2 of the content, as it is signed. */
  digest: Uint8Array;
  hash: "sha256" | "sha384" | "sha512";
  signature: Uint8Array;
  /** The TimeStampToken on the signature. */
  token: Uint8Array | null;
  /** The signer's key made the signature over these attributes. */
  isSignature: boolean;
  /** The attributes name the signer's certificate by its hash, so that no other can be put in its place. */
  namesCertificate: boolean;
  /** The time the signer claims in the structure; PAdES has it in the PDF's own dictionary instead. */
  hasSigningTime: boolean;
};

const mostBytes = 1_000_000;
const mostCertificates = 30;

type Block = {
  idBlock: { tagClass: number; tagNumber: number };
  valueBlock: { value: Block[] };
  valueBeforeDecodeView: Uint8Array;
};

/** Reads a ContentInfo with one signer. Throws SealError `unreadable`. */
export const readSigned = (bytes: Uint8Array): Signed =>
  reading("CMS", () => {
    const refuse = (why: string) => new SealError("unreadable", `CMS: ${why}`);
    if (bytes.length > mostBytes) throw refuse("too large");
    const info = new ContentInfo({ schema: asn1(bytes, "CMS") });
    if (info.contentType !== oids.signedData) throw refuse("no signed data");
    const data = new SignedData({ schema: info.content });
    const [one, another] = data.signerInfos;
    if (!one || another) throw refuse("not exactly one signer");
    const certificates = certificatesOf(info.content as Constructed, data);
    const { sid, signedAttrs, unsignedAttrs } = one;
    if (!signedAttrs || !(sid instanceof IssuerAndSerialNumber))
      throw refuse("no signed attributes, or no issuer and serial");
    const signer = certificates.find(
      ({ parsed }) => nameKey(parsed.issuer) === nameKey(sid.issuer) && parsed.serialNumber.isEqual(sid.serialNumber),
    );
    const hash = hashes[one.digestAlgorithm.algorithmId];
    if (!hash || hash === "sha1") throw refuse("a digest algorithm that does not do");
    const value = (type: string) => single(signedAttrs.attributes, type);
    const type = data.encapContentInfo.eContentType;
    const stated = value(oids.contentType);
    const digest = value(oids.messageDigest);
    if (
      !(stated instanceof ObjectIdentifier) ||
      stated.valueBlock.toString() !== type ||
      !(digest instanceof OctetString)
    )
      throw refuse("attributes that do not say what is signed");
    const signature = Uint8Array.from(one.signature.valueBlock.valueHexView);
    const content = data.encapContentInfo.eContent?.getValue();
    return {
      type,
      content: content ? new Uint8Array(content) : null,
      certificates,
      signer: signer ?? null,
      digest: Uint8Array.from(digest.valueBlock.valueHexView),
      hash,
      signature,
      token: unsignedAttrs ? rawOf(single(unsignedAttrs.attributes, oids.signatureTimestamp)) : null,
      isSignature:
        signer !== undefined &&
        signedBy(
          publicKeyOf(signer),
          one.signatureAlgorithm.algorithmId,
          signature,
          new Uint8Array(signedAttrs.encodedValue),
          hash,
        ),
      namesCertificate:
        signer !== undefined && namesBySha2(signer, value(oids.signingCertificateV2), value(oids.signingCertificate)),
      hasSigningTime: value(oids.signingTime) !== null,
    };
  });

/** The one value of the one attribute of that type; null without any. Two are an attempt to mean two things. */
function single(attributes: Attribute[], type: string): unknown {
  const values = attributes.filter((each) => each.type === type).flatMap((each) => each.values);
  if (values.length > 1) throw new SealError("unreadable", `CMS: more than one ${type}`);
  return values[0] ?? null;
}

const rawOf = (value: unknown): Uint8Array | null =>
  value === null ? null : Uint8Array.from((value as Block).valueBeforeDecodeView);

/** The certificates with the bytes they came as: their hashes are what counts. */
function certificatesOf(content: Constructed, { certificates }: SignedData): Read[] {
  const signedData = content as unknown as Block;
  const set = signedData.valueBlock.value.find(({ idBlock }) => idBlock.tagClass === 3 && idBlock.tagNumber === 0);
  const members = set?.valueBlock.value ?? [];
  if (members.length > mostCertificates) throw new SealError("unreadable", "CMS: too many certificates");
  // Read once, by the library, in this order; other kinds (attribute certificates) are of no use here.
  return members.flatMap(({ valueBeforeDecodeView }, index) => {
    const parsed = certificates?.[index];
    return parsed instanceof Certificate ? [{ der: Uint8Array.from(valueBeforeDecodeView), parsed }] : [];
  });
}

const isSequence = (value: unknown): value is Sequence => value instanceof Sequence;

/** RFC 5035: the first identifier is the signer's. The older attribute has SHA-1, which some time-stamp authorities still write. */
function namesBySha2(signer: Read, v2: unknown, v1: unknown): boolean {
  const identifier = (attribute: unknown): unknown[] => {
    const list = isSequence(attribute) ? attribute.valueBlock.value[0] : null;
    const first = isSequence(list) ? list.valueBlock.value[0] : null;
    return isSequence(first) ? first.valueBlock.value : [];
  };
  const given = identifier(v2 ?? v1);
  const [head, next] = given;
  const named = isSequence(head) ? (head.valueBlock.value[0] as ObjectIdentifier).valueBlock.toString() : null;
  const hash = v2 ? (named === null ? "sha256" : hashes[named]) : "sha1";
  const wanted = isSequence(head) ? next : head;
  if (!hash || !(wanted instanceof OctetString)) return false;
  return createHash(hash).update(signer.der).digest().equals(Buffer.from(wanted.valueBlock.valueHexView));
}
