/** One face as PDF objects: a TrueType subset, its widths, and the map from its glyphs back to characters. */
import { ascii, type PdfObjects, type Ref } from "./objects.ts";
import type { Sfnt } from "./sfnt.ts";
import { subsetOf } from "./subset.ts";

/** What the document shows of a font, by the font's glyph id: its number in the subset, the character, the width. */
type Used = ReadonlyMap<number, { cid: number; point: number; width: number }>;

const hex = (value: number): string => value.toString(16).padStart(4, "0");

/** ISO 32000-1, 9.6.4: six letters that differ between subsets; taken from the glyphs, so that they never change by chance. */
function tag(used: Used): string {
  let mixed = 2166136261;
  for (const id of used.keys()) mixed = Math.imul(mixed ^ id, 16777619) >>> 0;
  return Array.from({ length: 6 }, (_, index) => String.fromCharCode(65 + (Math.floor(mixed / 26 ** index) % 26))).join(
    "",
  );
}

function toUnicode(used: Used): string {
  const rows = [...used.values()].map(({ cid, point }) => {
    const units = String.fromCodePoint(point);
    return `<${hex(cid)}> <${Array.from({ length: units.length }, (_, at) => hex(units.charCodeAt(at))).join("")}>`;
  });
  const blocks: string[] = [];
  // At most 100 rows a block (Adobe Technical Note 5411, 1.4.1).
  for (let at = 0; at < rows.length; at += 100) {
    const some = rows.slice(at, at + 100);
    blocks.push(`${some.length} beginbfchar\n${some.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

export function embedFace(pdf: PdfObjects, font: Sfnt, used: Used): Ref {
  const about = font.figures();
  const name = `/${tag(used)}+${about.name}`;
  const file = subsetOf(font, used.keys());
  const descriptor = pdf.add({
    Type: "/FontDescriptor",
    FontName: name,
    Flags: about.italicAngle === 0 ? 4 : 68, // symbolic (its own encoding), italic
    FontBBox: about.box,
    ItalicAngle: about.italicAngle,
    Ascent: about.ascent,
    Descent: about.descent,
    CapHeight: about.capHeight,
    XHeight: about.xHeight,
    StemV: Math.round(10 + (220 * (about.weight - 50)) / 900),
    FontFile2: pdf.packed(file, { Length1: file.length }),
  });
  const descendant = pdf.add({
    Type: "/Font",
    Subtype: "/CIDFontType2",
    BaseFont: name,
    CIDSystemInfo: { Registry: ascii("Adobe"), Ordering: ascii("Identity"), Supplement: 0 },
    CIDToGIDMap: "/Identity",
    W: [1, [...used.values()].map(({ width }) => width)],
    FontDescriptor: descriptor,
  });
  return pdf.add({
    Type: "/Font",
    Subtype: "/Type0",
    BaseFont: name,
    Encoding: "/Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: pdf.packed(Buffer.from(toUnicode(used), "latin1")),
  });
}
