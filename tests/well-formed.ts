/** A well-formed request for every route: for tests that are about who asks and not about what is sent. */
import { contract } from "#domain/contract";
import type { RouteName } from "#domain/routes";
import { belongingSince, personOf } from "../infra/local/seed.ts";

export const hash = "0".repeat(64);

/** A body for every route that takes one: refusals below are about who asks, not about what is sent. */
export const bodies: Partial<Record<RouteName, unknown>> = {
  setLanguage: { language: "en" },
  saveAnswer: { value: "Text" },
  moveToAttachment: { value: "Text" },
  presence: { question: "7a" },
  comment: { question: "7a", text: "Ska vi nämna skolorna?" },
  resolveComment: { resolved: true },
  addFile: { name: "plan.pdf", size: 10, sha256: hash },
  confirmFile: {},
  handIn: {},
  recall: {},
  intent: { version: 1, hash },
  sign: { version: 1, hash },
  addScan: { name: "papper.pdf", size: 10, sha256: hash, code: "1A2B3C4D" },
  confirmScan: {},
  signOnPaper: { file: "f-1", code: "1A2B3C4D", head: "p-1", signedOn: "2021-05-20", reason: null },
  sendBack: { version: 1, hash, comment: "Läs punkt 7 igen." },
  change: {},
  abstain: {},
  resume: {},
  contacts: { contacts: [{ name: "Maja Lind", email: "maja@example.se" }] },
  requestExtension: { reason: "Sjukdom" },
  grantExtension: { until: "2021-06-30", reason: "Sjukdom" },
  createRun: { template: "plan-2021", year: 2030 },
  editRun: {
    ...{ opensAt: "2021-02-28T23:00:00.000Z", closesOn: "2021-05-31", weekendRule: "keep", act: "handed-in" },
    ...{ signDays: 7, reportBy: "2022-02-01", follows: null, horizon: 2023, howToSend: "I portalen.", frame: null },
    amounts: { standard: 400_000, metropolitan: 600_000, metropolitanCounties: [] },
    ladder: { days: [], heads: [] },
  },
  openRun: {},
  extendRun: { until: "2021-06-30", reason: "Storm" },
  closeRun: {},
  saveRss: {
    ...{ name: "RSS Dalarna", county: "Dalarna", registrar: "registrator.w@example.se", mailbox: null, aliases: [] },
    hosts: [{ name: "Region Exempel", orgNo: "212000-0019", from: "2021-01-01", to: null }],
    payee: null,
  },
  invite: { name: "Elsa Ek", email: "elsa@example.se", role: "reader", from: null, to: null },
  inviteAgain: { email: "elsa@example.se" },
  endMembership: { role: "reader", from: belongingSince, at: "2031-01-01T00:00:00.000Z" },
  // Over before it begins: whoever may is refused for that.
  delegate: { of: null, from: null, to: "2021-05-01T22:00:00.000Z" },
  handOver: { role: "reader", from: belongingSince, at: null, to: { person: "p-nobody" } },
  addReceived: { name: "plan.docx", size: 10, sha256: hash },
  handInFor: { file: "f-1", receivedOn: "2021-05-20", how: "post", reason: "Kom med post.", signed: null },
  assign: { to: null },
  remark: { question: "7a", text: "Hur många?", visible: false },
  changeRemark: { visible: true, resolved: false },
  requestCompletion: { questions: ["8b"], dueOn: "2021-06-30", message: "Hur många kommuner?" },
  withdrawCompletion: { reason: "Vi har fått veta." },
  decide: { outcome: "approved", amount: 400_000, reasons: null },
  attest: { proposal: "0".repeat(64) },
  withdrawProposal: { comment: "Fel belopp." },
  pay: { amount: 400_000, on: "2021-05-20", reference: "Utbetalning 7" },
  exportRound: { what: "answers", format: "csv" },
  package: {},
  noteUnused: { amount: 0, note: "Allt är använt." },
  resend: {
    ...{ of: "submission", kind: "waiting", step: 3, whom: "anna@example.se" },
    ...{ state: "sending", at: "2021-05-20T09:00:00.000Z" },
  },
  clearAddress: { address: "maja@example.se", at: "2021-05-20T09:00:00.000Z" },
};

export const seen = (name: RouteName) => ("ifMatch" in contract[name] ? 1 : undefined);
export const paramsOf = (id: string, org = "W") => ({
  ...{ id, question: "7a", file: "f-1", comment: "c-1", remark: "r-1", n: "1", round: "2021" },
  ...{ org, person: personOf("olle") },
});
