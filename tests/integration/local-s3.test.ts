import { createHash } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { type S3, startS3 } from "../../infra/local/s3.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const origin = "http://127.0.0.1:4000";
const Bucket = "attachments";
const sha256 = (body: string | Buffer) => createHash("sha256").update(body).digest("base64");

let dir: string;
let s3: S3;
let client: S3Client;
const clientOf = (endpoint: string, keys = credentials) =>
  new S3Client({ endpoint, region: "eu-north-1", credentials: keys, maxAttempts: 1 });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-s3-"));
  s3 = await startS3({ dir, origin, credentials });
  await s3.createBucket(Bucket);
  client = clientOf(s3.endpoint);
});
afterAll(async () => {
  client.destroy();
  await s3.stop();
  await rm(dir, { recursive: true });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const put = (Key: string, Body: PutObjectCommandInput["Body"], more: Partial<PutObjectCommandInput> = {}) =>
  client.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));
const get = async (Key: string, more: { VersionId?: string; Range?: string } = {}) => {
  const answer = await client.send(new GetObjectCommand({ Bucket, Key, ...more }));
  return { ...answer, text: await answer.Body?.transformToString() };
};
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => "done",
    (error: { name: string }) => error.name,
  );

describe("objects", () => {
  it("gives back what was put, with its type, its own metadata and a checksum the SDK verifies", async () => {
    const Metadata = { round: "2021" };
    await put("a/plan å.pdf", "hej", { ContentType: "application/pdf", Metadata, ChecksumSHA256: sha256("hej") });
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: "a/plan å.pdf", ChecksumMode: "ENABLED" }));
    expect(await answer.Body?.transformToString()).toBe("hej");
    expect(answer).toMatchObject({
      ContentType: "application/pdf",
      Metadata,
      ChecksumSHA256: sha256("hej"),
      ContentLength: 3,
    });
  });

  it("takes a stream in chunks with its checksum at the end", async () => {
    const text = "rad med å\n".repeat(20_000);
    await put("stream", Readable.from([text.slice(0, 70_000), text.slice(70_000)]), {
      ContentLength: Buffer.byteLength(text),
    });
    expect((await get("stream")).text).toBe(text);
    expect((await client.send(new HeadObjectCommand({ Bucket, Key: "stream" }))).ContentEncoding).toBeUndefined();
  });

  it("refuses a body that does not match its checksum", async () => {
    expect(await codeOf(put("wrong", "hej", { ChecksumSHA256: sha256("då") }))).toBe("BadDigest");
    expect(await codeOf(get("wrong"))).toBe("NoSuchKey");
  });

  it("keeps the first of twenty who write at once when nobody may overwrite", async () => {
    const all = Array.from({ length: 20 }, (_, n) => codeOf(put("once", `${n}`, { IfNoneMatch: "*" })));
    const codes = await Promise.all(all);
    expect(codes.filter((code) => code === "done")).toHaveLength(1);
    expect(codes.filter((code) => code === "PreconditionFailed")).toHaveLength(19);
  });

  it("answers a part of an object, and says when there is no such part", async () => {
    await put("range", "0123456789");
    expect(await get("range", { Range: "bytes=2-4" })).toMatchObject({ text: "234", ContentRange: "bytes 2-4/10" });
    expect((await get("range", { Range: "bytes=-3" })).text).toBe("789");
    expect((await get("range", { Range: "bytes=7-" })).text).toBe("789");
    expect(await codeOf(get("range", { Range: "bytes=10-" }))).toBe("InvalidRange");
  });

  it("copies and lists, as the malware verdict needs", async () => {
    await put("quarantine/1", "fil", { ContentType: "text/plain" });
    await client.send(new CopyObjectCommand({ Bucket, Key: "clean/1", CopySource: `${Bucket}/quarantine/1` }));
    expect(await get("clean/1")).toMatchObject({ text: "fil", ContentType: "text/plain" });
    const listed = await client.send(new ListObjectsV2Command({ Bucket, Prefix: "clean/" }));
    expect(listed.Contents?.map((one) => one.Key)).toEqual(["clean/1"]);
  });
});

describe("versions", () => {
  it("keeps every version of a key, and a deletion hides but does not destroy", async () => {
    const first = await put("v", "ett");
    await put("v", "två");
    expect((await get("v")).text).toBe("två");
    await client.send(new DeleteObjectCommand({ Bucket, Key: "v" }));
    expect(await codeOf(get("v"))).toBe("NoSuchKey");
    expect((await get("v", { VersionId: first.VersionId ?? "" })).text).toBe("ett");
  });

  it("refuses to destroy a version under retention, and lets one go that has none", async () => {
    const lock = { ObjectLockMode: "GOVERNANCE", ObjectLockRetainUntilDate: new Date(Date.now() + 60_000) } as const;
    const locked = await put("lock", "förseglat", lock);
    const free = await put("lock", "fritt");
    const remove = (VersionId?: string) =>
      codeOf(client.send(new DeleteObjectCommand({ Bucket, Key: "lock", VersionId })));
    expect(await remove(locked.VersionId)).toBe("AccessDenied");
    expect(await remove(free.VersionId)).toBe("done");
    expect(await get("lock")).toMatchObject({ text: "förseglat", ObjectLockMode: "GOVERNANCE" });
  });

  it("has everything it acknowledged when started again, and nothing half written", async () => {
    const { VersionId } = await put("kept", "sparat", { ContentType: "text/plain" });
    await put("kept", "sparat igen");
    const again = await startS3({ dir, credentials });
    const other = clientOf(again.endpoint);
    const old = await other.send(new GetObjectCommand({ Bucket, Key: "kept", VersionId }));
    expect([await old.Body?.transformToString(), old.ContentType]).toEqual(["sparat", "text/plain"]);
    const newest = await other.send(new GetObjectCommand({ Bucket, Key: "kept" }));
    expect(await newest.Body?.transformToString()).toBe("sparat igen");
    other.destroy();
    await again.stop();
    const files = await readdir(join(dir, Bucket), { recursive: true });
    expect(files.filter((file) => file.split("/").at(-1)?.startsWith("."))).toEqual([]);
  });
});

describe("signatures", () => {
  it("refuses an unknown key, a wrong secret and no signature at all", async () => {
    const attempt = (keys: typeof credentials) =>
      codeOf(clientOf(s3.endpoint, keys).send(new HeadObjectCommand({ Bucket, Key: "v" })));
    expect(await attempt({ ...credentials, secretAccessKey: "wrong" })).not.toBe("done");
    expect(await attempt({ ...credentials, accessKeyId: "other" })).not.toBe("done");
    expect((await fetch(`${s3.endpoint}/${Bucket}/v`)).status).toBe(403);
  });

  it("refuses a request signed more than 15 minutes ago", async () => {
    const real = Date.now();
    const late = clientOf(s3.endpoint);
    late.middlewareStack.add(
      (next) => async (args) => {
        jest.spyOn(Date, "now").mockReturnValue(real + 16 * 60_000);
        return next(args);
      },
      { step: "deserialize", priority: "low" },
    );
    expect(await codeOf(late.send(new GetObjectCommand({ Bucket, Key: "v" })))).toBe("RequestTimeTooSkewed");
  });

  it("opens a presigned address for as long as it says, for that object only, and under the name it says", async () => {
    await put("doc.pdf", "dokument", { ContentType: "application/pdf" });
    const disposition = 'attachment; filename="Plan 2021 (Dalarna).pdf"';
    const command = new GetObjectCommand({ Bucket, Key: "doc.pdf", ResponseContentDisposition: disposition });
    const url = await getSignedUrl(client, command, { expiresIn: 60 });
    const answer = await fetch(url, { headers: { origin } });
    expect([answer.status, await answer.text()]).toEqual([200, "dokument"]);
    expect(answer.headers.get("content-disposition")).toBe(disposition);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect((await fetch(url.replace("doc.pdf", "v"))).status).toBe(403);
    jest.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
    const expired = await fetch(url);
    expect([expired.status, await expired.text()]).toEqual([403, expect.stringContaining("expired")]);
  });
});

describe("uploads by form", () => {
  const file = Buffer.from("%PDF-1.7 bilaga å");
  const policy = (more: Partial<PresignedPostOptions> = {}): PresignedPostOptions => ({
    Bucket,
    Key: "quarantine/2021.W/1",
    Conditions: [
      ["content-length-range", 1, 100],
      ["starts-with", "$Content-Type", "application/"],
    ],
    Fields: { "x-amz-checksum-sha256": sha256(file), "x-amz-checksum-algorithm": "SHA256" },
    Expires: 60,
    ...more,
  });
  const send = async (body: Buffer, change: Record<string, string> = {}, options = policy()) => {
    const { url, fields } = await createPresignedPost(client, options);
    const form = new FormData();
    const all = { ...fields, "Content-Type": "application/pdf", ...change };
    for (const [name, value] of Object.entries(all)) form.append(name, value);
    form.append("file", new Blob([new Uint8Array(body)]), "plan.pdf");
    const answer = await fetch(url, { method: "POST", body: form, headers: { origin } });
    return { answer, code: /<Code>(\w+)/.exec(await answer.text())?.[1] ?? answer.status };
  };

  it("takes the file that was announced, byte for byte, and tells the portal's page", async () => {
    const { answer, code } = await send(file);
    expect(code).toBe(204);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    const stored = await client.send(
      new GetObjectCommand({ Bucket, Key: "quarantine/2021.W/1", ChecksumMode: "ENABLED" }),
    );
    expect(Buffer.from((await stored.Body?.transformToByteArray()) ?? [])).toEqual(file);
    expect(stored).toMatchObject({
      ContentType: "application/pdf",
      ChecksumSHA256: sha256(file),
      VersionId: answer.headers.get("x-amz-version-id"),
    });
  });

  it.each([
    ["another file than announced", () => send(Buffer.from("annat")), "BadDigest"],
    [
      "a file that is too large",
      () => send(Buffer.alloc(101), { "x-amz-checksum-sha256": sha256(file) }),
      "EntityTooLarge",
    ],
    ["an empty file", () => send(Buffer.alloc(0)), "EntityTooSmall"],
    ["another type", () => send(file, { "Content-Type": "text/html" }), "AccessDenied"],
    ["another place", () => send(file, { key: "clean/2021.W/1" }), "AccessDenied"],
    ["a field the policy does not know", () => send(file, { "x-amz-meta-more": "1" }), "AccessDenied"],
    [
      "another policy than the signed one",
      () => send(file, { policy: Buffer.from("{}").toString("base64") }),
      "SignatureDoesNotMatch",
    ],
  ])("refuses %s", async (_, attempt, expected) => {
    expect((await attempt()).code).toBe(expected);
  });

  it("refuses a form that has expired", async () => {
    const { url, fields } = await createPresignedPost(client, policy());
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, "Content-Type": "application/pdf" }))
      form.append(name, value);
    form.append("file", new Blob([new Uint8Array(file)]));
    jest.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
    expect(await (await fetch(url, { method: "POST", body: form })).text()).toContain("Policy expired");
  });

  it("lets a key start with what the policy says, and end with the file's name", async () => {
    const options = policy({ Key: "quarantine/2021.W/$" + "{filename}" });
    expect((await send(file, {}, options)).code).toBe(204);
    expect((await get("quarantine/2021.W/plan.pdf")).text).toBe(file.toString());
  });

  it("answers a preflight from the portal and refuses one from elsewhere", async () => {
    const ask = (from: string) =>
      fetch(`${s3.endpoint}/${Bucket}`, {
        method: "OPTIONS",
        headers: { origin: from, "access-control-request-method": "POST" },
      });
    expect((await ask(origin)).status).toBe(200);
    expect((await ask("https://evil.example")).status).toBe(403);
  });
});
