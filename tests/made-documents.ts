/** The documents of one signed version, as the portal's own sealer and keeper make them, with the store in memory. */
import { createHash } from "node:crypto";
import { nameInBucket, type Verdict } from "#domain/attachments";
import { type Instant, instant } from "#domain/deadlines";
import type { Level } from "#domain/documents";
import type { Step } from "#domain/steps";
import type { AttachedFile, Event } from "#domain/submission";
import { aBucket } from "#tests/portal";
import type { sealServices } from "#tests/seal-services";
import type { Attached, Signed } from "../lambdas/document/submission.ts";
import { keeper } from "../lambdas/outbox/keeper.ts";
import { sealer } from "../lambdas/outbox/sealer.ts";
import type { MadeDocument, Renewal } from "../lambdas/store/documents.ts";
import type { Check } from "../lambdas/store/verdicts.ts";

type Material = { event: Event; signed: Signed; attached: Attached };

type Wish = {
  now: Instant;
  steps: Step[];
  /** Whether the keeper comes once too, as if a year had gone. */
  renewed?: boolean;
  verdict?: (file: AttachedFile) => Verdict;
};

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Each level that the steps lead to, by its name. */
export async function documentsMade(
  { sealing, stamping }: Pick<ReturnType<typeof sealServices>, "sealing" | "stamping">,
  { event, signed, attached }: Material,
  { now, steps, renewed = false, verdict = () => "clean" }: Wish,
): Promise<Map<Level, Uint8Array>> {
  const { version, receipt } = signed;
  const { bucket } = aBucket();
  const made: MadeDocument[] = [];
  const renewals: Renewal[] = [];
  const pending = {
    settle: async () => {},
    putDocument: async (_: string, document: MadeDocument) => void made.push(document),
    documentsOf: async () => made,
    putRenewal: async (renewal: Renewal) => void renewals.push(renewal),
    renewalsDue: async () => renewals.slice(),
    overdue: async () => [],
    wake: async () => {},
  };
  const names = { [receipt.by]: signed.head, [version.by]: signed.writer };
  const judged = (file: AttachedFile): Check => ({
    ...{ name: nameInBucket(file.key), object: file.object, verdict: verdict(file), at: instant(0) },
  });
  const work = sealer({
    ...{ pending, sealing, documents: bucket, hash: sha256, portal: signed.portal },
    store: { version: async () => version },
    verdicts: { checksOf: async () => version.files.map(judged) },
    registry: {
      people: async (ids) =>
        new Map([...ids].map((id) => [id, { id, name: names[id] ?? "", email: "nagon@example.se" }])),
    },
    attachments: {
      read: async (key) => {
        const bytes = attached.get(version.files.find((file) => file.key === key)?.id ?? "");
        if (!bytes) throw new Error(`nothing at ${key}`);
        return bytes;
      },
    },
  });
  await work({ event, steps }, now);
  if (renewed) {
    const faults: string[] = [];
    const keep = keeper({ pending, stamping, documents: bucket, hash: sha256, write: (line) => faults.push(line) });
    if (!(await keep(now))) throw new Error(faults.join());
  }
  const read = async ({ level, key }: MadeDocument) => [level, await bucket.read(key, "")] as const;
  return new Map(await Promise.all(made.map(read)));
}
