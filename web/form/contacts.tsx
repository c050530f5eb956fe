/** Contacts can change after the plan is submitted, without a new version of it. */

import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { type Answers, faultsOf, questions, type Row, type Template, tidy } from "#domain/form";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { nameOf } from "../components/original.tsx";
import { Unstored } from "../components/unstored.tsx";
import { useWords } from "../kind.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { domainWords } from "../texts/domain.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useKeptText } from "../use-kept-text.ts";
import { shownRow } from "./field-ids.ts";
import { InShort } from "./in-short.tsx";
import { RowsEditor } from "./rows-editor.tsx";

type Props = { submission: Answer<"submission">; template: Template; answers: Answers };

export function Contacts({ submission, template, answers }: Props) {
  const sentenceOf = useSentenceOf();
  const words = useWords(statesWords).contacts;
  const domain = useWords(domainWords);
  const question = questions(template).find(({ kind }) => kind === "rows");
  const current = submission.contacts ?? ((question && answers[question.id]) as Row[] | undefined) ?? [];
  const kept = useKeptText("contacts", submission.id);
  const [rows, setRows] = useState<Row[] | null>(() => (kept.text === "" ? null : JSON.parse(kept.text)));
  const [isTried, setTried] = useState(false);
  const act = useAct();
  if (question?.kind !== "rows") return null;
  const faults = rows && isTried ? faultsOf(question, rows, 0) : [];
  const ofRow = faults.flatMap((fault) => {
    if (!("row" in fault) || !rows) return [];
    const row = shownRow(rows, fault.row);
    return {
      row,
      column: fault.column,
      sentence: domain.fault({ ...fault, row }, nameOf(template, question.id)),
    };
  });
  const ofAll = faults.filter((fault) => !("row" in fault));

  function change(next: (rows: Row[]) => Row[]): void {
    setRows((now) => {
      const changed = next(now ?? []);
      kept.write(JSON.stringify(changed));
      return changed;
    });
  }

  function done(): void {
    kept.sent();
    setRows(null);
  }

  async function save(): Promise<void> {
    setTried(true);
    if (!rows || !question || faultsOf(question, rows, 0).length > 0) return;
    const contacts = tidy(rows) as Row[];
    const isSaved = await act.run((key) => call("contacts", { id: submission.id }, { body: { contacts }, key }));
    if (!isSaved) return;
    await askAgain("submission");
    done();
    announce(words.saved);
  }

  return (
    <section class="card section" aria-labelledby="kontakter">
      <h2 id="kontakter">
        <span>{words.title}</span>
      </h2>
      <p class="quiet">{words.lead}</p>
      {!rows && <InShort question={question} value={current} />}
      {rows && <RowsEditor question={question} rows={rows} faults={ofRow} change={change} />}
      <Unstored kept={kept} />
      {ofAll.map((fault) => (
        <p key={fault.code} class="field fault" role="alert">
          {domain.fault(fault, nameOf(template, question.id))}
        </p>
      ))}
      {act.refusal !== null && (
        <p class="field fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        {!rows && (
          <button type="button" class="button" onClick={() => setRows(current)}>
            {words.edit}
          </button>
        )}
        {rows && (
          <>
            <ActButton first busy={act.busy} onPress={save}>
              {act.busy ? words.saving : words.save}
            </ActButton>
            <button type="button" class="button" onClick={done}>
              {words.cancel}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
