/** Entry of the verdict function. It writes to the table and can reach nothing else, least of all a file. */
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { pendingStore } from "../store/pending.ts";
import { verdictStore } from "../store/verdicts.ts";
import { verdictHandler } from "./verdict.ts";

const environment = z.object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string() }).parse(process.env);

const db = openDatabase();

export const handler = verdictHandler({
  store: verdictStore(db, environment.TABLE),
  pending: pendingStore(db, environment.TABLE),
  bucket: environment.ATTACHMENTS_BUCKET,
  write: (line) => process.stdout.write(line),
});
