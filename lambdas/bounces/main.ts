/** Entry of the function that hears what became of mails. It writes to the table and can send nothing. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { mailStore } from "../store/mails.ts";
import { bouncesHandler } from "./bounces.ts";

const environment = z.object({ TABLE: z.string() }).parse(process.env);

export const handler = bouncesHandler({
  mails: mailStore(new DynamoDBClient({}), environment.TABLE),
  write: (line) => process.stdout.write(line),
});
