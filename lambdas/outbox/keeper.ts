/**
 * What is kept stays valid, and what was given up is tried again. Runs every hour. A time stamp is only as good as its certificate and
 * its algorithms: before they grow old, what proves it is put into the document and a new stamp over all of it (ETSI EN 319 142-1,
 * B-LTA).
 */
import { epoch, type Instant } from "#domain/deadlines";
import { renewalDue } from "#domain/documents";
import { addDocumentTimestamp } from "../seal/seal.ts";
import { addValidationData } from "../seal/validation-data.ts";
import { timestampExpires } from "../seal/verify.ts";
import type { Renewal } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingStore } from "../store/pending.ts";
import { kindOf } from "./batch.ts";
import { levelsOf } from "./levels.ts";
import type { Stamping } from "./sealing.ts";

type Dependencies = {
  pending: Pick<PendingStore, "overdue" | "wake" | "renewalsDue" | "putRenewal" | "putDocument" | "documentsOf">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  stamping: (now: Instant) => Promise<Stamping>;
  hash: (bytes: Uint8Array) => string;
  /** Lines of JSON: how much waits and for how long, what failed and for which submission; nothing of what people wrote. */
  write: (line: string) => void;
};

/** What has not been done by then has failed, or waits for something that may have come meanwhile. Milliseconds. */
const patience = 3_600_000;

export function keeper({ pending, documents, stamping, hash, write }: Dependencies) {
  async function renew(due: Renewal, now: Instant): Promise<void> {
    const levels = levelsOf({ records: pending, documents, hash }, due);
    const newest = await levels.newest();
    let bytes = await levels.bytesOf(newest, "sealed");
    const isStamped = newest?.level === "B-LTA" && epoch(renewalDue(newest.at, timestampExpires(bytes))) > epoch(now);
    // An earlier try may have stamped it and died before it wrote down when the next one is due.
    if (newest && !isStamped) {
      const { timestamp, validationData } = await stamping(now);
      bytes = await addDocumentTimestamp(addValidationData(bytes, await validationData(bytes)), { timestamp });
      await levels.keep("B-LTA", bytes, now, newest.level === "B-LTA" ? newest.renewal + 1 : 0);
      bytes = await levels.bytesOf(await levels.newest(), "B-LTA");
    }
    await pending.putRenewal({ ...due, at: renewalDue(now, timestampExpires(bytes)) });
  }

  /** Whether all went well. What did not comes again in an hour; the months between due and too late are for that. */
  return async (now: Instant): Promise<boolean> => {
    let isWell = true;
    const attempt = async (id: string, what: () => Promise<void>) => {
      try {
        await what();
      } catch (error) {
        isWell = false;
        write(`${JSON.stringify({ level: "error", worker: "keeper", id, ...kindOf(error) })}\n`);
      }
    };
    const overdue = await pending.overdue(now, patience);
    const oldestSeconds = overdue[0] ? Math.round((epoch(now) - epoch(overdue[0].since)) / 1000) : 0;
    // An alarm and the dashboard read it from the log.
    write(`${JSON.stringify({ level: "info", worker: "keeper", overdue: overdue.length, oldestSeconds })}\n`);
    for (const { id, seq } of overdue) {
      await attempt(id, () => pending.wake({ id, seq }, now));
    }
    for (const due of await pending.renewalsDue(now)) await attempt(due.id, () => renew(due, now));
    return isWell;
  };
}
