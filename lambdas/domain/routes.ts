/**
 * Every route of the portal, as data: the API, the gateway (AWS and local), the OpenAPI document and the web read it.
 *
 * `who` says who may try: `anyone` needs no log-in; `identity` whoever has logged in, known to the portal or not; `person` any logged-in
 * person it knows. What that person may do with the thing the path names is decided by permissions.ts; `may` is the act it asks for.
 * `{id}` is a submission, `2021.W` (round, dot, county letter), `{org}` an RSS by its letter or `SKR`. `key: true` marks moves that
 * carry an Idempotency-Key. `office: true` is what writes rounds, the register and people: in AWS a function of its own has those
 * rights, so that whoever takes over the one that everybody calls still cannot make themselves somebody.
 */
import type { Act } from "./permissions.ts";

export type Route = {
  method: "GET" | "PUT" | "POST" | "DELETE";
  path: string;
  who: "anyone" | "identity" | "person";
  may?: Act;
  key?: true;
  office?: true;
};

export const routes = {
  openapi: { method: "GET", path: "/api/openapi.json", who: "anyone" },
  // By POST, so that neither number nor checksum stands in an address, which logs keep.
  verifyNumber: { method: "POST", path: "/api/verify", who: "anyone" },
  verifyFile: { method: "POST", path: "/api/verify/file", who: "anyone" },
  me: { method: "GET", path: "/api/me", who: "person" },
  setLanguage: { method: "PUT", path: "/api/me/language", who: "person" },
  rounds: { method: "GET", path: "/api/rounds", who: "person" },
  overview: { method: "GET", path: "/api/rounds/{round}/overview", who: "person", may: "overview" },
  outstanding: { method: "GET", path: "/api/rounds/{round}/outstanding", who: "person", may: "overview" },
  // What every RSS has submitted under one question, side by side.
  answersOf: { method: "GET", path: "/api/rounds/{round}/answers/{question}", who: "person", may: "export" },
  // By POST: it answers data, and puts on record that it did.
  exportRound: { method: "POST", path: "/api/rounds/{round}/export", who: "person", may: "export", key: true },
  // Rounds as SKR runs them, prepared ones too.
  runs: { method: "GET", path: "/api/runs", who: "person", may: "rounds" },
  createRun: { method: "POST", path: "/api/runs", who: "person", may: "run", key: true, office: true },
  run: { method: "GET", path: "/api/runs/{round}", who: "person", may: "rounds" },
  editRun: { method: "PUT", path: "/api/runs/{round}", who: "person", may: "run", office: true },
  // The next three can be pressed again until they are done: they go on where they were stopped.
  openRun: { method: "POST", path: "/api/runs/{round}/open", who: "person", may: "run", office: true },
  extendRun: { method: "POST", path: "/api/runs/{round}/extension", who: "person", may: "extend-all", office: true },
  closeRun: { method: "POST", path: "/api/runs/{round}/close", who: "person", may: "run", office: true },
  exportLog: { method: "GET", path: "/api/runs/{round}/exports", who: "person", may: "rounds" },
  roundLog: { method: "GET", path: "/api/runs/{round}/log", who: "person", may: "rounds" },
  register: { method: "GET", path: "/api/register", who: "person", may: "register" },
  saveRss: { method: "PUT", path: "/api/register/{org}", who: "person", may: "keep-register", office: true },
  registerLog: { method: "GET", path: "/api/register/{org}/log", who: "person", may: "register" },
  people: { method: "GET", path: "/api/register/{org}/people", who: "person", may: "people" },
  invite: {
    method: "POST",
    path: "/api/register/{org}/people",
    who: "person",
    may: "appoint",
    key: true,
    office: true,
  },
  inviteAgain: {
    method: "POST",
    path: "/api/register/{org}/people/{person}/invitation",
    who: "person",
    may: "appoint",
    key: true,
    office: true,
  },
  // A head may end it for their own substitute.
  endMembership: {
    method: "POST",
    path: "/api/register/{org}/people/{person}/end",
    who: "person",
    may: "delegate",
    key: true,
    office: true,
  },
  delegate: {
    method: "POST",
    path: "/api/register/{org}/people/{person}/delegation",
    who: "person",
    may: "delegate",
    key: true,
    office: true,
  },
  handOver: {
    method: "POST",
    path: "/api/register/{org}/people/{person}/hand-over",
    who: "person",
    may: "appoint",
    key: true,
    office: true,
  },
  acceptInvitation: { method: "POST", path: "/api/invitation", who: "identity", office: true },
  submission: { method: "GET", path: "/api/submissions/{id}", who: "person", may: "see" },
  version: { method: "GET", path: "/api/submissions/{id}/versions/{n}", who: "person", may: "read-version" },
  log: { method: "GET", path: "/api/submissions/{id}/log", who: "person", may: "see" },
  receipt: { method: "GET", path: "/api/submissions/{id}/receipt", who: "person", may: "see" },
  document: { method: "GET", path: "/api/submissions/{id}/document", who: "person", may: "read-version" },
  archiveCopy: { method: "GET", path: "/api/submissions/{id}/document/archive", who: "person", may: "read-version" },
  // By POST for the same reason; its links hold for a quarter of an hour, and the same key asks for fresh ones.
  package: { method: "POST", path: "/api/submissions/{id}/package", who: "person", may: "read-version", key: true },
  reads: { method: "GET", path: "/api/submissions/{id}/reads", who: "person", may: "reads" },
  saveAnswer: { method: "PUT", path: "/api/submissions/{id}/answers/{question}", who: "person", may: "write" },
  moveToAttachment: {
    method: "POST",
    path: "/api/submissions/{id}/answers/{question}/attachment",
    who: "person",
    may: "write",
  },
  history: {
    method: "GET",
    path: "/api/submissions/{id}/answers/{question}/history",
    who: "person",
    may: "take-part",
  },
  presence: { method: "PUT", path: "/api/submissions/{id}/presence", who: "person", may: "take-part" },
  comments: { method: "GET", path: "/api/submissions/{id}/comments", who: "person", may: "take-part" },
  comment: { method: "POST", path: "/api/submissions/{id}/comments", who: "person", may: "take-part", key: true },
  resolveComment: {
    method: "PUT",
    path: "/api/submissions/{id}/comments/{comment}",
    who: "person",
    may: "take-part",
  },
  addFile: { method: "POST", path: "/api/submissions/{id}/files", who: "person", may: "write" },
  confirmFile: { method: "PUT", path: "/api/submissions/{id}/files/{file}", who: "person", may: "write" },
  readFile: { method: "GET", path: "/api/submissions/{id}/files/{file}", who: "person", may: "read-version" },
  removeFile: { method: "DELETE", path: "/api/submissions/{id}/files/{file}", who: "person", may: "write" },
  cancelFile: { method: "DELETE", path: "/api/submissions/{id}/files/{file}/upload", who: "person", may: "write" },
  handIn: { method: "POST", path: "/api/submissions/{id}/hand-in", who: "person", may: "write", key: true },
  recall: { method: "POST", path: "/api/submissions/{id}/recall", who: "person", may: "write", key: true },
  intent: { method: "POST", path: "/api/submissions/{id}/intent", who: "person", may: "sign", key: true },
  sign: { method: "POST", path: "/api/submissions/{id}/sign", who: "person", may: "sign", key: true },
  print: { method: "GET", path: "/api/submissions/{id}/versions/{n}/print", who: "person", may: "read-version" },
  addScan: { method: "POST", path: "/api/submissions/{id}/scans", who: "person", may: "paper" },
  confirmScan: { method: "PUT", path: "/api/submissions/{id}/scans/{file}", who: "person", may: "paper" },
  signOnPaper: { method: "POST", path: "/api/submissions/{id}/paper", who: "person", may: "paper", key: true },
  addReceived: { method: "POST", path: "/api/submissions/{id}/received", who: "person", may: "review" },
  handInFor: {
    method: "POST",
    path: "/api/submissions/{id}/received/hand-in",
    who: "person",
    may: "review",
    key: true,
  },
  sendBack: { method: "POST", path: "/api/submissions/{id}/send-back", who: "person", may: "sign", key: true },
  change: { method: "POST", path: "/api/submissions/{id}/change", who: "person", may: "write", key: true },
  abstain: { method: "POST", path: "/api/submissions/{id}/abstain", who: "person", may: "write", key: true },
  resume: { method: "POST", path: "/api/submissions/{id}/resume", who: "person", may: "write", key: true },
  contacts: { method: "POST", path: "/api/submissions/{id}/contacts", who: "person", may: "write", key: true },
  requestExtension: {
    method: "POST",
    path: "/api/submissions/{id}/extension-request",
    who: "person",
    may: "write",
    key: true,
  },
  earlier: { method: "GET", path: "/api/submissions/{id}/earlier", who: "person", may: "take-part" },
  officers: { method: "GET", path: "/api/officers", who: "person", may: "overview" },
  assign: { method: "POST", path: "/api/submissions/{id}/assignment", who: "person", may: "review", key: true },
  mails: { method: "GET", path: "/api/submissions/{id}/mails", who: "person", may: "see" },
  resend: { method: "POST", path: "/api/submissions/{id}/mails/again", who: "person", may: "review", key: true },
  // Addresses that take no mail.
  bounced: { method: "GET", path: "/api/addresses", who: "person", may: "review" },
  clearAddress: { method: "POST", path: "/api/addresses/clear", who: "person", may: "review", key: true },
  remarks: { method: "GET", path: "/api/submissions/{id}/remarks", who: "person", may: "see" },
  remark: { method: "POST", path: "/api/submissions/{id}/remarks", who: "person", may: "review", key: true },
  changeRemark: { method: "PUT", path: "/api/submissions/{id}/remarks/{remark}", who: "person", may: "review" },
  requestCompletion: {
    method: "POST",
    path: "/api/submissions/{id}/completion",
    who: "person",
    may: "review",
    key: true,
  },
  withdrawCompletion: {
    method: "POST",
    path: "/api/submissions/{id}/completion/withdrawal",
    who: "person",
    may: "review",
    key: true,
  },
  decide: { method: "POST", path: "/api/submissions/{id}/decision", who: "person", may: "decide", key: true },
  decisionDocument: {
    method: "GET",
    path: "/api/submissions/{id}/decision/document",
    who: "person",
    may: "read-version",
  },
  decisionArchiveCopy: {
    method: "GET",
    path: "/api/submissions/{id}/decision/document/archive",
    who: "person",
    may: "read-version",
  },
  attest: { method: "POST", path: "/api/submissions/{id}/decision/attest", who: "person", may: "decide", key: true },
  withdrawProposal: {
    method: "POST",
    path: "/api/submissions/{id}/decision/withdrawal",
    who: "person",
    may: "decide",
    key: true,
  },
  pay: { method: "POST", path: "/api/submissions/{id}/payments", who: "person", may: "decide", key: true },
  noteUnused: { method: "POST", path: "/api/submissions/{id}/unused", who: "person", may: "decide", key: true },
  grantExtension: {
    method: "POST",
    path: "/api/submissions/{id}/extension",
    who: "person",
    may: "extend",
    key: true,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
