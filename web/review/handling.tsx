/** Who at SKR handles it, and how it is handed on. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { askAgain, useServer } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";
import type { Submission } from "./decision.tsx";
import { Refused } from "./fields.tsx";
import { OfficerForm } from "./officer-form.tsx";
import { useRefused } from "./refused.ts";

export function Handling({ submission }: { submission: Submission }): JSX.Element | null {
  const words = useWords(reviewWords).handling;
  const refused = useRefused();
  const act = useAct();
  const { data: me } = useServer("me", {});
  const title = useRef<HTMLHeadingElement>(null);
  const { id, roles, handling } = submission;
  if (!handling || !roles.includes("officer")) return null;
  const { assigned } = handling;
  const own = me?.person.id;

  async function assign(to: string | null, name: string | null): Promise<void> {
    const isDone = await act.run((key) => call("assign", { id }, { body: { to }, key }));
    if (!isDone) return;
    announce(words.given(name));
    await askAgain("submission", "overview", "log");
    title.current?.focus();
  }

  return (
    <section class="card handling" aria-labelledby="handlaggare">
      <h2 id="handlaggare" tabIndex={-1} ref={title}>
        {words.heading}
      </h2>
      <p>{assigned === null ? words.nobody : assigned.id === own ? words.own(assigned.name) : assigned.name}</p>
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      {me && assigned === null && (
        <div class="buttons">
          <ActButton busy={act.busy} onPress={() => void assign(me.person.id, me.person.name)}>
            {words.take}
          </ActButton>
        </div>
      )}
      <details class="disclosure">
        <summary>{words.other}</summary>
        <OfficerForm id="handlaggare-till" current={assigned?.id ?? null} busy={act.busy} give={assign} />
      </details>
    </section>
  );
}
