/**
 * What is exported, as tables: an overview of a round, and what was submitted in it. A table is data that knows nothing of the file it
 * becomes (csv.ts here, XLSX in the browser): a cell is a text, a number, a day, an instant or nothing, and never a formula.
 */
import { wordsOfQuestion } from "./asked.ts";
import { type Day, type Instant, lastDay } from "./deadlines.ts";
import {
  type Answers,
  type AnswerValue,
  isAnswered,
  type Question,
  questionName,
  questions,
  type Row,
  type Template,
  type Tick,
} from "./form.ts";
import { goalsOf } from "./goals.ts";
import type { ShownState } from "./submission.ts";

export const exportKinds = ["overview", "answers"] as const;
export type ExportKind = (typeof exportKinds)[number];
export const exportFormats = ["xlsx", "csv", "json"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** `at` is an instant in UTC, written in files on Stockholm's clocks. */
export type Cell = string | number | null | { day: Day } | { at: Instant };
/** `width`: about how many characters wide a spreadsheet shows the column. */
export type Column = { name: string; width: number };
/** `name`: of the sheet and, with an ending, of the file. */
export type Table = { name: string; columns: Column[]; rows: Cell[][] };

export type ExportedRow = {
  id: string;
  rss: { id: string; name: string; county: string; host: string };
  state: ShownState;
  closesAt: Instant;
  movedAt: Instant | null;
  receipt: { number: string; receivedAt: Instant; inTime: boolean; signedAt: Instant } | null;
  decided: { at: Instant; amount: number | null } | null;
  requested: boolean;
  due: Instant | null;
  assigned: string | null;
  paid: number;
  unused: number | null;
  submitted: { version: number; hash: string; answers: Answers } | null;
};

/** Words of a table's own, in the language of whoever exports. */
export type ExportWords = {
  yes: string;
  no: string;
  /** Beside the name of a question whose box is ticked or not. */
  explanation: string;
  /** Beside the name of the text that states them. */
  goals: string;
  states: Record<ShownState, string>;
  columns: Record<
    | ("county" | "rss" | "letter" | "host" | "state" | "number" | "received" | "inTime" | "closes" | "requested")
    | ("signed" | "decided" | "amount" | "moved" | "version" | "hash" | "due" | "assigned" | "paid" | "unused"),
    string
  >;
};

/** The same columns begin both tables, so that one can be laid beside the other. */
function commonOf({ columns }: ExportWords): Column[] {
  return [
    { name: columns.county, width: 18 },
    { name: columns.rss, width: 24 },
    { name: columns.letter, width: 6 },
    { name: columns.state, width: 24 },
    { name: columns.number, width: 18 },
  ];
}

const commonCells = ({ rss, state, receipt }: ExportedRow, words: ExportWords): Cell[] => [
  ...[rss.county, rss.name, rss.id, words.states[state]],
  receipt?.number ?? null,
];

/** One row for each RSS: how far it has come, when, and what was decided. */
export function overviewTable(name: string, rows: ExportedRow[], words: ExportWords): Table {
  const { columns, yes, no } = words;
  return {
    name,
    columns: [
      ...commonOf(words),
      ...[columns.received, columns.inTime, columns.signed, columns.closes].map((each) => ({ name: each, width: 17 })),
      ...[columns.requested, columns.due, columns.assigned, columns.decided].map((each) => ({ name: each, width: 17 })),
      ...[columns.amount, columns.paid, columns.unused, columns.moved].map((each) => ({ name: each, width: 17 })),
      { name: columns.host, width: 28 },
    ],
    rows: rows.map((row) => {
      const { rss, receipt, decided, closesAt, requested, due, assigned, paid, unused, movedAt } = row;
      return [
        ...commonCells(row, words),
        receipt && { at: receipt.receivedAt },
        receipt && (receipt.inTime ? yes : no),
        receipt && { at: receipt.signedAt },
        // The last day that is in time: the closing itself is the first instant that is not.
        { day: lastDay(closesAt) },
        requested ? yes : no,
        due === null ? null : { day: lastDay(due) },
        assigned,
        decided && { at: decided.at },
        decided?.amount ?? null,
        // Nothing is paid out of what is not granted: nought would be a figure.
        decided?.amount == null ? null : paid,
        unused,
        movedAt === null ? null : { at: movedAt },
        rss.host,
      ];
    }),
  };
}

/**
 * One row for each RSS and a column for each question, of the versions that count; never a draft. `template` has its words filled by
 * the round. A question that is a table in the form is one cell with a line for each of its rows.
 */
export function answersTable(name: string, template: Template, rows: ExportedRow[], words: ExportWords): Table {
  const asked = questions(template).filter(isAnswered);
  return {
    name,
    columns: [
      ...commonOf(words),
      { name: words.columns.version, width: 9 },
      ...asked.flatMap((question) => columnsOf(template, question, words)),
      { name: words.columns.hash, width: 20 },
    ],
    rows: rows.map((row) => {
      const { submitted } = row;
      return [
        ...commonCells(row, words),
        submitted?.version ?? null,
        ...asked.flatMap((question) => cellsOf(question, submitted?.answers[question.id], words)),
        submitted?.hash ?? null,
      ];
    }),
  };
}

/** "8 b. Förebyggande: Beskriv …": the name people know it by, and its words. */
function columnsOf(template: Template, question: Question, words: ExportWords): Column[] {
  const name = questionName(template, question.id);
  const said = wordsOfQuestion(template, question).filter((part) => part !== name);
  const heading = [`${name}${said.length > 0 ? "." : ""}`, ...said].map(ended).join(" ");
  switch (question.kind) {
    case "tick":
      return [
        { name: heading, width: 12 },
        { name: `${name}. ${words.explanation}`, width: 40 },
      ];
    case "goals":
      return [{ name: `${name}. ${words.goals}`, width: 40 }];
    case "number":
      return [{ name: heading, width: 12 }];
    default:
      return [{ name: heading, width: 50 }];
  }
}

/** With something to stand between it and what follows. */
const ended = (part: string, index: number, all: string[]): string =>
  index === all.length - 1 || /[.:?!]$/.test(part) ? part : `${part}:`;

function cellsOf(question: Question, value: AnswerValue | undefined, words: ExportWords): Cell[] {
  if (value === undefined) return question.kind === "tick" ? [null, null] : [null];
  switch (question.kind) {
    case "tick": {
      const { ticked, explanation } = value as Tick;
      return [ticked ? words.yes : words.no, explanation === "" ? null : explanation];
    }
    case "number":
      return [/^\d{1,15}$/.test(value as string) ? Number(value) : worded(value as string)];
    case "choice":
      return [worded(question.options.find(({ id }) => id === value)?.text ?? (value as string))];
    case "goals":
      return [worded(numbered(goalsOf(value).map(({ text }) => text)))];
    case "outcomes":
      return [worded(numbered((value as Row[]).map((row) => outcomeOf(question, row))))];
    case "rows":
      return [
        worded((value as Row[]).map((row) => question.columns.map(({ key }) => row[key] ?? "").join(", ")).join("\n")),
      ];
    default:
      return [worded(value as string)];
  }
}

const worded = (text: string): string | null => (text === "" ? null : text);

const numbered = (texts: string[]): string =>
  texts.length < 2 ? texts.join() : texts.map((text, index) => `${index + 1}) ${text}`).join("\n");

function outcomeOf({ states }: Question & { kind: "outcomes" }, { goal = "", state = "", how = "" }: Row): string {
  const said = [states.find(({ id }) => id === state)?.text ?? "", how].filter((part) => part !== "").join(". ");
  return `${goal} – ${said}`;
}

/** The most characters (UTF-16 code units) that Excel keeps in one cell. */
export const cellMost = 32_767;

/**
 * The table as a spreadsheet can hold it: a text that is longer than a cell goes on in a column of its own, to the right, so that
 * nothing is cut; the cells put together are the text. `more` names that column.
 */
export function fitted(
  { name, columns, rows }: Table,
  more: (name: string, part: number) => string,
  most = cellMost,
): Table {
  const parts = rows.map((row) => row.map((cell) => (typeof cell === "string" ? dividedAt(cell, most) : [cell])));
  const widths = columns.map((_, index) => Math.max(1, ...parts.map((row) => row[index]?.length ?? 1)));
  return {
    name,
    columns: columns.flatMap((column, index) =>
      Array.from({ length: widths[index] ?? 1 }, (_, part) =>
        part === 0 ? column : { ...column, name: more(column.name, part + 1) },
      ),
    ),
    rows: parts.map((row) =>
      row.flatMap((cells, index) => Array.from({ length: widths[index] ?? 1 }, (_, part): Cell => cells[part] ?? null)),
    ),
  };
}

/** Parts of at most so many code units; no part ends between the halves of a pair. */
function dividedAt(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  const parts: string[] = [];
  let from = 0;
  while (from < text.length) {
    const isSplit = /[\uD800-\uDBFF]/.test(text[from + most - 1] ?? "") && from + most < text.length;
    const to = from + most - (isSplit ? 1 : 0);
    parts.push(text.slice(from, to));
    from = to;
  }
  return parts;
}
