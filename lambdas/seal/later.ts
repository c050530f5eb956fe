/**
 * What was written after a seal. A PDF shows what its last revision says, so a revision after the seal could show anything at all
 * and leave the seal right ("shadow attacks", "incremental saving attacks"). Only two kinds are let through, each told by all it
 * changes; they must be to the byte as this room writes them, so that there is one way to read them.
 */
import { PDFDict, PDFName, type PDFObject, PDFRef } from "pdf-lib";
import { fillField, isName, listField, newField, nextNumber, signatureFields, textOf, wholeRange } from "./fields.ts";
import { before, dictOf, name, type Pdf, writtenHere } from "./revisions.ts";
import { SealError } from "./seal-error.ts";
import { isValidationData } from "./validation-data.ts";

/** `of`: the signature's object. `other`: anything else, after which the document may show what was never sealed. */
export type Later =
  | { kind: "validation-data" }
  | { kind: "document-timestamp"; field: string; of: number }
  | { kind: "other" };

/** What the newest revision of `pdf` adds. */
export function laterIn(pdf: Pdf): Later {
  try {
    const base = before(pdf);
    const objects = writtenHere(pdf);
    if (!base || !objects) return { kind: "other" };
    if (isValidationData(base, objects)) return { kind: "validation-data" };
    return documentTimestampIn(base, objects, pdf.bytes) ?? { kind: "other" };
  } catch (error) {
    // Neither of the two kinds is unreadable, or fills a field that is taken.
    if (error instanceof SealError) return { kind: "other" };
    throw error;
  }
}

const keysOf = (dict: PDFDict) =>
  dict
    .keys()
    .map((key) => key.decodeText())
    .toSorted()
    .join();

/** The signature and its field, when that is all that is new, and the form is otherwise as it was. */
function documentTimestampIn(base: Pdf, objects: ReadonlyMap<number, PDFObject>, bytes: Uint8Array): Later | null {
  const [of, dict] = [...objects].find(([, each]) => isTimestamp(each)) ?? [];
  if (of === undefined || !(dict instanceof PDFDict)) return null;
  const isNew = (number: number) => number >= nextNumber(base);
  for (const [number, field] of objects) {
    if (!(field instanceof PDFDict) || !isName(field.get(name("FT")), "Sig")) continue;
    const title = textOf(field.get(name("T"))) ?? "";
    const page = field.get(name("P"));
    if (!(page instanceof PDFRef) || !isName(dictOf(base, page, "a page").get(name("Type")), "Page")) return null;
    const isKnown = signatureFields(base).some((each) => each.name === title);
    if (!isKnown && !isNew(number)) return null;
    const expected = isKnown
      ? fillField(base, title, of)
      : listField(base, page, number).set(number, newField(page, title, of));
    expected.set(of, dict);
    const isAll =
      expected.size === objects.size &&
      [...expected].every(([each, value]) => String(objects.get(each)) === String(value));
    if (!isAll || !isNew(of) || !wholeRange(bytes, { field: title, number: of, dict })) return null;
    return { kind: "document-timestamp", field: title, of };
  }
  return null;
}

const isTimestamp = (object: PDFObject): boolean =>
  object instanceof PDFDict &&
  object.get(name("Type")) === PDFName.of("DocTimeStamp") &&
  keysOf(object) === "ByteRange,Contents,Filter,SubFilter,Type";
