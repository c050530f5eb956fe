import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { Authority, start, year } from "#tests/sealing";
import { certify, newKey, type Order, publicHalf } from "../../infra/local/authority.ts";
import {
  chainOf,
  type Read,
  readCertificate,
  readCrl,
  revocationAt,
  signedBy,
  validAt,
} from "../../lambdas/seal/certificates.ts";
import { certificateRequest, distinguishedName, readRequest } from "../../lambdas/seal/request.ts";

const day = 86_400_000;
const subject = {
  country: "SE",
  organization: "Länsstödet AB",
  organizationIdentifier: "NTRSE-5560000000",
  commonName: "RSS-portalen",
};
const pemOf = (key: { export(options: { type: "pkcs8"; format: "pem" }): string | Buffer }) =>
  key.export({ type: "pkcs8", format: "pem" }) as string;

describe("a signature", () => {
  const bytes = Buffer.from("planen");
  const rsaSha256 = "1.2.840.113549.1.1.11";
  const ecdsaSha256 = "1.2.840.10045.4.3.2";

  it.each([
    ["RSA of 2048 bits", () => generateKeyPairSync("rsa", { modulusLength: 2048 }), rsaSha256, true],
    ["RSA of 1024 bits", () => generateKeyPairSync("rsa", { modulusLength: 1024 }), rsaSha256, false],
    ["P-256", () => generateKeyPairSync("ec", { namedCurve: "P-256" }), ecdsaSha256, true],
    ["a curve of less", () => generateKeyPairSync("ec", { namedCurve: "secp224r1" }), ecdsaSha256, false],
    ["a key of another kind", () => generateKeyPairSync("ec", { namedCurve: "P-256" }), rsaSha256, false],
    ["an algorithm nobody knows", () => generateKeyPairSync("ec", { namedCurve: "P-256" }), "1.2.3", false],
  ])("by %s is believed: %s", (_, make, algorithm, isBelieved) => {
    const { privateKey } = make();
    const key = publicHalf(pemOf(privateKey));
    const signature = sign("sha256", bytes, privateKey);
    expect(signedBy(key, algorithm, signature, bytes)).toBe(isBelieved);
    expect(signedBy(key, algorithm, signature, bytes, "sha512")).toBe(false);
    expect(signedBy(key, algorithm, signature, Buffer.from("en annan"))).toBe(false);
  });

  it("with RSA's plain name goes by the hash that is said beside it", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const key = publicHalf(pemOf(privateKey));
    const signature = sign("sha384", bytes, privateKey);
    expect(signedBy(key, "1.2.840.113549.1.1.1", signature, bytes, "sha384")).toBe(true);
    expect(signedBy(key, "1.2.840.113549.1.1.1", signature, bytes)).toBe(false);
  });
});

describe("a chain", () => {
  const ca = new Authority("Provrot", start - year, start + year);
  const signer = ca.signer("Sigill", "seal", start, start + year / 2);
  const [leaf, root] = signer.chain.map(readCertificate);
  if (!leaf || !root) throw new Error("no chain");

  it("leads to a root that is given, and to no other of the same name", () => {
    const other = readCertificate(new Authority("Provrot", start - year, start + year).root);
    expect(chainOf(leaf, [], [other, root])).toEqual([leaf, root]);
    expect(chainOf(leaf, [root], [other])).toBeNull();
  });

  it("leads over an authority below the root, and over no one who is none", () => {
    const [rootKey, key] = [newKey(), newKey()];
    const order = (commonName: string, pem: string, profile: Order["profile"]): Order => ({
      ...{ publicKey: publicHalf(pem), profile, from: start, to: start + year, crlUrl: null },
      ...{ subject: distinguishedName({ ...subject, commonName }), serial: Uint8Array.of(1) },
    });
    const top = certify(order("Rot", rootKey, "root"), { key: rootKey });
    for (const [profile, length] of [
      ["root", 3],
      ["seal", undefined],
    ] as const) {
      const between = certify(order("Mellan", key, profile), { key: rootKey, certificate: top });
      const below = certify(order("Under", newKey(), "seal"), { key, certificate: between });
      const [from, over, to] = [below, between, top].map(readCertificate) as [Read, Read, Read];
      expect(chainOf(from, [over], [to])?.length).toBe(length);
    }
  });

  it("ends, whatever number of certificates seem to have issued each other", () => {
    const many = Array.from({ length: 40 }, () => readCertificate(new Authority("Provrot", start, start + year).root));
    expect(chainOf(leaf, many, [])).toBeNull();
  });

  it("is valid from the first second to the last, and the root as long as it is trusted", () => {
    const chain = chainOf(leaf, [], [root]) ?? [leaf];
    const at = [start - 1, start, start + year / 2, start + year / 2 + 1000, start + 2 * year];
    expect(at.map((each) => validAt(chain, each))).toEqual([false, true, true, false, false]);
  });

  it("is told of by a list of that time, or a later one from while the certificate was valid", () => {
    const chain = chainOf(leaf, [], [root]) ?? [leaf];
    const told = (crl: Uint8Array, at: number) => revocationAt(chain, [readCrl(crl)], at);
    const list = ca.crl(start + day, start + 9 * day);
    expect([start, start + 2 * day, start + 9 * day, start + 9 * day + 1000].map((at) => told(list, at))).toEqual([
      "good",
      "good",
      "good",
      "unknown",
    ]);
    expect(told(ca.crl(start + year), start)).toBe("unknown");
    ca.revoked.push({ serial: signer.serial, at: start + 3 * day });
    const later = ca.crl(start + 4 * day);
    expect([start + 3 * day - 1, start + 3 * day].map((at) => told(later, at))).toEqual(["good", "revoked"]);
  });
});

describe("a request", () => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKey = publicHalf(pemOf(privateKey));

  it("says whose the key is, each part of the name for itself", async () => {
    const made = await certificateRequest(publicKey, subject, async (bytes) => sign("sha256", bytes, privateKey));
    const read = readRequest(made);
    expect(read.publicKey).toEqual(publicKey);
    expect(read.subject.typesAndValues.map(({ type, value }) => [type, value.valueBlock.value])).toEqual([
      ["2.5.4.6", "SE"],
      ["2.5.4.10", "Länsstödet AB"],
      ["2.5.4.97", "NTRSE-5560000000"],
      ["2.5.4.3", "RSS-portalen"],
    ]);
    // SET (0x31) before each: one set of four would mean one part with four values.
    expect(Buffer.from(read.subject.valueBeforeDecode).filter((octet) => octet === 0x31).length).toBeGreaterThanOrEqual(
      4,
    );
  });
});
