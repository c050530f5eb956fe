/** What this is, and until when: on top of the form in every state. */

import type { ComponentChildren } from "preact";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { usePageFurniture } from "../page-furniture.ts";
import { plan } from "../texts/plan.sv.ts";
import "./plan-head.css";

type Props = {
  template: Template;
  submission: Answer<"submission">;
  isSent: boolean;
  /** What is more urgent than SKR's introduction. */
  children?: ComponentChildren;
};

export function PlanHead({ template, submission, isSent, children }: Props) {
  const { rss, state, closesAt } = submission;
  const now = useNow(closesAt);
  const canStillBeSent = !isClosed(closesAt, now) && (state === "draft" || state === "not-started");
  usePageFurniture(template.issuer.name, isSent ? rss.name : plan.draftMark);
  return (
    <header class="plan-head">
      <p class="print-only plan-stamp">
        {!isSent && <strong>{plan.draftMark}</strong>} {rss.name}. {plan.printed(now)}.
      </p>
      <p class="kicker">{plan.kicker(rss.county)}</p>
      <h1>{template.title}</h1>
      {children}
      <p class="lead">{template.intro}</p>
      {canStillBeSent && (
        <p class="deadline">
          <strong>{plan.deadline(closesAt)}</strong>
          <span class="quiet">{plan.daysLeft(daysLeft(closesAt, now))}</span>
        </p>
      )}
    </header>
  );
}
