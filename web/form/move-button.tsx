/** A button that moves the submission on, with why it could not. */
import type { RouteName } from "#domain/routes";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";

type Props = {
  id: string;
  /** A route that takes nothing but the submission's id. */
  move: Extract<RouteName, "recall" | "change" | "resume">;
  words: string;
  busyWords: string;
  first?: boolean;
};

export function MoveButton({ id, move, words, busyWords, first }: Props) {
  const sentenceOf = useSentenceOf();
  const act = useAct();
  async function press(): Promise<void> {
    await act.run((key) => call(move, { id }, { body: {}, key }));
    await askAgain("submission", "me");
    scrollTo({ top: 0, behavior: "instant" });
    document.getElementById("innehall")?.focus({ preventScroll: true });
  }
  return (
    <>
      <ActButton {...(first ? { first } : {})} busy={act.busy} onPress={press}>
        {act.busy ? busyWords : words}
      </ActButton>
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
    </>
  );
}
