/** Pages as a PDF file: the pages' content, what lies over them (links, fields), the structure tree, the fonts, and the archive's part. */
import { type AssociatedFile, archived, software } from "./archive.ts";
import type { Element } from "./elements.ts";
import type { Drawn, Page } from "./flow.ts";
import type { Fonts } from "./fonts.ts";
import { drawFurniture, type Furniture } from "./furniture.ts";
import { ascii, date, type PdfObjects, pdfObjects, type Ref, text } from "./objects.ts";
import { n, painter, type Spot } from "./paint.ts";
import { page as sheet } from "./style.ts";
import { type TaggedObject, type TaggedPage, writeStructure } from "./tagged.ts";

export type Sheet = Furniture & {
  title: string;
  language: string;
  createdAt: string;
  id: string;
  /** Null: none, for an archive that takes no embedded files. */
  files: AssociatedFile[] | null;
};

/** An annotation over the page: a link, or the widget of a signature field (ISO 32000-1, 12.5.6.5 and 12.7.4.5). */
function annotation(pdf: PdfObjects, { piece, rect }: Spot, page: Ref, parent: number): Ref {
  const [left, bottom, right, top] = rect.map((value) => Number(n(value))) as typeof rect;
  const common = {
    Type: "/Annot",
    Rect: [left, bottom, right, top],
    F: 4, // printed: PDF/A wants it
    P: page,
    StructParent: parent,
    Border: [0, 0, 0],
  };
  if (piece.kind === "link") {
    const A = { S: "/URI", URI: ascii(piece.url) };
    return pdf.add({ ...common, Subtype: "/Link", Contents: text(piece.about), A });
  }
  // Nothing of its own to show: what is seen is the page's. A widget without any area needs no appearance (ISO 19005-3, 6.3.3).
  const appearance = () =>
    pdf.stream(new Uint8Array(), { Type: "/XObject", Subtype: "/Form", BBox: [0, 0, right - left, top - bottom] });
  return pdf.add({
    ...common,
    Subtype: "/Widget",
    FT: "/Sig",
    T: ascii(piece.name),
    TU: text(piece.about),
    AP: right > left ? { N: appearance() } : undefined,
  });
}

/**
 * What is content of one element, together: a row that is parted between lines has the first line of each cell before the second of
 * any, and whoever marks and copies the text would have the cells in shreds.
 */
function inReadingOrder(page: Page): Drawn[] {
  const together = new Map<Element | Drawn, Drawn[]>();
  for (const piece of page) {
    const of = piece.of ?? piece;
    const pieces = together.get(of) ?? [];
    pieces.push(piece);
    together.set(of, pieces);
  }
  return [...together.values()].flat();
}

/** The file. Nothing in it comes from the clock, from chance or from this machine. */
export function writePdf(pages: Page[], root: Element, about: Sheet, fonts: Fonts): Uint8Array {
  const pdf = pdfObjects();
  const [tree, catalogue, resources] = [pdf.reserve(), pdf.reserve(), pdf.reserve()];
  const tagged: TaggedPage[] = [];
  const objects: TaggedObject[] = [];
  const fields: Ref[] = [];
  for (const [index, pieces] of pages.entries()) {
    const paint = painter(fonts);
    drawFurniture(paint, fonts, about, index + 1, pages.length);
    for (const piece of inReadingOrder(pieces)) paint.draw(piece, sheet.left + piece.x, sheet.top + piece.y);
    const ref = pdf.reserve();
    tagged.push({ ref, owners: paint.owners });
    const annotations = paint.spots.map((spot) => {
      const made = annotation(pdf, spot, ref, pages.length + objects.length);
      if (spot.piece.of) objects.push({ ref: made, page: ref, owner: spot.piece.of });
      if (spot.piece.kind === "field") fields.push(made);
      return made;
    });
    pdf.put(ref, {
      Type: "/Page",
      Parent: tree,
      Resources: resources,
      MediaBox: [0, 0, sheet.width, sheet.height],
      Contents: pdf.packed(Buffer.from(paint.operators(), "latin1")),
      StructParents: index,
      // The order of the keyboard is the order of the structure.
      Tabs: "/S",
      Annots: annotations.length > 0 ? annotations : undefined,
    });
  }
  pdf.put(tree, { Type: "/Pages", Kids: tagged.map(({ ref }) => ref), Count: pages.length });
  pdf.put(resources, { Font: Object.fromEntries(fonts.embed(pdf)) });
  const author = about.issuer.name;
  pdf.put(catalogue, {
    Type: "/Catalog",
    Pages: tree,
    Lang: ascii(about.language),
    ViewerPreferences: { DisplayDocTitle: true },
    StructTreeRoot: writeStructure(pdf, root, tagged, objects),
    MarkInfo: { Marked: true },
    // Both flags: the file is to be signed, and from then on only ever added to (ISO 32000-1, Table 219). An object of its own, so that
    // one field more changes it and not the catalogue.
    AcroForm: fields.length > 0 ? pdf.add({ Fields: fields, SigFlags: 3 }) : undefined,
    ...archived(pdf, { ...about, author }, about.files),
  });
  const created = date(about.createdAt);
  const info = pdf.add({
    Title: text(about.title),
    Author: text(author),
    Creator: text(software.creator),
    Producer: text(software.producer),
    CreationDate: created,
    ModDate: created,
  });
  const id = `<${about.id.slice(0, 32).padEnd(32, "0")}>`;
  return pdf.file({ Root: catalogue, Info: info, ID: [id, id] });
}
