/** Small files that are whole or absent, and that only their owner may read. */
import { randomUUID } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";

/** Writes a small file so that a crash leaves the old or the new one, never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temporary, "wx", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(temporary, file);
}

/** What a file keeps, or what `make` makes, kept for the next time. Without a file it is made each time. */
export async function readOrMake<T>(file: string | undefined, make: () => Promise<T>): Promise<T> {
  if (!file) return make();
  try {
    return JSON.parse(await readFile(file, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  const made = await make();
  await writeWhole(file, JSON.stringify(made));
  return made;
}
