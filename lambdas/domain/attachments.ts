/** What may be attached: a few kinds of documents, told by their content and never by their name alone. */

export const maxFiles = 5;
export const maxFileSize = 10_000_000;

/** Media type by ending of the file name. */
export const mediaTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
};

/** The media type a name claims, undefined for kinds that are not taken. */
export function mediaTypeOf(name: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
}

const starts = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** Latin-1, so that every byte is one character to look for. */
const readable = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");

/**
 * Whether the first bytes of a file (a few kB) are those of its type: PDF 32000-1 §7.5.2, ZIP local file header with the entry that
 * tells an office document by its format (ECMA-376 part 2; OpenDocument 1.3 part 2 §3.3), JPEG, PNG.
 */
export function looksLike(type: string, bytes: Uint8Array): boolean {
  switch (type) {
    case "application/pdf":
      return starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d);
    case "image/jpeg":
      return starts(bytes, 0xff, 0xd8, 0xff);
    case "image/png":
      return starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    case "application/vnd.oasis.opendocument.text":
    case "application/vnd.oasis.opendocument.spreadsheet":
      return starts(bytes, 0x50, 0x4b, 3, 4) && readable(bytes.slice(0, 200)).includes(`mimetype${type}`);
    default:
      return (
        Object.values(mediaTypes).includes(type) &&
        starts(bytes, 0x50, 0x4b, 3, 4) &&
        /\[Content_Types\]\.xml|_rels\/|docProps\/|word\/|xl\//.test(readable(bytes))
      );
  }
}
