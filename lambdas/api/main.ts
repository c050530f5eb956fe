/** Entry of the API function: the environment is read here, once, and nowhere else in api/. */
import { randomUUID } from "node:crypto";
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { app } from "./app.ts";
import { jsonLines } from "./log.ts";

const environment = z
  .object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string(), DOCUMENTS_BUCKET: z.string(), PORTAL_URL: z.url() })
  .parse(process.env);

const bucket = (name: string) => async () => (await import("../store/s3.ts")).openBucket(name);

export const handler = app({
  db: openDatabase(),
  table: environment.TABLE,
  attachments: bucket(environment.ATTACHMENTS_BUCKET),
  documents: bucket(environment.DOCUMENTS_BUCKET),
  newId: randomUUID,
  portal: environment.PORTAL_URL,
  log: jsonLines((line) => process.stdout.write(line)),
  clock: Date.now,
});
