/** What SKR has decided, for those it is about: why, who decided, and what has been paid. Nothing while there is no decision. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { decisionWords } from "../texts/decision.ts";
import { inSwedish } from "../texts/language.ts";

type Submission = Answer<"submission">;

/** "SKR beviljade 400 000 kr 14 juni 2021" */
export function useDecided({ approved, rejected }: Submission): string | null {
  const words = useWords(decisionWords);
  if (approved) return words.approved(approved.amount, approved.at);
  return rejected && words.rejected(rejected.at);
}

export function DecisionFacts({ submission }: { submission: Submission }): JSX.Element | null {
  const words = useWords(decisionWords);
  const { decision, approved } = submission;
  if (!decision) return null;
  const { version, reasons, decidedBy, attestedBy, paid, unused } = decision;
  return (
    <>
      {reasons !== "" && (
        <div>
          <h3 class="decision-reasons">{words.reasons}</h3>
          <p class="read" {...inSwedish}>
            {reasons}
          </p>
        </div>
      )}
      {approved && approved.amount !== null && (
        <p>
          {words.paid(paid, approved.amount)} {unused !== null && words.unused(unused)}
        </p>
      )}
      <p class="quiet">{words.by(decidedBy, attestedBy, version)}</p>
    </>
  );
}
