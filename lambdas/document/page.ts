/**
 * Pages as PDF: what stands around the text (header, footer, watermark), the operators, and the file itself.
 * With fonts.ts and embed.ts the only place that knows pdf-lib; structure tags and PDF/A come in here later.
 */
import { PDFDocument, PDFHexString, PDFName } from "pdf-lib";
import type { Page, Piece } from "./flow.ts";
import type { Fonts } from "./fonts.ts";
import { baseline, type Colour, colours, type Style, page as sheet, styles, textWidth } from "./style.ts";

export type Sheet = {
  title: string;
  language: string;
  issuer: { name: string; lines: string[] };
  /** At the right of the header: the number, or that this is a draft. */
  reference: { text: string; draft: boolean };
  watermark: string | null;
  createdAt: string;
  id: string;
  pageText: (page: number, of: number) => string;
};

const n = (value: number): string => String(Math.round(value * 100) / 100);
const rgb = (colour: Colour): string => colour.map(n).join(" ");

const names = { regular: "F1", semibold: "F2", italic: "F3" };

/** Draws on one page. `x` and `y` are from the sheet's upper left corner, downwards. */
function painter(fonts: Fonts) {
  const out: string[] = [];
  const up = (y: number) => sheet.height - y;
  const text = (words: string, x: number, y: number, style: Style, turn = 0) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)].map((value) => Math.round(value * 1e4) / 1e4);
    // A checksum is copied whole, without the gaps between its groups; it is ASCII, so a literal string will do.
    if (style.grouped) out.push(`/Span << /ActualText (${words.replace(/[^0-9a-z]/gi, "")}) >> BDC`);
    out.push(
      `BT ${rgb(style.colour)} rg /${names[style.face]} ${n(style.size)} Tf`,
      `${cos} ${sin} ${-(sin ?? 0)} ${cos} ${n(x)} ${n(up(y))} Tm ${fonts.show(words, style)} ET`,
    );
    if (style.grouped) out.push("EMC");
  };
  const rect = (x: number, y: number, width: number, height: number, colour: Colour) => {
    out.push(`${rgb(colour)} rg ${n(x)} ${n(up(y + height))} ${n(width)} ${n(height)} re f`);
  };
  /** SKR's form asks for a cross, also where one of two is chosen: the same box for both, as in the reading view. */
  const mark = (x: number, y: number, chosen: boolean) => {
    const side = 9;
    const low = up(y) - 1.1;
    out.push(`q ${rgb(chosen ? colours.ink : colours.soft)} RG 0.9 w ${n(x)} ${n(low)} ${side} ${side} re S`);
    const [near, far] = [2.2, side - 2.2];
    const line = (from: number, to: number) => `${n(x + near)} ${n(low + from)} m ${n(x + far)} ${n(low + to)} l S`;
    out.push(chosen ? `1.5 w 1 J ${line(near, far)} ${line(far, near)} Q` : "Q");
  };
  return { out, text, rect, mark };
}

type Painter = ReturnType<typeof painter>;

function drawWatermark(paint: Painter, fonts: Fonts, watermark: string): void {
  const words = fonts.drawable(watermark, styles.watermark);
  // Along the diagonal, and no longer than most of it.
  const turn = Math.atan2(sheet.height, sheet.width);
  const long = Math.hypot(sheet.height, sheet.width) * 0.74;
  const size = Math.min(styles.watermark.size, (styles.watermark.size * long) / fonts.width(words, styles.watermark));
  const style = { ...styles.watermark, size };
  const half = fonts.width(words, style) / 2;
  const drop = size * 0.33;
  const x = sheet.width / 2 - half * Math.cos(turn) + drop * Math.sin(turn);
  const y = sheet.height / 2 + half * Math.sin(turn) + drop * Math.cos(turn);
  paint.text(words, x, y, style, turn);
}

/** A text as far as it fits: a header or footer is one line, and what it says is said in whole in the document's own text. */
function shorten(fonts: Fonts, text: string, style: Style, width: number): string {
  let words = fonts.drawable(text, style).replaceAll("\n", " ");
  while (words.length > 1 && fonts.width(words, style) > width) words = `${words.slice(0, -2).trimEnd()}…`;
  return words;
}

function drawFurniture(paint: Painter, fonts: Fonts, about: Sheet, number: number, of: number): void {
  const left = (text: string, y: number, style: Style, share: number) =>
    paint.text(shorten(fonts, text, style, textWidth * share), sheet.left, y, style);
  const right = (text: string, y: number, style: Style, share: number) => {
    const words = shorten(fonts, text, style, textWidth * share);
    paint.text(words, sheet.width - sheet.right - fonts.width(words, style), y, style);
  };
  left(about.issuer.name, 41, styles.issuer, 0.55);
  right(about.reference.text, 41, about.reference.draft ? styles.draft : { ...styles.furniture, size: 8.5 }, 0.42);
  paint.rect(sheet.left, 49.5, textWidth, 0.6, colours.rule);
  paint.rect(sheet.left, 771, textWidth, 0.6, colours.rule);
  const first = 775.5 + baseline(styles.furniture);
  for (const [index, line] of about.issuer.lines.entries())
    left(line, first + index * styles.furniture.leading, styles.furniture, 0.8);
  right(about.pageText(number, of), first, styles.furniture, 0.18);
}

function drawPiece(paint: Painter, piece: Piece): void {
  const x = sheet.left + piece.x;
  const y = sheet.top + piece.y;
  switch (piece.kind) {
    case "text":
      paint.text(piece.text, x, y, piece.style);
      break;
    case "rect":
      paint.rect(x, y, piece.width, piece.height, piece.colour);
      break;
    case "mark":
      paint.mark(x, y, piece.chosen);
      break;
  }
}

/** The file. Nothing in it comes from the clock, from chance or from this machine. */
export async function writePdf(pages: Page[], about: Sheet, fonts: Fonts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context } = pdf;
  const created = new Date(about.createdAt);
  pdf.setTitle(about.title, { showInWindowTitleBar: true });
  pdf.setAuthor(about.issuer.name);
  pdf.setLanguage(about.language);
  pdf.setCreator("RSS-portalen");
  pdf.setProducer("RSS-portalen (pdf-lib)");
  pdf.setCreationDate(created);
  pdf.setModificationDate(created);
  const id = PDFHexString.of(about.id.slice(0, 32).padEnd(32, "0"));
  context.trailerInfo.ID = context.obj([id, id]);

  const resources = context.nextRef();
  for (const [index, pieces] of pages.entries()) {
    const paint = painter(fonts);
    if (about.watermark) drawWatermark(paint, fonts, about.watermark);
    drawFurniture(paint, fonts, about, index + 1, pages.length);
    for (const piece of pieces) drawPiece(paint, piece);
    const { node } = pdf.addPage([sheet.width, sheet.height]);
    node.set(PDFName.of("Resources"), resources);
    node.set(PDFName.of("Contents"), context.register(context.flateStream(paint.out.join("\n"))));
  }
  const embedded = fonts.embed(context).map(([face, ref]) => [names[face], ref]);
  context.assign(resources, context.obj({ Font: Object.fromEntries(embedded) }));
  // A plain cross-reference table: what a later incremental update (the seal) continues most simply.
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
