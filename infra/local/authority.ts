/** What a certification authority writes: its own certificate, others', and its list of revoked ones (RFC 5280). Pure. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { BitString, Integer, OctetString } from "asn1js";
import {
  AlgorithmIdentifier,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  CertificateRevocationList,
  CRLDistributionPoints,
  DistributionPoint,
  Extension,
  Extensions,
  ExtKeyUsage,
  GeneralName,
  PublicKeyInfo,
  type RelativeDistinguishedNames,
  RevokedCertificate,
  Time,
} from "pkijs";
import { asn1, readCertificate } from "../../lambdas/seal/certificates.ts";
import { sealUsage } from "../../lambdas/seal/request.ts";

/** A P-256 key as PEM (PKCS #8). */
export const newKey = (): string =>
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }) as string;

/** SubjectPublicKeyInfo of a private key. */
export const publicHalf = (pem: string): Uint8Array =>
  new Uint8Array(createPublicKey(createPrivateKey(pem)).export({ type: "spki", format: "der" }));

/** An issuer: its certificate as DER, its key as PEM. */
export type Issuer = { certificate: Uint8Array; key: string };

export type Order = {
  /** SubjectPublicKeyInfo, DER. */
  publicKey: Uint8Array;
  subject: RelativeDistinguishedNames;
  serial: Uint8Array;
  profile: "root" | "seal" | "timestamp";
  /** Milliseconds since 1970; seconds count. */
  from: number;
  to: number;
  /** Where the issuer's list of revoked certificates is had; null for none. */
  crlUrl: string | null;
};

const ecdsaSha256 = () => new AlgorithmIdentifier({ algorithmId: "1.2.840.10045.4.3.2" });

/** RFC 5280, 4.1.2.5: two digits of the year until 2049, four from 2050. */
const time = (at: number) =>
  new Time({ type: at < Date.UTC(2050, 0) ? 0 : 1, value: new Date(Math.floor(at / 1000) * 1000) });

const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
  new Extension({ extnID, critical, extnValue: value.toBER() });

/** RFC 5280, 4.2.1.2: SHA-1 of the public key's bits, which is a name for it and no protection. */
const keyIdentifier = (publicKey: Uint8Array): OctetString => {
  const info = new PublicKeyInfo({ schema: asn1(publicKey, "public key") });
  const bits = info.subjectPublicKey.valueBlock.valueHexView;
  return new OctetString({ valueHex: createHash("sha1").update(bits).digest() });
};

const issuerKey = (publicKey: Uint8Array) =>
  extension("2.5.29.35", false, new AuthorityKeyIdentifier({ keyIdentifier: keyIdentifier(publicKey) }).toSchema());

const distributionPoint = (url: string) =>
  new CRLDistributionPoints({
    distributionPoints: [new DistributionPoint({ distributionPoint: [new GeneralName({ type: 6, value: url })] })],
  }).toSchema();

const certSignAndCrlSign = () => new BitString({ valueHex: Uint8Array.of(0x06), unusedBits: 1 });

function extensionsFor({ profile, publicKey, crlUrl }: Order, issuerPublicKey: Uint8Array): Extension[] {
  const own: Record<Order["profile"], () => Extension[]> = {
    root: () => [
      extension("2.5.29.19", true, new BasicConstraints({ cA: true }).toSchema()),
      extension("2.5.29.15", true, certSignAndCrlSign()),
    ],
    seal: () => [sealUsage()],
    // RFC 3161, 2.3: for timestamps and nothing else, and whoever doesn't understand that must refuse.
    timestamp: () => [
      sealUsage(),
      extension("2.5.29.37", true, new ExtKeyUsage({ keyPurposes: ["1.3.6.1.5.5.7.3.8"] }).toSchema()),
    ],
  };
  return [
    ...own[profile](),
    extension("2.5.29.14", false, keyIdentifier(publicKey)),
    ...(profile === "root" ? [] : [issuerKey(issuerPublicKey)]),
    ...(crlUrl ? [extension("2.5.29.31", false, distributionPoint(crlUrl))] : []),
  ];
}

type Signable = {
  tbsView: Uint8Array;
  signatureValue: BitString;
  toSchema(encode?: boolean): { valueBlock: { value: unknown[] }; toBER(): ArrayBuffer };
};

function signed(what: Signable, key: KeyObject): Uint8Array {
  what.tbsView = new Uint8Array((what.toSchema(true).valueBlock.value[0] as { toBER(): ArrayBuffer }).toBER());
  what.signatureValue = new BitString({ valueHex: Uint8Array.from(sign("sha256", what.tbsView, key)) });
  return new Uint8Array(what.toSchema().toBER());
}

/** A certificate as DER. Without an issuer it is its own, by `key`. */
export function certify(order: Order, issuer: Issuer | { key: string }): Uint8Array {
  const parsed = "certificate" in issuer ? readCertificate(issuer.certificate).parsed : null;
  const certificate = new Certificate({
    version: 2,
    serialNumber: new Integer({ valueHex: Uint8Array.from(order.serial) }),
    signature: ecdsaSha256(),
    issuer: parsed?.subject ?? order.subject,
    notBefore: time(order.from),
    notAfter: time(order.to),
    subject: order.subject,
    subjectPublicKeyInfo: new PublicKeyInfo({ schema: asn1(order.publicKey, "public key") }),
    extensions: extensionsFor(order, publicHalf(issuer.key)),
    signatureAlgorithm: ecdsaSha256(),
  });
  return signed(certificate, createPrivateKey(issuer.key));
}

export type Revoked = { serial: Uint8Array; at: number };

/** The issuer's list of revoked certificates as DER. Times in milliseconds; `number` rises (RFC 5280, 5.2.3). */
export function revocationList(
  issuer: Issuer,
  { revoked, from, to, number }: { revoked: readonly Revoked[]; from: number; to: number; number: number },
): Uint8Array {
  const list = new CertificateRevocationList({
    version: 1,
    signature: ecdsaSha256(),
    issuer: readCertificate(issuer.certificate).parsed.subject,
    thisUpdate: time(from),
    nextUpdate: time(to),
    // An empty list is left out (5.1.2.6).
    ...(revoked.length > 0 && {
      revokedCertificates: revoked.map(
        ({ serial, at }) =>
          new RevokedCertificate({
            userCertificate: new Integer({ valueHex: Uint8Array.from(serial) }),
            revocationDate: time(at),
          }),
      ),
    }),
    crlExtensions: new Extensions({
      extensions: [issuerKey(publicHalf(issuer.key)), extension("2.5.29.20", false, new Integer({ value: number }))],
    }),
    signatureAlgorithm: ecdsaSha256(),
  });
  return signed(list, createPrivateKey(issuer.key));
}
