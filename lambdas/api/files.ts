/** Attachments: the browser posts the bytes to the bucket itself; what has arrived is checked before it counts. */
import {
  isStranded,
  keyOf,
  looksLike,
  maxFileSize,
  maxFiles,
  mediaTypeOf,
  placesTaken,
  tidyName,
} from "#domain/attachments";
import type { Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { isInside } from "#domain/permissions";
import { partsOf } from "#domain/rounds";
import type { AttachedFile, By } from "#domain/submission";
import type { JudgedFile } from "../store/drafts.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import { verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import type { Noted } from "./reads.ts";
import type { Request } from "./request.ts";
import { fileView } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "saveFile" | "version" | "events">;
  editable: (request: Request) => Promise<Loaded>;
  objects: () => Promise<Pick<ObjectStore, "uploadForm" | "peek" | "link">>;
  newId: () => string;
  noted: Noted;
};

const tries = 10;

/**
 * Size, checksum and first bytes of one version of the object; that version, which is answered, is what the file is from now on.
 * Refuses bad-file.
 */
export async function arrivedAs(
  { key, name, size, sha256, type }: Pick<JudgedFile, "key" | "name" | "size" | "sha256" | "type">,
  objects: Pick<ObjectStore, "peek">,
): Promise<string> {
  const arrived = await objects.peek(key);
  if (!arrived) throw new Refusal("bad-file", { reason: "absent", name });
  if (arrived.size !== size || arrived.sha256 !== sha256) throw new Refusal("bad-file", { reason: "checksum", name });
  if (!looksLike(type, arrived.start)) throw new Refusal("bad-file", { reason: "content", name });
  return arrived.object;
}

export function files({
  store,
  editable,
  objects,
  newId,
  noted,
}: Dependencies): Pick<Handlers, "addFile" | "confirmFile" | "readFile" | "removeFile" | "cancelFile"> {
  /**
   * Saves the files that `next` makes of a fresh look, all or none of them, again when something else was saved meanwhile; a file
   * it was shown is left as it is.
   */
  async function save<F extends JudgedFile[]>(
    request: Request,
    next: (loaded: Loaded, by: By) => Promise<F>,
  ): Promise<F> {
    const by = { person: request.user.person.id, at: request.receivedAt };
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const loaded = await editable(request);
      const files = await next(loaded, by);
      const [changed, ...further] = files.filter((file) => !loaded.files.includes(file));
      if (!changed) return files;
      if ((await store.saveFile(loaded.submission, changed, by, [], [], further)) === "saved") return files;
    }
    throw new Refusal("busy");
  }

  const found = (loaded: Loaded, request: Request): JudgedFile => {
    const file = loaded.files.find(({ id }) => id === request.params.file);
    if (!file) throw new Refusal("not-found");
    return file;
  };

  const own = (request: Request) => request.user.person.name;

  return {
    async addFile(request) {
      const { name: raw, size, sha256 } = request.body as Body<"addFile">;
      const name = tidyName(raw);
      const type = name && mediaTypeOf(name);
      if (!name || !type) throw new Refusal("bad-file", { reason: "type", ...(name ? { name } : {}) });
      if (size > maxFileSize) throw new Refusal("bad-file", { reason: "size", limit: maxFileSize, name });
      const fresh = newId();
      type Added = [JudgedFile, ...JudgedFile[]];
      const [file] = await save(request, async ({ files: there }, by): Promise<Added> => {
        const same = there.find((each) => each.name === name && each.size === size && each.sha256 === sha256);
        if (same?.state === "stored") return [same];
        const isNew = !same || isStranded(same, by.at);
        if (isNew && placesTaken(there, by.at) >= maxFiles) {
          throw new Refusal("bad-file", { reason: "count", limit: maxFiles, name });
        }
        // Tried again, after a lost net or a reload: the same place, and a new form for the same bytes.
        if (same) return [{ ...same, at: by.at, by: by.person }];
        // One whose bytes never came goes, so that there are not ever more of them to look after. Its id goes with it: whoever
        // still has it on their page must not come to remove another's file by it.
        const stranded = there.length >= maxFiles ? there.find((each) => isStranded(each, by.at)) : undefined;
        const key = keyOf(request.params.id as string, fresh);
        const added: JudgedFile = {
          ...{ id: fresh, name, type, size, sha256, key },
          ...{ state: "uploading", object: "", verdict: "pending", at: by.at, by: by.person },
        };
        return stranded ? [added, { ...stranded, state: "removed" }] : [added];
      });
      const post = file.state === "stored" ? null : await (await objects()).uploadForm(file.key, size, sha256, type);
      return { file: fileView(file, own(request)), post };
    },

    async confirmFile(request) {
      const [file] = await save(request, async (loaded, by): Promise<[JudgedFile]> => {
        const expected = found(loaded, request);
        if (expected.state === "stored") return [expected];
        const { name } = expected;
        if (isStranded(expected, by.at) && placesTaken(loaded.files, by.at) >= maxFiles) {
          throw new Refusal("bad-file", { reason: "count", limit: maxFiles, name });
        }
        const object = await arrivedAs(expected, await objects());
        const stored = { ...expected, state: "stored" as const, object, at: by.at, by: by.person };
        return [{ ...stored, verdict: verdictOf(loaded.checks, stored) }];
      });
      return { file: fileView(file, own(request)) };
    },

    async removeFile(request) {
      const { id, file } = request.params as { id: string; file: string };
      // Asked again after a lost answer, by the browser or by ourselves: it is gone, which is what was wanted.
      const isGone = (loaded: Loaded | null) => loaded?.removed.includes(file) ?? false;
      if (isGone(await store.load(id))) return {};
      await save(request, async (loaded) =>
        isGone(loaded) ? [] : [{ ...found(loaded, request), state: "removed" as const }],
      );
      return {};
    },

    async cancelFile(request) {
      await save(request, async ({ files: there }) => {
        const file = there.find(({ id }) => id === request.params.file);
        // Stored meanwhile, by a colleague or in another tab: somebody has been told that it is attached, so there it stays.
        return file?.state === "uploading" ? [{ ...file, state: "removed" }] : [];
      });
      return {};
    },

    async readFile(request) {
      const { id, file: wanted } = request.params as { id: string; file: string };
      const loaded = await store.load(id);
      if (!loaded) throw new Refusal("not-found");
      const inside = isInside(request.user, partsOf(id).rss, request.receivedAt);
      // SKR reads what was signed; the RSS also its draft and what waits for the signature.
      const signings = (await store.events(id)).flatMap(({ event: { fact } }) => (fact.type === "signed" ? fact : []));
      const signed = signings.map(({ receipt }) => receipt.version);
      const readable = new Set(inside ? [...signed, loaded.submission.version] : signed);
      const versions = await Promise.all([...readable].map((n) => store.version(id, n)));
      const known: { file: AttachedFile; version: number }[] = [
        ...versions.flatMap((each) => (each?.files ?? []).map((file) => ({ file, version: each?.version ?? 0 }))),
        ...signings.flatMap(({ receipt, evidence }) =>
          evidence.method === "paper" ? { file: evidence.scan, version: receipt.version } : [],
        ),
        ...(inside ? loaded.files.flatMap((file) => (file.state === "stored" ? { file, version: 0 } : [])) : []),
      ];
      const found = known.findLast((each) => each.file.id === wanted);
      if (!found) throw new Refusal("not-found");
      const { file, version } = found;
      const verdict = verdictOf(loaded.checks, file);
      if (verdict === "pending") throw new Refusal("bad-file", { reason: "unchecked", name: file.name });
      if (verdict === "infected") throw new Refusal("bad-file", { reason: "malware", name: file.name });
      await noted(request, id, version, "file", loaded.read);
      return { url: await (await objects()).link(file.key, file.object, file.name), name: file.name };
    },
  };
}
