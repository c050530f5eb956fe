/**
 * KMS, a time-stamp authority and a certification authority in memory, where the SDK's client and `fetch` meet the wire, and the seal's
 * certificates: what the sealer has from outside.
 */
import { randomBytes } from "node:crypto";
import { KMSClient, type KMSClientConfig } from "@aws-sdk/client-kms";
import { type Asked, jsonAnswer, kmsError, textOf, type Wire } from "#tests/memory-services";
import { Authority, year } from "#tests/sealing";
import { timestampReply } from "../infra/local/tsa.ts";
import { type Sealing, type Stamping, sealingBy, stampingBy } from "../lambdas/outbox/sealing.ts";
import type { Signer } from "../lambdas/seal/cms.ts";
import type { ObjectStore } from "../lambdas/store/objects.ts";

/** The protocol AWS JSON 1.1: Sign, RAW. */
export const kmsWire = (sign: Signer["sign"]): Wire => ({
  handle: async ({ headers, body }) => {
    const { Message, MessageType, SigningAlgorithm, KeyId } = JSON.parse(textOf(body));
    const isAsked = headers["x-amz-target"] === "TrentService.Sign" && MessageType === "RAW";
    if (!isAsked || SigningAlgorithm !== "ECDSA_SHA_256") return { response: kmsError("ValidationException") };
    const signature = await sign(Buffer.from(Message, "base64"));
    return { response: jsonAnswer(200, { KeyId, Signature: Buffer.from(signature).toString("base64") }) };
  },
});

const addresses = { tsa: "http://tid.example.se/tsa", list: "http://rot.example.se/root.crl" };

/** What the two authorities answer over HTTP. */
const httpWire = (stamp: (query: Uint8Array) => Promise<Uint8Array>, list: () => Uint8Array): Wire => ({
  handle: async ({ method, path, body }) => {
    const isStamp = method === "POST" && path === "/tsa";
    if (!isStamp && path !== "/root.crl") return { response: { statusCode: 404, headers: {} } };
    const answer = isStamp ? await stamp(body as Uint8Array) : list();
    return { response: { statusCode: 200, headers: {}, body: Buffer.from(answer) } };
  },
});

/** `fetch`, as far as sealing uses it, over a wire. */
const fetchOver = (wire: Wire): typeof fetch =>
  (async (url: string, init: RequestInit = {}) => {
    const request: Asked = { method: init.method ?? "GET", path: new URL(url).pathname, headers: {}, body: init.body };
    const { response } = await wire.handle(request);
    return new Response((response.body as Uint8Array<ArrayBuffer>) ?? null, { status: response.statusCode });
  }) as typeof fetch;

const pem = (certificates: readonly Uint8Array[]) =>
  certificates
    .map((der) => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString("base64")}\n-----END CERTIFICATE-----\n`)
    .join("");

type Around = (service: "kms" | "http", wire: Wire) => Wire;

type Wish = {
  /** Stands between the functions and the services, as tests/faults.ts does. */
  around?: Around;
  /** What else the KMS client is made with. */
  client?: KMSClientConfig;
  /** Where the certificates are read; `files` must be put there then. */
  settings?: Pick<ObjectStore, "read">;
  /** For how long a certificate is given; when it has ended, there is a new one. */
  years?: number;
};

/** `now`: milliseconds since 1970, by which time is stamped. */
export function sealServices(
  now: () => number,
  { around = (_, wire) => wire, client = {}, settings: given, years = 30 }: Wish = {},
) {
  const from = now() - year;
  const authority = new Authority("Provrot", from, from + 40 * year, addresses.list);
  const seal = authority.signer("Prov-e-stämpel", "seal", from, from + years * year);
  const stamping = new Map<number, Signer>();
  const stamp = (query: Uint8Array) => {
    // The next one is there well before the last one ends.
    const term = Math.floor((now() - from) / (0.8 * years * year));
    const begins = from + term * 0.8 * years * year;
    const signer = stamping.get(term) ?? authority.signer("Provtid", "timestamp", begins, begins + years * year);
    stamping.set(term, signer);
    return timestampReply(query, { signer, now, serial: () => randomBytes(8) });
  };
  const files: Record<string, string> = { "seal/chain.pem": pem(seal.chain), "seal/roots.pem": pem([authority.root]) };
  const settings = given ?? { read: async (key: string) => Buffer.from(files[key] ?? "") };
  const outside = {
    tsa: addresses.tsa,
    fetch: fetchOver(
      around(
        "http",
        httpWire(stamp, () => authority.crl(now())),
      ),
    ),
    nonce: () => randomBytes(8),
  };
  const kms = new KMSClient({
    region: "eu-north-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    endpoint: "http://kms.example.se",
    requestHandler: around("kms", kmsWire(seal.sign)) as never,
    ...client,
  });
  const sealing: (at: string) => Promise<Sealing> = sealingBy({ ...outside, settings, kms, key: "seal" });
  const stampingAt: (at: string) => Promise<Stamping> = stampingBy({ ...outside, settings });
  return { authority, kms, sealing, stamping: stampingAt, outside, roots: [authority.root], files };
}
