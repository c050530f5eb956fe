import { type ChildProcess, execFile, fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { keyOf, maxFileSize, maxFiles, mediaTypeOf } from "#domain/attachments";
import { pdf } from "#tests/archives";
import { type Asking, askingAs, postFile } from "#tests/by-http";
import { type Hostile, hostileFiles } from "#tests/hostile-files";

const root = join(import.meta.dirname, "../..");
const script = join(root, "dist/test", `hostile-files-${randomUUID()}.mjs`);
const id = "2021.W";
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const mostTime = 5_000;
const mostMemory = 128 * 1024 * 1024;
/** A thousand in the long run. */
const many = process.env.DEEP ? 1000 : 60;

/** The most that was resident at any time so far, in bytes. */
type Memory = { most: number };

let dir: string;
let child: ChildProcess;
let asMaja: Asking;
let s3: S3Client;
let bucket: string;
let before: Memory;
const took: number[] = [];
const announced: number[] = [];

const heard = async <T>(): Promise<T> => (await once(child, "message"))[0] as T;
const memory = (): Promise<Memory> => {
  child.send("memory");
  return heard();
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rss-hostile-"));
  const source = join(import.meta.dirname, "hostile-files.child.ts");
  const args = ["--bundle", "--platform=node", "--format=esm", "--packages=external", `--outfile=${script}`];
  await promisify(execFile)(join(root, "node_modules/.bin/esbuild"), [source, ...args], { cwd: root });
  child = fork(script, [dir], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "" },
    // All there is for objects, the portal's own included: whoever unpacked a bomb would end here.
    execArgv: ["--max-old-space-size=128"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const told = await heard<{ url: string; issuer: string; bucket: string }>();
  bucket = told.bucket;
  asMaja = await askingAs(dir, told, "maja");
  // Honest files of the largest size first: what is measured is what hostile ones add to the most that those take. The bytes of all
  // of them pass through this process only because the stand-in for S3 is in it.
  let url = "";
  for (let n = 0; n < 2; n += 1) {
    const one = await sent({ what: "", name: `${n}.pdf`, bytes: () => honest(maxFileSize - n), outcome: "kept" });
    url = one.url;
    await asMaja("removeFile", { id, file: one.file });
  }
  s3 = new S3Client({
    ...{ endpoint: new URL(url).origin, region: "eu-north-1", maxAttempts: 1 },
    credentials: { accessKeyId: "local", secretAccessKey: "local-secret" },
  });
  before = await memory();
}, 60_000);
afterAll(async () => {
  s3?.destroy();
  child.disconnect();
  await once(child, "exit");
  await rm(dir, { recursive: true });
  await rm(script);
}, 30_000);

const honest = (size: number) => {
  const start = pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"]);
  return Buffer.concat([start, Buffer.alloc(size - start.length)]);
};

type Sent = { outcome: string; file: string; object: string; url: string; storedAs: string };

/** The whole way of a file: announced, posted, confirmed, judged. How far it came, by the portal's or the store's own code. */
async function sent({ name, bytes }: Hostile): Promise<Sent> {
  const body = bytes();
  const end = (outcome: string): Sent => ({ outcome, file: "", object: "", url: "", storedAs: "" });
  const added = await asMaja("addFile", { id }, { name, size: body.length, sha256: sha256(body) });
  if (added.status !== 200) return end(added.reason || added.code);
  const { file, post } = added.answer;
  if (!post) throw new Error("nothing to post");
  const posted = await postFile(post, body);
  if (posted.status !== 204) return end(posted.code);
  const confirmed = await asMaja("confirmFile", { id, file: file.id }, {});
  if (confirmed.status !== 200) {
    await asMaja("removeFile", { id, file: file.id });
    return end(confirmed.reason || confirmed.code);
  }
  const verdict = await verdictOn(file.id);
  return { ...end(verdict === "clean" ? "kept" : verdict), file: file.id, url: post.url, storedAs: file.name };
}

async function verdictOn(file: string): Promise<string> {
  const { answer } = await asMaja("submission", { id });
  const verdict = answer.draft?.files.find((each) => each.id === file)?.verdict ?? "gone";
  return verdict === "pending" ? verdictOn(file) : verdict;
}

/** The bytes as they lie in the bucket, whatever the portal says of them. */
async function stored(file: string): Promise<Uint8Array> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(id, file) }));
  return (await Body?.transformToByteArray()) ?? new Uint8Array();
}

describe("a hostile file", () => {
  it.each(hostileFiles)("$what is $outcome", async (hostile) => {
    const since = performance.now();
    const bytes = hostile.bytes();
    const { outcome, file, storedAs } = await sent({ ...hostile, bytes: () => bytes });
    expect(outcome).toBe(hostile.outcome);
    if (!file) return void took.push(performance.now() - since);
    expect(storedAs).toBe(hostile.storedAs ?? hostile.name);
    expect(sha256(await stored(file))).toBe(sha256(bytes));
    const opened = await asMaja("readFile", { id, file });
    if (outcome === "infected") expect(opened).toMatchObject({ status: 415, reason: "malware" });
    else await comesDownInert(opened.answer.url, storedAs, bytes);
    expect((await asMaja("removeFile", { id, file })).status).toBe(200);
    expect((await asMaja("readFile", { id, file })).code).toBe("not-found");
    took.push(performance.now() - since);
  });

  /** As a download under its own name, as the type of its ending and no other, byte for byte. */
  async function comesDownInert(url: string, name: string, bytes: Buffer): Promise<void> {
    const answer = await fetch(url);
    expect(answer.headers.get("content-type")).toBe(mediaTypeOf(name));
    const disposition = answer.headers.get("content-disposition") ?? "";
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''[\w.~%-]+$/);
    expect(decodeURIComponent(disposition.split("''")[1] ?? "")).toBe(name);
    expect(sha256(new Uint8Array(await answer.arrayBuffer()))).toBe(sha256(bytes));
  }
});

describe("a form that was given for one file", () => {
  const file = honest(400);
  const form = async () => {
    const { answer } = await asMaja("addFile", { id }, { name: "form.pdf", size: file.length, sha256: sha256(file) });
    if (!answer.post) throw new Error("no form");
    return { post: answer.post, file: answer.file.id };
  };
  const changed = (fields: Record<string, string>) => async () => {
    const { post } = await form();
    return postFile({ url: post.url, fields: { ...post.fields, ...fields } }, file);
  };
  const withBytes = (bytes: Buffer) => async () => postFile((await form()).post, bytes);

  const attempts: [string, () => Promise<{ status: number; code: string }>, string][] = [
    ["takes no longer file", withBytes(honest(401)), "EntityTooLarge"],
    ["takes no shorter file", withBytes(file.subarray(1)), "EntityTooSmall"],
    ["takes no other file of the same length", withBytes(Buffer.alloc(400, "%")), "BadDigest"],
    ["goes to no other key", changed({ key: keyOf("2021.X", "plan") }), "AccessDenied"],
    ["takes no other type", changed({ "Content-Type": "text/html" }), "AccessDenied"],
    ["takes no other checksum", changed({ "x-amz-checksum-sha256": "AAAA" }), "AccessDenied"],
    ["takes no way of being shown", changed({ "Content-Disposition": "inline" }), "AccessDenied"],
    ["takes no rights", changed({ acl: "public-read" }), "AccessDenied"],
    ["sends nobody on", changed({ success_action_redirect: "https://evil.example/" }), "AccessDenied"],
    [
      "has the policy it was signed with",
      changed({ policy: Buffer.from("{}").toString("base64") }),
      "SignatureDoesNotMatch",
    ],
    ["needs its signature", changed({ "X-Amz-Signature": "0".repeat(64) }), "SignatureDoesNotMatch"],
    [
      "goes to no other bucket",
      async () => {
        const { post } = await form();
        const url = post.url.replace(bucket, "rss-portalen-documents");
        return postFile({ ...post, url }, file);
      },
      "AccessDenied",
    ],
    [
      "holds no longer than it says",
      async () =>
        postFile(await createPresignedPost(s3, { Bucket: bucket, Key: keyOf(id, "late"), Expires: -1 }), file),
      "AccessDenied",
    ],
  ];

  it.each(attempts)("%s", async (_, attempt, code) => {
    const since = performance.now();
    expect((await attempt()).code).toBe(code);
    took.push(performance.now() - since);
  });

  it("stands for nothing until its bytes are there", async () => {
    const { file } = await form();
    expect(await asMaja("confirmFile", { id, file }, {})).toMatchObject({ status: 415, reason: "absent" });
    expect((await asMaja("readFile", { id, file })).code).toBe("not-found");
    await asMaja("removeFile", { id, file });
  });
});

it("of very many files at once, ten at a time, five get a place and the others are told so", async () => {
  const { answer } = await asMaja("submission", { id });
  for (const { id: file } of answer.draft?.files ?? []) await asMaja("removeFile", { id, file });
  const told = new Map<string, number>();
  const lane = async (first: number): Promise<void> => {
    for (let n = first; n < many; n += 10) {
      const since = performance.now();
      const hash = sha256(Buffer.from(String(n)));
      const { status, reason, code } = await asMaja("addFile", { id }, { name: `${n}.pdf`, size: 1, sha256: hash });
      announced.push(performance.now() - since);
      const said = `${status} ${reason || code}`.trim();
      told.set(said, (told.get(said) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 10 }, (_, first) => lane(first)));
  expect(told.get("200")).toBe(maxFiles);
  expect((told.get("415 count") ?? 0) + (told.get("503 busy") ?? 0)).toBe(many - maxFiles);
  expect((await asMaja("submission", { id })).answer.draft?.files).toHaveLength(maxFiles);
}, 120_000);

it("costs each less than five seconds, and all of them less than 128 MB", async () => {
  const after = await memory();
  const grown = after.most - before.most;
  const slowest = Math.max(...took);
  const slowestInCrowd = Math.max(...announced);
  process.stdout.write(
    `hostile files: ${hostileFiles.length} files, 14 forms, ${many} announcements; slowest ${Math.round(slowest)} ms, in the crowd ${Math.round(slowestInCrowd)} ms; ` +
      `memory at most ${(before.most / 2 ** 20).toFixed(0)} MB before, at most ${(after.most / 2 ** 20).toFixed(0)} MB, ` +
      `${(grown / 2 ** 20).toFixed(0)} MB more; Node ${process.version}\n`,
  );
  expect(hostileFiles.length).toBeGreaterThanOrEqual(40);
  expect(slowest).toBeLessThan(mostTime);
  expect(slowestInCrowd).toBeLessThan(mostTime);
  expect(grown).toBeLessThan(mostMemory);
});
