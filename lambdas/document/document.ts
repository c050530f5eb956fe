/** A submission, a draft or a long text as a PDF. The same input gives the same bytes, wherever and whenever it is made. */
import type { Block } from "#domain/blocks";
import { paginate } from "./flow.ts";
import { type FontFiles, fontFiles, openFonts } from "./fonts.ts";
import { lay } from "./lay.ts";
import { writePdf } from "./page.ts";

export type DocumentInput = {
  /** Shown in the viewer's title bar; the heading on the page is a block. */
  title: string;
  language: "sv" | "en";
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
};

/** Words of the document's own, in its language. */
type DocumentTexts = { page: (page: number, of: number) => string };

const locales = { sv: "sv-SE", en: "en-GB" };

/** `missing` lists the characters no font of ours can draw; they stand as □ and the form warns of them before hand-in. */
export async function renderDocument(
  input: DocumentInput,
  files: FontFiles = fontFiles(),
): Promise<{ bytes: Uint8Array; missing: string[] }> {
  const fonts = openFonts(files);
  const pages = paginate(lay(input.blocks, fonts, input.language));
  const bytes = await writePdf(
    pages,
    {
      title: input.title,
      language: locales[input.language],
      issuer: input.issuer,
      reference: { text: input.number ?? input.watermark ?? "", draft: input.number === null },
      watermark: input.watermark,
      createdAt: input.createdAt,
      id: input.id,
      pageText: input.texts.page,
    },
    fonts,
  );
  return { bytes, missing: fonts.missing() };
}

export type TextInput = Omit<DocumentInput, "blocks" | "watermark"> & {
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
