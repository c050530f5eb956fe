/** Tables, facts and lists of files: rows of cells between hairlines. A row taller than a page is parted between lines. */
import type { Block } from "#domain/blocks";
import { type Element, element } from "./elements.ts";
import type { Box, Piece } from "./flow.ts";
import { linesOf, type Place, type Type } from "./lines.ts";
import { baseline, colours, type Style, styles, textWidth } from "./style.ts";

type Cell = { x: number; width: number; text: string; style: Style; of: Element };

const padding = { x: 7, y: 5 };
/** A row of more lines than this may be parted between pages. */
const unparted = 12;

const hairline = (y: number): Piece => ({
  kind: "rect",
  x: 0,
  y: y - 0.35,
  width: textWidth,
  height: 0.7,
  colour: colours.hairline,
});

/** One row, as one box or, when it is long, a box a line. The hairline is under it. */
function layRow(type: Type, cells: Cell[], block: number): Box[] {
  const columns = cells.map((cell) => ({ ...cell, lines: linesOf(type, cell.text, cell.style, cell.width) }));
  const count = Math.max(1, ...columns.map(({ lines }) => lines.length));
  const leading = Math.max(...cells.map(({ style }) => style.leading));
  const line = (index: number, y: number): Piece[] =>
    columns.flatMap(({ lines, x, style, of }): Piece[] => {
      const text = lines[index];
      return text ? [{ kind: "text", x, y: y + (leading - style.leading) / 2 + baseline(style), text, style, of }] : [];
    });
  const numbers = Array.from({ length: count }, (_, index) => index);
  if (count <= unparted) {
    const height = count * leading + 2 * padding.y;
    // Column by column, so that a cell is read to its end before the next begins.
    const pieces = columns.flatMap(({ lines, x, style, of }) =>
      lines.map((text, index): Piece => {
        const y = padding.y + index * leading + (leading - style.leading) / 2 + baseline(style);
        return { kind: "text", x, y, text, style, of };
      }),
    );
    return [{ height, before: 0, pieces: [...pieces, hairline(height)], keep: false, block }];
  }
  return numbers.map((index) => {
    const top = index === 0 ? padding.y : 0;
    const last = index === count - 1;
    const height = top + leading + (last ? padding.y : 0);
    return {
      height,
      before: 0,
      pieces: [...line(index, top), ...(last ? [hairline(height)] : [])],
      keep: index === 0 || index === count - 2,
      block,
    };
  });
}

/** Keeps rows together when they are few, and otherwise the first two and the last two. */
function together(rows: Box[], limit: number): Box[] {
  const small = rows.reduce((sum, { height }) => sum + height, 0) <= limit;
  return rows.map((row, index) => {
    const last = index === rows.length - 1;
    return { ...row, keep: !last && (row.keep || small || index === 0 || index === rows.length - 2) };
  });
}

/** Column widths: as wide as the content wants; when that is too much, in proportion, but never under the widest word. */
function columnWidths(type: Type, rows: { texts: string[]; style: Style }[], count: number): number[] {
  const room = textWidth - count * 2 * padding.x;
  const widest = (column: number, split: RegExp) =>
    Math.max(
      24,
      ...rows.flatMap(({ texts, style }) =>
        type
          .drawable(texts[column] ?? "", style)
          .split(split)
          .map((part) => type.width(part, style)),
      ),
    );
  const columns = Array.from({ length: count }, (_, index) => index);
  // One long cell must not starve the other columns.
  const wants = columns.map((index) => Math.min(widest(index, /\n/) + 1, Math.max(room / 2, room / count)));
  const least = columns.map((index) => Math.min(widest(index, /[ \n]/) + 1, room / count));
  const sum = (all: number[]) => all.reduce((total, one) => total + one, 0);
  if (sum(wants) <= room) return wants.map((want) => want + (room - sum(wants)) / count);
  const over = wants.map((want, index) => want - (least[index] ?? 0));
  const share = (room - sum(least)) / sum(over);
  return least.map((minimum, index) => minimum + (over[index] ?? 0) * share);
}

export function layTable(
  type: Type,
  { columns, rows }: Block & { kind: "table" },
  { before, block, parent }: Place,
): Box[] {
  const count = Math.max(columns.length, ...rows.map((row) => row.length));
  if (count === 0) return [];
  const body = rows.map((texts) => ({ texts, style: styles.cell }));
  const widths = columnWidths(type, [{ texts: columns, style: styles.columnHead }, ...body], count);
  const lefts = widths.map((_, index) =>
    widths.slice(0, index).reduce((x, width) => x + width + 2 * padding.x, padding.x),
  );
  const table = element("Table", parent);
  const cells = (texts: string[], style: Style, tag: "TH" | "TD"): Cell[] => {
    const row = element("TR", table);
    return widths.map((width, index) => {
      const of = element(tag, row, tag === "TH" ? { scope: "Column" } : {});
      return { x: lefts[index] ?? 0, width, text: texts[index] ?? "", style, of };
    });
  };
  const heads = columns.length > 0 ? layRow(type, cells(columns, styles.columnHead, "TH"), block) : [];
  const laid = together(
    rows.flatMap((row) => layRow(type, cells(row, styles.cell, "TD"), block)),
    140,
  );
  if (columns.length === 0) return laid.map((box, index) => (index === 0 ? { ...box, before } : box));
  const header = headRow(heads, block);
  return [{ ...header, before, keep: laid.length > 0 }, ...laid.map((box) => ({ ...box, head: header }))];
}

/** The header as one box with its pale ground; a header is never so long that it must part. */
function headRow(boxes: Box[], block: number): Box {
  let height = 0;
  const pieces: Piece[] = [];
  for (const box of boxes) {
    pieces.push(...box.pieces.map((piece) => ({ ...piece, y: piece.y + height })));
    height += box.height;
  }
  const ground: Piece = { kind: "rect", x: 0, y: 0, width: textWidth, height, colour: colours.fill };
  return { height, before: 0, pieces: [ground, ...pieces], keep: true, block };
}

/** Facts and files are not parted below this height: a third of a page. */
const few = 260;
const labelShare = 0.32;
const isHash = (value: string): boolean => /^[0-9a-f]{32,128}$/i.test(value);

export function layFacts(type: Type, { rows }: Block & { kind: "facts" }, { before, block, parent }: Place): Box[] {
  const label = Math.round(textWidth * labelShare);
  const table = element("Table", parent);
  const boxes = rows.flatMap(({ label: text, value }) => {
    const row = element("TR", table);
    const style = isHash(value) ? styles.hash : styles.cell;
    const head = element("TH", row, { scope: "Row" });
    const cells: Cell[] = [
      { x: 0, width: label - padding.x, text, style: styles.label, of: head },
      { x: label, width: textWidth - label, text: value, style, of: element("TD", row) },
    ];
    return layRow(type, cells, block);
  });
  return together(boxes, few).map((box, index) =>
    index === 0 ? { ...box, before, pieces: [hairline(0), ...box.pieces] } : box,
  );
}

/** A size as people write it in Swedish and English alike: "612 kB", "1,4 MB"; the comma is the document's. */
export function sizeText(bytes: number, comma: string): string {
  if (bytes < 1000) return `${bytes}\u00A0B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)}\u00A0kB`;
  return `${(bytes / 1_000_000).toFixed(1).replace(".", comma)}\u00A0MB`;
}

type FilesSpot = Place & { comma: string };

/** Each file with its size and checksum: what ties the attached file to this document. */
export function layFiles(
  type: Type,
  { files }: Block & { kind: "files" },
  { before, block, parent, comma }: FilesSpot,
): Box[] {
  const side = 64;
  const list = element("L", parent);
  const boxes = files.map((file, number): Box => {
    const body = element("LBody", element("LI", list));
    const [name, about] = [element("P", body), element("P", body)];
    const size = sizeText(file.size, comma);
    const names = linesOf(type, file.name, styles.cell, textWidth - side);
    const hashes = linesOf(type, file.sha256, styles.hash, textWidth - 44);
    const pieces: Piece[] = names.map((text, index) => ({
      kind: "text",
      x: 0,
      y: padding.y + index * styles.cell.leading + baseline(styles.cell),
      text,
      style: styles.cell,
      of: name,
    }));
    const x = textWidth - type.width(size, styles.label);
    pieces.push({
      kind: "text",
      x,
      y: padding.y + baseline(styles.cell),
      text: `${size} `,
      style: styles.label,
      of: about,
    });
    let y = padding.y + names.length * styles.cell.leading;
    const title = { ...styles.label, size: styles.hash.size };
    pieces.push({ kind: "text", x: 0, y: y + baseline(title), text: "SHA-256 ", style: title, of: about });
    for (const text of hashes) {
      pieces.push({ kind: "text", x: 40, y: y + baseline(styles.hash), text, style: styles.hash, of: about });
      y += styles.hash.leading;
    }
    const height = y + padding.y;
    const top = number === 0 ? [hairline(0)] : [];
    const above = number === 0 ? before : 0;
    return { height, before: above, pieces: [...top, ...pieces, hairline(height)], keep: false, block };
  });
  return together(boxes, few);
}
