/** The checksum of a file on this computer. Nothing of the file goes anywhere. */

/** As much as is read at all: the browser's hash wants the whole file at once (Web Cryptography API, SubtleCrypto.digest). */
export const mostToRead = 200_000_000;

/** Why there is none. */
export class Unreadable extends Error {
  readonly reason: "empty" | "large" | "unreadable";

  constructor(reason: "empty" | "large" | "unreadable") {
    super(reason);
    this.reason = reason;
  }
}

/** SHA-256 in lower-case hex. `read` is told per cent as it goes. Throws Unreadable. */
export async function checksumOf(file: File, read: (percent: number) => void): Promise<string> {
  if (file.size === 0) throw new Unreadable("empty");
  if (file.size > mostToRead) throw new Unreadable("large");
  const bytes = new Uint8Array(file.size);
  const reader = file.stream().getReader();
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes.set(next.value, length);
      length += next.value.length;
      read(Math.floor((100 * length) / file.size));
    }
  } catch {
    // Moved, or changed since it was chosen.
    throw new Unreadable("unreadable");
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
