import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { openBrowser, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

const id = "2021.X";
const note = "Tre av fyra kommuner har en rutin.";

/** Whoever has no mouse is never put back at the top of the page by what they did. */
async function isSomewhere(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement !== null && document.activeElement !== document.body);
}

async function press(page: Page, name: RegExp, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

describe("SKR's story by keyboard alone", () => {
  let running: Running;
  let browser: Browser;
  const people = new Map<string, Someone>();

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, id, answersFilled());
    await handInByApi(sara, id);
    await signByApi(running, "Per Åkerman", id);
    await (await actingAs(running, "Lena Alm"))("createRun", {}, { copy: "2021", year: 2022 });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function at(name: string, path: string): Promise<Page> {
    const there = people.get(name);
    if (there) {
      await there.page.goto(running.url + path);
      await there.page.locator("main h1").waitFor();
      return there.page;
    }
    const person = await someone(browser);
    people.set(name, person);
    const { page } = person;
    page.on("dialog", (dialog) => void dialog.accept());
    await page.goto(running.url + path);
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
    await press(page, new RegExp(`^${name}`));
    await page.waitForURL(running.url + path);
    await page.locator("main h1").waitFor();
    return page;
  }

  it("opens a round", async () => {
    const page = await at("Lena Alm", "/omgang/2022");
    await says(page, "utan chef som kan skriva under");
    await press(page, /^Öppna omgången/);
    await isSomewhere(page);
    await press(page, /^Ja, öppna/);
    await says(page, "Omgången är öppen.");
    await isSomewhere(page);
  }, 60_000);

  it("goes from the overview to what has come, takes it and writes a remark", async () => {
    const page = await at("Karin Ström", "/oversikt/2021");
    await says(page, "GFP-2021-X-1");
    await press(page, /^Gävleborg/);
    await page.waitForURL(`${running.url}/granska/${id}`);
    await page.getByRole("button", { name: "Ta ärendet" }).waitFor();
    await press(page, /^Ta ärendet/);
    await says(page, "Karin Ström (du)");
    await isSomewhere(page);
    await press(page, /^Skriv anmärkning om 7 b/);
    await isSomewhere(page);
    await page.keyboard.insertText("Vilka kommuner?");
    await press(page, /^Spara anmärkning/);
    await page.getByText("Vilka kommuner?").waitFor();
    await isSomewhere(page);
    await press(page, /^Markera som klar/);
    await says(page, "Alla anmärkningar är klara.");
    await isSomewhere(page);
  }, 60_000);

  it("asks for more, and whoever writes answers only that", async () => {
    const page = await at("Karin Ström", `/granska/${id}`);
    await page.getByRole("button", { name: "Begär komplettering" }).waitFor();
    await press(page, /^Begär komplettering/);
    await isSomewhere(page);
    await press(page, /^7 a/, "Space");
    await tabTo(page, /^Vad vill SKR veta/);
    await page.keyboard.insertText("Hur många kommuner?");
    await press(page, /^Begär komplettering av 1 avsnitt/);
    await says(page, "Hur många kommuner?");
    await isSomewhere(page);

    const writing = await at("Sara Nygren", `/plan/${id}`);
    await says(writing, "SKR behöver veta mer om punkt 7 a.");
    await press(writing, /^7 a/);
    await tabTo(writing, /treåriga mål/);
    await writing.keyboard.press("ControlOrMeta+a");
    await writing.keyboard.insertText(note);
    await press(writing, /^Skicka till Per Åkerman/);
    await says(writing, "Planen är låst medan Per Åkerman läser.");
    await isSomewhere(writing);
    await signByApi(running, "Per Åkerman", id);
  }, 90_000);

  it("reads what has changed, proposes, and another officer attests", async () => {
    const page = await at("Karin Ström", `/granska/${id}`);
    await says(page, "RSS har kompletterat");
    await tabTo(page, /^Bevilja medel/);
    await page.keyboard.press("Space");
    await tabTo(page, /^Motivering/);
    await page.keyboard.insertText("Planen svarar mot syftet.");
    await press(page, /^Föreslå 400/);
    await says(page, "Väntar på attest av en annan handläggare.");
    await isSomewhere(page);

    const other = await at("Johan Vik", `/granska/${id}`);
    await other.getByRole("button", { name: /^Attestera/ }).waitFor();
    await press(other, /^Attestera 400/);
    await says(other, "Attest av");
    await isSomewhere(other);
    expect((await (await actingAs(running, "Sara Nygren"))("submission", { id })).state).toBe("approved");
  }, 60_000);

  it("closes the round when all times have run out", async () => {
    await running.setClock("2021-07-01T09:00:00.000Z");
    const page = await at("Lena Alm", "/omgang/2021");
    await page.getByRole("button", { name: /^Stäng omgången/ }).waitFor();
    await press(page, /^Stäng omgången/);
    await isSomewhere(page);
    await press(page, /^Ja, stäng/);
    await says(page, "Omgången är stängd.");
    await isSomewhere(page);
  }, 60_000);
});
