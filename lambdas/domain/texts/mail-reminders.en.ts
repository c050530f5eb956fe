/** What the portal reminds people of who have chosen English. No personal data in subjects, and no RSS either: they show on locked screens. */
import { type Instant, lastDay } from "../deadlines.ts";
import { formatCount, formatDay, formatDeadline } from "../formats.en.ts";
import { lazily } from "../lazily.ts";
import type { Group, Tally } from "../reminders-staff.ts";
import type { Round } from "../rounds.ts";
import { byKind, type Noun } from "./kinds.ts";
import { ours, toStaff } from "./mail.en.ts";
import { facts, type Letter } from "./mail.sv.ts";
import type { Reminded, remindersSv } from "./mail-reminders.sv.ts";
import { nouns } from "./nouns.en.ts";

const shortDay = (at: Instant): string => formatDay(lastDay(at)).replace(/\s\d{4}$/, "");

const days = (left: number): string => (left === 1 ? "1 day" : `${formatCount(left)} days`);

const soon = 10;

const listedWords = lazily(() => new Intl.ListFormat("en-GB", { type: "conjunction" }));
const together = (rsses: string[]): string => listedWords().format(rsses);

const groupWords = (it: Noun): Record<Group, string> => ({
  in: "Submitted",
  waiting: "Waiting for a signature",
  extended: "With an extension",
  missing: "Not submitted",
  abstained: "Not taking part",
  unread: `${it.names} that nobody has read`,
  late: "Answers that have not come",
});

function tallied(it: Noun, tally: Tally, order: readonly Group[]): { label: string; value: string }[] {
  const words = groupWords(it);
  return order.flatMap((group) => {
    const { count, names } = tally[group] ?? { count: 0, names: [] };
    if (count === 0) return [];
    const more = count > names.length ? ` and ${formatCount(count - names.length)} more` : "";
    return [{ label: `${words[group]} (${formatCount(count)})`, value: `${names.join(", ")}${more}` }];
  });
}

const inFacts = (it: Noun, { rsses, title, deadline }: Reminded) =>
  facts({ [it.A]: title, RSS: rsses.join(", "), "No later than": formatDeadline(deadline) });

export const remindersEn = byKind(
  nouns,
  (it) =>
    ({
      /** Of the deadline in the reader's own calendar. */
      deadline: (rss: string): string => `Last day to submit ${it.the} for ${rss}`,

      notHandedIn: (about: Reminded & { act: Round["act"] }): Letter => ({
        ...ours,
        subject:
          about.left <= 0
            ? `Today is the last day for ${it.the}`
            : about.left <= soon
              ? `${days(about.left)} left: ${it.the} has not been submitted`
              : `Submit ${it.the} no later than ${shortDay(about.deadline)}`,
        paragraphs: [
          `${it.The} for ${together(about.rsses)} has not been submitted.`,
          `It must be ${about.act === "signed" ? "signed" : "sent to the head to be signed"} no later than ${formatDeadline(about.deadline)}. ${
            about.left <= 0 ? "That is today." : `There ${about.left === 1 ? "is" : "are"} ${days(about.left)} left.`
          }`,
          "Everything that is written is still there. Not enough time? Ask for an extension in the portal before the time runs out. Not taking part this year? Say so there, and the reminders stop.",
        ],
        action: { label: about.rsses.length > 1 ? "Open the portal" : `Open ${it.the}`, url: about.url },
        facts: inFacts(it, about),
      }),

      notSigned: (about: Reminded & { cameInTime: boolean }): Letter => ({
        ...ours,
        subject:
          about.left <= 0
            ? `Today is the last day to sign ${it.the}`
            : about.left <= soon
              ? `${days(about.left)} left: ${it.the} is waiting for your signature`
              : `A ${it.a} is waiting for your signature`,
        paragraphs: [
          `${it.The} for ${together(about.rsses)} is waiting for your signature.`,
          `${about.cameInTime ? `${it.The} came in time. It must be signed no later than ` : "Sign it no later than "}${formatDeadline(about.deadline)}, or it does not count as submitted. You can also send it back with a comment.`,
          "You get this email because you are the head of the RSS, or stand in for the head.",
        ],
        action: { label: about.rsses.length > 1 ? "Open the portal" : "Read and sign", url: about.url },
        facts: inFacts(it, about),
      }),

      completion: (about: Reminded): Letter => ({
        ...ours,
        subject:
          about.left <= 0
            ? `Today is the last day to answer SKR about ${it.the}`
            : `Answer SKR about ${it.the} no later than ${shortDay(about.deadline)}`,
        paragraphs: [
          `SKR needs to know more about ${it.the} from ${together(about.rsses)}, and has not had an answer yet.`,
          `Answer no later than ${formatDeadline(about.deadline)}. The head signs the answer. All other answers are locked.`,
          `${it.The} you submitted counts meanwhile.`,
        ],
        action: { label: about.rsses.length > 1 ? "Open the portal" : `Open ${it.the}`, url: about.url },
        facts: inFacts(it, about),
      }),

      completionLate: (about: Reminded): Letter => ({
        ...ours,
        subject: `SKR has not had your answer about ${it.the}`,
        paragraphs: [
          `SKR asked to know more about ${it.the} from ${together(about.rsses)}. The answer was due on ${formatDay(lastDay(about.deadline))}.`,
          `You can still answer, until SKR decides. ${it.The} you submitted counts meanwhile.`,
        ],
        action: { label: about.rsses.length > 1 ? "Open the portal" : `Open ${it.the}`, url: about.url },
        facts: inFacts(it, about),
      }),

      lateForStaff: (about: { title: string; url: string; tally: Tally }): Letter => ({
        ...toStaff,
        subject: "Answers have not come in time",
        paragraphs: [
          `One or more RSS have not answered in time what you asked about ${about.title}. They have been reminded today.`,
          `${it.The} they submitted counts. You can wait, withdraw the request, or decide.`,
        ],
        action: { label: "Open the overview", url: about.url },
        facts: tallied(it, about.tally, ["late"]),
      }),

      unread: (about: { title: string; url: string; tally: Tally }): Letter => ({
        ...toStaff,
        subject: `${it.names} are waiting to be read`,
        paragraphs: [`Nobody at SKR has read these in a working week. They are about ${about.title}.`],
        action: { label: "Open the overview", url: about.url },
        facts: tallied(it, about.tally, ["unread"]),
      }),

      afterClosing: (about: { title: string; url: string; closedOn: string; tally: Tally }): Letter => ({
        ...toStaff,
        subject: `How it went: ${it.names.toLowerCase()} due on ${formatDay(about.closedOn).replace(/\s\d{4}$/, "")}`,
        paragraphs: [
          `The time for ${about.title} ran out on ${formatDay(about.closedOn)}. This is how it stands today.`,
        ],
        action: { label: "Open the overview", url: about.url },
        facts: tallied(it, about.tally, ["missing", "waiting", "extended", "abstained", "in"]),
      }),
    }) satisfies ReturnType<typeof remindersSv>,
);
