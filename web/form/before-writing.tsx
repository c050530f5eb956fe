/** What a writer should know first: the head's comment, a plan that already counts, more time. */
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { Notice } from "../components/notice.tsx";
import { useKind, useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { planWords } from "../texts/plan.ts";
import { MoreTime } from "./other-ways.tsx";

export function BeforeWriting({ submission }: { submission: Answer<"submission"> }) {
  const kind = useKind();
  const plan = useWords(planWords);
  const { id, sentBack, standing } = submission;
  return (
    <div class="plan-main no-print">
      {sentBack && (
        <Notice tone="warn" title={plan.sentBack.title(sentBack.by)}>
          <p class="read" {...inSwedish}>
            {sentBack.comment}
          </p>
          <p class="quiet small">{plan.sentBack.at(sentBack.at)}</p>
        </Notice>
      )}
      {standing !== null && (
        <Notice tone="good" title={plan.rewriting.title}>
          <p>{plan.rewriting.stands}</p>
          <p>
            <a href={addressOf(kind, id, "/kvitto")}>{plan.rewriting.receipt}</a>
          </p>
        </Notice>
      )}
      <MoreTime submission={submission} />
      <p class="quiet">{plan.intro}</p>
    </div>
  );
}
