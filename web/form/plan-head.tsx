/** What this is, and until when: on top of the form in every state. */

import type { ComponentChildren } from "preact";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { Original } from "../components/original.tsx";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { usePageFurniture } from "../page-furniture.ts";
import { domainWords } from "../texts/domain.ts";
import { planWords } from "../texts/plan.ts";
import { useBeside } from "./beside.tsx";
import { fetchBeside } from "./beside-answer.tsx";
import "./plan-head.css";

type Props = {
  template: Template;
  submission: Answer<"submission">;
  isSent: boolean;
  /** What is more urgent than SKR's introduction. */
  children?: ComponentChildren;
};

export function PlanHead({ template, submission, isSent, children }: Props) {
  const plan = useWords(planWords);
  const domain = useWords(domainWords);
  const { rss, state, closesAt } = submission;
  const others = useBeside()?.others ?? [];
  const { part } = useLater(others.length > 0, fetchBeside);
  const now = useNow(closesAt);
  const canStillBeSent = !isClosed(closesAt, now) && (state === "draft" || state === "not-started");
  usePageFurniture(template.issuer.name, isSent ? rss.name : plan.draftMark);
  return (
    <header class="plan-head">
      <p class="print-only plan-stamp">
        {!isSent && <strong>{plan.draftMark}</strong>} {rss.name}. {plan.printed(now)}.
      </p>
      <p class="kicker">{plan.kicker(rss.county)}</p>
      <h1>
        <Original text={template.title} />
      </h1>
      {part && <part.OthersHere template={template} others={others} />}
      {children}
      <p class="lead">
        <Original text={template.intro} long />
      </p>
      {canStillBeSent && (
        <p class="deadline">
          <strong>{domain.deadline(closesAt)}</strong>
          <span class="quiet">{plan.daysLeft(daysLeft(closesAt, now))}</span>
        </p>
      )}
    </header>
  );
}
