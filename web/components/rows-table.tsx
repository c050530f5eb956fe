/** Answers in rows and columns, for reading; where it is too narrow for columns, each row is a card with the columns' names in it. */
import type { ComponentChildren } from "preact";
import { Original } from "./original.tsx";
import { as } from "./table-roles.ts";
import "./rows-table.css";

type Props = {
  /** How it is drawn: ruled like the form, or plain. */
  look: "written" | "read-rows";
  /** The columns' names, as SKR wrote them. */
  columns: string[];
  rows: ComponentChildren[][];
};

export function RowsTable({ look, columns, rows }: Props) {
  return (
    <div class="rows-frame">
      <table class={`${look} of-${columns.length}`} {...as.table}>
        <thead {...as.group}>
          <tr {...as.row}>
            {columns.map((label) => (
              <th key={label} scope="col" {...as.columnHead}>
                <Original text={label} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...as.group}>
          {rows.map((cells, index) => (
            <tr key={index} {...as.row}>
              {cells.map((cell, n) => (
                <td key={n} {...as.cell}>
                  {columns[n] && (
                    <span class="cell-name" aria-hidden="true">
                      <Original text={columns[n]} />
                    </span>
                  )}
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
