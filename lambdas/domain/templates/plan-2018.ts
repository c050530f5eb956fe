/**
 * The three-year plan of 2018–2020, by the four goal areas of that programme. A reconstruction, and the form says so: only the areas and
 * their aims are known, from the national report on those years. An RSS could have a goal of its own beside the four.
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
      label: "Beskriv målen för perioden till och med {horizon} (max 1000 tecken).",
      limit: 1000,
      policy: "warn",
      goals: true,
    },
    {
      kind: "text",
      id: `${number}b`,
      label: "Beskriv hur ni ska arbeta för att nå dem (max 1000 tecken).",
      limit: 1000,
      policy: "warn",
    },
  ],
});

const own = goalArea("8", "Eget målområde", "Eget målområde");

const plan2018: Template = {
  id: "plan-2018",
  kind: "plan",
  prefix: "GFP",
  title: "Treårsplan för SKR:s kvinnofridssatsning {year}–{horizon}",
  issuer: {
    name: "Sveriges Kommuner och Regioner",
    lines: [
      "info@skr.se, www.skr.se",
      "Post: 118 82 Stockholm Besök: Hornsgatan 20",
      "Tfn: 08-452 70 00 Org nr: 222000-0315",
    ],
  },
  intro:
    "Det här formuläret är en rekonstruktion: SKR:s egen mall för perioden finns inte kvar, och bara målområdena är kända. RSS beskriver målen för perioden inom de fyra målområdena, och kan lägga till ett eget.",
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
          shown: 2,
          max: 20,
        },
      ],
    },
    goalArea("4", "RSS ska utveckla kunskap och kapacitet inom RSS på kvinnofridsområdet.", "Kunskap inom RSS"),
    goalArea(
      "5",
      "RSS ska i samverkan med aktörer i länet stödja utvecklingen och spridningen av kunskap i kommun och region.",
      "Kunskapsspridning",
    ),
    goalArea(
      "6",
      "RSS ska samverka med länsstyrelsernas utvecklingsledare samt med befintliga strateger och samordnare på lokal och regional nivå inom kvinnofridsområdet.",
      "Samverkan",
    ),
    goalArea(
      "7",
      "RSS ska utveckla arbetet med systematisk uppföljning av kvinnofridsarbetets kvalitet och resultat.",
      "Systematisk uppföljning",
    ),
    {
      ...own,
      guidance: "Frivilligt. Fyll i om ni har ett mål som inte ryms i de fyra målområdena.",
      questions: own.questions.map((question) =>
        question.kind === "text" ? { ...question, optional: true as const } : question,
      ),
    },
    {
      number: "9",
      label: "Underskrift",
      short: "Underskrift",
      questions: [{ kind: "signature", id: "9", columns: ["Datum", "Chef för RSS"] }],
      closing: "Planen ska undertecknas av chef för RSS och skickas till SKR senast den {submitBy}. {howToSend}",
    },
  ],
};

export default plan2018;
