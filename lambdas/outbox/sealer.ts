/**
 * Makes the document of each signed version and of each decision, seals it, and sees to it that the seal can be verified in ten years.
 * Neither receipt nor decision ever waits for any of it.
 */
import type { Instant } from "#domain/deadlines";
import { renewalDue } from "#domain/documents";
import type { Step } from "#domain/steps";
import { addSignatureTimestamp, seal } from "../seal/seal.ts";
import { addValidationData } from "../seal/validation-data.ts";
import { timestampExpires, verifySeal } from "../seal/verify.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import { levelsOf } from "./levels.ts";
import { type Materials, materials } from "./material.ts";
import type { Sealing } from "./sealing.ts";

type Dependencies = Materials & {
  pending: Pick<PendingStore, "settle" | "putDocument" | "documentsOf" | "putRenewal">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  sealing: (now: Instant) => Promise<Sealing>;
  hash: (bytes: Uint8Array) => string;
};

export function sealer({ pending, documents, sealing, hash, ...from }: Dependencies) {
  const materialOf = materials(from);

  /** Takes the steps that remain, each settled before the next. One that has to wait, or fails, is taken when this is called again. */
  return async ({ event, steps }: PendingEvent, now: Instant): Promise<void> => {
    const material = await materialOf(event);
    if (!material) return;
    const { filed, issuer } = material;
    const levels = levelsOf({ records: pending, documents, hash }, filed);

    async function sealed(bytes: Uint8Array): Promise<Uint8Array> {
      const [name, { signer }] = await Promise.all([issuer(), sealing(now)]);
      return seal(bytes, { signer, timestamp: null, at: now, name, field: "Seal" });
    }

    const work: [Step, () => Promise<unknown>][] = [
      [
        "document",
        async () => {
          const bytes = await material.document();
          return bytes ? levels.keep("unsigned", bytes, material.at) : "waits";
        },
      ],
      ["seal", async () => levels.keep("B-B", await sealed(await levels.read("unsigned")), now)],
      [
        "timestamp",
        async () => levels.keep("B-T", await addSignatureTimestamp(await levels.read("B-B"), await sealing(now)), now),
      ],
      [
        "validation",
        async () => {
          const bytes = await levels.read("B-T");
          const { validationData, roots } = await sealing(now);
          const longer = addValidationData(bytes, await validationData(bytes));
          // Where the certificates name no list of revoked ones there is nothing to show later, and nothing is promised.
          if (verifySeal(longer, { roots, at: now }).level === "B-LT") await levels.keep("B-LT", longer, now);
          await pending.putRenewal({ ...filed, at: renewalDue(now, timestampExpires(bytes)) });
        },
      ],
      [
        "archive",
        async () => {
          const stamped = await addSignatureTimestamp(await sealed(await material.archiveCopy()), await sealing(now));
          return levels.keep("archive", stamped, now);
        },
      ],
    ];
    for (const [step, take] of work) {
      if (!steps.includes(step)) continue;
      if ((await take()) === "waits") return;
      await pending.settle(event, step);
    }
  };
}
