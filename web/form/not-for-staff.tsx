/** Where SKR comes by the RSS's own address: drafts are the RSS's, and what was submitted is read elsewhere. */
import type { Answer } from "#domain/contract";
import { Notice } from "../components/notice.tsx";
import { plan } from "../texts/plan.sv.ts";
import { states } from "../texts/plan-states.sv.ts";

export default function NotForStaff({ submission: { id, rss } }: { submission: Answer<"submission"> }) {
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
