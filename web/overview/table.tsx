/** The round's counties as a table: the overview's first and full account. Narrow screens get the same rows as cards. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Instant } from "#domain/deadlines";
import type { Round } from "#domain/rounds";
import { StateMark } from "../components/state-mark.tsx";
import { as } from "../components/table-roles.ts";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { overviewWords } from "../texts/overview.ts";
import { staffWords } from "../texts/staff.ts";
import { AssignRow } from "./assign-row.tsx";
import { ExtensionAsked } from "./extension-asked.tsx";
import { type Column, type Order, type OverviewRow, sorted, timeOf } from "./rows.ts";

type Props = {
  rows: OverviewRow[];
  round: Round;
  caption: string;
  now: Instant;
  mayAct: boolean;
  chosen: ReadonlySet<string>;
  choose: (ids: string[], isChosen: boolean) => void;
};

export function StatesTable({ rows, round, caption, now, mayAct, chosen, choose }: Props): JSX.Element {
  const words = useWords(overviewWords);
  const staff = useWords(staffWords).overview;
  const [order, setOrder] = useState<Order>({ by: "county", descending: false });
  const sortBy = (by: Column) => setOrder({ by, descending: order.by === by && !order.descending });
  const columns: Column[] = [
    "county",
    "state",
    "days",
    "officer",
    ...(round.kind === "plan" ? ["amount" as const] : []),
  ];
  const ids = rows.map(({ id }) => id);
  return (
    <table class="states" {...as.table}>
      <caption class="visually-hidden">{caption}</caption>
      <thead {...as.group}>
        <tr {...as.row} data-sort-words={staff.sortedBy}>
          {mayAct && (
            <th scope="col" {...as.columnHead} class="cell-choose">
              <label class="choose-all">
                <input
                  type="checkbox"
                  aria-label={words.chooseAll}
                  checked={ids.every((id) => chosen.has(id))}
                  onChange={({ currentTarget }) => choose(ids, currentTarget.checked)}
                />
                <span class="cell-label" aria-hidden="true">
                  {words.chooseAll}
                </span>
              </label>
            </th>
          )}
          {columns.map((column) => (
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
        {sorted(rows, order, round, now).map((row) => (
          <CountyRow
            key={row.id}
            {...{ row, round, now, mayAct, columns }}
            isChosen={chosen.has(row.id)}
            choose={(isChosen) => choose([row.id], isChosen)}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = Pick<Props, "round" | "now" | "mayAct"> & {
  row: OverviewRow;
  columns: Column[];
  isChosen: boolean;
  choose: (isChosen: boolean) => void;
};

function CountyRow({ row, round, now, mayAct, columns, isChosen, choose }: RowProps): JSX.Element {
  const words = useWords(overviewWords);
  const domain = useWords(domainWords);
  const [isAssigning, setAssigning] = useState(false);
  const { id, rss, state, inTime, number, closesAt, requested, assigned, amount, proposed, isRead } = row;
  const asks = requested && mayAct;
  const across = columns.length + (mayAct ? 1 : 0);
  return (
    <>
      <tr {...as.row} class={asks || isAssigning ? "goes-on" : undefined}>
        {mayAct && (
          <td {...as.cell} class="cell-choose">
            <input
              type="checkbox"
              aria-label={words.choose(rss.county)}
              checked={isChosen}
              onChange={({ currentTarget }) => choose(currentTarget.checked)}
            />
          </td>
        )}
        <th scope="row" {...as.rowHead}>
          <a href={`/granska/${id}`}>{rss.county}</a>
          <span class="letter">{rss.id}</span>
        </th>
        <Cell column="state">
          <span>
            <span class="state">
              <StateMark state={state} />
              {domain.states[state]}
            </span>
            {number && <span class="beside-state unbroken">{number}</span>}
            {state === "submitted" && !isRead && <span class="beside-state">{words.unread}</span>}
            {inTime === false && <span class="beside-state late-mark">{words.late}</span>}
          </span>
        </Cell>
        <TimeCell row={row} round={round} now={now} />
        <Cell column="officer">
          <span class={assigned ? "officer" : "officer quiet"}>
            {assigned?.name ?? words.nobody}
            {mayAct && (
              <button
                type="button"
                class="row-button"
                aria-expanded={isAssigning}
                aria-label={words.changeOne(rss.county)}
                onClick={() => setAssigning(!isAssigning)}
              >
                {words.change}
              </button>
            )}
          </span>
        </Cell>
        {columns.includes("amount") && (
          <Cell column="amount">
            {amount !== null ? (
              <span class="unbroken">{words.amount(amount)}</span>
            ) : proposed !== null ? (
              <span>
                <span class="unbroken">{words.amount(proposed)}</span>
                <span class="beside-state requested">{words.waits}</span>
              </span>
            ) : null}
          </Cell>
        )}
      </tr>
      {asks && (
        <More across={across}>
          <ExtensionAsked id={id} rss={rss} closesAt={closesAt} now={now} />
        </More>
      )}
      {isAssigning && (
        <More across={across}>
          <AssignRow id={id} rss={rss} current={assigned?.id ?? null} close={() => setAssigning(false)} />
        </More>
      )}
    </>
  );
}

/** What belongs to the row above and needs the room of all its columns. */
function More({ across, children }: { across: number; children: JSX.Element }): JSX.Element {
  return (
    <tr {...as.row} class="row-more">
      <td {...as.cell} colSpan={across}>
        {children}
      </td>
    </tr>
  );
}

function TimeCell({ row, round, now }: Pick<RowProps, "row" | "round" | "now">): JSX.Element {
  const words = useWords(overviewWords);
  const time = timeOf(row, round, now);
  const isExtended = row.closesAt > round.closesAt && !row.requested && row.standing === null;
  if (!time && !isExtended) return <Cell column="days">{null}</Cell>;
  const isBad = time?.kind === "due" && time.days < 0;
  return (
    <Cell column="days">
      <span>
        {time && <span class={isBad ? "late-mark" : undefined}>{words[time.kind](time.days)}</span>}
        {isExtended && <span class="granted">{words.granted(row.closesAt)}</span>}
      </span>
    </Cell>
  );
}

/** The column's name stands in each cell too, for the cards; where there are columns it is hidden. */
function Cell({ column, children }: { column: Column; children: JSX.Element | null }): JSX.Element {
  const words = useWords(overviewWords);
  const staff = useWords(staffWords).overview;
  return (
    <td {...as.cell} class={children === null ? `cell-${column} empty` : `cell-${column}`}>
      <span class="cell-label" aria-hidden="true">
        {words.columns[column]}
      </span>
      {children ?? staff.nothing}
    </td>
  );
}
