/** Drawing on one page: operators of a content stream, each under the element it is content of (ISO 32000-1, 14.6 and 14.7.4). */
import type { Element } from "./elements.ts";
import type { Piece } from "./flow.ts";
import type { Fonts } from "./fonts.ts";
import { type Colour, colours, type Style, page as sheet } from "./style.ts";

/** What is there for the eye only: around the text on every page, or under it. */
type Artifact = "Header" | "Footer" | "Watermark" | "Layout";

/** A link or a field, as a rectangle on the page in points from its lower left corner. */
export type Spot = {
  piece: Piece & { kind: "link" | "field" };
  rect: [left: number, bottom: number, right: number, top: number];
};

export const n = (value: number): string => String(Math.round(value * 100) / 100);

// There are few, and each is written some hundred times.
const shades = new Map<Colour, string>();
function rgb(colour: Colour): string {
  const shade = shades.get(colour) ?? colour.map(n).join(" ");
  shades.set(colour, shade);
  return shade;
}

const up = (y: number): number => sheet.height - y;

const artifacts: Record<Artifact, string> = {
  Header: "/Artifact << /Type /Pagination /Subtype /Header >> BDC",
  Footer: "/Artifact << /Type /Pagination /Subtype /Footer >> BDC",
  Watermark: "/Artifact << /Type /Pagination /Subtype /Watermark >> BDC",
  Layout: "/Artifact << /Type /Layout >> BDC",
};

export type Painter = ReturnType<typeof painter>;

/** `x` and `y` are from the sheet's upper left corner, downwards, in points. */
export function painter(fonts: Fonts) {
  const out: string[] = [];
  // By MCID: whose content each marked sequence is.
  const owners: Element[] = [];
  const spots: Spot[] = [];
  let open: Element | Artifact | undefined;

  const close = () => {
    if (open) out.push("EMC");
    open = undefined;
  };
  /** What is drawn from now on is content of this element, or an artifact. */
  const under = (what: Element | Artifact) => {
    if (open === what) return;
    close();
    open = what;
    if (typeof what === "string") {
      out.push(artifacts[what]);
      return;
    }
    out.push(`/${what.tag} << /MCID ${owners.length} >> BDC`);
    owners.push(what);
  };

  const text = (words: string, x: number, y: number, style: Style, turn = 0) => {
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)].map((value) => Math.round(value * 1e4) / 1e4);
    // A checksum is copied whole, without the gaps between its groups; it is ASCII, so a literal string will do.
    if (style.grouped) out.push(`/Span << /ActualText (${words.replace(/[^0-9a-z]/gi, "")}) >> BDC`);
    out.push(
      `BT ${rgb(style.colour)} rg`,
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
  /** Dark modules, each run of a row as one rectangle: apart, hair-thin seams would show between them. */
  const code = (x: number, y: number, side: number, rows: boolean[][]) => {
    const module = side / rows.length;
    const height = n(module);
    const runs: string[] = [];
    for (const [index, row] of rows.entries()) {
      const low = n(up(y + (index + 1) * module));
      for (let from = row.indexOf(true); from >= 0; ) {
        const light = row.indexOf(false, from);
        const end = light < 0 ? row.length : light;
        runs.push(`${n(x + from * module)} ${low} ${n((end - from) * module)} ${height} re`);
        from = row.indexOf(true, end);
      }
    }
    out.push(`${rgb(colours.ink)} rg`, ...runs, "f");
  };

  /** A piece that stands at `x`, `y` of the sheet. */
  const draw = (piece: Piece, x: number, y: number) => {
    if (piece.kind === "link" || piece.kind === "field") {
      spots.push({ piece, rect: [x, up(y + piece.height), x + piece.width, up(y)] });
      return;
    }
    under(piece.of ?? "Layout");
    switch (piece.kind) {
      case "text":
        return text(piece.text, x, y, piece.style);
      case "rect":
        return rect(x, y, piece.width, piece.height, piece.colour);
      case "mark":
        return mark(x, y, piece.chosen);
      case "code":
        if (piece.of) piece.of.box = [x, up(y + piece.side), x + piece.side, up(y)];
        return code(x, y, piece.side, piece.rows);
      default:
        return piece satisfies never;
    }
  };

  /** The page's operators, when all is drawn. */
  const operators = (): string => {
    close();
    return out.join("\n");
  };

  return { under, text, rect, draw, operators, owners, spots };
}
