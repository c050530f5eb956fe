/** Decisions as the portal's rules make them, for whoever draws, seals or judges their documents. */

import { instant } from "#domain/deadlines";
import type { DecisionEvent } from "#domain/decision";
import { isDecision } from "#domain/decision";
import type { Answers, Row, Template } from "#domain/form";
import * as review from "#domain/review";
import { filled, type Payee } from "#domain/rounds";
import { apply, type Event, type Submission } from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, anRss, answersFilled, hash, reportFilled, textOf } from "#tests/builders";
import type { Material } from "#tests/made-documents";
import type { Decided } from "../lambdas/document/decision.ts";

export const aPayee: Payee = {
  name: "Region Exempel",
  orgNo: "232100-0000",
  bankgiro: "123-4567",
  reference: "RSS 2021",
};

type Wish = {
  template?: Template;
  outcome?: "approved" | "rejected";
  reasons?: string;
  payee?: Payee | null;
  amount?: number;
  rss?: Parameters<typeof anRss>[0];
  people?: { decided: string; attested: string };
};

/** On three goals in each area. */
function aReport(): Answers {
  const { "2": organisation = "", "3": contacts = [] } = answersFilled();
  const goals = (area: string): Row[] => [1, 2, 3].map((n) => ({ id: `${area}-${n}`, goal: textOf(60 * n, n) }));
  const begun = Object.fromEntries(["4a", "5a", "6a", "7a"].map((area) => [area, goals(area)]));
  return { "2": organisation, "3": contacts, ...reportFilled(begun) };
}

/** The decision with everything that its document says, and what the sealer makes that of. */
export function aDecision({
  template = plan2021,
  outcome = "approved",
  reasons = "Planen svarar mot omgångens syfte. Målen går att följa upp, och länets kommuner står bakom dem.",
  payee = aPayee,
  amount = 400_000,
  rss = {},
  people = { decided: "Karin Ström", attested: "Johan Vik" },
}: Wish = {}): { decided: Decided; material: Material } {
  const answers = template.kind === "report" ? aReport() : answersFilled();
  const { submission, events, versions } = aLife({ state: "submitted", template, answers, rss: anRss(rss) });
  const [version] = versions;
  const { receipt } = submission;
  if (!version || !receipt) throw new Error("nothing was signed");
  const { round } = version;
  let now: Submission = submission;
  const went = (event: Event) => {
    now = apply(now, event);
    events.push(event);
  };
  const first = { person: "p-officer", at: instant(Date.parse(round.closesAt) + 36_000_000) };
  const second = { person: "p-officer-2", at: instant(Date.parse(round.closesAt) + 40_000_000) };
  const isMoney = outcome === "approved" && template.kind === "plan";
  if (isMoney) {
    // Without the payee, which only makes another link in the log: the pages that are approved show its checksum.
    went(review.propose(now, round, amount, reasons, undefined, first, hash).event);
    if (now.proposal)
      went(
        review.attest(
          now,
          now.proposal.hash,
          { reasons, payee: payee ?? undefined },
          payee ?? undefined,
          [],
          second,
          hash,
        ).event,
      );
  } else if (outcome === "approved") went(review.approveReport(now, round, reasons, first, hash).event);
  else went(review.reject(now, round, reasons, first, hash).event);
  const event = events.at(-1) as DecisionEvent;
  if (!isDecision(event)) throw new Error("nothing was decided");
  const portal = "https://plan.example.se";
  const names = { [first.person]: people.decided, [second.person]: people.attested };
  return {
    decided: {
      ...{ event, receipt, round, rss: version.rss, template: filled(template, round), portal },
      decided: { by: people.decided, at: first.at },
      attested: isMoney ? { by: people.attested, at: second.at } : null,
    },
    material: { event, version, told: events, names, portal, attached: new Map() },
  };
}
