/** What this is, and until when: on top of the form in every state. */
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { plan } from "../texts/plan.sv.ts";
import "./plan-head.css";

type Props = { template: Template; submission: Answer<"submission">; isSent: boolean };

export function PlanHead({ template, submission, isSent }: Props) {
  const { rss, closesAt } = submission;
  const now = useNow(closesAt);
  const isOpen = !isClosed(closesAt, now);
  return (
    <header class="plan-head">
      <p class="print-only plan-stamp">
        {!isSent && <strong>{plan.draftMark}</strong>} {rss.name}. {plan.printed(now)}.
      </p>
      <p class="kicker">{plan.kicker(rss.county)}</p>
      <h1>{template.title}</h1>
      <p class="lead">{template.intro}</p>
      {isOpen && !isSent && (
        <p class="deadline">
          <strong>{plan.deadline(closesAt)}</strong>
          <span class="quiet">{plan.daysLeft(daysLeft(closesAt, now))}</span>
        </p>
      )}
    </header>
  );
}
