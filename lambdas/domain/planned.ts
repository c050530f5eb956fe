/**
 * Every mail of a round before it is sent: the days of the round walked through with what each RSS is supposed to do when. The steps of
 * the ladder are those the daily tick takes, by the very same rule. A generator: a year of ten thousand RSS is never held at once.
 */
import { addDays, type Day, dayOf, type Instant, isClosed } from "./deadlines.ts";
import { type MailKind, type Member, mailingOf, none, staffAddress, type To } from "./mailings.ts";
import { type Remindable, type ReminderKind, remindersDue, type Standing, tickOf } from "./reminders.ts";
import { staffReminders } from "./reminders-staff.ts";
import { type Round, type Rss, signBy, submissionId } from "./rounds.ts";
import type { Ladder } from "./run.ts";
import type { Fact } from "./submission.ts";

/** What an RSS, or SKR about it, is supposed to do at an instant. */
export type Happening = { at: Instant } & (
  | {
      what:
        | "started"
        | "abstained"
        | "resumed"
        | "handed-in"
        | "handed-in-for"
        | "extension-requested"
        | "recalled"
        | "sent-back"
        | "signed"
        | "read"
        | "completion-withdrawn"
        | "proposed"
        | "approved"
        | "rejected";
    }
  | { what: "extended"; closesAt: Instant }
  | { what: "completion-requested"; dueAt: Instant }
);

/** One RSS in the play: who is in it, and what happens to its submission, in any order. */
export type Part = { rss: Pick<Rss, "id" | "name" | "registrar" | "mailbox">; members: Member[]; happens: Happening[] };

export type PlannedMail = {
  type: "mail";
  at: Instant;
  kind: ReminderKind | MailKind;
  /** Null of a mail that tells of an event. */
  step: string | null;
  to: To;
  about: string[];
};
/** An RSS's time runs out: what had come in by then. `too-late` has nothing that counts. */
export type PlannedClosing = {
  type: "closing";
  at: Instant;
  id: string;
  what: "handing-in" | "signing";
  outcome: "in" | "waiting" | "abstained" | "too-late";
};
export type Planned = PlannedMail | PlannedClosing;

type Playing = Part & { submission: Remindable; isRead: boolean; next: number };

const inOrder = <Each extends { at: Instant }>(all: Each[]): Each[] =>
  all.toSorted((one, other) => Number(one.at > other.at) - Number(one.at < other.at));

export const begunAs = (round: Round, { rss }: Part): Remindable => ({
  ...{ id: submissionId(round.id, rss.id), state: "not-started", standing: null, closesAt: round.closesAt },
  ...{ waiting: null, receipt: null, completion: null },
});

export function afterIt(before: Remindable, happening: Happening): Remindable {
  const { at } = happening;
  const back = before.completion ? "returned" : "draft";
  const by = { at, by: "" };
  switch (happening.what) {
    case "started":
    case "resumed":
      return { ...before, state: "draft" };
    case "abstained":
      return { ...before, state: "abstained" };
    case "handed-in":
    case "handed-in-for":
      return { ...before, state: "handed-in", waiting: { version: 1, hash: "", ...by } };
    case "recalled":
    case "sent-back":
      return { ...before, state: back, waiting: null };
    case "signed": {
      const times = { receivedAt: at, handedInAt: before.waiting?.at ?? at, signedAt: at };
      const receipt = { number: "", version: 1, hash: "", inTime: true, handedInBy: "", by: "", ...times };
      return { ...before, state: "submitted", standing: 1, waiting: null, receipt, completion: null };
    }
    case "extension-requested":
    case "read":
    case "proposed":
      return before;
    case "completion-withdrawn":
      return { ...before, state: "submitted", waiting: null, completion: null };
    case "approved":
    case "rejected":
      return { ...before, state: happening.what, waiting: null, completion: null };
    case "extended":
      return { ...before, closesAt: happening.closesAt };
    case "completion-requested":
      return { ...before, state: "returned", waiting: null, completion: { dueAt: happening.dueAt, at } };
    default:
      return happening satisfies never;
  }
}

/** Acts that are told in a mail at once: to whom depends on nothing but what kind of act it is. */
const told = new Set<Fact["type"]>([
  ...(["handed-in", "handed-in-for", "sent-back", "signed", "extension-requested", "extended"] as const),
  ...(["completion-requested", "completion-withdrawn", "proposed", "approved", "rejected"] as const),
]);

function mailsOf(happening: Happening, { rss, members, submission }: Playing, staff: string): PlannedMail[] {
  if (!told.has(happening.what as Fact["type"])) return [];
  const mailing = mailingOf({ fact: { type: happening.what } as Fact }, members, rss, staff, happening.at, none);
  return (mailing?.to ?? []).map((to) => ({
    ...{ type: "mail", at: happening.at, kind: mailing?.kind ?? "waiting", step: null, to, about: [submission.id] },
  }));
}

function outcomeOf({ state, standing }: Remindable): PlannedClosing["outcome"] {
  if (standing !== null) return "in";
  if (state === "abstained") return "abstained";
  return state === "handed-in" ? "waiting" : "too-late";
}

/** The times that run out for an RSS between two instants, the earlier one not counted. */
function closings(round: Round, { submission }: Playing, from: Instant, to: Instant): PlannedClosing[] {
  const { id, closesAt } = submission;
  const outcome = outcomeOf(submission);
  const times = [
    { what: "handing-in", at: closesAt },
    ...(outcome === "waiting" && round.act === "handed-in"
      ? [{ what: "signing", at: signBy(round, closesAt) } as const]
      : []),
  ] as const;
  return times
    .filter(({ at }) => isClosed(at, to) && !isClosed(at, from))
    .map(({ what, at }) => {
      const isUnsigned = what === "signing" || (round.act === "signed" && outcome === "waiting");
      return { type: "closing", at, id, what, outcome: isUnsigned ? "too-late" : outcome };
    });
}

/** What happens to one RSS from one instant to the next: its acts, the mails that tell of them, and times that run out between. */
function* lived(round: Round, playing: Playing, from: Instant, to: Instant, staff: string): Generator<Planned> {
  let since = from;
  for (let next = playing.happens[playing.next]; next && next.at <= to; next = playing.happens[playing.next]) {
    yield* closings(round, playing, since, next.at);
    since = next.at > since ? next.at : since;
    playing.submission = afterIt(playing.submission, next);
    playing.isRead = next.what === "read" || (next.what !== "signed" && playing.isRead);
    playing.next += 1;
    yield* mailsOf(next, playing, staff);
  }
  yield* closings(round, playing, since, to);
}

const standingOf = ({ rss, members, submission, isRead }: Playing): Standing => ({ rss, members, submission, isRead });

/** How long after the last thing that is supposed to happen the days are walked on, so that what follows from it is seen. */
const aftermath = 40;

/** The last day there is anything to see on. */
function lastOf(round: Round, parts: Part[]): Day {
  const instants = parts.flatMap(({ happens }) =>
    happens.flatMap((each) => [
      each.at,
      ...("closesAt" in each ? [each.closesAt] : []),
      ...("dueAt" in each ? [each.dueAt] : []),
    ]),
  );
  const last = instants.reduce((one, other) => (one > other ? one : other), round.closesAt);
  return addDays(dayOf(last), aftermath);
}

/**
 * Every mail of a round and every time that runs out, in the order of their instants within each day. Whoever serves several RSS must
 * be in the members of each, under one id.
 */
export function* planned(round: Round, ladder: Ladder, parts: Part[], staff: string): Generator<Planned> {
  const all = parts.map(
    (part): Playing => ({
      ...{ ...part, happens: inOrder(part.happens), submission: begunAs(round, part), isRead: false, next: 0 },
    }),
  );
  const last = lastOf(round, parts);
  let from = round.opensAt;
  for (let today = dayOf(round.opensAt); today <= last; today = addDays(today, 1)) {
    const tick = tickOf(today);
    const before = all.flatMap((playing) => [...lived(round, playing, from, tick, staff)]);
    yield* inOrder(before);
    if (tick > round.opensAt) yield* ticked(round, ladder, all.map(standingOf), today, staff);
    from = tick > from ? tick : from;
  }
}

/** What the tick of a day sends. */
function* ticked(round: Round, ladder: Ladder, standings: Standing[], today: Day, staff: string): Generator<Planned> {
  const since = { after: addDays(today, -1), today };
  const at = tickOf(today);
  for (const { kind, step, to, about } of remindersDue(round, ladder, standings, since))
    yield { type: "mail", at, kind, step, to, about };
  const lists = staffReminders(round, ladder, staff, since);
  for (const standing of standings) lists.add(standing);
  for (const { kind, step, about } of lists.all())
    yield { type: "mail", at, kind, step, to: staffAddress(staff), about };
}
