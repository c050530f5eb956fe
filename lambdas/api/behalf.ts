/** What came to SKR by post or mail, put into the portal for the RSS: the file's way to the bucket, and the moves made on its behalf. */
import { isStranded, keyOf, maxFileSize, mediaTypeOf, tidyName } from "#domain/attachments";
import * as rules from "#domain/behalf";
import type { Body } from "#domain/contract";
import { dayOf, endOfDay, epoch, type Instant, instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import type { Answers } from "#domain/form";
import { languageOf } from "#domain/language";
import { fromRegister } from "#domain/openings";
import { registeringMembership, signingMembership } from "#domain/permissions";
import { hostOn, type Rss } from "#domain/rounds";
import { apply, type By, type Decision, type Submission, type Version } from "#domain/submission";
import type { ObjectStore } from "../store/objects.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { StoredScan } from "../store/scans.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import { verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import { mover } from "./move.ts";
import type { Request } from "./request.ts";
import type { Surroundings } from "./surroundings.ts";
import { fileView } from "./views.ts";

type Dependencies = {
  store: SubmissionStore;
  registry: Pick<RegistryStore, "user" | "membersOf">;
  surroundings: Surroundings;
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
  objects,
  newId,
  hash,
}: Dependencies): Pick<Handlers, "addReceived" | "handInFor"> {
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
      const { file: fileId, receivedOn, how, reason, signed: inInk } = request.body as Body<"handInFor">;
      const receivedAt = within(receivedOn, request.receivedAt);
      const signed = inInk && { ...inInk, ...(await signatureOf(request, rss.id, inInk.head)), reason };

      async function handIn({ submission, checks }: Loaded, by: By): Promise<Decision> {
        const file = await store.scan(id, request.user.person.id);
        if (file?.id !== fileId || file.state !== "stored") throw new Refusal("bad-file", { reason: "absent" });
        const { name, type, size, sha256, key, object } = file;
        const { id: rssId, name: rssName, county } = rss;
        const housed = { ...rss, host: hostOn(rss, dayOf(by.at)) };
        return rules.handInFor(
          submission,
          {
            template,
            round,
            known: await knownOf(housed, by.at),
            rss: { id: rssId, name: rssName, county, host: housed.host },
          },
          {
            ...{ receivedAt, how, reason },
            file: { ...{ id: fileId, name, type, size, sha256, key, object }, verdict: verdictOf(checks, file) },
          },
          by,
          hash,
        );
      }
      const sign = (before: Submission, version: Version, by: By): Decision => {
        if (!signed) throw new Refusal("wrong-state", { state: before.state });
        return rules.signReceived(before, round, template.prefix, version, signed, by, hash);
      };

      const { at } = await move(request, {
        makes: "handed-in-for",
        decide: async (loaded, by) => {
          const decision = await handIn(loaded, by);
          // Before anything is handed in: what is said of the signature must hold as well.
          if (signed && decision.freeze) sign(apply(loaded.submission, decision.event), decision.freeze, by);
          return decision;
        },
        answer: async (event) => ({ at: event.at }),
      });
      if (!signed) return {};
      return move(request, {
        makes: "signed",
        decide: async ({ submission }, by) => {
          const version = submission.waiting && (await store.version(id, submission.waiting.version));
          if (!version) throw new Refusal("wrong-state", { state: submission.state });
          // One request, two acts, and one time for both: however often it has to be tried.
          return sign(submission, version, { ...by, at });
        },
        answer: async () => ({}),
      });
    },
  };

  /** By which membership it is registered, and by which the head was head. */
  async function signatureOf(request: Request, rss: string, head: string) {
    const registeredAs = registeringMembership(request.user, rss, request.receivedAt);
    const signer = await registry.user(head);
    const membership = signer && signingMembership(signer, rss, request.receivedAt);
    if (!registeredAs) throw new Refusal("not-allowed");
    if (!membership) throw new Refusal("invalid", { issues: [{ path: "head", problem: "unknown" }] });
    return { head: { person: head, membership }, registeredAs, language: languageOf(request.user.person) };
  }

  /** Sections 1–3 by the register: what stands in the draft is the RSS's own. */
  async function knownOf(rss: Rss, now: Instant): Promise<Answers> {
    const writers = await registry.membersOf(rss.id, "writer");
    const holding = writers.filter(({ from, to }) => from <= now && (to === null || now < to));
    return fromRegister(
      rss,
      holding.map(({ name, email }) => ({ name, email })),
    );
  }
}
