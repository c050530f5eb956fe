/** Opens the draft for as long as the form is shown, with what this browser still has that the server has not. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Template } from "#domain/form";
import { type Draft, openDraft } from "../draft/draft.ts";
import { openJournal } from "../journal.ts";
import { askAgain } from "../server-state.ts";
import { holdWork } from "../unsaved.ts";

type Served = NonNullable<Answer<"submission">["draft"]>;

/** `open`: the questions that may be written on, when it is not all of them; a draft of others is another draft. */
export function useDraft(
  id: string,
  template: Template,
  served: Served,
  person: { id: string; name: string },
  open?: readonly string[],
) {
  const [draft, setDraft] = useState<Draft | null>(null);
  // Also for a draft that is closed and has something on its way.
  const now = useRef(open);
  now.current = open;

  useEffect(() => {
    let opened: Draft | undefined;
    let letGo: (() => void) | undefined;
    let isGone = false;
    void openJournal(person.id, id).then((journal) => {
      if (isGone) return journal.close();
      const fresh = openDraft({
        ...{ id, template, served, by: person.name, journal },
        isLocked: (question) => now.current?.includes(question) === false,
        askAgain: () => askAgain("submission"),
      });
      opened = fresh;
      letGo = holdWork({ flush: fresh.flush, lastly: fresh.lastly, isAtRisk: () => isAtRisk(fresh) });
      setDraft(fresh);
    });
    return () => {
      isGone = true;
      letGo?.();
      // To another page of the portal: what is waiting goes on its way, the rest stays in the journal.
      opened?.lastly();
      opened?.close();
      setDraft(null);
    };
  }, [id, person.id, open?.join()]);

  useEffect(() => draft?.take(served), [draft, served]);
  return draft;
}

/** A text that is only about to be sent goes along as the page closes; these do not. */
function isAtRisk(draft: Draft): boolean {
  const { phase, kept } = draft.standing();
  return !kept || phase === "offline" || phase === "conflict" || phase === "refused" || !draft.mayGoAlong();
}
