/** Words of the pages where a frozen plan is read, signed and acknowledged. */
import type { AskedAbout } from "#domain/asked-about";
import { type Day, dayOf, type Instant, lastDay } from "#domain/deadlines";
import { formatCount, formatDay, formatDeadline, formatInstant, formatTime, formatWeekday } from "#domain/formats";
import { aboutWhat } from "#domain/texts/asked.sv";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const days = (left: number): string => (left === 1 ? "1 dag kvar" : `${formatCount(left)} dagar kvar`);

export const readingWords = byKind(nouns, (it) => ({
  unfetched: "Sidan gick inte att hämta",

  /** Headings and marks inside the plan itself. */
  plan: {
    files: "Bilagor",
    goals: "Målen var för sig, för uppföljningen",
    ticked: "Ikryssad",
    unticked: "Inte ikryssad",
    chosen: "Valt",
    notChosen: "Inte valt",
    explanation: "Förklaring",
    noAnswer: "Inget svar",
    checksum: "Kontrollsumma (SHA-256)",
    openFile: (name: string, size: string) => `Öppna bilagan ${name}, ${size}`,
    version: (n: number) => `Version ${n}`,
    stand: (at: Instant, by: string) => `Överlämnad ${formatInstant(at)} av ${by}, inte underskriven.`,
    draft: "UTKAST – inte inskickat",
    signed: (number: string, at: Instant, by: string) => `${number}. Underskriven ${formatInstant(at)} av ${by}`,
    signedOnPaper: (number: string, day: Day, by: string) =>
      `${number}. Underskriven på papper ${formatDay(day)} av ${by}`,
    plan: it.A,
    frozenLabel: "Version",
    frozen: (at: Instant, by: string) => `överlämnad ${formatInstant(at)} av ${by}`,
    technical: "Tekniska uppgifter",
    hash: "Kontrollsumma",
    hashHelp: `Kontrollsumman räknas fram ur hela ${it.the}. Den ändras om ett enda tecken ändras, och visar att det du läser är det som skrivs under.`,
    print: "Skriv ut",
    changed: "Ändrat",
    added: "Nytt",
    earlier: (n: number) => `Så stod det i version ${n}`,
  },

  completes: {
    title: (version: number) => `Komplettering av version ${version}`,
    asked: (at: Instant, about: AskedAbout) => `SKR frågade ${formatDay(dayOf(at))} om ${aboutWhat(about)}.`,
    writes: (who: string) => `${who} skriver:`,
    mark: "Kompletterad på SKR:s fråga",
  },

  sign: {
    title: "Läs och skriv under",
    eyebrow: (year: number, rss: string) => `${it.name} ${year} · ${rss}`,
    about: `Om ${it.the}`,
    sentBy: (by: string, at: Instant) => `${by} skickade ${it.the} hit för underskrift ${formatInstant(at)}.`,
    inTime: (closesAt: Instant) => `${it.The} kom in i tid (sista dag var ${formatDay(lastDay(closesAt))}).`,
    alreadyInTime: "Den är överlämnad i tid.",
    signBy: (signBy: Instant) => `Skriv under senast ${formatDeadline(signBy)}`,
    daysLeft: (left: number) => (left === 0 ? "Sista dagen är i dag" : days(left)),
    answerBy: (dueAt: Instant) => `SKR vill ha svaret senast ${formatDeadline(dueAt)}`,
    answerOver: (dueAt: Instant) =>
      `Svarstiden gick ut ${formatWeekday(lastDay(dueAt))}. Svaret kan fortfarande skrivas under, tills SKR har beslutat.`,
    toSignature: "Gå till underskriften",
    help: "Så går underskriften till",
    notHead: (heads: string) => `Här kan du läsa ${it.the}. ${heads} skriver under den.`,
    heads: (names: string[]) =>
      names.length === 0 ? "Chefen för RSS" : new Intl.ListFormat("sv", { type: "disjunction" }).format(names),
    changes: {
      heading: (n: number) => `Det här är ändrat sedan version ${n}`,
      standing: (n: number) => `Version ${n} är inskickad och gäller tills den här är underskriven.`,
      none: (n: number) => `Alla svar är lika som i version ${n}.`,
      gone: "finns inte längre",
      fresh: "nytt",
    },
    heading: "Underskrift",
    onPaper: "Skriv under på papper i stället",
    button: "Skriv under och skicka in",
    pressing: "Skickar …",
    sendBack: "Skicka tillbaka med kommentar",
    sendBackLead: `${it.The} blir ett utkast igen, så att den kan ändras. Kommentaren syns för alla som skriver.`,
    sendBackLeadAsked: "Svaret kan ändras igen, i det som SKR har frågat om. Kommentaren syns för alla som skriver.",
    comment: "Vad behöver ändras?",
    commentMissing: "Skriv vad som behöver ändras.",
    sendBackButton: "Skicka tillbaka",
    sentBackDone: `${it.The} är tillbakaskickad med din kommentar. De som skriver har fått ett mejl.`,
    sendBackStale: `${it.The} har ändrats sedan du läste den. Ladda om sidan och läs ändringarna först.`,
    sendBackClosed: (closesAt: Instant) =>
      `${it.The} kan inte skickas tillbaka, för tiden att ändra gick ut ${formatWeekday(lastDay(closesAt))}. Behöver något ändras, begär anstånd hos SKR först.`,
    afresh: {
      heading: "Ett steg kvar: logga in igen",
      why: `Inloggningen visar att det är du som skriver under. Sedan kommer du tillbaka hit, och ${it.the} skickas in.`,
      until: (until: Instant) => `Logga in senast kl.\u00A0${formatTime(until)}.`,
      button: "Logga in och skriv under",
      cancel: "Skriv inte under nu",
      again: "Inloggningen måste göras efter att du tryckte på knappen. Logga in en gång till.",
      tooSlow: `Det gick mer än 15 minuter från att du tryckte på knappen. ${it.The} är inte underskriven. Tryck på Skriv under och skicka in igen.`,
    },
    signing: `Skriver under och skickar in ${it.the} …`,
    noAnswer: `Vi fick inget svar. Försök igen – ${it.the} skickas bara in en gång.`,
    retry: "Försök igen",
    stale: `${it.The} har ändrats sedan du läste den. Läs ändringarna innan du skriver under.`,
    nothing: {
      heading: `Ingen ${it.a} väntar på underskrift`,
      recalled: (by: string, at: Instant) =>
        `${by} tog tillbaka ${it.the} ${formatInstant(at)} för att ändra den. Du får ett mejl när den kommer igen.`,
      sentBack: (by: string, at: Instant) => `${by} skickade tillbaka ${it.the} ${formatInstant(at)}.`,
      draft: `${it.The} är ett utkast. Du får ett mejl när den är klar att läsa.`,
      returned: (dueAt: Instant) =>
        `SKR har frågat om mer, och svaret skrivs. Du får ett mejl när det är klart att läsa. SKR vill ha det senast ${formatDay(lastDay(dueAt))}.`,
      submitted: `${it.The} är redan underskriven och inskickad.`,
      notStarted: `Ingen har börjat skriva ${it.the}.`,
      abstained: "Ni har sagt att ni avstår i år.",
      notInTime: `Tiden gick ut innan ${it.the} skickades in.`,
    },
    toPlan: `Till ${it.the}`,
    toReceipt: "Till kvittot",
    askExtension: "Begär anstånd",
  },

  receipt: {
    title: `${it.The} är inskickad`,
    about: "Kvitto",
    print: "Skriv ut kvittot",
    received: (at: Instant) => `Mottagen ${formatInstant(at)}`,
    inTime: "i tid",
    late: "efter att tiden gick ut",
    completionTitle: "Svaret är inskickat",
    completed: (at: Instant, inTime: boolean, dueAt: Instant) =>
      `Kompletteringen är mottagen ${formatInstant(at)}, ${inTime ? "i tid" : `efter svarstiden (${formatDay(lastDay(dueAt))})`}.`,
    original: (version: number, inTime: boolean) =>
      `Version ${version}, som den kompletterar, kom in ${inTime ? "i tid" : "efter att tiden gick ut"}.`,
    returned: (dueAt: Instant) =>
      `SKR behöver veta mer. Svara senast ${formatDay(lastDay(dueAt))}. ${it.The} det här kvittot gäller räknas så länge.`,
    answer: "Svara SKR",
    number: "Kvittonummer",
    code: "Kod",
    codeHelp: "Numret och koden hör till just den här versionen. De står också i PDF:en.",
    check: "Så kan vem som helst kontrollera handlingen",
    handedIn: "Överlämnad",
    signed: "Underskriven",
    by: (at: Instant, by: string) => `${formatInstant(at)} av ${by}`,
    onPaper: (day: Day, by: string) => `${formatDay(day)} av ${by}, med bläck på papper`,
    registered: "Inlagd i portalen",
    byStaff: (at: Instant, by: string) => `${formatInstant(at)} av ${by}, SKR, för RSS räkning`,
    onBehalf: "Skäl",
    scan: "Papperet",
    openScan: (name: string, size: string) => `Öppna det inskannade papperet ${name}, ${size}`,
    scanInfected:
      "Skadlig kod hittades i det inskannade papperet, så det går inte att öppna. Underskriften är registrerad. RSS och SKR behöver komma överens om hur papperet ska visas.",
    extension: "Anstånd",
    pdf: "Hämta PDF",
    archiveCopy: "Kopia för arkiv (PDF/A-2a)",
    pdfPending: "PDF:en kommer med mejl. Ni behöver inte göra något.",
    pdfReady: "PDF:en är klar.",
    pdfFailed: "PDF:en gick inte att hämta. Försök igen om en stund.",
    pdfHelp: "Chefens underskrift står sist i PDF:en.",
    pdfHelpPaper: "Hur chefen skrev under står sist i PDF:en.",
    read: `Läs ${it.the}`,
    next: "Vad händer nu?",
    help: "Mer om vad ni kan göra nu",
    mailed: "Kvittot mejlas med PDF:en till er som skriver, till chefen och till er registrator.",
    review: `SKR läser ${it.the} och hör av sig om något behöver kompletteras.`,
    replace: (closesAt: Instant) =>
      `Ni kan ändra till och med ${formatDeadline(closesAt)}. ${it.The} ni skickade in gäller tills ni skickar in en ny.`,
    report: (day: Day) => `Rapportera hur det gick senast ${formatDay(day)}.`,
    rewriting: `Ni skriver på en ny version. ${it.The} ni skickade in gäller tills ni skickar in en ny.`,
    noneTitle: "Inget kvitto än",
    none: `${it.The} är inte inskickad. Kvittot kommer när chefen har skrivit under.`,
  },

  version: {
    title: (rss: string, n: number) => `${rss}, version ${n}`,
    tools: "Om den här sidan",
    back: `Tillbaka till ${it.the}`,
    waiting: "Den här versionen väntar på underskrift. Den är inte inskickad.",
    unsigned: "Den här versionen blev inte underskriven och är inte inskickad.",
    replaced: "Den här versionen är ersatt.",
    newer: (n: number) => `Version ${n} gäller`,
  },
}));
