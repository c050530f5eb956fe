/** A table as an Excel file. Fetched when somebody asks for one: nothing else needs it. */
import { writeXlsxStream } from "hucre/xlsx";
import { wallTimeOf } from "#domain/deadlines";
import { type Cell, fitted, type Table } from "#domain/export";

/** Of a sheet's name Excel takes 31 characters, and none of these. */
const sheetName = (name: string): string => name.replace(/[[\]:*?/\\]/g, " ").slice(0, 31);

const day = "yyyy-mm-dd";
const minute = "yyyy-mm-dd hh:mm";

// A lone half of a pair, and the two code points that XML has no place for: as what a reader shows in their stead.
const unwritable = /\p{Surrogate}|[\uFFFE\uFFFF]/gu;
// `_x000D_` is how a cell spells a carriage return (ECMA-376 part 1, 22.9.2.19): such a text of the writer's own is spelled out.
const spelled = /_(?=x[0-9A-Fa-f]{4}_)/g;

/** The text as a cell holds it: what is read back is the same, but for what no XML can hold. */
const held = (text: string): string => text.replace(unwritable, "\uFFFD").replace(spelled, "_x005F_");

type Written = string | number | Date | null;

function written(cell: Cell): Written {
  if (typeof cell === "string") return held(cell);
  if (cell === null || typeof cell === "number") return cell;
  // A spreadsheet's time has no zone: it gets what Stockholm's clocks show.
  return new Date("day" in cell ? `${cell.day}T00:00:00.000Z` : wallTimeOf(cell.at));
}

const formatOf = (table: Table, index: number): { numFmt?: string } => {
  const first = table.rows.map((row) => row[index]).find((cell) => cell !== null && typeof cell === "object");
  if (!first || typeof first !== "object") return {};
  return { numFmt: "day" in first ? day : minute };
};

/** The first row and the first column stay when one scrolls. `more` names the column in which a text too long for a cell goes on. */
export async function asXlsx(whole: Table, more: (name: string, part: number) => string): Promise<Blob> {
  const table = fitted(whole, more);
  const columns = table.columns.map(({ name, width }, index) => ({
    header: held(name),
    width,
    style: { alignment: { wrapText: true, vertical: "top" as const } },
    ...formatOf(table, index),
  }));
  const stream = writeXlsxStream(
    table.rows.map((row) => row.map(written)),
    { name: sheetName(table.name), columns, freezePane: { rows: 1, columns: 1 } },
  );
  return new Response(stream, {
    headers: { "content-type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
  }).blob();
}
