/** Entry of the mailer: the only function that sends mail. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import * as z from "zod";
import { postOffice } from "../mail/post.ts";
import { mailStore } from "../store/mails.ts";
import { pendingStore } from "../store/pending.ts";
import { registryStore } from "../store/registry.ts";
import { openBucket } from "../store/s3.ts";
import { submissionStore } from "../store/submissions.ts";
import { again } from "./again.ts";
import { alsoMails, inOrder } from "./batch.ts";
import { mailsOf } from "./mailer.ts";

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
const shared = {
  store: submissionStore(db, environment.TABLE),
  pending,
  registry: registryStore(db, environment.TABLE),
  mails: mailStore(db, environment.TABLE),
  // One try: SES has no idempotency, and the client's second might be a second mail.
  post: postOffice(new SESv2Client({ maxAttempts: 1 }), environment.SENDER),
  portal: environment.PORTAL_URL,
  staff: environment.STAFF_MAIL,
};
const events = mailsOf({ ...shared, documents: openBucket(environment.DOCUMENTS_BUCKET) });
const write = (line: string) => process.stdout.write(line);

export const handler = alsoMails(inOrder(pending, events.tell, write), again({ ...shared, events }), write);
