/** Pages of whoever runs the rounds and keeps the register, and what officers read of them. */
import { personOf } from "../../infra/local/seed.ts";
import { actingAs } from "./by-api.ts";
import type { State } from "./page-states.ts";
import type { Running } from "./running.ts";

const press = (name: { sv: string | RegExp; en: string | RegExp }): State["reach"] =>
  async function reach({ page }, language) {
    await page.getByRole("button", { name: name[language] }).first().click();
  };

const unfold =
  (words: { sv: string; en: string }): State["reach"] =>
  async ({ page }, language) =>
    page.getByText(words[language], { exact: true }).click();

/** The round of 2022 is being prepared, that of 2021 is open. */
export const administrationStates: State[] = [
  {
    name: "start, of an administrator",
    who: "Lena Alm",
    path: "/",
    words: { sv: "Skapa, ändra, öppna och stäng.", en: "Create, change, open and close." },
  },
  {
    name: "rounds, a year that is taken",
    who: "Lena Alm",
    path: "/omgangar",
    words: { sv: "Det finns redan en sådan omgång", en: "There is such a round for that year already" },
    reach: async ({ page }, language) => {
      const words = {
        sv: { copy: "En kopia av Genomförandeplaner 2021", create: "Skapa omgången" },
        en: { copy: "A copy of Implementation plans 2021", create: "Create the round" },
      }[language];
      await page.getByLabel(words.copy).check();
      await page.getByRole("button", { name: words.create }).click();
    },
  },
  {
    name: "rounds, read by an officer",
    who: "Karin Ström",
    path: "/omgangar",
    words: { sv: "Systemförvaltaren skapar, ändrar och öppnar", en: "The administrator creates, changes and opens" },
  },
  {
    name: "round, prepared, with faults",
    who: "Lena Alm",
    path: "/omgang/2022",
    words: { sv: "2 saker att rätta", en: "2 things to put right" },
    reach: async ({ page }, language) => {
      const words = {
        sv: {
          missing: "utan chef som kan skriva under",
          sign: "Dagar för underskrift",
          ladder: "Till chefer",
          save: "Spara",
        },
        en: { missing: "without a head who can sign", sign: "Days for signing", ladder: "To heads", save: "Save" },
      }[language];
      await page.getByText(words.missing).waitFor();
      await page.getByLabel(words.sign).fill("x");
      await page.getByLabel(words.ladder).fill("7, x");
      await page.getByRole("button", { name: words.save }).click();
    },
  },
  {
    name: "round, prepared, about to be opened",
    who: "Lena Alm",
    path: "/omgang/2022",
    words: { sv: "Ja, öppna", en: "Yes, open" },
    reach: async (person, language) => {
      const missing = { sv: "utan chef som kan skriva under", en: "without a head who can sign" }[language];
      await person.page.getByText(missing).waitFor();
      await press({ sv: /^Öppna omgången/, en: /^Open the round/ })?.(person, language);
    },
  },
  {
    name: "round, open, its events and more time for all",
    who: "Lena Alm",
    path: "/omgang/2021",
    words: { sv: "Kedjan av händelser är hel", en: "The chain of events is whole" },
    reach: async (person, language) => {
      await unfold({ sv: "Välj ny sista dag för alla", en: "Choose a new last day for all" })?.(person, language);
      await press({ sv: "Ge alla mer tid", en: "Give everybody more time" })?.(person, language);
      await unfold({ sv: "Händelser", en: "Events" })?.(person, language);
    },
  },
  {
    name: "round, about to be closed",
    who: "Lena Alm",
    path: "/omgang/2021",
    words: { sv: "Ja, stäng", en: "Yes, close" },
    at: "2021-07-05T07:00:00.000Z",
    reach: press({ sv: /^Stäng omgången/, en: /^Close the round/ }),
  },
  {
    name: "round, read by an officer",
    who: "Karin Ström",
    path: "/omgang/2022",
    words: { sv: "utan chef som kan skriva under", en: "without a head who can sign" },
  },
  {
    name: "round of reports, as an RSS sees it",
    who: "Lena Alm",
    path: "/omgang/2021-rapport/som-rss",
    words: { sv: "Här slutar förhandsvisningen.", en: "The preview ends here." },
  },
  {
    name: "mails of a round, one of them open",
    who: "Lena Alm",
    path: "/omgang/2022/mejl",
    words: { sv: "Skicka in planen senast 31 maj", en: "This email was sent by RSS-portalen" },
    reach: async ({ page }, language) => {
      const kind = { sv: /^Påminnelse: inte inskickad/, en: /^Reminder: not submitted/ }[language];
      await page.getByRole("button", { name: kind }).first().click();
      // The administrator reads the one that is written to somebody in the page's own language.
      const whom = { sv: "Maja Lind", en: "Sara Nygren" }[language];
      await page.getByLabel({ sv: "Visa mejlet", en: "Show the email to" }[language]).selectOption({ label: whom });
    },
  },
  {
    name: "what came by post, with everything missing",
    who: "Karin Ström",
    path: "/granska/2021.AB/inkommen",
    words: { sv: "Skriv varför SKR lägger in den.", en: "Write why SKR puts it in." },
    reach: async (person, language) => {
      await person.page.getByLabel({ sv: /^Chefen har redan/, en: /^The head has already/ }[language]).check();
      await press({ sv: "Lägg in planen", en: "Put the plan in" })?.(person, language);
    },
  },
  {
    name: "what came by post, where something is on its way already",
    who: "Karin Ström",
    path: "/granska/2021.D/inkommen",
    words: { sv: "Det går inte att lägga in något nu", en: "Nothing can be put in now" },
  },
  {
    name: "time line of a round, on its last day",
    who: "Lena Alm",
    path: "/omgang/2022/tidslinje",
    words: { sv: "väntar på underskrift, i tid", en: "waiting for a signature, and in time" },
    reach: async ({ page }, language) => {
      await page.getByText({ sv: "Ändra för en RSS i taget", en: "Change one RSS at a time" }[language]).click();
      await page
        .getByText({ sv: "Alla dagar då något händer", en: "All days on which something happens" }[language])
        .click();
      await page
        .getByRole("button", { name: { sv: "Gå till 31 maj 2022", en: "Go to 31 May 2022" }[language] })
        .click();
    },
  },
  {
    name: "register",
    who: "Karin Ström",
    path: "/rss",
    words: { sv: "registrator.w@example.se", en: "registrator.w@example.se" },
  },
  {
    name: "register, an RSS with faults",
    who: "Lena Alm",
    path: "/rss/W",
    words: { sv: "Tio siffror, till exempel 212000-0019.", en: "Ten digits, for example 212000-0019." },
    reach: async ({ page }, language) => {
      const words = { sv: { add: "Lägg till en värd", save: "Spara" }, en: { add: "Add a host", save: "Save" } }[
        language
      ];
      await page.getByRole("button", { name: words.add }).click();
      await page.locator("#vard-1-orgNo").fill("123");
      await page.getByRole("button", { name: words.save, exact: true }).click();
    },
  },
  {
    name: "register, an RSS that is new, with a letter that is taken",
    who: "Lena Alm",
    path: "/rss/ny",
    words: { sv: "Det finns redan en RSS med den bokstaven.", en: "There is an RSS with that letter already." },
    reach: async ({ page }, language) => {
      await page.getByLabel({ sv: "Länsbokstav", en: "County letter" }[language]).fill("w");
      await page.getByRole("button", { name: { sv: "Spara", en: "Save" }[language], exact: true }).click();
    },
  },
  {
    name: "register, an RSS read by an officer",
    who: "Karin Ström",
    path: "/rss/W",
    words: { sv: "Organisationsnummer", en: "Organisation number" },
  },
  {
    name: "people",
    who: "Lena Alm",
    path: "/personer",
    words: { sv: "Det saknas någon", en: "Somebody is missing" },
  },
  {
    name: "people of an RSS, one of them invited, and handing over",
    who: "Lena Alm",
    path: "/personer/X",
    words: { sv: "Lämna över från Per Åkerman", en: "Hand over from Per Åkerman" },
    reach: async ({ page }, language) => {
      const words = {
        sv: { over: /^Lämna över/, send: "Skicka inbjudan" },
        en: { over: /^Hand over/, send: "Send the invitation" },
      }[language];
      await page.getByRole("button", { name: words.send, exact: true }).click();
      await page.getByRole("article", { name: "Per Åkerman" }).getByRole("button", { name: words.over }).click();
    },
  },
  {
    name: "people of an RSS, with the mail of an invitation",
    who: "Lena Alm",
    path: "/personer/W",
    words: { sv: "Du är inbjuden till RSS-portalen", en: "Du är inbjuden till RSS-portalen" },
    reach: unfold({ sv: "Så ser mejlet ut", en: "What the email looks like (in Swedish)" }),
  },
  {
    name: "people of an RSS, one of whom is to have a further role",
    who: "Lena Alm",
    path: "/personer/X",
    words: { sv: "Ge rollen", en: "Give the role" },
    reach: async ({ page }, language) => {
      const who = { sv: "Vem", en: "Who" }[language];
      await page.getByLabel(who, { exact: true }).selectOption({ label: "Per Åkerman, per@example.se" });
    },
  },
  {
    name: "people of an RSS, whose head is to end and has a substitute",
    who: "Lena Alm",
    path: "/personer/AB",
    words: {
      sv: "Den som ersätter slutar då också, om inte tidigare: Nora Strand.",
      en: "Whoever stands in ends then too, if not earlier: Nora Strand.",
    },
    reach: async ({ page }, language) => {
      const end = { sv: /^Avsluta/, en: /^End/ }[language];
      await page.getByRole("article", { name: "Lars Ek" }).getByRole("button", { name: end }).click();
    },
  },
  {
    name: "substitutes of a head",
    who: "Per Åkerman",
    path: "/ersattare/X",
    words: { sv: "Ingen är utsedd.", en: "Nobody is named." },
    reach: press({ sv: "Utse ersättare", en: "Name a substitute" }),
  },
  {
    name: "invitation, of somebody who is in already",
    who: "Nora Strand",
    path: "/inbjudan#0000",
    words: { sv: "Du är redan med", en: "You are in already" },
    reach: press({ sv: "Ta emot inbjudan", en: "Accept the invitation" }),
  },
  {
    name: "mails about a submission, one of which bounced",
    who: "Karin Ström",
    path: "/granska/2021.X/mejl",
    words: { sv: "Studsade", en: "Bounced" },
  },
  {
    name: "addresses that take no mail",
    who: "Karin Ström",
    path: "/adresser",
    words: { sv: "Adressen fungerar igen", en: "The address works again" },
  },
];

/** Somebody new in Gävleborg, whose registrar takes no mail, before its plan is signed; a copy of the round; and a substitute in August. */
export async function prepareAdministration(running: Running): Promise<void> {
  const lena = await actingAs(running, "Lena Alm");
  const somebody = { name: "Disa Rask", email: "disa@example.se", role: "writer", from: null, to: null };
  await lena("invite", { org: "X" }, somebody);
  const { rsses } = await lena("register", {});
  const { id, rev, host: _, ...details } = rsses.find((each) => each.id === "X") ?? {};
  await lena("saveRss", { org: id ?? "" }, { ...details, registrar: "bounce-registrator@example.se" }, rev);
  await lena("createRun", {}, { copy: "2021", year: 2022 });
  const august = { from: "2021-07-31T22:00:00.000Z", to: "2021-08-31T22:00:00.000Z" };
  await (await actingAs(running, "Lars Ek"))(
    "delegate",
    { org: "AB", person: personOf("nora") },
    { of: null, ...august },
  );
}
