/** Words of the panels beside an answer, in English: comments, history, and two texts for one answer. */
import { dayOf, type Instant } from "#domain/deadlines";
import { formatInstant, formatTime } from "#domain/formats.en";
import type { together as sv } from "./together.sv.ts";

const allOf = (names: string[]) => new Intl.ListFormat("en-GB").format(names);
const first = (name: string) => name.split(" ")[0] ?? name;
const when = (at: Instant, now: Instant) => (dayOf(at) === dayOf(now) ? `at ${formatTime(at)}` : formatInstant(at));

export const together = {
  close: "Close",
  when,
  empty: "(empty)",
  differs: { from: "differs: ", to: " – end of the difference. " },
  hereNow: (names: string[]) => `${allOf(names)} ${names.length === 1 ? "is" : "are"} here just now.`,
  others: (places: { name: string; place: string | null }[]) =>
    `Here just now: ${allOf(places.map(({ name, place }) => (place ? `${name} (section ${place})` : name)))}.`,
  remarks: "SKR writes",
  staff: (by: string) => `${by}, SKR`,
  on: formatInstant,
  comments: {
    title: "Comments",
    none: "Nobody has commented yet.",
    write: "Write a comment",
    hint: "Everybody in your RSS can read it, but SKR cannot.",
    send: "Send the comment",
    sending: "Sending …",
    sent: "The comment has been sent.",
    resolve: "Resolve",
    reopen: "Reopen",
    turnOne: (isResolved: boolean, by: string) =>
      isResolved ? `Reopen the comment by ${by}` : `Resolve the comment by ${by}`,
    resolved: "The comment has been marked as resolved.",
    reopened: "The comment is open again.",
    resolvedBy: (by: string) => `Resolved by ${by}.`,
    showResolved: (n: number) => (n === 1 ? "Show 1 resolved comment" : `Show ${n} resolved comments`),
    hideResolved: "Hide resolved comments",
  },
  history: {
    title: "History",
    lead: "Earlier texts in this field. What differs from the present text is marked.",
    none: "There has been no text in the field.",
    beforehand: "Filled in beforehand",
    why: {
      current: "The text now",
      replaced: "",
      "set-aside": "Not chosen when two people wrote at once",
      attached: "Moved to an attachment",
    },
    restore: "Restore this text",
    restoreOne: (by: string, at: Instant) => `Restore the text ${by ? `by ${by} ` : ""}from ${formatInstant(at)}`,
    unsaved: "What you have written in the field has not been saved yet. Try again when it has.",
    restored: "The text has been restored. The one that was there is kept in the history.",
  },
  conflict: {
    usedTheirs: "Your text has been replaced. It is kept in the history.",
    usedTheirsHere: "Your text has been replaced. It is kept on this computer until it has been saved in the history.",
    usedTheirsRefused:
      "Your text has been replaced and could not be saved in the history. It is kept on this computer.",
    takeBack: "Take my text back",
    lead: (name: string, at: Instant) =>
      `${name} saved this section at ${formatTime(at)} while you were writing. Both texts are still there.`,
    leadMine: (at: Instant) =>
      `You saved this section at ${formatTime(at)} in another window. Both texts are still there.`,
    help: "What differs is marked. The text you do not choose is kept in the history.",
    mine: "Your text",
    theirs: (name: string) => `${first(name)}’s text`,
    other: "The text in the other window",
    keepMine: "Keep mine",
    useTheirs: (name: string) => `Use ${first(name)}’s`,
    useOther: "Use the other one",
    both: "Combine them",
  },
} satisfies typeof sv;
