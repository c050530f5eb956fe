/**
 * A mail that staff have asked for once more. What it says is made anew, from how things stand now: nothing is sent that is no longer so.
 * Whoever it was for gets it, as long as they are reached; otherwise those who are reached instead, unless they have had theirs.
 */
import type { Instant } from "#domain/deadlines";
import { staffAddress, type To } from "#domain/mailings";
import { isOfRegister } from "#domain/register";
import { staffLetter } from "#domain/reminder-letters";
import { isStillSo, type ReminderKind, reachedAgain, reminderKinds, type Standing } from "#domain/reminders";
import { emptyReminder, enter, isListed } from "#domain/reminders-staff";
import type { Round } from "#domain/rounds";
import type { Letter } from "#domain/texts/mail.sv";
import { sendOnce } from "../mail/once.ts";
import type { Enclosure, Post } from "../mail/post.ts";
import { reminderMail, settingOf } from "../mail/reminder.ts";
import type { MailId, MailMark, MailStore } from "../store/mails.ts";
import type { PendingStore } from "../store/pending.ts";
import type { RegistryStore } from "../store/registry.ts";
import { isRead, standingsOf } from "../store/standings.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { mailsOf } from "./mailer.ts";

type Dependencies = {
  store: Pick<SubmissionStore, "head">;
  pending: Pick<PendingStore, "read">;
  registry: Pick<RegistryStore, "round" | "rss" | "membersOf" | "eachInRound">;
  mails: Pick<MailStore, "mailOf" | "mark" | "outcome" | "takeAgain" | "leaveAgain" | "markedAmong">;
  events: Pick<ReturnType<typeof mailsOf>, "prepare">;
  post: Post;
  portal: string;
  staff: string;
};

type Written = { to: To; letter: Letter; enclosures: Enclosure[] };

const isReminder = (kind: string): kind is ReminderKind => (reminderKinds as readonly string[]).includes(kind);

export function again({ store, pending, registry, mails, events, post, portal, staff }: Dependencies) {
  const { standing, markedIn } = standingsOf({ store, registry, mails });

  return async (id: MailId, now: Instant): Promise<void> => {
    const mail = await mails.mailOf(id);
    if (!mail || mail.again === null) return;
    const written = await writtenAnew(mail, now);
    const isOwn = ({ person, address }: To) => person === mail.person && (isReminder(mail.kind) || address === mail.to);
    const own = written.find(({ to }) => isOwn(to));
    for (const each of own ? [own] : written) await send(mail, each, each === own, now);
    if (!own) await mails.leaveAgain(mail);
  };

  async function send(
    mail: MailMark,
    { to, letter, enclosures }: Written,
    isOwn: boolean,
    now: Instant,
  ): Promise<void> {
    const { of, kind, step, about } = mail;
    const { address, person } = to;
    const { subject } = letter;
    const id = isOwn ? mail : { of, kind, step, whom: typeof step === "number" ? address : person };
    const sending = sendOnce({
      mark: () =>
        isOwn
          ? mails.takeAgain(mail, { to: address, subject }, now)
          : mails.mark({ ...id, to: address, person, subject, about }, now),
      send: () => post(address, letter, enclosures, new Date(now)),
      outcome: (messageId) => mails.outcome(id, messageId, now),
    });
    // What was refused stands there as failed, for staff to see.
    await sending.catch(() => false);
  }

  /** To whom it would go now, and in what words; to nobody when it is no longer so. */
  async function writtenAnew(mail: MailMark, now: Instant): Promise<Written[]> {
    const { of, kind, step } = mail;
    if (isReminder(kind)) return reminded(mail, kind, now);
    const event = typeof step === "number" ? (await pending.read(of, step))?.event : undefined;
    // Whoever is invited once more gets a code of its own, and so a mail of another event.
    const told = event && !isOfRegister(event) && (await events.prepare(event, now));
    if (!told || told.kind !== kind) return [];
    return told.letters.map((each) => ({ ...each, enclosures: told.enclosures }));
  }

  async function reminded(mail: MailMark, kind: ReminderKind, now: Instant): Promise<Written[]> {
    const round = await registry.round(mail.of);
    if (!round) return [];
    if (mail.person === "staff") return list(mail, kind, round, now);
    const found = await Promise.all(mail.about.map((id) => standing(id)));
    const standings = found.filter((each) => each !== null).filter((each) => isStillSo(kind, round, each, now));
    if (standings.length === 0) return [];
    const contacts = reachedAgain(mail.person, standings, now, await markedIn(standings));
    const setting = settingOf(round, portal, now);
    return contacts.map((to) => ({ to, ...reminderMail({ kind }, standings, setting(to.language), to.language) }));
  }

  /** SKR's own list, counted anew. */
  async function list(mail: MailMark, kind: ReminderKind, round: Round, now: Instant): Promise<Written[]> {
    const reminder = emptyReminder({ kind, step: String(mail.step), day: "" }, staff);
    for await (const page of registry.eachInRound(round.id)) {
      for (const row of page) {
        const found: Standing | null = await standing(row.id, isRead(row));
        if (found && isListed(kind, reminder.step, round, found, now)) enter(reminder, found);
      }
    }
    if (reminder.about.length === 0) return [];
    const to = staffAddress(staff);
    const letter = staffLetter(reminder, settingOf(round, portal, now)(to.language));
    return [{ to, letter, enclosures: [] }];
  }
}
