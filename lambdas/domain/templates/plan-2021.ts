/**
 * SKR's form for the implementation plan of 2021 ("Genomförandeplan"), quoted verbatim. Numbers are the form's own: there is no 13.
 * `{…}` are filled by the round (rounds.ts), so that a later year does not speak of 2021; the round of 2021 gives the original.
 */
import type { Section, Template } from "../form.ts";

const goalArea = (number: string, label: string, short: string): Section => ({
  number,
  label,
  short,
  questions: [
    {
      kind: "text",
      id: `${number}a`,
      label: "Beskriv ett eller flera treåriga mål för arbetet fram till {horizon} (max 1000 tecken).",
      limit: 1000,
      policy: "hard",
      goals: true,
    },
    {
      kind: "text",
      id: `${number}b`,
      label: "Beskriv prioritering och mål för arbetet {year} (max 1000 tecken).",
      limit: 1000,
      policy: "hard",
    },
  ],
});

const plan2021: Template = {
  id: "plan-2021",
  kind: "plan",
  prefix: "GFP",
  title: "Genomförandeplan för SKR:s kvinnofridssatsning {year}",
  issuer: {
    name: "Sveriges Kommuner och Regioner",
    lines: [
      "info@skr.se, www.skr.se",
      "Post: 118 82 Stockholm Besök: Hornsgatan 20",
      "Tfn: 08-452 70 00 Org nr: 222000-0315",
    ],
  },
  intro:
    "I SKR:s kvinnofridssatsning har de regionala samverkans- och stödstrukturerna för socialtjänst och närliggande hälso- och sjukvård (RSS) möjlighet att ansöka om medel. Medlen omfattar {amount} kronor per län och år, samt {amountMetropolitan} kronor per de tre storstadslänen per år. Satsningen förväntas pågå under tre år framöver. För att ta del av dessa medel, vänligen fyll i denna mall.",
  sections: [
    { number: "1", label: "Län", short: "Län", questions: [{ kind: "county", id: "1", label: "Län" }] },
    {
      number: "2",
      label: "Organisation",
      short: "Organisation",
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
    {
      number: "4",
      label: "Personell resurs",
      short: "Personell resurs",
      instruction: "Markera med ett kryss",
      questions: [
        {
          kind: "tick",
          id: "4",
          text: "Ja, vi kommer att använda medlen för personella resurser inom kvinnofridsområdet motsvarande halvtidsanställning.",
          explain: { limit: 500 },
        },
      ],
    },
    {
      number: "5",
      label: "Deltagande i SKR:s nätverk",
      short: "SKR:s nätverk",
      instruction: "Markera med ett kryss.",
      questions: [
        {
          kind: "tick",
          id: "5",
          text: "Ja, vi kommer att delta i SKR:s nätverk för kvinnofridssatsningen.",
          explain: { limit: 500 },
        },
      ],
    },
    {
      number: "6",
      label: "Återrapportering",
      short: "Återrapportering",
      instruction: "Markera med ett kryss.",
      questions: [
        {
          kind: "tick",
          id: "6",
          text: "Ja, vi kommer att årsvis följa upp arbetet och återrapportera till SKR senast {reportBy}.",
          explain: { limit: 500 },
        },
      ],
    },
    goalArea(
      "7",
      "Utveckla kunskap och kapacitet gällande att förhindra och förebygga hedersrelaterat våld och förtryck.",
      "Hedersrelaterat våld",
    ),
    goalArea("8", "Arbeta för att integrera kvinnofridsområdet i RSS ordinarie struktur.", "Ordinarie struktur"),
    goalArea(
      "9",
      "Stödja kunskaps- och verksamhetsutveckling inom kvinnofridsområdet, med ett tydligt barnperspektiv, i kommuner och regioner.",
      "Kunskap och barnperspektiv",
    ),
    goalArea(
      "10",
      "Stödja och utveckla arbetet med systematisk uppföljning av kvinnofridsarbetets kvalitet och resultat.",
      "Systematisk uppföljning",
    ),
    {
      number: "11",
      label: "Genomförandeplan",
      short: "Genomförandeplan",
      guidance:
        "RSS ska beskriva hur arbetet ska utformas i en årlig genomförandeplan som skickas till SKR. Ifyllandet av denna mall kan fungera som en sådan, eller så kan ni skriva en mer utförlig egen plan och bifoga.",
      instruction: "Markera ett av alternativen med ett kryss.",
      questions: [
        {
          kind: "choice",
          id: "11",
          label: "Genomförandeplan",
          options: [
            { id: "form", text: "Ja, denna ifyllda mall är vår genomförandeplan." },
            {
              id: "attached",
              text: "Vi bifogar vår genomförandeplan med detta dokument.",
              needsAttachment: true,
            },
          ],
        },
      ],
    },
    {
      number: "12",
      label: "Önskat stöd från SKR",
      short: "Önskat stöd",
      guidance: "Vilket stöd önskar ni inom er RSS från SKR för att på bästa sätt kunna genomföra satsningen?",
      questions: [{ kind: "text", id: "12", label: "Beskriv (max 500 tecken).", limit: 500, policy: "hard" }],
    },
    {
      number: "14",
      label: "Underskrift",
      short: "Underskrift",
      questions: [{ kind: "signature", id: "14", columns: ["Datum", "Chef för RSS"] }],
      closing:
        "Mallen ska undertecknas av chef för den regionala samverkans- och stödstrukturen och skickas till SKR senast den {submitBy}. {howToSend}",
    },
    {
      number: "",
      label: "Förankring och diarienummer",
      short: "Förankring (frivilligt)",
      guidance: "Frivilligt. Hör inte till SKR:s mall, men följer med planen.",
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

export default plan2021;
