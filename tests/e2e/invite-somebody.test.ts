import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { personOf } from "../../infra/local/seed.ts";
import { axeFindings, openAs, openBrowser, type Someone, someone } from "./browser.ts";
import { actingAs } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { allSaved, field, says } from "./steps.ts";

describe("somebody is invited", () => {
  let running: Running;
  let browser: Browser;
  let lena: Someone;
  let disa: Someone;
  let link: string;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-10T09:00:00.000Z");
    lena = await someone(browser);
    disa = await someone(browser);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  /** Follows a link as somebody in no list of the log-in page. */
  async function follow({ page }: Someone, address: string, name: string): Promise<void> {
    await page.goto(address);
    await page.getByLabel("Namn").fill(name);
    await page.getByRole("button", { name: "Logga in", exact: true }).click();
    await page.waitForURL(`${running.url}/inbjudan*`);
    await page.locator("main h1").waitFor();
  }

  const mailTo = (address: string) =>
    until(`a mail to ${address}`, async () => (await running.mails()).find(({ to }) => to.includes(address)));

  it("by whoever runs the portal, who is told what is missing", async () => {
    const { page } = lena;
    await openAs(lena, running, "Lena Alm", "/personer/W");
    await page.getByRole("button", { name: "Skicka inbjudan" }).click();
    await says(page, "Fyll i det här.");
    await page.getByLabel("Namn").fill("Disa Rask");
    await page.getByLabel("E-post").fill("disa");
    await page.getByRole("button", { name: "Skicka inbjudan" }).click();
    await says(page, "Det är ingen e-postadress.");
    await page.getByLabel("E-post").fill("disa@example.se");
    await page.getByText("Så ser mejlet ut").click();
    expect(await axeFindings(page)).toEqual([]);
    const shown = await page.locator(".letter-text, .letter-facts dd, .letter-foot").allInnerTexts();
    await page.getByRole("button", { name: "Skicka inbjudan" }).click();
    await says(page, "Disa Rask är inbjuden och får ett mejl.", "har inte loggat in än");
    const mail = await mailTo("disa@example.se");
    expect(mail.text).toContain("utvecklingsledare");
    // What was shown beforehand is what is sent, word for word.
    expect(shown).toHaveLength(6);
    for (const words of shown) expect(mail.text.replace(/\s+/g, " ")).toContain(words.replace(/\s+/g, " "));
    link = /\S+\/inbjudan#\S+/.exec(mail.text)?.[0] ?? "";
    expect(link).not.toBe("");
  }, 60_000);

  it("logs in as somebody new, accepts with a press, and writes", async () => {
    const { page } = disa;
    await follow(disa, link, "Disa Rask");
    await says(page, "Välkommen till RSS-portalen");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Ta emot inbjudan" }).click();
    await says(page, "Du är med");
    // The code is gone from the address: it is of no use to anybody.
    expect(page.url()).toBe(`${running.url}/inbjudan`);
    await page.getByRole("button", { name: "Till startsidan" }).click();
    await page.waitForURL(`${running.url}/`);
    await says(page, "RSS Dalarna");
    await page.goto(`${running.url}/plan/2021.W`);
    await field(page, "7a").fill("Disas första mål.");
    await allSaved(page);
    expect(disa.errors).toEqual([]);
  }, 60_000);

  it("is told kindly when the invitation has been used, or when somebody is in already", async () => {
    const late = await someone(browser);
    await follow(late, link, "Någon Annan");
    await late.page.getByRole("button", { name: "Ta emot inbjudan" }).click();
    await says(late.page, "Inbjudan gäller inte längre", "Be den som bjöd in dig att skicka en ny.");
    expect(await axeFindings(late.page)).toEqual([]);
    expect(late.errors).toEqual([]);
    await late.context.close();
    const maja = await someone(browser);
    await maja.page.goto(link);
    await maja.page.getByRole("button", { name: /^Maja Lind/ }).click();
    await maja.page.getByRole("button", { name: "Ta emot inbjudan" }).click();
    await says(maja.page, "Du är redan med");
    await maja.context.close();
  }, 60_000);

  it("is out in the same moment as the role is ended", async () => {
    const { page } = lena;
    await page.reload();
    const card = page.getByRole("article", { name: "Disa Rask" });
    await card.getByRole("button", { name: /^Avsluta/ }).click();
    expect(await page.locator(":focus").innerText()).toBe("Avsluta Disa Rask som utvecklingsledare?");
    await page.getByRole("button", { name: "Ja, avsluta" }).click();
    await says(page, "Disa Rask har inte längre rollen.");
    await disa.page.reload();
    await says(disa.page, "Sidan finns inte");
    await page.getByText("Händelser", { exact: true }).click();
    await says(page, "Kedjan av händelser är hel", "Bjöd in", "Tog emot inbjudan", "Avslutade en roll");
    expect(lena.errors).toEqual([]);
  }, 60_000);

  it("who is there already is given a further role without a mail, and not invited a second time", async () => {
    const { page } = lena;
    const before = (await running.mails()).length;
    await openAs(lena, running, "Lena Alm", "/personer/W");
    await page.getByLabel("Namn").fill("Olle Holm");
    await page.getByLabel("E-post").fill("olle@example.se");
    await page.getByRole("button", { name: "Skicka inbjudan", exact: true }).click();
    await says(page, "Någon här har redan den adressen. Välj personen i listan.");
    await page.getByLabel("Vem", { exact: true }).selectOption({ label: "Olle Holm, olle@example.se" });
    await page.getByRole("radio", { name: /^utvecklingsledare/ }).check();
    await page.getByRole("button", { name: "Ge rollen" }).click();
    await says(page, "Olle Holm har fått rollen utvecklingsledare.");
    const olle = await actingAs(running, "Olle Holm");
    expect((await olle("submission", { id: "2021.W" })).roles.sort()).toEqual(["reader", "writer"]);
    expect((await running.mails()).length).toBe(before);
    expect(lena.errors).toEqual([]);
  }, 60_000);

  it("stands in for a head who names them for a period, and not after it is ended", async () => {
    const anna = await someone(browser);
    const { page } = anna;
    await openAs(anna, running, "Anna Berg", "/");
    await page.getByRole("link", { name: "Ersättare för dig i RSS Dalarna" }).click();
    await page.getByRole("button", { name: "Utse ersättare" }).click();
    await says(page, "Välj en person.");
    await page.getByLabel("Ersättare", { exact: true }).selectOption({ label: "Olle Holm" });
    await page.getByLabel("Till och med").fill("2021-06-30");
    await page.getByRole("button", { name: "Utse ersättare" }).click();
    await says(page, "Olle Holm ersätter till och med 30 juni 2021.");
    const olle = await actingAs(running, "Olle Holm");
    const roles = async () => (await olle("submission", { id: "2021.W" })).roles;
    expect(await roles()).toContain("head");
    await page.getByRole("button", { name: /^Avsluta/ }).click();
    await page.getByRole("button", { name: "Ja, avsluta" }).click();
    await says(page, "Olle Holm är inte längre ersättare.");
    expect(await roles()).not.toContain("head");
    expect(anna.errors).toEqual([]);
    await anna.context.close();
  }, 60_000);

  it("stands in no longer when the head's post is handed over, and may be the one who takes it", async () => {
    const period = { of: null, from: null, to: "2021-06-30T22:00:00.000Z" };
    await (await actingAs(running, "Anna Berg"))("delegate", { org: "W", person: personOf("olle") }, period);
    const { page } = lena;
    await openAs(lena, running, "Lena Alm", "/personer/W");
    const anna = page.getByRole("article", { name: "Anna Berg" });
    await anna.getByRole("button", { name: /^Lämna över/ }).click();
    await says(page, "Den som ersätter slutar då också, om inte tidigare: Olle Holm.");
    await anna.getByLabel("Till", { exact: true }).selectOption({ label: "Olle Holm" });
    await anna.getByRole("button", { name: "Lämna över", exact: true }).click();
    await says(page, "Olle Holm har tagit över efter Anna Berg.");
    // By the server's own time, as the list that came after it was answered: she is among those who have been.
    await page.getByText("Har slutat", { exact: true }).click();
    expect(await anna.innerText()).toMatch(/slutade/);
    expect(await anna.getByRole("button").count()).toBe(0);
    const olle = await page.getByRole("article", { name: "Olle Holm" }).innerText();
    expect(olle).toMatch(/Chef för RSS sedan .*\n[\s\S]*slutade .*, ersätter Anna Berg/);
    await page.getByText("Händelser", { exact: true }).click();
    await says(
      page,
      "Olle Holm ersätter Anna Berg",
      "Lämnade över en roll",
      "Ersättare som slutar samtidigt: Olle Holm.",
    );
    expect(await axeFindings(page)).toEqual([]);
    expect(lena.errors).toEqual([]);
  }, 60_000);
});
