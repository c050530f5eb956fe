/** What bodies and answers are made of, in zod: used by contract.ts alone. */
import * as z from "zod";
import { verdicts } from "./attachments.ts";
import { normalise } from "./counting.ts";
import { lazily } from "./lazily.ts";

export const instant = z.string().meta({ format: "date-time", description: "UTC, ISO 8601 with milliseconds" });
export const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: "SHA-256, lower-case hex" });
export const name = z.string();
/**
 * What a person says outside the form. Normalised here, since it is hashed as it stands: half a surrogate pair would come back
 * from the table as another character and break the chain, and a reason of zero-width characters is none.
 */
export const words = (max: number) => z.string().overwrite(normalise).min(1).max(max);
export const reason = words(1000);
export const nothing = z.strictObject({});

/** Longest answer the portal takes, in UTF-16 code units; far over any form's limit, because a draft may be over. */
export const answerCap = 100_000;

/** What is typed into the form, kept as it was typed; but half a surrogate pair has no UTF-8, and so no place in the table. */
export const typed = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite((text) => text.replace(/\p{Surrogate}/gu, ""));

export const answerValue = z.union([
  typed(answerCap),
  z.strictObject({ ticked: z.boolean(), explanation: typed(answerCap) }),
  z.array(z.record(z.string().max(40), typed(2000))).max(50),
]);

const fault = lazily(() =>
  z.strictObject({
    code: z.enum([
      "over-limit",
      "missing",
      "unexplained",
      "attachment-missing",
      "bad-mail",
      "incomplete-row",
      "not-a-number",
      "goal-unanswered",
    ]),
    question: z.string(),
    count: z.int().optional(),
    limit: z.int().optional(),
    row: z.int().optional(),
    goal: z.int().optional(),
    column: z.string().optional(),
  }),
);

/** The answer of every refusal: a stable code and its figures beside it. */
export const refusal = lazily(() => z.looseObject({ code: z.string(), faults: z.array(fault()).optional() }));

export const round = lazily(() =>
  z.strictObject({
    id: z.string(),
    year: z.int(),
    kind: z.enum(["plan", "report"]),
    template: z.strictObject({ id: z.string(), hash }),
    opensAt: instant,
    closesAt: instant,
    closesOn: z.string(),
    weekendRule: z.enum(["keep", "next-working-day"]),
    act: z.enum(["handed-in", "signed"]),
    signDays: z.int(),
    reportBy: z.string(),
    follows: z.string().nullable(),
    horizon: z.int(),
    amounts: z.strictObject({ standard: z.int(), metropolitan: z.int(), metropolitanCounties: z.array(z.string()) }),
    howToSend: z.string(),
  }),
);

export const rss = lazily(() => z.strictObject({ id: z.string(), name, county: z.string(), host: z.string() }));
export const shownState = z.enum([
  "not-started",
  "draft",
  "handed-in",
  "submitted",
  "returned",
  "abstained",
  "approved",
  "rejected",
  "not-in-time",
  "not-signed-in-time",
]);

/** What the malware scan said; pending until it has. */
const verdict = z.enum(["pending", ...verdicts]);

/** What a file is, whatever has become of it. */
const fileFacts = lazily(() =>
  z.strictObject({ id: z.string(), name: z.string(), type: z.string(), size: z.int(), sha256: z.string() }),
);

export const file = lazily(() =>
  fileFacts().extend({
    /** `uploading` until the bytes have arrived and been checked. */
    state: z.enum(["uploading", "stored"]),
    verdict,
    at: instant,
    by: name,
  }),
);

/** Of an answer to SKR's questions: when it was due. `inTime` beside it is about the version that it completes. */
const completes = lazily(() => z.strictObject({ version: z.int(), dueAt: instant, inTime: z.boolean() }).nullable());

/** A file before its bytes are sent. */
export const announcement = z.strictObject({ name: words(200), size: z.int().positive(), sha256: hash });

export const receipt = lazily(() =>
  z.strictObject({
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
    /** How it was signed on paper; null when it was signed in the portal. */
    paper: z
      .strictObject({
        signedOn: z.string(),
        registeredBy: name,
        /** SKR's reason to register it for the RSS. */
        onBehalf: z.string().nullable(),
        scan: z.strictObject({ id: z.string(), name: z.string(), size: z.int(), sha256: z.string(), verdict }),
      })
      .nullable(),
    completes: completes(),
    extensionReason: z.string().nullable(),
    document: z.enum(["ready", "pending"]),
  }),
);

export const waiting = lazily(() => z.strictObject({ version: z.int(), hash, at: instant, by: name, signBy: instant }));

/** Where one RSS stands in one round. */
export const whereItStands = lazily(() =>
  z.strictObject({
    id: z.string(),
    round: round(),
    rss: rss(),
    state: shownState,
    standing: z.int().nullable(),
    closesAt: instant,
  }),
);

export const summary = lazily(() =>
  whereItStands().extend({
    waiting: waiting().nullable(),
    receipt: z
      .strictObject({ number: z.string(), receivedAt: instant, inTime: z.boolean(), completes: completes() })
      .nullable(),
    /** SKR's decision, with the amount of a plan. */
    approved: z.strictObject({ at: instant, amount: z.int().nullable() }).nullable(),
    rejected: z.strictObject({ at: instant }).nullable(),
    /** SKR wants to know more: about which questions (`files`: the attachments), by when, and about which version. */
    completion: z
      .strictObject({ version: z.int(), questions: z.array(z.string()), dueAt: instant, at: instant })
      .nullable(),
    /** What this person may do with it by role; whether it can be done now is the state's matter. */
    roles: z.array(z.enum(["writer", "head", "reader", "officer", "admin"])),
  }),
);

export const submission = lazily(() =>
  summary().extend({
    /** Number of moves so far. */
    seq: z.int(),
    /** Number of comments and verdicts so far; presence tells when it has grown. */
    news: z.int(),
    version: z.int(),
    heads: z.array(z.strictObject({ id: z.string(), name })),
    request: z.strictObject({ at: instant, by: name, reason: z.string() }).nullable(),
    extended: z.strictObject({ at: instant, reason: z.string() }).nullable(),
    /** Head's comment when it was last sent back and not handed in since. */
    sentBack: z.strictObject({ at: instant, by: name, comment: z.string() }).nullable(),
    /** The draft; null for SKR, which never reads drafts. */
    draft: z
      .strictObject({
        answers: z.record(z.string(), z.strictObject({ value: answerValue, rev: z.int(), at: instant, by: name })),
        files: z.array(file()),
      })
      .nullable(),
    /** Contacts changed after submission; null while those of the standing version hold. */
    contacts: z.array(z.record(z.string(), z.string())).nullable(),
    now: instant,
  }),
);

export const version = lazily(() =>
  z.strictObject({
    id: z.string(),
    version: z.int(),
    round: round(),
    rss: rss(),
    template: z.strictObject({ id: z.string(), hash }),
    answers: z.record(z.string(), answerValue),
    files: z.array(fileFacts().extend({ verdict })),
    frozenAt: instant,
    by: name,
    hash,
    /** Of a version that completes an earlier one: what SKR asked about, and what the RSS says about its answer. */
    completes: z
      .strictObject({ version: z.int(), questions: z.array(z.string()), askedAt: instant, note: z.string() })
      .nullable(),
    signature: z
      .strictObject({
        number: z.string(),
        signedAt: instant,
        signedBy: name,
        /** The day written on the paper; null when it was signed in the portal. */
        onPaper: z.string().nullable(),
      })
      .nullable(),
    /** Version the reader last signed or that stands, for showing what changed; null when there is none. */
    standing: z.int().nullable(),
  }),
);

export const comment = lazily(() =>
  z.strictObject({
    id: z.string(),
    question: z.string(),
    text: z.string(),
    at: instant,
    by: name,
    /** Counts its changes; resolving names the one that was seen. */
    rev: z.int(),
    resolved: z.strictObject({ at: instant, by: name }).nullable(),
  }),
);

/** One text of an answer: by whom, from the first to the last save of theirs, and why it is no longer (or never was) the answer. */
export const pastText = lazily(() =>
  z.strictObject({
    value: answerValue,
    rev: z.int(),
    since: instant,
    at: instant,
    by: name,
    why: z.enum(["current", "replaced", "set-aside", "attached"]),
  }),
);

export const upload = lazily(() =>
  z.strictObject({
    file: file(),
    /**
     * Where and with which fields the browser posts the bytes (multipart/form-data, the file last); null when the very file
     * is there already.
     */
    post: z.strictObject({ url: z.string(), fields: z.record(z.string(), z.string()) }).nullable(),
  }),
);

export const read = z.strictObject({ version: z.int().positive(), hash });
export const saved = lazily(() => z.strictObject({ rev: z.int(), at: instant }));
