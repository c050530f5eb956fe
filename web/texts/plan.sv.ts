/** Words of the plan form, in Swedish. What SKR's form itself says stands in the template. */
import { dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatCount, formatDay, formatInstant, formatTime } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const characters = (n: number) => `${formatCount(n)} tecken`;
/** `Anna Berg eller Per Åkerman` */
const anyOf = (names: string[]) => new Intl.ListFormat("sv", { type: "disjunction" }).format(names);
const head = (names: string[]) => (names.length > 0 ? anyOf(names) : "chefen");
/** `14:03`, with the day before it when that is another day. */
const when = (at: Instant, now: Instant) => (dayOf(at) === dayOf(now) ? formatTime(at) : formatInstant(at));

export const planWords = byKind(nouns, (it) => ({
  kicker: (county: string) => `${it.name} · ${county}`,
  intro:
    "Klistra gärna in längre texter. Allt sparas som det är, också det som är för långt. Korta först när ni skickar in.",
  draftMark: "UTKAST – inte inskickat",
  printed: (now: Instant) => `Utskrivet ${formatInstant(now)}`,
  sections: {
    title: "Avsnitt",
    filled: (filled: number, all: number) => `${filled} av ${all} ifyllda`,
    notSent: "inte inskickad",
    show: "Visa avsnitten",
    states: {
      filled: "Ifylld",
      over: "För lång text",
      missing: "Saknas",
      wrong: "Att rätta",
      signature: "Görs av chefen",
      signed: "Underskriven",
      optional: "Frivilligt",
      asked: "Svara",
      changed: "Ändrad",
      locked: "Låst",
    },
  },
  field: {
    counter: (count: number, limit: number) => `${formatCount(count)} av högst ${characters(limit)}`,
    rule: "Blanksteg och radbrytningar räknas. Word kan visa färre tecken.",
    privacy: "Skriv inget om enskilda personer och inga adresser till skyddade boenden.",
    over: (over: number, isSaved: boolean) =>
      `${characters(over)} för mycket.${isSaved ? " Allt är sparat." : ""} Korta texten eller lägg den i en bilaga.`,
    overHere: (over: number, isSaved: boolean) =>
      `${characters(over)} för mycket.${isSaved ? " Allt är sparat." : ""} Korta texten.`,
    optional: "Frivilligt.",
  },
  county: "Länet följer av er inloggning och går inte att ändra.",
  rows: {
    one: (n: number) => `Kontakt ${n}`,
    add: "Lägg till en kontakt",
    remove: "Ta bort",
    removeOne: (n: number, name: string) => `Ta bort kontakt ${n}${name ? `, ${name}` : ""}`,
    removed: (n: number) => `Kontakt ${n} är borttagen.`,
    most: (max: number) => `Högst ${max} kontakter.`,
  },
  tick: {
    cannot: "Kan ni inte? Förklara varför",
  },
  signature: (names: string[]) =>
    `${names.length > 0 ? anyOf(names) : "Chefen för RSS"} läser och skriver under i portalen när ni har skickat ${it.the} för underskrift. Datum och namn fylls i då.`,
  status: {
    automatic: "Det du skriver sparas automatiskt.",
    saving: "Sparar …",
    saved: (at: Instant, now: Instant) => `Sparat ${when(at, now)}. Inte inskickat – SKR kan inte läsa utkastet.`,
    offline: "Inte sparat än. Texten finns kvar på den här datorn. Vi försöker igen.",
    loggedOut: "Du är utloggad. Texten finns kvar på den här datorn och sparas när du är inloggad igen.",
    notKept: "Inte sparat än, och webbläsaren kan inte spara åt dig. Stäng inte sidan. Vi försöker igen.",
    backAgain: "Allt är sparat igen.",
    conflict: (name: string, section: string) => `${name} har också ändrat avsnitt ${section}.`,
    conflictMine: (section: string) => `Avsnitt ${section} är ändrat i ett annat fönster.`,
    choose: "Välj text",
    refused: (section: string) => `Avsnitt ${section} är inte sparat.`,
    see: "Visa avsnittet",
    what: "Vad innebär det?",
    label: "Sparat eller inte",
  },
  lastDayShort: (closesAt: Instant) => `Sista dag: ${formatDay(lastDay(closesAt))}`,
  daysLeft: (days: number) =>
    days > 1 ? `${formatCount(days)} dagar kvar` : days === 1 ? "1 dag kvar" : "I dag är sista dagen",
  beside: {
    comment: "Kommentera",
    comments: (n: number) => `Kommentarer (${formatCount(n)})`,
    history: "Historik",
    earlier: "Tidigare svar",
    goals: "Målen var för sig",
  },
  files: {
    title: "Bilagor",
    help: "Högst fem filer: PDF, Word, OpenDocument, Excel, JPEG eller PNG, högst 10 MB var.",
    choose: "Lägg till filer",
  },
  handIn: {
    title: "Skicka för underskrift",
    lead: (names: string[]) =>
      `${names.length > 0 ? anyOf(names) : "Chefen för RSS"} får ett mejl, läser ${it.the} och skriver under. ${it.The} är låst under tiden, och ni kan ta tillbaka den.`,
    inTime: `${it.The} är i tid när den är skickad för underskrift före sista dagens slut. Underskriften får komma senare.`,
    signedInTime: `${it.The} ska vara både skickad och underskriven före sista dagens slut.`,
    button: (names: string[]) => `Skicka till ${head(names)} för underskrift`,
    sending: "Skickar …",
    notSaved: `Allt är inte sparat än, så ${it.the} skickades inte. Vi försöker spara. Försök igen om en stund.`,
    chooseFirst: `Välj text i avsnittet som två har ändrat. Skicka ${it.the} sedan.`,
    tryAgain: `Vi fick inget svar. Försök igen: det första försöket är det som räknas, och ${it.the} skickas bara en gång.`,
    noHead: "Ingen chef är anmäld för er RSS. Hör av er till SKR, annars kan ingen skriva under.",
  },
  sent: (names: string[]) => `${it.The} är skickad till ${head(names)} för underskrift.`,
  otherWays: { extension: "Begär anstånd", abstain: "Delta inte i år" },
}));
