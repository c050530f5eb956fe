/**
 * What last year left: a few plans that were signed and approved, by the portal's own rules, so that there are reports to write and
 * goals to go on with. Every word is invented.
 */
import { createHash } from "node:crypto";
import { addDays, type Instant, instant, startOfDay } from "#domain/deadlines";
import { type Answers, questionOf } from "#domain/form";
import { goalsOf } from "#domain/goals";
import * as moves from "#domain/moves";
import { begunFrom, openingOf } from "#domain/openings";
import type { Membership } from "#domain/permissions";
import * as review from "#domain/review";
import { amountFor, filled, type Round, type Rss } from "#domain/rounds";
import { stepsAfter } from "#domain/steps";
import { apply, type Decision, type Submission } from "#domain/submission";
import { templateById } from "#domain/templates/registry";
import { sv } from "#domain/texts/sv";
import type { PendingStore } from "../../lambdas/store/pending.ts";
import type { SubmissionStore } from "../../lambdas/store/submissions.ts";
import { known, personOf, rsses } from "./seed.ts";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

type Stores = { store: Pick<SubmissionStore, "commit" | "load">; pending: Pick<PendingStore, "settle"> };

/** Whose plans were approved: RSS, who wrote, who signed. */
const approved: [rss: string, writer: string, head: string][] = [
  ["W", "maja", "anna"],
  ["X", "sara", "per"],
  ["AB", "nora", "lars"],
  ["D", "ida", "hugo"],
];

const texts: Answers = {
  "4": { ticked: true, explanation: "" },
  "5": { ticked: true, explanation: "" },
  "6": { ticked: true, explanation: "" },
  "7a": "1) Alla kommuner i länet har en rutin för hedersrelaterat våld.\n2) Hälften av handläggarna har gått grundkursen.",
  "7b": "Vi prövar rutinen i två kommuner och ordnar kursen två gånger.",
  "8a": "1) Kvinnofrid är en stående punkt i länets chefsnätverk.\n2) Arbetet finns i RSS verksamhetsplan.",
  "8b": "Vi går igenom verksamhetsplanen med styrgruppen före sommaren.",
  "9a": "1) Barns egna röster hörs i varje ny rutin.\n2) Varje kommun har en utbildad samtalsledare.",
  "9b": "Vi samlar in barns röster tillsammans med skolan och utbildar de första samtalsledarna.",
  "10a": "1) Hälften av kommunerna följer upp sina insatser systematiskt.",
  "10b": "Vi bjuder in till tre träffar om uppföljning och hjälper de första kommunerna att börja.",
  "11": "form",
  "12": "Fler tillfällen att träffa andra RSS.",
};

/** Gives the goals that each of them goes on with in the next plan. */
export async function liveThrough(stores: Stores, plans: Round, reports: Round): Promise<Record<string, Answers>> {
  const goals: Record<string, Answers> = {};
  for (const [letter, writer, head] of approved) {
    const rss = rsses.find(({ id }) => id === letter) as Rss;
    goals[letter] = await planOf(stores, plans, reports, rss, writer, head);
  }
  return goals;
}

async function planOf(
  { store, pending }: Stores,
  round: Round,
  reports: Round,
  rss: Rss,
  writer: string,
  head: string,
) {
  const template = filled(templateById(round.template.id), round);
  const answers = { ...known(rss), ...texts };
  const id = `${round.id}.${rss.id}`;
  let now = (await store.load(id))?.submission as Submission;
  let minutes = 0;
  const day = startOfDay(addDays(round.closesOn, -6));
  const by = (sub: string) => ({
    person: personOf(sub),
    at: instant(Date.parse(day) + 36_000_000 + 60_000 * ++minutes),
  });
  const go = async (decision: Decision) => {
    now = (await store.commit(now, decision, `seed-${decision.event.seq}`)) ?? apply(now, decision.event);
    // Whoever was to be told was told last year; the documents are still to be made.
    if (stepsAfter(decision.event).includes("mail")) await pending.settle(decision.event, "mail");
    return decision;
  };
  const { name, county, host } = rss;
  const material = { template, round, answers, files: [], rss: { id: rss.id, name, county, host } };
  await go(moves.start(now, by(writer), sha256));
  const { freeze } = await go(moves.handIn(now, material, by(writer), sha256));
  const read = { version: now.version, hash: now.waiting?.hash ?? "" };
  const pressed = moves.intend(now, round, read, by(head), sha256);
  if (pressed) await go(pressed);
  const membership: Membership = { org: rss.id, role: "head", from: instant(0), to: null, confirmedBy: "seed" };
  const signed = by(head);
  const fresh: Instant = instant(Date.parse(signed.at) - 1000);
  await go(
    moves.sign(
      now,
      round,
      template.prefix,
      read,
      membership,
      fresh,
      { shown: sv("plan").signing, language: "sv" },
      signed,
      sha256,
    ),
  );
  const last = { template, answers: freeze?.answers ?? answers };
  const report = openingOf(reports, rss.id, begunFrom(templateById(reports.template.id), last), sha256);
  const reasons = "Planen svarar mot omgångens syfte.";
  await go(review.propose(now, round, amountFor(round, rss.id), reasons, rss.payee, by("karin"), sha256));
  const { proposal } = now;
  if (proposal) {
    await go(
      review.attest(now, proposal.hash, { reasons, payee: rss.payee }, rss.payee, [report], by("johan"), sha256),
    );
  }
  return Object.fromEntries(
    Object.entries(begunFrom(template, last)).filter(
      ([question, value]) => questionOf(template, question)?.kind === "goals" && goalsOf(value).length > 0,
    ),
  );
}
