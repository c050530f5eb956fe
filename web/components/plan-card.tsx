/** One plan on the start page: its state in words, until when, who waits for whom, and where to go. */

import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { domainWords } from "../texts/domain.ts";
import { cardWords } from "../texts/start.ts";
import "./plan-card.css";

type Summary = Answer<"me">["submissions"][number];

export function PlanCard({ plan }: { plan: Summary }) {
  const { id, round, rss, state, closesAt, roles, completion } = plan;
  const words = cardWords(round.kind);
  const domain = domainWords(round.kind);
  const now = useNow(closesAt);
  const isOpen = !isClosed(closesAt, now);
  const showsDeadline = isOpen && (state === "not-started" || state === "draft");
  const isMine = state === "handed-in" && roles.includes("head");
  return (
    <article class={`card plan-card ${state}${isMine ? " mine" : ""}`} aria-labelledby={`plan-${id}`}>
      <p class="plan-state">
        <span class="plan-dot" aria-hidden="true" />
        {isMine ? words.waitsForYou : domain.states[state]}
      </p>
      <h2 id={`plan-${id}`}>{words.title(round.year)}</h2>
      <p class="quiet">{rss.name}</p>
      {showsDeadline && (
        <p class="plan-deadline">
          <strong>{words.deadline(closesAt)}</strong>
          <span class="days">{words.daysLeft(daysLeft(closesAt, now))}</span>
        </p>
      )}
      {state === "returned" && completion && (
        <p class="plan-deadline">
          <strong>{words.answerBy(completion.dueAt)}</strong>
          {!isClosed(completion.dueAt, now) && (
            <span class="days">{words.daysLeft(daysLeft(completion.dueAt, now))}</span>
          )}
        </p>
      )}
      <Lead plan={plan} now={now} />
      <p class="buttons">
        <Where plan={plan} isOpen={isOpen} />
      </p>
    </article>
  );
}

function Lead({ plan, now }: { plan: Summary; now: string }) {
  const words = cardWords(plan.round.kind).lead;
  const { state, waiting, receipt, standing, closesAt, roles, approved, rejected, completion } = plan;
  switch (state) {
    case "not-started":
      return <p>{words.notStarted}</p>;
    case "draft":
      return <p>{standing === null ? words.draft : words.rewriting}</p>;
    case "handed-in":
      return (
        <p>
          {waiting && words.waiting(waiting.by, waiting.at, now)} {!roles.includes("head") && words.waitsForHead}{" "}
          {completion ? words.dueBy(completion.dueAt) : waiting && words.signBy(waiting.signBy)}
        </p>
      );
    case "approved":
      return approved && <p>{words.approved(approved.amount, approved.at)}</p>;
    case "rejected":
      return rejected && <p>{words.rejected(rejected.at)}</p>;
    case "returned":
      return <p>{completion && isClosed(completion.dueAt, now) ? words.askedAndOver : words.asked}</p>;
    case "submitted":
      return receipt ? (
        <p>
          {receipt.completes
            ? words.completed(receipt.receivedAt, receipt.completes.inTime)
            : `${words.received(receipt.receivedAt)}, ${receipt.inTime ? words.inTime : words.late}.`}{" "}
          {words.number(receipt.number)}
        </p>
      ) : null;
    case "abstained":
      return <p>{words.abstained}</p>;
    case "not-in-time":
    case "not-signed-in-time":
      return <p>{words.tooLate(closesAt)}</p>;
  }
}

function Where({ plan, isOpen }: { plan: Summary; isOpen: boolean }) {
  const { id, round, state, roles } = plan;
  const words = cardWords(round.kind).go;
  const mayWrite = roles.includes("writer") || roles.includes("head");
  const go = (href: string, text: string, first = false) => (
    <a class={first ? "button first" : "button"} href={href}>
      {text}
    </a>
  );
  const here = addressOf(round.kind, id);
  if (!mayWrite) return go(here, words.read);
  switch (state) {
    case "not-started":
      return go(here, words.begin, true);
    case "draft":
      return go(here, words.goOn, true);
    case "handed-in":
      if (roles.includes("head")) return [go(`${here}/las`, words.sign, true), go(here, words.see)];
      return go(here, words.see);
    case "returned":
      return go(here, words.answer, true);
    case "approved":
    case "rejected":
      return [go(`${here}/kvitto`, words.receipt), go(here, words.see)];
    case "submitted":
      return [go(`${here}/kvitto`, words.receipt), isOpen && go(here, words.see)];
    case "abstained":
      return go(here, words.see);
    case "not-in-time":
    case "not-signed-in-time":
      return go(here, words.extension);
  }
}
