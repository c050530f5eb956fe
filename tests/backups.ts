/** The commands that export the portal and restore it, as somebody gives them, and what can be asked of a portal beside the portal. */
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import type { Portal } from "../infra/local/portal.ts";
import { BackupError } from "../lambdas/backup/backup-error.ts";
import { lineOf } from "../lambdas/backup/lines.ts";
import { restoreAll } from "../lambdas/backup/restore.ts";
import { objectStore } from "../lambdas/store/objects.ts";
import { type Item, wholeTable } from "../lambdas/store/whole.ts";

const root = join(import.meta.dirname, "..");
export const hash = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

export type Ended = { code: number; out: string; err: string };

/** The command as somebody gives it in a shell that knows where a portal is. */
export const command = (name: "export" | "restore", env: Portal["env"], ...args: string[]): Promise<Ended> =>
  new Promise((resolve) =>
    execFile(
      process.execPath,
      ["--import", "tsx", `lambdas/backup/main.${name}.ts`, ...args],
      { cwd: root, env: { ...env, PATH: process.env.PATH ?? "" } },
      (error, out, err) => resolve({ code: error ? Number(error.code ?? -1) : 0, out, err }),
    ),
  );

/** What can be asked of a portal's table and buckets beside the portal. */
export function reading({ env, table }: Portal) {
  const credentials = { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" };
  const at = (endpoint = "") => ({ region: "eu-north-1", credentials, endpoint });
  const db = new DynamoDBClient(at(env.AWS_ENDPOINT_URL_DYNAMODB));
  const s3 = new S3Client({ ...at(env.AWS_ENDPOINT_URL_S3), forcePathStyle: true });
  const buckets = {
    attachments: objectStore(s3, env.ATTACHMENTS_BUCKET ?? ""),
    documents: objectStore(s3, env.DOCUMENTS_BUCKET ?? ""),
  };
  const bucketOf = (key: string) => buckets[key.startsWith("documents/") ? "documents" : "attachments"];
  const whole = wholeTable(db, table);
  return {
    db,
    whole,
    buckets,
    /** What the command would say, or nothing when it is done. */
    restore: (folder: string, checksum?: string): Promise<string> =>
      restoreAll({ table: whole, buckets, folder, by: randomUUID(), ...(checksum && { checksum }) }).then(
        () => "",
        (error) => {
          if (!(error instanceof BackupError)) throw error;
          return error.message;
        },
      ),
    async items(): Promise<Item[]> {
      const all: Item[] = [];
      for await (const page of whole.pages()) all.push(...page);
      return all.sort((one, other) => (lineOf(one) < lineOf(other) ? -1 : 1));
    },
    /** By the version that a row names: its bytes' checksum as the portal reads them, and by the link that it gives people. */
    async sums(key: string, object: string): Promise<string[]> {
      const bucket = bucketOf(key);
      const linked = await fetch(await bucket.link(key, object, "fil.pdf"));
      return [hash(await bucket.read(key, object)), hash(new Uint8Array(await linked.arrayBuffer()))];
    },
    read: (key: string, object: string) => bucketOf(key).read(key, object),
    link: (key: string, object: string) => bucketOf(key).link(key, object, "fil.pdf"),
    stop() {
      db.destroy();
      s3.destroy();
    },
  };
}
