/** One plan on the start page: its state in words, until when, who waits for whom, and where to go. */
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import { sv as domain } from "#domain/texts/sv";
import { useNow } from "../clock.ts";
import { start } from "../texts/start.sv.ts";
import "./plan-card.css";

type Summary = Answer<"me">["submissions"][number];

const words = start.lead;

export function PlanCard({ plan }: { plan: Summary }) {
  const { id, round, rss, state, closesAt, roles } = plan;
  const now = useNow(closesAt);
  const isOpen = !isClosed(closesAt, now);
  const showsDeadline = isOpen && (state === "not-started" || state === "draft");
  const isMine = state === "handed-in" && roles.includes("head");
  return (
    <article class={`card plan-card ${state}${isMine ? " mine" : ""}`} aria-labelledby={`plan-${id}`}>
      <p class="plan-state">
        <span class="plan-dot" aria-hidden="true" />
        {isMine ? start.waitsForYou : domain.states[state]}
      </p>
      <h2 id={`plan-${id}`}>{start.planOf(round.year)}</h2>
      <p class="quiet">{rss.name}</p>
      {showsDeadline && (
        <p class="plan-deadline">
          <strong>{start.deadline(closesAt)}</strong>
          <span class="days">{start.daysLeft(daysLeft(closesAt, now))}</span>
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
  const { state, waiting, receipt, standing, closesAt, roles } = plan;
  switch (state) {
    case "not-started":
      return <p>{words.notStarted}</p>;
    case "draft":
      return <p>{standing === null ? words.draft : words.rewriting}</p>;
    case "handed-in":
      return (
        <p>
          {waiting && words.waiting(waiting.by, waiting.at, now)} {!roles.includes("head") && words.waitsForHead}{" "}
          {waiting && words.signBy(waiting.signBy)}
        </p>
      );
    case "submitted":
      return receipt ? (
        <p>
          {words.received(receipt.receivedAt)}, {receipt.inTime ? words.inTime : words.late}.{" "}
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
  const { id, state, roles } = plan;
  const mayWrite = roles.includes("writer") || roles.includes("head");
  const go = (href: string, text: string, first = false) => (
    <a class={first ? "button first" : "button"} href={href}>
      {text}
    </a>
  );
  const here = `/plan/${id}`;
  if (!mayWrite) return go(here, start.go.read);
  switch (state) {
    case "not-started":
      return go(here, start.go.begin, true);
    case "draft":
      return go(here, start.go.goOn, true);
    case "handed-in":
      if (roles.includes("head")) return [go(`${here}/las`, start.go.sign, true), go(here, start.go.see)];
      return go(here, start.go.see);
    case "submitted":
      return [go(`${here}/kvitto`, start.go.receipt), isOpen && go(here, start.go.see)];
    case "abstained":
      return go(here, start.go.see);
    case "not-in-time":
    case "not-signed-in-time":
      return go(here, start.go.extension);
  }
}
