import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { openBrowser, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi } from "./by-api.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

const { "12": wish, "4": tick, "11": choice, ...others } = answersFilled();

async function logIn({ page }: Someone, running: Running, name: string, path: string): Promise<void> {
  await page.goto(running.url + path);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
  await tabTo(page, new RegExp(`^${name}`));
  await page.keyboard.press("Enter");
  await page.waitForURL(running.url + path);
  await page.locator("main h1").waitFor();
}

describe("the main story by keyboard alone", () => {
  let running: Running;
  let browser: Browser;
  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    await fillByApi(await actingAs(running, "Elin Sand"), "2021.W", others);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("writes the last answers and hands in", async () => {
    const maja = await someone(browser);
    const { page } = maja;
    await logIn(maja, running, "Maja Lind", "/");
    await says(page, "Utkast – inte inskickat");
    await tabTo(page, /^(Fortsätt|Öppna|Börja)/);
    await page.keyboard.press("Enter");
    await says(page, "Skicka till Anna Berg för underskrift");
    await tabTo(page, /^12\. Önskat stöd/);
    await page.keyboard.press("Enter");
    await tabTo(page, /Beskriv \(max 500 tecken\)/);
    await page.keyboard.insertText(String(wish));
    // Of radio buttons Tab meets one; the arrows choose among them.
    await tabTo(page, /^Vi bifogar vår genomförandeplan/, "Shift+Tab");
    await page.keyboard.press("ArrowUp");
    await tabTo(page, /Ja, vi kommer att använda medlen/, "Shift+Tab");
    await page.keyboard.press("Space");
    await tabTo(page, /^Skicka till Anna Berg/);
    await page.keyboard.press("Enter");
    await says(page, "Planen är låst medan Anna Berg läser.");
    expect(tick).toEqual({ ticked: true, explanation: "" });
    expect(choice).toBe("form");
  }, 90_000);

  it("reads, presses, logs in again and signs", async () => {
    const anna = await someone(browser);
    const { page } = anna;
    await logIn(anna, running, "Anna Berg", "/plan/2021.W/las");
    await says(page, wish);
    const receipt = page.getByRole("heading", { level: 1, name: "Planen är inskickad" });
    await tabTo(page, /^Skriv under och skicka in/);
    await page.keyboard.press("Enter");
    // Within the same second as the press a log-in is asked for once more.
    for (let tries = 0; tries < 3 && !(await receipt.isVisible()); tries += 1) {
      await page.getByRole("button", { name: "Logga in och skriv under" }).waitFor();
      await tabTo(page, /^Logga in och skriv under/);
      await page.keyboard.press("Enter");
      await page
        .getByRole("button", { name: /^Anna Berg/ })
        .first()
        .waitFor();
      await tabTo(page, /^Anna Berg/);
      await page.keyboard.press("Enter");
      await receipt
        .or(page.getByRole("button", { name: "Logga in och skriv under" }))
        .first()
        .waitFor();
    }
    await says(page, "GFP-2021-W-1");
  }, 90_000);

  it("lets SKR open the plan from the overview", async () => {
    const karin = await someone(browser);
    const { page } = karin;
    await logIn(karin, running, "Karin Ström", "/oversikt/2021");
    await says(page, "GFP-2021-W-1");
    await tabTo(page, /^Dalarna/);
    await page.keyboard.press("Enter");
    await says(page, wish);
  }, 60_000);
});
