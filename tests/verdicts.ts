/** What the malware scan would have said, for a portal of tests/portal.ts, which has no scanner. */
import type { Verdict } from "#domain/attachments";
import { nameInBucket } from "#domain/attachments";
import { type Portal, table } from "#tests/portal";
import { verdictStore } from "../lambdas/store/verdicts.ts";

/** Gives a verdict on the version of the object that the file is now. */
export async function judge(portal: Portal, id: string, file: string, verdict: Verdict = "clean"): Promise<void> {
  const found = (await portal.store.load(id))?.files.find((each) => each.id === file);
  if (!found) throw new Error(`no file ${file}`);
  const check = { name: nameInBucket(found.key), object: found.object, verdict, at: "2021-05-20T09:00:01.000Z" };
  await verdictStore(portal.client, table).judge(id, check);
}
