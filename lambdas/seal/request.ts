/** The request by which a certification authority is asked to certify the seal's key (PKCS #10, RFC 2986). */
import { BitString, ObjectIdentifier, PrintableString, Sequence, Set as SetOf, Utf8String } from "asn1js";
import {
  AlgorithmIdentifier,
  Attribute,
  CertificationRequest,
  Extension,
  Extensions,
  PublicKeyInfo,
  RelativeDistinguishedNames,
} from "pkijs";
import { asn1, signedBy } from "./certificates.ts";
import { oids } from "./cms.ts";
import { SealError } from "./seal-error.ts";

export type Subject = {
  /** Two letters, ISO 3166. */
  country: string;
  organization: string;
  /** ETSI EN 319 412-1, 5.1.4: the legal person by its number, `NTRSE-5560000000`. */
  organizationIdentifier?: string;
  commonName: string;
};

/** Each part is a set of its own (RFC 5280, 4.1.2.4); made from a list, the library would put all of them into one. */
export function distinguishedName(subject: Subject): RelativeDistinguishedNames {
  const { country, organization, organizationIdentifier, commonName } = subject;
  const texts = [
    ["2.5.4.10", organization],
    ["2.5.4.97", organizationIdentifier],
    ["2.5.4.3", commonName],
  ].flatMap(([type, value]) => (value ? [{ type: type as string, value: new Utf8String({ value }) }] : []));
  const parts = [{ type: "2.5.4.6", value: new PrintableString({ value: country }) }, ...texts].map(
    ({ type, value }) =>
      new SetOf({ value: [new Sequence({ value: [new ObjectIdentifier({ value: type }), value] })] }),
  );
  const name = new Uint8Array(new Sequence({ value: parts }).toBER());
  return new RelativeDistinguishedNames({ schema: asn1(name, "name") });
}

/** keyUsage for a seal: digitalSignature and contentCommitment (RFC 5280, 4.2.1.3). */
export const sealUsage = () =>
  new Extension({
    extnID: "2.5.29.15",
    critical: true,
    extnValue: new BitString({ valueHex: Uint8Array.of(0xc0), unusedBits: 6 }).toBER(),
  });

/**
 * A certification request as DER. `publicKey`: SubjectPublicKeyInfo; `sign`: ECDSA with SHA-256 by its private key, as in `Signer`.
 * Throws SealError `signer` when the two are not of one key.
 */
export async function certificateRequest(
  publicKey: Uint8Array,
  subject: Subject,
  sign: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const request = new CertificationRequest({
    version: 0,
    subject: distinguishedName(subject),
    subjectPublicKeyInfo: new PublicKeyInfo({ schema: asn1(publicKey, "public key") }),
    attributes: [
      new Attribute({
        type: "1.2.840.113549.1.9.14",
        values: [new Extensions({ extensions: [sealUsage()] }).toSchema()],
      }),
    ],
    signatureAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.ecdsaSha256 }),
  });
  const [unsigned] = request.toSchema(true).valueBlock.value;
  const tbs = new Uint8Array((unsigned as Sequence).toBER());
  request.tbsView = tbs;
  request.signatureValue = new BitString({ valueHex: Uint8Array.from(await sign(tbs)) });
  const made = new Uint8Array(request.toSchema().toBER());
  readRequest(made);
  return made;
}

/** What a request asks for, when its key made it. Throws SealError: `unreadable`, `signer`. */
export function readRequest(der: Uint8Array): { publicKey: Uint8Array; subject: RelativeDistinguishedNames } {
  const request = new CertificationRequest({ schema: asn1(der, "request") });
  const publicKey = new Uint8Array(request.subjectPublicKeyInfo.toSchema().toBER());
  const signature = request.signatureValue.valueBlock.valueHexView;
  if (!signedBy(publicKey, request.signatureAlgorithm.algorithmId, signature, request.tbsView))
    throw new SealError("signer", "the request is not signed by its own key");
  return { publicKey, subject: request.subject };
}
