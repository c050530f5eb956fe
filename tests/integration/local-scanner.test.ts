import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { type S3, startS3 } from "../../infra/local/s3.ts";
import { type Scanner, startScanner, testString } from "../../infra/local/scanner.ts";
import type { Scanned } from "../../lambdas/verdict/verdict.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const [bucket, elsewhere] = ["attachments", "documents"];

let dir: string;
let s3: S3;
let client: S3Client;
let scanner: Scanner | undefined;
let told: { key: string; version: string; status: string }[];

const handler = async (event: unknown): Promise<void> => {
  const { s3ObjectDetails: object, scanResultDetails: result } = (event as Scanned).detail;
  told.push({ key: object.objectKey, version: object.versionId, status: result.scanResultStatus });
};
const start = async (more: Partial<Parameters<typeof startScanner>[0]> = {}) => {
  const isJudged = async () => false;
  scanner = await startScanner({ s3, bucket, handler, isJudged, takes: 0, backOff: () => 0, ...more });
  return scanner;
};
const put = async (Key: string, Body: string, Bucket = bucket) =>
  (await client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId ?? "";

beforeEach(async () => {
  told = [];
  dir = await mkdtemp(join(tmpdir(), "rss-scanner-"));
  s3 = await startS3({ dir, credentials });
  await Promise.all([bucket, elsewhere].map((name) => s3.createBucket(name)));
  client = new S3Client({ endpoint: s3.endpoint, region: "eu-north-1", credentials });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await scanner?.stop();
  client.destroy();
  await s3.stop();
  await rm(dir, { recursive: true });
});

describe("the malware scan on this machine", () => {
  it("tells of each version that comes to be in its bucket, and knows the test string wherever it stands", async () => {
    const { idle } = await start();
    const versions = [
      await put("a", "plan"),
      await put("a", `före${testString}efter`),
      await put("b", testString.slice(1)),
    ];
    await put("c", testString, elsewhere);
    await idle();
    expect(told.toSorted((one, other) => (one.version < other.version ? -1 : 1))).toEqual([
      { key: "a", version: versions[0], status: "NO_THREATS_FOUND" },
      { key: "a", version: versions[1], status: "THREATS_FOUND" },
      { key: "b", version: versions[2], status: "NO_THREATS_FOUND" },
    ]);
  });

  it("tells again what was not taken", async () => {
    const complained = jest.spyOn(console, "error").mockImplementation(() => {});
    let failures = 2;
    const { idle } = await start({
      handler: async (event) => {
        failures -= 1;
        if (failures >= 0) throw new Error("not now");
        await handler(event);
      },
    });
    await put("a", "plan");
    await idle();
    expect(told.map(({ key }) => key)).toEqual(["a"]);
    expect(complained).toHaveBeenCalledTimes(2);
  });

  it("tells at the start of what an earlier run left without a verdict, every version of it", async () => {
    const [first, second] = [await put("a", "ett"), await put("a", "två")];
    await put("judged", "tre");
    const { idle } = await start({ isJudged: async (key) => key === "judged" });
    await idle();
    expect(told.map(({ version }) => version).sort()).toEqual([first, second].sort());
  });

  it("stops at once, in the middle of a scan's time", async () => {
    const { idle, stop } = await start({ takes: 60_000 });
    await put("a", "plan");
    const waiting = idle();
    await stop();
    await waiting;
    expect(told).toEqual([]);
  });
});
