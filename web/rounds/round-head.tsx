/** What round this is, how it stands, and the way between its pages. */
import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { useServer } from "../server-state.ts";
import { rounds as words } from "../texts/rounds.ts";
import { isOfficer } from "./who.ts";
import "./rounds.css";

const pages = { round: "", preview: "/som-rss", mails: "/mejl", timeline: "/tidslinje" } as const;

type Props = { run: Answer<"run">; page: keyof typeof pages; title?: string; children?: ComponentChildren };

export function RoundHead({ run: { round, state }, page, title, children }: Props): JSX.Element {
  const now = useNow(round.closesAt);
  const { data: me } = useServer("me", {});
  const name = words.name(round.kind, round.year);
  return (
    <>
      <header class="page-head no-print">
        <p class="quiet">
          <a href="/omgangar">{words.list.title}</a>
          {title && (
            <>
              {" "}
              <span aria-hidden="true">›</span> <a href={`/omgang/${round.id}`}>{name}</a>
            </>
          )}
        </p>
        <h1>{title ?? name}</h1>
        <p class="run-lines">
          <span class={`run-state ${state}`}>{words.states[state]}</span>
          <span class="quiet">
            {isClosed(round.closesAt, now) ? words.list.closed(round.closesAt) : words.list.closes(round.closesAt)}
          </span>
          {me && isOfficer(me) && state !== "prepared" && <a href={`/oversikt/${round.id}`}>{words.round.overview}</a>}
        </p>
        {children}
      </header>
      <nav class="round-nav no-print" aria-label={words.round.pagesLabel}>
        <ul>
          {(Object.keys(pages) as (keyof typeof pages)[]).map((each) => (
            <li key={each}>
              <a href={`/omgang/${round.id}${pages[each]}`} aria-current={each === page ? "page" : undefined}>
                {words.round.pages[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
