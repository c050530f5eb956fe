/** SKR's overview of a round: every county's state, in a table with a map beside it, and what is done with several at a time. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Answer } from "#domain/contract";
import { daysLeft, isClosed } from "#domain/deadlines";
import { useNow } from "../clock.ts";
import { CountyMap } from "../components/county-map.tsx";
import { ExportPanel } from "../components/export-panel.tsx";
import { Fetching } from "../components/fetching.tsx";
import { OnItsWay } from "../components/on-its-way.tsx";
import { Page } from "../components/page.tsx";
import { OfKind, useWords } from "../kind.ts";
import { Bulk } from "../overview/bulk.tsx";
import { Curve } from "../overview/curve.tsx";
import { FilterBar } from "../overview/filters.tsx";
import { addressOfFilters, filtersIn, isShown } from "../overview/rows.ts";
import { Sums } from "../overview/sums.tsx";
import { StatesTable } from "../overview/table.tsx";
import { useServer } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
import { overviewWords } from "../texts/overview.ts";
import { staffWords } from "../texts/staff.ts";
import "../styles/reading.css";
import "../styles/staff.css";
import "../review/review.css";
import "../overview/overview.css";

export default function Overview({ round }: { round: string }): JSX.Element {
  const { data, refusal, refresh } = useServer("overview", { round });
  if (!data) return <Fetching refusal={refusal} retry={refresh} width="wide" />;
  return (
    <OfKind value={data.round.kind}>
      <Counties key={round} {...data} />
    </OfKind>
  );
}

function Counties({ round, rows }: Answer<"overview">): JSX.Element {
  const words = useWords(staffWords).overview;
  const { filters: filterWords } = useWords(overviewWords);
  const domain = useWords(domainWords);
  const { path, query, route } = useLocation();
  const { data: me } = useServer("me", {});
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const now = useNow(round.closesAt);
  const filters = filtersIn(query);
  const shown = rows.filter((row) => isShown(row, filters, me?.person.id, now));
  const mayAct = me?.memberships.some(({ role }) => role === "officer") ?? false;
  const choose = (ids: string[], isChosen: boolean) =>
    setChosen((before) => new Set(isChosen ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  // What is not shown is not done anything with.
  const acting = shown.filter(({ id }) => chosen.has(id));
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
      <Sums round={round} rows={rows} />
      <Curve round={round} rows={rows} now={now} />
      {rows.length > 0 && (
        <FilterBar {...{ rows, filters, now }} show={(next) => route(addressOfFilters(path, next), true)} />
      )}
      <div class="counties-frame">
        <div class="counties">
          <div class="counties-table">
            <p role="status" class="quiet small">
              {rows.length === 0
                ? null
                : shown.length === 0
                  ? filterWords.none
                  : words.shown(shown.length, rows.length)}
            </p>
            {shown.length > 0 && (
              <StatesTable
                {...{ rows: shown, round, now, mayAct, chosen, choose }}
                caption={words.caption(round.year)}
              />
            )}
            {acting.length > 0 && <Bulk round={round} rows={acting} clear={() => setChosen(new Set())} />}
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
