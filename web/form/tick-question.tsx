/** A box to tick, or else a few words on why it cannot be ticked. */

import { useState } from "preact/hooks";
import type { Question, Tick } from "#domain/form";
import { Original } from "../components/original.tsx";
import { Unfetched } from "../components/unfetched.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { answerId, faultId } from "./field-ids.ts";
import { fetchPanels } from "./other-ways.tsx";

export function TickQuestion({ question }: { question: Question & { kind: "tick" } }) {
  const { draft, told } = useEditing();
  const { id, text } = question;
  const { answer, value } = useAnswer(draft, id);
  const { ticked } = value as Tick;
  const faults = told.has(id) ? draft.faultsIn(question).filter(({ code }) => code !== "over-limit") : [];
  return (
    <div class="field" data-question={id}>
      <FieldFaults question={id} faults={faults} />
      <label class="tick">
        <input
          id={answerId(id)}
          type="checkbox"
          checked={ticked}
          aria-invalid={faults.length > 0 ? "true" : undefined}
          aria-describedby={faults.length > 0 ? faultId(id) : undefined}
          onChange={(event) => answer.write({ ...(answer.value as Tick), ticked: event.currentTarget.checked }, true)}
        />
        <span>
          <Original text={text} />
        </span>
      </label>
      {!ticked && <Explanation question={question} isAsked={faults.length > 0} />}
      <ConflictPanel question={question} />
    </div>
  );
}

type Explained = { question: Question & { kind: "tick" }; isAsked: boolean };

/** Fetched only once it is opened: most boxes are ticked. */
function Explanation({ question, isAsked }: Explained) {
  const plan = useWords(planWords);
  const { draft } = useEditing();
  const { explanation } = draft.answerOf(question.id).value as Tick;
  const [wasOpened, setOpened] = useState(explanation !== "");
  const isOpen = wasOpened || isAsked;
  const { part, failed } = useLater(isOpen, fetchPanels);
  return (
    <details
      class={explanation === "" ? "disclosure no-print" : "disclosure"}
      open={isOpen}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary class="no-print">{plan.tick.cannot}</summary>
      {part && <part.ExplanationField question={question} />}
      {failed && <Unfetched />}
    </details>
  );
}
