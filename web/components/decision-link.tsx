/** SKR's decision as a PDF: a button when it is ready, and until then a word that it is on its way. Nothing while nothing is decided. */
import type { JSX } from "preact";
import type { Answer } from "#domain/contract";
import { askAgain } from "../server-state.ts";
import { decisionDocument as words } from "../texts/decision-document.ts";
import { PdfLink } from "./document-link.tsx";

type Props = { submission: Pick<Answer<"submission">, "id" | "decision"> };

export function DecisionLink({ submission: { id, decision } }: Props): JSX.Element | null {
  if (!decision) return null;
  return (
    <div class="no-print">
      <PdfLink
        {...{ id, words, document: decision.document, refresh: () => askAgain("submission") }}
        routes={{ pdf: "decisionDocument", archiveCopy: "decisionArchiveCopy" }}
      />
    </div>
  );
}
