/** What state a plan that cannot be written is in, and what can be done about it. */
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import type { Answers, Template } from "#domain/form";
import { useNow } from "../clock.ts";
import { Notice } from "../components/notice.tsx";
import { plan } from "../texts/plan.sv.ts";
import { Contacts } from "./contacts.tsx";
import { ExtensionState } from "./extension-state.tsx";
import { MoveButton } from "./move-button.tsx";
import { TooLate } from "./too-late.tsx";

type Submission = Answer<"submission">;
type Props = { submission: Submission; template: Template; answers: Answers; files: { name: string }[] };

export function StatePanel({ submission, template, answers, files }: Props) {
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
          <p>{plan.readerNote}</p>
        </Notice>
      );
  }
}

type Part = { submission: Submission; mayWrite: boolean };

function Locked({ submission, mayWrite }: Part) {
  const { id, waiting, closesAt, roles, heads } = submission;
  const now = useNow(closesAt);
  const isHead = roles.includes("head");
  return (
    <Notice tone="warn" title={plan.locked.title}>
      <p>{plan.locked.lead(heads.map(({ name }) => name))}</p>
      {waiting && (
        <p class="quiet">
          {plan.locked.sent(waiting.by, waiting.at)} {plan.locked.signBy(waiting.signBy)}
        </p>
      )}
      <div class="buttons">
        {isHead && (
          <a class="button first" href={`/plan/${id}/las`}>
            {plan.locked.read}
          </a>
        )}
        {mayWrite && !isClosed(closesAt, now) && (
          <MoveButton id={id} move="recall" words={plan.locked.recall} busyWords={plan.locked.recalling} />
        )}
      </div>
    </Notice>
  );
}

function Submitted({ submission, mayWrite }: Part) {
  const { id, standing, closesAt } = submission;
  const now = useNow(closesAt);
  const isOpen = !isClosed(closesAt, now);
  return (
    <Notice tone="good" title={plan.submitted.title}>
      <p>{isOpen ? plan.submitted.until(closesAt) : plan.submitted.closed(closesAt)}</p>
      {isOpen && <p class="quiet">{plan.submitted.stands}</p>}
      <div class="buttons">
        <a class="button first" href={`/plan/${id}/kvitto`}>
          {plan.submitted.receipt}
        </a>
        {standing !== null && (
          <a class="button" href={`/plan/${id}/version/${standing}`}>
            {plan.submitted.read}
          </a>
        )}
        {mayWrite && isOpen && (
          <MoveButton id={id} move="change" words={plan.submitted.change} busyWords={plan.submitted.changing} />
        )}
      </div>
    </Notice>
  );
}

function Abstained({ submission, mayWrite }: Part) {
  const { id, closesAt } = submission;
  const now = useNow(closesAt);
  return (
    <Notice title={plan.abstain.done}>
      <p>{plan.abstain.doneLead}</p>
      {mayWrite && !isClosed(closesAt, now) && (
        <div class="buttons">
          <MoveButton id={id} move="resume" words={plan.abstain.undo} busyWords={plan.abstain.undoing} />
        </div>
      )}
    </Notice>
  );
}
