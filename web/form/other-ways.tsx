/** What an RSS can do other than hand in: ask for more time, or take no part this year. */
import type { Answer } from "#domain/contract";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { sentenceOf } from "../refusal.ts";
import { askAgain } from "../server-state.ts";
import { plan } from "../texts/plan.sv.ts";
import { ExtensionRequest } from "./extension-request.tsx";

export function OtherWays({ submission }: { submission: Answer<"submission"> }) {
  const { id, standing, request } = submission;
  return (
    <div class="card section no-print">
      {!request && (
        <details class="disclosure">
          <summary>{plan.extension.open}</summary>
          <ExtensionRequest id={id} />
        </details>
      )}
      {standing === null && (
        <details class="disclosure">
          <summary>{plan.abstain.title}</summary>
          <Abstain id={id} />
        </details>
      )}
    </div>
  );
}

function Abstain({ id }: { id: string }) {
  const act = useAct();
  async function abstain(): Promise<void> {
    if (!confirm(plan.abstain.sure)) return;
    if (await act.run((key) => call("abstain", { id }, { body: {}, key }))) await askAgain("submission", "me");
  }
  return (
    <div class="field">
      <p>{plan.abstain.lead}</p>
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton busy={act.busy} onPress={abstain}>
          {act.busy ? plan.abstain.busy : plan.abstain.button}
        </ActButton>
      </div>
    </div>
  );
}
