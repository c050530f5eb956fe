/** What an RSS can do other than hand in: ask for more time, or take no part this year. */
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { Unfetched } from "../components/unfetched.tsx";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";

type Submission = Answer<"submission">;
export const fetchPanels = () => import("./other-ways-panels.tsx");

export function OtherWays({ submission }: { submission: Submission }) {
  const plan = useWords(planWords);
  const { id, standing, request } = submission;
  // Half a reason is there again after a reload.
  const [isAsking] = useState(() => isKept("extension", id));
  const [isOpen, setOpen] = useState(isAsking);
  const { part, failed } = useLater(isOpen, fetchPanels);
  const opened = (event: { currentTarget: HTMLDetailsElement }) => setOpen(isOpen || event.currentTarget.open);
  return (
    <div class="card section no-print">
      {!request && (
        <details class="disclosure" open={isAsking} onToggle={opened}>
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

/** What was sent before, more time asked for or given, and contacts that were not saved; nothing where it is none of it. */
export function Before({ submission }: { submission: Submission }) {
  const { id, request, extended, sentBack, standing } = submission;
  const [isLeft] = useState(() => isKept("contacts", id));
  const isSome = [request, extended, sentBack, standing].some((each) => each !== null);
  const { part } = useLater(isSome || isLeft, fetchPanels);
  return (
    part && (
      <>
        <part.SentBefore submission={submission} />
        <part.ExtensionState submission={submission} />
        <part.LeftContacts id={id} />
      </>
    )
  );
}
