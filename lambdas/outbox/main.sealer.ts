/** Entry of the sealer: makes documents and seals them. The only function that may use the seal's key. */
import { createHash, randomBytes } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { pendingStore } from "../store/pending.ts";
import { registryStore } from "../store/registry.ts";
import { openBucket } from "../store/s3.ts";
import { submissionStore } from "../store/submissions.ts";
import { verdictStore } from "../store/verdicts.ts";
import { inOrder } from "./batch.ts";
import { sealer } from "./sealer.ts";
import { sealingBy } from "./sealing.ts";

const environment = z
  .object({
    TABLE: z.string(),
    DOCUMENTS_BUCKET: z.string(),
    ATTACHMENTS_BUCKET: z.string(),
    PORTAL_URL: z.url(),
    SEAL_KEY: z.string(),
    TSA_URL: z.url(),
  })
  .parse(process.env);

const db = openDatabase();
const pending = pendingStore(db, environment.TABLE);
const documents = openBucket(environment.DOCUMENTS_BUCKET);

export const handler = inOrder(
  pending,
  sealer({
    store: submissionStore(db, environment.TABLE),
    verdicts: verdictStore(db, environment.TABLE),
    pending,
    registry: registryStore(db, environment.TABLE),
    documents,
    attachments: openBucket(environment.ATTACHMENTS_BUCKET),
    sealing: sealingBy({
      settings: documents,
      kms: new KMSClient({}),
      key: environment.SEAL_KEY,
      tsa: environment.TSA_URL,
      fetch,
      nonce: () => randomBytes(8),
    }),
    hash: (bytes) => createHash("sha256").update(bytes).digest("hex"),
    portal: environment.PORTAL_URL,
  }),
  (line) => process.stdout.write(line),
);
