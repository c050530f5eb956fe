/** Entry of the mailer: the only function that sends mail. */
import { createHash, randomBytes } from "node:crypto";
import { SESv2Client } from "@aws-sdk/client-sesv2";
import * as z from "zod";
import { postOffice } from "../mail/post.ts";
import { openDatabase } from "../store/database.ts";
import { mailStore } from "../store/mails.ts";
import { pendingStore } from "../store/pending.ts";
import { registerStore } from "../store/register.ts";
import { registryStore } from "../store/registry.ts";
import { openBucket } from "../store/s3.ts";
import { submissionStore } from "../store/submissions.ts";
import { again } from "./again.ts";
import { alsoMails, inOrder } from "./batch.ts";
import { inviter } from "./inviter.ts";
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

const db = openDatabase();
const pending = pendingStore(db, environment.TABLE);
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
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
const invite = inviter({
  ...{ ...shared, register: registerStore(db, environment.TABLE, hash) },
  // 160 bits, in letters that no mail program breaks a link at.
  newCode: () => randomBytes(20).toString("hex"),
});
const write = (line: string) => process.stdout.write(line);

export const handler = alsoMails(inOrder(pending, events.tell, write, invite), again({ ...shared, events }), write);
