/**
 * Makes the document of each signed version, seals it, and sees to it that the seal can be verified in ten years. The receipt never
 * waits for any of it.
 */
import type { Instant } from "#domain/deadlines";
import { renewalDue } from "#domain/documents";
import { filled } from "#domain/rounds";
import type { Step } from "#domain/steps";
import type { Event } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import { type Attached, filesBeside, type Signed, submissionDocument } from "../document/submission.ts";
import { addSignatureTimestamp, seal } from "../seal/seal.ts";
import { addValidationData } from "../seal/validation-data.ts";
import { timestampExpires, verifySeal } from "../seal/verify.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { type VerdictStore, verdictOf } from "../store/verdicts.ts";
import { levelsOf } from "./levels.ts";
import type { Sealing } from "./sealing.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "version">;
  verdicts: Pick<VerdictStore, "checksOf">;
  pending: Pick<PendingStore, "settle" | "putDocument" | "documentsOf" | "putRenewal">;
  registry: Pick<RegistryStore, "people">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  attachments: Pick<ObjectStore, "read">;
  sealing: (now: Instant) => Promise<Sealing>;
  hash: (bytes: Uint8Array) => string;
  /** Origin of the portal, where a document is checked. */
  portal: string;
};

type SignedEvent = Event & { fact: Event["fact"] & { type: "signed" } };

const isSigned = (event: Event): event is SignedEvent => event.fact.type === "signed";

export function sealer(dependencies: Dependencies) {
  const { store, verdicts, pending, registry, documents, attachments, sealing, hash, portal } = dependencies;

  /** Takes the steps that remain, each settled before the next. One that has to wait, or fails, is taken when this is called again. */
  return async ({ event, steps }: PendingEvent, now: Instant): Promise<void> => {
    if (!isSigned(event)) return;
    const { version, number, signedAt } = event.fact.receipt;
    const levels = levelsOf({ records: pending, documents, hash }, event.id, version, number);

    const work: [Step, () => Promise<unknown>][] = [
      [
        "document",
        async () => {
          const signed = await material(event);
          const attached = await attachedTo(signed);
          if (!attached) return "waits";
          const { bytes } = await submissionDocument(signed, attached);
          return levels.keep("unsigned", bytes, signedAt);
        },
      ],
      ["seal", async () => levels.keep("B-B", await sealed(await levels.read("unsigned"), event, now), now)],
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
          await pending.putRenewal({ id: event.id, version, number, at: renewalDue(now, timestampExpires(bytes)) });
        },
      ],
      [
        "archive",
        async () => {
          const { bytes } = await submissionDocument(await material(event), null);
          const stamped = await addSignatureTimestamp(await sealed(bytes, event, now), await sealing(now));
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

  async function versionOf({ id, fact }: SignedEvent) {
    const version = await store.version(id, fact.receipt.version);
    if (!version) throw new Error("signed, but there is no such version");
    return { version, template: filled(templateById(version.template.id), version.round) };
  }

  async function material(event: SignedEvent): Promise<Signed> {
    const { receipt, evidence } = event.fact;
    const { version, template } = await versionOf(event);
    const names = await registry.people([receipt.by, event.by, version.by]);
    const name = (person: string) => names.get(person)?.name ?? "";
    return {
      ...{ version, template, receipt, evidence, portal },
      head: name(receipt.by),
      // Of a signature on paper somebody else: whoever registered it.
      registrar: name(event.by),
      writer: name(version.by),
    };
  }

  /** Null while one has not been scanned: the verdict wakes this again. A harmful one is left out, and stands there by name and hash. */
  async function attachedTo({ version, evidence }: Signed): Promise<Attached | null> {
    const files = filesBeside(version, evidence);
    const checks = files.length > 0 ? await verdicts.checksOf(version.id) : [];
    const judged = files.map((file) => ({ file, verdict: verdictOf(checks, file) }));
    if (judged.some(({ verdict }) => verdict === "pending")) return null;
    const harmless = judged.filter(({ verdict }) => verdict !== "infected").map(({ file }) => file);
    return new Map(
      await Promise.all(
        harmless.map(async ({ id, key, object }) => [id, await attachments.read(key, object)] as const),
      ),
    );
  }

  async function sealed(bytes: Uint8Array, event: SignedEvent, now: Instant): Promise<Uint8Array> {
    const [{ template }, { signer }] = await Promise.all([versionOf(event), sealing(now)]);
    return seal(bytes, { signer, timestamp: null, at: now, name: template.issuer.name, field: "Seal" });
  }
}
