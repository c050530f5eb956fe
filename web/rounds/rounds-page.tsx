/** All rounds as SKR runs them: those that are prepared, that are open, and that are over; and how a new one is made. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import { isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { Fetching } from "../components/fetching.tsx";
import { Page } from "../components/page.tsx";
import { useServer } from "../server-state.ts";
import { rounds as words } from "../texts/rounds.ts";
import { CreateRound } from "./create-round.tsx";
import { isOfficer, mayRun } from "./who.ts";
import "./rounds.css";

type Run = Answer<"runs">["runs"][number];

const order = ["prepared", "open", "closed"] as const;

export default function RoundsPage(): JSX.Element {
  const { data, refusal, refresh } = useServer("runs", {});
  const { data: me } = useServer("me", {});
  if (!data || !me) return <Fetching refusal={refusal} retry={refresh} />;
  const { runs } = data;
  return (
    <Page title={words.list.title}>
      <header class="page-head">
        <h1>{words.list.title}</h1>
        <p class="lead">{words.list.lead}</p>
      </header>
      {runs.length === 0 && <p>{words.list.none}</p>}
      {order.map((state) => (
        <Group
          key={state}
          title={words.list.groups[state]}
          runs={runs.filter((run) => run.state === state).toSorted(newestFirst)}
          withOverview={isOfficer(me)}
        />
      ))}
      {mayRun(me) ? <CreateRound runs={runs} /> : <p class="quiet">{words.create.notYours}</p>}
    </Page>
  );
}

const newestFirst = (one: Run, other: Run) => other.round.opensAt.localeCompare(one.round.opensAt);

function Group({ title, runs, withOverview }: { title: string; runs: Run[]; withOverview: boolean }) {
  const now = useNow();
  if (runs.length === 0) return null;
  return (
    <section class="rounds-group" aria-label={title}>
      <h2>{title}</h2>
      <ul class="round-cards">
        {runs.map(({ round, state }) => (
          <li key={round.id} class="card">
            <div>
              <h3>
                <a href={`/omgang/${round.id}`}>{words.name(round.kind, round.year)}</a>
              </h3>
              <p class="quiet">
                {state === "open" && now < round.opensAt
                  ? words.notYet(round.opensAt)
                  : isClosed(round.closesAt, now)
                    ? words.list.closed(round.closesAt)
                    : words.list.closes(round.closesAt)}
              </p>
            </div>
            {withOverview && state !== "prepared" && (
              <a class="button" href={`/oversikt/${round.id}`}>
                {words.list.overview}
                <span class="visually-hidden"> {words.name(round.kind, round.year)}</span>
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
