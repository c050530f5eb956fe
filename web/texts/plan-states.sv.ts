/** Words of a plan that cannot be written just now: locked, submitted, too late. In Swedish. */
import { type Instant, lastDay } from "#domain/deadlines";
import { formatDeadline, formatInstant, formatWeekday } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const head = (names: string[]) =>
  names.length > 0 ? new Intl.ListFormat("sv", { type: "disjunction" }).format(names) : "chefen";

export const statesWords = byKind(nouns, (it) => ({
  readerNote: `Du kan läsa ${it.the}. Den ändras av dem som skriver i er RSS.`,
  sentBack: {
    title: (by: string) => `${by} har skickat tillbaka ${it.the}`,
    at: (at: Instant) => formatInstant(at),
  },
  rewriting: {
    title: "Ni skriver på en ny version.",
    stands: `${it.The} ni skickade in gäller tills ni skickar in en ny.`,
    receipt: "Visa kvittot",
  },
  signed: "Chefen har skrivit under. Datum och namn står på kvittot.",
  reading: {
    yes: "Ikryssad",
    no: "Inte ikryssad",
    empty: "Inget svar",
    noFiles: "Inga bilagor",
    waits: "väntar på underskrift",
  },
  explanation: "Förklara varför ni inte kan",
  drafts: {
    help: "Ett utkast är i regel ingen allmän handling hos er. Det ni skickar in blir det normalt. Fråga er registrator.",
    more: "Mer om utkast",
  },
  handIn: {
    faults: (n: number) => `${n} ${n === 1 ? "sak" : "saker"} att rätta innan ${it.the} kan skickas in`,
    noneLeft: `Allt är rättat. Skicka ${it.the} igen.`,
  },
  toAttachment: {
    move: "Lägg hela texten i en bilaga",
    moving: "Gör en bilaga …",
    moved: (name: string) => `Texten ligger nu i bilagan ${name}.`,
  },
  locked: {
    title: "Väntar på underskrift",
    lead: (names: string[]) => `${it.The} är låst medan ${head(names)} läser.`,
    sent: (by: string, at: Instant) => `${by} skickade den ${formatInstant(at)}.`,
    signBy: (signBy: Instant) => `Den ska vara underskriven senast ${formatWeekday(lastDay(signBy))}.`,
    completes: (version: number) =>
      `Den här versionen svarar på SKR:s frågor. Version ${version} gäller tills den här är underskriven.`,
    dueBy: (dueAt: Instant) => `SKR vill ha svaret senast ${formatWeekday(lastDay(dueAt))}.`,
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
