/** A submission, a draft or a long text as a PDF. The same input gives the same bytes, wherever and whenever it is made. */
import type { Block } from "#domain/blocks";
import type { Language } from "#domain/language";
import type { AssociatedFile } from "./archive.ts";
import { layPanel, type Panel } from "./closing.ts";
import { type Element, element } from "./elements.ts";
import { type Box, paginate } from "./flow.ts";
import { type FontFiles, type Fonts, fontFiles, openFonts } from "./fonts.ts";
import { lay } from "./lay.ts";
import { writePdf } from "./page.ts";

export type DocumentInput = {
  /** Shown in the viewer's title bar; the heading on the page is a block. */
  title: string;
  language: Language;
  /** Name at the left of the header, lines in the footer. */
  issuer: { name: string; lines: string[] };
  /** The receipt number at the right of the header, e.g. "GFP-2021-W-1"; null for a draft, which shows the watermark's words. */
  number: string | null;
  /** "UTKAST – inte inskickat", faintly over each page. */
  watermark: string | null;
  /** ISO 8601 instant; the file's dates, in UTC. */
  createdAt: string;
  /** Content hash in hexadecimal; becomes the file's /ID. */
  id: string;
  blocks: Block[];
  texts: DocumentTexts;
  /**
   * What comes after the form, which may be in another language. `last` stands with the panel on the last page: there the panel says
   * that the signature is.
   */
  closing?: { language: Language; blocks: Block[]; last: Block[]; texts: DocumentTexts; panel: Panel };
  /** What travels inside the document. Null: nothing, in the form (PDF/A-2a) that every archive takes. */
  files?: AssociatedFile[] | null;
};

/** Words of the document's own, in its language. */
type DocumentTexts = { page: (page: number, of: number) => string; crossed: string; notCrossed: string };

const locales: Record<Language, string> = { sv: "sv-SE", en: "en-GB" };
const commas: Record<Language, string> = { sv: ",", en: "." };

/** `missing` lists the characters no font of ours can draw; they stand as □ and the form warns of them before hand-in. */
export async function renderDocument(
  input: DocumentInput,
  files: FontFiles = fontFiles(),
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const fonts = openFonts(files);
  const root = element("Document");
  const boxes = lay(input.blocks, fonts, { words: input.texts, comma: commas[input.language] }, root);
  const pages = paginate([...boxes, ...layClosing(input, fonts, root)]);
  const bytes = await writePdf(
    pages,
    root,
    {
      title: input.title,
      language: locales[input.language],
      issuer: input.issuer,
      reference: { text: input.number ?? input.watermark ?? "", draft: input.number === null },
      watermark: input.watermark,
      createdAt: input.createdAt,
      id: input.id,
      pageText: input.texts.page,
      files: input.files === undefined ? [] : input.files,
    },
    fonts,
  );
  return { bytes, missing: fonts.missing() };
}

function layClosing({ closing, language, blocks }: DocumentInput, fonts: Fonts, root: Element): Box[] {
  if (!closing) return [];
  const own = element("Document");
  const all = [...closing.blocks, ...closing.last];
  const how = { words: closing.texts, comma: commas[closing.language] };
  const boxes = lay(all, fonts, how, own).map((box) => ({
    ...box,
    // Counted on from the form's: a rule along somebody's words must not go on into these.
    block: blocks.length + box.block,
    keep: box.keep || box.block >= closing.blocks.length,
  }));
  const panel = layPanel(fonts, closing.panel, 22, blocks.length + all.length, own);
  for (const child of own.children)
    root.children.push(Object.assign(child, closing.language !== language && { language: locales[closing.language] }));
  const [first, ...rest] = boxes;
  return [...(first ? [{ ...first, before: 25 }, ...rest] : []), panel];
}

export type TextInput = Omit<DocumentInput, "blocks" | "watermark" | "closing" | "files"> & {
  /** The question the text answers, as a heading. */
  heading: string;
  text: string;
};

/** One long text as an attachment: "Lägg hela texten i en bilaga". `number` may say what it is attached to. */
export const renderText = ({ heading, text, ...input }: TextInput, files?: FontFiles) =>
  renderDocument(
    {
      ...input,
      watermark: null,
      blocks: [
        { kind: "heading", level: 1, text: input.title },
        { kind: "heading", level: 2, text: heading },
        { kind: "answer", question: "", text },
      ],
    },
    files,
  );
