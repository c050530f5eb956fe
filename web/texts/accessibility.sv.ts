/**
 * The accessibility statement, in Swedish. What it must tell: Digg's regulations MDFFS 2019:2. It claims nothing that has not been
 * looked at; whoever changes it changes the days in statement.ts.
 */
import type { Day } from "#domain/deadlines";
import type { Statement } from "../statement.ts";

export const accessibilityWords = (
  { assessedOn, updatedOn, publishedOn }: Statement,
  formatDay: (day: Day) => string,
) => ({
  title: "Tillgänglighet i RSS-portalen",
  lead: "Sveriges Kommuner och Regioner (SKR) står bakom RSS-portalen. Vi vill att alla ska kunna använda den. Här står hur portalen uppfyller lagen om tillgänglighet till digital offentlig service, vilka brister vi känner till och hur du kan berätta om fler.",
  contents: "På den här sidan",
  sections: {
    "hur-tillganglig": {
      title: "Hur tillgänglig är portalen?",
      text: [
        "Portalen är delvis tillgänglig. Vi känner inte till några brister, men den och dokumenten den gör är inte prövade med skärmläsare eller andra hjälpmedel.",
      ],
    },
    "vad-du-kan-gora": {
      title: "Vad kan du göra om du inte kan använda delar av portalen?",
      text: [
        "Skriv till [info@skr.se](mailto:info@skr.se) och berätta vad du behöver, till exempel en plan eller ett kvitto i ett annat format, eller att få lämna in på ett annat sätt. Skriv vilken sida det gäller.",
        "Närmar sig sista dagen? Skriv det i mejlet. Ni kan också [begära anstånd](/hjalp#tider).",
      ],
    },
    rapportera: {
      title: "Rapportera brister",
      text: [
        "Har du hittat något som inte fungerar och som inte står här, eller tycker du att vi inte följer lagen? Skriv till [info@skr.se](mailto:info@skr.se), så att vi får veta det.",
      ],
    },
    tillsyn: {
      title: "Tillsyn",
      text: [
        "Myndigheten för digital förvaltning, Digg, har tillsyn över lagen. Är du inte nöjd med hur vi tar hand om dina synpunkter kan du [anmäla det till Digg](https://www.digg.se/tdosanmalan).",
      ],
    },
    lagen: {
      title: "Teknisk information om tillgängligheten",
      text: [
        "RSS-portalen är delvis förenlig med lagen (2018:1937) om tillgänglighet till digital offentlig service, eftersom allt inte är prövat. Kraven är de i standarden EN 301 549 V3.2.1, som för webbsidor bygger på WCAG 2.1, nivå AA. Vi bygger portalen efter WCAG 2.2, nivå AA.",
      ],
    },
    brister: {
      title: "Innehåll som inte är tillgängligt",
      text: [
        "Vi känner inte till något som inte uppfyller lagens krav. Det här vet vi inte om det uppfyller kraven:",
        [
          "Sidorna och PDF-dokumenten är inte prövade med skärmläsare, förstoringsprogram, röststyrning eller av personer som använder hjälpmedel.",
          "Mejlen från portalen finns både som ren text och som HTML, men är inte granskade.",
          "Bilagor är gjorda av dem som lägger till dem. Portalen ändrar dem inte och kontrollerar inte hur tillgängliga de är.",
        ],
        "Inloggningen är en annan tjänst än portalen. Den här redogörelsen gäller inte den.",
      ],
    },
    betungande: {
      title: "Oskäligt betungande anpassning",
      text: ["Vi åberopar inget undantag för oskäligt betungande anpassning."],
    },
    testat: {
      title: "Hur vi har testat",
      text: [
        "Vi har själva bedömt portalen. Ingen utomstående har granskat den. Det här är gjort:",
        [
          "Alla sidor, i de flesta lägen de kan ha, kontrolleras automatiskt med verktyget axe varje gång portalen ändras, på svenska och engelska och för bred och smal skärm. Kontrasten mäts på bred skärm.",
          "PDF-dokumenten som portalen gör (planen som den skrevs under, utskriften för underskrift på papper och texter som läggs i en bilaga) är taggade. Att de följer PDF/UA-1 kontrolleras med verktyget veraPDF.",
          "Ingen sida är bredare än fönstret vid 390 och 320 bildpunkter.",
          "Att skriva färdigt en plan, skicka den, skriva under och läsa den hos SKR prövas med bara tangentbord, och att det alltid syns var man är.",
        ],
        "Automatiska kontroller hittar bara en del av bristerna. Allt är prövat i en enda webbläsare, Chromium.",
        `Bedömningen gjordes den ${formatDay(assessedOn)}.`,
        publishedOn === null
          ? `Portalen är inte i drift än. Redogörelsen ändrades senast den ${formatDay(updatedOn)}.`
          : `Portalen togs i drift den ${formatDay(publishedOn)}. Redogörelsen ändrades senast den ${formatDay(updatedOn)}.`,
      ],
    },
  },
});
