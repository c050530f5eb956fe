/** Draws a component anew when what it shows of the draft changes. */
import { useEffect, useReducer, useRef } from "preact/hooks";
import type { Draft } from "./draft.ts";

/** One answer: its value, whether it is saved, and what to do with it. */
export function useAnswer(draft: Draft, question: string) {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => draft.watch(question, () => redraw(undefined)), [draft, question]);
  const answer = draft.answerOf(question);
  return { answer, ...answer.state };
}

/** Something told about the whole draft, in few words: drawn anew only when the words change. */
export function useTold<T>(draft: Draft, tell: () => T): T {
  const [, redraw] = useReducer((n: number) => n + 1, 0);
  const told = tell();
  const last = useRef("");
  last.current = JSON.stringify(told);
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(
    () =>
      draft.watch("*", () => {
        if (JSON.stringify(latest.current()) !== last.current) redraw(undefined);
      }),
    [draft],
  );
  return told;
}
