/** Timestamps (RFC 3161, with RFC 5816): asking for one over HTTP, and what one says. */
import { createHash, timingSafeEqual } from "node:crypto";
import { Integer, OctetString } from "asn1js";
import { AlgorithmIdentifier, MessageImprint, PKIStatus, TimeStampReq, TimeStampResp, TSTInfo } from "pkijs";
import { asn1, chainOf, hashes, mayServe, type Read, readCertificate, validAt } from "./certificates.ts";
import { oids, readSigned } from "./cms.ts";
import { reading, SealError } from "./seal-error.ts";

/** Gives a TimeStampToken, as DER, for a SHA-256. Throws SealError `timestamp`. */
export type TimestampAuthority = (sha256: Uint8Array) => Promise<Uint8Array>;

export type Timestamp = {
  /** Milliseconds since 1970. */
  time: number;
  hash: "sha256" | "sha384" | "sha512";
  imprint: Uint8Array;
  nonce: Uint8Array | null;
  certificates: Read[];
  signer: Read | null;
  /** Null when the token holds by itself: its signature, its signer's certificate. Whether that is trusted is asked elsewhere. */
  fault: string | null;
};

/** Reads a TimeStampToken and checks it by itself. Throws SealError `unreadable`. */
export function readTimestamp(token: Uint8Array): Timestamp {
  const signed = readSigned(token);
  return reading("TSTInfo", () => {
    if (signed.type !== oids.tstInfo || !signed.content) throw new Error("no TSTInfo");
    const info = new TSTInfo({ schema: asn1(signed.content, "TSTInfo") });
    const hash = hashes[info.messageImprint.hashAlgorithm.algorithmId];
    if (!hash || hash === "sha1" || info.version !== 1) throw new Error("an imprint or a version that does not do");
    const isDigest = createHash(signed.hash).update(signed.content).digest().equals(Buffer.from(signed.digest));
    const faults: [boolean, string][] = [
      [!signed.signer, "the token does not have its signer's certificate"],
      [!isDigest, "the token's content is not what was signed"],
      [!signed.isSignature, "the token's signature is wrong"],
      [!signed.namesCertificate, "the token's signature does not name its certificate"],
      [!signed.signer || !mayServe(signed.signer, "timestamp"), "the token's certificate is not for timestamps"],
    ];
    return {
      time: info.genTime.getTime(),
      hash,
      imprint: Uint8Array.from(info.messageImprint.hashedMessage.valueBlock.valueHexView),
      nonce: info.nonce ? unsigned(info.nonce.valueBlock.valueHexView) : null,
      certificates: signed.certificates,
      signer: signed.signer,
      fault: faults.find(([is]) => is)?.[1] ?? null,
    };
  });
}

/** An integer's octets without what only shows its sign. */
function unsigned(octets: Uint8Array): Uint8Array {
  const first = octets.findIndex((octet) => octet !== 0);
  return first < 0 ? new Uint8Array() : Uint8Array.from(octets.subarray(first));
}

/** X.690, 8.3: a positive INTEGER of the fewest octets. */
export function positive(octets: Uint8Array): Integer {
  const least = unsigned(octets);
  return new Integer({ valueHex: Uint8Array.from((least[0] ?? 0x80) & 0x80 ? [0, ...least] : least) });
}

type Http = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: Uint8Array<ArrayBuffer> },
) => Promise<{ status: number; arrayBuffer(): Promise<ArrayBuffer> }>;

type Options = {
  /** How long to wait is for it to say. */
  fetch: Http;
  url: string;
  /** Eight random bytes, new ones each time. */
  nonce: () => Uint8Array;
  /** DER of the roots to trust; plain HTTP proves nothing of who answered. */
  roots: readonly Uint8Array[];
};

const equal = (one: Uint8Array, other: Uint8Array) => one.length === other.length && timingSafeEqual(one, other);

/** A time-stamp authority over HTTP (RFC 3161, 3.4). What it answers is believed only when everything about it holds. */
export function timestampAuthority({ fetch, url, nonce, roots }: Options): TimestampAuthority {
  const trusted = roots.map(readCertificate);
  return async (sha256) => {
    const own = nonce();
    const refuse = (why: string, cause?: unknown) =>
      new SealError("timestamp", `time-stamp authority ${url}: ${why}`, { cause });
    const request = new TimeStampReq({
      version: 1,
      messageImprint: new MessageImprint({
        hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
        hashedMessage: new OctetString({ valueHex: Uint8Array.from(sha256) }),
      }),
      nonce: positive(own),
      certReq: true,
    });
    const body = new Uint8Array(request.toSchema().toBER());
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query", accept: "application/timestamp-reply" },
      body,
    }).catch((error: Error) => {
      throw refuse(error.message, error);
    });
    if (answer.status !== 200) throw refuse(`HTTP ${answer.status}`);
    const reply = await answer.arrayBuffer().catch((error: Error) => {
      throw refuse(error.message, error);
    });
    try {
      const token = tokenIn(new Uint8Array(reply));
      const stamp = readTimestamp(token);
      if (stamp.fault) throw new Error(stamp.fault);
      if (stamp.hash !== "sha256" || !equal(stamp.imprint, sha256)) throw new Error("the token is for something else");
      if (!stamp.nonce || !equal(stamp.nonce, unsigned(own))) throw new Error("the token answers another request");
      const chain = chainOf(stamp.signer as Read, stamp.certificates, trusted);
      if (!chain) throw new Error("the token's certificate leads to no root that is trusted");
      if (!validAt(chain, stamp.time)) throw new Error("the token's certificate is not valid at the time it states");
      return token;
    } catch (error) {
      throw refuse((error as Error).message, error);
    }
  };
}

/** The token of a TimeStampResp, as the bytes it came as. */
function tokenIn(reply: Uint8Array): Uint8Array {
  const schema = asn1(reply, "reply");
  const { status } = new TimeStampResp({ schema });
  if (status.status !== PKIStatus.granted && status.status !== PKIStatus.grantedWithMods) {
    const words = (status.statusStrings ?? []).map((each) => each.valueBlock.value).join("; ");
    throw new Error(`refused, status ${status.status}${words && ` (${words})`}`);
  }
  const token = (schema.valueBlock as unknown as { value: { valueBeforeDecodeView: Uint8Array }[] }).value[1];
  if (!token) throw new Error("granted, but there is no token");
  return Uint8Array.from(token.valueBeforeDecodeView);
}
