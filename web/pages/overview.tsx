/** SKR's overview of a round: every county's state, in a table with a map beside it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import type { ShownState } from "#domain/submission";
import { useNow } from "../clock.ts";
import { CountyMap } from "../components/county-map.tsx";
import { ExportPanel } from "../components/export-panel.tsx";
import { Fetching } from "../components/fetching.tsx";
import { OnItsWay } from "../components/on-its-way.tsx";
import { Page } from "../components/page.tsx";
import { StateFilter } from "../components/state-filter.tsx";
import { StatesTable } from "../components/states-table.tsx";
import { OfKind, useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
import { staffWords } from "../texts/staff.ts";
import "../styles/reading.css";
import "../styles/staff.css";

export default function Overview({ round }: { round: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("overview", { round });
  if (!data) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  return (
    <OfKind value={data.round.kind}>
      <Counties {...data} />
    </OfKind>
  );
}

function Counties({ round, rows }: Answer<"overview">): JSX.Element {
  const words = useWords(staffWords).overview;
  const domain = useWords(domainWords);
  const { route } = useLocation();
  const [chosen, choose] = useState<ShownState | null>(null);
  const now = useNow(round.closesAt);
  const counts = new Map<ShownState, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  const shown = rows.filter(({ state }) => chosen === null || state === chosen);
  return (
    <Page title={words.title(round.year)} width="wide">
      <header class="page-head">
        <h1>{words.title(round.year)}</h1>
        <p class="lead">{words.lead(rows.filter(({ standing }) => standing !== null).length, rows.length)}</p>
        <p class="quiet">
          {domain.deadline(round.closesAt)}.{" "}
          {isClosed(round.closesAt, now) ? words.closed : words.daysLeft(daysLeft(round.closesAt, now))}
        </p>
      </header>
      <OnItsWay round={round.id} />
      {rows.length > 0 && <StateFilter counts={counts} chosen={chosen} choose={choose} />}
      <div class="counties-frame">
        <div class="counties">
          <div class="counties-table">
            <p role="status" class="quiet small">
              {rows.length === 0 ? null : shown.length === 0 ? words.none : words.shown(shown.length, rows.length)}
            </p>
            {shown.length > 0 && (
              <StatesTable rows={shown} caption={words.caption(round.year)} roundClosesAt={round.closesAt} />
            )}
          </div>
          <CountyMap
            counties={rows.map(({ rss, state }) => ({
              rss: rss.id,
              county: rss.county,
              state,
              label: domain.states[state],
            }))}
            shown={new Set(shown.map(({ rss }) => rss.id))}
            open={(rss) => route(`/granska/${round.id}.${rss}`)}
          />
        </div>
      </div>
      <ExportPanel round={round.id} />
    </Page>
  );
}
