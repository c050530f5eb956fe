/** One RSS's plan as SKR sees it: what was submitted and nothing of what is being written. */
import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { useNow } from "../clock.ts";
import { EventLog } from "../components/event-log.tsx";
import { Extension } from "../components/extension.tsx";
import { Fetching } from "../components/fetching.tsx";
import { Notice } from "../components/notice.tsx";
import { Page } from "../components/page.tsx";
import { StateMark, StatePatterns } from "../components/state-mark.tsx";
import { useWords } from "../kind.ts";
import { Submitted } from "../review/submitted.tsx";
import { useServer } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
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
          <a href={`/granska/${id}/mejl`}>{words.mails}</a>
        </div>
      ) : (
        <>
          <Underway submission={submission} />
          <Submitted submission={submission} standing={standing} time={<Time submission={submission} />} />
        </>
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

/** A next version, which does not count yet. What SKR has asked for is told with the request. */
function Underway({ submission }: { submission: Answer<"submission"> }): JSX.Element | null {
  const words = useWords(staffWords).review;
  const { state, waiting } = submission;
  if (state !== "draft" && state !== "handed-in") return null;
  return (
    <Notice>
      <p>{waiting ? words.nextWaits : words.rewriting}</p>
      <ToPaper submission={submission} />
    </Notice>
  );
}

/** Where what came to SKR on paper or by mail is put in. */
function ToPaper({ submission }: { submission: Answer<"submission"> }): JSX.Element | null {
  const words = useWords(staffWords).review;
  const { id, round, state, roles, standing } = submission;
  const mayReceive = standing === null && (state === "not-started" || state === "draft" || state === "not-in-time");
  if (!roles.includes("officer") || (state !== "handed-in" && !mayReceive)) return null;
  return (
    <div class="buttons">
      {mayReceive ? (
        <a class="button" href={`/granska/${id}/inkommen`}>
          {words.received}
        </a>
      ) : (
        <a class="button" href={addressOf(round.kind, id, "/papper")}>
          {words.paper}
        </a>
      )}
    </div>
  );
}

function Time({ submission }: { submission: Answer<"submission"> }): JSX.Element | null {
  const now = useNow(submission.closesAt);
  const isOver = submission.state === "approved" || submission.state === "rejected";
  return submission.roles.includes("officer") && !isOver ? <Extension submission={submission} now={now} /> : null;
}
