/** Makes the document of each signed version, once. The receipt never waits for it. */
import { filled } from "#domain/rounds";
import { templateById } from "#domain/templates/registry";
import { submissionDocument } from "../document/submission.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "version">;
  pending: Pick<PendingStore, "settle" | "putDocument">;
  registry: Pick<RegistryStore, "people">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  hash: (bytes: Uint8Array) => string;
};

export function sealer({ store, pending, registry, documents, hash }: Dependencies) {
  return async ({ event, steps }: PendingEvent): Promise<void> => {
    if (!steps.includes("document") || event.fact.type !== "signed") return;
    const { receipt, evidence } = event.fact;
    const version = await store.version(event.id, receipt.version);
    if (!version) throw new Error("signed, but there is no such version");
    const names = await registry.people([receipt.by, event.by, version.by]);
    const { bytes: made } = await submissionDocument({
      version,
      template: filled(templateById(version.template.id), version.round),
      receipt,
      evidence,
      head: names.get(receipt.by)?.name ?? "",
      // Of a signature on paper somebody else: whoever registered it.
      registrar: names.get(event.by)?.name ?? "",
      writer: names.get(version.by)?.name ?? "",
    });
    const key = `documents/${event.id}/${receipt.number}.pdf`;
    const { object, existed } = await documents.putOnce(key, made, "application/pdf", hash(made));
    // An earlier try may have stored it and died before putting it on record: what is stored is the document.
    const bytes = existed ? await documents.read(key, object) : made;
    await pending.putDocument(event.id, {
      version: receipt.version,
      key,
      object,
      sha256: hash(bytes),
      size: bytes.length,
      at: receipt.signedAt,
    });
    await pending.settle(event, "document");
  };
}
