/** Pages as a PDF file: the pages' content, what lies over them (links, fields), the structure tree, the fonts, and the archive's part. */
import { type PDFContext, PDFDocument, PDFHexString, PDFName, type PDFRef, PDFString } from "pdf-lib";
import { type AssociatedFile, archive, software } from "./archive.ts";
import type { Element } from "./elements.ts";
import type { Drawn, Page } from "./flow.ts";
import type { Fonts } from "./fonts.ts";
import { drawFurniture, type Furniture } from "./furniture.ts";
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
function annotation(context: PDFContext, { piece, rect }: Spot, page: PDFRef, parent: number): PDFRef {
  const common = {
    Type: "Annot",
    Rect: rect.map((value) => Number(n(value))),
    F: 4, // printed: PDF/A wants it
    P: page,
    StructParent: parent,
    Border: [0, 0, 0],
  };
  if (piece.kind === "link") {
    const A = { S: "URI", URI: PDFString.of(piece.url) };
    return context.register(
      context.obj({ ...common, Subtype: "Link", Contents: PDFHexString.fromText(piece.about), A }),
    );
  }
  const [left, bottom, right, top] = common.Rect as [number, number, number, number];
  // Nothing of its own to show: what is seen is the page's. A widget without any area needs no appearance (ISO 19005-3, 6.3.3).
  const appearance = () =>
    context.register(
      context.stream("", { Type: "XObject", Subtype: "Form", BBox: [0, 0, right - left, top - bottom] }),
    );
  return context.register(
    context.obj({
      ...common,
      Subtype: "Widget",
      FT: "Sig",
      T: PDFString.of(piece.name),
      TU: PDFHexString.fromText(piece.about),
      ...(right > left && { AP: { N: appearance() } }),
    }),
  );
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
export async function writePdf(pages: Page[], root: Element, about: Sheet, fonts: Fonts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  const { context, catalog } = pdf;
  const created = new Date(about.createdAt);
  pdf.setTitle(about.title, { showInWindowTitleBar: true });
  pdf.setAuthor(about.issuer.name);
  pdf.setLanguage(about.language);
  pdf.setCreator(software.creator);
  pdf.setProducer(software.producer);
  pdf.setCreationDate(created);
  pdf.setModificationDate(created);
  const id = PDFHexString.of(about.id.slice(0, 32).padEnd(32, "0"));
  context.trailerInfo.ID = context.obj([id, id]);

  const resources = context.nextRef();
  const tagged: TaggedPage[] = [];
  const objects: TaggedObject[] = [];
  const fields: PDFRef[] = [];
  for (const [index, pieces] of pages.entries()) {
    const paint = painter(fonts);
    drawFurniture(paint, fonts, about, index + 1, pages.length);
    for (const piece of inReadingOrder(pieces)) paint.draw(piece, sheet.left + piece.x, sheet.top + piece.y);
    const { node, ref } = pdf.addPage([sheet.width, sheet.height]);
    node.set(PDFName.of("Resources"), resources);
    node.set(PDFName.of("Contents"), context.register(context.flateStream(paint.operators())));
    node.set(PDFName.of("StructParents"), context.obj(index));
    // The order of the keyboard is the order of the structure.
    node.set(PDFName.of("Tabs"), PDFName.of("S"));
    tagged.push({ ref, owners: paint.owners });
    const annotations = paint.spots.map((spot) => {
      const made = annotation(context, spot, ref, pages.length + objects.length);
      if (spot.piece.of) objects.push({ ref: made, page: ref, owner: spot.piece.of });
      if (spot.piece.kind === "field") fields.push(made);
      return made;
    });
    if (annotations.length > 0) node.set(PDFName.of("Annots"), context.obj(annotations));
  }
  context.assign(resources, context.obj({ Font: Object.fromEntries(fonts.embed(context)) }));
  catalog.set(PDFName.of("StructTreeRoot"), writeStructure(context, root, tagged, objects));
  catalog.set(PDFName.of("MarkInfo"), context.obj({ Marked: true }));
  // Both flags: the file is to be signed, and from then on only ever added to (ISO 32000-1, Table 219). An object of its own, so that
  // one field more changes it and not the catalogue.
  const form = { Fields: fields, SigFlags: 3 };
  if (fields.length > 0) catalog.set(PDFName.of("AcroForm"), context.register(context.obj(form)));
  archive(
    context,
    catalog,
    { title: about.title, author: about.issuer.name, language: about.language, createdAt: about.createdAt },
    about.files,
  );
  // A plain cross-reference table: what an incremental update (the seal) continues most simply.
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
}
