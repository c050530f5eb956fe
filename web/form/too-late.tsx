/** The time is out: nothing is lost, more time can be asked for, and the text can be taken along. */

import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Answers, Template } from "#domain/form";
import { Notice } from "../components/notice.tsx";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { ExtensionRequest } from "./extension-request.tsx";
import { ExtensionState } from "./extension-state.tsx";
import { asText, download } from "./text-file.ts";

type Props = {
  submission: Answer<"submission">;
  template: Template;
  answers: Answers;
  files: { name: string }[];
  mayWrite: boolean;
};

export function TooLate({ submission, template, answers, files, mayWrite }: Props) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  const { id, rss, round, closesAt, state, request } = submission;
  const [isAsking, setAsking] = useState(() => isKept("extension", id));
  const save = () =>
    download(
      asText({ template, answers, files, county: rss.county }, plan),
      states.tooLate.file(round.year, rss.county),
    );
  return (
    <div class="plan-main no-print">
      <Notice tone="bad" title={states.tooLate.title(closesAt)}>
        <p>{state === "not-signed-in-time" ? states.tooLate.unsigned : states.tooLate.lead}</p>
        <div class="buttons">
          {mayWrite && !request && (
            <button type="button" class="button first" aria-expanded={isAsking} onClick={() => setAsking(!isAsking)}>
              {plan.otherWays.extension}
            </button>
          )}
          <button type="button" class="button" onClick={save}>
            {states.tooLate.download}
          </button>
          <button type="button" class="button" onClick={() => print()}>
            {states.tooLate.print}
          </button>
        </div>
        {isAsking && !request && <ExtensionRequest id={id} />}
      </Notice>
      <ExtensionState submission={submission} />
    </div>
  );
}
