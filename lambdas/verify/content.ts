/**
 * What a document was made from, as it travels inside: the content, the particulars of the signature, the attachments; or of a decision
 * the event in the log, and the particulars around it.
 */
import { maxFiles } from "#domain/attachments";
import type { DecisionEvent } from "#domain/decision";
import type { Version } from "#domain/submission";
import { decisionNames, type ParticularsFile } from "../document/decision.ts";
import { type Attached, filesBeside, ownNames, type SignatureFile } from "../document/submission.ts";
import { reading, SealError } from "../seal/seal-error.ts";
import type { Inside } from "./read.ts";

/**
 * One attachment, or the scan of what was signed on paper. `absent`: it stands in the content and is not inside, as the portal does
 * with a harmful one; `exchanged`: another file goes by its name; `strange`: it is inside, and the content knows nothing of it.
 */
export type FileFound = { name: string; sha256: string; state: "same" | "absent" | "exchanged" | "strange" };

type Common = {
  /** SHA-256 of the content, counted and as the two places say that it is; of a decision one place says it. */
  sums: { counted: string; stated: string; receipt: string | null };
  files: FileFound[];
};

export type SubmissionContent = Common & {
  kind: "submission";
  version: Omit<Version, "hash">;
  signature: SignatureFile;
  /** Those of the listed files that are inside and the same. */
  attached: Attached;
};

export type DecisionContent = Common & {
  kind: "decision";
  event: Omit<DecisionEvent, "hash">;
  particulars: ParticularsFile;
};

export type Content = SubmissionContent | DecisionContent;

/** In bytes. A version is kept in a database whose largest item is 400 kB. */
const largestText = 1_000_000;

const bad = (why: string) => new SealError("unreadable", why);

function json(inside: readonly Inside[], wanted: string): { sum: string; value: Record<string, unknown> } {
  const file = inside.find(({ name }) => name === wanted);
  if (!file) throw bad(`${wanted} is not inside`);
  if (file.bytes.length > largestText) throw bad(`${wanted} is larger than ${largestText} bytes`);
  const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(file.bytes));
  if (typeof value !== "object" || value === null) throw bad(`${wanted} is no object`);
  return { sum: file.sha256, value: value as Record<string, unknown> };
}

function text(value: unknown, what: string): string {
  if (typeof value !== "string") throw bad(`${what} is no text`);
  return value;
}

/**
 * The content of a document by the files inside it. Only what is looked at here is known to have its shape; whoever renders the rest
 * has to reckon with anything. Throws SealError `unreadable`.
 */
export const contentOf = (inside: readonly Inside[]): Content =>
  reading("content", () =>
    inside.some(({ name }) => name === decisionNames.decision) ? decisionIn(inside) : submissionIn(inside),
  );

function decisionIn(inside: readonly Inside[]): DecisionContent {
  const content = json(inside, decisionNames.decision);
  const event = content.value as DecisionContent["event"];
  const particulars = json(inside, decisionNames.particulars).value as ParticularsFile;
  const { renderer, receipt, rss, round, decided, attested } = particulars;
  for (const said of [
    ...[renderer, receipt.number, rss.name, decided.by, decided.at, round.kind, round.template.id],
    ...[round.template.hash, event.at, event.fact.type],
    ...(attested ? [attested.by, attested.at] : []),
  ])
    text(said, "a particular");
  const sums = { counted: content.sum, stated: text(particulars.hash, "the checksum"), receipt: null };
  const own: readonly string[] = Object.values(decisionNames);
  const { files } = compared(
    [],
    inside.filter(({ name }) => !own.includes(name)),
  );
  return { kind: "decision", event, particulars, sums, files };
}

function submissionIn(inside: readonly Inside[]): SubmissionContent {
  const content = json(inside, ownNames.content);
  const about = json(inside, ownNames.signature);
  const version = content.value as SubmissionContent["version"];
  const signature = about.value as SignatureFile;
  for (const said of [
    ...[signature.renderer, signature.head, signature.receipt.number, signature.receipt.signedAt],
    ...[version.rss.name, version.template.id, version.template.hash],
  ])
    text(said, "a particular");
  const sums = {
    counted: content.sum,
    stated: text(signature.hash, "the checksum"),
    receipt: text(signature.receipt.hash, "the receipt's checksum"),
  };
  const own: readonly string[] = Object.values(ownNames);
  const beside = inside.filter(({ name }) => !own.includes(name));
  return { kind: "submission", version, signature, sums, ...compared(listedIn(version, signature), beside) };
}

type Listed = { id: string; name: string; sha256: string };

function listedIn(version: SubmissionContent["version"], { hash, evidence }: SignatureFile): Listed[] {
  const listed = filesBeside({ ...version, hash }, evidence);
  if (listed.length > maxFiles + 1) throw bad("more attachments than there may be");
  return listed.map((file) => ({
    id: text(file.id, "an attachment's id"),
    name: text(file.name, "an attachment's name"),
    sha256: text(file.sha256, "an attachment's checksum"),
  }));
}

/** By checksum, since of two with one name the second goes by another inside. */
function compared(listed: readonly Listed[], beside: readonly Inside[]): Pick<SubmissionContent, "files" | "attached"> {
  const strange = beside.filter(({ sha256 }) => listed.every((file) => file.sha256 !== sha256));
  const attached = new Map<string, Uint8Array>();
  const files = listed.map(({ id, name, sha256 }): FileFound => {
    const same = beside.find((each) => each.sha256 === sha256);
    if (same) attached.set(id, same.bytes);
    const state = same ? "same" : strange.some((each) => each.name === name) ? "exchanged" : "absent";
    return { name, sha256, state };
  });
  const exchanged = files.flatMap(({ name, state }) => (state === "exchanged" ? [name] : []));
  return {
    attached,
    files: [
      ...files,
      ...strange
        .filter(({ name }) => !exchanged.includes(name))
        .map(({ name, sha256 }): FileFound => ({ name, sha256, state: "strange" })),
    ],
  };
}
