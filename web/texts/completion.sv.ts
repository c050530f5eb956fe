/** Words of a plan about which SKR wants to know more, in Swedish. */
import type { AskedAbout } from "#domain/asked-about";
import { type Instant, lastDay } from "#domain/deadlines";
import { formatDay, formatDeadline, formatInstant, formatWeekday } from "#domain/formats";
import { aboutWhat } from "#domain/texts/asked.sv";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

export const completionWords = byKind(nouns, (it) => ({
  title: (about: AskedAbout) => `SKR behöver veta mer om ${aboutWhat(about)}`,
  answerBy: (dueAt: Instant) => `Svara senast ${formatDeadline(dueAt)}`,
  over: (dueAt: Instant) => `Svarstiden gick ut ${formatWeekday(lastDay(dueAt))}.`,
  still: "Ni kan fortfarande svara, tills SKR har beslutat.",
  by: (by: string, at: Instant) => `${by}, SKR, ${formatInstant(at)}`,
  locked: `Övriga svar är låsta. ${it.The} ni skickade in gäller tills chefen har skrivit under den nya.`,
  readerNote: "Du kan läsa svaret medan det skrivs. Det ändras av dem som skriver i er RSS.",
  go: "Det SKR frågar om",
  files: "Bilagor",
  read: (version: number) => `Läs version ${version}, som ni skickade in`,
  receipt: "Visa kvittot",
  help: "Mer om att svara SKR",
  changed: (changed: number, all: number) => `${changed} av ${all} ändrade`,
  notSent: "inte skickat",
  asked: "SKR frågar om det här",
  before: (version: number) => `Så står det i version ${version}`,
  lastDay: (dueAt: Instant) => `Svara senast ${formatDay(lastDay(dueAt))}`,
  inTime: "Svaret är i tid när det är skickat för underskrift före svarstidens slut. Underskriften får komma senare.",
  signedInTime: "Svaret ska vara både skickat och underskrivet före svarstidens slut.",
  note: {
    label: "Vad har ni ändrat?",
    hint: "Frivilligt, högst 2 000 tecken. Chefen och SKR läser det, och det står i PDF:en.",
    tooLong: "Högst 2 000 tecken. Korta texten.",
  },
  sentBack: (by: string) => `${by} har skickat tillbaka svaret`,
}));
