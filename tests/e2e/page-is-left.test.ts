/** What becomes of words beside the answers, and of the page itself, when it is left: for a new token, for a log-out, for good. */
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { tokenEnds } from "./accidents.ts";
import { axeFindings, openAs, openBrowser, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { field, says, status } from "./steps.ts";

jest.setTimeout(60_000);

let running: Running;
let browser: Browser;
beforeAll(async () => {
  running = await startRunning();
  browser = await openBrowser();
  await running.setClock("2021-05-20T09:00:00.000Z");
  for (const [name, id] of [
    ["Maja Lind", "2021.W"],
    ["Sara Nygren", "2021.X"],
  ] as const) {
    const acting = await actingAs(running, name);
    await fillByApi(acting, id, answersFilled());
    await handInByApi(acting, id);
  }
  await signByApi(running, "Per Åkerman", "2021.X");
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

/** Somebody at a page, whose clock is the test's. */
async function at(name: string, path: string): Promise<Someone> {
  const person = await someone(browser);
  await person.context.clock.install({ time: Date.now() });
  await openAs(person, running, name, path);
  return person;
}

/** Thirteen and a half minutes after the last token, and a pause: the page fetches a new one by itself. */
async function renewed(page: Page): Promise<void> {
  const path = page.url();
  const back = page.waitForURL(/inloggad/, { waitUntil: "commit" });
  await page.clock.fastForward("13:30");
  await back;
  await page.waitForURL(path);
}

/** The page asks when it is returned to, and looks at its clock every half minute. */
async function timeIsOut(page: Page): Promise<void> {
  await running.setClock("2021-05-31T22:00:01.000Z");
  const answered = page.waitForResponse(/submissions\/2021\.\w+$/);
  await page.clock.fastForward("00:31");
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await answered;
  // Whatever was answered before this has been heard by the page when this is.
  await page.evaluate(() => fetch("/config.json").then((response) => response.text()));
  await page.clock.fastForward("00:31");
}

const warnsWhoLeaves = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const leaving = new Event("beforeunload", { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
  });

const keptBy = (page: Page): Promise<string[]> => page.evaluate(() => Object.values(sessionStorage));

describe("words beside the answers", () => {
  it("the head's comment to the writers is there after a new token, and is asked about as the page closes", async () => {
    const { page } = await at("Anna Berg", "/plan/2021.W/las");
    const comment = page.getByLabel("Vad behöver ändras?");
    await page.getByText("Skicka tillbaka med kommentar").click();
    await comment.focus();
    await page.keyboard.type("Nämn skolorna i 8 b, och");
    expect(await warnsWhoLeaves(page)).toBe(true);
    await renewed(page);
    await comment.waitFor();
    expect(await comment.inputValue()).toBe("Nämn skolorna i 8 b, och");
    await until("the focus where it was", async () =>
      (await comment.evaluate((element) => element.ownerDocument.activeElement === element)) ? true : undefined,
    );
  });

  it("is still shown when the time to send it has passed, until the head takes it away", async () => {
    const { page } = await at("Anna Berg", "/plan/2021.W/las");
    await page.getByText("Skicka tillbaka med kommentar").click();
    await page.getByLabel("Vad behöver ändras?").fill("Nämn skolorna i 8 b.");
    await timeIsOut(page);
    await says(page, "Planen kan inte skickas tillbaka", "Text som inte skickades", "Nämn skolorna i 8 b.");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Ta bort texten" }).click();
    await page.getByText("Text som inte skickades").waitFor({ state: "detached" });
    expect(await warnsWhoLeaves(page)).toBe(false);
    await running.setClock("2021-05-20T09:00:00.000Z");
  });

  it("half a comment is still in its field when the time to write has passed", async () => {
    const { page } = await at("Nora Strand", "/plan/2021.AB");
    const panel = page.locator('[data-beside="8a"]');
    await panel.getByRole("button", { name: "Kommentera" }).click();
    await panel.getByRole("textbox").fill("Ska vi nämna");
    await timeIsOut(page);
    await says(page, "Tiden gick ut måndag 31 maj 2021");
    expect(await panel.getByRole("textbox").inputValue()).toBe("Ska vi nämna");
    await running.setClock("2021-05-20T09:00:00.000Z");
  });

  it("changed contacts are there after a new token", async () => {
    const { page } = await at("Sara Nygren", "/plan/2021.X");
    await page.getByRole("button", { name: "Ändra kontakterna" }).click();
    const name = page.getByRole("region", { name: "Kontaktuppgifter" }).getByRole("textbox").first();
    await name.fill("Berit Halvfärdig");
    expect(await warnsWhoLeaves(page)).toBe(true);
    await renewed(page);
    await name.waitFor();
    expect(await name.inputValue()).toBe("Berit Halvfärdig");
  });

  it("they are shown when a colleague begins to change the plan", async () => {
    const { page } = await at("Sara Nygren", "/plan/2021.X");
    await page.getByRole("button", { name: "Ändra kontakterna" }).click();
    const name = page.getByRole("region", { name: "Kontaktuppgifter" }).getByRole("textbox").first();
    await name.fill("Berit Halvfärdig");
    await (await actingAs(running, "Per Åkerman"))("change", { id: "2021.X" }, {});
    await page.clock.fastForward("00:31");
    await page.evaluate(() => dispatchEvent(new Event("focus")));
    await says(page, "Text som inte skickades", "Berit Halvfärdig");
    expect(await axeFindings(page)).toEqual([]);
  });

  it("SKR's reason for more time is there after a new token", async () => {
    const { page } = await at("Karin Ström", "/granska/2021.D");
    const reason = page.getByLabel("Skäl");
    await page.getByText("Ge anstånd").click();
    await reason.fill("Sjukdom i");
    expect(await warnsWhoLeaves(page)).toBe(true);
    await renewed(page);
    await reason.waitFor();
    expect(await reason.inputValue()).toBe("Sjukdom i");
  });

  it("half a comment in a closed panel is asked about; a request half written is shown to nobody else in the tab", async () => {
    const nora = await at("Nora Strand", "/plan/2021.AB");
    const { page } = nora;
    const panel = page.locator('[data-beside="7a"]');
    await panel.getByRole("button", { name: "Kommentera" }).click();
    await panel.getByRole("textbox").fill("Ska vi");
    await panel.getByRole("button", { name: "Stäng" }).click();
    expect(await warnsWhoLeaves(page)).toBe(true);
    await page.getByText("Begär anstånd").first().click();
    await page.getByLabel("Varför behöver ni mer tid?").fill("Bara Noras ord.");
    // The head of the same RSS, without a log-out in between.
    await nora.context.clearCookies();
    page.on("dialog", (dialog) => dialog.accept());
    await page.reload();
    await page.getByRole("button", { name: /^Lars Ek/ }).click();
    await page.waitForURL(`${running.url}/plan/2021.AB`);
    await page.getByText("Begär anstånd").first().click();
    const request = page.getByLabel("Varför behöver ni mer tid?");
    await request.waitFor();
    expect(await request.inputValue()).toBe("");
    expect(await warnsWhoLeaves(page)).toBe(false);
  });

  it("says when the browser has no room for them, asks before they go, and has them in a panel opened again", async () => {
    const { page } = await at("Nora Strand", "/plan/2021.AB");
    const panel = page.locator('[data-beside="7b"]');
    await panel.getByRole("button", { name: "Kommentera" }).click();
    await page.evaluate(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException("full", "QuotaExceededError");
      };
    });
    await panel.getByRole("textbox").fill("Ingen plats.");
    await panel.getByText("Webbläsaren kan inte behålla det du skriver här.").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    expect(await warnsWhoLeaves(page)).toBe(true);
    await panel.getByRole("button", { name: "Stäng" }).click();
    await panel.getByRole("button", { name: "Kommentera" }).click();
    expect(await panel.getByRole("textbox").inputValue()).toBe("Ingen plats.");
  });
});

describe("a session that ends", () => {
  it("is noticed after the computer has slept, when its steady counter stood still", async () => {
    const nora = await someone(browser);
    await nora.context.addInitScript(() => {
      const real = Date.now;
      Date.now = () => real() + Number(sessionStorage.getItem("slept") ?? 0);
    });
    await openAs(nora, running, "Nora Strand", "/plan/2021.AB");
    const { page } = nora;
    await page.getByRole("heading", { level: 1 }).click();
    const back = page.waitForURL(/inloggad/, { waitUntil: "commit" });
    await page.evaluate(() => sessionStorage.setItem("slept", String(20 * 60_000)));
    await back;
    await page.waitForURL(`${running.url}/plan/2021.AB`);
  });

  it("is renewed also when a chosen file has failed, and the status says meanwhile that one is logged out", async () => {
    const nora = await at("Nora Strand", "/plan/2021.AB");
    const { page } = nora;
    // A net that answers nothing of files: the row may be tried again.
    await page.route("**/api/submissions/*/files", (route) => route.abort());
    const files = page.getByRole("region", { name: "Bilagor" });
    const pdf = { name: "Budget.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") };
    await files.getByLabel("Lägg till filer").setInputFiles(pdf);
    await files.getByText("Filen är inte bifogad än.").waitFor();
    await tokenEnds(nora);
    const back = page.waitForURL(/inloggad/, { waitUntil: "commit" });
    await field(page, "9a").fill("Skrivet när sessionen var slut.");
    await field(page, "9b").focus();
    await status(page).getByText("Du är utloggad. Texten finns kvar på den här datorn").waitFor();
    await back;
    await page.waitForURL(`${running.url}/plan/2021.AB`);
    await status(page)
      .getByText(/^Sparat .*Inte inskickat/)
      .waitFor();
    expect(await field(page, "9a").inputValue()).toBe("Skrivet när sessionen var slut.");
  });
});

describe("a log-out", () => {
  const logOut = (page: Page): Locator => page.getByRole("button", { name: "Logga ut" });

  it("goes also while the page is on its way to a new token, and wipes nothing before it does", async () => {
    const nora = await at("Nora Strand", "/plan/2021.AB");
    const { page } = nora;
    page.on("dialog", (dialog) => dialog.accept());
    let asked = 0;
    // The issuer takes its time, and the old page is still there.
    await page.route(/response_type=code/, async () => {
      asked += 1;
      await new Promise(() => {});
    });
    const box = (await logOut(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await field(page, "7a").press("Control+Home");
    await page.evaluate(() => scrollTo(0, 0));
    await page.clock.fastForward("13:30");
    await until("the way to the log-in", async () => (asked > 0 ? true : undefined));
    // A click on the button would wait until a page has come.
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await until("log-out", async () => (page.url() === `${running.url}/utloggad` ? true : undefined));
    await says(page, "Du är utloggad");
    await page.unroute(/response_type=code/);
    await page.goto(`${running.url}/plan/2021.AB`);
    // The issuer does not know them any more.
    await page.getByRole("button", { name: /^Nora Strand/ }).waitFor();
  });

  it("reaches every tab of the same person, also one without a form, and takes half a comment there", async () => {
    const olle = await someone(browser);
    await openAs(olle, running, "Olle Holm", "/plan/2021.W");
    const commenting = await olle.context.newPage();
    await commenting.goto(`${running.url}/plan/2021.W`);
    const panel = commenting.locator('[data-beside="7a"]');
    await panel.getByRole("button", { name: "Kommentera" }).click();
    await panel.getByRole("textbox").fill("Ska vi");
    const starting = await olle.context.newPage();
    await starting.goto(running.url);
    await starting.getByRole("heading", { level: 1 }).waitFor();
    await logOut(olle.page).click();
    for (const page of [olle.page, commenting, starting]) await says(page, "Du är utloggad");
    expect((await keptBy(commenting)).join()).not.toContain("Ska vi");
  });

  it("does not come undone when the browser shows a page as it was", async () => {
    const { page, context } = await at("Olle Holm", "/plan/2021.W");
    await context.clearCookies();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    await page.getByRole("button", { name: /^Olle Holm/ }).waitFor();
  });
});
