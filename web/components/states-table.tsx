/** The round's counties as a table: the overview's first and full account. Narrow screens get the same rows as cards. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { formatInstant } from "../texts/formats.ts";
import { staffWords } from "../texts/staff.ts";
import { StateMark, states } from "./state-mark.tsx";
import { as } from "./table-roles.ts";

export type OverviewRow = Answer<"overview">["rows"][number];
type Column = "county" | "state" | "moved" | "inTime" | "number" | "closes";
type Order = { by: Column; descending: boolean };

const swedish = new Intl.Collator("sv");

/** What a column is sorted on; rows with nothing in it come last either way. */
const keyOf: Record<Column, (row: OverviewRow) => string | null> = {
  county: ({ rss }) => rss.county,
  state: ({ state }) => String(states.indexOf(state)),
  moved: ({ movedAt }) => movedAt,
  inTime: ({ inTime }) => (inTime === null ? null : String(inTime)),
  number: ({ number }) => number,
  // Who asks for more time comes first: that waits for SKR.
  closes: ({ closesAt, requested }) => (requested ? "" : closesAt),
};

export function sorted(rows: OverviewRow[], { by, descending }: Order): OverviewRow[] {
  const key = keyOf[by];
  return rows.toSorted((a, b) => {
    const [first, second] = [key(a), key(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || byCounty(a, b);
    return (descending ? -1 : 1) * swedish.compare(first, second) || byCounty(a, b);
  });
}

const byCounty = (a: OverviewRow, b: OverviewRow): number => swedish.compare(a.rss.county, b.rss.county);

type Props = { rows: OverviewRow[]; caption: string; roundClosesAt: string };

export function StatesTable({ rows, caption, roundClosesAt }: Props): JSX.Element {
  const words = useWords(staffWords).overview;
  const [order, setOrder] = useState<Order>({ by: "county", descending: false });
  const sortBy = (by: Column) => setOrder({ by, descending: order.by === by && !order.descending });
  return (
    <table class="states" {...as.table}>
      <caption class="visually-hidden">{caption}</caption>
      <thead {...as.group}>
        <tr {...as.row} data-sort-words={words.sortedBy}>
          {(Object.keys(words.columns) as Column[]).map((column) => (
            <th
              key={column}
              scope="col"
              {...as.columnHead}
              aria-sort={order.by === column ? (order.descending ? "descending" : "ascending") : undefined}
            >
              <button type="button" onClick={() => sortBy(column)}>
                {words.columns[column]}
                <span class="sort-arrow" aria-hidden="true">
                  {order.by === column ? (order.descending ? "↓" : "↑") : ""}
                </span>
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...as.group}>
        {sorted(rows, order).map((row) => (
          <CountyRow key={row.id} row={row} roundClosesAt={roundClosesAt} />
        ))}
      </tbody>
    </table>
  );
}

function CountyRow({ row, roundClosesAt }: { row: OverviewRow; roundClosesAt: string }): JSX.Element {
  const words = useWords(staffWords).overview;
  const domain = useWords(domainWords);
  const { id, rss, state, movedAt, inTime, number, closesAt, requested } = row;
  return (
    <tr {...as.row}>
      <th scope="row" {...as.rowHead}>
        <a href={`/granska/${id}`}>{rss.county}</a>
        <span class="letter">{rss.id}</span>
      </th>
      <Cell column="state">
        <span class="state">
          <StateMark state={state} />
          {domain.states[state]}
        </span>
      </Cell>
      <Cell column="moved">{movedAt && formatInstant(movedAt)}</Cell>
      <Cell column="inTime">{inTime === null ? null : inTime ? words.inTime : words.late}</Cell>
      <Cell column="number">{number && <span class="unbroken">{number}</span>}</Cell>
      <Cell column="closes">
        <span>
          <span class="unbroken">{words.lastDay(closesAt)}</span>
          {requested && <strong class="requested">{words.requested}</strong>}
          {!requested && closesAt > roundClosesAt && <span class="granted">{words.granted}</span>}
        </span>
      </Cell>
    </tr>
  );
}

/** The column's name stands in each cell too, for the cards; where there are columns it is hidden. */
function Cell({ column, children }: { column: Column; children: JSX.Element | string | null }): JSX.Element {
  const words = useWords(staffWords).overview;
  return (
    <td {...as.cell} class={children === null ? `cell-${column} empty` : `cell-${column}`}>
      <span class="cell-label" aria-hidden="true">
        {words.columns[column]}
      </span>
      {children ?? words.nothing}
    </td>
  );
}
