/**
 * The annual report ("årsrapport") of the RSS. A reconstruction: SKR's own template is not known, and what is asked here is what the
 * national report compiled from the annual reports speaks of, area by area. Easy to change: it is data, and a new year is a new file.
 */
import type { Section, Template, Text } from "../form.ts";

const text = (id: string, label: string, earlier: string[] = []): Text => ({
  ...{
    kind: "text",
    id,
    label: `${label} (max 2000 tecken)${label.endsWith("?") ? "" : "."}`,
    limit: 2000,
    policy: "hard",
  },
  ...(earlier.length > 0 ? { earlier } : {}),
});

const once = (number: string, label: string, short: string, asked: string): Section => ({
  ...{ number, label, short, questions: [text(number, asked)] },
});

const optionally = (number: string, label: string, short: string, asked: string): Section => ({
  ...{ number, label, short, questions: [{ ...text(number, asked), optional: true }] },
});

/** `area` is the goal area's number in the plan: its goals under a), what was to be done during the year under b). */
const goalArea = (number: string, area: string, label: string, short: string): Section => ({
  number,
  label,
  short,
  questions: [
    {
      kind: "outcomes",
      id: `${number}a`,
      label: "Hur gick det med målen i er plan?",
      of: [`${area}a`],
      columns: ["Mål", "Läge", "Hur gick det?"],
      states: [
        { id: "reached", text: "Uppnått" },
        { id: "underway", text: "På väg" },
        { id: "not-started", text: "Inte påbörjat, därför att …" },
      ],
      limit: 1000,
    },
    text(`${number}b`, "Beskriv de viktigaste aktiviteterna under året", [`${area}b`]),
    text(`${number}c`, "Beskriv de viktigaste resultaten", [`${area}a`, `${area}b`]),
    text(`${number}d`, "Vad har varit framgångsfaktorer?"),
    text(`${number}e`, "Vilka utmaningar har ni mött?"),
    text(`${number}f`, "Vilka lärdomar tar ni med er?"),
  ],
});

const report2021: Template = {
  id: "report-2021",
  kind: "report",
  prefix: "RAP",
  title: "Årsrapport för SKR:s kvinnofridssatsning {year}",
  issuer: {
    name: "Sveriges Kommuner och Regioner",
    lines: [
      "info@skr.se, www.skr.se",
      "Post: 118 82 Stockholm Besök: Hornsgatan 20",
      "Tfn: 08-452 70 00 Org nr: 222000-0315",
    ],
  },
  intro:
    "De regionala samverkans- och stödstrukturerna (RSS) som har fått medel ur SKR:s kvinnofridssatsning följer varje år upp sitt arbete och återrapporterar till SKR. Rapporten utgår från målen i er genomförandeplan för {year}. Att något inte är påbörjat, och varför, är också ett svar.",
  sections: [
    { number: "1", label: "Län", short: "Län", questions: [{ kind: "county", id: "1", label: "Län" }] },
    {
      ...{ number: "2", label: "Organisation", short: "Organisation" },
      questions: [{ kind: "line", id: "2", label: "Organisation", limit: 200 }],
    },
    {
      number: "3",
      label: "Kontaktuppgifter RSS",
      short: "Kontaktuppgifter",
      questions: [
        {
          kind: "rows",
          id: "3",
          label: "Kontaktuppgifter RSS",
          columns: [
            { key: "name", label: "Namn", format: "line", limit: 200 },
            { key: "email", label: "e-post", format: "email", limit: 254 },
          ],
          shown: 3,
          max: 20,
        },
      ],
    },
    goalArea(
      "4",
      "7",
      "Utveckla kunskap och kapacitet gällande att förhindra och förebygga hedersrelaterat våld och förtryck.",
      "Hedersrelaterat våld",
    ),
    goalArea("5", "8", "Arbeta för att integrera kvinnofridsområdet i RSS ordinarie struktur.", "Ordinarie struktur"),
    goalArea(
      "6",
      "9",
      "Stödja kunskaps- och verksamhetsutveckling inom kvinnofridsområdet, med ett tydligt barnperspektiv, i kommuner och regioner.",
      "Kunskap och barnperspektiv",
    ),
    goalArea(
      "7",
      "10",
      "Stödja och utveckla arbetet med systematisk uppföljning av kvinnofridsarbetets kvalitet och resultat.",
      "Systematisk uppföljning",
    ),
    optionally(
      "8",
      "Särskilda prioriteringar",
      "Särskilda prioriteringar",
      "Vilka särskilda prioriteringar har ni gjort under året?",
    ),
    {
      number: "9",
      label: "Deltagande i systematisk uppföljning",
      short: "Deltagande",
      questions: [
        { kind: "number", id: "9a", label: "Hur många kommuner finns i länet?", max: 100 },
        { kind: "number", id: "9b", label: "Hur många av dem deltar i systematisk uppföljning?", max: 100 },
        { ...text("9c", "Kommentar till siffrorna"), optional: true },
      ],
    },
    once(
      "10",
      "Organisation och samfinansiering",
      "Organisation",
      "Hur har arbetet varit organiserat, och hur har det samfinansierats?",
    ),
    once("11", "SKR:s nätverk och stöd", "Nätverk och stöd", "Hur ser ni på nätverket och på stödet från SKR?"),
    optionally("12", "Medskick till SKR", "Medskick till SKR", "Vad vill ni skicka med till SKR?"),
    optionally("13", "Medskick till regeringen", "Till regeringen", "Vad vill ni skicka med till regeringen?"),
    optionally("14", "Avvikelser från planen", "Avvikelser", "Vad blev annorlunda än planerat, och varför?"),
    {
      number: "15",
      label: "Underskrift",
      short: "Underskrift",
      questions: [{ kind: "signature", id: "15", columns: ["Datum", "Chef för RSS"] }],
      closing:
        "Rapporten ska undertecknas av chef för den regionala samverkans- och stödstrukturen och skickas till SKR senast den {submitBy}. {howToSend}",
    },
    {
      number: "",
      label: "Förankring och diarienummer",
      short: "Förankring (frivilligt)",
      guidance: "Frivilligt. Följer med rapporten.",
      questions: [
        {
          kind: "line",
          id: "anchored",
          label: "Förankrad i (forum, datum, diarienummer)",
          limit: 300,
          optional: true,
        },
        { kind: "line", id: "reference", label: "RSS:s eget diarienummer", limit: 100, optional: true },
      ],
    },
  ],
};

export default report2021;
