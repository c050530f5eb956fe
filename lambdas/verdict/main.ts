/** Entry of the verdict function. It writes to the table and can reach nothing else, least of all a file. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { pendingStore } from "../store/pending.ts";
import { verdictStore } from "../store/verdicts.ts";
import { verdictHandler } from "./verdict.ts";

const environment = z.object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string() }).parse(process.env);

const db = new DynamoDBClient({});

export const handler = verdictHandler({
  store: verdictStore(db, environment.TABLE),
  pending: pendingStore(db, environment.TABLE),
  bucket: environment.ATTACHMENTS_BUCKET,
  write: (line) => process.stdout.write(line),
});
