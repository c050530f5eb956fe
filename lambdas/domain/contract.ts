/**
 * Body and answer of each route. The API parses bodies with it and refuses unknown keys, the OpenAPI document is made from it,
 * and the web imports its types only (zod would cost the browser 25 kB). An answer is made when it is asked for, which the OpenAPI
 * document alone does: all of them cost some ten milliseconds before the API could answer anybody.
 */
import * as z from "zod";
import { normalise } from "./counting.ts";
import { languages } from "./language.ts";
import type { RouteName } from "./routes.ts";
import {
  announcement,
  answerCap,
  answerValue,
  comment,
  file,
  hash,
  instant,
  name,
  nothing,
  pastText,
  read,
  reason,
  receipt,
  round,
  saved,
  submission,
  summary,
  typed,
  upload,
  version,
  waiting,
  words,
} from "./shapes.ts";
import { administration, chain, role } from "./shapes-administration.ts";
import { bounced, clear, mail, resend } from "./shapes-mails.ts";
import { answersSideBySide, exported, exportLog, recordPackage, staffRead, wanted } from "./shapes-record.ts";
import { figures, handling, officer, outstandingRow, overviewRow, remark } from "./shapes-review.ts";
import { verified, verifiedFile } from "./shapes-verify.ts";

type Contract = { body?: z.ZodType; answer: () => z.ZodType; ifMatch?: true };

export const contract = {
  openapi: { answer: () => z.looseObject({ openapi: z.string() }) },
  /** As copied from a paper: what is no number or code at all is answered like one that is wrong. */
  verifyNumber: { body: z.strictObject({ number: words(100), code: words(100) }), answer: verified },
  verifyFile: { body: z.strictObject({ sha256: hash }), answer: verifiedFile },
  me: {
    answer: () =>
      z.strictObject({
        person: z.strictObject({ id: z.string(), name, email: z.string() }),
        memberships: z.array(
          z.strictObject({
            org: z.string(),
            orgName: name,
            role,
            to: instant.nullable(),
          }),
        ),
        submissions: z.array(summary()),
        /** Null as long as the person has not chosen one. */
        language: z.enum(languages).nullable(),
        now: instant,
      }),
  },
  setLanguage: { body: z.strictObject({ language: z.enum(languages) }), answer: () => nothing },
  rounds: { answer: () => z.strictObject({ rounds: z.array(round()), now: instant }) },
  overview: {
    answer: () =>
      z.strictObject({
        round: round(),
        rows: z.array(overviewRow()),
        now: instant,
      }),
  },
  /** What remains to be done after moves in this round, oldest first: documents, seals, mails. */
  outstanding: {
    answer: () =>
      z.strictObject({
        rows: z.array(outstandingRow()),
        now: instant,
      }),
  },
  answersOf: { answer: answersSideBySide },
  exportLog: { answer: exportLog },
  exportRound: { body: wanted, answer: exported },
  ...administration,
  submission: { answer: () => submission().extend(handling()) },
  version: { answer: version },
  log: {
    answer: () =>
      z.strictObject({
        events: z.array(
          z.strictObject({
            ...{ seq: z.int(), at: instant, by: name, type: z.string(), note: z.string().nullable(), hash },
            /** What of the event is no words; null where there is nothing, and where it is not the reader's to know. */
            figures: figures().nullable(),
          }),
        ),
        whole: z.boolean(),
        chain: chain(),
      }),
  },
  receipt: { answer: receipt },
  document: { answer: () => z.strictObject({ url: z.string(), name: z.string() }) },
  /** The same in PDF/A-2a, without embedded files, for archives that refuse those. */
  archiveCopy: { answer: () => z.strictObject({ url: z.string(), name: z.string() }) },
  package: { body: nothing, answer: recordPackage },
  /** Who at SKR has read what this RSS submitted, newest first; kept for two years. */
  reads: { answer: () => z.strictObject({ reads: z.array(staffRead()), now: instant }) },
  /** SKR's decision on it, in the same two forms. */
  decisionDocument: { answer: () => z.strictObject({ url: z.string(), name: z.string() }) },
  decisionArchiveCopy: { answer: () => z.strictObject({ url: z.string(), name: z.string() }) },
  saveAnswer: {
    /** `keep`: what stands is to be found in the history, however little of it the new text takes away. */
    body: z.strictObject({ value: answerValue, keep: z.boolean().optional() }),
    answer: saved,
    ifMatch: true,
  },
  moveToAttachment: {
    body: z.strictObject({ value: typed(answerCap) }),
    answer: () =>
      z.strictObject({
        file: file(),
        answers: z.record(z.string(), z.strictObject({ value: answerValue, rev: z.int(), at: instant, by: name })),
      }),
    ifMatch: true,
  },
  history: { answer: () => z.strictObject({ texts: z.array(pastText()), now: instant }) },
  presence: {
    /** The question whose field has the focus; `isLeaving` when the page is being left. */
    body: z.strictObject({ question: z.string().max(40).nullable(), isLeaving: z.boolean().optional() }),
    answer: () =>
      z.strictObject({
        others: z.array(z.strictObject({ name, question: z.string().nullable(), at: instant })),
        /** What there is by now, for telling what the page does not have: moves, comments, and the revision of each answer and file (`f:id`). */
        seq: z.int(),
        news: z.int(),
        revs: z.record(z.string(), z.int()),
        now: instant,
      }),
  },
  comments: { answer: () => z.strictObject({ comments: z.array(comment()), now: instant }) },
  comment: {
    body: z.strictObject({ question: z.string().max(40), text: words(2000) }),
    answer: () => z.strictObject({ comment: comment() }),
  },
  resolveComment: {
    body: z.strictObject({ resolved: z.boolean() }),
    answer: () => z.strictObject({ comment: comment() }),
    ifMatch: true,
  },
  addFile: { body: announcement, answer: upload },
  confirmFile: { body: nothing, answer: () => z.strictObject({ file: file() }) },
  readFile: { answer: () => z.strictObject({ url: z.string(), name: z.string() }) },
  removeFile: { answer: () => nothing },
  cancelFile: { answer: () => nothing },
  /** `note`: what the RSS says about its answer, when SKR has asked for more. */
  handIn: {
    body: z.strictObject({ note: words(2000).optional() }),
    answer: () => z.strictObject({ waiting: waiting() }),
  },
  recall: { body: nothing, answer: () => nothing },
  intent: { body: read, answer: () => z.strictObject({ pressedAt: instant, until: instant }) },
  sign: { body: read, answer: () => z.strictObject({ receipt: receipt() }) },
  /** The version that waits, to be signed on paper: a PDF, base64. */
  print: { answer: () => z.strictObject({ name: z.string(), pdf: z.base64() }) },
  addScan: { body: announcement.extend({ code: words(200) }), answer: upload },
  confirmScan: { body: nothing, answer: () => z.strictObject({ file: file() }) },
  signOnPaper: {
    body: z.strictObject({
      file: z.string().max(80),
      /** As it was typed; a link that holds it will do. */
      code: words(200),
      /** Whose signature it is: a head of the RSS. */
      head: z.string().max(80),
      signedOn: z.iso.date().meta({ description: "the day written on the paper" }),
      /** Why SKR does it on the RSS's behalf; null from the RSS itself. */
      reason: reason.nullable(),
    }),
    answer: () => z.strictObject({ receipt: receipt() }),
  },
  /** What an RSS has sent SKR by post or mail; its bytes are confirmed like a scan's. */
  addReceived: { body: announcement, answer: upload },
  handInFor: {
    body: z.strictObject({
      file: z.string().max(80),
      receivedOn: z.iso.date().meta({ description: "the day it came to SKR, Swedish calendar" }),
      how: z.enum(["post", "mail"]),
      reason,
      /** When the head had signed it in ink: who, and the day written on it. */
      signed: z.strictObject({ head: z.string().max(80), signedOn: z.iso.date() }).nullable(),
    }),
    answer: () => nothing,
  },
  sendBack: { body: read.extend({ comment: words(2000) }), answer: () => nothing },
  change: { body: nothing, answer: () => nothing },
  abstain: { body: nothing, answer: () => nothing },
  resume: { body: nothing, answer: () => nothing },
  contacts: {
    body: z.strictObject({
      contacts: z
        .array(z.record(z.string().max(40), z.string().max(2000).overwrite(normalise)))
        .min(1)
        .max(50),
    }),
    answer: () => nothing,
  },
  /** Texts of what this RSS has submitted before: the last of each kind, and the plan that a report is about. */
  earlier: {
    answer: () =>
      z.strictObject({
        sources: z.array(
          z.strictObject({
            id: z.string(),
            kind: z.enum(["plan", "report"]),
            year: z.int(),
            version: z.int(),
            template: z.string(),
            answers: z.record(z.string(), answerValue),
          }),
        ),
      }),
  },
  /** To whom a submission may be assigned. */
  officers: { answer: () => z.strictObject({ officers: z.array(officer()), now: instant }) },
  assign: { body: z.strictObject({ to: z.string().max(80).nullable() }), answer: () => nothing },
  /** Every mail about a submission, newest first. The RSS's people see other people's mails without their addresses, and none of SKR's. */
  mails: { answer: () => z.strictObject({ mails: z.array(mail()), now: instant }) },
  resend: { body: resend, answer: () => nothing },
  bounced: { answer: () => z.strictObject({ addresses: z.array(bounced()), now: instant }) },
  clearAddress: { body: clear, answer: () => nothing },
  remarks: { answer: () => z.strictObject({ remarks: z.array(remark()), now: instant }) },
  remark: {
    /** About one question, or null about the whole. */
    body: z.strictObject({ question: z.string().max(40).nullable(), text: words(2000), visible: z.boolean() }),
    answer: () => z.strictObject({ remark: remark() }),
  },
  changeRemark: {
    body: z.strictObject({ visible: z.boolean(), resolved: z.boolean() }),
    answer: () => z.strictObject({ remark: remark() }),
    ifMatch: true,
  },
  requestCompletion: {
    body: z.strictObject({
      questions: z.array(z.string().max(40)).min(1).max(60).meta({ description: "ids; `files` for the attachments" }),
      dueOn: z.iso.date().meta({ description: "last day, Swedish calendar" }),
      message: words(2000),
    }),
    answer: () => z.strictObject({ dueAt: instant }),
  },
  withdrawCompletion: { body: z.strictObject({ reason }), answer: () => nothing },
  decide: {
    /** `amount` in whole kronor for a plan that is granted money, which a second officer attests; else null. */
    body: z.strictObject({
      outcome: z.enum(["approved", "rejected"]),
      amount: z.int().positive().nullable(),
      reasons: words(4000).nullable().meta({ description: "asked for by every no" }),
    }),
    answer: () => nothing,
  },
  /** The proposal that was read, by its hash. */
  attest: {
    body: z.strictObject({ proposal: hash }),
    answer: () => nothing,
  },
  withdrawProposal: { body: z.strictObject({ comment: words(2000) }), answer: () => nothing },
  pay: {
    body: z.strictObject({ amount: z.int().positive(), on: z.iso.date(), reference: words(100) }),
    answer: () => nothing,
  },
  noteUnused: { body: z.strictObject({ amount: z.int().min(0), note: words(1000) }), answer: () => nothing },
  requestExtension: { body: z.strictObject({ reason }), answer: () => nothing },
  grantExtension: {
    body: z.strictObject({ until: z.iso.date().meta({ description: "last day, Swedish calendar" }), reason }),
    answer: () => z.strictObject({ closesAt: instant }),
  },
} as const satisfies Record<RouteName, Contract>;

export type Body<R extends RouteName> = (typeof contract)[R] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
export type Answer<R extends RouteName> = z.output<ReturnType<(typeof contract)[R]["answer"]>>;
