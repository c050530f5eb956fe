/** Words about the document of SKR's decision, in English. */
import type { decisionDocument as sv } from "./decision-document.sv.ts";

export const decisionDocument = {
  pdf: "Fetch the decision (PDF, in Swedish)",
  pending: "SKR’s decision as a PDF is on its way. It is also sent by email.",
  ready: "The decision as a PDF is ready.",
  failed: "The decision could not be fetched. Try again in a while.",
} satisfies typeof sv;
