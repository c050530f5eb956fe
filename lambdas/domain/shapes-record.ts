/** What leaves the portal in one piece, in zod: answers side by side, exports, the record package, and who has read what. */
import * as z from "zod";
import { levels } from "./documents.ts";
import { exportFormats, exportKinds } from "./export.ts";
import { lazily } from "./lazily.ts";
import { readAs } from "./reads.ts";
import { answerValue, hash, instant, name, round, rss, shownState, whereItStands } from "./shapes.ts";
import { chain } from "./shapes-administration.ts";
import { remark } from "./shapes-review.ts";

const standingVersion = lazily(() => z.strictObject({ version: z.int(), number: z.string(), hash }));

/** One question of a round: what stands under it in each RSS's version that counts; null where there is none. */
export const answersSideBySide = lazily(() =>
  z.strictObject({
    round: round(),
    question: z.string(),
    rows: z.array(
      z.strictObject({
        id: z.string(),
        rss: rss(),
        state: shownState,
        submitted: standingVersion().extend({ answer: answerValue.nullable() }).nullable(),
      }),
    ),
    now: instant,
  }),
);

/** `format` changes nothing in the answer, from which the browser makes the file: it stands in the round's log. */
export const wanted = z.strictObject({ what: z.enum(exportKinds), format: z.enum(exportFormats) });

export const exported = lazily(() =>
  z.strictObject({
    round: round(),
    rows: z.array(
      z.strictObject({
        id: z.string(),
        rss: rss(),
        state: shownState,
        closesAt: instant,
        movedAt: instant.nullable(),
        receipt: z
          .strictObject({ number: z.string(), receivedAt: instant, inTime: z.boolean(), signedAt: instant })
          .nullable(),
        /** `amount` in whole kronor, of a plan that is granted. */
        decided: z.strictObject({ at: instant, amount: z.int().nullable() }).nullable(),
        /** An extension is asked for and not granted yet. */
        requested: z.boolean(),
        /** When SKR's questions are to be answered. */
        due: instant.nullable(),
        assigned: name.nullable(),
        paid: z.int(),
        unused: z.int().nullable(),
        /** The version that counts. Null without one, and of an export of the overview. */
        submitted: standingVersion()
          .extend({ answers: z.record(z.string(), answerValue) })
          .nullable(),
      }),
    ),
  }),
);

const fetchable = lazily(() =>
  z.strictObject({
    name: z.string(),
    size: z.int(),
    sha256: hash,
    /** Holds for a quarter of an hour; null for a file that is not given out: not checked yet, or harmful. */
    url: z.string().nullable(),
  }),
);

/** Everything of one RSS in one round, with links to the files. Drafts are no part of it. */
const recorded = lazily(() => fetchable().extend({ level: z.enum(levels), renewal: z.int(), at: instant }));

export const recordPackage = lazily(() =>
  whereItStands().extend({
    decided: z
      .strictObject({ outcome: z.enum(["approved", "rejected"]), at: instant, amount: z.int().nullable() })
      .nullable(),
    paid: z.int(),
    unused: z.int().nullable(),
    /** What SKR has said about it: for the RSS what is said to it. */
    remarks: z.array(remark().omit({ id: true, rev: true })),
    /** The RSS's own reference number (diarienummer) and where the plan is anchored, as the standing version has them. */
    reference: z.string().nullable(),
    anchored: z.string().nullable(),
    /** Contacts changed after the standing version was signed. */
    contacts: z.array(z.record(z.string(), z.string())).nullable(),
    /** SKR's decision with its document; null while there is none. */
    decision: z
      .strictObject({
        number: z.string(),
        hash,
        /** The event as it was hashed: the SHA-256 of its UTF-8 is `hash`, which the log has. */
        content: z.string(),
        documents: z.array(recorded()),
      })
      .nullable(),
    versions: z.array(
      standingVersion().extend({
        /** Canonical JSON: the SHA-256 of its UTF-8 is `hash`. */
        content: z.string(),
        signedAt: instant,
        documents: z.array(recorded()),
        files: z.array(fetchable().extend({ id: z.string() })),
        scan: fetchable().extend({ id: z.string() }).nullable(),
      }),
    ),
    /** Every event as it was hashed; of what one side says within itself the other has only the place in the chain. */
    log: chain(),
    /** Whether the portal found it whole. */
    whole: z.boolean(),
    /** Who is behind the ids in the log, as far as the portal still knows. */
    people: z.record(z.string(), name),
  }),
);

export const staffRead = lazily(() =>
  z.strictObject({
    by: name,
    version: z.int(),
    day: z.string(),
    /** The first time that day. */
    at: instant,
    as: z.array(z.enum(readAs)),
  }),
);

/** What has been taken out of a round, oldest first. */
export const exportLog = lazily(() =>
  z.strictObject({
    events: z.array(
      z.strictObject({
        ...{ seq: z.int(), at: instant, by: name, what: z.string(), format: z.string(), hash },
        /** Whose record it was; null for the whole round. */
        submission: z.string().nullable(),
      }),
    ),
    whole: z.boolean(),
    chain: chain(),
  }),
);
