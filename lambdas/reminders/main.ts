/** Entry of the reminders, which the clock wakes every morning: their event is nothing but the time. */
import { SESv2Client } from "@aws-sdk/client-sesv2";
import * as z from "zod";
import { instant } from "#domain/deadlines";
import { postOffice } from "../mail/post.ts";
import { openDatabase } from "../store/database.ts";
import { mailStore } from "../store/mails.ts";
import { registryStore } from "../store/registry.ts";
import { runStore } from "../store/runs.ts";
import { submissionStore } from "../store/submissions.ts";
import { tickStore } from "../store/ticks.ts";
import { reminders } from "./reminders.ts";

const environment = z
  .object({ TABLE: z.string(), PORTAL_URL: z.url(), SENDER: z.email(), STAFF_MAIL: z.email() })
  .parse(process.env);

/** `<aws.scheduler.scheduled-time>` of EventBridge Scheduler: without fractions of a second. */
const event = z.object({ time: z.iso.datetime() });

const db = openDatabase();
const remind = reminders({
  store: submissionStore(db, environment.TABLE),
  registry: registryStore(db, environment.TABLE),
  runs: runStore(db, environment.TABLE),
  mails: mailStore(db, environment.TABLE),
  ticks: tickStore(db, environment.TABLE),
  // One try: SES has no idempotency, and the client's second might be a second mail.
  post: postOffice(new SESv2Client({ maxAttempts: 1 }), environment.SENDER),
  portal: environment.PORTAL_URL,
  staff: environment.STAFF_MAIL,
  write: (line) => process.stdout.write(line),
});

export const handler = async (input: unknown): Promise<void> => {
  const { failed } = await remind(instant(Date.parse(event.parse(input).time)));
  // So that it is seen, and tried again: whoever has had a mail does not get it twice.
  if (failed > 0) throw new Error("not every reminder could be sent; see the log");
};
