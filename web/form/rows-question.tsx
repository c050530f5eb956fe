/** A question answered with rows, such as contacts. */

import { useState } from "preact/hooks";
import type { Question, Row } from "#domain/form";
import { useAnswer } from "../draft/watching.ts";
import { ConflictPanel } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import { FieldFaults, useSentence } from "./field-faults.tsx";
import { shownRow } from "./field-ids.ts";
import { RowsEditor } from "./rows-editor.tsx";

export function RowsQuestion({ question }: { question: Question & { kind: "rows" } }) {
  const { draft, told } = useEditing();
  const sentence = useSentence();
  const { answer, value } = useAnswer(draft, question.id);
  const [wasLeft, setLeft] = useState(false);
  const rows = value as Row[];
  // Half a row is no fault while it is being written.
  const faults = draft
    .faultsIn(question)
    .filter(({ code }) => told.has(question.id) || (wasLeft && code !== "missing"));
  const ofRow = faults.flatMap((fault) =>
    "row" in fault ? { row: shownRow(rows, fault.row), column: fault.column, sentence: sentence(fault, rows) } : [],
  );
  return (
    <div
      class="field"
      data-question={question.id}
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (currentTarget.contains(relatedTarget as Node | null)) return;
        setLeft(true);
        void answer.save();
      }}
    >
      <FieldFaults question={question.id} faults={faults.filter((fault) => !("row" in fault))} rows={rows} />
      <RowsEditor
        question={question}
        rows={rows}
        faults={ofRow}
        change={(next, isAct) => answer.write(next(answer.value as Row[]), isAct)}
      />
      <ConflictPanel question={question} />
    </div>
  );
}
