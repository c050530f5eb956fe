/** Sends one file: told to the portal, sent straight to the store, and confirmed once it has arrived whole. */
import { maxFileSize } from "#domain/attachments";
import type { Answer, Body } from "#domain/contract";
import { call } from "../api.ts";
import type { File as Attached } from "../draft/draft.ts";
import { ApiRefusal, Offline } from "../refusal.ts";

/** Why a file is not even tried: nothing is in it, or this computer no longer gives it out. */
export class Unsendable extends Error {
  readonly reason: "empty" | "unreadable";

  constructor(reason: "empty" | "unreadable") {
    super(reason);
    this.reason = reason;
  }
}

type Telling = {
  signal: AbortSignal;
  /** The file has a place in the portal; `isNew` when its bytes are still to come. */
  placed: (id: string, isNew: boolean) => void;
  /** How much of it is on its way, in per cent. */
  sent: (percent: number) => void;
};

/** Nothing has moved for so long: the net is down, whatever the system says. */
const patience = 30_000;

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

async function hashOf(chosen: File): Promise<string> {
  if (chosen.size === 0) throw new Unsendable("empty");
  // Nobody waits for gigabytes to be read only to hear this.
  if (chosen.size > maxFileSize) throw new ApiRefusal("bad-file", { reason: "size", limit: maxFileSize }, 415);
  const bytes = await chosen.arrayBuffer().catch(() => {
    // Moved, or changed since it was chosen.
    throw new Unsendable("unreadable");
  });
  return hex(await crypto.subtle.digest("SHA-256", bytes));
}

/** How the portal is told of a file, and asked whether it has arrived. */
type Way = {
  announce: (file: Body<"addFile">) => Promise<Answer<"addFile">>;
  confirm: (file: string) => Promise<Answer<"confirmFile">>;
};

/** Tried again with the same file it takes the place it had: the portal knows it by name, size and checksum. */
export async function sendFile(
  chosen: File,
  { announce, confirm }: Way,
  { signal, placed, sent }: Telling,
): Promise<Attached> {
  const sha256 = await hashOf(chosen);
  const { file, post } = await announce({ name: chosen.name, size: chosen.size, sha256 });
  placed(file.id, post !== null);
  if (!post) return file;
  await send(post, chosen, signal, sent);
  sent(100);
  // Whatever the store answered, this tells whether the file is there and whole.
  return (await confirm(file.id)).file;
}

export const attach = (id: string, chosen: File, telling: Telling): Promise<Attached> =>
  sendFile(
    chosen,
    {
      announce: (file) => call("addFile", { id }, { body: file }),
      confirm: (file) => call("confirmFile", { id, file }, { body: {} }),
    },
    telling,
  );

function send(
  { url, fields }: { url: string; fields: Record<string, string> },
  chosen: File,
  signal: AbortSignal,
  sent: (percent: number) => void,
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // The store ignores every field after the file.
  form.append("file", chosen);
  return new Promise((resolve, reject) => {
    // fetch cannot tell how far an upload has come.
    const request = new XMLHttpRequest();
    let still: ReturnType<typeof setTimeout>;
    const moved = () => {
      clearTimeout(still);
      still = setTimeout(() => request.abort(), patience);
    };
    const giveUp = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => {
      moved();
      sent(Math.min(99, Math.floor((100 * loaded) / total)));
    };
    request.onload = () => resolve();
    request.onerror = () => reject(new Offline());
    request.onabort = () => reject(new Offline());
    request.onloadend = () => {
      clearTimeout(still);
      signal.removeEventListener("abort", giveUp);
    };
    signal.addEventListener("abort", giveUp);
    request.open("POST", url);
    moved();
    request.send(form);
    if (signal.aborted) request.abort();
  });
}
