/** What stands around the text on every page: header, footer, a draft's watermark. For the eye only, so all of it is an artifact. */
import type { Fonts } from "./fonts.ts";
import type { Painter } from "./paint.ts";
import { baseline, colours, type Style, page as sheet, styles, textWidth } from "./style.ts";

export type Furniture = {
  issuer: { name: string; lines: string[] };
  /** At the right of the header: the number, or that this is a draft. */
  reference: { text: string; draft: boolean };
  watermark: string | null;
  pageText: (page: number, of: number) => string;
};

function drawWatermark(paint: Painter, fonts: Fonts, watermark: string): void {
  paint.under("Watermark");
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

/** Draws it on page `number` of `of`; before the text, which may stand over the watermark. */
export function drawFurniture(paint: Painter, fonts: Fonts, about: Furniture, number: number, of: number): void {
  const left = (text: string, y: number, style: Style, share: number) =>
    paint.text(shorten(fonts, text, style, textWidth * share), sheet.left, y, style);
  const right = (text: string, y: number, style: Style, share: number) => {
    const words = shorten(fonts, text, style, textWidth * share);
    paint.text(words, sheet.width - sheet.right - fonts.width(words, style), y, style);
  };
  if (about.watermark) drawWatermark(paint, fonts, about.watermark);
  paint.under("Header");
  left(about.issuer.name, 41, styles.issuer, 0.55);
  right(about.reference.text, 41, about.reference.draft ? styles.draft : { ...styles.furniture, size: 8.5 }, 0.42);
  paint.rect(sheet.left, 49.5, textWidth, 0.6, colours.rule);
  paint.under("Footer");
  paint.rect(sheet.left, 771, textWidth, 0.6, colours.rule);
  const first = 775.5 + baseline(styles.furniture);
  for (const [index, line] of about.issuer.lines.entries())
    left(line, first + index * styles.furniture.leading, styles.furniture, 0.8);
  right(about.pageText(number, of), first, styles.furniture, 0.18);
}
