/**
 * The daily tick: goes through the rounds, RSS by RSS, and sends exactly the reminders that are due. A mail is marked before it is
 * sent, and the submission looked at once more before it is marked; so a tick may be repeated, or die half-way and come again.
 */
import { addDays, dayOf, type Instant } from "#domain/deadlines";
import type { Marked } from "#domain/mailings";
import { type Setting, staffLetter } from "#domain/reminder-letters";
import { dueSteps, type Reminder, remindersDue, type Since, type Standing } from "#domain/reminders";
import { staffReminders } from "#domain/reminders-staff";
import { type Round, submissionId } from "#domain/rounds";
import type { Ladder } from "#domain/run";
import { sendOnce } from "../mail/once.ts";
import type { Enclosure, Post } from "../mail/post.ts";
import { reminderMail, settingOf } from "../mail/reminder.ts";
import type { MailStore } from "../store/mails.ts";
import type { Listed, RegistryStore } from "../store/registry.ts";
import type { RunStore } from "../store/runs.ts";
import { isRead, standingsOf } from "../store/standings.ts";
import type { SubmissionStore } from "../store/submissions.ts";
import type { TickStore } from "../store/ticks.ts";

export type Dependencies = {
  store: Pick<SubmissionStore, "head">;
  registry: Pick<RegistryStore, "rss" | "membersOf" | "user" | "eachInRound">;
  runs: Pick<RunStore, "runs">;
  mails: Pick<MailStore, "mark" | "outcome" | "markedAmong">;
  ticks: TickStore;
  post: Post;
  portal: string;
  staff: string;
  /** One line of JSON: what failed and for which submission, nothing of what people wrote. */
  write: (line: string) => void;
};

const worker = "reminders";

/** How many RSS are seen to at once. */
const atOnce = 8;

type Report = { sent: number; failed: number };

export function reminders({ store, registry, runs, mails, ticks, post, portal, staff, write }: Dependencies) {
  const { standing, markedIn } = standingsOf({ store, registry, mails });

  /** Whether all went well. Otherwise the day is not done, and the next tick, or this one called again, takes it up. */
  return async (now: Instant): Promise<Report> => {
    const today = dayOf(now);
    const report = { sent: 0, failed: 0 };
    const last = await ticks.lastTick(worker);
    if (last === today) return report;
    // By a clock that was set back, as in a rehearsal, every day is the first.
    const after = last !== null && last < today ? last : addDays(today, -1);
    // A round that is closed is over, however its submissions stand.
    for (const { round, run } of await runs.runs()) {
      if (run.state === "open" && round.opensAt <= now) await ofRound(round, run.ladder, { after, today }, now, report);
    }
    if (report.failed === 0) await ticks.ticked(worker, today);
    return report;
  };

  async function ofRound(round: Round, ladder: Ladder, since: Since, now: Instant, report: Report): Promise<void> {
    const lists = staffReminders(round, ladder, staff, since);
    const setting = settingOf(round, portal, now);

    /** One failure must not keep the others from theirs. */
    const attempt = async (id: string, what: () => Promise<boolean>) => {
      try {
        if (await what()) report.sent += 1;
      } catch (error) {
        report.failed += 1;
        const { name, code } = error as { name?: string; code?: string };
        write(`${JSON.stringify({ level: "error", worker, id, error: name ?? "unknown", ...(code && { code }) })}\n`);
      }
    };

    for await (const page of registry.eachInRound(round.id)) {
      // What the small rows of the index tell is enough to see that nothing can be due.
      const rows = page.filter((row) => mayBeDue(round, ladder, row, since));
      await inTurns(rows, async (row) => {
        const { id } = row;
        await attempt(id, async () => {
          const own = await standing(id, isRead(row));
          if (!own) return false;
          lists.add(own);
          for (const due of remindersDue(round, ladder, [own], since, await markedIn([own])))
            await attempt(id, () => sendNow(due, id, round, ladder, since, setting(due.to.language)));
          return false;
        });
      });
    }
    for (const list of lists.all()) {
      const letter = staffLetter(list, setting(list.to.language));
      await attempt(round.id, () => send(round, list, letter, [], list.about, now));
    }
  }

  /** Looks once more, also at what else this person is to be reminded of by the same step, and then marks and sends. */
  async function sendNow(
    { kind, step, to }: Reminder,
    id: string,
    round: Round,
    ladder: Ladder,
    since: Since,
    setting: Setting,
  ): Promise<boolean> {
    const all = await standingsFor(to.person, id, round);
    const marked: Marked = await markedIn(all);
    const now = remindersDue(round, ladder, all, since, marked).find(
      (each) => each.kind === kind && each.step === step && each.to.person === to.person,
    );
    if (!now) return false;
    const about = all.filter(({ submission }) => now.about.includes(submission.id));
    const { letter, enclosures } = reminderMail(now, about, setting, to.language);
    return send(round, now, letter, enclosures, now.about, setting.now);
  }

  /** Of every RSS in the round that this person serves. An office has but its own. */
  async function standingsFor(person: string, id: string, round: Round): Promise<Standing[]> {
    const isOffice = person.includes(".");
    const memberships = isOffice ? [] : ((await registry.user(person))?.memberships ?? []);
    const ids = new Set([id, ...memberships.map(({ org }) => submissionId(round.id, org))]);
    return (await Promise.all([...ids].map((each) => standing(each)))).filter((each) => each !== null);
  }

  function send(
    round: Round,
    { kind, step, to }: Pick<Reminder, "kind" | "step" | "to">,
    letter: Parameters<Post>[1],
    enclosures: Enclosure[],
    about: string[],
    now: Instant,
  ): Promise<boolean> {
    const mail = { of: round.id, kind, step, whom: to.person };
    const { person, address } = to;
    return sendOnce({
      mark: () => mails.mark({ ...mail, to: address, person, subject: letter.subject, about }, now),
      send: () => post(address, letter, enclosures, new Date(now)),
      outcome: (messageId) => mails.outcome(mail, messageId, now),
    });
  }
}

/** A few at once, in order. */
async function inTurns<Item>(items: Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = items.values();
  const turn = async () => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, turn));
}

/** No RSS whose steps fall on none of these days is read. What the index does not have is taken as it would be reminded of. */
function mayBeDue(round: Round, ladder: Ladder, row: Listed, since: Since): boolean {
  const { id, state, standing, closesAt, due } = row;
  const long = { version: 1, hash: "", at: round.opensAt, by: "" };
  const times = { receivedAt: long.at, handedInAt: long.at, signedAt: long.at };
  const submission = {
    ...{ id, state, standing, closesAt, waiting: state === "handed-in" ? long : null },
    receipt: standing === null ? null : { ...long, number: "", inTime: true, handedInBy: "", ...times },
    completion: due === null || due === undefined ? null : { dueAt: due, at: long.at },
  };
  const rss = { id, name: "", registrar: "" };
  return dueSteps(round, ladder, { rss, submission, members: [], isRead: isRead(row) }, since).length > 0;
}
