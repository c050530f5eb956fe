/**
 * The malware scan on this machine, in place of GuardDuty Malware Protection for S3: looks at every version that comes to be in the
 * attachments' bucket and tells the verdict function in an event of the same shape. It knows one harmful thing, the test string all
 * scanners know (https://www.eicar.org/download-anti-malware-testfile/), and looks for it in the bytes as they are: it unpacks nothing.
 */
import { randomUUID } from "node:crypto";
import type { S3 } from "./s3.ts";
import type { Version } from "./s3-store.ts";

export type ScanHandler = (event: unknown) => Promise<unknown>;

export type ScannerOptions = {
  s3: Pick<S3, "versions" | "read" | "whenStored">;
  bucket: string;
  handler: ScanHandler;
  /** What an earlier run has told is not told again. */
  isJudged: (key: string, object: string) => Promise<boolean>;
  /** Milliseconds a scan takes, so that the time before a verdict can be seen. */
  takes?: number;
  /** Milliseconds to wait after the n-th failure. */
  backOff?: (failures: number) => number;
};

export type Scanner = {
  /** Resolves when every version has been told of. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

// In two halves, so that nobody's scanner takes this file for what it is looking for.
const halves = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"];
export const testString = halves.join("");

const slower = (failures: number) => Math.min(30_000, 200 * 2 ** failures);

export async function startScanner(options: ScannerOptions): Promise<Scanner> {
  const { s3, bucket, handler, isJudged, takes = 1000, backOff = slower } = options;
  const timers = new Map<Version, NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let waiting: (() => void)[] = [];
  let stopped = false;

  async function scan(version: Version, failures: number): Promise<void> {
    try {
      const bytes = await s3.read(bucket, version);
      await handler(eventOf(bucket, version, bytes.includes(testString, 0, "latin1")));
    } catch (error) {
      if (stopped) return;
      console.error(`Kontrollen: ${version.key} fick inget utlåtande, nytt försök:`, error);
      later(version, backOff(failures + 1), failures + 1);
    }
  }

  function later(version: Version, wait: number, failures: number): void {
    if (stopped) return;
    const start = () => {
      timers.delete(version);
      const work = scan(version, failures).finally(() => {
        running.delete(work);
        tellIdle();
      });
      running.add(work);
    };
    timers.set(version, setTimeout(start, wait));
  }

  function tellIdle(): void {
    if (!stopped && timers.size + running.size > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  const here = s3.versions(bucket);
  s3.whenStored((name, version) => {
    if (name === bucket) later(version, takes, 0);
  });
  // Stored by a run that was killed before its scan: told now.
  for (const version of here) if (!(await isJudged(version.key, version.id))) later(version, takes, 0);

  return {
    idle: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        tellIdle();
      }),
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running);
      tellIdle();
    },
  };
}

/** As GuardDuty tells it. */
function eventOf(bucketName: string, { key, id, etag }: Version, isHarmful: boolean) {
  return {
    version: "0",
    id: randomUUID(),
    source: "aws.guardduty",
    "detail-type": "GuardDuty Malware Protection Object Scan Result",
    account: "000000000000",
    time: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    region: process.env.AWS_REGION,
    resources: [],
    detail: {
      schemaVersion: "1.0",
      scanStatus: "COMPLETED",
      resourceType: "S3_OBJECT",
      s3ObjectDetails: { bucketName, objectKey: key, eTag: etag, versionId: id, s3Throttled: false },
      scanResultDetails: {
        scanResultStatus: isHarmful ? "THREATS_FOUND" : "NO_THREATS_FOUND",
        threats: isHarmful ? [{ name: "EICAR-Test-File" }] : null,
      },
    },
  };
}
