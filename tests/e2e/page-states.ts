/** Every page in every state that one person can be in, how it is reached, and what it says then in each language. */
import { addDays, dayOf } from "#domain/deadlines";
import type { Language } from "#domain/language";
import { answersFilled, dalarnaLengths } from "#tests/builders";
import { testString as eicar } from "../../infra/local/scanner.ts";
import { lastYearAt } from "../../infra/local/seed.ts";
import type { Someone } from "./browser.ts";
import { actingAs, fillByApi, handInByApi, signByApi, signOnPaperByApi } from "./by-api.ts";
import { administrationStates, prepareAdministration } from "./page-states-administration.ts";
import { completionStates, prepareCompletions } from "./page-states-completion.ts";
import type { Running } from "./running.ts";
import { fillPaper } from "./steps.ts";

export type State = {
  name: string;
  /** Null: nobody is logged in. */
  who: string | null;
  path: string;
  /** What the page says once it stands as it should. */
  words: Record<Language, string>;
  reach?: (person: Someone, language: Language) => Promise<void>;
  at?: string;
};

export const open = "2021-05-31T20:00:00.000Z";
const closed = "2021-06-01T07:00:00.000Z";

/** The seed's rounds lie around the day it is planted: last year's plans are approved, and the reports on them begun. */
const today = new Date().toISOString();
const { plans, reports } = lastYearAt(today);

/** The round of plans that is open on the day of the seed. */
const next = String(plans.year + 1);

const press =
  (name: Record<Language, string>) =>
  async ({ page }: Someone, language: Language) =>
    page.getByRole("button", { name: name[language] }).first().click();

/** Pages for everybody: opened by nobody in particular, and come to by somebody who is logged in, by the links at the foot of every page. */
const forAll: State[] = [
  {
    path: "/hjalp",
    words: { sv: "SKR kan inte läsa era utkast", en: "SKR cannot read your drafts" },
    link: /^(Hjälp|Help)$/,
  },
  {
    path: "/kontrollera",
    words: { sv: "Filen lämnar inte din dator", en: "The file does not leave your computer" },
    link: /^(Kontrollera en handling|Check a document)$/,
  },
  {
    path: "/tillganglighet",
    words: { sv: "Bedömningen gjordes den", en: "The assessment was made on" },
    link: /^(Tillgänglighet|Accessibility)$/,
  },
  {
    path: "/personuppgifter",
    words: { sv: "Vilka uppgifter portalen har", en: "Which data the portal has" },
    link: /^(Personuppgifter|Personal data)$/,
  },
].flatMap(({ path, words, link }) => [
  { name: `${path}, logged out`, who: null, path, words },
  {
    name: `${path}, logged in`,
    who: "Nora Strand",
    path: "/",
    words,
    reach: ({ page }: Someone) => page.getByRole("contentinfo").getByRole("link", { name: link }).click(),
  },
]);

export const states: State[] = [
  ...forAll,
  {
    name: "check, a wrong code",
    who: null,
    path: "/kontrollera?nummer=GFP-2021-X-1&kod=00000000",
    words: { sv: "Numret och koden hör inte ihop", en: "The number and the code do not belong together" },
  },
  {
    name: "check, a file that is not known",
    who: null,
    path: "/kontrollera",
    words: { sv: "Portalen känner inte igen brev.pdf", en: "The portal does not know brev.pdf" },
    reach: ({ page }) =>
      page
        .getByLabel(/^(Välj en fil|Choose a file)$/)
        .setInputFiles({ name: "brev.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 Brev") }),
  },
  { name: "start, nothing begun", who: "Nora Strand", path: "/", words: { sv: "Inte påbörjad", en: "Not started" } },
  {
    name: "start, of a head for whom a plan waits",
    who: "Hugo Dahl",
    path: "/",
    words: { sv: "Läs och skriv under", en: "Read and sign" },
  },
  { name: "start, of an officer", who: "Karin Ström", path: "/", words: { sv: "2021", en: "2021" } },
  {
    name: "plan, empty",
    who: "Nora Strand",
    path: "/plan/2021.AB",
    words: { sv: "Skicka till Lars Ek för underskrift", en: "Send to Lars Ek for signature" },
  },
  {
    name: "plan, filled and too long",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: { sv: "3 373 tecken för mycket", en: "3,373 characters too many" },
  },
  {
    name: "plan, with faults",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: {
      sv: "3 saker att rätta innan planen kan skickas in",
      en: "3 things to put right before the plan can be submitted",
    },
    reach: press({ sv: "Skicka till Anna Berg för underskrift", en: "Send to Anna Berg for signature" }),
  },
  {
    name: "plan, read by a reader",
    who: "Olle Holm",
    path: "/plan/2021.W",
    words: { sv: "Du kan läsa planen.", en: "You can read the plan." },
  },
  {
    name: "plan, locked",
    who: "Ida Fors",
    path: "/plan/2021.D",
    words: { sv: "Planen är låst medan Hugo Dahl läser.", en: "The plan is locked while Hugo Dahl is reading." },
  },
  {
    name: "plan, submitted",
    who: "Sara Nygren",
    path: "/plan/2021.X",
    words: { sv: "gäller tills ni skickar in en ny", en: "counts until you submit a new one" },
  },
  {
    name: "read and sign",
    who: "Hugo Dahl",
    path: "/plan/2021.D/las",
    words: { sv: "Skriv under och skicka in", en: "Sign and submit" },
  },
  {
    name: "read and sign, sending back",
    who: "Hugo Dahl",
    path: "/plan/2021.D/las",
    words: { sv: "Vad behöver ändras?", en: "What needs to change?" },
    reach: async ({ page }, language) =>
      page.getByText({ sv: "Skicka tillbaka med kommentar", en: "Send back with a comment" }[language]).first().click(),
  },
  {
    name: "read and sign, one step left",
    who: "Hugo Dahl",
    path: "/plan/2021.D/las",
    words: { sv: "Logga in igen för att skriva under.", en: "Log in again to sign." },
    reach: press({ sv: "Skriv under och skicka in", en: "Sign and submit" }),
  },
  {
    name: "read and sign, nothing waits",
    who: "Anna Berg",
    path: "/plan/2021.W/las",
    words: { sv: "Ingen plan väntar på underskrift", en: "No plan is waiting for a signature" },
  },
  {
    name: "sign on paper",
    who: "Ida Fors",
    path: "/plan/2021.D/papper",
    words: { sv: "Hugo Dahl, chef för RSS, har skrivit under.", en: "Hugo Dahl, head of the RSS, has signed." },
  },
  {
    name: "sign on paper, with everything missing",
    who: "Ida Fors",
    path: "/plan/2021.D/papper",
    words: { sv: "Skriv av koden från papperet.", en: "Copy the code from the paper." },
    reach: press({ sv: "Lägg in papperet och skicka in", en: "Put the paper in and submit" }),
  },
  {
    name: "sign on paper, with a code of nothing",
    who: "Ida Fors",
    path: "/plan/2021.D/papper",
    words: { sv: "Koden hör inte till den här planen.", en: "The code does not belong to this plan." },
    reach: async (person, language) => {
      await fillPaper(person.page, { code: "1A2B 3C4D", day: "2021-05-31" }, language);
      await press({ sv: "Lägg in papperet och skicka in", en: "Put the paper in and submit" })(person, language);
    },
  },
  {
    name: "sign on paper, where the RSS has no head",
    who: "Ida Fors",
    path: "/plan/2021.U/papper",
    words: { sv: "RSS har ingen chef i portalen.", en: "The RSS has no head in the portal." },
  },
  {
    name: "sign on paper, nothing waits",
    who: "Maja Lind",
    path: "/plan/2021.W/papper",
    words: { sv: "Ingen plan väntar på underskrift", en: "No plan is waiting for a signature" },
  },
  {
    name: "sign on paper, at SKR",
    who: "Karin Ström",
    path: "/plan/2021.D/papper",
    words: { sv: "Varför lägger SKR in papperet?", en: "Why is SKR putting the paper in?" },
  },
  {
    name: "sign on paper, too late",
    who: "Ida Fors",
    path: "/plan/2021.D/papper",
    words: { sv: "Tiden gick ut måndag 7 juni 2021", en: "The time ran out on Monday 7 June 2021" },
    at: "2021-06-07T22:00:00.000Z",
  },
  {
    name: "review, waiting for a signature",
    who: "Karin Ström",
    path: "/granska/2021.D",
    words: { sv: "Lägg in en underskrift på papper", en: "Put in a signature on paper" },
  },
  {
    name: "receipt, signed on paper",
    who: "Sara Nygren",
    path: `/plan/${next}.X/kvitto`,
    words: { sv: "med bläck på papper", en: "in ink on paper" },
    at: today,
  },
  {
    name: "receipt, of a paper that turned out harmful",
    who: "Ida Fors",
    path: `/plan/${next}.D/kvitto`,
    words: {
      sv: "Skadlig kod hittades i det inskannade papperet",
      en: "Harmful code was found in the scanned paper",
    },
    at: today,
  },
  {
    name: "review, of a paper put in by SKR that turned out harmful",
    who: "Karin Ström",
    path: `/granska/${next}.D`,
    words: { sv: "SKR, för RSS räkning", en: "SKR, on behalf of the RSS" },
    at: today,
  },
  {
    name: "receipt",
    who: "Sara Nygren",
    path: "/plan/2021.X/kvitto",
    words: { sv: "GFP-2021-X-1", en: "GFP-2021-X-1" },
  },
  {
    name: "version",
    who: "Per Åkerman",
    path: "/plan/2021.X/version/1",
    words: { sv: "GFP-2021-X-1", en: "GFP-2021-X-1" },
  },
  {
    name: "overview",
    who: "Karin Ström",
    path: "/oversikt/2021",
    words: { sv: "Västernorrland", en: "Västernorrland" },
  },
  {
    name: "overview, while the seal is away",
    who: "Karin Ström",
    path: "/oversikt/2021",
    words: { sv: "2 saker är på väg.", en: "2 things are on the way." },
    // The key and the time-stamp authority are in the portal's own process: what its API says without them is told in tests/integration/outbox.
    async reach({ page }) {
      const rows = [
        { id: "2021.X", rss: "RSS Gävleborg", since: "2021-05-31T06:12:00.000Z", steps: ["seal", "timestamp", "mail"] },
        { id: "2021.W", rss: "RSS Dalarna", since: "2021-05-31T07:40:00.000Z", steps: ["archive"] },
      ];
      await page.route("**/outstanding", (route) => route.fulfill({ json: { rows, now: "2021-05-31T20:00:00.000Z" } }));
      await page.reload();
    },
  },
  {
    name: "overview, exported",
    who: "Karin Ström",
    path: "/oversikt/2021",
    words: { sv: "Genomförandeplaner 2021 översikt.xlsx är hämtad.", en: "overview.xlsx has been fetched." },
    reach: press({ sv: "Hämta filen", en: "Fetch the file" }),
  },
  {
    name: "one question side by side",
    who: "Karin Ström",
    path: "/oversikt/2021/fraga/8b",
    words: { sv: "1 av 21 län har svarat.", en: "1 of 21 counties has answered." },
  },
  {
    name: "one question side by side, contacts",
    who: "Karin Ström",
    path: "/oversikt/2021/fraga/3",
    words: { sv: "Funktionsbrevlåda", en: "Funktionsbrevlåda" },
  },
  {
    name: "one question side by side, of plans that are granted",
    who: "Karin Ström",
    path: `/oversikt/${plans.id}/fraga`,
    words: { sv: "Fråga 7 a, län för län", en: "Question 7 a, county by county" },
    at: today,
  },
  {
    name: "one question side by side, which few have answered",
    who: "Karin Ström",
    path: `/oversikt/${reports.id}/fraga`,
    words: { sv: "1 av 4 län har svarat.", en: "1 of 4 counties has answered." },
    at: today,
  },
  {
    name: "receipt, with everything downloaded",
    who: "Sara Nygren",
    path: "/plan/2021.X/kvitto",
    words: { sv: "Alla kontrollsummor stämmer.", en: "All checksums are right." },
    reach: press({ sv: "Ladda ner allt (ZIP)", en: "Download everything (ZIP)" }),
  },
  {
    name: "overview, filtered by its address",
    who: "Karin Ström",
    path: "/oversikt/2021?visa=anstand",
    words: { sv: "RSS Västmanland begär anstånd", en: "RSS Västmanland asks for an extension" },
  },
  {
    name: "overview, with nothing that fits",
    who: "Karin Ström",
    path: "/oversikt/2021?lage=rejected&handlaggare=me",
    words: { sv: "Inget län passar det du har valt.", en: "No county matches what you have chosen." },
  },
  {
    name: "overview, with some chosen and one being handed on",
    who: "Karin Ström",
    path: "/oversikt/2021",
    words: { sv: "2 valda", en: "2 chosen" },
    reach: async ({ page }, language) => {
      for (const county of ["Gävleborg", "Sörmland"]) {
        await page.getByRole("checkbox", { name: `${{ sv: "Välj", en: "Choose" }[language]} ${county}` }).check();
      }
      const change = { sv: "Ändra handläggare för", en: "Change officer for" }[language];
      await page.getByRole("button", { name: `${change} Dalarna` }).click();
    },
  },
  {
    name: "overview, several at once",
    who: "Karin Ström",
    path: "/oversikt/2021",
    words: { sv: "Tillsammans 400 000 kr.", en: "Together SEK 400,000." },
    reach: async ({ page }, language) => {
      await page.getByRole("checkbox", { name: { sv: "Välj alla", en: "Choose all" }[language] }).check();
      const grant = { sv: "Bevilja enligt omgången (1)", en: "Grant the round’s amount (1)" }[language];
      await page.getByRole("button", { name: grant }).click();
    },
  },
  {
    name: "review, with remarks and one being written",
    who: "Karin Ström",
    path: "/granska/2021.X",
    words: { sv: "Anmärkning om 7 b", en: "Remark on 7 b" },
    reach: press({ sv: "Skriv anmärkning om 7 b", en: "Write a remark on 7 b" }),
  },
  {
    name: "review, asking for completion",
    who: "Karin Ström",
    path: "/granska/2021.X",
    words: { sv: "Vad vill SKR veta?", en: "What does SKR want to know?" },
    reach: async ({ page }, language) => {
      const words = {
        sv: { ask: "Begär komplettering", one: "Begär komplettering av 7 a", send: /^Begär komplettering av 1/ },
        en: { ask: "Request more information", one: "Request more about 7 a", send: /^Request more about 1/ },
      }[language];
      await page.getByRole("button", { name: words.ask }).click();
      await page.getByLabel(words.one).check();
      await page.getByRole("button", { name: words.send }).click();
    },
  },
  {
    name: "review, deciding",
    who: "Karin Ström",
    path: "/granska/2021.X",
    words: { sv: "Skriv en motivering.", en: "Write your reasons." },
    reach: async (person, language) => {
      await person.page.getByRole("radio", { name: { sv: "Avslå", en: "Reject" }[language] }).check();
      await press({ sv: "Avslå planen", en: "Reject the plan" })(person, language);
    },
  },
  {
    name: "review, waiting for an answer from the RSS",
    who: "Karin Ström",
    path: `/granska/${next}.X`,
    words: { sv: "Sätt tal på målen.", en: "Sätt tal på målen." },
    at: today,
  },
  {
    name: "review, completed and proposed by whoever looks",
    who: "Karin Ström",
    path: `/granska/${next}.AB`,
    words: { sv: "Väntar på attest av en annan handläggare.", en: "Waiting for another officer to attest." },
    at: today,
  },
  {
    name: "review, completed and proposed by another officer",
    who: "Johan Vik",
    path: `/granska/${next}.AB`,
    words: { sv: "RSS har kompletterat", en: "The RSS has answered" },
    at: today,
  },
  {
    name: "review, an earlier version",
    who: "Johan Vik",
    path: `/granska/${next}.AB`,
    words: { sv: "Du läser version 1.", en: "You are reading version 1." },
    reach: async ({ page }) => {
      await page.getByRole("combobox", { name: "Version", exact: true }).selectOption("1");
    },
    at: today,
  },
  {
    name: "review, rejected",
    who: "Karin Ström",
    path: `/granska/${next}.D`,
    words: { sv: "Planen saknar mål.", en: "Planen saknar mål." },
    at: today,
  },
  {
    name: "review, submitted",
    who: "Karin Ström",
    path: "/granska/2021.X",
    words: { sv: "GFP-2021-X-1", en: "GFP-2021-X-1" },
  },
  {
    name: "review, nothing submitted",
    who: "Karin Ström",
    path: "/granska/2021.AB",
    words: { sv: "Ge anstånd", en: "Give an extension" },
  },
  {
    name: "another county's plan",
    who: "Nora Strand",
    path: "/plan/2021.W",
    words: { sv: "Sidan finns inte", en: "The page does not exist" },
  },
  {
    name: "a page that is not there",
    who: "Nora Strand",
    path: "/ingenting",
    words: { sv: "Sidan finns inte", en: "The page does not exist" },
  },
  {
    name: "plan, with letters that the document lacks",
    who: "Nora Strand",
    path: "/plan/2021.AB",
    words: { sv: "Några tecken finns inte i PDF:ens typsnitt", en: "Some characters are not in the PDF’s typefaces" },
    reach: async ({ page }) => page.locator("#svar-12").fill("Stöd i frågor om 日本 och 👍"),
  },
  {
    name: "plan, too late",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: { sv: "Tiden gick ut måndag 31 maj 2021", en: "The time ran out on Monday 31 May 2021" },
    at: closed,
  },
  {
    name: "overview, closed",
    who: "Johan Vik",
    path: "/oversikt/2021",
    words: { sv: "Inte inskickad i tid", en: "Not submitted in time" },
    at: closed,
  },
  {
    name: "start, with a report to write",
    who: "Maja Lind",
    path: "/",
    words: { sv: `Årsrapport ${reports.year}`, en: `Annual report ${reports.year}` },
    at: today,
  },
  {
    name: "report, begun from the plan",
    who: "Maja Lind",
    path: `/rapport/${reports.id}.W`,
    words: { sv: "Hur gick det med målen i er plan?", en: "How did it go with the goals in your plan?" },
    at: today,
  },
  {
    name: "report, with an earlier answer",
    who: "Maja Lind",
    path: `/rapport/${reports.id}.W`,
    words: { sv: `Planen ${plans.year}, 7 b`, en: `The plan for ${plans.year}, 7 b` },
    reach: async ({ page }, language) =>
      page
        .locator('[data-beside="4b"]')
        .getByRole("button", { name: { sv: "Tidigare svar", en: "Earlier answers" }[language] })
        .click(),
    at: today,
  },
  {
    name: "report, read by a reader",
    who: "Olle Holm",
    path: `/rapport/${reports.id}.W`,
    words: { sv: "Du kan läsa rapporten.", en: "You can read the report." },
    at: today,
  },
  {
    name: "plan, with its goals one by one",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: { sv: "Varje mål följs upp för sig", en: "Each goal is followed up on its own" },
    reach: press({ sv: "Målen var för sig", en: "The goals one by one" }),
  },
  {
    name: "plan, approved",
    who: "Maja Lind",
    path: `/plan/${plans.id}.W`,
    words: { sv: "SKR beviljade 400 000 kr", en: "SKR granted SEK 400,000" },
    at: today,
  },
  {
    name: "receipt, of a plan that is granted",
    who: "Maja Lind",
    path: `/plan/${plans.id}.W/kvitto`,
    words: { sv: "SKR beviljade 400 000 kr", en: "SKR granted SEK 400,000" },
    at: today,
  },
  {
    name: "overview of reports",
    who: "Karin Ström",
    path: `/oversikt/${reports.id}`,
    words: { sv: "1 av 4 RSS har en inskickad rapport.", en: "1 of 4 RSS have submitted a report." },
    at: today,
  },
  {
    name: "review, granted and partly paid",
    who: "Karin Ström",
    path: `/granska/${plans.id}.W`,
    words: {
      sv: "300 000 kr av 400 000 kr är utbetalt.",
      en: "SEK 300,000 of SEK 400,000 has been paid.",
    },
    reach: async ({ page }, language) => {
      await page.getByText({ sv: "Notera utbetalning", en: "Note a payment" }[language], { exact: true }).click();
      await page.getByText({ sv: "Händelser", en: "Events" }[language], { exact: true }).click();
    },
    at: today,
  },
  ...completionStates(next, reports.id, today),
  ...administrationStates,
];

/** Brings a fresh portal to where the pages above begin: Dalarna written and too long, Sörmland waiting, Gävleborg signed. */
export async function prepare(running: Running): Promise<void> {
  await running.setClock(open);
  await prepareAdministration(running);
  await fillByApi(await actingAs(running, "Maja Lind"), "2021.W", answersFilled({ lengths: dalarnaLengths }));
  const ida = await actingAs(running, "Ida Fors");
  await fillByApi(ida, "2021.D", answersFilled());
  await handInByApi(ida, "2021.D");
  const sara = await actingAs(running, "Sara Nygren");
  await fillByApi(sara, "2021.X", answersFilled());
  await handInByApi(sara, "2021.X");
  await signByApi(running, "Per Åkerman", "2021.X");
  // Västmanland has no head in the seed.
  await fillByApi(ida, "2021.U", answersFilled());
  await handInByApi(ida, "2021.U");

  const karin = await actingAs(running, "Karin Ström");
  await ida("requestExtension", { id: "2021.U" }, { reason: "Vår chef börjar först i juni." });
  for (const [question, visible] of [
    ["7a", true],
    ["8b", false],
    [null, false],
  ] as const) {
    await karin("remark", { id: "2021.X" }, { question, visible, text: "Vilka kommuner gäller det?" });
  }

  await running.setClock(today);
  await fillByApi(sara, `${next}.X`, answersFilled());
  await handInByApi(sara, `${next}.X`);
  await signOnPaperByApi(sara, `${next}.X`, dayOf(today), null);
  await fillByApi(ida, `${next}.D`, answersFilled());
  await handInByApi(ida, `${next}.D`);
  await signOnPaperByApi(karin, `${next}.D`, dayOf(today), "Papperet kom med posten.", eicar);
  await reviewed(running);
  await prepareCompletions(running, next, reports.id, today);
  await running.setClock(open);
}

/** What officers have done with this year's plans: asked, got an answer, proposed, rejected; and paid last year's. */
async function reviewed(running: Running): Promise<void> {
  const karin = await actingAs(running, "Karin Ström");
  const nora = await actingAs(running, "Nora Strand");
  const asked = { questions: ["7a", "7b", "files"], dueOn: addDays(dayOf(today), 14), message: "Sätt tal på målen." };
  await karin("requestCompletion", { id: `${next}.X` }, asked);
  await fillByApi(nora, `${next}.AB`, answersFilled());
  await handInByApi(nora, `${next}.AB`);
  await signByApi(running, "Lars Ek", `${next}.AB`);
  await karin("requestCompletion", { id: `${next}.AB` }, asked);
  await fillByApi(nora, `${next}.AB`, {
    "7a": "Tre av fyra kommuner har en rutin.\nAlla handläggare har gått kursen.",
  });
  await handInByApi(nora, `${next}.AB`, "Talen står i målen nu. 7 b är som förut.");
  await signByApi(running, "Lars Ek", `${next}.AB`);
  const amount = 400_000;
  await karin("decide", { id: `${next}.AB` }, { outcome: "approved", amount, reasons: "Planen svarar mot syftet." });
  await karin("decide", { id: `${next}.D` }, { outcome: "rejected", amount: null, reasons: "Planen saknar mål." });
  await karin("pay", { id: `${plans.id}.W` }, { amount: 300_000, on: dayOf(today), reference: "Ver 4711" });
}
