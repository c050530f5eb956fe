/** What came to SKR by post or mail, put into the portal for the RSS: the file's way to the bucket, and the moves made on its behalf. */
import { isStranded, keyOf, maxFileSize, mediaTypeOf, tidyName } from "#domain/attachments";
import * as rules from "#domain/behalf";
import type { Body } from "#domain/contract";
import { dayOf, endOfDay, epoch, type Instant, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { languageOf } from "#domain/language";
import { fromRegister } from "#domain/openings";
import { registeringMembership, signingMembership } from "#domain/permissions";
import { signBy } from "#domain/rounds";
import type { ObjectStore } from "../store/objects.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { StoredScan } from "../store/scans.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import { mover } from "./move.ts";
import type { Surroundings } from "./surroundings.ts";
import { fileView, type Views } from "./views.ts";

type Dependencies = {
  store: SubmissionStore;
  registry: Pick<RegistryStore, "user" | "membersOf">;
  surroundings: Surroundings;
  views: Views;
  objects: () => Promise<Pick<ObjectStore, "uploadForm">>;
  newId: () => string;
  hash: (text: string) => string;
};

/** What came on a day came on it, whenever; never later than now. */
const within = (day: string, now: Instant): Instant => {
  const last = instant(epoch(endOfDay(day)) - 1);
  return dayOf(now) === day ? now : last;
};

export function behalf({
  store,
  registry,
  surroundings,
  views,
  objects,
  newId,
  hash,
}: Dependencies): Pick<Handlers, "addReceived" | "handInFor" | "signReceived"> {
  const move = mover(store);

  return {
    async addReceived({ params, body, user, receivedAt }) {
      const id = params.id as string;
      const { name: raw, size, sha256 } = body as Body<"addReceived">;
      const loaded = await store.load(id);
      if (!loaded) throw new Refusal("not-found");
      const name = tidyName(raw);
      const type = name && mediaTypeOf(name);
      if (!name || !type) throw new Refusal("bad-file", { reason: "type", ...(name ? { name } : {}) });
      if (size > maxFileSize) throw new Refusal("bad-file", { reason: "size", limit: maxFileSize, name });
      const there = await store.scan(id, user.person.id);
      const isSame = there?.name === name && there.size === size && there.sha256 === sha256 && there.hash === "";
      const fresh = newId();
      const wanted: StoredScan = {
        ...{ id: fresh, name, type, size, sha256, key: keyOf(id, fresh), state: "uploading", object: "" },
        // It is no paper of a version: there is none yet.
        ...{ hash: "", at: receivedAt, by: user.person.id },
      };
      const file = isSame && !isStranded(there, receivedAt) ? there : wanted;
      if (file !== there) await store.putScan(id, file);
      const post = file.state === "stored" ? null : await (await objects()).uploadForm(file.key, size, sha256, type);
      return { file: fileView({ ...file, verdict: verdictOf(loaded.checks, file) }, user.person.name), post };
    },

    async handInFor(request) {
      const id = request.params.id as string;
      const { round, rss, template } = await surroundings.of(id);
      const { file: fileId, receivedOn, how, reason } = request.body as Body<"handInFor">;
      const receivedAt = within(receivedOn, request.receivedAt);
      return move(request, {
        makes: "handed-in-for",
        decide: async ({ submission, checks }, by) => {
          const file = await store.scan(id, request.user.person.id);
          if (file?.id !== fileId || file.state !== "stored") throw new Refusal("bad-file", { reason: "absent" });
          const writers = await registry.membersOf(rss.id, "writer");
          const now = request.receivedAt;
          const known = fromRegister(
            rss,
            writers
              .filter(({ from, to }) => from <= now && (to === null || now < to))
              .map(({ name, email }) => ({ name, email })),
          );
          const { name, type, size, sha256, key, object } = file;
          const { id: rssId, name: rssName, county, host } = rss;
          return rules.handInFor(
            submission,
            { template, round, known, rss: { id: rssId, name: rssName, county, host } },
            {
              ...{ receivedAt, how, reason },
              file: { ...{ id: fileId, name, type, size, sha256, key, object }, verdict: verdictOf(checks, file) },
            },
            by,
            hash,
          );
        },
        answer: async (event, after) => {
          if (event.fact.type !== "handed-in-for") throw new Refusal("wrong-state", { state: event.fact.type });
          const closesAt = (after ?? (await store.head(id)))?.closesAt ?? round.closesAt;
          const { version, content, receivedAt: at } = event.fact;
          const by = await views.nameOf(event.by);
          return { waiting: { version, hash: content, at, by, signBy: signBy(round, closesAt) } };
        },
      });
    },

    async signReceived(request) {
      const id = request.params.id as string;
      const { round, rss, template } = await surroundings.of(id);
      const { head, signedOn, reason } = request.body as Body<"signReceived">;
      const receipt = async () => ({ receipt: await views.receipt(id) });
      return move(request, {
        makes: "signed",
        decide: async ({ submission }, by) => {
          const registeredAs = registeringMembership(request.user, rss.id, request.receivedAt);
          const signer = await registry.user(head);
          const asHead = signer && signingMembership(signer, rss.id, request.receivedAt);
          if (!registeredAs) throw new Refusal("not-allowed");
          if (!asHead) throw new Refusal("invalid", { issues: [{ path: "head", problem: "unknown" }] });
          const handedIn = (await store.events(id)).findLast(({ event }) => /^handed-in/.test(event.fact.type));
          const version = submission.waiting && (await store.version(id, submission.waiting.version));
          // Only what SKR itself took in may be signed so: of the RSS's own version the paper bears a code.
          if (handedIn?.event.fact.type !== "handed-in-for" || !version) {
            throw new Refusal("wrong-state", { state: submission.state });
          }
          const signed = {
            ...{ head: { person: head, membership: asHead }, signedOn, registeredAs, reason },
            language: languageOf(request.user.person),
          };
          return rules.signReceived(submission, round, template.prefix, version, signed, by, hash);
        },
        answer: receipt,
      });
    },
  };
}
