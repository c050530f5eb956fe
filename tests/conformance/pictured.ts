/** The documents whose look is approved, page by page: what an authority keeps, prints and shows. */
import { createHash } from "node:crypto";
import type { Evidence } from "#domain/evidence";
import type { Row } from "#domain/form";
import { filled } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import report2021 from "#domain/templates/report-2021";
import { documentSv } from "#domain/texts/document.sv";
import { answersFilled, reportFilled, textOf } from "#tests/builders";
import { aDecision } from "#tests/decisions";
import { aDocument } from "#tests/unit/document-sample";
import { decisionDocument } from "../../lambdas/document/decision.ts";
import { renderDocument } from "../../lambdas/document/document.ts";
import { paperToSign } from "../../lambdas/document/paper.ts";
import { type Signed, submissionDocument } from "../../lambdas/document/submission.ts";
import { three, wish } from "./corpus.ts";

/** `pages`: which of them are approved, the first being 1; −1 is the last. */
export type Pictured = { name: string; pages: number[]; bytes: Uint8Array };

const goals = (area: string, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${area}-${index}`,
    goal: textOf(60 + 70 * index, index).replace(/\s+/g, " "),
  }));

const begun = Object.fromEntries(["4a", "5a", "6a", "7a"].map((question) => [question, goals(question, 3)]));

const plan = (changes: { signed?: Partial<Signed>; attached?: typeof three } = {}) => {
  const { attached = [], signed = {} } = changes;
  const made = wish("med allt", plan2021, { answers: answersFilled({ lengths: { "8b": 1000 } }), attached });
  return submissionDocument({ ...made.signed, ...signed }, made.attached);
};

const { signed } = wish("kort", plan2021, { answers: answersFilled() });

const inEnglish: Evidence = {
  ...(signed.evidence as Evidence & { method: "portal" }),
  ...{ shown: "I sign the plan for RSS Dalarna.", language: "en" },
};

const scan = Buffer.from("%PDF-1.7 underskrift");

const onPaper: Evidence = {
  ...{ method: "paper", receivedAt: signed.receipt.receivedAt, signedOn: "2021-05-30", language: "sv" },
  membership: signed.evidence.membership,
  scan: {
    ...{ id: "scan", name: "Underskriven plan, Dalarna.pdf", type: "application/pdf", size: 1_834_112 },
    ...{ key: "attachments/scan", object: "1", sha256: createHash("sha256").update(scan).digest("hex") },
  },
  registeredAs: { org: "SKR", role: "officer", from: "2020-01-01T00:00:00.000Z", to: null, confirmedBy: "p-admin" },
  onBehalf: "RSS hade inte tillgång till portalen den sista veckan. Papperet kom med post.",
};

const listed =
  "Planen går inte att följa upp:\n– mål för området barn saknas,\n– fem kommuner nämns, och inget sägs om de andra tio.\n\nHör av er, så går vi igenom den tillsammans.";

export async function pictured(): Promise<Pictured[]> {
  const { "2": organisation = "", "3": contacts = [] } = answersFilled();
  const report = wish("med mål", report2021, { answers: { "2": organisation, "3": contacts, ...reportFilled(begun) } });
  const { version } = signed;
  const toSign = { version, template: filled(plan2021, version.round), number: signed.receipt.number };
  const made: [name: string, pages: number[], Promise<{ bytes: Uint8Array }>][] = [
    ["plan", [1, 2, 4, 5, 6], plan({ attached: three })],
    ["report", [1, -1], submissionDocument(report.signed, report.attached)],
    ["signed-on-paper", [-1], plan({ signed: { evidence: onPaper, registrar: "Karin Falk" } })],
    ["closed-in-english", [-1], plan({ signed: { evidence: inEnglish } })],
    ["paper-to-sign", [-1], paperToSign({ ...toSign, writer: "Maja Lind", language: "sv", portal: signed.portal })],
    ["decision", [1, 2], decisionDocument(aDecision().decided, "whole")],
    ["decision-no", [1], decisionDocument(aDecision({ outcome: "rejected", reasons: listed }).decided, "whole")],
    ["decision-report-archive", [1], decisionDocument(aDecision({ template: report2021 }).decided, "archive")],
    ["draft", [1], renderDocument(aDocument({ number: null, watermark: documentSv.draft }))],
  ];
  return Promise.all(made.map(async ([name, pages, document]) => ({ name, pages, bytes: (await document).bytes })));
}
