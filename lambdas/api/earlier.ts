/** What the same RSS has submitted before, for having its texts beside the ones that are being written. */
import type { Answer } from "#domain/contract";
import { Refusal } from "#domain/errors";
import type { Kind } from "#domain/form";
import { partsOf, type Round, submissionId } from "#domain/rounds";
import type { RegistryStore } from "../store/registry.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "head" | "version">;
  registry: Pick<RegistryStore, "rounds">;
};

type Source = Answer<"earlier">["sources"][number];

export function earlier({ store, registry }: Dependencies): Pick<Handlers, "earlier"> {
  async function standing(round: Round, rss: string): Promise<Source | null> {
    const id = submissionId(round.id, rss);
    const n = (await store.head(id))?.standing ?? null;
    const version = n === null ? null : await store.version(id, n);
    if (!version) return null;
    const { kind, year } = round;
    return { id, kind, year, version: version.version, template: version.template.id, answers: version.answers };
  }

  /** The first of these rounds in which this RSS has a version that counts. */
  async function newest(rounds: Round[], rss: string): Promise<Source[]> {
    for (const round of rounds) {
      const found = await standing(round, rss);
      if (found) return [found];
    }
    return [];
  }

  return {
    async earlier({ params }) {
      const { round: roundId, rss } = partsOf(params.id as string);
      const rounds = await registry.rounds();
      const round = rounds.find(({ id }) => id === roundId);
      if (!round) throw new Refusal("not-found");
      // A report is about one plan, however many there have been since.
      const isBefore = (each: Round) =>
        each.id === round.follows || (each.id !== round.id && each.opensAt < round.opensAt);
      const before = rounds.filter(isBefore).sort((one, other) => other.opensAt.localeCompare(one.opensAt));
      const ofKind = (kind: Kind) =>
        before.filter(
          (each) => each.kind === kind && (round.follows === null || kind === "report" || each.id === round.follows),
        );
      const [plans, reports] = await Promise.all([newest(ofKind("plan"), rss), newest(ofKind("report"), rss)]);
      return { sources: [...plans, ...reports] };
    },
  };
}
