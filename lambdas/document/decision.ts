/**
 * SKR's decision on a signed version: what is decided in one sentence, why, by whom, on which version, and what the portal has on record
 * of it. In Swedish, whatever language its readers have chosen.
 */
import { createHash } from "node:crypto";
import { checkAddress } from "#domain/addresses";
import type { Block } from "#domain/blocks";
import { canonical } from "#domain/canonical";
import { dayOf, type Instant } from "#domain/deadlines";
import { amountIn, type DecisionEvent, decisionText } from "#domain/decision";
import { decisionNumber } from "#domain/documents";
import type { Template } from "#domain/form";
import { formatDay, formatInstant } from "#domain/formats";
import type { Payee, Round } from "#domain/rounds";
import { codeOf, type Receipt, type Version } from "#domain/submission";
import { decisionSv } from "#domain/texts/decision.sv";
import { documentSv } from "#domain/texts/document.sv";
import type { AssociatedFile } from "./archive.ts";
import { renderDocument } from "./document.ts";

type Officer = { by: string; at: Instant };

export type Decided = {
  event: DecisionEvent;
  /** Of the version that was decided on, with its words filled by the round. */
  template: Template;
  /** As they were when the version was frozen. */
  round: Round;
  rss: Version["rss"];
  /** Of the version. */
  receipt: Receipt;
  /** By names, as they were when the document was made. Money is granted by two. */
  decided: Officer;
  attested: Officer | null;
  /** Origin of the portal, where the document is checked. */
  portal: string;
};

/** How the document is made; as `renderer` of submission.ts, of these documents. */
export const decisionRenderer = "1";

/** Names, inside the document, of what it was made from. */
export const decisionNames = { decision: "beslut.json", particulars: "uppgifter.json" } as const;

/** What `uppgifter.json` holds; `hash` is the SHA-256 of `beslut.json`, which is the event without its hash. */
export type ParticularsFile = Omit<Decided, "event" | "template"> & { renderer: string; hash: string };

const wordsFor = ({ round }: Pick<Decided, "round">) => decisionSv(round.kind);

/**
 * The PDF's bytes; `missing` lists characters that no font of ours has and that stand as □. `whole` is PDF/A-3a with the decision inside,
 * `archive` the copy that carries nothing (PDF/A-2a).
 */
export function decisionDocument(
  decision: Decided,
  how: "whole" | "archive",
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const { event, template, receipt, rss, portal } = decision;
  const words = wordsFor(decision);
  const number = decisionNumber(receipt.number);
  const code = codeOf(event.hash);
  const files = how === "whole" ? ownFiles(decision) : null;
  const address = `${portal}/kontrollera`;
  return renderDocument({
    title: words.title(template.title, rss.name),
    language: "sv",
    issuer: template.issuer,
    number,
    watermark: null,
    createdAt: event.at,
    id: event.hash,
    blocks: [...saidBlocks(decision), ...byBlocks(decision)],
    texts: documentSv,
    closing: {
      language: "sv",
      texts: documentSv,
      ...(files
        ? { blocks: controlBlocks(decision), last: insideBlocks(files) }
        : { blocks: [], last: controlBlocks(decision) }),
      panel: {
        title: documentSv.seal.title,
        lines: [words.seal.numberAndCode(number, code), ...words.seal.lines],
        check: {
          words: words.seal.check,
          shown: address.replace("https://", ""),
          url: portal + checkAddress(number, code),
        },
        about: {
          code: documentSv.seal.code(address),
          seal: documentSv.seal.field,
          timestamp: documentSv.seal.timestamp,
        },
      },
    },
    files,
  });
}

/** What the document was made from: with the form's own words it gives the same document again. */
function ownFiles({ event, template, ...particulars }: Decided): AssociatedFile[] {
  const words = wordsFor(particulars);
  const file = (name: string, text: string, description: string): AssociatedFile => ({
    ...{ name, type: "application/json", bytes: Buffer.from(text, "utf8"), relationship: "Source" },
    ...{ description, at: event.at, deflate: true },
  });
  const about: ParticularsFile = { renderer: decisionRenderer, hash: event.hash, ...particulars };
  return [
    file(decisionNames.decision, decisionText(event), words.decisionFile),
    file(decisionNames.particulars, canonical(about), words.particularsFile),
  ];
}

/** What is decided, in one sentence, and in others what follows from it. */
function sentencesOf({ event, round, rss }: Decided): [decision: string, ...rest: string[]] {
  const words = wordsFor({ round });
  const about = { rss: rss.name, year: round.year };
  if (event.fact.type === "rejected") return words.rejected(about);
  const { amount, payee } = event.fact;
  if (amount === null) return words.approved(about);
  return words.granted({ ...about, amount, payee: payee?.name ?? null, reportBy: round.reportBy });
}

function saidBlocks(decided: Decided): Block[] {
  const { event, template, rss } = decided;
  const words = wordsFor(decided);
  const { reasons = "" } = event.fact;
  const [decision, ...rest] = sentencesOf(decided);
  return [
    { kind: "heading", level: 1, text: words.heading },
    {
      kind: "facts",
      rows: [
        { label: words.matter, value: template.title },
        { label: words.rss, value: `${rss.name}, ${rss.host}` },
        { label: words.at, value: formatDay(dayOf(event.at)) },
      ],
    },
    { kind: "paragraph", tone: "decision", text: decision },
    ...(rest.length > 0 ? [{ kind: "paragraph", tone: "intro", text: rest.join(" ") } as const] : []),
    ...(reasons === ""
      ? []
      : [
          { kind: "heading", level: 2, text: words.reasons } as const,
          { kind: "answer", question: "", text: reasons, bare: true } as const,
        ]),
    ...moneyBlocks(decided),
  ];
}

function moneyBlocks(decision: Decided): Block[] {
  const amount = amountIn(decision.event);
  if (amount === null) return [];
  const words = wordsFor(decision);
  const { fact } = decision.event;
  return [
    { kind: "heading", level: 2, text: words.money },
    {
      kind: "facts",
      rows: [
        { label: words.amount, value: words.kronor(amount) },
        ...(fact.type === "approved" && fact.payee ? payeeRows(words, fact.payee) : []),
        { label: words.reportBy, value: formatDay(decision.round.reportBy) },
      ],
    },
  ];
}

const payeeRows = (words: ReturnType<typeof decisionSv>, { name, orgNo, bankgiro, reference }: Payee) => [
  { label: words.payee, value: name },
  { label: words.orgNo, value: orgNo },
  { label: words.bankgiro, value: bankgiro },
  // Not every receiver wants a mark of its own on what is paid.
  ...(reference === "" ? [] : [{ label: words.reference, value: reference }]),
];

function byBlocks(decision: Decided): Block[] {
  const words = wordsFor(decision);
  const officer = ({ by, at }: Officer) => `${words.officer(by)}\n${documentSv.swedishTime(formatInstant(at))}`;
  const { decided, attested } = decision;
  return [
    { kind: "heading", level: 2, text: words.by },
    {
      kind: "facts",
      rows: [
        { label: words.decidedBy, value: officer(decided) },
        ...(attested ? [{ label: words.attestedBy, value: officer(attested) }] : []),
        { label: words.how, value: words.inPortal(attested !== null) },
      ],
    },
    { kind: "paragraph", tone: "note", text: words.questions },
  ];
}

/** By which number and checksum the decision, and the version it is on, are told from any other. */
function controlBlocks({ event, receipt, round }: Decided): Block[] {
  const words = wordsFor({ round });
  const numbered = (number: string, hash: string) => words.numberAndCode(number, codeOf(hash));
  return [
    { kind: "heading", level: 2, text: words.control },
    {
      kind: "facts",
      rows: [
        { label: words.number, value: numbered(decisionNumber(receipt.number), event.hash) },
        { label: words.checksum, value: event.hash },
        {
          label: words.on,
          value: `${numbered(receipt.number, receipt.hash)}\n${words.received(formatInstant(receipt.receivedAt), receipt.version)}`,
        },
        { label: words.contentChecksum, value: receipt.hash },
      ],
    },
  ];
}

const insideBlocks = (files: AssociatedFile[]): Block[] => [
  { kind: "heading", level: 2, text: documentSv.inside },
  { kind: "files", files: files.map(({ name, bytes }) => ({ name, ...measured(bytes) })) },
];

const measured = (bytes: Uint8Array) => ({
  size: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex"),
});
