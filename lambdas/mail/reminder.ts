/** A reminder as it is sent: its letter, and for the ladder the deadline for people's own calendars. */
import type { Instant } from "#domain/deadlines";
import type { Language } from "#domain/language";
import { reminderLetter, type Setting } from "#domain/reminder-letters";
import type { Reminder, Standing } from "#domain/reminders";
import { filled, type Round } from "#domain/rounds";
import { templateById } from "#domain/templates/registry";
import { reminderMails } from "#domain/texts/by-language";
import type { Letter } from "#domain/texts/mail.sv";
import { deadlineFiles } from "./calendar.ts";
import type { Enclosure } from "./post.ts";

/** What all letters of a round have in common, in the reader's language. `portal`: its origin. */
export function settingOf(round: Round, portal: string, now: Instant): (language: Language) => Setting {
  const { title } = filled(templateById(round.template.id), round);
  return (language) => ({ round, title, words: reminderMails[language], portal, now });
}

export function reminderMail(
  reminder: Pick<Reminder, "kind">,
  standings: Standing[],
  setting: Setting,
  language: Language,
): { letter: Letter; enclosures: Enclosure[] } {
  const letter = reminderLetter(reminder, standings, setting);
  const url = letter.action?.url ?? setting.portal;
  const enclosures = reminder.kind === "not-handed-in" ? deadlineFiles(setting, standings, { url, language }) : [];
  return { letter, enclosures };
}
