/**
 * `npm run -s export -- FOLDER`: everything the portal keeps, into a new folder. Which portal is said by TABLE, DOCUMENTS_BUCKET and
 * ATTACHMENTS_BUCKET; account, region and addresses are the shell's, as AWS's own tools have them.
 */
import { resolve } from "node:path";
import * as z from "zod";
import { openDatabase } from "../store/database.ts";
import { openBucket } from "../store/s3.ts";
import { wholeTable } from "../store/whole.ts";
import { run } from "./command.ts";
import { exportAll } from "./export.ts";

const names = z.object({ TABLE: z.string(), ATTACHMENTS_BUCKET: z.string(), DOCUMENTS_BUCKET: z.string() });

process.exitCode = await run({
  name: "export",
  args: process.argv.slice(2),
  environment: names.safeParse(process.env),
  complain: (line) => console.error(line),
  async act({ folder }, { TABLE, ATTACHMENTS_BUCKET, DOCUMENTS_BUCKET }, words) {
    // npm goes to the project's own folder, and says where it was called.
    const target = resolve(process.env.INIT_CWD ?? "", folder);
    const { about, checksum } = await exportAll({
      table: wholeTable(openDatabase(), TABLE),
      buckets: { attachments: openBucket(ATTACHMENTS_BUCKET), documents: openBucket(DOCUMENTS_BUCKET) },
      folder: target,
      now: new Date().toISOString(),
    });
    console.log(words.exported(about.rows, about.files, target));
    console.log(words.keepSum);
    console.log(checksum);
  },
});
