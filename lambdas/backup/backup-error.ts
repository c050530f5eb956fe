/** Something that whoever asked for an export or a restoration has to look at, in a sentence that says what. */
export class BackupError extends Error {
  override name = "BackupError";
}
