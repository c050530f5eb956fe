/** Attaches a file: told to the portal, sent straight to the store, and confirmed once it has arrived whole. */
import { call } from "../api.ts";
import type { File as Attached } from "../draft/draft.ts";
import { Offline } from "../refusal.ts";

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function attach(id: string, chosen: File): Promise<Attached> {
  const sha256 = hex(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
  const { file, post } = await call("addFile", { id }, { body: { name: chosen.name, size: chosen.size, sha256 } });
  const form = new FormData();
  for (const [name, value] of Object.entries(post.fields)) form.append(name, value);
  // The store ignores every field after the file.
  form.append("file", chosen);
  await fetch(post.url, { method: "POST", body: form }).catch(() => {
    throw new Offline();
  });
  // Whatever the store answered, this tells whether the file is there and whole.
  return (await call("confirmFile", { id, file: file.id }, { body: {} })).file;
}
