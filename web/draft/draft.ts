/** A submission's draft as this page holds it: every answer, what is still wrong with it, and whether all of it is saved. */
import type { Answer } from "#domain/contract";
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
import { call, mayOutlive } from "../api.ts";
import type { Journal } from "../journal.ts";
import { ApiRefusal } from "../refusal.ts";
import { underWay } from "../under-way.ts";
import { type Saved, type WrittenAnswer, writtenAnswer } from "./answer.ts";
import { type Standing, safetyOf, standingOf } from "./standing.ts";

type Served = NonNullable<Answer<"submission">["draft"]>;
export type File = Served["files"][number];

type Setting = {
  id: string;
  template: Template;
  served: Served;
  /** The writer's own name, as the server will give it to others. */
  by: string;
  journal: Journal;
  /** What may not be written on: nothing of it is sent, and what was left behind of it stays in the journal. */
  isLocked: (question: string) => boolean;
  /** Asks for the whole submission anew; over when that is answered, and no older answer is taken. */
  askAgain: () => Promise<unknown>;
};

/** Drawing (counter, mark, list) waits this long while somebody types, so that the key itself is on the screen first. */
const afterTheKey = 150;

const leaving = ["focusout", "blur"];

const isUnderCursor = (question: string): boolean =>
  document.hasFocus() && !!document.activeElement?.closest(`[data-question="${question}"]`);

export function openDraft({ id, template, served, by, journal, isLocked, askAgain }: Setting) {
  const asked = new Map(questions(template).map((question) => [question.id, question]));
  const answers = new Map<string, WrittenAnswer>();
  const watchers = new Map<string, Set<() => void>>();
  const drawLater = new Map<string, ReturnType<typeof setTimeout>>();
  const faultsSeen = new Map<string, { value: AnswerValue; files: number; faults: Fault[] }>();
  /** Typed at an earlier visit and never acknowledged, newest first: one after the other comes up. */
  const left = journal.left.filter(({ question }) => !isLocked(question));
  const pace = { lastSave: Number.NEGATIVE_INFINITY };
  let latest = served;
  let files = served.files;
  /** Files were changed here: lists of the server's are older than that until this is over. */
  let newerFiles: Promise<unknown> | null = null;
  /** Files on their way: what is handed in must have them. */
  const arriving = new Set<Promise<unknown>>();

  function tell(question: string): void {
    clearTimeout(drawLater.get(question));
    drawLater.delete(question);
    for (const name of [question, "*"]) for (const watcher of watchers.get(name) ?? []) watcher();
  }

  function changed(question: string, atOnce: boolean): void {
    if (atOnce) tell(question);
    else if (!drawLater.has(question)) {
      drawLater.set(
        question,
        setTimeout(() => tell(question), afterTheKey),
      );
    }
    // The reason may concern the whole submission (too late, locked).
    const answer = answers.get(question);
    if (atOnce && answer && safetyOf(answer.state) === "refused") void askAgain();
  }

  for (const question of [...asked.values()].filter(isAnswered)) {
    const answer = writtenAnswer({
      start: served.answers[question.id] ?? null,
      empty: emptyAnswer(question),
      by,
      send: async (value, rev, lastly, keep) => {
        if (isLocked(question.id)) throw new ApiRefusal("wrong-state", { state: "returned" }, 409);
        return call(
          "saveAnswer",
          { id, question: question.id },
          {
            body: { value, ...(keep && { keep }) },
            ifMatch: rev,
            keepalive: lastly,
          },
        );
      },
      pace,
      keep: (note) => journal.keep(question.id, note),
      forget: () => {
        journal.forget(question.id);
        queueMicrotask(() => restoreNext(question.id));
      },
      isUnderCursor: () => isUnderCursor(question.id),
      acknowledged: (saved) => {
        isNow(question.id, saved);
        journal.tell(question.id, saved);
      },
      changed: (atOnce) => changed(question.id, atOnce),
    });
    answers.set(question.id, answer);
    restoreNext(question.id);
  }
  journal.listen((question, saved) => {
    isNow(question, saved);
    answers.get(question)?.take(saved);
  });
  // Only once the focus is where it goes.
  const leftField = () => setTimeout(release);
  for (const event of leaving) addEventListener(event, leftField);

  /** Whoever comes back to the form within the page begins from what the server has by now, not from what it had then. */
  function isNow(question: string, saved: Saved): void {
    if ((latest.answers[question]?.rev ?? 0) < saved.rev) latest.answers[question] = saved;
  }

  function restoreNext(question: string): void {
    const answer = answers.get(question);
    if (answer?.state.phase !== "clean" || isUnderCursor(question)) return;
    const next = left.find((each) => each.question === question);
    if (!next) return;
    left.splice(left.indexOf(next), 1);
    journal.inherit(next);
    answer.restore(next.note);
  }

  function release(): void {
    for (const [question, answer] of answers) {
      answer.release();
      restoreNext(question);
    }
  }

  function showFiles(now: File[]): void {
    files = now;
    for (const question of asked.keys()) tell(question);
  }

  function answerOf(question: string): WrittenAnswer {
    const answer = answers.get(question);
    if (!answer) throw new RangeError(`no answer to ${question}`);
    return answer;
  }

  /** What is wrong with an answer as it is written now. */
  function faultsIn(question: Question): Fault[] {
    if (!isAnswered(question)) return [];
    const { value } = answerOf(question.id);
    const seen = faultsSeen.get(question.id);
    const stored = files.filter(({ state }) => state === "stored").length;
    if (seen && seen.value === value && seen.files === stored) return seen.faults;
    const faults = faultsOf(question, value, stored);
    faultsSeen.set(question.id, { value, files: stored, faults });
    return faults;
  }

  /** Sends everything that is not with the server yet. Resolves to whether all of it is there. */
  async function flush(): Promise<boolean> {
    const arrivals = await Promise.allSettled(arriving);
    const all = [...answers.values()];
    // A text written while the save before it was under way needs a second turn.
    for (let turn = 0; turn < 2; turn += 1) await Promise.all(all.map((answer) => answer.save()));
    return all.every(({ state }) => safetyOf(state) === "clean") && arrivals.every(hasArrived);
  }

  /** Work with files that a hand-in must wait for. */
  async function during<T>(work: Promise<T>): Promise<T> {
    arriving.add(work);
    try {
      return await underWay(work);
    } finally {
      arriving.delete(work);
    }
  }

  return {
    template,
    answerOf,
    faultsIn,
    flush,
    during,
    get files() {
      return files;
    },
    setFiles(now: File[]): void {
      showFiles(now);
      const asking = askAgain().then(() => {
        if (newerFiles === asking) newerFiles = null;
      });
      newerFiles = asking;
    },
    values: (): Answers => Object.fromEntries([...answers].map(([question, { value }]) => [question, value])),
    faults: (): Fault[] => [...asked.values()].flatMap(faultsIn),
    /** What the server has by now: other people's saves show where nothing of one's own would be lost. */
    take(now: Served): void {
      latest = now;
      for (const [question, saved] of Object.entries(now.answers)) answers.get(question)?.take(saved);
      if (!newerFiles && JSON.stringify(now.files) !== JSON.stringify(files)) showFiles(now.files);
    },
    /** The page goes away: what can be sent is, and the rest is in the journal. */
    lastly(): void {
      for (const answer of answers.values()) {
        answer.note();
        answer.save(true);
      }
    },
    /** The draft is no longer shown: what is on its way goes on, and the journal has what is left. */
    close(): void {
      for (const answer of answers.values()) answer.note();
      journal.close();
      for (const event of leaving) removeEventListener(event, leftField);
    },
    watch(question: string, watcher: () => void): () => void {
      const there = watchers.get(question) ?? new Set();
      watchers.set(question, there.add(watcher));
      return () => there.delete(watcher);
    },
    standing: (): Standing => standingOf(answers),
    /** Whether all that is about to be sent can go along as the page closes. */
    mayGoAlong: (): boolean =>
      mayOutlive(...[...answers.values()].flatMap(({ state, value }) => (state.phase === "clean" ? [] : { value }))),
  };
}

const hasArrived = ({ status }: PromiseSettledResult<unknown>): boolean => status === "fulfilled";

export type Draft = ReturnType<typeof openDraft>;
