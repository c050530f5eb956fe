/** What SKR decides on what was submitted, and what begins by it. */
import type { Body } from "#domain/contract";
import * as rules from "#domain/moves";
import { begunFrom, openingOf } from "#domain/openings";
import { following, partsOf, type Round, submissionId } from "#domain/rounds";
import type { Opening } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import type { RegistryStore } from "../store/registry.ts";
import type { Loaded, SubmissionStore } from "../store/submissions.ts";
import type { Handlers } from "./api.ts";
import { mover } from "./move.ts";
import type { Surroundings } from "./surroundings.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "head" | "version" | "commit" | "events" | "firstAttempt" | "forgetAttempt">;
  registry: Pick<RegistryStore, "rounds">;
  surroundings: Surroundings;
  hash: (text: string) => string;
};

export function decisions({ store, registry, surroundings, hash }: Dependencies): Pick<Handlers, "approve"> {
  const move = mover(store);

  /** Reports on this plan, in every round that asks for one; those there already are left alone. */
  async function reportsOn({ submission, contacts }: Loaded, round: Round): Promise<Opening[]> {
    const { rss } = partsOf(submission.id);
    const reports = following(round, await registry.rounds());
    const there = await Promise.all(reports.map(({ id }) => store.head(submissionId(id, rss))));
    const missing = reports.filter((_, index) => !there[index]);
    const version = missing.length > 0 ? await store.version(submission.id, submission.standing ?? 0) : null;
    if (!version) return [];
    const plan = templateById(version.template.id);
    // Contacts may have been changed since the plan was signed.
    const asked = plan.sections.flatMap(({ questions }) => questions).find(({ kind }) => kind === "rows");
    const newer = asked && contacts && contacts.at > version.frozenAt ? { [asked.id]: contacts.contacts } : {};
    const last = { template: plan, answers: { ...version.answers, ...newer } };
    return missing.map((each) => openingOf(each, rss, begunFrom(templateById(each.template.id), last), hash));
  }

  return {
    async approve(request) {
      const { round } = await surroundings.of(request.params.id as string);
      const { amount } = request.body as Body<"approve">;
      return move(request, {
        makes: "approved",
        decide: async (loaded, by) => {
          const { approved } = loaded.submission;
          // Pressed by two officers who mean the same.
          if (approved?.amount === amount) return { answer: {} };
          return rules.approve(loaded.submission, round, amount, await reportsOn(loaded, round), by, hash);
        },
        answer: async () => ({}),
      });
    },
  };
}
