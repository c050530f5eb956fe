/** Words of SKR's work over a whole round, in English. */
import { lastDay } from "#domain/deadlines";
import { formatAmount, formatCount, formatDay } from "#domain/formats.en";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.en";
import type { overviewWords as sv } from "./overview.sv.ts";

const days = (count: number): string => (count === 1 ? "1 day" : `${formatCount(count)} days`);

export const overviewWords = byKind(
  nouns,
  (it): ReturnType<typeof sv> => ({
    columns: {
      county: "County",
      state: "State",
      days: "Time",
      officer: "Officer",
      amount: "Amount",
    },
    choose: (county) => `Choose ${county}`,
    chooseAll: "Choose all that are shown",
    unread: "Not read",
    late: "After the last day",
    left: (left) => (left === 0 ? "Last day" : `${days(left)} left`),
    closed: (since) => `${days(since)} late`,
    waited: (since) => (since === 0 ? "Came today" : `${days(since)} at SKR`),
    due: (left) =>
      left < 0 ? `The answer is ${days(-left)} late` : left === 0 ? "Answer today" : `Answer in ${days(left)}`,
    granted: (closesAt) => `Extension to ${formatDay(lastDay(closesAt))}`,
    nobody: "Nobody",
    change: "Change",
    changeOne: (county) => `Change officer for ${county}`,
    waits: "Waiting to be attested",
    amount: formatAmount,
    cancel: "Cancel",

    extension: {
      asked: (rss) => `${rss} asks for an extension`,
      grant: (day) => `Grant until ${formatDay(day)}`,
      grantOne: (day, county) => `Grant ${county} an extension until ${formatDay(day)}`,
      other: "Another day",
      otherOne: (county) => `Another day for ${county}`,
      granted: (county, day) => `${county} has an extension until ${formatDay(day)}. The RSS gets an email.`,
    },

    filters: {
      state: "State",
      officer: "Officer",
      everybody: "All",
      me: "Me",
      nobody: "Nobody",
      only: "Show only",
      requested: "Asks for an extension",
      late: "Late",
      attest: "Waiting to be attested",
      clear: "Show all",
      none: "No county matches what you have chosen.",
    },

    sums: {
      heading: "Money in the round",
      granted: "Granted",
      proposed: "Waiting to be attested",
      frame: "The round’s amount",
      left: "Left",
      amount: formatAmount,
    },

    curve: {
      heading: "Submitted day by day",
      said: (count, all, day) => `${formatCount(count)} of ${formatCount(all)} submitted by ${formatDay(day)}.`,
      deadline: (day) => `Dashed: last day ${formatDay(day)}`,
      table: "Show as a table",
      day: "Day",
      count: "Submitted",
      formatDay,
      figure: formatCount,
    },

    bulk: {
      chosen: (n) => `${formatCount(n)} chosen`,
      label: "Do with those chosen",
      clear: "Clear",
      acts: {
        grant: "Grant the round’s amount",
        attest: "Attest",
        approve: "Approve",
        assign: "Assign",
      },
      of: (act, n) => `${act} (${formatCount(n)})`,
      lead: {
        grant: "Each is proposed on its own. Another officer attests before it holds.",
        attest: "The decisions are emailed to the RSS and cannot be undone here.",
        approve: "The decisions are emailed to the RSS and cannot be undone here.",
        assign: "Choose who is to handle them.",
      },
      one: (rss, amount) => (amount === null ? rss : `${rss}, ${formatAmount(amount)}`),
      total: (amount) => `Together ${formatAmount(amount)}.`,
      skipped: (n) => `${formatCount(n)} of those chosen left out: it cannot be done in that state.`,
      reasons: "Reasons, the same for all",
      reasonsHint: "Optional. The RSS reads them.",
      to: "Officer",
      confirm: {
        grant: (n) => `Propose for ${formatCount(n)} RSS`,
        attest: (n) => (n === 1 ? "Attest 1 decision" : `Attest ${formatCount(n)} decisions`),
        approve: (n) => `Approve ${formatCount(n)} ${n === 1 ? it.a : `${it.a}s`}`,
        assign: (n) => `Assign ${formatCount(n)}`,
      },
      progress: (done, all) => `${formatCount(done)} of ${formatCount(all)} done …`,
      done: (n) => `${formatCount(n)} done.`,
      failed: (n) => `${formatCount(n)} could not be done:`,
      retry: "Try those again",
      close: "Close",
      changed: "The proposal has changed since the page was fetched. Read it before you attest.",
    },
  }),
);
