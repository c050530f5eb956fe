/** The look of the document: A4, its margins, its type and its colours. Lengths are PDF points (1/72 inch). */
export type Face = "regular" | "semibold" | "italic";
export type Colour = readonly [red: number, green: number, blue: number];

export type Style = {
  face: Face;
  size: number;
  leading: number;
  colour: Colour;
  /** In groups of eight under each other: for checksums, which people compare by eye. */
  grouped?: true;
};

export const page = { width: 595.28, height: 841.89, left: 71, right: 71, top: 84, bottom: 96 };
export const textWidth = page.width - page.left - page.right;
export const textHeight = page.height - page.top - page.bottom;

// Greys that still hold 4.5:1 against white (WCAG 1.4.3), on screen and on a worn office printer.
const ink: Colour = [0.09, 0.1, 0.12];
const soft: Colour = [0.33, 0.35, 0.39];
export const colours = {
  ink,
  soft,
  rule: [0.62, 0.65, 0.69],
  hairline: [0.8, 0.82, 0.85],
  bar: [0.66, 0.76, 0.87],
  fill: [0.93, 0.955, 0.97],
  frame: [0.25, 0.42, 0.6],
  draft: [0.68, 0.13, 0.1],
  // So light that text over it reads as on white.
  watermark: [0.945, 0.95, 0.957],
} satisfies Record<string, Colour>;

const style = (face: Face, size: number, leading: number, colour: Colour = ink): Style => ({
  face,
  size,
  leading,
  colour,
});

export const styles = {
  // As large as leaves the plan's title, with its year, on one line.
  title: style("semibold", 19, 25),
  heading: style("semibold", 13, 18),
  subheading: style("semibold", 10, 14),
  body: style("regular", 10.5, 15),
  decision: style("semibold", 13, 19),
  instruction: style("regular", 10, 14, soft),
  guidance: style("italic", 10, 14, soft),
  note: style("regular", 9.5, 13.5, soft),
  columnHead: style("semibold", 9.5, 13.5),
  cell: style("regular", 10, 14),
  label: style("regular", 9.5, 14, soft),
  seal: style("regular", 9, 12.5),
  sealHead: style("semibold", 9, 12.5),
  hash: { ...style("regular", 8, 14, soft), grouped: true },
  furniture: style("regular", 8, 11, soft),
  issuer: style("semibold", 8.5, 11, soft),
  draft: style("semibold", 8.5, 11, colours.draft),
  watermark: style("semibold", 58, 58, colours.watermark),
} satisfies Record<string, Style>;

/** Distance from the top of a line down to its baseline: capitals stand in the middle of the line. */
export const baseline = ({ size, leading }: Style): number => (leading + 0.66 * size) / 2;
