/** Two people write the same plan in browsers of their own, and a third reads along. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { field, says, status } from "./steps.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const sizes = { 1280: desktop, 390: phone };
const path = "/plan/2021.W";

describe("two-writers", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let elin: Someone;
  let olle: Someone;
  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    await fillByApi(await actingAs(running, "Elin Sand"), "2021.W", answersFilled());
    [maja, elin, olle] = [await someone(browser), await someone(browser), await someone(browser)];
    await openAs(maja, running, "Maja Lind", path);
    await openAs(elin, running, "Elin Sand", path);
    await openAs(olle, running, "Olle Holm", path);
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const beside = (page: Page, question: string): Locator => page.locator(`[data-beside="${question}"]`);
  const saved = (page: Page) =>
    status(page)
      .getByText(/^Sparat/)
      .waitFor();

  async function looksRight({ page, errors }: Someone, name: string, about?: Locator): Promise<void> {
    for (const [width, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await about?.evaluate((element) => element.scrollIntoView({ block: "center" }));
      if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`) });
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
    }
    await page.setViewportSize(desktop);
    expect(errors).toEqual([]);
  }

  it("see each other by name, and where the other one is, within half a minute", async () => {
    await field(maja.page, "8b").focus();
    await elin.page.getByText(/^Här just nu: .*Maja Lind \(avsnitt 8 b\)/).waitFor({ timeout: 30_000 });
    await beside(elin.page, "8b").getByText("Maja Lind").waitFor();
    await looksRight(elin, "here");
  }, 60_000);

  it("see what the other one saved, without a reload, but never under the cursor", async () => {
    const before = await field(elin.page, "7a").inputValue();
    await field(elin.page, "7b").focus();
    const held = await field(elin.page, "7b").inputValue();
    await field(maja.page, "7a").fill(`${before} Majas mening.`);
    await field(maja.page, "7b").fill(`${held} Majas mening.`);
    await field(maja.page, "8b").focus();
    await saved(maja.page);
    await until(
      "Maja's text in Elin's form",
      async () => ((await field(elin.page, "7a").inputValue()).endsWith("Majas mening.") ? true : undefined),
      30_000,
    );
    expect(await field(elin.page, "7b").inputValue()).toBe(held);
    await field(elin.page, "8a").focus();
    await until("Maja's text once the field is left", async () =>
      (await field(elin.page, "7b").inputValue()).endsWith("Majas mening.") ? true : undefined,
    );
  }, 60_000);

  it("choose between two texts with what differs marked, and put both together", async () => {
    const before = await field(maja.page, "9a").inputValue();
    await field(elin.page, "9a").focus();
    await field(maja.page, "9a").fill(`${before} Majas mening.`);
    await field(maja.page, "8b").focus();
    await saved(maja.page);
    await field(elin.page, "9a").fill(`Elins mening. ${before}`);
    await field(elin.page, "8b").focus();
    await says(elin.page, "medan du skrev. Båda texterna finns kvar.");
    const marks = elin.page.locator(".conflict-panel mark");
    expect(await marks.allInnerTexts()).toEqual(
      expect.arrayContaining([expect.stringContaining("Elins mening."), expect.stringContaining("Majas mening")]),
    );
    await looksRight(elin, "conflict", elin.page.locator(".conflict-panel h3"));
    await elin.page.getByRole("button", { name: "Sätt ihop" }).click();
    expect(await field(elin.page, "9a").inputValue()).toBe(`Elins mening. ${before} Majas mening.`);
    await field(elin.page, "8b").focus();
    await saved(elin.page);
  }, 60_000);

  it("find every text in the history of the answer, and take an earlier one back", async () => {
    const panel = beside(elin.page, "9a");
    await panel.getByRole("button", { name: "Historik" }).click();
    await panel.getByText("Texten nu", { exact: true }).waitFor();
    await panel.getByText("Valdes bort när två skrev samtidigt").waitFor();
    await looksRight(elin, "history", panel.getByRole("heading", { name: "Historik" }));
    const earlier = panel.locator("details", { hasText: "Maja Lind" });
    await earlier.locator("summary").click();
    await earlier.getByRole("button", { name: /^Återställ Majas? Linds text/ }).click();
    await until("the earlier text", async () =>
      (await field(elin.page, "9a").inputValue()).startsWith("Elins") ? undefined : true,
    );
    expect(await field(elin.page, "9a").inputValue()).toMatch(/Majas mening\.$/);
    await saved(elin.page);
    await looksRight(elin, "restored", field(elin.page, "9a"));
    await panel.getByRole("button", { name: "Historik" }).click();
    await panel.locator("details", { hasText: "Elin Sand" }).first().waitFor();
  }, 60_000);

  it("read what somebody of the steering group says about a field, and mark it done", async () => {
    const asked = beside(olle.page, "10b");
    await asked.getByRole("button", { name: "Kommentera" }).click();
    await asked.getByRole("textbox").fill("Ska skolorna nämnas?");
    // Nothing typed is lost with the panel.
    await asked.getByRole("button", { name: "Stäng" }).click();
    await asked.getByRole("button", { name: "Kommentera" }).click();
    expect(await asked.getByRole("textbox").inputValue()).toBe("Ska skolorna nämnas?");
    await asked.getByRole("button", { name: "Skicka kommentaren" }).click();
    await looksRight(olle, "comment", asked);

    const read = beside(maja.page, "10b");
    // Whoever moves in the form asks at once.
    await field(maja.page, "10a").focus();
    await read.getByRole("button", { name: "Kommentarer (1)" }).click();
    await read.getByText("Ska skolorna nämnas?").waitFor();
    await looksRight(maja, "comments", read);
    await read.getByRole("button", { name: "Olle Holms kommentar är klar" }).click();
    await read.getByRole("button", { name: "Visa 1 klar kommentar" }).waitFor();
    await beside(olle.page, "10a").getByRole("button", { name: "Kommentera" }).focus();
    await asked.getByRole("button", { name: "Visa 1 klar kommentar" }).waitFor();
  }, 60_000);

  it("are told calmly when the net is down, and again when all is saved", async () => {
    await elin.context.setOffline(true);
    await field(elin.page, "12").fill("Skrivet utan nät.");
    await field(elin.page, "10a").focus();
    await status(elin.page)
      .getByText("Inte sparat än. Texten finns kvar på den här datorn. Vi försöker igen.")
      .waitFor();
    await looksRight(elin, "offline", field(elin.page, "12"));
    await elin.context.setOffline(false);
    await saved(elin.page);
    await beside(olle.page, "12").getByRole("button", { name: "Kommentera" }).focus();
    await says(olle.page, "Skrivet utan nät.");
  }, 60_000);

  it("see nobody on a page that nobody has touched for five minutes, and who is here at the first touch", async () => {
    const reader = await someone(browser);
    await reader.context.clock.install({ time: Date.now() });
    await openAs(reader, running, "Anna Berg", path);
    const head = reader.page.locator(".plan-head");
    await field(maja.page, "8b").focus();
    await head.getByText(/^Här just nu: .*Maja Lind/).waitFor();
    await reader.page.clock.fastForward("05:10");
    await reader.page.clock.fastForward("00:16");
    await until("nobody to be shown", async () => ((await head.innerText()).includes("Maja Lind") ? undefined : true));
    await reader.page.keyboard.press("Shift");
    await head.getByText(/^Här just nu: .*Maja Lind/).waitFor();
    await reader.context.close();
  }, 60_000);

  it("are seen no more once they have left", async () => {
    const head = elin.page.locator(".plan-head");
    await head.getByText(/^Här just nu: .*Maja Lind/).waitFor();
    await maja.page.goto(running.url);
    await maja.page.locator("main h1").waitFor();
    await field(elin.page, "10a").focus();
    await until("Maja to be gone", async () => ((await head.innerText()).includes("Maja Lind") ? undefined : true));
  }, 60_000);
});
