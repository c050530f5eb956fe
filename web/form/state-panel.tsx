/** What state a plan that cannot be written is in, and what can be done about it. */
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import type { Answers, Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { Notice } from "../components/notice.tsx";
import { useKind, useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import { statesWords } from "../texts/plan-states.ts";
import { Contacts } from "./contacts.tsx";
import { ExtensionState } from "./extension-state.tsx";
import { MoveButton } from "./move-button.tsx";
import { TooLate } from "./too-late.tsx";

type Submission = Answer<"submission">;
type Props = { submission: Submission; template: Template; answers: Answers; files: { name: string }[] };

export function StatePanel({ submission, template, answers, files }: Props) {
  const plan = useWords(planWords);
  const states = useWords(statesWords);
  const { state, roles } = submission;
  const mayWrite = roles.includes("writer") || roles.includes("head");
  switch (state) {
    case "handed-in":
      return (
        <div class="plan-main no-print">
          <Locked submission={submission} mayWrite={mayWrite} />
          <ExtensionState submission={submission} />
        </div>
      );
    case "submitted":
      return (
        <div class="plan-main no-print">
          <Submitted submission={submission} mayWrite={mayWrite} />
          {mayWrite && <Contacts submission={submission} template={template} answers={answers} />}
        </div>
      );
    case "approved":
      return (
        <div class="plan-main no-print">
          <Approved submission={submission} />
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
  const { id, waiting, closesAt, roles, heads } = submission;
  const now = useNow(closesAt);
  const isHead = roles.includes("head");
  return (
    <Notice tone="warn" title={states.locked.title}>
      <p>{states.locked.lead(heads.map(({ name }) => name))}</p>
      {waiting && (
        <p class="quiet">
          {states.locked.sent(waiting.by, waiting.at)} {states.locked.signBy(waiting.signBy)}
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
        {mayWrite && !isClosed(closesAt, now) && (
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

function Approved({ submission }: { submission: Submission }) {
  const kind = useKind();
  const states = useWords(statesWords);
  const { id, standing, approved } = submission;
  if (!approved) return null;
  return (
    <Notice tone="good" title={states.approved.title(approved.amount, approved.at)}>
      <p class="quiet">{states.approved.final}</p>
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
