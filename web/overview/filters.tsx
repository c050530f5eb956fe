/** Which counties to show. What is chosen stands in the address. */
import type { JSX } from "preact";
import type { Instant } from "#domain/deadlines";
import type { ShownState } from "#domain/submission";
import { StateFilter } from "../components/state-filter.tsx";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { overviewWords } from "../texts/overview.ts";
import { type Filters, isLate, noFilters, type OverviewRow } from "./rows.ts";

type Props = { rows: OverviewRow[]; filters: Filters; now: Instant; show: (filters: Filters) => void };

export function FilterBar({ rows, filters, now, show }: Props): JSX.Element {
  const words = useWords(overviewWords).filters;
  const { data } = useServer("officers", {});
  const counts = new Map<ShownState, number>();
  for (const { state } of rows) counts.set(state, (counts.get(state) ?? 0) + 1);
  const isFiltered = JSON.stringify(filters) !== JSON.stringify(noFilters);
  const only = [
    { name: "requested", count: rows.filter(({ requested }) => requested).length },
    { name: "late", count: rows.filter((row) => isLate(row, now)).length },
    { name: "attest", count: rows.filter(({ proposed }) => proposed !== null).length },
  ] as const;
  return (
    <div class="filters no-print">
      <StateFilter counts={counts} chosen={filters.state} choose={(state) => show({ ...filters, state })} />
      <div class="filters-more">
        <div class="officer-filter">
          <label for="visa-handlaggare">{words.officer}</label>
          <select
            id="visa-handlaggare"
            class="input"
            value={filters.officer ?? ""}
            onChange={({ currentTarget }) => show({ ...filters, officer: currentTarget.value || null })}
          >
            <option value="">{words.everybody}</option>
            <option value="me">{words.me}</option>
            <option value="nobody">{words.nobody}</option>
            {data?.officers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <fieldset class="only-filter">
          <legend>{words.only}</legend>
          {only.map(({ name, count }) => (
            <label key={name} class={count === 0 ? "state-option none" : "state-option"}>
              <input
                type="checkbox"
                checked={filters[name]}
                onChange={({ currentTarget }) => show({ ...filters, [name]: currentTarget.checked })}
              />
              <span>{words[name]}</span>
              <strong>{count}</strong>
            </label>
          ))}
        </fieldset>
        {isFiltered && (
          <button type="button" class="button plain" onClick={() => show(noFilters)}>
            {words.clear}
          </button>
        )}
      </div>
    </div>
  );
}
