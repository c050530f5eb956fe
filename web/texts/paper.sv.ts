/** Words of the page where a version is signed on paper, in Swedish. */
import type { Day, Instant } from "#domain/deadlines";
import { formatDay, formatDeadline, formatInstant } from "#domain/formats";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const one = (names: string[]) =>
  names.length === 0 ? "Chefen" : new Intl.ListFormat("sv", { type: "disjunction" }).format(names);

export const paperWords = byKind(nouns, (it) => ({
  title: "Skriv under på papper",
  staffTitle: "Lägg in en underskrift på papper",
  eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
  lead: `Skriv ut ${it.the}, låt chefen skriva under med bläck och lägg in papperet här. Det gäller lika mycket som att skriva under i portalen.`,
  staffLead: `När ett underskrivet papper har kommit till SKR kan du lägga in det för RSS räkning. Texten kan du läsa när ${it.the} är inskickad.`,
  by: (signBy: Instant) => `Lägg in papperet senast ${formatDeadline(signBy)}.`,
  print: {
    heading: (n: number) => `1. Skriv ut version ${n}`,
    lead: `Utskriften är hela ${it.the}, med en plats för underskriften sist. På varje sida står numret och en kod, som bara gäller den här versionen. Ändrar ni ${it.the} behövs ett nytt papper.`,
    button: "Hämta utskriften (PDF)",
    busy: "Gör utskriften …",
  },
  ink: {
    heading: "2. Låt chefen skriva under",
    lead: (names: string[]) =>
      `${one(names)} läser alla sidor och skriver datum, namn och underskrift med bläck. Skanna eller fotografera sedan sidan med underskriften.`,
  },
  form: {
    heading: "3. Lägg in papperet",
    staffHeading: "Lägg in papperet",
    file: "Det underskrivna papperet",
    fileHint: "En fil på högst 10 MB: PDF, JPEG eller PNG. Kod och underskrift ska synas tydligt.",
    choose: "Välj fil",
    chooseAnother: "Välj en annan fil",
    chosen: (name: string, size: string) => `${name}, ${size}`,
    fileMissing: "Välj filen med det underskrivna papperet.",
    code: "Koden på papperet",
    codeHint: "Åtta tecken vid rutmönstret. Skriv av den från papperet: den visar vilken version som är underskriven.",
    codeMissing: "Skriv av koden från papperet.",
    head: "Vem har skrivit under?",
    headIs: (name: string) => `${name}, chef för RSS, har skrivit under.`,
    headMissing: "Välj vem som har skrivit under.",
    day: "Datum på papperet",
    dayHint: (from: Day, to: Day) =>
      from === to ? `${formatDay(from)}.` : `Från ${formatDay(from)} till ${formatDay(to)}.`,
    dayMissing: (from: Day, to: Day) =>
      from === to
        ? `Datumet ska vara ${formatDay(from)}: papperet fanns inte före den dagen.`
        : `Välj en dag från ${formatDay(from)}, då versionen blev klar att skrivas under, till och med ${formatDay(to)}.`,
    /** More than the refusals themselves say, which every page has with it. */
    replaced: (version: number, at: Instant, waiting: number | null) =>
      `Papperet gäller version ${version}, som skickades för underskrift ${formatInstant(at)}. Den väntar inte på underskrift längre. ${
        waiting === null
          ? `Skicka ${it.the} för underskrift igen, skriv ut den nya versionen och låt chefen skriva under den.`
          : `Skriv ut version ${waiting}, som väntar nu, och låt chefen skriva under den.`
      }`,
    unknown: (waiting: number) =>
      `Koden hör inte till den här ${it.the}. Skriv av de åtta tecknen vid rutmönstret på papperet: siffror och bokstäverna A till F. Stämmer de redan är papperet från en annan ${it.a}. Skriv då ut version ${waiting}, som väntar nu.`,
    reason: "Varför lägger SKR in papperet?",
    reasonHint: "Skälet står i kvittot, i PDF:en, i händelserna och i mejlet till RSS.",
    reasonMissing: "Skriv varför SKR lägger in papperet.",
    consequence: `${it.The} skickas in till SKR när du lägger in papperet. Chefen får ett mejl om det.`,
    staffConsequence: `${it.The} räknas som inskickad när du lägger in papperet. Chefen och de som skriver i RSS får ett mejl om det.`,
    button: "Lägg in papperet och skicka in",
    sending: (percent: number) => `Skickar papperet … ${percent}\u00A0%`,
    working: "Lägger in papperet …",
  },
  noHead: "RSS har ingen chef i portalen. Hör av er till SKR, så läggs chefen till. Sedan kan papperet läggas in.",
  reader: `De som skriver i er RSS och chefen kan lägga in ett underskrivet papper.`,
  back: `Tillbaka till ${it.the}`,
  staffBack: "Tillbaka till granskningen",
  help: "Mer om underskriften",
}));
