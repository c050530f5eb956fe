/** What arrives in a PUT: read whole within a cap, unwrapped from aws-chunked, and checked against its checksums. */
import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { crc32 } from "node:zlib";
import { S3Error } from "./s3-error.ts";

/** Far above any attachment of the portal; a file is held in memory while it is checked. */
const cap = 128 * 1024 * 1024;

export type Checksums = Record<string, string>;

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > cap) throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}

/** The object inside the body, and the checksums that came with it (by algorithm: `sha256`, `crc32`), all verified. */
export async function readObject(request: IncomingMessage): Promise<{ body: Buffer; checksums: Checksums }> {
  const raw = await readBody(request);
  const headers = request.headers as Record<string, string | undefined>;
  const content = headers["x-amz-content-sha256"] ?? "UNSIGNED-PAYLOAD";
  let body = raw;
  let trailers: Record<string, string> = {};
  if (content.startsWith("STREAMING-")) {
    if (content !== "STREAMING-UNSIGNED-PAYLOAD-TRAILER") {
      throw new S3Error(501, "NotImplemented", "Signed chunks are not implemented.");
    }
    ({ body, trailers } = unchunk(raw));
    if (Number(headers["x-amz-decoded-content-length"]) !== body.length) {
      throw new S3Error(400, "IncompleteBody", "The decoded length differs from x-amz-decoded-content-length.");
    }
  } else if (content !== "UNSIGNED-PAYLOAD" && content !== createHash("sha256").update(raw).digest("hex")) {
    throw new S3Error(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' does not match the body.");
  }
  const md5 = headers["content-md5"];
  if (md5 && md5 !== createHash("md5").update(body).digest("base64")) {
    throw new S3Error(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  return { body, checksums: checkSums({ ...headers, ...trailers }, body) };
}

/** Verifies every `x-amz-checksum-*` among the fields; answers them by algorithm. */
export function checkSums(fields: Record<string, string | undefined>, body: Buffer): Checksums {
  const sums: Checksums = {};
  for (const [name, given] of Object.entries(fields)) {
    const algorithm = /^x-amz-checksum-(crc32|crc32c|crc64nvme|sha1|sha256)$/.exec(name)?.[1];
    if (!algorithm || given === undefined) continue;
    if (given !== checksum(algorithm, body)) {
      throw new S3Error(
        400,
        "BadDigest",
        `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
      );
    }
    sums[algorithm] = given;
  }
  return sums;
}

function checksum(algorithm: string, body: Buffer): string {
  if (algorithm === "sha1" || algorithm === "sha256") return createHash(algorithm).update(body).digest("base64");
  if (algorithm !== "crc32") throw new S3Error(501, "NotImplemented", `Checksum ${algorithm} is not implemented.`);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return sum.toString("base64");
}

/** aws-chunked: `<hex size>\r\n<data>\r\n` … `0\r\n`, trailer lines, an empty line. */
function unchunk(raw: Buffer): { body: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let at = 0;
  const line = () => {
    const end = raw.indexOf("\r\n", at);
    if (end < 0) throw new S3Error(400, "IncompleteBody", "The request body terminated unexpectedly");
    const text = raw.toString("latin1", at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const size = Number.parseInt(line(), 16);
    if (Number.isNaN(size)) throw new S3Error(400, "InvalidRequest", "A chunk has no size.");
    if (size === 0) break;
    if (at + size + 2 > raw.length)
      throw new S3Error(400, "IncompleteBody", "The request body terminated unexpectedly");
    parts.push(raw.subarray(at, at + size));
    at += size + 2;
  }
  const trailers: Record<string, string> = {};
  while (at < raw.length) {
    const text = line();
    const colon = text.indexOf(":");
    if (colon > 0) trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
  }
  return { body: Buffer.concat(parts), trailers };
}
