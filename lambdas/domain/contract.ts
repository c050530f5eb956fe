/**
 * Body and answer of each route. The API parses bodies with it and refuses unknown keys, the OpenAPI document is made from it,
 * and the web imports its types only (zod would cost the browser 25 kB).
 */
import * as z from "zod";
import { verdicts } from "./attachments.ts";
import { normalise } from "./counting.ts";
import type { RouteName } from "./routes.ts";

const instant = z.string().meta({ format: "date-time", description: "UTC, ISO 8601 with milliseconds" });
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: "SHA-256, lower-case hex" });
const name = z.string();
/**
 * What a person says outside the form. Normalised here, since it is hashed as it stands: half a surrogate pair would come back
 * from the table as another character and break the chain, and a reason of zero-width characters is none.
 */
const words = (max: number) => z.string().overwrite(normalise).min(1).max(max);
const reason = words(1000);
const nothing = z.strictObject({});

/** Longest answer the portal takes, in UTF-16 code units; far over any form's limit, because a draft may be over. */
export const answerCap = 100_000;

/** What is typed into the form, kept as it was typed; but half a surrogate pair has no UTF-8, and so no place in the table. */
const typed = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.replace(/\p{Surrogate}/gu, ""));

const answerValue = z.union([
  typed(answerCap),
  z.strictObject({ ticked: z.boolean(), explanation: typed(answerCap) }),
  z.array(z.record(z.string().max(40), typed(2000))).max(50),
]);

const fault = z.strictObject({
  code: z.enum(["over-limit", "missing", "unexplained", "attachment-missing", "bad-mail", "incomplete-row"]),
  question: z.string(),
  count: z.int().optional(),
  limit: z.int().optional(),
  row: z.int().optional(),
  column: z.string().optional(),
});

/** The answer of every refusal: a stable code and its figures beside it. */
export const refusal = z.looseObject({ code: z.string(), faults: z.array(fault).optional() });

const round = z.strictObject({
  id: z.string(),
  year: z.int(),
  template: z.strictObject({ id: z.string(), hash }),
  opensAt: instant,
  closesAt: instant,
  closesOn: z.string(),
  weekendRule: z.enum(["keep", "next-working-day"]),
  act: z.enum(["handed-in", "signed"]),
  signDays: z.int(),
  reportBy: z.string(),
  horizon: z.int(),
  amounts: z.strictObject({ standard: z.int(), metropolitan: z.int(), metropolitanCounties: z.array(z.string()) }),
  howToSend: z.string(),
});

const rss = z.strictObject({ id: z.string(), name, county: z.string(), host: z.string() });
const shownState = z.enum([
  "not-started",
  "draft",
  "handed-in",
  "submitted",
  "abstained",
  "not-in-time",
  "not-signed-in-time",
]);

/** What the malware scan said; pending until it has. */
const verdict = z.enum(["pending", ...verdicts]);

const file = z.strictObject({
  id: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
  /** `uploading` until the bytes have arrived and been checked. */
  state: z.enum(["uploading", "stored"]),
  verdict,
  at: instant,
  by: name,
});

const receipt = z.strictObject({
  number: z.string(),
  code: z.string().meta({ description: "eight characters of the checksum, printed beside the number" }),
  version: z.int(),
  hash,
  receivedAt: instant,
  inTime: z.boolean(),
  handedInAt: instant,
  handedInBy: name,
  signedAt: instant,
  signedBy: name,
  extensionReason: z.string().nullable(),
  document: z.enum(["ready", "pending"]),
});

const waiting = z.strictObject({ version: z.int(), hash, at: instant, by: name, signBy: instant });

const summary = z.strictObject({
  id: z.string(),
  round,
  rss,
  state: shownState,
  standing: z.int().nullable(),
  closesAt: instant,
  waiting: waiting.nullable(),
  receipt: z.strictObject({ number: z.string(), receivedAt: instant, inTime: z.boolean() }).nullable(),
  /** What this person may do with it by role; whether it can be done now is the state's matter. */
  roles: z.array(z.enum(["writer", "head", "reader", "officer", "admin"])),
});

const submission = summary.extend({
  /** Number of moves so far. */
  seq: z.int(),
  /** Number of comments and verdicts so far; presence tells when it has grown. */
  news: z.int(),
  version: z.int(),
  heads: z.array(z.strictObject({ name })),
  request: z.strictObject({ at: instant, by: name, reason: z.string() }).nullable(),
  extended: z.strictObject({ at: instant, reason: z.string() }).nullable(),
  /** Head's comment when it was last sent back and not handed in since. */
  sentBack: z.strictObject({ at: instant, by: name, comment: z.string() }).nullable(),
  /** The draft; null for SKR, which never reads drafts. */
  draft: z
    .strictObject({
      answers: z.record(z.string(), z.strictObject({ value: answerValue, rev: z.int(), at: instant, by: name })),
      files: z.array(file),
    })
    .nullable(),
  /** Contacts changed after submission; null while those of the standing version hold. */
  contacts: z.array(z.record(z.string(), z.string())).nullable(),
  now: instant,
});

const version = z.strictObject({
  id: z.string(),
  version: z.int(),
  round,
  rss,
  template: z.strictObject({ id: z.string(), hash }),
  answers: z.record(z.string(), answerValue),
  files: z.array(
    z.strictObject({ id: z.string(), name: z.string(), type: z.string(), size: z.int(), sha256: z.string(), verdict }),
  ),
  frozenAt: instant,
  by: name,
  hash,
  signature: z.strictObject({ number: z.string(), signedAt: instant, signedBy: name }).nullable(),
  /** Version the reader last signed or that stands, for showing what changed; null when there is none. */
  standing: z.int().nullable(),
});

const comment = z.strictObject({
  id: z.string(),
  question: z.string(),
  text: z.string(),
  at: instant,
  by: name,
  /** Counts its changes; resolving names the one that was seen. */
  rev: z.int(),
  resolved: z.strictObject({ at: instant, by: name }).nullable(),
});

/** One text of an answer: by whom, from the first to the last save of theirs, and why it is no longer (or never was) the answer. */
const pastText = z.strictObject({
  value: answerValue,
  rev: z.int(),
  since: instant,
  at: instant,
  by: name,
  why: z.enum(["current", "replaced", "set-aside", "attached"]),
});

const upload = z.strictObject({
  file,
  /**
   * Where and with which fields the browser posts the bytes (multipart/form-data, the file last); null when the very file
   * is there already.
   */
  post: z.strictObject({ url: z.string(), fields: z.record(z.string(), z.string()) }).nullable(),
});

const read = z.strictObject({ version: z.int().positive(), hash });
const saved = z.strictObject({ rev: z.int(), at: instant });

type Contract = { body?: z.ZodType; answer: z.ZodType; ifMatch?: true };

export const contract = {
  openapi: { answer: z.looseObject({ openapi: z.string() }) },
  me: {
    answer: z.strictObject({
      person: z.strictObject({ id: z.string(), name, email: z.string() }),
      memberships: z.array(
        z.strictObject({
          org: z.string(),
          orgName: name,
          role: z.enum(["writer", "head", "reader", "officer", "admin"]),
          to: instant.nullable(),
        }),
      ),
      submissions: z.array(summary),
      now: instant,
    }),
  },
  rounds: { answer: z.strictObject({ rounds: z.array(round), now: instant }) },
  overview: {
    answer: z.strictObject({
      round,
      rows: z.array(
        z.strictObject({
          id: z.string(),
          rss: z.strictObject({ id: z.string(), name, county: z.string() }),
          state: shownState,
          standing: z.int().nullable(),
          closesAt: instant,
          inTime: z.boolean().nullable(),
          movedAt: instant.nullable(),
          number: z.string().nullable(),
          /** An extension is asked for and not yet granted. */
          requested: z.boolean(),
        }),
      ),
      now: instant,
    }),
  },
  submission: { answer: submission },
  version: { answer: version },
  log: {
    answer: z.strictObject({
      events: z.array(
        z.strictObject({ seq: z.int(), at: instant, by: name, type: z.string(), note: z.string().nullable(), hash }),
      ),
      whole: z.boolean(),
    }),
  },
  receipt: { answer: receipt },
  document: { answer: z.strictObject({ url: z.string(), name: z.string() }) },
  saveAnswer: { body: z.strictObject({ value: answerValue }), answer: saved, ifMatch: true },
  moveToAttachment: {
    body: z.strictObject({ value: typed(answerCap) }),
    answer: z.strictObject({
      file,
      answers: z.record(z.string(), z.strictObject({ value: answerValue, rev: z.int(), at: instant, by: name })),
    }),
    ifMatch: true,
  },
  history: { answer: z.strictObject({ texts: z.array(pastText), now: instant }) },
  presence: {
    /** The question whose field has the focus; `isLeaving` when the page is being left. */
    body: z.strictObject({ question: z.string().max(40).nullable(), isLeaving: z.boolean().optional() }),
    answer: z.strictObject({
      others: z.array(z.strictObject({ name, question: z.string().nullable(), at: instant })),
      /** What there is by now, for telling what the page does not have: moves, comments, and the revision of each answer and file (`f:id`). */
      seq: z.int(),
      news: z.int(),
      revs: z.record(z.string(), z.int()),
      now: instant,
    }),
  },
  comments: { answer: z.strictObject({ comments: z.array(comment), now: instant }) },
  comment: {
    body: z.strictObject({ question: z.string().max(40), text: words(2000) }),
    answer: z.strictObject({ comment }),
  },
  resolveComment: {
    body: z.strictObject({ resolved: z.boolean() }),
    answer: z.strictObject({ comment }),
    ifMatch: true,
  },
  addFile: {
    body: z.strictObject({
      name: words(200),
      size: z.int().positive(),
      sha256: hash,
    }),
    answer: upload,
  },
  confirmFile: { body: nothing, answer: z.strictObject({ file }) },
  readFile: { answer: z.strictObject({ url: z.string(), name: z.string() }) },
  removeFile: { answer: nothing },
  handIn: { body: nothing, answer: z.strictObject({ waiting }) },
  recall: { body: nothing, answer: nothing },
  intent: { body: read, answer: z.strictObject({ pressedAt: instant, until: instant }) },
  sign: { body: read, answer: z.strictObject({ receipt }) },
  sendBack: { body: read.extend({ comment: words(2000) }), answer: nothing },
  change: { body: nothing, answer: nothing },
  abstain: { body: nothing, answer: nothing },
  resume: { body: nothing, answer: nothing },
  contacts: {
    body: z.strictObject({
      contacts: z
        .array(z.record(z.string().max(40), z.string().max(2000).overwrite(normalise)))
        .min(1)
        .max(50),
    }),
    answer: nothing,
  },
  requestExtension: { body: z.strictObject({ reason }), answer: nothing },
  grantExtension: {
    body: z.strictObject({ until: z.iso.date().meta({ description: "last day, Swedish calendar" }), reason }),
    answer: z.strictObject({ closesAt: instant }),
  },
} as const satisfies Record<RouteName, Contract>;

export type Body<R extends RouteName> = (typeof contract)[R] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
export type Answer<R extends RouteName> = z.output<(typeof contract)[R]["answer"]>;
