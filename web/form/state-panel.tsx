/** What state a plan that cannot be written is in, and what can be done about it. */
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import type { Answers, Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { DecisionFacts, useDecided } from "../components/decision.tsx";
import { DecisionLink } from "../components/decision-link.tsx";
import { LeftWords } from "../components/left-words.tsx";
import { Notice } from "../components/notice.tsx";
import { useKind, useWords } from "../kind.ts";
import { decisionWords } from "../texts/decision.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { noteAbout } from "./completion.ts";
import { CompletionPanel } from "./completion-panel.tsx";
import { Contacts } from "./contacts.tsx";
import { ExtensionState } from "./extension-state.tsx";
import { MoveButton } from "./move-button.tsx";
import { TooLate } from "./too-late.tsx";

type Submission = Answer<"submission">;
type Props = { submission: Submission; template: Template; answers: Answers; files: { name: string }[] };

export function StatePanel({ submission, template, answers, files }: Props) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  const { id, state, roles, completion } = submission;
  const mayWrite = roles.includes("writer") || roles.includes("head");
  switch (state) {
    case "handed-in":
      return (
        <div class="plan-main no-print">
          <Locked submission={submission} mayWrite={mayWrite} />
          {/* A colleague may have sent the answer first, without these words. */}
          <LeftWords about={noteAbout(id)} />
          <ExtensionState submission={submission} />
        </div>
      );
    case "submitted":
      return (
        <div class="plan-main no-print">
          <Submitted submission={submission} mayWrite={mayWrite} />
          <LeftWords about={noteAbout(id)} />
          {mayWrite && <Contacts submission={submission} template={template} answers={answers} />}
        </div>
      );
    case "approved":
    case "rejected":
      return (
        <div class="plan-main no-print">
          <Decided submission={submission} />
          {mayWrite && <Contacts submission={submission} template={template} answers={answers} />}
        </div>
      );
    case "abstained":
      return <Abstained submission={submission} mayWrite={mayWrite} />;
    case "not-in-time":
    case "not-signed-in-time":
      return (
        <TooLate submission={submission} template={template} answers={answers} files={files} mayWrite={mayWrite} />
      );
    case "returned":
      return (
        completion && (
          <CompletionPanel submission={submission} completion={completion} template={template} mayWrite={false} />
        )
      );
    default:
      return (
        <Notice title={plan.draftMark}>
          <p>{states.readerNote}</p>
        </Notice>
      );
  }
}

type Part = { submission: Submission; mayWrite: boolean };

function Locked({ submission, mayWrite }: Part) {
  const kind = useKind();
  const states = useWords(statesWords);
  const { id, waiting, closesAt, roles, heads, completion } = submission;
  const now = useNow(closesAt);
  const isHead = roles.includes("head");
  return (
    <Notice tone="warn" title={states.locked.title}>
      <p>{states.locked.lead(heads.map(({ name }) => name))}</p>
      {completion && <p>{states.locked.completes(completion.version)}</p>}
      {waiting && (
        <p class="quiet">
          {states.locked.sent(waiting.by, waiting.at)}{" "}
          {completion ? states.locked.dueBy(completion.dueAt) : states.locked.signBy(waiting.signBy)}
        </p>
      )}
      <div class="buttons">
        {isHead && (
          <a class="button first" href={addressOf(kind, id, "/las")}>
            {states.locked.read}
          </a>
        )}
        {mayWrite && (
          <a class="button" href={addressOf(kind, id, "/papper")}>
            {states.locked.paper}
          </a>
        )}
        {mayWrite && (completion || !isClosed(closesAt, now)) && (
          <MoveButton id={id} move="recall" words={states.locked.recall} busyWords={states.locked.recalling} />
        )}
      </div>
    </Notice>
  );
}

function Submitted({ submission, mayWrite }: Part) {
  const kind = useKind();
  const states = useWords(statesWords);
  const { id, standing, closesAt } = submission;
  const now = useNow(closesAt);
  const isOpen = !isClosed(closesAt, now);
  return (
    <Notice tone="good" title={states.submitted.title}>
      <p>{isOpen ? states.submitted.until(closesAt) : states.submitted.closed(closesAt)}</p>
      {isOpen && <p class="quiet">{states.submitted.stands}</p>}
      <div class="buttons">
        <a class="button first" href={addressOf(kind, id, "/kvitto")}>
          {states.submitted.receipt}
        </a>
        {standing !== null && (
          <a class="button" href={addressOf(kind, id, `/version/${standing}`)}>
            {states.submitted.read}
          </a>
        )}
        {mayWrite && isOpen && (
          <MoveButton id={id} move="change" words={states.submitted.change} busyWords={states.submitted.changing} />
        )}
      </div>
    </Notice>
  );
}

function Decided({ submission }: { submission: Submission }) {
  const kind = useKind();
  const states = useWords(statesWords);
  const words = useWords(decisionWords);
  const decided = useDecided(submission);
  const { id, standing, state } = submission;
  if (!decided) return null;
  return (
    <Notice tone={state === "approved" ? "good" : "warn"} title={decided}>
      <DecisionFacts submission={submission} />
      <p class="quiet">{words.final}</p>
      <DecisionLink submission={submission} />
      <div class="buttons">
        <a class="button first" href={addressOf(kind, id, "/kvitto")}>
          {states.submitted.receipt}
        </a>
        {standing !== null && (
          <a class="button" href={addressOf(kind, id, `/version/${standing}`)}>
            {states.submitted.read}
          </a>
        )}
      </div>
    </Notice>
  );
}

function Abstained({ submission, mayWrite }: Part) {
  const states = useWords(statesWords);
  const { id, closesAt } = submission;
  const now = useNow(closesAt);
  return (
    <Notice title={states.abstained.title}>
      <p>{states.abstained.lead}</p>
      {mayWrite && !isClosed(closesAt, now) && (
        <div class="buttons">
          <MoveButton id={id} move="resume" words={states.abstained.undo} busyWords={states.abstained.undoing} />
        </div>
      )}
    </Notice>
  );
}
