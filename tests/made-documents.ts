/** The documents of one signed version or decision, as the portal's own sealer and keeper make them, with the store in memory. */
import { createHash } from "node:crypto";
import { nameInBucket, type Verdict } from "#domain/attachments";
import { type Instant, instant } from "#domain/deadlines";
import type { Level } from "#domain/documents";
import type { Step } from "#domain/steps";
import type { AttachedFile, Event, Version } from "#domain/submission";
import { aBucket } from "#tests/portal";
import type { sealServices } from "#tests/seal-services";
import type { Attached } from "../lambdas/document/submission.ts";
import { keeper } from "../lambdas/outbox/keeper.ts";
import { sealer } from "../lambdas/outbox/sealer.ts";
import type { MadeDocument, Renewal } from "../lambdas/store/documents.ts";
import type { Check } from "../lambdas/store/verdicts.ts";

/** The event that leads to them, what the portal has on record besides, and people's names. */
export type Material = {
  event: Event;
  version: Version;
  told: Event[];
  names: Record<string, string>;
  portal: string;
  attached: Attached;
};

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
  { event, version, told, names, portal, attached }: Material,
  { now, steps, renewed = false, verdict = () => "clean" }: Wish,
): Promise<Map<Level, Uint8Array>> {
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
  const judged = (file: AttachedFile): Check => ({
    ...{ name: nameInBucket(file.key), object: file.object, verdict: verdict(file), at: instant(0) },
  });
  const work = sealer({
    ...{ pending, sealing, documents: bucket, hash: sha256, portal },
    store: { version: async () => version, events: async () => told.map((each) => ({ event: each, key: "" })) },
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
    const told: string[] = [];
    const keep = keeper({ pending, stamping, documents: bucket, hash: sha256, write: (line) => told.push(line) });
    if (!(await keep(now))) throw new Error(told.join());
  }
  const read = async ({ level, key }: MadeDocument) => [level, await bucket.read(key, "")] as const;
  return new Map(await Promise.all(made.map(read)));
}
