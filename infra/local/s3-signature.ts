/**
 * Signature Version 4 as S3 checks it: signed headers, presigned URLs and presigned POST policies.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html
 * Times are real ones: the portal's clock does not move what a signature is worth.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { S3Error } from "./s3-error.ts";

export type Credentials = { accessKeyId: string; secretAccessKey: string };

export type Signed = {
  method: string;
  /** As sent: still percent-encoded. */
  path: string;
  query: [name: string, value: string][];
  headers: Record<string, string | undefined>;
};

const skewAllowed = 15 * 60_000;

/** Throws S3's refusal unless the request is signed by `keys` and still valid. */
export function checkSignature(request: Signed, keys: Credentials, now: number): void {
  const query = new Map(request.query);
  if (query.has("X-Amz-Signature")) checkPresigned(request, query, keys, now);
  else checkHeaders(request, keys, now);
}

function checkHeaders(request: Signed, keys: Credentials, now: number): void {
  const header = request.headers.authorization;
  if (!header) throw new S3Error(403, "AccessDenied", "Access Denied");
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/.exec(header);
  if (!parts) throw new S3Error(400, "AuthorizationHeaderMalformed", "The authorization header is malformed.");
  const [, credential = "", names = "", signature = ""] = parts;
  const date = request.headers["x-amz-date"] ?? "";
  if (!(Math.abs(instantOf(date) - now) <= skewAllowed)) {
    throw new S3Error(
      403,
      "RequestTimeTooSkewed",
      "The difference between the request time and the current time is too large.",
    );
  }
  const content = request.headers["x-amz-content-sha256"];
  if (!content)
    throw new S3Error(400, "InvalidRequest", "Missing required header for this request: x-amz-content-sha256");
  compare(signature, sign(canonical(request, request.query, names, content), date, credential, keys));
}

function checkPresigned(request: Signed, query: Map<string, string>, keys: Credentials, now: number): void {
  const date = query.get("X-Amz-Date") ?? "";
  const seconds = Number(query.get("X-Amz-Expires"));
  if (!(seconds >= 1 && seconds <= 604_800)) {
    throw new S3Error(400, "AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 second and a week.");
  }
  if (!(now <= instantOf(date) + seconds * 1000)) throw new S3Error(403, "AccessDenied", "Request has expired");
  const rest = request.query.filter(([name]) => name !== "X-Amz-Signature");
  const text = canonical(request, rest, query.get("X-Amz-SignedHeaders") ?? "", "UNSIGNED-PAYLOAD");
  compare(query.get("X-Amz-Signature") ?? "", sign(text, date, query.get("X-Amz-Credential") ?? "", keys));
}

/** The signature of a POST policy: over its base64 text. Field names in lower case. */
export function checkPolicySignature(fields: Map<string, string>, keys: Credentials): void {
  const credential = fields.get("x-amz-credential");
  if (!credential || !fields.get("policy")) throw new S3Error(403, "AccessDenied", "Access Denied");
  const [, ...scope] = scopeOf(credential, keys);
  const expected = hmac(signingKey(scope, keys), fields.get("policy") ?? "").toString("hex");
  compare(fields.get("x-amz-signature") ?? "", expected);
}

function canonical(request: Signed, query: Signed["query"], signedHeaders: string, content: string): string {
  const pairs = query.map(([name, value]) => [encode(name), encode(value)] as const);
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : 1));
  const names = signedHeaders.split(";");
  // An unsigned host would let a signature for one bucket server be used at another.
  if (!names.includes("host")) throw new S3Error(403, "AccessDenied", "The host header must be signed.");
  return [
    request.method,
    request.path,
    pairs.map((pair) => pair.join("=")).join("&"),
    ...names.map((name) => `${name}:${(request.headers[name] ?? "").trim().replace(/ +/g, " ")}`),
    "",
    signedHeaders,
    content,
  ].join("\n");
}

function sign(canonicalRequest: string, date: string, credential: string, keys: Credentials): string {
  const [, ...scope] = scopeOf(credential, keys);
  const hash = createHash("sha256").update(canonicalRequest).digest("hex");
  const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), hash].join("\n");
  return hmac(signingKey(scope, keys), text).toString("hex");
}

function scopeOf(credential: string, keys: Credentials): string[] {
  const parts = credential.split("/");
  if (parts[0] !== keys.accessKeyId) {
    throw new S3Error(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
  }
  if (parts.length !== 5 || parts[3] !== "s3" || parts[4] !== "aws4_request") {
    throw new S3Error(400, "AuthorizationHeaderMalformed", "The credential scope is malformed.");
  }
  return parts;
}

function signingKey(scope: string[], keys: Credentials): Buffer {
  return scope.reduce<Buffer | string>((key, part) => hmac(key, part), `AWS4${keys.secretAccessKey}`) as Buffer;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function compare(given: string, expected: string): void {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  if (a.length === b.length && timingSafeEqual(a, b)) return;
  throw new S3Error(403, "SignatureDoesNotMatch", "The request signature does not match the signature you provided.");
}

/** `20260531T215959Z` → milliseconds; NaN when it is something else. */
function instantOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
