/** Puts another text in an answer's field: an earlier one, or one from another year. What stands there is saved first. */
import { useState } from "preact/hooks";
import type { AnswerValue } from "#domain/form";
import { announce } from "../announce.ts";
import type { Draft } from "../draft/draft.ts";
import { answerId } from "./field-ids.ts";

/** `isUnsaved`: what stood could not be saved, so it was left alone. `exchanged` is said when it is done. */
export function useExchange(draft: Draft | null, question: string, exchanged: string, close: () => void) {
  const [isUnsaved, setUnsaved] = useState(false);

  /** Only what is saved is in the history, as is said afterwards. */
  async function exchange(value: AnswerValue): Promise<void> {
    if (!draft) return;
    const answer = draft.answerOf(question);
    for (let turn = 0; turn < 2; turn += 1) await answer.save();
    if (answer.state.phase !== "clean") return setUnsaved(true);
    answer.exchange(value);
    void answer.save();
    announce(exchanged);
    close();
    document.getElementById(answerId(question))?.focus();
  }

  return { isUnsaved, exchange };
}
