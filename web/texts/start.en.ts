/** Words of the start page, in English: the page itself, and one plan or report on it. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import {
  formatAmount,
  formatCount,
  formatDay,
  formatDeadline,
  formatInstant,
  formatTime,
  formatWeekday,
} from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { cardWords as cardSv, start as startSv } from "./start.sv.ts";

const when = (at: Instant, now: Instant) =>
  dayOf(at) === dayOf(now) ? `today at ${formatTime(at)}` : `on ${formatInstant(at)}`;

export const start = {
  staff: {
    title: "Overview",
    open: (closesAt: Instant) => `Open up to and including ${formatDay(lastDay(closesAt))}`,
    closed: (closesAt: Instant) => `Closed ${formatDay(lastDay(closesAt))}`,
    notOpen: (opensAt: Instant) => `Opens ${formatDay(dayOf(opensAt))}`,
    overview: "Open the overview",
    round: "Open the round",
    register: { words: "RSS", hint: "Which RSS there are, who houses each, and where to write." },
    people: { words: "People", hint: "Invite, end and hand over. See who is missing." },
    rounds: { words: "Rounds", hint: "Create, change, open and close. See every email before it goes." },
  },
  substitutes: (rss: string) => `A substitute for you in ${rss}`,
  nothing: "There is no plan to write just now. Contact SKR if something is missing.",
  contact: "How to reach SKR",
} satisfies typeof startSv;

export const cardWords = byKind(
  nouns,
  (it) =>
    ({
      title: (year: number) => `${it.name} ${year}`,
      deadline: (closesAt: Instant) => `No later than ${formatDeadline(closesAt)}`,
      daysLeft: (days: number) =>
        days > 1 ? `${formatCount(days)} days left` : days === 1 ? "1 day left" : "Today is the last day",
      answerBy: (dueAt: Instant) => `Answer no later than ${formatDeadline(dueAt)}`,
      waitsForYou: "Waiting for your signature",
      lead: {
        notStarted: "Nobody has begun to write.",
        draft: `${it.The} is being written. SKR cannot read the draft.`,
        waiting: (by: string, at: Instant, now: Instant) => `${by} sent ${it.the} for signature ${when(at, now)}.`,
        waitsForHead: `Now ${it.the} waits for the head to read and sign it.`,
        signBy: (signBy: Instant) => `It must be signed no later than ${formatWeekday(lastDay(signBy))}.`,
        received: (at: Instant) => `Received ${formatInstant(at)}`,
        approved: (amount: number | null, at: Instant): string =>
          amount === null
            ? `SKR approved ${it.the} on ${formatDay(dayOf(at))}.`
            : `SKR granted ${formatAmount(amount)} on ${formatDay(dayOf(at))}.`,
        rejected: (at: Instant): string => `${it.noTo} on ${formatDay(dayOf(at))}. The reasons are where you open it.`,
        asked: `SKR needs to know more. ${it.The} you submitted counts meanwhile.`,
        askedAndOver: `SKR needs to know more. The answer was due, but you can still send it. ${it.The} you submitted counts meanwhile.`,
        dueBy: (dueAt: Instant) => `SKR wants the answer no later than ${formatWeekday(lastDay(dueAt))}.`,
        completed: (at: Instant, inTime: boolean) =>
          `Your answer to SKR was received ${formatInstant(at)}, ${inTime ? "in time" : "after it was due"}.`,
        inTime: "in time",
        late: "after the deadline",
        number: (number: string) => `Receipt number ${number}`,
        rewriting: `${it.The} you submitted counts until you submit a new one.`,
        abstained: "You will get no reminders. You can change your mind up to and including the last day.",
        tooLate: (closesAt: Instant) =>
          `The time ran out on ${formatWeekday(lastDay(closesAt))}. All the text is still there.`,
      },
      go: {
        begin: "Begin writing",
        goOn: "Go on writing",
        read: `Read ${it.the}`,
        sign: "Read and sign",
        see: `Open ${it.the}`,
        receipt: "Show the receipt",
        answer: "Answer SKR",
        extension: "Ask for an extension or fetch the text",
      },
    }) satisfies ReturnType<typeof cardSv>,
);
