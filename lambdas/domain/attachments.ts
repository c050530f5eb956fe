/** What may be attached: a few kinds of documents, told by their content and never by their name alone. */

import { epoch, type Instant } from "./deadlines.ts";
import type { endings } from "./endings.ts";

export const maxFiles = 5;
export const maxFileSize = 10_000_000;

/** Media type by ending of the file name. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
} satisfies Record<(typeof endings)[number], string>;

/** Endings of what a signed paper is scanned or photographed to. */
export const scanEndings = ["pdf", "jpg", "jpeg", "png"];

/** What a malware scan may come to; `unscanned`: it could not look inside, as with a file that has a password. */
export const verdicts = ["clean", "infected", "unscanned"] as const;
export type Verdict = (typeof verdicts)[number];

/** How long the form that posts a file's bytes holds, in milliseconds. What has not arrived by then holds no place among the five. */
export const formHolds = 15 * 60_000;

type Announced = { state: string; at: Instant };

/** Announced, and its bytes have not arrived in time: somebody's tab was closed, or their net went down. */
export const isStranded = ({ state, at }: Announced, now: Instant): boolean =>
  state === "uploading" && epoch(now) - epoch(at) > formHolds;

/** How many of the five are taken. */
export const placesTaken = (files: readonly Announced[], now: Instant): number =>
  files.filter((file) => !isStranded(file, now)).length;

const longestName = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const unseen = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/gu;

/**
 * A file name as it is stored and shown: the part after the last path separator, nothing unseen in it (a right-to-left override
 * makes `exe.fdp` look like a PDF), no dot first, spaces folded. Null when nothing is left, or too much. The name is never a path:
 * objects are named by the portal.
 */
export function tidyName(raw: string): string | null {
  const last = raw.split(/[/\\]/).at(-1) ?? "";
  const name = last
    .replace(/\s+/g, " ")
    .replace(unseen, "")
    .normalize("NFC")
    .trim()
    .replace(/^[. ]+/, "");
  return name === "" || name.length > longestName ? null : name;
}

/** Where a file's bytes lie in the bucket: under the submission, by a name of the portal's own. */
export const keyOf = (submission: string, name: string): string => `attachments/${submission}/${name}`;

export const nameInBucket = (key: string): string => key.split("/").at(-1) ?? "";

/** The submission and the name in a key of `keyOf`; null for any other. */
export function placeOf(key: string): { id: string; name: string } | null {
  const [, id, name] = /^attachments\/([\w-]{1,20}\.[A-Z]{1,2})\/([\w-]{1,80})$/.exec(key) ?? [];
  return id === undefined || name === undefined ? null : { id, name };
}

/** The media type a name claims, undefined for kinds that are not taken. */
export function mediaTypeOf(name: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return Object.hasOwn(mediaTypes, ending) ? mediaTypes[ending] : undefined;
}

/** The media type the name of a scanned paper claims, undefined for what is none. */
export function scanTypeOf(name: string): string | undefined {
  const type = mediaTypeOf(name);
  return scanEndings.some((ending) => mediaTypes[ending] === type) ? type : undefined;
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
