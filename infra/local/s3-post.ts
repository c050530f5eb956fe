/**
 * Presigned POST: a form whose policy says what may be uploaded, so that size, type and place are decided by the
 * server although the bytes never pass it. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
import type { IncomingMessage } from "node:http";
import { checkSums, readBody } from "./s3-body.ts";
import { S3Error } from "./s3-error.ts";
import { type Credentials, checkPolicySignature } from "./s3-signature.ts";
import type { NewVersion } from "./s3-store.ts";

type Form = { fields: Map<string, string>; file: Buffer };

/** What the form makes, when its signature holds and it keeps to its policy. */
export async function readPost(
  request: IncomingMessage,
  bucket: string,
  keys: Credentials,
  now: number,
): Promise<{ made: NewVersion; body: Buffer; status: string }> {
  const { fields, file } = await readForm(request);
  checkPolicySignature(fields, keys);
  checkPolicy(fields, file.length, bucket, now);
  const key = fields.get("key");
  if (!key) throw new S3Error(400, "InvalidArgument", "Bucket POST must contain a field named 'key'.");
  const kept = [...fields].filter(
    ([name]) =>
      /^(content-(type|disposition|encoding|language)|cache-control|expires)$/.test(name) ||
      name.startsWith("x-amz-meta-"),
  );
  return {
    made: { key, headers: Object.fromEntries(kept), checksums: checkSums(Object.fromEntries(fields), file) },
    body: file,
    status: fields.get("success_action_status") ?? "204",
  };
}

async function readForm(request: IncomingMessage): Promise<Form> {
  const type = request.headers["content-type"] ?? "";
  const raw = await readBody(request);
  let entries: FormData;
  try {
    entries = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  } catch {
    throw new S3Error(
      400,
      "MalformedPOSTRequest",
      "The body of your POST request is not well-formed multipart/form-data.",
    );
  }
  const fields = new Map<string, string>();
  for (const [name, value] of entries) {
    // S3 ignores what comes after the file.
    if (name === "file") {
      if (typeof value === "string") return { fields, file: Buffer.from(value) };
      fields.set("key", (fields.get("key") ?? "").replaceAll(`\${filename}`, value.name));
      return { fields, file: Buffer.from(await value.arrayBuffer()) };
    }
    if (typeof value === "string") fields.set(name.toLowerCase(), value);
  }
  throw new S3Error(400, "InvalidArgument", "POST requires exactly one file upload per request.");
}

function checkPolicy(fields: Map<string, string>, size: number, bucket: string, now: number): void {
  const policy = parse(fields.get("policy") ?? "");
  const refuse = (why: string) => new S3Error(403, "AccessDenied", `Invalid according to Policy: ${why}`);
  if (!(now <= Date.parse(policy.expiration))) throw refuse("Policy expired.");
  const valueIn = (name: string) => (name === "bucket" ? bucket : fields.get(name));
  const covered = new Set(["policy", "x-amz-signature", "file"]);
  for (const condition of policy.conditions) {
    const [kind, name, wanted] = Array.isArray(condition)
      ? [String(condition[0]).toLowerCase(), condition[1], condition[2]]
      : ["eq", `$${Object.keys(condition)[0]}`, Object.values(condition)[0]];
    if (kind === "content-length-range") {
      if (size > Number(wanted))
        throw new S3Error(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
      if (size < Number(name))
        throw new S3Error(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
      continue;
    }
    const field = String(name).slice(1).toLowerCase();
    const value = valueIn(field);
    const holds =
      value !== undefined &&
      ((kind === "eq" && value === String(wanted)) || (kind === "starts-with" && value.startsWith(String(wanted))));
    if (!holds) throw refuse(`Policy Condition failed: ${JSON.stringify([kind, `$${field}`, wanted])}`);
    covered.add(field);
  }
  for (const name of fields.keys()) {
    if (!covered.has(name) && !name.startsWith("x-ignore-")) throw refuse(`Extra input fields: ${name}`);
  }
}

function parse(policy: string): { expiration: string; conditions: (unknown[] | Record<string, unknown>)[] } {
  try {
    const read = JSON.parse(Buffer.from(policy, "base64").toString("utf8"));
    if (typeof read.expiration === "string" && Array.isArray(read.conditions)) return read;
  } catch {
    // Falls through: a policy that is not JSON and one that lacks its parts get the same answer.
  }
  throw new S3Error(400, "InvalidPolicyDocument", "The content of the form does not meet the conditions of a policy.");
}
