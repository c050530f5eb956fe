/** SKR asks for more: about what, by when, and in which words. What is chosen here is ticked in the text too. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { addDays, closingDay, type Day, dayOf, isRedDay } from "#domain/deadlines";
import { attachmentsAsked } from "#domain/submission";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";
import { useKeptText } from "../use-kept-text.ts";
import type { Askable } from "./asked.ts";
import type { Submission } from "./decision.tsx";
import { isDay, LineField, Refused, WordsField } from "./fields.tsx";
import { useRefused } from "./refused.ts";

/** Days there usually are to answer. */
const usualDays = 14;

type Props = {
  submission: Submission;
  subjects: Askable[];
  chosen: ReadonlySet<string>;
  choose: (subject: string, isChosen: boolean) => void;
  close: () => void;
};

type Wrong = "questions" | "dueOn" | "message" | null;

export function RequestForm({ submission, subjects, chosen, choose, close }: Props): JSX.Element {
  const all = useWords(reviewWords);
  const words = all.completion;
  const refused = useRefused();
  const act = useAct();
  const { id, rss, completion, asked } = submission;
  const today = dayOf(useNow());
  const kept = useKeptText("completion", id);
  const [dueOn, setDueOn] = useState<Day>(closingDay(addDays(today, usualDays), "next-working-day"));
  const [wrong, setWrong] = useState<Wrong>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const choice = useRef<HTMLFieldSetElement>(null);
  const dueField = useRef<HTMLInputElement>(null);
  const messageField = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    title.current?.focus();
    // Asked anew, one begins with what was asked.
    if (completion && asked && kept.text === "") kept.write(asked.message);
  }, []);

  async function ask(): Promise<void> {
    const message = kept.text.trim();
    const isWrongDay = !isDay(dueOn) || dueOn < today;
    const found = chosen.size === 0 ? "questions" : isWrongDay ? "dueOn" : message === "" ? "message" : null;
    setWrong(found);
    if (found === "questions") return choice.current?.querySelector("input")?.focus();
    if (found) return (found === "dueOn" ? dueField : messageField).current?.focus();
    if (!confirm(words.sure(rss.name, dueOn))) return;
    const body = { questions: [...chosen], dueOn, message };
    let dueAt = "";
    const isDone = await act.run(
      async (key) => {
        dueAt = (await call("requestCompletion", { id }, { body, key })).dueAt;
      },
      () => void askAgain("submission"),
    );
    if (!isDone) return;
    kept.sent();
    announce(words.done(dueAt));
    await askAgain("submission", "overview", "log");
    close();
  }

  return (
    <section class="card asking-card" aria-labelledby="begaran">
      <h2 id="begaran" tabIndex={-1} ref={title}>
        {words.heading}
      </h2>
      <p class="quiet small">{words.lead}</p>
      <fieldset class="subjects" ref={choice}>
        <legend class="label">{words.what}</legend>
        <p class="quiet small">{words.whatHint}</p>
        {wrong === "questions" && <p class="fault">{words.missing}</p>}
        <div class="subject-options">
          {subjects.map((subject) => (
            <label key={subject.id} class="subject-option">
              <input
                type="checkbox"
                checked={chosen.has(subject.id)}
                onChange={({ currentTarget }) => choose(subject.id, currentTarget.checked)}
              />
              <span>{subject.id === attachmentsAsked ? words.files : subject.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <LineField
        {...{ id: "svar-senast", label: words.due, hint: words.dueHint, kind: "date", min: today, value: dueOn }}
        {...{ write: setDueOn, field: dueField, fault: wrong === "dueOn" ? words.dueMissing(today) : null }}
      />
      {isDay(dueOn) && isRedDay(dueOn) && <p class="quiet small">{words.redDay(dueOn)}</p>}
      <WordsField
        {...{ id: "begaran-text", label: words.message, hint: words.messageHint, rows: 5, kept, field: messageField }}
        {...{ busy: act.busy, fault: wrong === "message" ? words.messageMissing : null }}
      />
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      <div class="buttons">
        <ActButton first busy={act.busy} onPress={() => void ask()}>
          {act.busy ? all.working : words.button(chosen.size)}
        </ActButton>
        <button type="button" class="button plain" onClick={close}>
          {all.cancel}
        </button>
      </div>
    </section>
  );
}
