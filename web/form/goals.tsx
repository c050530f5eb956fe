/** The goals that a text states, one by one: as the portal reads them, or as somebody has listed them. */
import { useEffect, useRef } from "preact/hooks";
import { type Goals as Asked, goalsBeside, type Question } from "#domain/form";
import { carriedOver, type Goal, goalsIn, goalsOf } from "#domain/goals";
import { announce } from "../announce.ts";
import type { Draft } from "../draft/draft.ts";
import { useAnswer } from "../draft/watching.ts";
import { inSwedish } from "../texts/language.ts";
import { report } from "../texts/report.ts";
import type { Beside } from "./beside.tsx";
import { BesidePanel } from "./beside-panel.tsx";
import { rowId } from "./field-ids.ts";
import "./goals.css";

const words = report.goals;

const newId = (): string => crypto.randomUUID().replaceAll("-", "").slice(0, 12);

const titleId = (question: string): string => `mal-${question}`;

type Props = { question: Question; beside: Beside; close: () => void };

export function Goals({ question, beside: { draft }, close }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  const asked = goalsBeside(question);
  if (!asked) return null;
  return (
    <BesidePanel id={titleId(question.id)} title={words.title} titleRef={title} close={close}>
      <p class="hint">{words.lead}</p>
      {draft && <Listing asked={asked} draft={draft} />}
    </BesidePanel>
  );
}

function Listing({ asked, draft }: { asked: Asked; draft: Draft }) {
  const { value: text } = useAnswer(draft, asked.of);
  const { answer, value, saved, phase } = useAnswer(draft, asked.id);
  const goals = goalsOf(value);
  const proposed = goalsIn(String(text), asked);
  const proposal = () => carriedOver(proposed, goals, newId);
  // Last year's goals that nobody has put in order give way to what the text says, here as when the plan is frozen.
  const isTouched = phase !== "clean" || (saved !== null && saved.rev > 0);
  const isListed = (value as Goal[]).length > 0 && (isTouched || proposed.length === 0);
  if (isListed) return <Listed {...{ asked, draft }} propose={proposal} />;
  if (proposed.length === 0) return <p class="quiet">{words.none}</p>;
  const edit = () => {
    answer.write(proposal(), true);
    requestAnimationFrame(() => document.getElementById(rowId(asked.id, 1, "text"))?.focus());
  };
  return (
    <>
      <p>{words.proposed}</p>
      <ol class="goals" {...inSwedish}>
        {proposed.map((goal, index) => (
          <li key={index}>{goal}</li>
        ))}
      </ol>
      <div class="buttons">
        <button type="button" class="button" onClick={edit}>
          {words.edit}
        </button>
      </div>
    </>
  );
}

type ListedProps = { asked: Asked; draft: Draft; propose: () => Goal[] };

function Listed({ asked, draft, propose }: ListedProps) {
  const { answer, value } = useAnswer(draft, asked.id);
  const goals = value as Goal[];
  const now = () => answer.value as Goal[];
  const focusOn = (n: number) =>
    requestAnimationFrame(() => document.getElementById(rowId(asked.id, Math.max(n, 1), "text"))?.focus());

  function add(): void {
    answer.write([...now(), { id: newId(), text: "" }], true);
    focusOn(goals.length + 1);
  }

  function remove(index: number): void {
    answer.write(
      now().filter((_, n) => n !== index),
      true,
    );
    announce(words.removed(index + 1));
    if (goals.length > 1) focusOn(Math.min(index + 1, goals.length - 1));
    else requestAnimationFrame(() => document.getElementById(titleId(asked.of))?.focus());
  }

  return (
    <div
      class="goals-listed"
      data-question={asked.id}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) void answer.save();
      }}
    >
      {goals.map(({ id, text }, index) => {
        const field = rowId(asked.id, index + 1, "text");
        return (
          <div key={id} class="field goal">
            <label for={field}>{words.one(index + 1)}</label>
            <textarea
              id={field}
              class="input"
              {...inSwedish}
              rows={2}
              value={text}
              onInput={({ currentTarget }) =>
                answer.write(now().map((goal) => (goal.id === id ? { ...goal, text: currentTarget.value } : goal)))
              }
            />
            <button
              type="button"
              class="button plain"
              aria-label={words.removeOne(index + 1)}
              onClick={() => remove(index)}
            >
              {words.remove}
            </button>
          </div>
        );
      })}
      <div class="buttons">
        {goals.length < asked.max ? (
          <button type="button" class="button" onClick={add}>
            {words.add}
          </button>
        ) : (
          <p class="hint">{words.most(asked.max)}</p>
        )}
        <button
          type="button"
          class="button plain"
          onClick={() => {
            answer.write(propose(), true);
            announce(words.proposedAgain);
          }}
        >
          {words.propose}
        </button>
      </div>
    </div>
  );
}
