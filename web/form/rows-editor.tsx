/** Rows of a few columns each, to write in, add and remove. */
import type { Question, Row } from "#domain/form";
import { announce } from "../announce.ts";
import { Original } from "../components/original.tsx";
import { useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { planWords } from "../texts/plan.ts";
import { rowId } from "./field-ids.ts";
import "./rows-editor.css";

type Props = {
  question: Question & { kind: "rows" };
  rows: Row[];
  /** Rows counted from 1, as on the page. */
  faults: { row: number; column: string; sentence: string }[];
  /**
   * Changes the rows as they are now, which may be newer than what is drawn: keys come faster than drawings.
   * `isAct`: a row was added or removed, and nobody is typing.
   */
  change: (next: (rows: Row[]) => Row[], isAct: boolean) => void;
};

const blank = (columns: { key: string }[]): Row => Object.fromEntries(columns.map(({ key }) => [key, ""]));

const isBlank = (row: Row): boolean => Object.values(row).every((text) => text.trim() === "");

export function RowsEditor({ question, rows, faults, change }: Props) {
  const plan = useWords(planWords);
  const { id, columns, max } = question;
  // The form has room for a few from the start.
  const padded = (now: Row[], least: number): Row[] => [
    ...now,
    ...Array.from({ length: Math.max(0, least - now.length) }, () => blank(columns)),
  ];
  const shown = padded(rows, question.shown);
  const first = columns[0]?.key ?? "";

  const focusLater = (field: string) => requestAnimationFrame(() => document.getElementById(field)?.focus());

  function write(index: number, key: string, text: string): void {
    change((now) => padded(now, index + 1).map((row, n) => (n === index ? { ...row, [key]: text } : row)), false);
  }

  function add(): void {
    change((now) => [...padded(now, question.shown), blank(columns)], true);
    focusLater(rowId(id, shown.length + 1, first));
  }

  function remove(index: number): void {
    change((now) => now.filter((_, n) => n !== index), true);
    announce(plan.rows.removed(index + 1));
    focusLater(rowId(id, Math.min(index + 1, Math.max(question.shown, shown.length - 1)), first));
  }

  return (
    <>
      {shown.map((row, index) => (
        <fieldset key={index} class={isBlank(row) ? "contact blank" : "contact"}>
          <legend>{plan.rows.one(index + 1)}</legend>
          {columns.map((column) => {
            const field = rowId(id, index + 1, column.key);
            const wrong = faults.find((fault) => fault.row === index + 1 && fault.column === column.key);
            return (
              <div key={column.key} class="field">
                <label for={field}>
                  <Original text={column.label} />
                </label>
                {wrong && (
                  <p id={`${field}-fel`} class="fault">
                    {wrong.sentence}
                  </p>
                )}
                <input
                  id={field}
                  class="input"
                  {...inSwedish}
                  value={row[column.key] ?? ""}
                  autocomplete="off"
                  {...(column.format === "email"
                    ? { inputMode: "email" as const, autocapitalize: "none" as const, spellcheck: false }
                    : {})}
                  aria-invalid={wrong ? "true" : undefined}
                  aria-describedby={wrong ? `${field}-fel` : undefined}
                  onInput={(event) => write(index, column.key, event.currentTarget.value)}
                />
              </div>
            );
          })}
          {index < rows.length && (
            <button
              type="button"
              class="button plain"
              aria-label={plan.rows.removeOne(index + 1, row[first] ?? "")}
              onClick={() => remove(index)}
            >
              {plan.rows.remove}
            </button>
          )}
        </fieldset>
      ))}
      {shown.length < max ? (
        <div>
          <button type="button" class="button" onClick={add}>
            {plan.rows.add}
          </button>
        </div>
      ) : (
        <p class="hint">{plan.rows.most(max)}</p>
      )}
    </>
  );
}
