/**
 * CSV (RFC 4180) as Swedish spreadsheets open it by a double click: UTF-8 with a byte order mark, CR LF between rows, a semicolon
 * between cells. Every text is in quotes, numbers, days and times are not, and nothing in it runs.
 */
import { type Instant, wallTimeOf } from "./deadlines.ts";
import type { Cell, Table } from "./export.ts";

/**
 * What a spreadsheet may take for a formula though it is in quotes: `= + - @` and their full-width forms, also after white space,
 * invisible signs or apostrophes, and what begins with a tab or a line break (OWASP, "CSV injection"). A text that begins with
 * apostrophes and would be one without them counts, so that `bared` takes away no apostrophe of the writer's own.
 */
const live = /^'*(?:[\t\r\n]|[\s\p{Cc}\p{Cf}']*[=+\-@＝＋－＠﹢﹣﹦﹫−])/u;

/** The text with one apostrophe before it where it might be taken for a formula. */
export const guarded = (text: string): string => (live.test(text) ? `'${text}` : text);

/** What `guarded` was given. */
export const bared = (text: string): string =>
  text.startsWith("'") && live.test(text.slice(1)) ? text.slice(1) : text;

/** `2021-05-31 22:14`, on Stockholm's clocks. */
export const timeInCell = (at: Instant): string => wallTimeOf(at).slice(0, 16).replace("T", " ");

function written(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  if (typeof cell === "object") return "day" in cell ? cell.day : timeInCell(cell.at);
  return `"${guarded(cell).replaceAll('"', '""')}"`;
}

export const asCsv = ({ columns, rows }: Table): string =>
  `\uFEFF${[columns.map(({ name }) => name), ...rows].map((row) => `${row.map(written).join(";")}\r\n`).join("")}`;
