/** Words of SKR's pages: the overview of a round, and one plan as SKR reads it. */
import { type Day, type Instant, lastDay } from "#domain/deadlines";
import { formatAmount, formatCount, formatDay, formatInstant } from "#domain/formats";
import type { Step } from "#domain/steps";
import type { ShownState } from "#domain/submission";
import { byKind } from "#domain/texts/kinds";
import { nouns } from "#domain/texts/nouns.sv";

const stepWords: Record<Step, string> = {
  document: "PDF:en",
  seal: "e-stämpeln",
  timestamp: "tidsstämpeln",
  validation: "det som stämpeln kontrolleras mot",
  archive: "arkivkopian",
  mail: "mejlet",
};

const listed = (parts: string[]): string =>
  parts.length < 2 ? parts.join() : `${parts.slice(0, -1).join(", ")} och ${parts.at(-1)}`;

/** `27 maj 2021`, the last day something is in time. */
const lastDayOf = (closesAt: Instant): string => formatDay(lastDay(closesAt));

export const staffWords = byKind(nouns, (it) => ({
  overview: {
    title: (year: number) => `${it.names} ${year}`,
    lead: (submitted: number, all: number) =>
      all === 0
        ? `Ingen RSS har någon ${it.a} i omgången än.`
        : `${formatCount(submitted)} av ${formatCount(all)} RSS har en inskickad ${it.a}.`,
    daysLeft: (left: number) =>
      left === 0 ? "Sista dagen är i dag." : left === 1 ? "1 dag kvar." : `${formatCount(left)} dagar kvar.`,
    closed: "Tiden har gått ut.",
    filter: "Visa",
    all: "Alla",
    caption: (year: number) => `${it.names} ${year}, län för län`,
    shown: (count: number, all: number) =>
      count === all ? `Visar alla ${formatCount(all)} län.` : `Visar ${formatCount(count)} av ${formatCount(all)} län.`,
    sortedBy: "Sortera efter",
    nothing: "–",
    mapCaption: "Samma uppgifter som i tabellen. Karta:",
    mapSource: "Victor Cazanave, svg-maps",
    mapChanged: "med egna färger och länsbokstäver.",
    legend: "Teckenförklaring",
  },

  onItsWay: {
    title: (count: number) => `${formatCount(count)} ${count === 1 ? "sak är" : "saker är"} på väg.`,
    lead: "Det som är inskickat, underskrivet och beslutat står fast. Portalen försöker igen minst en gång i timmen. Hör av dig till dem som driver portalen om något står kvar nästa dag.",
    decision: "beslutet",
    what: (remaining: readonly Step[]) => listed(remaining.map((step) => stepWords[step])),
    since: (at: Instant) => `sedan ${formatInstant(at)}`,
  },

  review: {
    title: (rss: string, year: number) => `${rss}, ${it.a} ${year}`,
    back: (year: number) => `${it.names} ${year}`,
    stateLabel: "Läge",
    notSubmitted: {
      "not-started": `RSS har inte börjat skriva ${it.the}.`,
      draft: `RSS skriver på sin ${it.a}. SKR kan inte läsa utkast.`,
      "handed-in": `${it.The} väntar på chefens underskrift. SKR kan läsa den när den är underskriven.`,
      abstained: "RSS har meddelat att de avstår i år.",
      "not-in-time": `Ingen ${it.a} är inskickad. SKR kan inte läsa utkast.`,
      "not-signed-in-time": `${it.The} kom in men blev inte underskriven i tid. SKR kan inte läsa den.`,
      submitted: "",
      returned: "",
      approved: "",
      rejected: "",
    } satisfies Record<ShownState, string>,
    handedIn: (at: Instant) => `Den lämnades över till chefen ${formatInstant(at)}, i tid.`,
    signBy: (signBy: Instant) => `Underskriften ska vara gjord senast ${lastDayOf(signBy)}.`,
    nextWaits: `En ny version väntar på chefens underskrift. ${it.The} nedan gäller tills den nya är inskickad.`,
    rewriting: `RSS skriver på en ny version. ${it.The} nedan gäller tills den nya är inskickad.`,
    received: `Lägg in en ${it.a} som kom till SKR`,
    paper: "Lägg in en underskrift på papper",
    closes: (closesAt: Instant) => `RSS kan skicka in till och med ${lastDayOf(closesAt)}.`,
    extendedBy: "Anstånd är beviljat. Skäl:",
    receipt: "Kvitto",
    checks: {
      heading: "Automatisk kontroll",
      fine: "Allt som portalen kan kontrollera stämmer.",
      remarks: (n: number) => (n === 1 ? "1 sak att se efter." : `${formatCount(n)} saker att se efter.`),
      ok: "Stämmer",
      remark: "Se efter",
      length: (name: string, count: number, limit: number) =>
        `${name}: ${formatCount(count)} av högst ${formatCount(limit)} tecken`,
      lengths: (texts: number) => `Alla ${formatCount(texts)} texter är inom sina gränser.`,
      figures: "Antal tecken i varje text",
      ticked: (name: string) => `Ruta ${name} är ikryssad.`,
      explained: (name: string) => `Ruta ${name} är inte ikryssad. Läs förklaringen.`,
      contacts: (n: number) => (n === 1 ? "1 kontaktperson." : `${formatCount(n)} kontaktpersoner.`),
      attached: (n: number) => (n === 1 ? `${it.The} har 1 bilaga.` : `${it.The} har ${formatCount(n)} bilagor.`),
      noAttachment: `${it.The} har inga bilagor, och behöver inga.`,
      signed: (at: Instant, by: string) => `Underskriven ${formatInstant(at)} av ${by}, chef för RSS.`,
      signedOnPaper: (day: Day, by: string) =>
        `Underskriven på papper ${formatDay(day)} av ${by}, chef för RSS. Jämför med det inskannade papperet.`,
    },
    mails: `Mejl om ${it.the}, och om de kom fram`,
    pdfPending: "PDF:en är på väg.",
    contactsChanged: `Kontaktuppgifterna har ändrats sedan ${it.the} skickades in:`,
    log: {
      heading: "Händelser",
      whole: "Kedjan av händelser är hel: ingenting är ändrat eller borttaget.",
      broken: "Kedjan av händelser är bruten. Något är ändrat eller borttaget. Säg till dem som driver portalen.",
      columns: { at: "När", by: "Vem", what: "Vad", note: "Anmärkning" },
      amount: (kronor: number) => formatAmount(kronor),
      on: (day: Day) => formatDay(day),
      until: (until: Instant) => `till och med ${lastDayOf(until)}`,
      to: (name: string | null) => (name === null ? "till ingen" : `till ${name}`),
      questions: (names: string[]) => `gäller ${listed(names)}`,
      types: {
        started: "Började skriva",
        abstained: "Meddelade att de avstår",
        resumed: "Ångrade att avstå",
        "handed-in": "Lämnade över till chefen",
        recalled: "Tog tillbaka för att ändra",
        "sent-back": "Chefen skickade tillbaka",
        "signing-intended": "Tryckte på Skriv under",
        signed: "Skrev under och skickade in",
        "signed-on-paper": "Lade in ett underskrivet papper och skickade in",
        changed: "Började på en ny version",
        "extension-requested": "Begärde anstånd",
        extended: "Beviljade anstånd",
        approved: it.approvedIt,
        "contacts-changed": "Ändrade kontaktuppgifter",
        "handed-in-for": "Lade in det som kom till SKR, för RSS räkning",
        assigned: "Fördelade ärendet",
        "completion-requested": "Begärde komplettering",
        "completion-withdrawn": "Tog tillbaka begäran om komplettering",
        proposed: "Föreslog beslut om medel",
        "proposal-withdrawn": "Tog tillbaka eller återsände förslaget till beslut",
        rejected: it.rejectedIt,
        paid: "Noterade utbetalning",
        "unused-noted": "Noterade medel som inte har använts",
        handled: "Handläggning hos SKR",
      } as Record<string, string>,
    },
    extension: {
      heading: "Sista dag",
      asked: "RSS begär anstånd",
      askedBy: (by: string, at: Instant) => `${by}, ${formatInstant(at)}:`,
      give: "Ge anstånd",
      until: "Till och med",
      untilHint: (from: Day) => `Tidigast ${formatDay(from)}.`,
      untilMissing: (from: Day) => `Välj en dag från och med ${formatDay(from)}.`,
      reason: "Skäl",
      reasonHint: "Skälet står i kvittot och i händelserna.",
      reasonMissing: "Skriv ett skäl.",
      button: (day: Day) => `Bevilja anstånd till ${formatDay(day)}`,
      buttonPlain: "Bevilja anstånd",
      granted: (closesAt: Instant) => `Anstånd är beviljat till och med ${lastDayOf(closesAt)}. RSS får ett mejl.`,
    },
  },
}));
