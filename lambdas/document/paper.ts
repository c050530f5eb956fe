/**
 * The version that waits, to be signed on paper: the form as it will be submitted, and at the end the lines for the head's ink with the
 * code that binds the paper to this version. Number and code stand on every page, so that no page can be taken for another version's.
 */
import { checkAddress } from "#domain/addresses";
import type { Block } from "#domain/blocks";
import type { Template } from "#domain/form";
import * as formatsSv from "#domain/formats";
import * as formatsEn from "#domain/formats.en";
import type { Language } from "#domain/language";
import { printout } from "#domain/printout";
import { codeOf, type Version } from "#domain/submission";
import { documentTexts } from "#domain/texts/by-language";
import { completionBlocks, marksOf } from "./completion.ts";
import { renderDocument } from "./document.ts";

const formats = { sv: formatsSv, en: formatsEn };

export type Unsigned = {
  version: Version;
  /** With its words filled by the round. */
  template: Template;
  /** What the receipt's number will be. */
  number: string;
  writer: string;
  /** Of the words that are not the form's. */
  language: Language;
  /** Where people find the portal: `https://…`. */
  portal: string;
};

/** The PDF's bytes; `missing` lists characters that no font of ours has and that stand as □. */
export function paperToSign(unsigned: Unsigned): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const { version, template, number, language } = unsigned;
  return renderDocument({
    title: `${template.title}, ${version.rss.name}`,
    language: "sv",
    issuer: template.issuer,
    number: `${number} · ${codeOf(version.hash)}`,
    watermark: null,
    createdAt: version.frozenAt,
    id: version.hash,
    blocks: blocksToSign(unsigned),
    texts: documentTexts[language],
  });
}

export function blocksToSign({ version, template, number, writer, language, portal }: Unsigned): Block[] {
  const words = documentTexts[language];
  const { formatInstant } = formats[language];
  const { answers, files, rss } = version;
  const code = codeOf(version.hash);
  // The form's own row for it is left to the signature below, beside the code.
  const signature = { date: "", head: words.paperHere };
  return [
    { kind: "heading", level: 1, text: template.title },
    ...printout(template, { answers, files, county: rss.county, signature, marked: marksOf(version) }, words),
    ...completionBlocks(version, template, language),
    { kind: "heading", level: 2, text: words.paper },
    { kind: "paragraph", tone: "instruction", text: words.paperLead(number) },
    { kind: "code", text: portal + checkAddress(number, code), caption: words.codeCaption(number, code) },
    {
      kind: "facts",
      rows: [words.date, words.printedName, words.penned(version.rss.name)].map((label) => ({ label, value: "" })),
    },
    { kind: "paragraph", tone: "note", text: words.paperAbout },
    {
      kind: "facts",
      rows: [
        { label: words.rss, value: `${version.rss.name}, ${version.rss.host}` },
        { label: words.handedIn, value: `${words.swedishTime(formatInstant(version.frozenAt))}, ${writer}` },
        { label: words.checksum, value: version.hash },
      ],
    },
  ];
}
