/** What is told of mails and of addresses that take none, in zod: used by contract.ts alone. */
import * as z from "zod";
import { lazily } from "./lazily.ts";
import { mailKinds, mailStates } from "./mailings.ts";
import { reminderKinds } from "./reminders.ts";
import { instant, name } from "./shapes.ts";

const state = z.enum(mailStates);
const kind = z.enum([...mailKinds, ...reminderKinds]);

/** Which mail it is, for asking for it once more. */
const key = z.strictObject({
  of: z.enum(["submission", "round"]),
  kind,
  /** Number of the event, or the step of a reminder. */
  step: z.union([z.int().positive(), z.string().min(1).max(40)]),
  whom: z.string().min(1).max(320),
});

export const mail = lazily(() =>
  z.strictObject({
    kind,
    /** Null for the RSS's people, where it is another person's address. */
    to: z.string().nullable(),
    subject: z.string(),
    at: instant,
    state,
    /** Marked as being sent, and nobody knows whether it has gone. */
    isStuck: z.boolean(),
    /** Null where it cannot be sent once more, and for the RSS's people. */
    again: key.nullable(),
    /** It is asked for once more, and not taken yet. */
    isAsked: z.boolean(),
  }),
);

/** The mail as it was seen. */
export const resend = key.extend({ state, at: instant });

export const bounced = lazily(() =>
  z.strictObject({
    address: z.string(),
    why: z.enum(["bounced", "complained"]),
    at: instant,
    /** Whose it was when the mail was sent; null where it is a function address. */
    person: name.nullable(),
    office: z.enum(["registrar", "mailbox", "staff"]).nullable(),
    /** Names of the RSS that the mail was about. */
    rsses: z.array(name),
  }),
);

export const clear = z.strictObject({ address: z.string().min(1).max(320), at: instant });
