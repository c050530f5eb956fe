/** A reminder as the letter that is sent, from how things stand when it is. */
import { addressOf } from "./addresses.ts";
import type { Day, Instant } from "./deadlines.ts";
import { deadlineOf, leftUntil, type Reminder, type Standing } from "./reminders.ts";
import type { StaffReminder } from "./reminders-staff.ts";
import type { Round } from "./rounds.ts";
import type { ByKind } from "./texts/kinds.ts";
import type { Letter } from "./texts/mail.sv.ts";
import type { remindersSv } from "./texts/mail-reminders.sv.ts";

type Words = ReturnType<typeof remindersSv>;

/** `title`: the form's, with the round's year in it. `words`: of the reader's language. `portal`: its origin. */
export type Setting = { round: Round; title: string; words: ByKind<Words>; portal: string; now: Instant };

/** `standings`: those the reminder is about, which share its deadline. */
export function reminderLetter({ kind }: Pick<Reminder, "kind">, standings: Standing[], setting: Setting): Letter {
  const { round, title, words, portal, now } = setting;
  const [first] = standings;
  if (!first) throw new Error("a reminder about nothing");
  const deadline = deadlineOf(kind, round, first.submission);
  const { id, completion } = first.submission;
  const page = kind === "not-signed" ? "/las" : "";
  const about = {
    ...{ rsses: standings.map(({ rss }) => rss.name), title, deadline, left: leftUntil(deadline, now) },
    // Each RSS has a page of its own; the start page has them all.
    url: standings.length > 1 ? `${portal}/` : `${portal}${addressOf(round.kind, id, page)}`,
  };
  const say = words(round.kind);
  switch (kind) {
    case "not-handed-in":
      return say.notHandedIn({ ...about, act: round.act });
    case "not-signed":
      // What had to be in time was the handing in, and it was: without it nothing would wait.
      return say.notSigned({ ...about, cameInTime: round.act === "handed-in" && completion === null });
    case "completion":
      return say.completion(about);
    case "completion-late":
      return say.completionLate(about);
    case "unread":
    case "after-closing":
      throw new Error("that is SKR's");
  }
}

export function staffLetter(
  { kind, step, tally }: Pick<StaffReminder, "kind" | "tally"> & { step: Day },
  { round, title, words, portal }: Setting,
): Letter {
  const about = { title, url: `${portal}/oversikt/${round.id}`, tally };
  const say = words(round.kind);
  switch (kind) {
    case "completion-late":
      return say.lateForStaff(about);
    case "unread":
      return say.unread(about);
    case "after-closing":
      return say.afterClosing({ ...about, closedOn: step });
    case "not-handed-in":
    case "not-signed":
    case "completion":
      throw new Error("that is the RSS's");
  }
}
