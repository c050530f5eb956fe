/** Entry of the function that hears what became of mails. It writes to the table and can send nothing. */
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { mailStore } from "../store/mails.ts";
import { bouncesHandler } from "./bounces.ts";

const environment = z.object({ TABLE: z.string() }).parse(process.env);

export const handler = bouncesHandler({
  mails: mailStore(openDatabase(), environment.TABLE),
  write: (line) => process.stdout.write(line),
});
