/** The receipt: loud, so that nobody wonders whether the plan was handed in, and calm, because nothing more has to be done. */

import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { DecisionFacts, useDecided } from "../components/decision.tsx";
import { DecisionLink } from "../components/decision-link.tsx";
import { DocumentLink } from "../components/document-link.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { PackageButton } from "../components/package-button.tsx";
import { Page } from "../components/page.tsx";
import { type Receipt as Facts, ReceiptFacts, Received, ScanNotice } from "../components/receipt-facts.tsx";
import { Technical } from "../components/technical.tsx";
import { useKind, useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { useServer } from "../server-state.ts";
import { decisionWords } from "../texts/decision.ts";
import { readingWords } from "../texts/reading.ts";
import "../styles/reading.css";

export default function Receipt({ id }: { id: string }): JSX.Element {
  const kind = useKind();
  const reading = useWords(readingWords);
  const words = reading.receipt;
  const asked = useServer("receipt", { id });
  const { data: submission, refusal: unknown } = useServer("submission", { id });
  const { data: receipt, refusal, refresh } = asked;
  if (submission && receipt) {
    return (
      <Page title={words.title}>
        <Given submission={submission} receipt={receipt} refresh={refresh} />
      </Page>
    );
  }
  // Without a receipt the plan itself may still be known: then it has not been submitted.
  if (!submission || refusedAs(refusal, "not-found") === null) {
    return <Fetching refusal={unknown ?? refusal} retry={refresh} />;
  }
  return (
    <Page title={words.noneTitle}>
      <h1>{words.noneTitle}</h1>
      <Notice>
        <p>{words.none}</p>
        <div class="buttons">
          <a class="button" href={addressOf(kind, id)}>
            {reading.sign.toPlan}
          </a>
        </div>
      </Notice>
    </Page>
  );
}

type Props = { submission: Answer<"submission">; receipt: Facts; refresh: () => Promise<unknown> };

function Given({ submission, receipt, refresh }: Props): JSX.Element {
  const kind = useKind();
  const reading = useWords(readingWords);
  const words = reading.receipt;
  const decision = useWords(decisionWords);
  const { id, round, rss, closesAt, state, completion } = submission;
  const now = useNow(closesAt);
  const decided = useDecided(submission);
  const mayChange = !isClosed(closesAt, now) && !completion;
  return (
    <>
      <section class="receipt" aria-labelledby="kvitto">
        <p class="eyebrow">{reading.sign.eyebrow(round.year, rss.name)}</p>
        <h1 id="kvitto">
          <svg class="receipt-tick" viewBox="0 0 48 48" aria-hidden="true">
            <circle cx="24" cy="24" r="23" />
            <path d="M14 25l7 7 14-16" />
          </svg>
          {receipt.completes ? words.completionTitle : words.title}
        </h1>
        <p class="receipt-received">
          <Received receipt={receipt} />
        </p>
        <p class="receipt-number">
          {words.number} <strong>{receipt.number}</strong>
        </p>
      </section>
      {state === "returned" && completion ? (
        <Notice tone="warn">
          <p>{words.returned(completion.dueAt)}</p>
          <div class="buttons no-print">
            <a class="button" href={addressOf(kind, id)}>
              {words.answer}
            </a>
          </div>
        </Notice>
      ) : state === "draft" || state === "handed-in" ? (
        <Notice tone="warn">
          <p>{words.rewriting}</p>
        </Notice>
      ) : null}
      {decided && (
        <Notice tone={state === "approved" ? "good" : "warn"} title={decided}>
          <DecisionFacts submission={submission} />
          <p class="quiet">{decision.final}</p>
          <DecisionLink submission={submission} />
        </Notice>
      )}
      <ScanNotice receipt={receipt} />
      <section class="card receipt-card" aria-label={words.about}>
        <ReceiptFacts id={id} receipt={receipt} refresh={refresh} />
        <p class="quiet small">
          {words.codeHelp} <a href="/kontrollera">{words.check}</a>
        </p>
        <div class="buttons no-print">
          <DocumentLink id={id} document={receipt.document} refresh={refresh} pending={words.pdfPending} />
          <a class="button" href={addressOf(kind, id, `/version/${receipt.version}`)}>
            {words.read}
          </a>
          <button type="button" class="button" onClick={() => print()}>
            {words.print}
          </button>
        </div>
        <p class="quiet small">{receipt.paper ? words.pdfHelpPaper : words.pdfHelp}</p>
        <PackageButton id={id} />
      </section>
      <section class="next">
        <h2>{words.next}</h2>
        <ul>
          <li>{words.mailed}</li>
          {!decided && <li>{words.review}</li>}
          {!decided && mayChange && <li>{words.replace(closesAt)}</li>}
          {kind === "plan" && state !== "rejected" && <li>{words.report(round.reportBy)}</li>}
        </ul>
        <p class="no-print">
          <a href="/hjalp#efter">{words.help}</a>
        </p>
      </section>
      <Technical hash={receipt.hash}>
        <div>
          <dt>{reading.plan.frozenLabel}</dt>
          <dd>{reading.plan.version(receipt.version)}</dd>
        </div>
      </Technical>
    </>
  );
}
