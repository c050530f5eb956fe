import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { axeFindings, openAs, openBrowser, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

describe("a new round", () => {
  let running: Running;
  let browser: Browser;
  let lena: Someone;
  let page: Page;
  let asLena: Acting;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2022-01-10T09:00:00.000Z");
    lena = await someone(browser);
    page = lena.page;
    asLena = await actingAs(running, "Lena Alm");
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const status = () => page.locator("main").getByRole("status");
  const press = (name: string | RegExp) => page.getByRole("button", { name }).click();

  it("is made of last year's by the keyboard alone, with the days moved", async () => {
    await openAs(lena, running, "Lena Alm", "/");
    await tabTo(page, /^Omgångar$/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/omgangar");
    await says(page, "Genomförandeplaner 2021");
    await tabTo(page, /^En kopia av/);
    // The radio buttons are one stop, and the arrows go through them.
    while (!(await page.getByLabel("En kopia av Genomförandeplaner 2021").isChecked()))
      await page.keyboard.press("ArrowDown");
    await tabTo(page, /^År/);
    expect(await page.locator(":focus").inputValue()).toBe("2022");
    await tabTo(page, /^Skapa omgången/);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/omgang/2022");
    await says(page, "Genomförandeplaner 2022", "Förbereds");
    expect((await asLena("run", { round: "2022" })).round).toMatchObject({
      ...{ year: 2022, closesOn: "2022-05-31", opensAt: "2022-02-28T23:00:00.000Z", reportBy: "2023-02-01" },
    });
  }, 60_000);

  it("is come to from pages on which nothing moves as they come", async () => {
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          (globalThis as unknown as { shifted: number }).shifted += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const said: [path: string, words: string][] = [
      ["/", "Genomförandeplan 2021"],
      ["/omgang/2022", "utan chef som kan skriva under"],
      ["/personer", "Det saknas någon"],
    ];
    for (const [path, words] of said) {
      await page.goto(running.url + path);
      await says(page, words);
      expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);
    }
  }, 60_000);

  it("is refused a second time for the same year, at the field", async () => {
    await page.goto(`${running.url}/omgangar`);
    await page.getByLabel("En kopia av Genomförandeplaner 2021").check();
    await press("Skapa omgången");
    await says(page, "Det finns redan en sådan omgång för det året.");
    expect(await page.locator(":focus").getAttribute("aria-invalid")).toBe("true");
  }, 60_000);

  it("gets its own words and amounts, and what does not add up is told", async () => {
    await page.goto(`${running.url}/omgang/2022`);
    await page.getByLabel("Belopp per län").fill("410000");
    await page.getByLabel("Hur formuläret skickas in").fill("Chefen skriver under i portalen.");
    await says(page, "21 län får tillsammans högst 9 180 000 kr.", "Det finns ändringar som inte är sparade.");
    await press("Spara ändringarna");
    await says(page, "Ändringarna är sparade.", "180 000 kr mer än ramen");
    await page.getByLabel("Ram för alla län tillsammans").fill("9 180 000");
    await press("Spara ändringarna");
    await says(page, "lika mycket som ramen");
    await page.getByLabel("Sista dag att skicka in").fill("2022-02-01");
    await press("Spara ändringarna");
    await says(page, "Sista dagen måste ligga efter att omgången öppnar.");
    await press("Ångra ändringarna");
    expect((await asLena("run", { round: "2022" })).round.closesOn).toBe("2022-05-31");
  }, 60_000);

  it("loses nothing when somebody else has changed it meanwhile", async () => {
    await page.getByLabel("Dagar för underskrift efter sista dagen").fill("10");
    await page.getByLabel("Till chefer, dagar före sista dagen").fill("7, 1, 0");
    const { round, rev, ladder, frame } = await asLena("run", { round: "2022" });
    const { id: _, year: __, kind: ___, template: ____, closesAt: _____, ...settings } = round;
    const theirs = { ...settings, ladder: { ...ladder, heads: [5, 0] }, frame: 9_200_000 };
    await asLena("editRun", { round: "2022" }, theirs, rev);
    expect(frame).toBe(9_180_000);
    await press("Spara ändringarna");
    await says(page, "Någon annan har ändrat omgången medan du skrev", "Sparat av den andra: 5, 0", "Ditt: 7, 1, 0");
    expect(await page.getByLabel("Ram för alla län tillsammans").inputValue()).toMatch(/^9\s200\s000$/);
    expect(await page.getByLabel("Dagar för underskrift efter sista dagen").inputValue()).toBe("10");
    expect(await axeFindings(page)).toEqual([]);
    await press(/^Använd det som är sparat/);
    await press("Spara ändringarna");
    await says(page, "Ändringarna är sparade.");
    const after = await asLena("run", { round: "2022" });
    expect(after).toMatchObject({ frame: 9_200_000, ladder: { heads: [5, 0] }, round: { signDays: 10 } });
    await asLena("editRun", { round: "2022" }, { ...theirs, signDays: 10, frame: 9_180_000 }, after.rev);
  }, 60_000);

  it("is seen beforehand as an RSS sees it, and nothing that is tried there is kept", async () => {
    await page.goto(`${running.url}/omgang/2022/som-rss`);
    await page.getByLabel("Visa som").selectOption({ label: "RSS Dalarna" });
    await says(page, "410 000 kronor per län och år", "mål för arbetet 2022", "Chefen skriver under i portalen.");
    expect(await page.getByLabel("Namn").first().inputValue()).toBe("Elin Sand");
    await page.locator('[data-question="7a"]').getByRole("textbox").fill("Ett försök.");
    await says(page, "11 av högst 1 000 tecken");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByText("FÖRHANDSVISNING").first().isVisible()).toBe(true);
    expect(await page.getByLabel("Visa som").isVisible()).toBe(false);
    await page.emulateMedia({ media: "screen" });
    expect((await asLena("run", { round: "2022" })).submissions).toBe(0);
  }, 60_000);

  it("has every mail shown before it goes: who, when, and in what words", async () => {
    await page.goto(`${running.url}/omgang/2022/mejl`);
    await says(page, "Om ingen skickar in något går");
    await page.getByLabel("RSS", { exact: true }).selectOption({ label: "RSS Dalarna" });
    // Thirty days before 31 May is a Sunday, and the mails go on the Friday.
    await says(page, "fredag 29 april 2022");
    const first = page.getByRole("button", { name: /^Påminnelse: inte inskickad/ }).first();
    expect(await first.innerText()).toContain("Maja Lind");
    await first.click();
    await page.getByLabel("Visa mejlet").selectOption({ label: "Maja Lind" });
    await says(page, "Skicka in planen senast 31 maj", "RSS Dalarna", "maja@example.se", "29 april 2022 kl. 08:00");
    await press(/^Begäran om komplettering/);
    await says(page, "(här står vad SKR vill veta)");
  }, 60_000);

  it("is lived through on a time line, the same for the same number", async () => {
    await page.goto(`${running.url}/omgang/2022/tidslinje`);
    await says(page, "Hela omgången:");
    const told = () => page.getByText("Hela omgången:").innerText();
    const first = await told();
    await page.getByLabel("Nummer på blandningen").fill("2");
    await until("another round", async () => ((await told()) === first ? undefined : true));
    await page.getByLabel("Nummer på blandningen").fill("1");
    await until("the same round", async () => ((await told()) === first ? true : undefined));
    await page.getByLabel("Ingen skickar in").check();
    await says(page, "0 RSS i tid, 21 RSS inte i tid");
    const clock = page.getByRole("slider");
    await clock.focus();
    await page.keyboard.press("Home");
    await says(page, "tisdag 1 mars 2022");
    await page.keyboard.press("ArrowRight");
    await says(page, "onsdag 2 mars 2022");
    await page.keyboard.press("End");
    await press("Dagen före");
    await page.getByText("Alla dagar då något händer").click();
    await press("Gå till 31 maj 2022");
    await says(page, "har inte skickat in i tid", "Inte inskickad i tid: 21");
  }, 60_000);

  it("is invisible to an RSS until it is opened, and then has what SKR wrote", async () => {
    const maja = await actingAs(running, "Maja Lind");
    const rounds = async () => (await maja("me", {})).submissions.map(({ round }) => round.id);
    expect(await rounds()).not.toContain("2022");
    await page.goto(`${running.url}/omgang/2022`);
    await says(page, "Innan omgången öppnar", "lika mycket som ramen");
    await tabTo(page, /^Öppna omgången/);
    await page.keyboard.press("Enter");
    expect(await page.locator(":focus").innerText()).toBe("Öppna Genomförandeplaner 2022?");
    await tabTo(page, /^Ja, öppna/);
    await page.keyboard.press("Enter");
    await says(page, "Omgången är öppen.", "Går inte att ändra när omgången är öppen.");
    expect((await asLena("run", { round: "2022" })).submissions).toBe(21);
    await running.setClock("2022-03-02T09:00:00.000Z");
    expect(await rounds()).toContain("2022");
    const hers = await someone(browser);
    await openAs(hers, running, "Maja Lind", "/plan/2022.W");
    await says(hers.page, "410 000 kronor per län och år", "31 maj 2022 kl. 23:59");
    expect(hers.errors).toEqual([]);
    await hers.context.close();
  }, 90_000);

  it("takes in an RSS that is added to the register after it was opened", async () => {
    await page.goto(`${running.url}/rss`);
    await page.getByRole("link", { name: "Lägg till en RSS" }).click();
    await page.waitForURL("**/rss/ny");
    await page.getByLabel("Länsbokstav").fill("w");
    await says(page, "Det finns redan en RSS med den bokstaven.");
    await page.getByLabel("Länsbokstav").fill("q");
    await press("Spara");
    await says(page, "Fyll i det här.", "Tio siffror, till exempel 212000-0019.");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByLabel("Namn", { exact: true }).fill("RSS Provlän");
    await page.getByLabel("Län", { exact: true }).fill("Provlän");
    await page.getByLabel("Registrator").fill("registrator.q@example.se");
    await page.getByLabel("Organisation", { exact: true }).fill("Region Provlän");
    await page.getByLabel("Organisationsnummer").fill("999901-0003");
    await page.getByLabel("Från och med").fill("2022-01-01");
    await press("Spara");
    await page.waitForURL("**/rss/Q");
    await says(page, "RSS Provlän");
    expect((await asLena("register", {})).rsses.find(({ id }) => id === "Q")).toMatchObject({
      ...{ rev: 1, name: "RSS Provlän", host: "Region Provlän", payee: null },
    });
    await page.goto(`${running.url}/omgang/2022`);
    await says(page, "RSS Provlän");
    await press("Skapa de som saknas");
    await until("its submission", async () =>
      (await asLena("run", { round: "2022" })).submissions === 22 ? true : undefined,
    );
  }, 60_000);

  it("is extended for all with a reason, which those concerned get by mail", async () => {
    await page.goto(`${running.url}/omgang/2022`);
    await page.getByText("Välj ny sista dag för alla").click();
    await page.getByLabel("Ny sista dag").fill("2022-05-01");
    await press("Ge alla mer tid");
    await says(page, "Välj en dag från och med 1 juni 2022.");
    await page.getByLabel("Ny sista dag").fill("2022-06-08");
    await page.getByLabel("Skäl", { exact: true }).fill("Stormen i maj.");
    await press("Ge alla mer tid");
    await says(page, "Sista dag är nu onsdag 8 juni 2022.");
    const maja = await actingAs(running, "Maja Lind");
    expect((await maja("submission", { id: "2022.W" })).closesAt).toBe("2022-06-08T22:00:00.000Z");
    const mail = await until("the mail about it", async () =>
      (await running.mails()).find(
        ({ to, subject }) => to.includes("maja@example.se") && subject === "Ni har fått mer tid för planen",
      ),
    );
    expect(mail.text).toContain("Stormen i maj.");
  }, 60_000);

  it("is closed when all times are out, and its log is whole", async () => {
    expect(await page.getByRole("button", { name: /^Stäng omgången/ }).count()).toBe(0);
    await running.setClock("2022-06-09T09:00:00.000Z");
    await page.reload();
    await press(/^Stäng omgången/);
    await press("Ja, stäng");
    await says(page, "Stängd");
    await page.getByText("Händelser", { exact: true }).click();
    await says(page, "Kedjan av händelser är hel", "Skapade omgången", "Gav alla mer tid", "Stormen i maj.");
    const download = page.waitForEvent("download");
    await press("Spara loggen som fil");
    expect((await download).suggestedFilename()).toBe("omgang-2022.json");
    expect(await status().count()).toBeGreaterThan(0);
    expect(lena.errors).toEqual([]);
  }, 60_000);
});
