/** Rounds as SKR runs them: made, changed, opened, extended, closed, and their log. */
import type { Hash } from "#domain/canonical";
import { chainOf, given, isWhole } from "#domain/chain";
import type { Answer, Body } from "#domain/contract";
import { Refusal } from "#domain/errors";
import { hindrances } from "#domain/round-settings";
import * as rules from "#domain/run";
import type { By } from "#domain/submission";
import { templates } from "#domain/templates/registry";
import type { RegistryStore } from "../store/registry.ts";
import type { RunStore } from "../store/runs.ts";
import type { Handlers } from "./api.ts";
import type { Openings } from "./openings.ts";
import type { Request } from "./request.ts";
import type { Views } from "./views.ts";

type Dependencies = {
  runs: RunStore;
  registry: Pick<RegistryStore, "rsses" | "rounds" | "inRound">;
  openings: Openings;
  views: Pick<Views, "namer">;
  hash: Hash;
};

type Runs = Pick<
  Handlers,
  "runs" | "createRun" | "run" | "editRun" | "openRun" | "extendRun" | "closeRun" | "roundLog"
>;

const tries = 20;
const byOf = ({ user, receivedAt }: Request): By => ({ person: user.person.id, at: receivedAt });

const runView = ({ round, run: { seq, tip, ...run } }: rules.Administered) => ({ round, ...run });

export function runs({ runs: store, registry, openings, views, hash }: Dependencies): Runs {
  async function known({ params }: Pick<Request, "params">): Promise<rules.Administered> {
    const found = /^[\w-]{1,20}$/.test(params.round ?? "") && (await store.run(params.round as string));
    if (!found) throw new Refusal("not-found");
    return found;
  }

  /** Changes a round as it stands; when somebody else was first, looks again. */
  async function change(
    request: Request,
    decide: (before: rules.Administered) => Promise<rules.RunDecision | null>,
  ): Promise<rules.Administered> {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const before = await known(request);
      const decision = await decide(before);
      if (!decision) return before;
      if (await store.commitRun(before, decision)) return decision.after;
    }
    throw new Refusal("busy");
  }

  const seen = ({ run }: rules.Administered, request: Request): void => {
    if (run.rev !== request.seen) throw new Refusal("stale", {});
  };

  const allRounds = async () => (await store.runs()).map(({ round }) => round);

  async function whole(found: rules.Administered, { receivedAt }: Request): Promise<Answer<"run">> {
    const { round, run } = found;
    const [rsses, rounds, rows, late] = await Promise.all([
      registry.rsses(),
      registry.rounds(),
      registry.inRound(round.id),
      openings.behind(round),
    ]);
    const isPrepared = run.state === "prepared";
    const names = new Map(rsses.map(({ id, name }) => [id, name]));
    const absent = await openings.missing(round, rsses, rounds);
    return {
      ...runView(found),
      submissions: rows.length,
      missing: absent.map(({ id, name }) => ({ id, name })),
      behind: late.map(({ rss }) => ({ id: rss, name: names.get(rss) ?? "" })),
      hindrances: isPrepared ? hindrances(found, rsses, rounds, receivedAt) : [],
      now: receivedAt,
    };
  }

  return {
    async runs({ receivedAt }) {
      return { runs: (await store.runs()).map(runView), now: receivedAt };
    },

    async run(request) {
      return whole(await known(request), request);
    },

    async createRun(request) {
      const body = request.body as Body<"createRun">;
      const by = byOf(request);
      const [rsses, rounds] = await Promise.all([registry.rsses(), allRounds()]);
      const decision = rules.create(await sourceOf(body), rsses, rounds, by, hash);
      const { id } = decision.after.round;
      // Its chain is known by now: the very act may have made it before.
      const outcome = await store.createRun(decision, request.key);
      if (!outcome) throw new Refusal("invalid", { issues: [{ path: "year", problem: "taken" }] });
      return runView("made" in outcome ? decision.after : await known({ params: { round: id } }));
    },

    async editRun(request) {
      const wanted = request.body as Body<"editRun">;
      const rounds = await allRounds();
      const after = await change(request, async (before) => {
        const decision = rules.edit(before, wanted, rounds, byOf(request), hash);
        if (decision) seen(before, request);
        return decision;
      });
      return runView(after);
    },

    async openRun(request) {
      const by = byOf(request);
      const opened = await change(request, async (before) => {
        if (before.run.state === "open") return null;
        seen(before, request);
        const [rsses, rounds] = await Promise.all([registry.rsses(), registry.rounds()]);
        const decision = rules.open(before, rsses, rounds, by, hash);
        // Those come first: nobody is to see a round without theirs.
        await openings.make(before, rsses, rounds, by.at);
        return decision;
      });
      // What came meanwhile: an RSS, or the approval of a plan whose report is in this round.
      const [rsses, rounds] = await Promise.all([registry.rsses(), registry.rounds()]);
      await openings.make(opened, rsses, rounds, by.at);
      return whole(opened, request);
    },

    async extendRun(request) {
      const { until, reason } = request.body as Body<"extendRun">;
      const by = byOf(request);
      let told = reason;
      const extended = await change(request, async (before) => {
        const last = (await store.runEvents(chainOf.round(before.round.id)))
          .map(({ fact }) => fact)
          .findLast((fact) => fact.type === "extended");
        const isDone = last?.type === "extended" && last.closesAt === before.round.closesAt && last.closesOn === until;
        // Those that are moved later are told the reason that was given first.
        told = isDone ? last.reason : reason;
        return isDone && before.run.state === "open" ? null : rules.extendAll(before, until, reason, by, hash);
      });
      const { round } = extended;
      const late = (await openings.behind(round)).map(({ id }) => id);
      await openings.extendThose(round, late, told, by, request.requestId);
      return whole(extended, request);
    },

    async closeRun(request) {
      const after = await change(request, async (before) => {
        if (before.run.state === "closed") return null;
        seen(before, request);
        const rows = await registry.inRound(before.round.id);
        return rules.close(before, rows, byOf(request), hash);
      });
      return runView(after);
    },

    async roundLog(request) {
      const { round, run } = await known(request);
      const id = chainOf.round(round.id);
      const events = await store.runEvents(id);
      const name = await views.namer(events.map(({ by }) => by));
      return {
        events: events.map(({ seq, at, by, fact, hash: own }) => ({
          ...{ seq, at, by: name(by), type: fact.type, hash: own },
          ...told(fact),
        })),
        whole: isWhole(id, events, run, hash),
        chain: given({ id, seq: run.seq, tip: run.tip }, events, () => true),
      };
    },
  };

  async function sourceOf(body: Body<"createRun">): Promise<rules.Source> {
    if ("template" in body) {
      if (!templates.has(body.template))
        throw new Refusal("invalid", { issues: [{ path: "template", problem: "unknown" }] });
      return body;
    }
    const copied = await store.run(body.copy);
    if (!copied) throw new Refusal("invalid", { issues: [{ path: "copy", problem: "unknown" }] });
    return { copied, year: body.year };
  }
}

/** What an event tells beside its type. */
function told(fact: rules.RunFact): { note: string | null; changed: Record<string, unknown> | null } {
  switch (fact.type) {
    case "created":
      return { note: fact.copied, changed: fact.settings };
    case "edited":
      return { note: null, changed: fact.changed };
    case "extended":
      return { note: fact.reason, changed: { closesOn: fact.closesOn, closesAt: fact.closesAt } };
    case "opened":
    case "closed":
      return { note: null, changed: null };
  }
}
