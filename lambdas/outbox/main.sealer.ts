/** Entry of the sealer: makes documents. */
import { createHash } from "node:crypto";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { pendingStore } from "../store/pending.ts";
import { registryStore } from "../store/registry.ts";
import { openBucket } from "../store/s3.ts";
import { submissionStore } from "../store/submissions.ts";
import { inOrder } from "./batch.ts";
import { sealer } from "./sealer.ts";

const environment = z.object({ TABLE: z.string(), DOCUMENTS_BUCKET: z.string() }).parse(process.env);

const db = new DynamoDBClient({});
const pending = pendingStore(db, environment.TABLE);

export const handler = inOrder(
  pending,
  sealer({
    store: submissionStore(db, environment.TABLE),
    pending,
    registry: registryStore(db, environment.TABLE),
    documents: openBucket(environment.DOCUMENTS_BUCKET),
    hash: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  }),
  (line) => process.stdout.write(line),
);
