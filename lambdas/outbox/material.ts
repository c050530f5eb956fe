/** What a document is made from: the signed version, or the decision on it, with people's names as they are now. */
import type { Instant } from "#domain/deadlines";
import { type DecisionEvent, decidersOf, isDecision } from "#domain/decision";
import { decisionNumber } from "#domain/documents";
import { filled } from "#domain/rounds";
import type { Event, Version } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import { type Decided, decisionDocument } from "../document/decision.ts";
import { type Attached, filesBeside, type Signed, submissionDocument } from "../document/submission.ts";
import type { Filed } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { type VerdictStore, verdictOf } from "../store/verdicts.ts";

export type Materials = {
  store: Pick<SubmissionStore, "version" | "events">;
  verdicts: Pick<VerdictStore, "checksOf">;
  registry: Pick<RegistryStore, "people">;
  attachments: Pick<ObjectStore, "read">;
  /** Origin of the portal, where a document is checked. */
  portal: string;
};

export type Material = {
  filed: Filed;
  /** When what the document says came to be. */
  at: Instant;
  /** In whose name it is sealed. */
  issuer: () => Promise<string>;
  /** Null while it has to wait. */
  document: () => Promise<Uint8Array | null>;
  archiveCopy: () => Promise<Uint8Array>;
};

type SignedEvent = Event & { fact: Event["fact"] & { type: "signed" } };

const isSigned = (event: Event): event is SignedEvent => event.fact.type === "signed";

export function materials({ store, verdicts, registry, attachments, portal }: Materials) {
  /** Null for an event that leads to no document. */
  return async (event: Event): Promise<Material | null> =>
    isSigned(event) ? ofVersion(event) : isDecision(event) ? ofDecision(event) : null;

  async function versionOf(id: string, n: number) {
    const version = await store.version(id, n);
    if (!version) throw new Error("there is no such version");
    return { version, template: filled(templateById(version.template.id), version.round) };
  }

  async function named(ids: string[]): Promise<(person: string) => string> {
    const names = await registry.people(ids);
    return (person) => names.get(person)?.name ?? "";
  }

  function ofVersion(event: SignedEvent): Material {
    const { id } = event;
    const { version, number, signedAt } = event.fact.receipt;
    return {
      filed: { id, version, number },
      at: signedAt,
      issuer: async () => (await versionOf(id, version)).template.issuer.name,
      document: async () => {
        const signed = await signedOf(event);
        const attached = await attachedTo(signed);
        return attached && (await submissionDocument(signed, attached)).bytes;
      },
      archiveCopy: async () => (await submissionDocument(await signedOf(event), null)).bytes,
    };
  }

  async function signedOf(event: SignedEvent): Promise<Signed> {
    const { receipt, evidence } = event.fact;
    const { version, template } = await versionOf(event.id, receipt.version);
    const name = await named([receipt.by, event.by, version.by]);
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

  async function ofDecision(event: DecisionEvent): Promise<Material> {
    const { id, fact } = event;
    const told = (await store.events(id)).map((each) => each.event);
    const signing = told.find((each) => isSigned(each) && each.fact.receipt.version === fact.version);
    if (!signing || !isSigned(signing)) throw new Error("decided on what nobody has signed");
    const { receipt } = signing.fact;
    // Whoever decides alone has done so by this event; where a second one attests, the first has proposed it before.
    const proposed = told.findLast((each) => each.fact.type === "proposed" && each.seq < event.seq);
    const by = decidersOf(event);
    const decidedOf = async ({ version, template }: { version: Version; template: Decided["template"] }) => {
      const name = await named([by.decided, event.by]);
      return {
        ...{ event, template, receipt, portal, round: version.round, rss: version.rss },
        decided: { by: name(by.decided), at: (by.attested && proposed?.at) || event.at },
        attested: by.attested === null ? null : { by: name(by.attested), at: event.at },
      };
    };
    const made = async (how: "whole" | "archive") =>
      (await decisionDocument(await decidedOf(await versionOf(id, fact.version)), how)).bytes;
    return {
      filed: { id, version: fact.version, of: "decision", number: decisionNumber(receipt.number) },
      at: event.at,
      issuer: async () => (await versionOf(id, fact.version)).template.issuer.name,
      document: () => made("whole"),
      archiveCopy: () => made("archive"),
    };
  }
}
