/** A frozen version as a sheet of paper: the reading view of head and SKR, and what the printer gets. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Block } from "#domain/blocks";
import type { Answer } from "#domain/contract";
import { dayOf } from "#domain/deadlines";
import { formatDay } from "#domain/formats";
import { type Marked, printout } from "#domain/printout";
import { useWords } from "../kind.ts";
import { usePageFurniture } from "../page-furniture.ts";
import { templateOf } from "../templates.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { Blocks } from "./blocks.tsx";
import { Completes } from "./completes.tsx";
import { Original } from "./original.tsx";
import { type Change, changesBetween, cutAtHeadings } from "./parts.ts";
import "../styles/sheet-print.css";

export type Version = Answer<"version">;

type Signature = { date: string; head: string } | null;

function blocksOf(
  version: Version,
  signature: Signature,
  words: Parameters<typeof printout>[2],
  marked: Marked | null = null,
): Block[] {
  const { answers, rss } = version;
  // What the scan says of a file is no part of the form, and no change of it.
  const files = version.files.map(({ name, size, sha256 }) => ({ name, size, sha256 }));
  return printout(templateOf(version.round), { answers, files, county: rss.county, signature, marked }, words);
}

/** What reads otherwise in two versions. A signature is no change of the text. */
export const changesSince = (earlier: Version, later: Version): Change[] =>
  changesBetween(partsOf(earlier), partsOf(later));

/** The words that no form has are the same in both. */
const partsOf = (version: Version) => cutAtHeadings(blocksOf(version, null, { files: "", goals: "" })).parts;

export const isSigned = (version: Version): version is Version & { signature: NonNullable<Version["signature"]> } =>
  version.signature !== null;

type Sheet = {
  version: Version;
  /** Level of the sheet's own title. */
  level: 1 | 2;
  changes?: { from: number; list: Change[] };
  openFile?: (index: number) => void;
  beside?: Parameters<typeof Blocks>[0]["beside"];
};

export function Reading({ version, level, changes, openFile, beside }: Sheet): JSX.Element {
  const { plan: words, completes: ofCompletion } = useWords(readingWords);
  const { signature, rss, completes } = version;
  const template = useMemo(() => templateOf(version.round), [version]);
  const blocks = useMemo(
    () =>
      blocksOf(
        version,
        signature && { date: formatDay(signature.onPaper ?? dayOf(signature.signedAt)), head: signature.signedBy },
        words,
        // Where what has changed is marked, that says more.
        completes && !changes ? { questions: completes.questions, text: ofCompletion.mark } : null,
      ),
    [version, !changes],
  );
  usePageFurniture(template.issuer.name, signature?.number ?? words.draft, template.issuer.lines);
  const Title = `h${level}` as "h1";
  return (
    <article class="sheet">
      <header class="sheet-head">
        <p class="issuer" {...inSwedish}>
          {template.issuer.name}
        </p>
        <Title id="plan" class="sheet-title" tabIndex={-1}>
          <Original text={template.title} />
        </Title>
        <p class="sheet-origin">
          {rss.name} <span aria-hidden="true">·</span> {words.version(version.version)}
        </p>
        {signature ? (
          <p class="sheet-state">
            {signature.onPaper === null
              ? words.signed(signature.number, signature.signedAt, signature.signedBy)
              : words.signedOnPaper(signature.number, signature.onPaper, signature.signedBy)}
          </p>
        ) : (
          <p class="sheet-state sheet-unsigned">
            <strong>{words.draft}.</strong> {words.stand(version.frozenAt, version.by)}
          </p>
        )}
        {!changes && <Completes version={version} />}
      </header>
      <Blocks
        blocks={blocks}
        level={level === 1 ? 2 : 3}
        {...(changes ? { changes } : {})}
        {...(beside ? { beside } : {})}
        {...(openFile ? { openFile, verdicts: version.files.map(({ verdict }) => verdict) } : {})}
      />
      <footer class="sheet-foot">
        {template.issuer.lines.map((line) => (
          <span key={line} {...inSwedish}>
            {line}
          </span>
        ))}
      </footer>
    </article>
  );
}
