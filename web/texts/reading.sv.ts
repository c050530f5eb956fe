/** Words of the pages where a frozen plan is read, signed and acknowledged. */
import { type Day, type Instant, lastDay } from "#domain/deadlines";
import { formatCount, formatDay, formatDeadline, formatInstant, formatTime, formatWeekday } from "#domain/formats";

const days = (left: number): string => (left === 1 ? "1 dag kvar" : `${formatCount(left)} dagar kvar`);

export const reading = {
  /** Headings and marks inside the plan itself. */
  plan: {
    files: "Bilagor",
    ticked: "Ikryssad",
    unticked: "Inte ikryssad",
    chosen: "Valt",
    notChosen: "Inte valt",
    explanation: "Förklaring",
    noAnswer: "Inget svar",
    checksum: "Kontrollsumma (SHA-256)",
    openFile: (name: string, size: string) => `Öppna bilagan ${name}, ${size}`,
    openFailed: "Bilagan gick inte att öppna. Försök igen om en stund.",
    version: (n: number) => `Version ${n}`,
    unsigned: "Inte underskriven",
    draft: "UTKAST – inte inskickat",
    signed: (number: string, at: Instant, by: string) => `${number}. Underskriven ${formatInstant(at)} av ${by}`,
    frozen: (at: Instant, by: string) => `Färdigställd ${formatInstant(at)} av ${by}`,
    technical: "Tekniska uppgifter",
    hash: "Kontrollsumma",
    hashHelp:
      "Kontrollsumman räknas fram ur hela planen. Den ändras om ett enda tecken ändras, och visar att det du läser är det som skrivs under.",
    print: "Skriv ut",
    changed: "Ändrat",
    added: "Nytt",
    earlier: (n: number) => `Så stod det i version ${n}`,
  },

  sign: {
    title: "Läs och skriv under",
    sentBy: (by: string, at: Instant) => `${by} skickade planen hit för underskrift ${formatInstant(at)}.`,
    inTime: (closesAt: Instant) => `Planen kom in i tid (sista dag var ${formatDay(lastDay(closesAt))}).`,
    alreadyInTime: "Den är överlämnad i tid.",
    signBy: (by: Instant) => `Skriv under senast ${formatDeadline(by)}`,
    daysLeft: (left: number) => (left === 0 ? "Sista dagen är i dag" : days(left)),
    toSignature: "Gå till underskriften",
    notHead: (heads: string) => `Här kan du läsa planen. ${heads} skriver under den.`,
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
    button: "Skriv under och skicka in",
    pressing: "Skickar …",
    sendBack: "Skicka tillbaka med kommentar",
    sendBackLead: "Planen blir ett utkast igen, så att den kan ändras. Kommentaren syns för alla som skriver.",
    comment: "Vad behöver ändras?",
    commentMissing: "Skriv vad som behöver ändras.",
    sendBackButton: "Skicka tillbaka",
    sentBackDone: "Planen är tillbakaskickad med din kommentar. De som skriver har fått ett mejl.",
    sendBackClosed: (closesAt: Instant) =>
      `Planen kan inte skickas tillbaka, för tiden att ändra gick ut ${formatWeekday(lastDay(closesAt))}. Behöver något ändras, begär anstånd hos SKR först.`,
    afresh: {
      heading: "Ett steg kvar: logga in igen",
      why: "Inloggningen visar att det är du som skriver under. Sedan kommer du tillbaka hit, och planen skickas in.",
      until: (until: Instant) => `Logga in senast kl.\u00A0${formatTime(until)}.`,
      button: "Logga in och skriv under",
      cancel: "Skriv inte under nu",
      again: "Inloggningen måste göras efter att du tryckte på knappen. Logga in en gång till.",
      tooSlow:
        "Det gick mer än 15 minuter från att du tryckte på knappen. Planen är inte underskriven. Tryck på Skriv under och skicka in igen.",
    },
    signing: "Skriver under och skickar in planen …",
    noAnswer: "Vi fick inget svar. Försök igen – planen skickas bara in en gång.",
    retry: "Försök igen",
    stale: "Planen har ändrats sedan du läste den. Läs ändringarna innan du skriver under.",
    tooLate: (closedAt: Instant) =>
      `Tiden för underskrift gick ut ${formatWeekday(lastDay(closedAt))}. Planen är inte inskickad, men all text finns kvar.`,
    nothing: {
      heading: "Ingen plan väntar på underskrift",
      recalled: (by: string, at: Instant) =>
        `${by} tog tillbaka planen ${formatInstant(at)} för att ändra den. Du får ett mejl när den kommer igen.`,
      sentBack: (by: string, at: Instant) => `${by} skickade tillbaka planen ${formatInstant(at)}.`,
      draft: "Planen är ett utkast. Du får ett mejl när den är klar att läsa.",
      submitted: "Planen är redan underskriven och inskickad.",
      notStarted: "Ingen har börjat skriva planen.",
      abstained: "Ni har sagt att ni avstår i år.",
      notInTime: "Tiden gick ut innan planen skickades in.",
    },
    toPlan: "Till planen",
    toReceipt: "Till kvittot",
    askExtension: "Begär anstånd",
  },

  receipt: {
    title: "Planen är inskickad",
    received: (at: Instant) => `Mottagen ${formatInstant(at)}`,
    inTime: "i tid",
    late: "efter att tiden gick ut",
    number: "Kvittonummer",
    code: "Kod",
    codeHelp: "Numret och koden tillsammans visar att kvittot är äkta.",
    handedIn: "Överlämnad",
    signed: "Underskriven",
    by: (at: Instant, by: string) => `${formatInstant(at)} av ${by}`,
    extension: "Anstånd",
    pdf: "Hämta PDF",
    pdfPending: "PDF:en kommer med mejl. Ni behöver inte göra något.",
    pdfReady: "PDF:en är klar.",
    pdfFailed: "PDF:en gick inte att hämta. Försök igen om en stund.",
    pdfHelp: "PDF:en har SKR:s elektroniska stämpel. Chefens underskrift står på sista sidan.",
    read: "Läs planen",
    next: "Vad händer nu?",
    mailed: "Kvittot mejlas till den som lämnade över planen, till chefen och till er registrator, med PDF:en.",
    review: "SKR läser planen och hör av sig om något behöver kompletteras.",
    replace: (closesAt: Instant) =>
      `Ni kan ändra till och med ${formatDeadline(closesAt)}. Planen ni skickade in gäller tills ni skickar in en ny.`,
    report: (day: Day) => `Rapportera hur det gick senast ${formatDay(day)}.`,
    rewriting: "Ni skriver på en ny version. Planen ni skickade in gäller tills ni skickar in en ny.",
    none: "Det finns inget kvitto, för planen är inte inskickad.",
  },

  version: {
    title: (n: number) => `Version ${n}`,
    unsignedLead: "Den här versionen är inte underskriven och inte inskickad.",
    back: "Tillbaka",
  },
};
