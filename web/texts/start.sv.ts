/** Words of the start page, in Swedish: the page itself, and one plan or report on it. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import {
  formatAmount,
  formatCount,
  formatDay,
  formatDeadline,
  formatInstant,
  formatTime,
  formatWeekday,
} from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const when = (at: Instant, now: Instant) =>
  dayOf(at) === dayOf(now) ? `i dag kl.\u00A0${formatTime(at)}` : formatInstant(at);

export const start = {
  staff: {
    title: "Översikt",
    open: (closesAt: Instant) => `Öppen till och med ${formatDay(lastDay(closesAt))}`,
    closed: (closesAt: Instant) => `Stängde ${formatDay(lastDay(closesAt))}`,
    notOpen: (opensAt: Instant) => `Öppnar ${formatDay(dayOf(opensAt))}`,
    overview: "Öppna översikten",
    round: "Öppna omgången",
    register: { words: "RSS", hint: "Vilka RSS som finns, vem som är värd och vart det ska skrivas." },
    people: { words: "Personer", hint: "Bjud in, avsluta och lämna över. Se vem som saknas." },
    rounds: { words: "Omgångar", hint: "Skapa, ändra, öppna och stäng. Se alla mejl innan de går." },
  },
  substitutes: (rss: string) => `Ersättare för dig i ${rss}`,
  nothing: "Det finns ingen plan att skriva just nu. Hör av dig till SKR om du saknar något.",
  contact: "Så når du SKR",
};

export const cardWords = byKind(nouns, (it) => ({
  title: (year: number) => `${it.name} ${year}`,
  deadline: (closesAt: Instant) => `Senast ${formatDeadline(closesAt)}`,
  daysLeft: (days: number) =>
    days > 1 ? `${formatCount(days)} dagar kvar` : days === 1 ? "1 dag kvar" : "I dag är sista dagen",
  answerBy: (dueAt: Instant) => `Svara senast ${formatDeadline(dueAt)}`,
  waitsForYou: "Väntar på din underskrift",
  lead: {
    notStarted: "Ingen har börjat skriva.",
    draft: `${it.The} skrivs. SKR kan inte läsa utkastet.`,
    waiting: (by: string, at: Instant, now: Instant) => `${by} skickade ${it.the} för underskrift ${when(at, now)}.`,
    waitsForHead: `Nu väntar ${it.the} på att chefen läser och skriver under.`,
    signBy: (signBy: Instant) => `Den ska vara underskriven senast ${formatWeekday(lastDay(signBy))}.`,
    received: (at: Instant) => `Mottagen ${formatInstant(at)}`,
    approved: (amount: number | null, at: Instant) =>
      amount === null
        ? `SKR godkände ${it.the} ${formatDay(dayOf(at))}.`
        : `SKR beviljade ${formatAmount(amount)} ${formatDay(dayOf(at))}.`,
    rejected: (at: Instant) => `${it.noTo} ${formatDay(dayOf(at))}. Skälen står där ni öppnar den.`,
    asked: `SKR behöver veta mer. ${it.The} ni skickade in gäller så länge.`,
    askedAndOver: `SKR behöver veta mer. Svarstiden har gått ut, men ni kan fortfarande svara. ${it.The} ni skickade in gäller så länge.`,
    dueBy: (dueAt: Instant) => `SKR vill ha svaret senast ${formatWeekday(lastDay(dueAt))}.`,
    completed: (at: Instant, inTime: boolean) =>
      `Kompletteringen är mottagen ${formatInstant(at)}, ${inTime ? "i tid" : "efter svarstiden"}.`,
    inTime: "i tid",
    late: "efter att tiden gick ut",
    number: (number: string) => `Kvittonummer ${number}`,
    rewriting: `${it.The} ni skickade in gäller tills ni skickar in en ny.`,
    abstained: "Ni får inga påminnelser. Ni kan ångra er till och med sista dagen.",
    tooLate: (closesAt: Instant) => `Tiden gick ut ${formatWeekday(lastDay(closesAt))}. All text finns kvar.`,
  },
  go: {
    begin: "Börja skriva",
    goOn: "Fortsätt skriva",
    read: `Läs ${it.the}`,
    sign: "Läs och skriv under",
    see: `Öppna ${it.the}`,
    receipt: "Visa kvittot",
    answer: "Svara SKR",
    extension: "Begär anstånd eller hämta texten",
  },
}));
