/**
 * The files that travel inside a document (ISO 32000-1, 7.11.4), as they were before it was sealed. Only what the renderer writes is
 * read, with a cap on everything, so that any bytes may be given.
 */
import { inflateSync } from "node:zlib";
import { type PDFDict, PDFName, PDFNumber, PDFRawStream, PDFRef } from "pdf-lib";
import { maxFileSize, maxFiles } from "#domain/attachments";
import { sha256 } from "../seal/certificates.ts";
import { textOf } from "../seal/fields.ts";
import { arrayOf, catalogueOf, dictOf, name, objectOf, openPdf, type Pdf, revisionsOf } from "../seal/revisions.ts";
import { reading, SealError } from "../seal/seal-error.ts";

/** `sha256` in hexadecimal, of the file's own bytes. */
export type Inside = { name: string; bytes: Uint8Array; sha256: string };

/** What people attach, a scan, and the two files of the portal's own. */
const mostFiles = maxFiles + 3;

const unreadable = (why: string) => new SealError("unreadable", why);

/** The file as it was first written, before all that was added at its end. Throws SealError `unreadable`. */
export const firstRevision = (bytes: Uint8Array): Uint8Array =>
  reading("revisions", () => (revisionsOf(openPdf(bytes)).at(-1) as Pdf).bytes);

/** All files inside, in the document's order; empty when it carries none. Throws SealError `unreadable`. */
export const filesInside = (bytes: Uint8Array): Inside[] =>
  reading("files inside", () => {
    const pdf = openPdf(bytes);
    const names = catalogueOf(pdf).dict.get(name("Names"));
    const tree = names && dictOf(pdf, names, "/Names").get(name("EmbeddedFiles"));
    if (!tree) return [];
    // A name tree of one level: a key, its file, a key, its file.
    const entries = arrayOf(pdf, dictOf(pdf, tree, "/EmbeddedFiles").get(name("Names")), "/Names").asArray();
    if (entries.length > mostFiles * 2) throw unreadable("more files than a document carries");
    const files = entries
      .filter((_, index) => index % 2 === 1)
      .map((entry): Inside => {
        const spec = dictOf(pdf, entry, "a file specification");
        const content = contentOf(pdf, dictOf(pdf, spec.get(name("EF")), "/EF"));
        return {
          name: textOf(spec.get(name("UF"))) ?? "",
          bytes: content,
          sha256: sha256(content).toString("hex"),
        };
      });
    if (new Set(files.map((file) => file.name)).size < files.length) throw unreadable("two files of the same name");
    return files;
  });

function contentOf(pdf: Pdf, files: PDFDict): Uint8Array {
  const ref = files.get(name("F"));
  const stream = ref instanceof PDFRef ? objectOf(pdf, ref.objectNumber) : null;
  if (!(stream instanceof PDFRawStream)) throw unreadable("a file that is no stream");
  const { dict, contents } = stream;
  const length = dict.get(name("Length"));
  // Otherwise the parser has looked for the end by itself, which may be anywhere.
  if (!(length instanceof PDFNumber) || length.asNumber() !== contents.length)
    throw unreadable("a file whose /Length is not its own");
  if (contents.length > maxFileSize) throw unreadable(`a file larger than ${maxFileSize} bytes`);
  const filter = dict.get(name("Filter"));
  if (!filter) return contents;
  if (filter !== PDFName.of("FlateDecode") || dict.has(name("DecodeParms")))
    throw unreadable(`a file packed by ${filter}`);
  // A few kilobytes may stand for gigabytes: inflating stops there.
  return inflateSync(contents, { maxOutputLength: maxFileSize });
}
