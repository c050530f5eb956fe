/**
 * The document of a signed version: the form with its answers, and last who signed and what the portal received. The form
 * is Swedish; the document's own words are in the language the head read the sentence in that was signed.
 */
import type { Block } from "#domain/blocks";
import { dayOf } from "#domain/deadlines";
import type { Template } from "#domain/form";
import * as formatsSv from "#domain/formats";
import * as formatsEn from "#domain/formats.en";
import { printout } from "#domain/printout";
import { codeOf, type Evidence, type Receipt, type Version } from "#domain/submission";
import { documentTexts } from "#domain/texts/by-language";
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
};

/** The PDF's bytes; `missing` lists characters that no font of ours has and that stand as □. */
export function submissionDocument(signed: Signed): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const { version, template, receipt, evidence } = signed;
  return renderDocument({
    title: `${template.title}, ${version.rss.name}`,
    language: "sv",
    issuer: template.issuer,
    number: receipt.number,
    watermark: null,
    createdAt: receipt.signedAt,
    id: version.hash,
    blocks: blocksOf(signed),
    texts: { page: documentTexts[evidence.language].page },
  });
}

export function blocksOf({ version, template, receipt, evidence, head, writer }: Signed): Block[] {
  const words = documentTexts[evidence.language];
  const { formatInstant } = formats[evidence.language];
  // A line of the form, so in the form's language.
  const signature = { date: formatsSv.formatDay(dayOf(receipt.signedAt)), head };
  return [
    { kind: "heading", level: 1, text: template.title },
    ...printout(
      template,
      { answers: version.answers, files: version.files, county: version.rss.county, signature },
      words,
    ),
    { kind: "heading", level: 2, text: words.signature },
    {
      kind: "facts",
      rows: [
        { label: words.signedBy, value: head },
        { label: words.role, value: words.headOf(version.rss.name) },
        { label: words.how, value: words.inPortal },
        { label: words.when, value: words.swedishTime(formatInstant(receipt.signedAt)) },
        { label: words.text, value: evidence.shown },
      ],
    },
    { kind: "heading", level: 2, text: words.receipt },
    {
      kind: "facts",
      rows: [
        { label: words.number, value: receipt.number },
        { label: words.code, value: codeOf(receipt.hash) },
        { label: words.rss, value: `${version.rss.name}, ${version.rss.host}` },
        { label: words.handedIn, value: `${words.swedishTime(formatInstant(version.frozenAt))}, ${writer}` },
        {
          label: words.received,
          value: `${words.swedishTime(formatInstant(receipt.receivedAt))}, ${words.inTime(receipt.inTime)}`,
        },
        { label: words.checksum, value: receipt.hash },
      ],
    },
  ];
}
