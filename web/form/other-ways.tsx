/** What an RSS can do other than hand in: ask for more time, or take no part this year. */
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { Unfetched } from "../components/unfetched.tsx";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";

type Submission = Answer<"submission">;
const fetchPanels = () => import("./other-ways-panels.tsx");

export function OtherWays({ submission }: { submission: Submission }) {
  const plan = useWords(planWords);
  const { id, standing, request } = submission;
  const [isOpen, setOpen] = useState(false);
  const { part, failed } = useLater(isOpen, fetchPanels);
  const opened = (event: { currentTarget: HTMLDetailsElement }) => setOpen(isOpen || event.currentTarget.open);
  return (
    <div class="card section no-print">
      {!request && (
        <details class="disclosure" onToggle={opened}>
          <summary>{plan.otherWays.extension}</summary>
          {part && <part.ExtensionRequest id={id} />}
        </details>
      )}
      {standing === null && (
        <details class="disclosure" onToggle={opened}>
          <summary>{plan.otherWays.abstain}</summary>
          {part && <part.Abstain id={id} />}
        </details>
      )}
      {failed && <Unfetched />}
    </div>
  );
}

/** More time, asked for or given; nothing where it is neither. */
export function MoreTime({ submission }: { submission: Submission }) {
  const { part } = useLater(submission.request !== null || submission.extended !== null, fetchPanels);
  return part && <part.ExtensionState submission={submission} />;
}
