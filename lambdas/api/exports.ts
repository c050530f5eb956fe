/** What SKR takes out of a whole round: one question side by side over all counties, and the tables of an export. */
import type { Hash } from "#domain/canonical";
import { given, isWhole } from "#domain/chain";
import type { Answer, Body } from "#domain/contract";
import type { Instant } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import { isAnswered, questionOf } from "#domain/form";
import type { ReadAs } from "#domain/reads";
import type { Round, Rss } from "#domain/rounds";
import { type Submission, shownState, type Version } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import type { ExportStore } from "../store/exports.ts";
import type { Listed, RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import type { Noted } from "./reads.ts";
import type { Request } from "./request.ts";
import { rssView, type Views } from "./views.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "standing">;
  registry: Pick<RegistryStore, "round" | "rsses" | "inRound">;
  views: Pick<Views, "namer">;
  noted: Noted;
  record: ExportStore;
  hash: Hash;
};

type Place = { row: Listed; rss: Rss };
type Found = Place & { head: Submission; version: Version | null };

/** So many versions are read, and noted as read, at a time. */
const atATime = 25;

export function exports({
  store,
  registry,
  views,
  noted,
  record,
  hash,
}: Dependencies): Pick<Handlers, "answersOf" | "exportRound" | "exportLog"> {
  /** The round's RSS by name, as the overview has them. */
  async function placesIn(id: string): Promise<{ round: Round; places: Place[] }> {
    if (!/^[\w-]{1,20}$/.test(id)) throw new Refusal("not-found");
    const [round, rsses, rows] = await Promise.all([registry.round(id), registry.rsses(), registry.inRound(id)]);
    if (!round) throw new Refusal("not-found");
    const listed = new Map(rows.map((row) => [row.rss, row]));
    const places = rsses.flatMap((rss) => {
      const row = listed.get(rss.id);
      return row ? [{ row, rss }] : [];
    });
    return { round, places };
  }

  /** The places with what is so by now, the list they are taken from being a second old; `as`: with the versions, noted as read. */
  async function gathered(request: Request, places: Place[], as: ReadAs | null): Promise<Found[]> {
    const found: Found[] = [];
    for (let from = 0; from < places.length; from += atATime) {
      const part = places.slice(from, from + atATime);
      const standing = await store.standing(
        part.map(({ row }) => row.id),
        as !== null,
      );
      found.push(
        ...part.flatMap((place) => {
          const there = standing.get(place.row.id);
          return there ? [{ ...place, ...there }] : [];
        }),
      );
    }
    const read = found.flatMap(({ version }) => version ?? []);
    for (let from = 0; as !== null && from < read.length; from += atATime) {
      const part = read.slice(from, from + atATime);
      await Promise.all(part.map(({ id, version }) => noted(request, id, version, as, 0)));
    }
    return found;
  }

  return {
    async exportLog({ params }) {
      const { round } = await placesIn(params.round ?? "");
      const { chain, events } = await record.exportsOf(round.id);
      const name = await views.namer(events.map(({ by }) => by));
      return {
        events: events.map(({ seq, at, by, hash: own, fact: { what, format, submission } }) => ({
          ...{ seq, at, by: name(by), what, format, submission, hash: own },
        })),
        whole: isWhole(chain.id, events, chain, hash),
        chain: given(chain, events, () => true),
      };
    },

    async answersOf(request) {
      const { round: id = "", question = "" } = request.params;
      const { round, places } = await placesIn(id);
      const asked = questionOf(templateById(round.template.id), question);
      if (!asked || !isAnswered(asked)) throw new Refusal("not-found");
      const found = await gathered(request, places, "answers");
      return {
        round,
        question,
        rows: found.map(({ row, rss, head, version }) => ({
          id: row.id,
          rss: rssView(rss, request.receivedAt),
          state: shownState(head, round, request.receivedAt),
          submitted: version && { ...named(version, head), answer: version.answers[question] ?? null },
        })),
        now: request.receivedAt,
      };
    },

    async exportRound(request) {
      const { what, format } = request.body as Body<"exportRound">;
      const { round, places } = await placesIn(request.params.round ?? "");
      const by = { person: request.user.person.id, at: request.receivedAt };
      await record.exported(round.id, { what, format, submission: null }, by, request.key);
      const found = await gathered(request, places, what === "answers" ? "export" : null);
      const name = await views.namer(found.flatMap(({ head }) => head.assigned ?? []));
      return { round, rows: found.map((each) => exportedRow(each, round, request.receivedAt, name)) };
    },
  };
}

const named = ({ version, hash }: Version, { receipt }: Submission) => ({
  ...{ version, hash, number: receipt?.number ?? "" },
});

function exportedRow({ row, rss, head, version }: Found, round: Round, now: Instant, name: (id: string) => string) {
  const { receipt, approved, rejected, completion, assigned, paid, unused } = head;
  const decided = approved ?? rejected;
  return {
    id: row.id,
    rss: rssView(rss, now),
    state: shownState(head, round, now),
    closesAt: head.closesAt,
    movedAt: row.movedAt,
    receipt: receipt && {
      ...{ number: receipt.number, receivedAt: receipt.receivedAt },
      ...{ inTime: receipt.inTime, signedAt: receipt.signedAt },
    },
    decided: decided && { at: decided.at, amount: approved?.amount ?? null },
    requested: head.request !== null,
    due: completion?.dueAt ?? null,
    assigned: assigned === null ? null : name(assigned),
    ...{ paid, unused },
    submitted: version && { ...named(version, head), answers: version.answers },
  } satisfies Answer<"exportRound">["rows"][number];
}
