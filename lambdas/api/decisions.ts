/** What SKR decides on what was submitted, and what begins by it. */
import type { Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { begunFrom, lastGiven, openingOf } from "#domain/openings";
import * as rules from "#domain/review";
import { following, partsOf, type Round, submissionId } from "#domain/rounds";
import type { Event, Fact, Opening, Submission } from "#domain/submission";
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

type Decisions = Pick<Handlers, "decide" | "attest" | "withdrawProposal" | "pay" | "noteUnused">;

export function decisions({ store, registry, surroundings, hash }: Dependencies): Decisions {
  const move = mover(store);

  /** Reports on this plan, in every round that asks for one; those there already are left alone. */
  async function reportsOn({ submission, contacts }: Loaded, round: Round): Promise<Opening[]> {
    const { rss } = partsOf(submission.id);
    const reports = following(round, await registry.rounds());
    const there = await Promise.all(reports.map(({ id }) => store.head(submissionId(id, rss))));
    const missing = reports.filter((_, index) => !there[index]);
    const version = missing.length > 0 ? await store.version(submission.id, submission.standing ?? 0) : null;
    if (!version) return [];
    const last = lastGiven(version, contacts);
    return missing.map((each) => openingOf(each, rss, begunFrom(templateById(each.template.id), last), hash));
  }

  const issue = (path: string, problem: string) => new Refusal("invalid", { issues: [{ path, problem }] });

  /** Every no says why; a yes need not. */
  const reasonsFor = (outcome: string, reasons: string | null): string => {
    if (outcome === "rejected" && reasons === null) throw issue("reasons", "missing");
    return reasons ?? "";
  };

  return {
    async decide(request) {
      const { round, rss } = await surroundings.of(request.params.id as string);
      const { outcome, amount, reasons: given } = request.body as Body<"decide">;
      const reasons = reasonsFor(outcome, given);
      if (outcome === "rejected" && amount !== null) throw issue("amount", "unexpected");
      const isMoney = outcome === "approved" && amount !== null;
      return move(request, {
        makes: isMoney ? "proposed" : outcome,
        decide: async ({ submission }, by) => {
          if (await isSaid(submission, isMoney ? "proposed" : outcome, amount, reasons)) return { answer: {} };
          if (outcome === "rejected") return rules.reject(submission, round, reasons, by, hash);
          return amount === null
            ? rules.approveReport(submission, round, reasons, by, hash)
            : rules.propose(submission, round, amount, reasons, rss.payee, by, hash);
        },
        answer: async () => ({}),
      });
    },

    async attest(request) {
      const { round, rss } = await surroundings.of(request.params.id as string);
      const { proposal: read } = request.body as Body<"attest">;
      return move(request, {
        makes: "approved",
        decide: async (loaded, by) => {
          const proposed = await lastOf(loaded.submission.id, "proposed");
          // Pressed by two officers at once: there is never a proposal after one that was attested.
          if (loaded.submission.approved && proposed?.hash === read) return { answer: {} };
          const said = proposed?.fact.type === "proposed" ? proposed.fact : { reasons: "" };
          return rules.attest(loaded.submission, read, said, rss.payee, await reportsOn(loaded, round), by, hash);
        },
        answer: async () => ({}),
      });
    },

    withdrawProposal: (request) =>
      move(request, {
        makes: "proposal-withdrawn",
        decide: async ({ submission }, by) =>
          rules.withdrawProposal(submission, (request.body as Body<"withdrawProposal">).comment, by, hash),
        answer: async () => ({}),
      }),

    pay: (request) =>
      move(request, {
        makes: "paid",
        decide: async ({ submission }, by) => rules.pay(submission, request.body as Body<"pay">, by, hash),
        answer: async () => ({}),
      }),

    noteUnused: (request) =>
      move(request, {
        makes: "unused-noted",
        decide: async ({ submission }, by) =>
          rules.noteUnused(submission, request.body as Body<"noteUnused">, by, hash),
        answer: async () => ({}),
      }),
  };

  async function lastOf(id: string, type: Fact["type"]): Promise<Event | undefined> {
    return (await store.events(id)).findLast(({ event }) => event.fact.type === type)?.event;
  }

  /** Pressed by two officers who mean the same, word for word. Other words would be lost if they were taken for these. */
  async function isSaid(
    { id, state, proposal }: Submission,
    type: "proposed" | "approved" | "rejected",
    amount: number | null,
    reasons: string,
  ): Promise<boolean> {
    if (type === "proposed" ? !proposal : state !== type) return false;
    const fact = (await lastOf(id, type))?.fact;
    if (fact?.type !== "proposed" && fact?.type !== "approved")
      return fact?.type === "rejected" && fact.reasons === reasons;
    return fact.amount === amount && (fact.reasons ?? "") === reasons;
  }
}
