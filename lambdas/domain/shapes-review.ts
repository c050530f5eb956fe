/** What SKR's work on a submission looks like in answers, in zod: used by shapes.ts and contract.ts alone. */
import * as z from "zod";
import { lazily } from "./lazily.ts";
import { hash, instant, name, shownState } from "./shapes.ts";
import { steps } from "./steps.ts";

/** What remains to be done after a move. */
export const outstandingRow = lazily(() =>
  z.strictObject({
    ...{ id: z.string(), rss: name, since: instant },
    /** Whether it is of a decision; else of what was handed in or signed. */
    decision: z.boolean(),
    steps: z.array(z.enum(steps)),
  }),
);

export const officer = lazily(() => z.strictObject({ id: z.string(), name }));

/** What the list of a round tells of one RSS. */
export const overviewRow = lazily(() =>
  z.strictObject({
    id: z.string(),
    rss: z.strictObject({ id: z.string(), name, county: z.string() }),
    state: shownState,
    standing: z.int().nullable(),
    closesAt: instant,
    inTime: z.boolean().nullable(),
    movedAt: instant.nullable(),
    number: z.string().nullable(),
    /** When what stands came. */
    receivedAt: instant.nullable(),
    /** An extension is asked for and not yet granted. */
    requested: z.boolean(),
    /** When SKR's questions are to be answered; null when there are none. */
    due: instant.nullable(),
    /** Kronor: proposed and waiting for a second officer, and granted. */
    proposed: z.int().nullable(),
    amount: z.int().nullable(),
    /** Who handles it. */
    assigned: officer().nullable(),
    /** Somebody at SKR has opened the version that counts. */
    isRead: z.boolean(),
  }),
);

/** Who gets the money, as it stood in the register when it was proposed. */
const payee = lazily(() => z.strictObject({ name, orgNo: z.string(), bankgiro: z.string(), reference: z.string() }));

/** What an event is about, where that is no words: to be told in the reader's language. */
export const figures = lazily(() =>
  z.strictObject({
    /** Kronor. */
    amount: z.int().optional(),
    /** Of a version. */
    version: z.int().optional(),
    /** First instant that is too late. */
    until: instant.optional(),
    /** Swedish calendar. */
    on: z.iso.date().optional(),
    /** Who handles it from now on; null is nobody. */
    to: name.nullable().optional(),
    questions: z.array(z.string()).optional(),
    payee: payee().optional(),
  }),
);

/** Beside what a submission is. */
export const handling = lazily(() => ({
  /** What SKR wants to know, in its own words; null when nothing is asked for. */
  asked: z.strictObject({ by: name, message: z.string() }).nullable(),
  /** Why SKR decided as it did, by whom, and what has been paid of the money. */
  decision: z
    .strictObject({
      version: z.int(),
      reasons: z.string(),
      decidedBy: name,
      attestedBy: name.nullable(),
      paid: z.int(),
      unused: z.int().nullable(),
      /** `GFP-2021-W-1-BESLUT` */
      number: z.string(),
      document: z.enum(["ready", "pending"]),
    })
    .nullable(),
  /** SKR's own work on it; null for the RSS. */
  handling: z
    .strictObject({
      assigned: officer().nullable(),
      proposal: z
        .strictObject({
          version: z.int(),
          amount: z.int(),
          at: instant,
          by: name,
          reasons: z.string(),
          payee: payee().nullable(),
          /** Proposed by whoever asks: somebody else attests it. */
          isOwn: z.boolean(),
          /** Of the event that proposed it: names it when it is attested. */
          hash,
        })
        .nullable(),
    })
    .nullable(),
}));

/** What SKR says about a question (`null`: about the whole) of a version; the RSS reads those that are visible. */
export const remark = lazily(() =>
  z.strictObject({
    id: z.string(),
    question: z.string().nullable(),
    version: z.int(),
    text: z.string(),
    visible: z.boolean(),
    at: instant,
    by: name,
    /** Counts its changes; a change names the one that was seen. */
    rev: z.int(),
    resolved: z.strictObject({ at: instant, by: name }).nullable(),
  }),
);
