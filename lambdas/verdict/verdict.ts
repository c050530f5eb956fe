/**
 * Takes down what the malware scan said. GuardDuty tells it as an EventBridge event, at least once and in no order:
 * https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
import * as z from "zod";
import { placeOf, type Verdict } from "#domain/attachments";
import type { PendingStore } from "../store/pending.ts";
import type { VerdictStore } from "../store/verdicts.ts";

/** What we need of it; AWS may add more. A status we do not know stops here, so that its file stays unopened and the failure is seen. */
const scanned = z.object({
  source: z.literal("aws.guardduty"),
  "detail-type": z.literal("GuardDuty Malware Protection Object Scan Result"),
  time: z.iso.datetime(),
  detail: z.object({
    s3ObjectDetails: z.object({
      bucketName: z.string(),
      objectKey: z.string(),
      eTag: z.string(),
      versionId: z.string().min(1),
    }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(["NO_THREATS_FOUND", "THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED"]),
    }),
  }),
});

export type Scanned = z.input<typeof scanned>;
type Status = Scanned["detail"]["scanResultDetails"]["scanResultStatus"];

/**
 * What GuardDuty could not look into, for whatever reason, may be opened, with a word to the reader: a plan must not be out of reach
 * because of a password or a scan that failed, the log has an error for the latter, and links give files as downloads only.
 */
const meaning: Record<Status, Verdict> = {
  NO_THREATS_FOUND: "clean",
  THREATS_FOUND: "infected",
  UNSUPPORTED: "unscanned",
  ACCESS_DENIED: "unscanned",
  FAILED: "unscanned",
};

type Dependencies = {
  store: Pick<VerdictStore, "judge">;
  pending: Pick<PendingStore, "wakeAll">;
  bucket: string;
  /** One line of JSON: what came of it, and nothing that a person wrote. */
  write: (line: string) => void;
};

export function verdictHandler({ store, pending, bucket, write }: Dependencies) {
  const log = (level: "info" | "error", told: Record<string, string>) =>
    write(`${JSON.stringify({ level, worker: "verdict", ...told })}\n`);

  return async (event: unknown): Promise<void> => {
    const { time, detail } = scanned.parse(event);
    const { bucketName, objectKey, versionId } = detail.s3ObjectDetails;
    const status = detail.scanResultDetails.scanResultStatus;
    const place = placeOf(objectKey);
    if (bucketName !== bucket || !place) return log("error", { outcome: "not-ours", status });
    const verdict = meaning[status];
    // Also for a file that has been removed meanwhile: a version handed in before may have it.
    const outcome = await store.judge(place.id, {
      ...{ name: place.name, object: versionId, verdict },
      at: new Date(time).toISOString(),
    });
    // A document may have waited for it. Also when it was there already: an earlier try may have died before it woke anybody.
    if (outcome !== "unknown") await pending.wakeAll(place.id, new Date(time).toISOString());
    const isWell = outcome !== "unknown" && (verdict === "clean" || status === "UNSUPPORTED");
    log(isWell ? "info" : "error", { outcome, status, id: place.id, name: place.name, object: versionId });
  };
}
