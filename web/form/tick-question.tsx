/** A box to tick, or else a few words on why it cannot be ticked. */

import { useState } from "preact/hooks";
import type { Question, Tick } from "#domain/form";
import { Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults } from "./field-faults.tsx";
import { answerId, explanationId, faultId } from "./field-ids.ts";
import { LengthNote } from "./length-note.tsx";
import { LongText, useLength } from "./long-text.tsx";

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

/** Drawn only once it is opened: most boxes are ticked. */
function Explanation({ question, isAsked }: Explained) {
  const plan = useWords(planWords);
  const { draft } = useEditing();
  const { explanation } = draft.answerOf(question.id).value as Tick;
  const [wasOpened, setOpened] = useState(explanation !== "");
  const isOpen = wasOpened || isAsked;
  return (
    <details
      class={explanation === "" ? "disclosure no-print" : "disclosure"}
      open={isOpen}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary class="no-print">{plan.tick.cannot}</summary>
      {isOpen && <ExplanationField question={question} />}
    </details>
  );
}

function ExplanationField({ question }: { question: Question & { kind: "tick" } }) {
  const plan = useWords(planWords);
  const { draft } = useEditing();
  const { answer, value, phase } = useAnswer(draft, question.id);
  const { explanation } = value as Tick;
  const { limit } = question.explain;
  const { count, over } = useLength(explanation, limit);
  const field = explanationId(question.id);
  const { counter, overHere } = plan.field;
  const say = (characters: number) =>
    characters > limit ? overHere(characters - limit, phase === "clean") : counter(characters, limit);
  return (
    <div class="field">
      <label for={field}>{plan.tick.explanation}</label>
      <LongText
        id={field}
        value={explanation}
        limit={limit}
        describedBy={`${field}-langd`}
        invalid={over > 0}
        say={say}
        onText={(typed) => answer.write({ ...(answer.value as Tick), explanation: typed })}
        onLeave={() => void answer.save()}
      />
      <LengthNote id={`${field}-langd`} count={count} limit={limit} isSaved={phase === "clean"} />
    </div>
  );
}
