/**
 * `npm run -s restore -- FOLDER [--checksum HEX]`: what `npm run export` wrote, into an empty table and empty buckets. Which ones is said by
 * TABLE, DOCUMENTS_BUCKET and ATTACHMENTS_BUCKET; account, region and addresses are the shell's, as AWS's own tools have them.
 */
import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { openBucket } from "../store/s3.ts";
import { wholeTable } from "../store/whole.ts";
import { run } from "./command.ts";
import { restoreAll } from "./restore.ts";

const names = z.object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string(), DOCUMENTS_BUCKET: z.string() });

process.exitCode = await run({
  name: "restore",
  args: process.argv.slice(2),
  environment: names.safeParse(process.env),
  complain: (line) => console.error(line),
  async act({ folder, checksum }, { TABLE, ATTACHMENTS_BUCKET, DOCUMENTS_BUCKET }, words) {
    // npm goes to the project's own folder, and says where it was called.
    const source = resolve(process.env.INIT_CWD ?? "", folder);
    const { about } = await restoreAll({
      table: wholeTable(openDatabase(), TABLE),
      buckets: { attachments: openBucket(ATTACHMENTS_BUCKET), documents: openBucket(DOCUMENTS_BUCKET) },
      folder: source,
      by: randomUUID(),
      ...(checksum === undefined ? {} : { checksum }),
    });
    console.log(words.restored(about.rows, about.files, about.made));
  },
});
