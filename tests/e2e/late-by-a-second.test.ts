import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { type Running, startRunning } from "./running.ts";
import { field, fillPlan, says } from "./steps.ts";

const answers = answersFilled();
const hour = 3_600_000;
const beforeClosing = "2021-05-31T21:58:00.000Z";
const afterClosing = "2021-05-31T22:00:00.000Z";

/** Someone whose own clock is that many hours wrong. */
async function withWrongClock(
  browser: Browser,
  portalTime: string,
  hours: number,
  size?: typeof phone,
): Promise<Someone> {
  const person = await someone(browser, size);
  await person.context.clock.install({ time: Date.parse(portalTime) + hours * hour });
  return person;
}

describe("late-by-a-second, in a browser whose clock is wrong", () => {
  let running: Running;
  let browser: Browser;
  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("takes a plan two minutes before closing from a browser that believes it is three hours later", async () => {
    await running.setClock(beforeClosing);
    const maja = await withWrongClock(browser, beforeClosing, 3);
    await openAs(maja, running, "Maja Lind", "/plan/2021.W");
    await says(maja.page, "I dag är sista dagen");
    await fillPlan(maja.page, answers);
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await says(maja.page, "Planen är låst medan Anna Berg läser.");
    expect(maja.errors).toEqual([]);
  }, 90_000);

  it("refuses one after closing from a browser that believes it is three hours earlier, and keeps all text", async () => {
    await running.setClock(beforeClosing);
    const sara = await withWrongClock(browser, beforeClosing, -3, phone);
    await openAs(sara, running, "Sara Nygren", "/plan/2021.X");
    await fillPlan(sara.page, answers);
    await running.setClock(afterClosing);
    await sara.page.getByRole("button", { name: "Skicka till Per Åkerman för underskrift" }).click();
    await says(sara.page, "Tiden gick ut måndag 31 maj 2021", "men all text finns kvar", answers["8b"]);
    await sara.page
      .getByRole("button", { name: "Ladda ner texten" })
      .or(sara.page.getByRole("link", { name: "Ladda ner texten" }))
      .waitFor();
    await openAs(sara, running, "Sara Nygren", "/plan/2021.X");
    await says(sara.page, "Tiden gick ut måndag 31 maj 2021", answers["7a"], answers["12"]);
    expect(sara.errors).toEqual([]);
  }, 90_000);

  it("lets the RSS ask for an extension on the page that says no, and SKR grant it, so that writing goes on", async () => {
    const sara = await someone(browser);
    await openAs(sara, running, "Sara Nygren", "/plan/2021.X");
    await sara.page.getByText("Begär anstånd").first().click();
    await sara.page.getByLabel("Varför behöver ni mer tid?").fill("Chefen är sjuk.");
    await sara.page.getByRole("button", { name: "Skicka begäran" }).click();
    await says(sara.page, "SKR svarar med mejl.");
    const karin = await someone(browser);
    await openAs(karin, running, "Karin Ström", "/granska/2021.X");
    await says(karin.page, "Chefen är sjuk.");
    await karin.page
      .getByRole("button", { name: /anstånd/i })
      .first()
      .click();
    await says(karin.page, "8 juni 2021");
    await openAs(sara, running, "Sara Nygren", "/plan/2021.X");
    await field(sara.page, "12").fill("En sak till.");
    await sara.page
      .getByText(/^Sparat/)
      .first()
      .waitFor();
    expect([...sara.errors, ...karin.errors]).toEqual([]);
  }, 90_000);
});
