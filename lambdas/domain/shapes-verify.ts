/** What anybody is told of a document whose number and code, or whose file, they have, in zod: used by contract.ts alone. */
import * as z from "zod";
import { levels } from "./documents.ts";
import { lazily } from "./lazily.ts";
import { instant, name } from "./shapes.ts";

/**
 * What anybody is told of a signed version, or of the decision on it, whose number and code they have: nobody's name, and of a version
 * nothing of what it says.
 */
export const verified = lazily(() =>
  z.strictObject({
    number: z.string(),
    rss: name,
    kind: z.enum(["plan", "report"]),
    title: z.string(),
    year: z.int(),
    version: z.int(),
    receivedAt: instant,
    signedAt: instant,
    /**
     * Of a decision on that version: what it is, since the amount is what somebody would change on a paper. In whole kronor; null for a
     * report and for a no.
     */
    decision: z
      .strictObject({
        outcome: z.enum(["approved", "rejected"]),
        amount: z.int().nullable(),
        at: instant,
        on: z.string(),
      })
      .nullable(),
    /** Number of the version that counts instead; null while this one does. */
    replacedBy: z.string().nullable(),
    /** The file that was asked about, else the newest; null until one is made. `sealedAt` is null without a seal. */
    document: z.strictObject({ level: z.enum(levels), sealedAt: instant.nullable() }).nullable(),
  }),
);

/** And of a file they have: whoever holds it has read there who signed, or who decided. */
export const verifiedFile = lazily(() =>
  verified().extend({
    signer: z.strictObject({ name, role: z.enum(["writer", "head", "reader", "officer", "admin"]) }).nullable(),
    decidedBy: z.strictObject({ name, attestedBy: name.nullable() }).nullable(),
    /** Level of the document that is given out now, when it is another one than this file. */
    newer: z.enum(levels).nullable(),
  }),
);
