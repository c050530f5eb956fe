/** Entry of the keeper, which the clock wakes every hour: its event is nothing but the time. */
import { createHash, randomBytes } from "node:crypto";
import * as z from "zod";
import { instant } from "#domain/deadlines";
import { openDatabase } from "../store/database.ts";
import { pendingStore } from "../store/pending.ts";
import { openBucket } from "../store/s3.ts";
import { keeper } from "./keeper.ts";
import { stampingBy } from "./sealing.ts";

const environment = z.object({ TABLE: z.string(), DOCUMENTS_BUCKET: z.string(), TSA_URL: z.url() }).parse(process.env);

/** `<aws.scheduler.scheduled-time>` of EventBridge Scheduler: without fractions of a second. */
const event = z.object({ time: z.iso.datetime() });

const documents = openBucket(environment.DOCUMENTS_BUCKET);
const keep = keeper({
  pending: pendingStore(openDatabase(), environment.TABLE),
  documents,
  stamping: stampingBy({ settings: documents, tsa: environment.TSA_URL, fetch, nonce: () => randomBytes(8) }),
  hash: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  write: (line) => process.stdout.write(line),
});

export const handler = async (input: unknown): Promise<void> => {
  const isWell = await keep(instant(Date.parse(event.parse(input).time)));
  // So that it is seen: what failed is tried again by the next hour's run.
  if (!isWell) throw new Error("not everything could be done; see the log");
};
