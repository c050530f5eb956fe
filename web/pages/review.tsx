/** One RSS's plan as SKR sees it: what was submitted and nothing of what is being written. */
import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { useNow } from "../clock.ts";
import { Checks } from "../components/checks.tsx";
import { DocumentLink } from "../components/document-link.tsx";
import { EventLog } from "../components/event-log.tsx";
import { Extension } from "../components/extension.tsx";
import { Failure } from "../components/failure.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { PackageButton } from "../components/package-button.tsx";
import { Page } from "../components/page.tsx";
import { Reading } from "../components/reading.tsx";
import { ReceiptFacts, Received, ScanNotice } from "../components/receipt-facts.tsx";
import { StateMark, StatePatterns } from "../components/state-mark.tsx";
import { Technical } from "../components/technical.tsx";
import { useWords } from "../kind.ts";
import { useOpenFile } from "../open-file.ts";
import { Decision } from "../review/decision.tsx";
import { Handling } from "../review/handling.tsx";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { useTemplate } from "../templates.ts";
import { domainWords } from "../texts/domain.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { readingWords } from "../texts/reading.ts";
import { staffWords } from "../texts/staff.ts";
import "../styles/reading.css";
import "../styles/review.css";
import "../review/review.css";

export default function Review({ id }: { id: string }): JSX.Element {
  const words = useWords(staffWords).review;
  const { data: submission, refusal, refresh } = useServer("submission", { id });
  if (!submission) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  const { rss, round, standing } = submission;
  return (
    <Page title={words.title(rss.name, round.year)} width="wide">
      <Head submission={submission} />
      {standing === null ? (
        <div class="review-alone">
          <NotSubmitted submission={submission} />
          <Time submission={submission} />
          <EventLog id={id} />
        </div>
      ) : (
        <Submitted submission={submission} standing={standing} />
      )}
    </Page>
  );
}

function Head({ submission }: { submission: Answer<"submission"> }): JSX.Element {
  const words = useWords(staffWords).review;
  const domain = useWords(domainWords);
  const { rss, round, state } = submission;
  return (
    <header class="page-head no-print">
      <p class="eyebrow">
        <a href={`/oversikt/${round.id}`}>{words.back(round.year)}</a>
      </p>
      <h1>{words.title(rss.name, round.year)}</h1>
      <p class="state">
        <svg class="patterns" aria-hidden="true">
          <StatePatterns />
        </svg>
        <StateMark state={state} />
        <span class="visually-hidden">{words.stateLabel}: </span>
        {domain.states[state]}
      </p>
    </header>
  );
}

function NotSubmitted({ submission }: { submission: Answer<"submission"> }): JSX.Element {
  const words = useWords(staffWords).review;
  const { state, waiting } = submission;
  return (
    <Notice>
      <p>{words.notSubmitted[state]}</p>
      {waiting && (
        <p>
          {words.handedIn(waiting.at)} {words.signBy(waiting.signBy)}
        </p>
      )}
      <ToPaper submission={submission} />
    </Notice>
  );
}

/** Where a paper that came to SKR is put in. */
function ToPaper({ submission }: { submission: Answer<"submission"> }): JSX.Element | null {
  const words = useWords(staffWords).review;
  const { id, round, state, roles } = submission;
  if (state !== "handed-in" || !roles.includes("officer")) return null;
  return (
    <div class="buttons">
      <a class="button" href={addressOf(round.kind, id, "/papper")}>
        {words.paper}
      </a>
    </div>
  );
}

function Time({ submission }: { submission: Answer<"submission"> }): JSX.Element | null {
  const now = useNow(submission.closesAt);
  const isOver = submission.state === "approved";
  return submission.roles.includes("officer") && !isOver ? <Extension submission={submission} now={now} /> : null;
}

function Submitted({ submission, standing }: { submission: Answer<"submission">; standing: number }): JSX.Element {
  const sentenceOf = useSentenceOf();
  const words = useWords(staffWords).review;
  const reading = useWords(readingWords);
  const { id, state, contacts } = submission;
  const { data: version, refusal, refresh } = useServer("version", { id, n: standing });
  const { data: receipt, refresh: askReceipt } = useServer("receipt", { id });
  const { open, failure } = useOpenFile(id, version?.files ?? []);
  const form = useTemplate(version?.round.template.id);
  if (!version || !receipt || !form.isThere) {
    const failed = refusal ?? form.refusal;
    return failed ? (
      <Failure refusal={failed} retry={() => Promise.all([refresh(), form.refresh()])} />
    ) : (
      <p class="quiet">{portal.loading}</p>
    );
  }
  return (
    <>
      {state !== "submitted" && state !== "approved" && (
        <Notice>
          <p>{submission.waiting ? words.nextWaits : words.rewriting}</p>
          <ToPaper submission={submission} />
        </Notice>
      )}
      <ScanNotice receipt={receipt} />
      {failure !== null && (
        <Notice tone="bad" announced>
          <p>{sentenceOf(failure)}</p>
        </Notice>
      )}
      <div class="review-frame">
        <div class="review">
          <div class="review-facts no-print">
            <Handling submission={submission} />
            <Decision submission={submission} />
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
            <Time submission={submission} />
            <EventLog id={id} />
          </div>
          <div class="review-text">
            <div class="sheet-tools no-print">
              <button type="button" class="button" onClick={() => print()}>
                {reading.plan.print}
              </button>
            </div>
            {contacts && (
              <Notice>
                <p>{words.contactsChanged}</p>
                <ul>
                  {contacts.map((row) => (
                    <li key={JSON.stringify(row)} {...inSwedish}>
                      {Object.values(row).join(", ")}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            <Reading version={version} level={2} openFile={open} />
            <Technical hash={version.hash}>
              <div>
                <dt>{reading.plan.frozenLabel}</dt>
                <dd>{`${reading.plan.version(version.version)}, ${reading.plan.frozen(version.frozenAt, version.by)}`}</dd>
              </div>
            </Technical>
          </div>
        </div>
      </div>
    </>
  );
}
