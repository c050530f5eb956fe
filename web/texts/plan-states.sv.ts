/** Words of a plan that cannot be written just now: locked, submitted, too late. In Swedish. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatAmount, formatDay, formatDeadline, formatInstant, formatWeekday } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const head = (names: string[]) =>
  names.length > 0 ? new Intl.ListFormat("sv", { type: "disjunction" }).format(names) : "chefen";

export const statesWords = byKind(nouns, (it) => ({
  readerNote: `Du kan läsa ${it.the}. Den ändras av dem som skriver i er RSS.`,
  locked: {
    title: "Väntar på underskrift",
    lead: (names: string[]) => `${it.The} är låst medan ${head(names)} läser.`,
    sent: (by: string, at: Instant) => `${by} skickade den ${formatInstant(at)}.`,
    signBy: (signBy: Instant) => `Den ska vara underskriven senast ${formatWeekday(lastDay(signBy))}.`,
    recall: "Ta tillbaka för att ändra",
    recalling: "Tar tillbaka …",
    read: "Läs och skriv under",
    paper: "Skriv under på papper",
  },
  submitted: {
    title: `${it.The} är inskickad`,
    stands: `${it.The} ni skickade in gäller tills ni skickar in en ny.`,
    change: "Ändra",
    changing: "Öppnar …",
    receipt: "Visa kvittot",
    read: `Läs ${it.the}`,
    until: (closesAt: Instant) => `Ni kan ändra till och med ${formatDeadline(closesAt)}.`,
    closed: (closesAt: Instant) => `Tiden att ändra gick ut ${formatWeekday(lastDay(closesAt))}.`,
  },
  approved: {
    title: (amount: number | null, at: Instant) =>
      amount === null
        ? `SKR godkände ${it.the} ${formatDay(dayOf(at))}`
        : `SKR beviljade ${formatAmount(amount)} ${formatDay(dayOf(at))}`,
    final: `${it.The} går inte att ändra längre. Hör av er till SKR om något är fel.`,
  },
  contacts: {
    title: "Kontaktuppgifter",
    lead: `Kontakterna kan ändras också efter att ${it.the} är inskickad. Ändringen gäller direkt.`,
    edit: "Ändra kontakterna",
    save: "Spara kontakterna",
    saving: "Sparar …",
    saved: "Kontakterna är sparade.",
    cancel: "Avbryt",
  },
  abstained: {
    title: "Avstår i år",
    lead: "RSS har sagt att ni avstår i år. Ni får inga påminnelser.",
    undo: "Ångra",
    undoing: "Ångrar …",
  },
  tooLate: {
    title: (closedAt: Instant) => `Tiden gick ut ${formatWeekday(lastDay(closedAt))}`,
    lead: `${it.The} är inte inskickad, men all text finns kvar.`,
    unsigned: `${it.The} kom in i tid men blev inte underskriven i tid. All text finns kvar.`,
    download: "Ladda ner texten",
    print: "Skriv ut",
    file: (year: number, county: string) => `${it.A} ${year} ${county}.txt`,
  },
  unsent: {
    title: "Text som inte hann sparas",
    lead: "Det här skrevs på den här datorn och kom inte fram i tid. Kopiera det om ni behöver det.",
    section: (name: string) => `Avsnitt ${name}`,
  },
  staff: { lead: `Utkast är RSS egna. SKR läser ${it.the} när den är inskickad.`, open: "Till granskningen" },
}));
