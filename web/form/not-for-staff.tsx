/** Where SKR comes by the RSS's own address: drafts are the RSS's, and what was submitted is read elsewhere. */
import type { Answer } from "#domain/contract";
import { Notice } from "../components/notice.tsx";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";

export default function NotForStaff({ submission: { id, rss } }: { submission: Answer<"submission"> }) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  return (
    <>
      <h1>{plan.kicker(rss.county)}</h1>
      <Notice>
        <p>{states.staff.lead}</p>
        <p>
          <a href={`/granska/${id}`}>{states.staff.open}</a>
        </p>
      </Notice>
    </>
  );
}
