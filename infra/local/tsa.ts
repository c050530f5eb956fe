/** A time-stamp authority on this machine (RFC 3161), over HTTP and by the portal's clock. */
import { createServer, type IncomingMessage } from "node:http";
import { BitString, OctetString, Sequence, Utf8String } from "asn1js";
import { AlgorithmIdentifier, MessageImprint, PKIStatus, PKIStatusInfo, TimeStampReq, TSTInfo } from "pkijs";
import { asn1, sha256 } from "../../lambdas/seal/certificates.ts";
import { oids, type Signer, signData } from "../../lambdas/seal/cms.ts";
import { positive } from "../../lambdas/seal/timestamp.ts";
import { close, listen } from "./listen.ts";

export type Tsa = { url: string; stop(): Promise<void> };

/** PKIFailureInfo: the number of the bit (RFC 3161, 2.4.2). */
const failures = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  systemFailure: 25,
} as const;
type Failure = keyof typeof failures;

class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, message: string) {
    super(message);
    this.failure = failure;
  }
}

/** Nobody's policy: an arc for examples (ITU-T X.660, 2.999). */
const policy = "2.999.3161.1";

const mostBytes = 16_384;

type Options = {
  signer: Signer;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A number no other token of this authority has. */
  serial: () => Uint8Array;
  port?: number;
};

export async function startTsa({ signer, now, serial, port }: Options): Promise<Tsa> {
  const server = createServer(async (request, response) => {
    const refuse = (status: number) => response.writeHead(status).end();
    if (request.method !== "POST") return refuse(405);
    if (request.headers["content-type"] !== "application/timestamp-query") return refuse(415);
    const query = await bodyOf(request);
    if (!query) return refuse(413);
    // Refused or not, HTTP went well (3.4): the answer is in the answer.
    const reply = await timestampReply(query, { signer, now, serial });
    response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(reply);
  });
  return { url: `${await listen(server, port)}/tsa`, stop: () => close(server) };
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function read(query: Uint8Array): TimeStampReq {
  try {
    return new TimeStampReq({ schema: asn1(query, "query") });
  } catch (error) {
    throw new Refused("badDataFormat", (error as Error).message);
  }
}

/** A TimeStampResp, as DER: with a token, or with why not. */
export const timestampReply = (query: Uint8Array, options: Omit<Options, "port">): Promise<Uint8Array> =>
  granted(query, options).catch(refusal);

async function granted(query: Uint8Array, { signer, now, serial }: Omit<Options, "port">): Promise<Uint8Array> {
  const request = read(query);
  const { hashAlgorithm, hashedMessage } = request.messageImprint;
  if (request.version !== 1) throw new Refused("badRequest", "version 1 only");
  if (hashAlgorithm.algorithmId !== oids.sha256) throw new Refused("badAlg", "SHA-256 only");
  if (hashedMessage.valueBlock.valueHexView.length !== 32) throw new Refused("badDataFormat", "no SHA-256");
  if (request.reqPolicy && request.reqPolicy !== policy) throw new Refused("unacceptedPolicy", `${policy} only`);
  if (request.extensions?.length) throw new Refused("unacceptedExtension", "no extensions");
  const info = new TSTInfo({
    version: 1,
    policy,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: oids.sha256 }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(hashedMessage.valueBlock.valueHexView) }),
    }),
    serialNumber: positive(serial()),
    // Whole seconds: DER forbids zeros at the end of a fraction, and nobody needs one.
    genTime: new Date(Math.floor(now() / 1000) * 1000),
    ...(request.nonce && { nonce: request.nonce }),
  });
  const content = new Uint8Array(info.toSchema().toBER());
  const what = { type: oids.tstInfo, content, digest: sha256(content) };
  const token = await signData(what, signer, null, request.certReq === true);
  return reply(new PKIStatusInfo({ status: PKIStatus.granted }), token);
}

const reply = (status: PKIStatusInfo, token?: Uint8Array) =>
  new Uint8Array(
    new Sequence({
      value: [status.toSchema(), ...(token ? [asn1(token, "token")] : [])],
    }).toBER(),
  );

function refusal(error: Error): Uint8Array {
  const bit = failures[error instanceof Refused ? error.failure : "systemFailure"];
  const bits = new Uint8Array(Math.floor(bit / 8) + 1);
  bits[bits.length - 1] = 0x80 >> (bit % 8);
  return reply(
    new PKIStatusInfo({
      status: PKIStatus.rejection,
      statusStrings: [new Utf8String({ value: error.message })],
      // X.690, 11.2.2: no bits after the last that is set.
      failInfo: new BitString({ valueHex: bits, unusedBits: 7 - (bit % 8) }),
    }),
  );
}
