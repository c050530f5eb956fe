/** What was found, as lines for a registrar or an archivist: what it comes to first, figures and fingerprints last. */

import { decisionNumber } from "#domain/documents";
import type { Language } from "#domain/language";
import { filled, type Round } from "#domain/rounds";
import { templates } from "#domain/templates/registry";
import type { SignatureReport } from "../seal/judge.ts";
import { formOf } from "./again.ts";
import type { Checked, Finding } from "./check.ts";
import type { Content } from "./content.ts";
import type { Examined } from "./examine.ts";
import { words as en } from "./words.en.ts";
import { words as sv } from "./words.sv.ts";

export const wordsOf: Record<Language, typeof sv> = { sv, en };
type Words = typeof sv;

const longestLine = 400;

/**
 * A line as it may stand in a terminal: names and texts are the file's, and could hold what moves the cursor, colours what follows or
 * turns it about, or begins a line of their own.
 */
export const harmless = (line: string): string => {
  const seen = line.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "\uFFFD");
  return seen.length > longestLine ? `${seen.slice(0, longestLine)} …` : seen;
};

const width = 88;

/** A sentence over as many lines as it takes; those that follow stand further in. */
export function wrapped(line: string): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(" ", width);
    // One word that fills the line stays whole.
    if (rest.slice(0, Math.max(at, 0)).trim() === "") break;
    lines.push(rest.slice(0, at));
    rest = `    ${rest.slice(at + 1)}`;
  }
  return [...lines, rest];
}

/** A file that could not be opened, in the same two forms as one that could. */
export const notOpened = (file: string, language: Language): string[] => [harmless(file), wordsOf[language].notOpened];
export const notOpenedAsJson = (file: string): string =>
  line({ file, verdict: "indeterminate", findings: [{ code: "not-opened", status: "unsure" }] });

/** One line of JSON (RFC 8259), in which what a terminal would act on is escaped. */
export const line = (value: unknown): string =>
  JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (each) =>
    each
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );

/** All of it for a program to read; of the content only what tells which one it is. */
export function asJson(file: string, { inner, ...examined }: Examined, { verdict, findings }: Checked): string {
  if (inner.kind !== "read") return line({ file, verdict, findings, ...examined, inner });
  const content = particularsOf(inner.content);
  return line({ file, verdict, findings, ...examined, inner: { kind: inner.kind, content, pages: inner.pages } });
}

function particularsOf(content: Content) {
  const { sums, files } = content;
  const template = formOf(content);
  if (content.kind === "decision") {
    const { renderer, rss, receipt, decided, attested } = content.particulars;
    return { sums, files, template, rss, renderer, receipt, decision: content.event.fact, decided, attested };
  }
  const { version, signature } = content;
  const { renderer, head, receipt } = signature;
  return { sums, files, template, rss: version.rss, renderer, head, receipt };
}

/** `judgedNow`: whether the instant it was judged by is the present. */
export function told(file: string, examined: Examined, checked: Checked, language: Language, judgedNow: boolean) {
  const words = wordsOf[language];
  const { seal, inner } = examined;
  // What a file with a false seal says of itself is not repeated.
  const content = inner.kind === "read" && seal.verdict !== "invalid" ? inner.content : null;
  const section = (heading: string, lines: string[]) =>
    lines.length > 0 ? ["", heading, ...lines.map((line) => `  ${line}`)] : [];
  const isOfContent = ({ code }: Finding) => /^(content|checksum|file|pages)/.test(code);
  const said = (isWanted: (finding: Finding) => boolean) =>
    checked.findings.filter(isWanted).map((each) => `${words.statuses[each.status]}: ${sentence(each, words)}`);
  // Figures and fingerprints are to be copied, so that they stay on one line.
  return [
    file,
    words.verdicts[checked.verdict],
    ...(inner.kind === "read" && checked.verdict !== "valid" ? [words.unproven] : []),
    ...section(words.headings.document, content ? documentOf(content, words) : []),
    ...section(words.headings.seal, [
      ...said((each) => !isOfContent(each)),
      ...sealOf(examined, words),
      ...(judgedNow ? [] : [words.seal.judgedBy(examined.at)]),
    ]),
    ...section(words.headings.content, said(isOfContent)),
  ]
    .flatMap((line) => wrapped(harmless(line)))
    .concat(section(words.headings.technical, technical(examined, words)).map(harmless));
}

/** The form's title, or where the round is of a shape that no form can be filled by, its id. */
function titleOf(content: Content, round: Round): string {
  const { id } = formOf(content);
  const form = templates.get(id);
  try {
    return form ? filled(form, round).title : id;
  } catch {
    return id;
  }
}

function documentOf(content: Content, words: Words): string[] {
  const { document } = words;
  const dated = (at: string, said: (at: string) => string) => (Number.isNaN(Date.parse(at)) ? [] : [said(at)]);
  if (content.kind === "decision") {
    const { receipt, rss, round, decided, attested } = content.particulars;
    return [
      document.decision(titleOf(content, round), rss.name),
      document.decisionNumber(decisionNumber(receipt.number)),
      ...dated(decided.at, (at) => document.decided(decided.by, at)),
      ...(attested ? dated(attested.at, (at) => document.attested(attested.by, at)) : []),
    ];
  }
  const { version, signature } = content;
  const { number, signedAt } = signature.receipt;
  return [
    document.title(titleOf(content, version.round), version.rss.name),
    document.number(number),
    ...dated(signedAt, (at) => document.signed(signature.head, at)),
  ];
}

function sealOf({ seal }: Examined, words: Words): string[] {
  const [own] = seal.signatures;
  if (!own) return [];
  const by = own.by ?? words.technical.none;
  return [
    seal.verdict === "valid" ? words.seal.by(by) : words.seal.claimsBy(by),
    words.seal.compare,
    seal.provenAt ? words.seal.proven(seal.provenAt) : words.seal.notProven,
    ...(seal.level ? [words.seal.levels[seal.level]] : []),
    ...seal.later.map((kind) => words.seal.later[kind]),
  ];
}

function sentence(finding: Finding, words: Words): string {
  const { findings, faults } = words;
  switch (finding.code) {
    case "sealed":
      return findings.sealed;
    case "fault":
      return faults[finding.fault];
    case "no-roots":
      return findings.noRoots;
    case "content-absent":
      return findings.contentAbsent;
    case "content-unreadable":
      return findings.contentUnreadable;
    case "checksum":
      return findings.checksum;
    case "checksum-other":
      return findings.checksumOther;
    case "file":
      return findings.files[finding.state](finding.name);
    case "pages":
      return findings.pages[finding.pages];
    default:
      return finding satisfies never;
  }
}

function technical(examined: Examined, words: Words): string[] {
  const { technical: labels } = words;
  const { size, sha256, at, seal, until, inner } = examined;
  const measured = (length: number, sum: string) => `${labels.bytes(length)}, SHA-256 ${sum}`;
  return [
    `${labels.file}: ${measured(size, sha256)}`,
    ...(seal.unsigned ? [`${labels.unsigned}: ${measured(seal.unsigned.length, seal.unsigned.sha256)}`] : []),
    `${labels.judged}: ${at}`,
    `${labels.level}: ${seal.level ? `PAdES ${seal.level}` : labels.none}`,
    ...(until ? [`${labels.until}: ${until}`] : []),
    ...seal.signatures.flatMap((each) => signatureOf(each, words)),
    ...innerOf(inner, words),
  ];
}

function signatureOf(
  { kind, field, by, certificate, at, judgedAt, revocation, faults }: SignatureReport,
  words: Words,
) {
  const { technical: labels } = words;
  const none = labels.none;
  return [
    `${labels.kinds[kind]} (${field})`,
    `  ${labels.by}: ${by ?? none}`,
    `  ${labels.certificate}: ${certificate ?? none}`,
    `  ${labels.at}: ${at ?? none}`,
    `  ${labels.judgedAt}: ${judgedAt}`,
    `  ${labels.revocation}: ${labels.revocations[revocation]}`,
    ...(faults.length > 0 ? [`  ${labels.faults}: ${faults.join(", ")}`] : []),
  ];
}

function innerOf(inner: Examined["inner"], { technical: labels }: Words): string[] {
  if (inner.kind === "absent") return [];
  if (inner.kind === "unreadable") return [`${labels.why}: ${inner.why}`];
  const { content, pages } = inner;
  const { sums, files } = content;
  const form = formOf(content);
  const { renderer } = content.kind === "decision" ? content.particulars : content.signature;
  return [
    `${labels.content}: SHA-256 ${sums.counted}`,
    ...(sums.stated === sums.counted ? [] : [`${labels.stated}: SHA-256 ${sums.stated}`]),
    ...(sums.receipt === null || sums.receipt === sums.counted ? [] : [`${labels.receipt}: SHA-256 ${sums.receipt}`]),
    ...files.map(({ name, sha256 }) => `${name}: SHA-256 ${sha256}`),
    `${labels.form}: ${form.id}, SHA-256 ${form.hash}`,
    `${labels.renderer}: ${renderer}`,
    ...(pages.kind === "different" ? [labels.differs(pages.at)] : []),
    ...(pages.kind === "failed" ? [`${labels.why}: ${pages.why}`] : []),
  ];
}
