/**
 * Objects of a PDF as they are written (ISO 32000-1, 7.3), and the file they make (7.5). A document is some hundred small objects that
 * are written once and never read: to build a model of them first costs more than to write them (docs/decisions/0015-type.md).
 */
import { deflated } from "./deflate.ts";

/** An indirect reference, as it is written. */
export type Ref = `${number} 0 R`;

/** A string stands as it is: "/Name", "(text)", "12 0 R". What is undefined is left out of a dictionary. */
export type Value = string | number | boolean | readonly Value[] | Dict;
export type Dict = { readonly [key: string]: Value | undefined };

/** A name of any characters (7.3.5). */
export const name = (text: string): string =>
  `/${text.replace(/[^!-~]|[#/()<>[\]{}%]/g, (sign) => `#${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)}`;

/** A string of ASCII (7.3.4.2). */
export const ascii = (text: string): string => `(${text.replace(/[\\()]/g, "\\$&")})`;

/** A text string for people, in UTF-16 (7.9.2.2). */
export const text = (words: string): string =>
  `<FEFF${Buffer.from(words, "utf16le").swap16().toString("hex").toUpperCase()}>`;

/** A date of an ISO 8601 instant in UTC, to the second (7.9.4). */
export const date = (instant: string): string => `(D:${instant.slice(0, 19).replace(/\D/g, "")}Z)`;

function written(value: Value): string {
  if (typeof value === "string") return value;
  // No exponent, which a PDF does not know.
  if (typeof value === "number") return String(Math.round(value * 1e5) / 1e5);
  if (typeof value === "boolean") return String(value);
  if (isArray(value)) return `[ ${value.map(written).join(" ")} ]`;
  let entries = "<<\n";
  for (const key in value) {
    const entry = value[key];
    if (entry !== undefined) entries += `/${key} ${written(entry)}\n`;
  }
  return `${entries}>>`;
}

// Array.isArray does not tell a readonly array from the rest.
const isArray = (value: readonly Value[] | Dict): value is readonly Value[] => Array.isArray(value);

export type PdfObjects = ReturnType<typeof pdfObjects>;

/** The objects of one new file, numbered as they come. */
export function pdfObjects() {
  // Each as the parts it is written in: a stream's bytes stand between two of text.
  const objects: (string | Uint8Array)[][] = [];

  /** A reference to what is put later. */
  const reserve = (): Ref => `${objects.push([])} 0 R`;
  const put = (ref: Ref, value: Value): void => {
    objects[Number.parseInt(ref, 10) - 1] = [written(value)];
  };
  const add = (value: Value): Ref => `${objects.push([written(value)])} 0 R`;
  const stream = (bytes: Uint8Array, dict: Dict = {}): Ref =>
    `${objects.push([`${written({ ...dict, Length: bytes.length })}\nstream\n`, bytes, "\nendstream"])} 0 R`;
  /** A stream that is deflated here. */
  const packed = (bytes: Uint8Array, dict: Dict = {}): Ref =>
    stream(deflated(bytes), { ...dict, Filter: "/FlateDecode" });

  /** The whole file, with a plain cross-reference table: what an incremental update (the seal) continues most simply. */
  function file(trailer: Dict): Uint8Array {
    // The second line's bytes tell whoever passes the file on that it is no text (7.5.2).
    const parts: (string | Uint8Array)[] = ["%PDF-1.7\n%\x81\x81\x81\x81\n\n"];
    let at = parts[0]?.length ?? 0;
    const write = (part: string | Uint8Array) => {
      parts.push(part);
      at += part.length;
    };
    const size = objects.length + 1;
    let table = `xref\n0 ${size}\n0000000000 65535 f \n`;
    for (const [index, object] of objects.entries()) {
      table += `${String(at).padStart(10, "0")} 00000 n \n`;
      write(`${index + 1} 0 obj\n`);
      for (const part of object) write(part);
      write("\nendobj\n\n");
    }
    const start = at;
    write(`${table}\ntrailer\n${written({ Size: size, ...trailer })}\n\nstartxref\n${start}\n%%EOF`);
    const bytes = Buffer.alloc(at);
    at = 0;
    for (const part of parts) {
      if (typeof part === "string") bytes.write(part, at, "latin1");
      else bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  return { reserve, put, add, stream, packed, file };
}
