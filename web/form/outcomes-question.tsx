/** How it went with each goal of the plan: a state and a few words. Only reports have it, so it is fetched with them. */
import type { Outcomes, Row } from "#domain/form";
import { nameOf, Original } from "../components/original.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { planWords } from "../texts/plan.ts";
import { report } from "../texts/report.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults, useSentence } from "./field-faults.tsx";
import { optionId, rowId } from "./field-ids.ts";
import { LengthNote } from "./length-note.tsx";
import { LongText, useLength } from "./long-text.tsx";
import "./goals.css";

const words = report.outcomes;

export function OutcomesQuestion({ question }: { question: Outcomes }) {
  const { draft, template, told } = useEditing();
  const { id } = question;
  const { answer, value } = useAnswer(draft, id);
  const rows = value as Row[];
  const faults = told.has(id) ? draft.faultsIn(question) : [];
  return (
    <div
      class="field"
      data-question={id}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) void answer.save();
      }}
    >
      <h3>
        <span class="question-name">{nameOf(template, id)}</span> <Original text={question.label} />
      </h3>
      <FieldFaults question={id} faults={faults.filter((fault) => !("row" in fault || "goal" in fault))} />
      {rows.length === 0 && <p class="quiet">{words.none}</p>}
      {rows.map((row, index) => (
        <Outcome key={row.id} {...{ question, row, index }} />
      ))}
      <ConflictPanel question={question} />
    </div>
  );
}

type Props = { question: Outcomes; row: Row; index: number };

function Outcome({ question, row, index }: Props) {
  const { draft, told } = useEditing();
  const plan = useWords(planWords);
  const sentence = useSentence();
  const { id, states, limit } = question;
  const { answer, phase } = useAnswer(draft, id);
  const { goal = "", state = "", how = "" } = row;
  const { count, over } = useLength(how, limit);
  const field = rowId(id, index + 1, "how");
  const wrong = told.has(id)
    ? draft.faultsIn(question).find((fault) => fault.code === "goal-unanswered" && fault.row === index + 1)
    : undefined;
  const isUnstated = wrong?.code === "goal-unanswered" && wrong.column === "state";
  const fault = wrong && (
    <p id={`${field}-fel`} class="fault">
      {sentence(wrong, [])}
    </p>
  );
  const put = (part: Row, isAct: boolean) =>
    answer.write(
      (answer.value as Row[]).map((each, n) => (n === index ? { ...each, ...part } : each)),
      isAct,
    );
  const say = (characters: number) =>
    characters > limit
      ? plan.field.overHere(characters - limit, phase === "clean")
      : plan.field.counter(characters, limit);
  return (
    <fieldset class="outcome">
      <legend>
        <span class="question-name">{words.one(index + 1)}</span> <span {...inSwedish}>{goal}</span>
      </legend>
      {isUnstated && fault}
      <div
        class="options"
        role="radiogroup"
        aria-label={words.state}
        aria-describedby={isUnstated ? `${field}-fel` : undefined}
      >
        {states.map((each) => (
          <label key={each.id} class="tick">
            <input
              id={optionId(`${id}-${index + 1}`, each.id)}
              type="radio"
              name={`${id}-${index}`}
              checked={state === each.id}
              aria-invalid={isUnstated ? "true" : undefined}
              onChange={() => put({ state: each.id }, true)}
            />
            <span>
              <Original text={each.text} />
            </span>
          </label>
        ))}
      </div>
      <div class="field">
        <label for={field}>{state === "not-started" ? words.why : words.how}</label>
        {!isUnstated && fault}
        <LongText
          id={field}
          value={how}
          limit={limit}
          describedBy={wrong && !isUnstated ? `${field}-fel ${field}-langd` : `${field}-langd`}
          invalid={over > 0 || (wrong !== undefined && !isUnstated)}
          say={say}
          onText={(typed) => put({ how: typed }, false)}
          onLeave={() => void answer.save()}
        />
        <LengthNote id={`${field}-langd`} count={count} limit={limit} isSaved={phase === "clean"} />
      </div>
    </fieldset>
  );
}
