/** What is wrong with an answer, at its field. */
import type { Fault, Row } from "#domain/form";
import { nameOf } from "../components/original.tsx";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { useEditing } from "./editing.ts";
import { faultId, shownRow } from "./field-ids.ts";

/** The sentence of a fault, with the row as it is numbered on the page. */
export function useSentence(): (fault: Fault, rows: Row[]) => string {
  const domain = useWords(domainWords);
  const { template } = useEditing();
  return (fault, rows) =>
    domain.fault(
      "row" in fault ? { ...fault, row: shownRow(rows, fault.row) } : fault,
      nameOf(template, fault.question),
    );
}

type Props = { question: string; faults: Fault[]; rows?: Row[] };

export function FieldFaults({ question, faults, rows = [] }: Props) {
  const sentence = useSentence();
  if (faults.length === 0) return null;
  return (
    <ul id={faultId(question)} class="faults">
      {faults.map((fault) => (
        <li key={JSON.stringify(fault)} class="fault">
          {sentence(fault, rows)}
        </li>
      ))}
    </ul>
  );
}
