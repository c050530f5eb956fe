/** The plan while it may be written: all sections, their fields, and the way to hand it in. */

import { useEffect, useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { epoch } from "#domain/deadlines";
import type { Fault, Template } from "#domain/form";
import { announce } from "../announce.ts";
import { useNow } from "../clock.ts";
import { Unfetched } from "../components/unfetched.tsx";
import type { Draft } from "../draft/draft.ts";
import { useTold } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { backToPlace } from "../place.ts";
import { askAgain } from "../server-state.ts";
import { planWords } from "../texts/plan.ts";
import { BeforeWriting } from "./before-writing.tsx";
import { EditingProvider, useEditing } from "./editing.ts";
import { HandIn } from "./hand-in.tsx";
import { OtherWays } from "./other-ways.tsx";
import { PlanHead } from "./plan-head.tsx";
import { Question } from "./question.tsx";
import { SectionCard } from "./section-card.tsx";
import { SectionList } from "./section-list.tsx";
import { stateOf } from "./section-state.ts";
import { StatusBar } from "./status-bar.tsx";

type Props = { submission: Answer<"submission">; template: Template; draft: Draft };

export function Writing({ submission, template, draft }: Props) {
  const plan = useWords(planWords);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const editing = useMemo(
    () => ({ id: submission.id, template, draft, told, open: null }),
    [submission.id, template, draft, told],
  );
  const faults = useLater(told.size > 0, () => import("./put-right.tsx"));
  useClosing(submission.closesAt);
  useLayoutEffect(() => {
    // A link in a mail may name a section, which was not there when the browser looked for it.
    if (!backToPlace() && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, []);
  const heads = submission.heads.map(({ name }) => name);

  async function done(): Promise<void> {
    announce(plan.sent(heads));
    await askAgain("submission", "me");
    scrollTo({ top: 0, behavior: "instant" });
    document.getElementById("innehall")?.focus({ preventScroll: true });
  }

  return (
    <EditingProvider value={editing}>
      <div class="plan-layout">
        <Sections template={template} />
        <div class="plan-main">
          {faults.part && <faults.part.FaultSummary />}
          {faults.failed && <Unfetched />}
          <PlanHead template={template} submission={submission} isSent={false} />
          <BeforeWriting submission={submission} />
          {template.sections.map((section) => (
            <SectionCard key={section.number} section={section}>
              {section.questions.map((question) => (
                <Question
                  key={question.id}
                  question={question}
                  section={section}
                  county={submission.rss.county}
                  heads={heads}
                />
              ))}
            </SectionCard>
          ))}
          <HandIn
            submission={submission}
            onFaults={(faults: Fault[]) => setTold(new Set(faults.map(({ question }) => question)))}
            onDone={done}
          />
          <OtherWays submission={submission} />
        </div>
      </div>
      <StatusBar closesAt={submission.closesAt} />
    </EditingProvider>
  );
}

function Sections({ template }: { template: Template }) {
  const plan = useWords(planWords);
  const { draft } = useEditing();
  const states = useTold(draft, () =>
    template.sections.map((section) =>
      stateOf(section, section.questions.flatMap(draft.faultsIn), ({ id }) => draft.answerOf(id).value),
    ),
  );
  return <SectionList template={template} states={states} note={plan.sections.notSent} />;
}

/** When the time goes out while the page is open, the server is asked what that means for this plan. */
function useClosing(closesAt: string): void {
  const now = useNow(closesAt);
  const isOver = epoch(now) >= epoch(closesAt);
  // `now` moves twice a minute: it is asked again for as long as the answer is that the plan may be written.
  useEffect(() => {
    if (isOver) void askAgain("submission");
  }, [isOver, now]);
}
