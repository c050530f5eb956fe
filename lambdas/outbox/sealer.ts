/**
 * Makes the document of each signed version, seals it, and sees to it that the seal can be verified in ten years. The receipt never
 * waits for any of it. Each level is made of the stored one below it and stored once: what is made twice, because a function died in
 * between, is thrown away and the first stays. So every step may be taken any number of times.
 */
import type { Instant } from "#domain/deadlines";
import type { Level } from "#domain/documents";
import { filled } from "#domain/rounds";
import type { Event, Step } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import { type Attached, filesBeside, type Signed, submissionDocument } from "../document/submission.ts";
import type { Signer } from "../seal/cms.ts";
import { addSignatureTimestamp, seal } from "../seal/seal.ts";
import type { TimestampAuthority } from "../seal/timestamp.ts";
import { addValidationData, type ValidationData } from "../seal/validation-data.ts";
import type { MadeDocument } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingEvent, PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { type VerdictStore, verdictOf } from "../store/verdicts.ts";

export type Sealing = {
  signer: Signer;
  timestamp: TimestampAuthority;
  /** What those who verify a document later will need: certificates, and that none of them was revoked. */
  validationData: (pdf: Uint8Array) => Promise<ValidationData>;
};

type Dependencies = Sealing & {
  store: Pick<SubmissionStore, "version">;
  verdicts: Pick<VerdictStore, "checksOf">;
  pending: Pick<PendingStore, "settle" | "putDocument" | "documentsOf">;
  registry: Pick<RegistryStore, "people">;
  documents: Pick<ObjectStore, "putOnce" | "read">;
  attachments: Pick<ObjectStore, "read">;
  hash: (bytes: Uint8Array) => string;
  /** Origin of the portal, where a document is checked. */
  portal: string;
};

type SignedEvent = Event & { fact: Event["fact"] & { type: "signed" } };

const isSigned = (event: Event): event is SignedEvent => event.fact.type === "signed";

export function sealer(dependencies: Dependencies) {
  const { store, verdicts, pending, registry, documents, attachments, hash, portal } = dependencies;
  const { signer, timestamp, validationData } = dependencies;

  /** Takes a step when it remains. One that cannot be taken yet waits, and those after it too; one that fails comes again. */
  return async ({ event, steps }: PendingEvent, now: Instant): Promise<void> => {
    if (!isSigned(event)) return;
    const work: [Step, () => Promise<unknown>][] = [
      ["document", () => make(event)],
      [
        "seal",
        () => raise(event, "unsigned", "B-B", now, async (bytes) => sealed(bytes, await material(event), now, null)),
      ],
      ["timestamp", () => raise(event, "B-B", "B-T", now, (bytes) => addSignatureTimestamp(bytes, { timestamp }))],
      ["validation", () => raise(event, "B-T", "B-LT", now, validated)],
      ["archive", () => copyForArchives(event, now)],
    ];
    for (const [step, take] of work) {
      if (!steps.includes(step)) continue;
      if ((await take()) === false) return;
      await pending.settle(event, step);
    }
  };

  async function material({ id, by, fact }: SignedEvent): Promise<Signed> {
    const { receipt, evidence } = fact;
    const version = await store.version(id, receipt.version);
    if (!version) throw new Error("signed, but there is no such version");
    const names = await registry.people([receipt.by, by, version.by]);
    const name = (person: string) => names.get(person)?.name ?? "";
    return {
      ...{ version, receipt, evidence, portal },
      template: filled(templateById(version.template.id), version.round),
      head: name(receipt.by),
      // Of a signature on paper somebody else: whoever registered it.
      registrar: name(by),
      writer: name(version.by),
    };
  }

  /** False while a file has not been scanned: the verdict wakes this again. A harmful one stands in the document by name and hash. */
  async function make(event: SignedEvent): Promise<boolean> {
    const signed = await material(event);
    const files = filesBeside(signed.version, signed.evidence);
    const checks = files.length > 0 ? await verdicts.checksOf(event.id) : [];
    const judged = files.map((file) => ({ file, verdict: verdictOf(checks, file) }));
    if (judged.some(({ verdict }) => verdict === "pending")) return false;
    const attached: Attached = new Map(
      await Promise.all(
        judged
          .filter(({ verdict }) => verdict !== "infected")
          .map(async ({ file }) => [file.id, await attachments.read(file.key, file.object)] as const),
      ),
    );
    const { bytes } = await submissionDocument(signed, attached);
    await keep(event, "unsigned", bytes, event.fact.receipt.signedAt);
    return true;
  }

  /** Makes a level of the one below it. Null makes none: there is nothing to add. */
  async function raise(
    event: SignedEvent,
    from: Level,
    to: Level,
    now: Instant,
    how: (bytes: Uint8Array) => Promise<Uint8Array | null>,
  ): Promise<void> {
    const made = await pending.documentsOf(event.id, event.fact.receipt.version);
    const below = made.find(({ level }) => level === from);
    if (!below) throw new Error(`${to} is due before ${from}`);
    const bytes = await how(await documents.read(below.key, below.object));
    if (bytes) await keep(event, to, bytes, now);
  }

  const sealed = (bytes: Uint8Array, { template }: Signed, now: Instant, by: TimestampAuthority | null) =>
    seal(bytes, { signer, timestamp: by, at: now, name: template.issuer.name, field: "Seal" });

  async function validated(bytes: Uint8Array): Promise<Uint8Array | null> {
    const longer = addValidationData(bytes, await validationData(bytes));
    return longer.length > bytes.length ? longer : null;
  }

  async function copyForArchives(event: SignedEvent, now: Instant): Promise<void> {
    const signed = await material(event);
    const { bytes } = await submissionDocument(signed, null);
    await keep(event, "archive", await sealed(bytes, signed, now, timestamp), now);
  }

  /** Stores a level and puts it on record. What an earlier try stored before it died is the document. */
  async function keep(event: SignedEvent, level: Level, made: Uint8Array, at: Instant): Promise<void> {
    const { number, version } = event.fact.receipt;
    const key = `documents/${event.id}/${number}-${level}.pdf`;
    const { object, existed } = await documents.putOnce(key, made, "application/pdf", hash(made));
    const bytes = existed ? await documents.read(key, object) : made;
    const document: MadeDocument = {
      ...{ version, level, renewal: 0, key, object },
      ...{ sha256: hash(bytes), size: bytes.length, at },
    };
    await pending.putDocument(event.id, document);
  }
}
