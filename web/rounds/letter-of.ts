/** A planned mail as the letter it will be: the same words as are sent, on what the play says by then. What nobody has said yet is an example. */
import { addDays, dayOf, epoch, type Instant, instant, isClosed } from "#domain/deadlines";
import { decisionNumber } from "#domain/documents";
import type { Language } from "#domain/language";
import { type MailKind, pageOf } from "#domain/mailings";
import type { Part, PlannedMail } from "#domain/planned";
import { reminderLetter, staffLetter } from "#domain/reminder-letters";
import { type ReminderKind, reminderKinds, type Standing } from "#domain/reminders";
import { staffReminders } from "#domain/reminders-staff";
import { amountFor, type Round, signatureDue, signBy, submissionId } from "#domain/rounds";
import type { Ladder } from "#domain/run";
import { standingAt } from "#domain/scenarios";
import { numberOf } from "#domain/submission";
import { mailEn } from "#domain/texts/mail.en";
import { type Letter, mailSv } from "#domain/texts/mail.sv";
import { remindersEn } from "#domain/texts/mail-reminders.en";
import { remindersSv } from "#domain/texts/mail-reminders.sv";

const wordings: Record<Language, typeof mailSv> = { sv: mailSv, en: mailEn };
const reminders: Record<Language, typeof remindersSv> = { sv: remindersSv, en: remindersEn };

/** What a writer, a head or an officer would have written, in the letter's own language. */
const examples = {
  sv: {
    writer: "Den som skriver",
    head: "Chefen",
    officer: "Handläggaren",
    comment: "(här står chefens kommentar)",
    reason: "(här står skälet)",
    message: "(här står vad SKR vill veta)",
    code: "0A1B2C3D",
    hash: "(kontrollsumman)",
    payee: "(mottagaren i registret)",
  },
  en: {
    writer: "The writer",
    head: "The head",
    officer: "The case officer",
    comment: "(the head’s comment)",
    reason: "(the reason)",
    message: "(what SKR wants to know)",
    code: "0A1B2C3D",
    hash: "(the checksum)",
    payee: "(the payee in the register)",
  },
} satisfies Record<Language, Record<string, string>>;

export type Play = {
  round: Round;
  ladder: Ladder;
  parts: Part[];
  /** The form's title, in Swedish as it is, and first part of its receipts' numbers. */
  title: string;
  prefix: string;
};

const isReminder = (kind: PlannedMail["kind"]): kind is ReminderKind =>
  (reminderKinds as readonly string[]).includes(kind);

/** `portal`: its origin. */
export function letterOf(mail: PlannedMail, play: Play, portal: string): Letter {
  const { round, ladder, title } = play;
  const { language } = mail.to;
  const standingOf = (part: Part): Standing => {
    const { isRead, shown: _, ...submission } = standingAt(round, part, mail.at);
    return { rss: part.rss, members: part.members, submission, isRead };
  };
  const setting = { round, title, words: reminders[language], portal, now: mail.at };
  if (!isReminder(mail.kind)) return eventLetter(mail.kind, mail, play, portal);
  const { kind, step } = mail;
  if (mail.to.person !== "staff") {
    const about = play.parts.filter(({ rss }) => mail.about.includes(submissionId(round.id, rss.id)));
    return reminderLetter({ kind }, about.map(standingOf), setting);
  }
  const today = dayOf(mail.at);
  const lists = staffReminders(round, ladder, mail.to.address, { after: addDays(today, -1), today });
  for (const part of play.parts) lists.add(standingOf(part));
  const found = lists.all().find((each) => each.kind === kind && each.step === step);
  return staffLetter({ kind, step: step ?? today, tally: found?.tally ?? {} }, setting);
}

function eventLetter(
  kind: MailKind,
  { at, to, about: ids }: PlannedMail,
  { round, parts, title, prefix }: Play,
  portal: string,
): Letter {
  const id = ids[0] ?? "";
  const part = parts.find(({ rss }) => submissionId(round.id, rss.id) === id);
  if (!part) throw new RangeError(`nobody in the play has ${id}`);
  const words = wordings[to.language](round.kind);
  const example = examples[to.language];
  const url = `${portal}${pageOf[kind](id, round.kind)}`;
  const about = { rss: part.rss.name, title, url };
  const { closesAt, completion: asked } = standingAt(round, part, at);
  // A signature ends what was asked for, and is told as what it answers.
  const completion = standingAt(round, part, instant(epoch(at) - 1)).completion ?? asked;
  const isOver = completion !== null && isClosed(completion.dueAt, at);
  const until = signatureDue(round, { closesAt, completion });
  const number = numberOf(prefix, round.year, id, completion ? 2 : 1);
  switch (kind) {
    case "waiting":
      return words.waiting(about, { by: example.writer, at, signBy: until, completes: completion ? 1 : null, isOver });
    case "handed-in-for":
      return words.handedInFor(about, {
        ...{ how: "post", receivedAt: at, reason: example.reason, by: example.officer },
        signBy: signBy(round, closesAt),
      });
    case "sent-back":
      return words.sentBack(about, {
        ...{ by: example.head, comment: example.comment, closesAt: completion?.dueAt ?? closesAt },
        ...{ isCompletion: completion !== null, isOver },
      });
    case "receipt": {
      const receivedAt = handedInAt(part, at);
      return words.receipt(about, {
        ...{ number, code: example.code, hash: example.hash, receivedAt, inTime: receivedAt < closesAt, paper: null },
        completes: completion && { version: 1, dueAt: completion.dueAt, inTime: receivedAt < completion.dueAt },
      });
    }
    case "extension-requested":
      return words.extensionRequested(about, { reason: example.reason, closesAt });
    case "extended":
      return words.extended(about, { closesAt, reason: example.reason });
    case "completion-requested":
      return words.completionRequested(about, {
        ...{ about: { questions: ["8 b"], files: false }, dueAt: completion?.dueAt ?? closesAt },
        ...{ message: example.message, by: example.officer },
      });
    case "completion-withdrawn":
      return words.completionWithdrawn(about, { reason: example.reason });
    case "proposed":
      return words.proposed(about, {
        ...{ amount: amountFor(round, part.rss.id), reasons: example.reason, by: example.officer },
      });
    case "approved":
      return words.approved(about, {
        amount: round.kind === "plan" ? amountFor(round, part.rss.id) : null,
        ...{ year: round.year, number: decisionNumber(number), code: example.code, at, reasons: "", report: null },
        payee: example.payee,
      });
    case "rejected":
      return words.rejected(about, { reasons: example.reason, number: decisionNumber(number), code: example.code, at });
  }
}

const handedInAt = ({ happens }: Part, at: Instant): Instant =>
  happens.findLast(({ what, at: then }) => (what === "handed-in" || what === "handed-in-for") && then <= at)?.at ?? at;
