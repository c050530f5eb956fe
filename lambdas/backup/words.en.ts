/** Words of the commands that export the portal and restore it, in English. */
import type { words as sv } from "./words.sv.ts";

const nothing = "Nothing was restored.";
const copy = "Take another copy of the archive.";

export const words = {
  usage: {
    export: "npm run -s export -- FOLDER [--language sv|en]",
    restore: "npm run -s restore -- FOLDER [--checksum SHA-256-OF-SHA256SUMS] [--language sv|en]",
  },
  unset: (names) => `${names}: not set. They name the table and the buckets (docs/operating.md, Export and restore).`,
  aws: (said) => `AWS answered: ${said}`,
  disk: (said) => `The folder cannot be read or written: ${said}. See that it is there, is yours and has room.`,
  exported: (rows, files, folder) => `${rows} rows and ${files} files are in ${folder}.`,
  keepSum: "Keep this elsewhere than the archive, it tells whether anybody has changed it (SHA-256 of SHA256SUMS):",
  restored: (rows, files, made) => `${rows} rows and ${files} files of ${made} are back, and are what was exported.`,
  folderFilled: (folder) => `${folder} is not empty. Name a folder that does not exist yet.`,
  noBucket: (key) => `A row tells of a file in no bucket of the portal's: ${key}`,
  unreadable: (key, object, kind, error) =>
    `A row tells of ${key}, version ${object}, in ${kind}, and it can't be read: ${error}. Nothing was exported.`,
  otherFile: (key, object, kind) =>
    `${key}, version ${object}, in ${kind} is not what its row says: it has another checksum. Nothing was exported.`,
  changed:
    "Something was written while the table was read, so the rows are not of one moment. Nothing was exported. Export when nobody writes, or a copy of the table as it was at one moment (docs/operating.md, Export and restore).",
  halfRestored:
    "An archive is half restored in this table. Nothing was exported. Let the restoration come to its end first.",
  noManifest: (folder) =>
    `${folder} has no SHA256SUMS: it is no archive, or of an export that did not come to its end. ${nothing}`,
  otherManifest: (folder) =>
    `SHA256SUMS in ${folder} is not the one whose checksum you gave: it is another archive, or somebody has changed it. ${nothing}`,
  oddLine: (line) => `SHA256SUMS has a line that no export writes: ${line}. ${nothing} ${copy}`,
  missing: (path, folder) => `${path} is missing from ${folder}. ${nothing} ${copy}`,
  altered: (path, folder, found, wanted) =>
    `${path} in ${folder} is not what was exported: its checksum is ${found}, and SHA256SUMS has ${wanted}. ${nothing} ${copy}`,
  unlisted: (path, folder) =>
    `${path} is in ${folder} and not in SHA256SUMS, so it is nothing that was exported. ${nothing} Take it away, or take another copy of the archive.`,
  leavesOut: (folder) => `SHA256SUMS in ${folder} leaves files out. ${nothing} ${copy}`,
  otherFormat: (folder, format) =>
    `${folder} is in a format that this version of the portal does not read (${format}). ${nothing} Use the version that made the archive, or a later one.`,
  short: (folder, rows, files) =>
    `${folder} does not have everything that was exported: ${rows} rows, ${files} files. ${nothing} ${copy}`,
  of: (some, all) => `${some} of ${all}`,
  otherHalf: (checksum) =>
    `Another archive is half restored here (its SHA256SUMS has the checksum ${checksum}). Go on with that one, or begin in an empty table and empty buckets. ${nothing}`,
  tableFilled: `The table is not empty: an archive is never mixed with what is there. ${nothing} Name an empty table in TABLE.`,
  bucketFilled: (kind, name) =>
    `The bucket of the ${kind} is not empty: an archive is never mixed with what is there. ${nothing} Name an empty one in ${name}.`,
  otherObject: (key, kind) =>
    `${key} in the bucket of the ${kind} is not what was put there. The restoration is not done. Look at it, and give the same command again.`,
  otherRow: (pk, sk) =>
    `The row ${pk} / ${sk} is not what was put there: somebody else writes to this table. The restoration is not done. Close the portal, and give the same command again.`,
  takenOver:
    "Somebody else has begun to restore the same archive here, or has ended it. This command stops, and the other one goes on.",
} satisfies typeof sv;
