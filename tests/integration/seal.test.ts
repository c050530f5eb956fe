import { createPrivateKey, randomBytes, sign } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { KMSClient } from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { OctetString } from "asn1js";
import { AlgorithmIdentifier, Extension, MessageImprint, TimeStampReq, TimeStampResp } from "pkijs";
import { iso, preparedDocument, start, year } from "#tests/sealing";
import { newKey, publicHalf } from "../../infra/local/authority.ts";
import { type Ca, startCa } from "../../infra/local/ca.ts";
import { type Kms, startKms } from "../../infra/local/kms.ts";
import { startTsa, type Tsa } from "../../infra/local/tsa.ts";
import { asn1, readCertificate, readCrl, sha256, subjectOf } from "../../lambdas/seal/certificates.ts";
import type { Signer } from "../../lambdas/seal/cms.ts";
import { validationDataFor } from "../../lambdas/seal/collect.ts";
import { kmsPublicKey, kmsSigner } from "../../lambdas/seal/kms.ts";
import { certificateRequest } from "../../lambdas/seal/request.ts";
import { addDocumentTimestamp, seal } from "../../lambdas/seal/seal.ts";
import { timestampAuthority } from "../../lambdas/seal/timestamp.ts";
import { addValidationData } from "../../lambdas/seal/validation-data.ts";
import { verifySeal } from "../../lambdas/seal/verify.ts";

const subject = { country: "SE", organization: "Exempel", commonName: "Portalens sigill" };
const day = 86_400_000;
let now = start;
let dir: string;
let kms: Kms;
let client: KMSClient;
let ca: Ca;
let tsa: Tsa;
let request: Uint8Array;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "seal-"));
  kms = await startKms({ keyFile: join(dir, "key.json") });
  client = new KMSClient({
    endpoint: kms.endpoint,
    region: "eu-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  ca = await startCa({ file: join(dir, "ca.json"), now: () => now });
  tsa = await startTsa({ signer: ca.timestampSigner, now: () => now, serial: () => randomBytes(12) });
  request = await certificateRequest(await kmsPublicKey(client, kms.keyId), subject, kmsSigner(client, kms.keyId));
});

afterAll(async () => {
  client.destroy();
  await Promise.all([kms.stop(), ca.stop(), tsa.stop()]);
  await rm(dir, { recursive: true });
});

const stamps = (url: string) => timestampAuthority({ fetch, url, nonce: () => randomBytes(8), roots: [ca.root] });
const signerOf = async (validity?: { from: number; to: number }): Promise<Signer> => ({
  chain: await ca.certify(request, "seal", validity),
  sign: kmsSigner(client, kms.keyId),
});
const options = (signer: Signer) => ({ signer, at: iso(now), name: "Provportalen", field: "Seal" as const });
const verify = (bytes: Uint8Array) => verifySeal(bytes, { roots: [ca.root], at: iso(now) });

describe("the seal's certificate", () => {
  it("is asked for by the key in KMS, which signs the request itself, and is for that key and name", async () => {
    const [leaf] = await ca.certify(request, "seal");
    const certificate = readCertificate(leaf as Uint8Array);
    expect(subjectOf(certificate)).toBe("Portalens sigill");
    expect(new Uint8Array(certificate.parsed.subjectPublicKeyInfo.toSchema().toBER())).toEqual(
      await kmsPublicKey(client, kms.keyId),
    );
  });

  it("is refused for a request that another key signed, or that was changed", async () => {
    const other = createPrivateKey(newKey());
    const forged = certificateRequest(await kmsPublicKey(client, kms.keyId), subject, async (bytes) =>
      sign("sha256", bytes, other),
    );
    await expect(forged).rejects.toMatchObject({ code: "signer" });
    const changed = Buffer.from(Buffer.from(request).toString("latin1").replace("Portalens", "Portalers"), "latin1");
    await expect(ca.certify(changed, "seal")).rejects.toMatchObject({ code: "signer" });
  });

  it("is the same after a restart, with the same root and the same list of revoked ones, in a file only its owner may read", async () => {
    const file = join(dir, "second-ca.json");
    const first = await startCa({ file, now: () => now });
    const chain = await first.certify(request, "seal");
    await first.revoke(chain[0] as Uint8Array);
    await first.stop();
    const second = await startCa({ file, now: () => now, port: Number(new URL(first.url).port) });
    expect(await second.certify(request, "seal")).toEqual(chain);
    expect(second.timestampSigner.chain).toEqual(first.timestampSigner.chain);
    const list = readCrl(new Uint8Array(await (await fetch(`${second.url}/root.crl`)).arrayBuffer()));
    expect(list.parsed.revokedCertificates).toHaveLength(1);
    expect((await fetch(`${second.url}/nothing`)).status).toBe(404);
    await second.stop();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("is a new one for the same key when the list of revoked ones has moved", async () => {
    const file = join(dir, "moved-ca.json");
    const first = await startCa({ file, now: () => now });
    const chain = await first.certify(request, "seal");
    const second = await startCa({ file, now: () => now });
    expect((await second.certify(request, "seal"))[0]).not.toEqual(chain[0]);
    expect(second.root).toEqual(first.root);
    await Promise.all([first.stop(), second.stop()]);
  });
});

describe("the time-stamp authority", () => {
  const asked = (more: Partial<TimeStampReq> = {}, algorithm = "2.16.840.1.101.3.4.2.1", length = 32) => {
    const request = new TimeStampReq({
      version: 1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithmId: algorithm }),
        hashedMessage: new OctetString({ valueHex: new Uint8Array(length) }),
      }),
    });
    return new Uint8Array(Object.assign(request, more).toSchema().toBER());
  };
  const post = (body: Uint8Array, type = "application/timestamp-query") =>
    fetch(tsa.url, { method: "POST", headers: { "content-type": type }, body: Uint8Array.from(body) });

  it.each<[string, () => Uint8Array, number]>([
    ["what is no request", () => Buffer.from("hej"), 5],
    ["another algorithm", () => asked({}, "1.3.14.3.2.26", 20), 0],
    ["a digest of the wrong length", () => asked({}, undefined, 20), 5],
    ["another version", () => asked({ version: 2 }), 2],
    ["another policy", () => asked({ reqPolicy: "1.2.3" }), 15],
    [
      "an extension",
      () => asked({ extensions: [new Extension({ extnID: "1.2.3", extnValue: new OctetString().toBER() })] }),
      16,
    ],
  ])("refuses %s, with the bit for it", async (_, body, bit) => {
    const answer = await post(body());
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/timestamp-reply"]);
    const reply = new TimeStampResp({ schema: asn1(new Uint8Array(await answer.arrayBuffer()), "reply") });
    expect(reply.status.status).toBe(2);
    expect(reply.timeStampToken).toBeUndefined();
    const { valueHexView, unusedBits } = reply.status.failInfo?.valueBlock ?? { valueHexView: [], unusedBits: 0 };
    const bits = [...valueHexView].map((octet) => octet.toString(2).padStart(8, "0")).join("");
    expect([bits.indexOf("1"), bits.length - unusedBits]).toEqual([bit, bit + 1]);
  });

  it("speaks HTTP as it should: POST, that type, not too much", async () => {
    expect((await fetch(tsa.url)).status).toBe(405);
    expect((await post(asked(), "text/plain")).status).toBe(415);
    expect((await post(new Uint8Array(20_000))).status).toBe(413);
  });

  it("goes by the clock it is given", async () => {
    const token = await stamps(tsa.url)(sha256(Buffer.from("planen")));
    expect(Buffer.from(token).includes("20260520120000Z")).toBe(true);
  });
});

describe("twelve years", () => {
  it("keep a seal valid: sealed while the authority is down, stamped later, renewed before each certificate ends", async () => {
    const unsigned = await preparedDocument("En plan som bevaras");
    const signer = await signerOf({ from: now - day, to: now + 2 * year });
    // Nobody listens there.
    const down = seal(unsigned, { ...options(signer), timestamp: stamps("http://127.0.0.1:9/tsa") });
    await expect(down).rejects.toMatchObject({ code: "timestamp" });
    const levels: Uint8Array[] = [await seal(unsigned, { ...options(signer), timestamp: null })];
    const last = () => levels.at(-1) as Uint8Array;
    expect(verify(last())).toMatchObject({ verdict: "valid", level: "B-B", provenAt: null });

    // Each authority's certificate is for three years, and the next one's key is another.
    const authority = async () => {
      const key = createPrivateKey(newKey());
      const pem = key.export({ type: "pkcs8", format: "pem" }) as string;
      const asks = await certificateRequest(publicHalf(pem), { ...subject, commonName: `Tid ${now}` }, async (bytes) =>
        sign("sha256", bytes, key),
      );
      const chain = await ca.certify(asks, "timestamp", { from: now - day, to: now + 3 * year });
      const started = await startTsa({
        signer: { chain, sign: async (bytes) => sign("sha256", bytes, key) },
        now: () => now,
        serial: () => randomBytes(12),
      });
      return started;
    };
    const collected = (bytes: Uint8Array) => validationDataFor(bytes, { fetch, at: iso(now) });

    now += day;
    const stampedAt = now;
    let running = await authority();
    levels.push(await addDocumentTimestamp(last(), { timestamp: stamps(running.url) }));
    expect(verify(last())).toMatchObject({ verdict: "valid", level: "B-T", provenAt: iso(stampedAt) });
    now += day;
    levels.push(addValidationData(last(), await collected(last())));
    expect(verify(last())).toMatchObject({ verdict: "valid", level: "B-LT", provenAt: iso(stampedAt) });

    while (now < start + 12 * year) {
      now += 2 * year;
      await running.stop();
      running = await authority();
      levels.push(addValidationData(last(), await collected(last())));
      levels.push(await addDocumentTimestamp(last(), { timestamp: stamps(running.url) }));
      expect(verify(last())).toMatchObject({ verdict: "valid", level: "B-LTA", provenAt: iso(stampedAt), faults: [] });
    }
    await running.stop();

    // Whatever was kept on the way begins what was kept next, and ends with the document as it was rendered.
    for (const [index, next] of levels.slice(1).entries()) {
      const level = levels[index] as Uint8Array;
      expect(Buffer.compare(next.subarray(0, level.length), level)).toBe(0);
    }
    expect(verify(last()).unsigned?.sha256).toBe(sha256(unsigned).toString("hex"));
    expect(verify(last()).signatures).toHaveLength(8);
    // Without the renewals nothing could be shown any more.
    expect(verify(levels[2] as Uint8Array)).toMatchObject({ verdict: "indeterminate", level: null });
    // The seal's certificate, revoked when it had long been in use, doesn't reach back.
    await ca.revoke(signer.chain[0] as Uint8Array);
    expect(verify(last()).verdict).toBe("valid");
  });

  it("end for a seal whose certificate had been revoked when it was stamped", async () => {
    now = start;
    const signer = await signerOf({ from: now - day, to: now + 2 * year });
    await ca.revoke(signer.chain[0] as Uint8Array);
    now += 1000;
    const sealed = await seal(await preparedDocument(), { ...options(signer), timestamp: stamps(tsa.url) });
    expect(verify(sealed)).toMatchObject({ verdict: "valid", level: "B-T" });
    const told = addValidationData(sealed, await validationDataFor(sealed, { fetch, at: iso(now) }));
    expect(verify(told)).toMatchObject({ verdict: "invalid", level: null, faults: ["revoked"] });
  });

  it("wait for the list of revoked certificates when it is not to be had", async () => {
    const away = await startCa({ now: () => now });
    const signer = { chain: await away.certify(request, "seal"), sign: kmsSigner(client, kms.keyId) };
    const sealed = await seal(await preparedDocument(), { ...options(signer), timestamp: null });
    await away.stop();
    await expect(validationDataFor(sealed, { fetch, at: iso(now) })).rejects.toMatchObject({ code: "fetch" });
  });
});
