/**
 * The document of a signed version: the form with its answers, and last who signed and what the portal received. The form
 * is Swedish; the document's own words are in the language the head read the sentence in that was signed.
 */
import { createHash } from "node:crypto";
import { checkAddress } from "#domain/addresses";
import type { Block } from "#domain/blocks";
import { canonical } from "#domain/canonical";
import { dayOf } from "#domain/deadlines";
import type { Evidence } from "#domain/evidence";
import type { Template } from "#domain/form";
import * as formatsSv from "#domain/formats";
import * as formatsEn from "#domain/formats.en";
import { printout } from "#domain/printout";
import { type AttachedFile, codeOf, type Receipt, type Version } from "#domain/submission";
import { documentTexts } from "#domain/texts/by-language";
import type { AssociatedFile } from "./archive.ts";
import { completionBlocks, marksOf } from "./completion.ts";
import { renderDocument } from "./document.ts";

const formats = { sv: formatsSv, en: formatsEn };

export type Signed = {
  version: Version;
  /** With its words filled by the round. */
  template: Template;
  receipt: Receipt;
  evidence: Evidence;
  /** Names, as they were when the document was made. */
  head: string;
  writer: string;
  /** Origin of the portal, where the document is checked. */
  portal: string;
  /** Who registered what was signed on paper. */
  registrar: string;
};

/** An attachment's bytes by its id. One the malware scan found harmful is not among them: it stands by name and hash only. */
export type Attached = ReadonlyMap<string, Uint8Array>;

/** How the document is made. A change of the look or the structure is a new one: what an earlier one made is told from what was changed. */
export const renderer = "2";

/**
 * The PDF's bytes; `missing` lists characters that no font of ours has and that stand as □. `attached` null makes the archive's copy
 * (PDF/A-2a, nothing embedded) instead of PDF/A-3a with the content and the attachments inside.
 */
export function submissionDocument(
  signed: Signed,
  attached: Attached | null,
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const { version, template, receipt, evidence } = signed;
  const words = documentTexts[evidence.language];
  const own = ownFiles(signed);
  const code = codeOf(receipt.hash);
  const address = `${signed.portal}/kontrollera`;
  return renderDocument({
    title: `${template.title}, ${version.rss.name}`,
    language: "sv",
    issuer: template.issuer,
    number: receipt.number,
    watermark: null,
    createdAt: receipt.signedAt,
    id: version.hash,
    blocks: formBlocks(signed),
    texts: words,
    closing: {
      language: evidence.language,
      texts: words,
      blocks: [
        ...completionBlocks(version, template, evidence.language),
        ...receiptBlocks(signed),
        ...(attached
          ? [
              { kind: "heading", level: 2, text: words.inside } as const,
              { kind: "files", files: own.map(({ name, bytes }) => ({ name, ...measured(bytes) })) } as const,
            ]
          : []),
      ],
      last: signatureBlocks(signed),
      panel: {
        title: words.seal.title,
        lines: [words.seal.numberAndCode(receipt.number, code), ...words.seal.lines],
        check: {
          words: words.seal.check,
          shown: address.replace("https://", ""),
          url: signed.portal + checkAddress(receipt.number, code),
        },
        about: { code: words.seal.code(address), seal: words.seal.field, timestamp: words.seal.timestamp },
      },
    },
    files: attached && [
      ...own,
      ...filesBeside(version, evidence).flatMap(({ id, name, type }): AssociatedFile[] => {
        const bytes = attached.get(id);
        const about = { relationship: "Supplement", description: words.attachment, at: version.frozenAt } as const;
        return bytes ? [{ name, type, bytes, deflate: false, ...about }] : [];
      }),
    ],
  });
}

/** Names, inside the document, of what it was made from. */
export const ownNames = { content: "innehall.json", signature: "underskrift.json" } as const;

/** What `underskrift.json` holds; `hash` is the SHA-256 of `innehall.json`, which is the version without its hash. */
export type SignatureFile = Omit<Signed, "version" | "template"> & { renderer: string; hash: string };

/** What people attached, and the scan of what was signed on paper. */
export const filesBeside = (version: Version, evidence: Evidence): AttachedFile[] =>
  evidence.method === "paper" ? [...version.files, evidence.scan] : version.files;

const measured = (bytes: Uint8Array) => ({
  size: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});

/**
 * What the document was made from: the content, whose SHA-256 is the checksum on record, and the rest of what is printed. With the
 * form's words and the attachments they give the same document again.
 */
function ownFiles({ version, receipt, evidence, head, writer, registrar, portal }: Signed): AssociatedFile[] {
  const { hash, ...content } = version;
  const words = documentTexts[evidence.language];
  const file = (name: string, value: unknown, description: string, at: string): AssociatedFile => ({
    name,
    type: "application/json",
    bytes: Buffer.from(canonical(value), "utf8"),
    relationship: "Source",
    description,
    at,
    deflate: true,
  });
  return [
    file(ownNames.content, content, words.contentFile, version.frozenAt),
    file(
      ownNames.signature,
      { renderer, hash, receipt, evidence, head, writer, registrar, portal } satisfies SignatureFile,
      words.signatureFile,
      receipt.signedAt,
    ),
  ];
}

function formBlocks({ version, template, receipt, evidence, head }: Signed): Block[] {
  // A line of the form, so in the form's language.
  const signedOn = evidence.method === "paper" ? evidence.signedOn : dayOf(receipt.signedAt);
  const signature = { date: formatsSv.formatDay(signedOn), head };
  const { answers, files, rss } = version;
  const printable = { answers, files, county: rss.county, signature, marked: marksOf(version) };
  return [
    { kind: "heading", level: 1, text: template.title },
    ...printout(template, printable, documentTexts[evidence.language]),
  ];
}

function receiptBlocks({ version, receipt, evidence, writer }: Signed): Block[] {
  const words = documentTexts[evidence.language];
  const { formatInstant } = formats[evidence.language];
  return [
    { kind: "heading", level: 2, text: words.receipt },
    {
      kind: "facts",
      rows: [
        { label: words.number, value: receipt.number },
        { label: words.code, value: codeOf(receipt.hash) },
        { label: words.rss, value: `${version.rss.name}, ${version.rss.host}` },
        { label: words.handedIn, value: `${words.swedishTime(formatInstant(version.frozenAt))}, ${writer}` },
        ...receivedRows(receipt, words, words.swedishTime(formatInstant(receipt.receivedAt))),
        { label: words.checksum, value: receipt.hash },
      ],
    },
  ];
}

/** Whether an answer to SKR was in time is one thing, whether what it completes was is another. */
function receivedRows(
  { inTime, completes }: Receipt,
  words: (typeof documentTexts)[Evidence["language"]],
  at: string,
): { label: string; value: string }[] {
  if (!completes) return [{ label: words.received, value: `${at}, ${words.inTime(inTime)}` }];
  return [
    { label: words.completion.received, value: `${at}, ${words.completion.inTime(completes.inTime)}` },
    { label: words.completion.completed(completes.version), value: words.inTime(inTime) },
  ];
}

function signatureBlocks({ version, receipt, evidence, head, registrar }: Signed): Block[] {
  const words = documentTexts[evidence.language];
  return [
    { kind: "heading", level: 2, text: words.signature },
    {
      kind: "facts",
      rows: [
        { label: words.signedBy, value: head },
        { label: words.role, value: words.headOf(version.rss.name) },
        ...howOf(evidence, receipt, registrar),
      ],
    },
    ...scanOf(evidence),
  ];
}

/** How it was signed: in the portal, or on paper and by whom that was registered. */
function howOf(evidence: Evidence, receipt: Receipt, registrar: string): { label: string; value: string }[] {
  const words = documentTexts[evidence.language];
  const { formatInstant, formatDay } = formats[evidence.language];
  const at = words.swedishTime(formatInstant(receipt.signedAt));
  if (evidence.method === "portal") {
    return [
      { label: words.how, value: words.inPortal },
      { label: words.when, value: at },
      { label: words.text, value: evidence.shown },
    ];
  }
  const { signedOn, onBehalf } = evidence;
  const by = onBehalf === null ? registrar : words.forRss(registrar);
  return [
    { label: words.how, value: words.onPaper },
    { label: words.dateOnPaper, value: formatDay(signedOn) },
    { label: words.registered, value: words.registeredBy(at, by) },
    ...(onBehalf === null ? [] : [{ label: words.onBehalf, value: onBehalf }]),
  ];
}

function scanOf(evidence: Evidence): Block[] {
  if (evidence.method === "portal") return [];
  const words = documentTexts[evidence.language];
  const { name, size, sha256 } = evidence.scan;
  return [
    { kind: "heading", level: 2, text: words.scan },
    { kind: "paragraph", tone: "instruction", text: words.scanLead },
    { kind: "files", files: [{ name, size, sha256 }] },
  ];
}
