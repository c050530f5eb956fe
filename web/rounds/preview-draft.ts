/** A draft that is nobody's: written in on this page, saved nowhere. For looking at a form as an RSS sees it, with its own fields. */
import {
  type Answers,
  type AnswerValue,
  emptyAnswer,
  type Fault,
  faultsOf,
  isAnswered,
  type Question,
  questions,
  type Template,
} from "#domain/form";
import type { WrittenAnswer } from "../draft/answer.ts";
import type { Draft } from "../draft/draft.ts";

export function previewDraft(template: Template, start: Answers): Draft {
  const watchers = new Map<string, Set<() => void>>();
  const tell = (question: string) => {
    for (const name of [question, "*"]) for (const watcher of watchers.get(name) ?? []) watcher();
  };
  const answers = new Map<string, WrittenAnswer>();
  for (const question of questions(template).filter(isAnswered)) {
    let value: AnswerValue = start[question.id] ?? emptyAnswer(question);
    const write = (next: AnswerValue) => {
      value = next;
      tell(question.id);
    };
    const nothing = () => {};
    answers.set(question.id, {
      ...{ write, exchange: write, save: async () => {}, settle: nothing, take: nothing, release: nothing },
      ...{ replace: nothing, restore: nothing, note: nothing, takeBack: nothing },
      get value() {
        return value;
      },
      get state() {
        const standing = { phase: "clean", parting: "clean", kept: true } as const;
        return { ...standing, value, saved: null, theirs: null, refusal: null, aside: null };
      },
    });
  }
  const answerOf = (question: string): WrittenAnswer => {
    const answer = answers.get(question);
    if (!answer) throw new RangeError(`no answer to ${question}`);
    return answer;
  };
  const faultsIn = (question: Question): Fault[] =>
    isAnswered(question) ? faultsOf(question, answerOf(question.id).value, 0) : [];
  return {
    ...{ template, answerOf, faultsIn, files: [] },
    flush: async () => true,
    during: (work) => work,
    setFiles() {},
    values: () => Object.fromEntries([...answers].map(([question, { value }]) => [question, value])),
    faults: () => questions(template).flatMap(faultsIn),
    ...{ take() {}, lastly() {}, close() {} },
    watch(question, watcher) {
      const there = watchers.get(question) ?? new Set();
      watchers.set(question, there.add(watcher));
      return () => there.delete(watcher);
    },
    standing: () => ({ phase: "clean", question: null, savedAt: null, kept: true, theirs: null }),
    mayGoAlong: () => true,
  };
}
