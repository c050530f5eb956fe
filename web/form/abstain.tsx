/** Taking no part this year: reversible until the last day. */
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { otherWays } from "../texts/other-ways.ts";

const words = otherWays.abstain;

export function Abstain({ id }: { id: string }) {
  const sentenceOf = useSentenceOf();
  const act = useAct();
  async function abstain(): Promise<void> {
    if (!confirm(words.sure)) return;
    if (await act.run((key) => call("abstain", { id }, { body: {}, key }))) await askAgain("submission", "me");
  }
  return (
    <div class="field">
      <p>{words.lead}</p>
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton busy={act.busy} onPress={abstain}>
          {act.busy ? words.busy : words.button}
        </ActButton>
      </div>
    </div>
  );
}
