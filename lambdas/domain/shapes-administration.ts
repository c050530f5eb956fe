/** Bodies and answers of the routes about rounds, the register and people, in zod: used by contract.ts alone. */
import * as z from "zod";
import { isMailAddress } from "./form.ts";
import { languages } from "./language.ts";
import { lazily } from "./lazily.ts";
import { mailStates } from "./mailings.ts";
import { hash, instant, name, nothing, reason, round, words } from "./shapes.ts";

/** `2021-05-31` */
const day = z.iso.date().meta({ description: "Swedish calendar" });
/** An instant somebody names: UTC with milliseconds, as all of them are written. */
const at = z.iso.datetime({ precision: 3 }).meta({ description: "UTC, ISO 8601 with milliseconds" });
const year = z.int().min(2000).max(2100);
const roundId = z.string().regex(/^[\w-]{1,20}$/);
const personId = z.string().max(80);
export const role = z.enum(["writer", "head", "reader", "officer", "admin"]);
const mailAddress = z
  .string()
  .max(254)
  .overwrite((text) => text.trim())
  .refine(isMailAddress);

const kronor = z.int().min(0).max(1_000_000_000);
const steps = z.array(z.int().min(0).max(365)).max(20);
const ladder = z.strictObject({ days: steps, heads: steps });
const letter = z.string().regex(/^[A-Z]{1,2}$/);

/** All that SKR decides of a round. What may not be changed any more is sent as it was. */
const settings = z.strictObject({
  opensAt: at,
  closesOn: day,
  weekendRule: z.enum(["keep", "next-working-day"]),
  act: z.enum(["handed-in", "signed"]),
  signDays: z.int().min(0).max(90),
  reportBy: day,
  follows: roundId.nullable(),
  horizon: z.int().min(2000).max(2200),
  amounts: z.strictObject({
    standard: kronor,
    metropolitan: kronor,
    metropolitanCounties: z.array(letter).max(100),
  }),
  howToSend: words(1000),
  ladder,
  frame: kronor.max(100_000_000_000).nullable(),
});

const run = lazily(() =>
  z.strictObject({
    round: round(),
    state: z.enum(["prepared", "open", "closed"]),
    /** Counts changes; the next one names the one it saw. */
    rev: z.int(),
    ladder: z.strictObject({ days: z.array(z.int()), heads: z.array(z.int()) }),
    frame: z.int().nullable(),
    openedAt: instant.nullable(),
    closedAt: instant.nullable(),
  }),
);

const issue = lazily(() => z.strictObject({ path: z.string(), problem: z.string() }));

/** With what remains to be done for it. */
const runWhole = lazily(() =>
  run().extend({
    /** Submissions there are in it. */
    submissions: z.int(),
    /** RSS that are to have one and have none yet: opening again makes them. */
    missing: z.array(z.strictObject({ id: z.string(), name })),
    /** Submissions whose closing time is before the round's: extending again moves them. */
    behind: z.array(z.strictObject({ id: z.string(), name })),
    /** What keeps a prepared round from being opened now; empty for others. */
    hindrances: z.array(issue()),
    now: instant,
  }),
);

const withheldEvent = lazily(() => z.strictObject({ seq: z.int(), prev: hash, hash }));
const exactEvent = lazily(() =>
  withheldEvent().extend({
    id: z.string(),
    at: instant,
    /** Pseudonym. */
    by: z.string(),
    fact: z.looseObject({ type: z.string() }),
  }),
);

/**
 * The events as they were hashed, people by pseudonym, so that `npm run -s verify -- --log FILE` can do it again. One whose content is
 * not for the reader has only its place in the chain.
 */
export const chain = lazily(() =>
  z.strictObject({
    id: z.string(),
    seq: z.int(),
    tip: hash,
    events: z.array(z.union([exactEvent(), withheldEvent()])),
  }),
);

const logged = lazily(() => z.strictObject({ seq: z.int(), at: instant, by: name, type: z.string(), hash }));

/** `changed`: settings by name, as they were then put. */
const runLog = lazily(() =>
  z.strictObject({
    events: z.array(
      logged().extend({ note: z.string().nullable(), changed: z.record(z.string(), z.unknown()).nullable() }),
    ),
    whole: z.boolean(),
    chain: chain(),
  }),
);

const registerLog = lazily(() =>
  z.strictObject({
    events: z.array(
      logged().extend({
        /** Whom it is about, when it is about a person; `other` is who was stood in for, or who took over. */
        person: name.nullable(),
        other: name.nullable(),
        /** Whoever stood in for them, and ended with them. */
        along: z.array(name),
        role: role.nullable(),
        from: instant.nullable(),
        to: instant.nullable(),
        changed: z.record(z.string(), z.unknown()).nullable(),
      }),
    ),
    whole: z.boolean(),
    chain: chain(),
  }),
);

const orgNo = words(20);
const host = z.strictObject({ name: words(200), orgNo, from: day, to: day.nullable() });
const payee = z.strictObject({ name: words(200), orgNo, bankgiro: words(20), reference: z.string().max(100) });

const rssDetails = z.strictObject({
  name: words(200),
  county: words(100),
  registrar: mailAddress,
  mailbox: mailAddress.nullable(),
  aliases: z.array(words(200)).max(20),
  /** First and last day of each; `to` is null for the one that goes on. */
  hosts: z.array(host).min(1).max(50),
  payee: payee.nullable(),
});

const rssWhole = lazily(() =>
  z.strictObject({
    id: z.string(),
    rev: z.int(),
    name,
    county: z.string(),
    /** In force now. */
    host: z.string(),
    registrar: z.string(),
    mailbox: z.string().nullable(),
    aliases: z.array(z.string()),
    hosts: z.array(z.strictObject({ name, orgNo: z.string(), from: z.string(), to: z.string().nullable() })),
    payee: z.strictObject({ name, orgNo: z.string(), bankgiro: z.string(), reference: z.string() }).nullable(),
  }),
);

const member = lazily(() =>
  z.strictObject({
    id: z.string(),
    name,
    email: z.string(),
    /** In which the portal writes to them. */
    language: z.enum(languages),
    /** Since when an invitation waits to be accepted; null for whoever has logged in. */
    invited: instant.nullable(),
    /** The last mail with an invitation and what became of it; null for whoever has logged in, and as long as it is not sent. */
    invitation: z
      .strictObject({
        state: z.enum(mailStates),
        at: instant,
        /** Nobody knows whether it has gone. */
        isStuck: z.boolean(),
      })
      .nullable(),
    /** In this organisation, those that are over too, newest first. */
    memberships: z.array(
      z.strictObject({
        role,
        from: instant,
        to: instant.nullable(),
        confirmedBy: name,
        /** For whom, by name and id, when it is a substitute's. */
        standsInFor: z.strictObject({ id: z.string(), name }).nullable(),
      }),
    ),
  }),
);

export const administration = {
  /** All rounds as SKR runs them, newest last. */
  runs: { answer: () => z.strictObject({ runs: z.array(run()), now: instant }) },
  createRun: {
    /** Of a form (its id in templates/), or of an earlier round, whose days are moved to the year. */
    body: z.union([z.strictObject({ template: z.string().max(40), year }), z.strictObject({ copy: roundId, year })]),
    answer: run,
  },
  run: { answer: runWhole },
  editRun: { body: settings, answer: run, ifMatch: true },
  /** On the revision that was seen. Makes each RSS's submission, then opens; pressed again it makes those that are missing. */
  openRun: { body: nothing, answer: runWhole, ifMatch: true },
  /** Pressed again with the same day it moves those that are behind, with the reason that was given first. */
  extendRun: { body: z.strictObject({ until: day, reason }), answer: runWhole },
  closeRun: { body: nothing, answer: run, ifMatch: true },
  roundLog: { answer: runLog },
  register: { answer: () => z.strictObject({ rsses: z.array(rssWhole()), now: instant }) },
  /** On the revision that was seen; 0 also for an RSS that is not there yet. */
  saveRss: { body: rssDetails, answer: rssWhole, ifMatch: true },
  registerLog: { answer: registerLog },
  people: { answer: () => z.strictObject({ people: z.array(member()), now: instant }) },
  /** Somebody new, who gets a mail, or somebody the portal knows by id. `from`: now when null. `to`: first instant without the role. */
  invite: {
    body: z.union([
      z.strictObject({ name: words(200), email: mailAddress, role, from: at.nullable(), to: at.nullable() }),
      z.strictObject({ person: personId, role, from: at.nullable(), to: at.nullable() }),
    ]),
    answer: () => z.strictObject({ person: z.string() }),
  },
  /** Another mail, with a new code, to whoever has not accepted; the address may have been wrong. */
  inviteAgain: { body: z.strictObject({ email: mailAddress }), answer: () => nothing },
  /** `from` tells which of the person's memberships; `at`: now when null. */
  endMembership: {
    body: z.strictObject({ role, from: at, at: at.nullable() }),
    answer: () => z.strictObject({ to: instant }),
  },
  /** The person of the path stands in for a head: `of`, or whoever asks when null. */
  delegate: {
    body: z.strictObject({ of: personId.nullable(), from: at.nullable(), to: at }),
    answer: () => z.strictObject({ from: instant, to: instant }),
  },
  /** The person of the path leaves a role and another takes it, at the same instant. */
  handOver: {
    body: z.strictObject({
      role,
      from: at,
      at: at.nullable(),
      to: z.union([z.strictObject({ person: personId }), z.strictObject({ name: words(200), email: mailAddress })]),
    }),
    answer: () => z.strictObject({ person: z.string(), at: instant }),
  },
  /** The code after `#` in the link of the mail. */
  acceptInvitation: { body: z.strictObject({ code: words(200) }), answer: () => nothing },
} as const;
