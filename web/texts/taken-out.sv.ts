/** Words of what is taken out of the portal: exports, the record package, one question side by side. */
import { formatCount } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

export const takenOutWords = byKind(nouns, (it) => ({
  panel: {
    heading: "Ta ut uppgifter",
    sideBySide: "Läs en fråga för alla län",
    what: "Vad",
    kinds: {
      overview: "Översikten: ett län per rad, med läge, tider och beslut",
      answers: `Svaren: ett län per rad, en fråga per kolumn. Bara inskickade ${it.names.toLowerCase()}.`,
    },
    format: "Filformat",
    formats: { xlsx: "Excel (XLSX)", csv: "CSV", json: "JSON" },
    logged: "Att du hämtar filen skrivs i omgångens logg.",
    button: "Hämta filen",
    working: "Hämtar …",
    done: (name: string) => `${name} är hämtad.`,
  },
  table: {
    yes: "Ja",
    no: "Nej",
    explanation: "Förklaring",
    goals: "Målen var för sig",
    more: (name: string, part: number) => `${name} (forts. ${formatCount(part)})`,
    columns: {
      county: "Län",
      rss: "RSS",
      letter: "Länsbokstav",
      host: "Huvudman",
      state: "Läge",
      number: "Kvittonummer",
      received: "Mottagen (svensk tid)",
      inTime: "I tid",
      signed: "Underskriven (svensk tid)",
      closes: "Sista dag",
      requested: "Anstånd begärt",
      decided: "Beslut (svensk tid)",
      amount: "Beviljat belopp, kr",
      due: "Komplettera senast",
      assigned: "Handläggare",
      paid: "Utbetalt, kr",
      unused: "Oanvänt, kr",
      moved: "Senast ändrat (svensk tid)",
      version: "Version",
      hash: "Kontrollsumma",
    },
    names: {
      overview: (year: number) => `${it.names} ${year} översikt`,
      answers: (year: number) => `${it.names} ${year} svar`,
    },
  },
  side: {
    title: (name: string) => `Fråga ${name}, län för län`,
    choose: "Fråga",
    lead: (submitted: number, all: number) => `${formatCount(submitted)} av ${formatCount(all)} län har svarat.`,
    none: (counties: number) => `Ingen inskickad ${it.a}: ${formatCount(counties)} län`,
    empty: "Inget svar",
    counties: "Gå till län",
    open: (county: string) => `Öppna ${it.the} från ${county}`,
    print: "Skriv ut",
    logged: "Att du läser svaren skrivs upp hos varje RSS.",
  },
  record: {
    button: "Ladda ner allt (ZIP)",
    hint: "PDF:er, bilagor, kvitton och händelser, för ert diarium eller arkiv.",
    hintStaff: "PDF:er, bilagor, kvitton och händelser. Att du hämtar dem skrivs i loggen.",
    working: (fetched: number, all: number) => `Hämtar fil ${formatCount(fetched)} av ${formatCount(all)} …`,
    preparing: "Tar reda på vad som finns …",
    done: (size: string) => `Allt är hämtat (${size}). Alla kontrollsummor stämmer.`,
    doneWithout: (count: number) =>
      `Det är hämtat. ${count === 1 ? "1 fil följer" : `${formatCount(count)} filer följer`} inte med: inte kontrollerad än, eller skadlig. Läs i LÄSMIG.txt.`,
    wrong: (path: string) =>
      `${path} kom inte fram hel. Ingenting är sparat på datorn. Försök igen, och säg till SKR om det händer igen.`,
    lost: (path: string) => `Det gick inte att hämta ${path}. Ingenting är sparat på datorn. Försök igen.`,
  },
}));
