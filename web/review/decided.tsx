/** What SKR has decided, by whom and why, and what has been paid of it. */
import type { JSX } from "preact";
import { DecisionLink } from "../components/decision-link.tsx";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import type { Submission } from "./decision.tsx";
import { Money } from "./money.tsx";

export function Decided({ submission, done }: { submission: Submission; done: () => unknown }): JSX.Element {
  const words = useWords(reviewWords).decision;
  const { approved, rejected, decision } = submission;
  const title = approved
    ? approved.amount === null
      ? words.approved(approved.at)
      : words.granted(approved.amount, approved.at)
    : rejected && words.rejected(rejected.at);
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      {decision?.reasons && (
        <blockquote class="comment" {...inSwedish}>
          {decision.reasons}
        </blockquote>
      )}
      {decision && (
        <dl class="facts">
          <div>
            <dt>{words.decidedBy}</dt>
            <dd>{decision.decidedBy}</dd>
          </div>
          {decision.attestedBy !== null && (
            <div>
              <dt>{words.attestedBy}</dt>
              <dd>{decision.attestedBy}</dd>
            </div>
          )}
        </dl>
      )}
      {decision && <p class="quiet small">{words.about(decision.version)}</p>}
      <DecisionLink submission={submission} />
      {decision && approved?.amount != null && (
        <Money submission={submission} granted={approved.amount} decision={decision} done={done} />
      )}
    </>
  );
}
