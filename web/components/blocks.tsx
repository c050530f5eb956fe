/** Draws a printout as HTML, for reading on a screen, by ear and on paper. What it says comes from the blocks alone. */
import { type ComponentChildren, type ComponentType, Fragment, type JSX } from "preact";
import type { Block } from "#domain/blocks";
import type { Answer as AnswerOf } from "#domain/contract";
import { isMailAddress } from "#domain/form";
import { attachmentsAsked } from "#domain/submission";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { files as fileWords } from "../texts/files.ts";
import { formatSize } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { AnswerText } from "./answer-text.tsx";
import { Original } from "./original.tsx";
import "../styles/sheet.css";
import { anchorOf, type Change, cutAtHeadings, type Part } from "./parts.ts";
import { RowsTable } from "./rows-table.tsx";

type Drawing = {
  blocks: Block[];
  /** Level of the section headings on this page. */
  level: 2 | 3;
  /** What to mark, and the number of the version it is compared with. */
  changes?: { from: number; list: Change[] };
  /** Makes file names buttons; gets the file's place in the list. */
  openFile?: (index: number) => void;
  /** What the malware scan says of each file. */
  verdicts?: readonly Verdict[];
  /** What stands under the answer to a question, and under the attachments (`files`). */
  beside?: (subject: string) => ComponentChildren;
};

/** What the block is of: blocks of one answer stand together. */
const subjectOf = (block: Block | undefined): string | undefined =>
  block?.kind === "files" ? attachmentsAsked : block?.question;

type Verdict = AnswerOf<"version">["files"][number]["verdict"];

export function Blocks({ blocks, level, changes, openFile, verdicts, beside }: Drawing): JSX.Element {
  const words = useWords(readingWords).plan;
  const { before, parts } = cutAtHeadings(blocks);
  // What compares texts word by word comes when there are two to compare.
  const isCompared = changes?.list.some(({ earlier, kind }) => kind === "other" && earlier !== null) ?? false;
  const { part: compared } = useLater(isCompared, () => import("../form/compared-answer.tsx"));
  const draw = (each: Block[], depth: number, other: Block[] = []) =>
    each.map((block, index) => (
      <One
        key={index}
        {...{ block, depth, openFile, verdicts, Marked: compared?.MarkedText }}
        other={block.kind === "answer" ? answerIn(other, block.question) : undefined}
      />
    ));
  const drawWith = (each: Block[], under: NonNullable<typeof beside>, other: Block[] = []) =>
    draw(each, level, other).map((drawn, index) => {
      const subject = subjectOf(each[index]);
      const isLast = subject !== undefined && subject !== subjectOf(each[index + 1]);
      return (
        <Fragment key={index}>
          {drawn}
          {isLast && under(subject)}
        </Fragment>
      );
    });
  return (
    <div class="blocks">
      {draw(before, level)}
      {parts.map((part) => {
        const change = changes?.list.find((each) => each.part === part || each.part.key === part.key);
        const other = change?.kind === "other" ? change.earlier?.blocks : [];
        return (
          <section key={part.key} class={change ? "part part-changed" : "part"}>
            <Heading part={part} level={level} mark={change && (change.kind === "new" ? words.added : words.changed)} />
            {beside ? drawWith(part.blocks, beside, other) : draw(part.blocks, level, other)}
            {change?.kind === "other" && change.earlier && changes && (
              <details class="earlier">
                <summary>{words.earlier(changes.from)}</summary>
                {draw(change.earlier.blocks, level, part.blocks)}
              </details>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** The text of the same question in another version. */
const answerIn = (blocks: Block[], question: string): string | undefined => {
  const found = blocks.find((block) => block.kind === "answer" && block.question === question);
  return found?.kind === "answer" ? found.text : undefined;
};

function Heading({ part, level, mark }: { part: Part; level: number; mark: string | undefined }): JSX.Element {
  const Tag = `h${level}` as "h2";
  const { number, text } = part.heading;
  return (
    <Tag id={anchorOf(part.key)} class="part-heading" tabIndex={-1}>
      {number && `${number}. `}
      <Original text={text} />
      {mark && " "}
      {mark && <span class="changed-mark">{mark}</span>}
    </Tag>
  );
}

type Drawn = {
  block: Block;
  depth: number;
  openFile: FilesProps["open"];
  /** The same answer in the version this one is compared with, and what marks the words that are not in it. */
  other: string | undefined;
  Marked: ComponentType<{ text: string; other: string }> | undefined;
} & Pick<FilesProps, "verdicts">;

function One({ block, depth, openFile, verdicts, other, Marked }: Drawn): JSX.Element {
  switch (block.kind) {
    case "heading": {
      const Tag = `h${Math.min(6, depth + block.level - 2)}` as "h3";
      return (
        <Tag class="question-heading">
          <Original text={block.text} />
        </Tag>
      );
    }
    case "paragraph":
      return (
        <p class={`told told-${block.tone}`}>
          <Original text={block.text} long />
        </p>
      );
    case "answer":
      if (Marked && other !== undefined && other !== block.text && block.text !== "") {
        return (
          <div class="answer compared">
            <Marked text={block.text} other={other} />
          </div>
        );
      }
      return <Answer text={block.text} />;
    case "choice":
      return <Choice {...block} />;
    case "table":
      return <Table {...block} />;
    case "facts":
      return (
        <dl class="facts">
          {block.rows.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "code":
      // On a screen the link itself is more use than a square for a camera.
      return (
        <p>
          <a href={block.text}>{block.caption}</a>
        </p>
      );
    case "files":
      return <Files files={block.files} open={openFile} verdicts={verdicts} />;
  }
}

function Answer({ text }: { text: string }): JSX.Element {
  if (text !== "") {
    return (
      <div class="answer" {...inSwedish}>
        <AnswerText text={text} />
      </div>
    );
  }
  return (
    <p class="answer">
      <Nothing />
    </p>
  );
}

/** A dash to the eye, words to the ear. */
function Nothing(): JSX.Element {
  const words = useWords(readingWords).plan;
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="visually-hidden">{words.noAnswer}</span>
    </>
  );
}

function Choice({ mark, chosen, text, explanation }: Block & { kind: "choice" }): JSX.Element {
  const words = useWords(readingWords).plan;
  const [yes, no] = mark === "box" ? [words.ticked, words.unticked] : [words.chosen, words.notChosen];
  return (
    <div class={chosen ? "choice chosen" : "choice"}>
      {/* The same square as on SKR's form, which asks for a cross in both kinds. */}
      <svg class="mark" viewBox="0 0 20 20" role="img" aria-label={`${chosen ? yes : no}:`}>
        <rect x="1.5" y="1.5" width="17" height="17" rx="2" />
        {chosen && <path d="M5.5 5.5l9 9m0-9l-9 9" />}
      </svg>
      <p>
        <Original text={text} />
      </p>
      {explanation && (
        <div class="explanation">
          <p class="told told-note">{words.explanation}</p>
          <Answer text={explanation} />
        </div>
      )}
    </div>
  );
}

function Cell({ text }: { text: string }): JSX.Element {
  if (text === "") return <Nothing />;
  return <span {...inSwedish}>{isMailAddress(text) ? <a href={`mailto:${text}`}>{text}</a> : text}</span>;
}

function Table({ columns, rows }: Block & { kind: "table" }): JSX.Element {
  const shown = rows.length > 0 ? rows : [columns.map(() => "")];
  return (
    <RowsTable
      look="written"
      columns={columns}
      rows={shown.map((row) => row.map((cell, column) => <Cell key={columns[column]} text={cell} />))}
    />
  );
}

type FilesProps = {
  files: (Block & { kind: "files" })["files"];
  open: ((index: number) => void) | undefined;
  verdicts: readonly Verdict[] | undefined;
};

function Files({ files, open, verdicts }: FilesProps): JSX.Element {
  const words = useWords(readingWords).plan;
  return (
    <ul class="files">
      {files.map(({ name, size, sha256 }, index) => (
        <li key={sha256 + name}>
          {open && verdicts?.[index] !== "infected" ? (
            <button
              type="button"
              class="file-name"
              aria-label={words.openFile(name, formatSize(size))}
              onClick={() => open(index)}
            >
              {name}
            </button>
          ) : (
            <span class="file-name">{name}</span>
          )}
          <span class="file-size">{formatSize(size)}</span>
          <VerdictWords verdict={verdicts?.[index]} />
          <span class="checksum">
            <span class="told told-note">{words.checksum}</span> <Checksum hash={sha256} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Nothing of a file that is as it should be: what is read here is the plan. */
function VerdictWords({ verdict }: { verdict: Verdict | undefined }): JSX.Element | null {
  if (verdict === undefined || verdict === "clean") return null;
  const words = verdict === "infected" ? fileWords.infected : fileWords.verdicts[verdict];
  return <span class={`no-print ${verdict === "infected" ? "fault" : "file-size"}`}>{words}</span>;
}

/** In groups of eight, because people compare it by eye; copied it is still one word. */
export function Checksum({ hash }: { hash: string }): JSX.Element {
  return (
    <code class="hash">
      {(hash.match(/.{1,8}/g) ?? []).map((group, index) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}
