/** What was submitted, as SKR works with it: the panels on one side, the text with remarks on the other. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { attachmentsAsked } from "#domain/submission";
import { Checks } from "../components/checks.tsx";
import { DocumentLink } from "../components/document-link.tsx";
import { EventLog } from "../components/event-log.tsx";
import { Failure } from "../components/failure.tsx";
import { PackageButton } from "../components/package-button.tsx";
import { ReceiptFacts, Received, ScanNotice } from "../components/receipt-facts.tsx";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { templateOf, useTemplate } from "../templates.ts";
import { portal } from "../texts/portal.ts";
import { staffWords } from "../texts/staff.ts";
import { askable } from "./asked.ts";
import { Completion } from "./completion.tsx";
import { Decision, type Submission } from "./decision.tsx";
import { Handling } from "./handling.tsx";
import { RemarksSummary } from "./remarks-summary.tsx";
import { RequestForm } from "./request-form.tsx";
import { SubmittedText } from "./submitted-text.tsx";

type Props = {
  submission: Submission;
  standing: number;
  /** What stands there until it can be decided on, and how long it may be changed. */
  time: JSX.Element | null;
};

export function Submitted({ submission, standing, time }: Props): JSX.Element {
  const words = useWords(staffWords).review;
  const { id, roles } = submission;
  const { data: version, refusal, refresh } = useServer("version", { id, n: standing });
  const { data: receipt, refresh: askReceipt } = useServer("receipt", { id });
  const { data: said } = useServer("remarks", { id });
  const form = useTemplate(version?.round.template.id);
  /** What is chosen for a request; null while none is being written. */
  const [asking, setAsking] = useState<ReadonlySet<string> | null>(null);
  if (!version || !receipt || !form.isThere) {
    const failed = refusal ?? form.refusal;
    return failed ? (
      <Failure refusal={failed} retry={() => Promise.all([refresh(), form.refresh()])} />
    ) : (
      <p class="quiet">{portal.loading}</p>
    );
  }
  const template = templateOf(version.round);
  const subjects = askable(template);
  const remarks = said?.remarks ?? [];
  const mayWrite = roles.includes("officer");

  const begin = () => {
    const before = submission.completion?.questions ?? [];
    setAsking(new Set(subjects.map((subject) => subject.id).filter((subject) => before.includes(subject))));
  };
  const choose = (subject: string, isChosen: boolean) =>
    setAsking((chosen) => {
      const next = new Set(chosen);
      if (isChosen) next.add(subject);
      else next.delete(subject);
      return next;
    });
  const close = () => {
    setAsking(null);
    // What was pressed goes away with the form.
    requestAnimationFrame(() =>
      (document.getElementById("komplettering") ?? document.getElementById("begar"))?.focus(),
    );
  };

  return (
    <>
      <ScanNotice receipt={receipt} />
      <div class="review-frame">
        <div class={asking ? "review asking" : "review"}>
          <div class="review-acts no-print">
            {asking ? (
              <RequestForm {...{ submission, subjects, choose, close }} chosen={asking} />
            ) : (
              <>
                <Handling submission={submission} />
                <Completion {...{ submission, template, begin }} />
                <Decision submission={submission} />
                <RemarksSummary
                  {...{ id, remarks, mayWrite, version: standing }}
                  subjects={subjects.filter((subject) => subject.id !== attachmentsAsked)}
                />
              </>
            )}
          </div>
          <SubmittedText {...{ submission, standing, subjects, remarks, mayWrite, asking, choose }} />
          <div class="review-facts no-print" hidden={asking !== null}>
            <section class="card" aria-labelledby="kvitto">
              <h2 id="kvitto">{words.receipt}</h2>
              <p>
                <strong>
                  <Received receipt={receipt} />
                </strong>
              </p>
              <ReceiptFacts id={id} receipt={receipt} refresh={askReceipt} numbered />
              <DocumentLink id={id} document={receipt.document} refresh={askReceipt} pending={words.pdfPending} />
              <PackageButton id={id} staff />
            </section>
            <Checks version={version} />
            {time}
            <EventLog id={id} template={template} />
            <a href={`/granska/${id}/mejl`}>{words.mails}</a>
          </div>
        </div>
      </div>
    </>
  );
}
