/** What a writer should know first: what was sent before, more time. */
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { Before } from "./other-ways.tsx";

export function BeforeWriting({ submission }: { submission: Answer<"submission"> }) {
  const plan = useWords(planWords);
  return (
    <div class="plan-main no-print">
      <Before submission={submission} />
      <p class="quiet">{plan.intro}</p>
    </div>
  );
}
