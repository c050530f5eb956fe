/** Everything that is read: who I am (and what language I chose), rounds, one submission, its versions, log, receipt and document, and SKR's overview. */

import { given, isWhole } from "#domain/chain";
import type { Body } from "#domain/contract";
import { archiveOf, decisionNumber, newestOf } from "#domain/documents";
import { Refusal } from "#domain/errors";
import { holding, isInside, SKR } from "#domain/permissions";
import { partsOf, submissionId } from "#domain/rounds";
import { type Event, shownState } from "#domain/submission";
import type { MadeDocument } from "../store/documents.ts";
import type { ObjectStore } from "../store/objects.ts";
import type { PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { verdictOf } from "../store/verdicts.ts";
import type { Handlers } from "./api.ts";
import { isInternal, namedIn, toldOf } from "./events.ts";
import { lately } from "./lately.ts";
import type { Noted } from "./reads.ts";
import type { Request } from "./request.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "head" | "events" | "version">;
  registry: Pick<RegistryStore, "rounds" | "round" | "rsses" | "inRound" | "setLanguage">;
  pending: Pick<PendingStore, "outstandingSteps">;
  views: Views;
  noted: Noted;
  documents: () => Promise<Pick<ObjectStore, "link">>;
  hash: (text: string) => string;
};

type Reading = Pick<
  Handlers,
  | "me"
  | "setLanguage"
  | "rounds"
  | "overview"
  | "outstanding"
  | "submission"
  | "version"
  | "log"
  | "receipt"
  | "document"
  | "archiveCopy"
  | "decisionDocument"
  | "decisionArchiveCopy"
>;

export function reading({ store, registry, pending, views, noted, documents, hash }: Dependencies): Reading {
  // The overview is asked for again and again by everybody at SKR: only how far each RSS has come is read each time.
  const roundLately = lately((id) => registry.round(id));
  const rssesLately = lately(() => registry.rsses());
  const nameLately = lately((person) => views.nameOf(person));

  const loaded = async (id: string) => {
    const found = await store.load(id);
    if (!found) throw new Refusal("not-found");
    return found;
  };

  /** Of the version that counts. Refuses not-found, and wrong-state while it is being made. */
  async function linkTo(request: Request, chosen: typeof newestOf, suffix: string) {
    const id = request.params.id as string;
    const { submission, documents: made, read } = await loaded(id);
    const { receipt } = submission;
    if (!receipt) throw new Refusal("not-found");
    const document = chosen(made, receipt.version);
    if (document) await noted(request, id, receipt.version, "document", read);
    return linked(document, receipt.number, suffix);
  }

  /** Of the decision on it, which is on the version that stands. Refuses not-found where there is none. */
  async function linkToDecision(id: string, chosen: typeof newestOf, suffix: string) {
    const { submission, documents: made } = await loaded(id);
    const { receipt, approved, rejected } = submission;
    const decided = approved ?? rejected;
    if (!receipt || !decided) throw new Refusal("not-found");
    return linked(chosen(made, decided.version, "decision"), decisionNumber(receipt.number), suffix);
  }

  async function linked(document: MadeDocument | undefined, number: string, suffix: string) {
    if (!document) throw new Refusal("wrong-state", { state: "document-pending" });
    const name = `${number}${suffix}.pdf`;
    return { url: await (await documents()).link(document.key, document.object, name), name };
  }

  return {
    async me({ user, receivedAt }) {
      const memberships = holding(user.memberships, receivedAt);
      const [rounds, rsses] = await Promise.all([registry.rounds(), registry.rsses()]);
      const own = rsses.filter(({ id }) => memberships.some(({ org }) => org === id));
      const wanted = rounds
        .filter(({ opensAt }) => opensAt <= receivedAt)
        .flatMap((round) => own.map((rss) => ({ round, rss, id: submissionId(round.id, rss.id) })));
      const found = await Promise.all(wanted.map(({ id }) => store.head(id)));
      const name = await views.namer(found.flatMap((each) => each?.waiting?.by ?? []));
      const { id, name: ownName, email, language = null } = user.person;
      return {
        person: { id, name: ownName, email },
        memberships: memberships.map(({ org, role, to }) => ({
          org,
          orgName: org === SKR ? "SKR" : (rsses.find(({ id }) => id === org)?.name ?? org),
          role,
          to,
        })),
        submissions: wanted.flatMap((each, index) => {
          const there = found[index];
          return there ? [views.summary(there, each, user, receivedAt, name)] : [];
        }),
        language,
        now: receivedAt,
      };
    },

    async setLanguage({ user, body }) {
      await registry.setLanguage(user.person.id, (body as Body<"setLanguage">).language);
      return {};
    },

    async rounds({ receivedAt }) {
      return { rounds: await registry.rounds(), now: receivedAt };
    },

    async overview({ params, receivedAt }) {
      if (!/^[\w-]{1,20}$/.test(params.round ?? "")) throw new Refusal("not-found");
      const id = params.round as string;
      const [round, rsses, rows] = await Promise.all([
        roundLately(id, receivedAt),
        rssesLately("", receivedAt),
        registry.inRound(id),
      ]);
      if (!round) throw new Refusal("not-found");
      const listed = new Map(rows.map((row) => [row.rss, row]));
      const handlers = [...new Set(rows.flatMap(({ assigned }) => assigned ?? []))];
      const named = await Promise.all(
        handlers.map(async (handler) => [handler, await nameLately(handler, receivedAt)] as const),
      );
      const names = new Map(named);
      return {
        round,
        rows: rsses.flatMap((rss) => {
          const row = listed.get(rss.id);
          if (!row) return [];
          // Field by field: copies of all that is left of a row cost more than everything else here.
          const { standing, closesAt, due, assigned, read = 0 } = row;
          const { inTime, movedAt, number, requested, proposed, amount } = row;
          const completion = due === null ? null : { dueAt: due };
          return [
            {
              id: row.id,
              rss: { id: rss.id, name: rss.name, county: rss.county },
              state: shownState({ state: row.state, standing, closesAt, completion }, round, receivedAt),
              standing,
              closesAt,
              inTime,
              movedAt,
              number,
              requested,
              receivedAt: row.receivedAt,
              due,
              proposed,
              amount,
              assigned: assigned === null ? null : { id: assigned, name: names.get(assigned) ?? "" },
              isRead: standing !== null && read >= standing,
            },
          ];
        }),
        now: receivedAt,
      };
    },

    async outstanding({ params, receivedAt }) {
      if (!/^[\w-]{1,20}$/.test(params.round ?? "")) throw new Refusal("not-found");
      const [round, rsses, rows] = await Promise.all([
        registry.round(params.round as string),
        registry.rsses(),
        pending.outstandingSteps(),
      ]);
      if (!round) throw new Refusal("not-found");
      const names = new Map(rsses.map(({ id, name }) => [id, name]));
      return {
        rows: rows
          .filter(({ id }) => partsOf(id).round === round.id)
          .map((row) => ({ ...row, rss: names.get(partsOf(row.id).rss) ?? "" })),
        now: receivedAt,
      };
    },

    async submission({ params, user, receivedAt }) {
      return views.whole(await loaded(params.id as string), user, receivedAt);
    },

    async version(request) {
      const { params, user, receivedAt } = request;
      const { id, n } = params as { id: string; n: string };
      if (!/^[1-9]\d{0,3}$/.test(n)) throw new Refusal("not-found");
      const [found, there, events] = await Promise.all([store.version(id, Number(n)), loaded(id), store.events(id)]);
      const signed = events.find(({ event }) => isSigning(event, Number(n)))?.event;
      // SKR reads what was submitted; a version that waits for its signature does not exist for it.
      if (!found || (!signed && !isInside(user, partsOf(id).rss, receivedAt))) throw new Refusal("not-found");
      await noted(request, id, found.version, "version", there.read);
      const signing = signed?.fact.type === "signed" ? signed.fact : null;
      const name = await views.namer([found.by, signing?.receipt.by ?? ""]);
      return {
        id,
        version: found.version,
        round: found.round,
        rss: found.rss,
        template: found.template,
        answers: found.answers,
        files: found.files.map(({ id: file, name: fileName, type, size, sha256, key, object }) => ({
          ...{ id: file, name: fileName, type, size, sha256 },
          verdict: verdictOf(there.checks, { key, object }),
        })),
        frozenAt: found.frozenAt,
        by: name(found.by),
        hash: found.hash,
        completes: found.completes ?? null,
        signature: signing && {
          ...{ number: signing.receipt.number, signedAt: signing.receipt.signedAt, signedBy: name(signing.receipt.by) },
          onPaper: signing.evidence.method === "paper" ? signing.evidence.signedOn : null,
        },
        standing: there.submission.standing,
      };
    },

    async log({ params, user, receivedAt }) {
      const id = params.id as string;
      const head = (await loaded(id)).submission;
      const events = (await store.events(id)).map(({ event }) => event);
      const name = await views.namer(events.flatMap((event) => [event.by, ...namedIn(event)]));
      const inside = isInside(user, partsOf(id).rss, receivedAt);
      return {
        events: events.map((event) => toldOf(event, name, inside)),
        whole: isWhole(id, events, head, hash),
        chain: given(head, events, (event) => !isWithheld(event, inside)),
      };
    },

    async receipt({ params }) {
      return views.receipt(params.id as string);
    },

    document: (request) => linkTo(request, newestOf, ""),

    archiveCopy: (request) => linkTo(request, archiveOf, "-arkiv"),

    // SKR's own document: who opens it is nobody's to note.
    decisionDocument: ({ params }) => linkToDecision(params.id as string, newestOf, ""),

    decisionArchiveCopy: ({ params }) => linkToDecision(params.id as string, archiveOf, "-arkiv"),
  };
}

const isSigning = ({ fact }: Event, version: number): boolean =>
  fact.type === "signed" && fact.receipt.version === version;

/** Whose content is for the other side alone: the head's words to a colleague stay inside the RSS, what officers do at SKR. */
export const isWithheld = (event: Event, inside: boolean): boolean =>
  inside ? isInternal(event) : event.fact.type === "sent-back";
