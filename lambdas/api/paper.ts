/** Signing on paper: the print, the scan's way to the bucket, and the move that binds the scan to the version that waits. */
import { isStranded, keyOf, maxFileSize, scanTypeOf, tidyName } from "#domain/attachments";
import type { Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { languageOf } from "#domain/language";
import * as rules from "#domain/paper";
import { isInside, registeringMembership, signingMembership } from "#domain/permissions";
import { filled, partsOf } from "#domain/rounds";
import { codeOf, type Event, numberOf, type Version } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import type { Unsigned } from "../document/paper.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { StoredScan } from "../store/scans.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import { arrivedAs } from "./files.ts";
import { mover } from "./move.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import { fileView, type Views } from "./views.ts";

type Dependencies = {
  store: SubmissionStore;
  registry: Pick<RegistryStore, "user">;
  surroundings: Surroundings;
  views: Views;
  objects: () => Promise<Pick<ObjectStore, "uploadForm" | "peek">>;
  /** The version as a PDF to sign. */
  printed: (unsigned: Unsigned) => Promise<Uint8Array>;
  newId: () => string;
  hash: (text: string) => string;
  /** Where people find the portal: `https://…`. */
  portal: string;
};

const paramsOf = (request: Request) => request.params as { id: string; n: string; file: string };

export function paper({
  store,
  registry,
  surroundings,
  views,
  objects,
  printed,
  newId,
  hash,
  portal,
}: Dependencies): Pick<Handlers, "print" | "addScan" | "confirmScan" | "signOnPaper"> {
  const move = mover(store);

  const eventsOf = async (id: string): Promise<Event[]> => (await store.events(id)).map(({ event }) => event);

  const load = async (id: string) => {
    const loaded = await store.load(id);
    if (!loaded) throw new Refusal("not-found");
    return loaded;
  };

  /** The person's own scan, by the id it was announced under: another one may have taken its place. */
  async function ownScan(request: Request, id: string, file: string): Promise<StoredScan> {
    const scan = await store.scan(id, request.user.person.id);
    if (scan?.id !== file) throw new Refusal("bad-file", { reason: "absent" });
    return scan;
  }

  /** What waits in this version, for whoever works inside the RSS; to everybody else it does not exist yet. */
  async function waitingVersion(request: Request): Promise<Version> {
    const { id, n } = paramsOf(request);
    const { waiting } = (await load(id)).submission;
    const isIt = waiting !== null && n === String(waiting.version);
    const version =
      isIt && isInside(request.user, partsOf(id).rss, request.receivedAt)
        ? await store.version(id, waiting.version)
        : null;
    if (!version) throw new Refusal("not-found");
    return version;
  }

  /** The same form of a scan that has not arrived yet, for the same bytes of the same version. */
  function placeFor(there: StoredScan | null, wanted: StoredScan): StoredScan {
    const isSame =
      there?.name === wanted.name &&
      there.size === wanted.size &&
      there.sha256 === wanted.sha256 &&
      there.hash === wanted.hash;
    if (!isSame) return wanted;
    // It counts from its first attempt, for as long as a form holds.
    return isStranded(there, wanted.at) ? { ...there, at: wanted.at } : there;
  }

  return {
    async print(request) {
      const version = await waitingVersion(request);
      const template = filled(templateById(version.template.id), version.round);
      const number = numberOf(template.prefix, version.round.year, version.id, version.version);
      const [language, writer] = [languageOf(request.user.person), await views.nameOf(version.by)];
      const bytes = await printed({ version, template, number, writer, language, portal });
      return { name: `${number} ${codeOf(version.hash)}.pdf`, pdf: Buffer.from(bytes).toString("base64") };
    },

    async addScan(request) {
      const { id } = paramsOf(request);
      const { name: raw, size, sha256, code } = request.body as Body<"addScan">;
      const { round } = await surroundings.of(id);
      const { submission, checks } = await load(id);
      // Before a single byte is sent: the paper may be of a version that nobody waits for.
      const waiting = rules.awaited(submission, round, rules.handedIn(await eventsOf(id)), code, request.receivedAt);
      const name = tidyName(raw);
      const type = name && scanTypeOf(name);
      if (!name || !type) throw new Refusal("bad-file", { reason: "scan-type", ...(name ? { name } : {}) });
      if (size > maxFileSize) throw new Refusal("bad-file", { reason: "size", limit: maxFileSize, name });
      const { person } = request.user;
      const [fresh, there] = [newId(), await store.scan(id, person.id)];
      const scan = placeFor(there, {
        ...{ id: fresh, name, type, size, sha256, key: keyOf(id, fresh), state: "uploading", object: "" },
        ...{ hash: waiting.hash, at: request.receivedAt, by: person.id },
      });
      if (scan !== there) await store.putScan(id, scan);
      const post = scan.state === "stored" ? null : await (await objects()).uploadForm(scan.key, size, sha256, type);
      return { file: fileView({ ...scan, verdict: verdictOf(checks, scan) }, person.name), post };
    },

    async confirmScan(request) {
      const { id, file } = paramsOf(request);
      const { checks } = await load(id);
      const scan = await ownScan(request, id, file);
      const stored: StoredScan =
        scan.state === "stored" ? scan : { ...scan, state: "stored", object: await arrivedAs(scan, await objects()) };
      if (stored !== scan && !(await store.storeScan(id, stored))) {
        throw new Refusal("bad-file", { reason: "absent", name: scan.name });
      }
      return { file: fileView({ ...stored, verdict: verdictOf(checks, stored) }, request.user.person.name) };
    },

    async signOnPaper(request) {
      const { id } = paramsOf(request);
      const { round, template, rss } = await surroundings.of(id);
      const { file, code, head, signedOn, reason } = request.body as Body<"signOnPaper">;
      const receipt = async () => ({ receipt: await views.receipt(id) });
      return move(request, {
        makes: "signed",
        decide: async ({ submission: before, checks }, by) => {
          const events = await eventsOf(id);
          const scan = await ownScan(request, id, file);
          // The very paper is registered already: pressed twice, or in two tabs.
          if (isRegistered(events, before.standing, scan)) return { answer: await receipt() };
          const registeredAs = registeringMembership(request.user, rss.id, request.receivedAt);
          if (!registeredAs) throw new Refusal("not-allowed");
          const signer = await registry.user(head);
          const asHead = signer && signingMembership(signer, rss.id, request.receivedAt);
          if (!asHead) throw new Refusal("invalid", { issues: [{ path: "head", problem: "unknown" }] });
          if (scan.state !== "stored") throw new Refusal("bad-file", { reason: "absent", name: scan.name });
          const { id: scanId, name, type, size, sha256, key, object } = scan;
          return rules.signOnPaper(
            before,
            { round, prefix: template.prefix, all: rules.handedIn(events) },
            {
              ...{ code, signedOn, registeredAs, onBehalf: reason, language: languageOf(request.user.person) },
              head: { person: head, membership: asHead },
              scan: {
                ...{ id: scanId, name, type, size, sha256, key, object },
                ...{ verdict: verdictOf(checks, scan), announced: { at: scan.at, hash: scan.hash } },
              },
            },
            by,
            hash,
          );
        },
        answer: receipt,
      });
    },
  };
}

/** Whether the version that stands was signed on this very paper. */
const isRegistered = (events: Event[], standing: number | null, { key, object }: StoredScan): boolean =>
  events.some(
    ({ fact }) =>
      fact.type === "signed" &&
      fact.receipt.version === standing &&
      fact.evidence.method === "paper" &&
      fact.evidence.scan.key === key &&
      fact.evidence.scan.object === object,
  );
