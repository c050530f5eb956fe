/** Entry of the mailer: the only function that sends mail. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import * as z from "zod";
import { postOffice } from "../mail/post.ts";
import { pendingStore } from "../store/pending.ts";
import { registryStore } from "../store/registry.ts";
import { openBucket } from "../store/s3.ts";
import { submissionStore } from "../store/submissions.ts";
import { inOrder } from "./batch.ts";
import { mailer } from "./mailer.ts";

const environment = z
  .object({
    TABLE: z.string(),
    DOCUMENTS_BUCKET: z.string(),
    PORTAL_URL: z.url(),
    SENDER: z.email(),
    STAFF_MAIL: z.email(),
  })
  .parse(process.env);

const db = new DynamoDBClient({});
const pending = pendingStore(db, environment.TABLE);

export const handler = inOrder(
  pending,
  mailer({
    store: submissionStore(db, environment.TABLE),
    pending,
    registry: registryStore(db, environment.TABLE),
    documents: openBucket(environment.DOCUMENTS_BUCKET),
    // One try: SES has no idempotency, and the client's second might be a second mail.
    post: postOffice(new SESv2Client({ maxAttempts: 1 }), environment.SENDER),
    portal: environment.PORTAL_URL,
    staff: environment.STAFF_MAIL,
  }),
  (line) => process.stdout.write(line),
);
