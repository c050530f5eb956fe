/** Makes the submissions of a round, and moves their closing times with it. Both go on where they were stopped. */
import type { Hash } from "#domain/canonical";
import type { Day, Instant } from "#domain/deadlines";
import { dayOf } from "#domain/deadlines";
import { Refusal } from "#domain/errors";
import type { Answers } from "#domain/form";
import { begunFrom, fromRegister, lastGiven, openingOf } from "#domain/openings";
import { extend } from "#domain/review";
import { hostOn, type Round, type Rss, submissionId } from "#domain/rounds";
import { type Administered, isBehind } from "#domain/run";
import type { By } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import type { RegistryStore } from "../store/registry.ts";
import type { RunStore } from "../store/runs.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import { bounded } from "./bounded.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "load" | "head" | "version" | "commit">;
  runs: Pick<RunStore, "madeFor" | "make">;
  registry: Pick<RegistryStore, "inRound" | "membersOf">;
  hash: Hash;
};

const tries = 20;

export function openings({ store, runs, registry, hash }: Dependencies) {
  /** The version of that RSS that counts in a round, with later contacts; null when there is none. */
  async function lastIn(round: Round, rss: string) {
    const id = submissionId(round.id, rss);
    const standing = (await store.head(id))?.standing ?? null;
    if (standing === null) return null;
    const [version, loaded] = await Promise.all([store.version(id, standing), store.load(id)]);
    return version && lastGiven(version, loaded?.contacts ?? null);
  }

  /** A plan begins with what the RSS last submitted of that kind, else with what the register has. */
  async function ofPlan(round: Round, rss: Rss, earlier: Round[], today: Day): Promise<Answers> {
    const template = templateById(round.template.id);
    for (const each of earlier) {
      const last = await lastIn(each, rss.id);
      if (last) return begunFrom(template, last);
    }
    const writers = (await registry.membersOf(rss.id, "writer")).filter(({ to }) => to === null || dayOf(to) > today);
    const contacts = writers.map(({ name, email }) => ({ name, email }));
    return fromRegister({ ...rss, host: hostOn(rss, today) }, contacts);
  }

  /** A report begins with the goals of the plan it is about; there is none before that is approved. */
  async function ofReport(round: Round, rss: Rss, plan: Round): Promise<Answers | null> {
    const before = await store.head(submissionId(plan.id, rss.id));
    const last = before?.state === "approved" ? await lastIn(plan, rss.id) : null;
    return last && begunFrom(templateById(round.template.id), last);
  }

  /**
   * RSS that are to write in the round and have nothing to write in yet: of a plan all, of a report those whose plan is approved.
   * `others` are all other rounds. From the small rows of the index, up to a second old.
   */
  async function missing(round: Round, rsses: Rss[], others: Round[]): Promise<Rss[]> {
    const absent = await absentFrom(round, rsses);
    if (round.kind === "plan") return absent;
    const plan = others.find(({ id }) => id === round.follows);
    if (!plan) return [];
    const states = new Map((await registry.inRound(plan.id)).map(({ rss, state }) => [rss, state]));
    return absent.filter(({ id }) => states.get(id) === "approved");
  }

  async function absentFrom(round: Round, rsses: Rss[]): Promise<Rss[]> {
    const there = new Set((await registry.inRound(round.id)).map(({ rss }) => rss));
    return rsses.filter(({ id }) => !there.has(id));
  }

  /**
   * Makes what is missing. Of a prepared round also what was made for an earlier revision of it: nobody can have seen that. What has
   * been made of this one is passed over, so that whoever presses again goes on where it was stopped.
   */
  async function make({ round, run }: Administered, rsses: Rss[], others: Round[], now: Instant): Promise<void> {
    const earlier = others
      .filter(({ kind, opensAt }) => kind === round.kind && opensAt < round.opensAt)
      .sort((one, other) => other.opensAt.localeCompare(one.opensAt));
    const plan = others.find(({ id }) => id === round.follows);
    const isPrepared = run.state === "prepared";
    await bounded(isPrepared ? rsses : await absentFrom(round, rsses), async (rss) => {
      if (isPrepared && (await runs.madeFor(submissionId(round.id, rss.id))) === run.rev) return;
      const answers =
        round.kind === "plan"
          ? await ofPlan(round, rss, earlier, dayOf(now))
          : plan && (await ofReport(round, rss, plan));
      if (answers) await runs.make(openingOf(round, rss.id, answers, hash), run.rev);
    });
  }

  /** Submissions whose closing time is to follow the round's. */
  const behind = async (round: Round) => (await registry.inRound(round.id)).filter((row) => isBehind(row, round));

  /** Each as an event on the submission, which tells those concerned. One with a later time of its own is left alone. */
  async function extendThose(round: Round, ids: string[], reason: string, by: By, key: string): Promise<void> {
    await bounded(ids, async (id) => {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const before = await store.head(id);
        if (!before || !isBehind(before, round)) return;
        if (await store.commit(before, extend(before, round.closesAt, reason, by, hash), key)) return;
      }
      throw new Refusal("busy");
    });
  }

  return { missing, make, behind, extendThose };
}

export type Openings = ReturnType<typeof openings>;
