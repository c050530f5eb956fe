import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Locator, Page } from "playwright-core";
import type { Row } from "#domain/form";
import { goalsOf } from "#domain/goals";
import { answersFilled, reportFilled } from "#tests/builders";
import { axeFindings, fitsItsWindow, isFocusIn, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { textsOf } from "./pdf-text.ts";
import { type Running, startRunning, until } from "./running.ts";
import { allSaved, field, says } from "./steps.ts";
import { answerOf, untilAnswer } from "./typing.ts";

const plan = "2021.W";
const report = "2021-rapport.W";
const said = "1) Alla kommuner i länet har en rutin.\n2) Hälften av handläggarna har gått grundkursen.";

/** A button under an answer. */
const besides = (page: Page, question: string, name: string): Locator =>
  page.locator(`[data-question="${question}"]`).locator(`xpath=following::button[normalize-space()="${name}"][1]`);

describe("report-back", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let karin: Someone;
  let writing: Acting;
  /** Of the first goal of section 7, when the plan was written. */
  let goal: string;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    writing = await actingAs(running, "Maja Lind");
    await fillByApi(writing, plan, { ...answersFilled(), "7a": said });
    await (await actingAs(running, "Anna Berg"))("setLanguage", {}, { language: "en" });
    maja = await someone(browser);
    karin = await someone(browser);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("proposes the goals of a text, and lets the writer put their words right by keyboard alone", async () => {
    await openAs(maja, running, "Maja Lind", `/plan/${plan}`);
    const { page } = maja;
    await besides(page, "7a", "Målen var för sig").focus();
    await page.keyboard.press("Enter");
    await says(page, "Så här läser portalen målen i texten.", "Alla kommuner i länet har en rutin.");
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "Ändra målen" }).focus();
    await page.keyboard.press("Enter");
    const first = page.getByLabel("Mål 1", { exact: true });
    await until("the focus in the first goal", async () => (await isFocusIn(first)) || undefined);
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Varje kommun har en rutin.");
    await page.keyboard.press("Tab");
    await until("the goals to be saved", async () =>
      goalsOf((await answerOf(writing, plan, "7agoals")) as Row[])[0]?.text === "Varje kommun har en rutin."
        ? true
        : undefined,
    );
    goal = goalsOf((await answerOf(writing, plan, "7agoals")) as Row[])[0]?.id as string;
    await first.fill("Varje kommun följer en rutin.");
    await page.keyboard.press("Tab");
    await until("the goals to be saved again", async () =>
      goalsOf((await answerOf(writing, plan, "7agoals")) as Row[])[0]?.text === "Varje kommun följer en rutin."
        ? true
        : undefined,
    );
    await allSaved(page);
  }, 60_000);

  it("is granted its money by an officer who proposes it and another one who attests it", async () => {
    await handInByApi(writing, plan);
    await signByApi(running, "Anna Berg", plan);
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", `/granska/${plan}`);
    await page.getByRole("button", { name: "Föreslå beslut" }).click();
    await says(page, "Välj hur det blir.");
    await page.getByRole("radio", { name: "Bevilja medel" }).check();
    const amount = page.getByLabel("Belopp i kronor");
    await amount.fill("500 000");
    await page.getByRole("button", { name: "Föreslå beslut" }).click();
    await says(page, "Skriv ett helt antal kronor, högst 400 000.");
    expect(await isFocusIn(amount)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    await amount.fill("400 000");
    await page.getByRole("button", { name: "Föreslå 400 000 kr" }).click();
    await says(page, "Förslag: 400 000 kr", "Väntar på attest av en annan handläggare.");
    await until(
      "the focus on the decision",
      async () => (await isFocusIn(page.getByRole("heading", { name: "Beslut" }))) || undefined,
    );
    const johan = await someone(browser);
    await openAs(johan, running, "Johan Vik", `/granska/${plan}`);
    const asked = johan.page.waitForEvent("dialog");
    const pressed = johan.page.getByRole("button", { name: "Attestera 400 000 kr" }).click();
    const dialog = await asked;
    expect(dialog.message().replace(/\u00A0/g, " ")).toContain("Bevilja RSS Dalarna 400 000 kr?");
    await dialog.accept();
    await pressed;
    await says(johan.page, "Beviljad 400 000 kr", "Beslut av", "Karin Ström", "Attest av", "Johan Vik");
    expect(johan.errors).toEqual([]);
    await johan.context.close();
  }, 60_000);

  it("tells those concerned, each in their own language", async () => {
    const mails = await until("the mails of the decision", async () => {
      const found = (await running.mails()).filter(({ subject }) => /^SKR beviljar|^SKR grants/.test(subject));
      return found.length >= 4 ? found : undefined;
    });
    expect(mails.flatMap(({ to }) => to).sort()).toEqual([
      "anna@example.se",
      "elin@example.se",
      "maja@example.se",
      "registrator.w@example.se",
    ]);
    for (const { to, text } of mails) {
      const words = text.replace(/[\s\u00A0]+/g, " ");
      expect(words).toContain(to[0] === "anna@example.se" ? "SEK 400,000" : "400 000 kronor");
      expect(words).toContain(to[0] === "anna@example.se" ? "1 February 2022" : "1 februari 2022");
    }
  });

  it("opens the report with the goals of the plan, on a phone too", async () => {
    await running.setClock("2022-01-20T09:00:00.000Z");
    await openAs(maja, running, "Maja Lind", "/");
    await maja.page.getByRole("link", { name: "Börja skriva" }).click();
    await maja.page.waitForURL(`${running.url}/rapport/${report}`);
    await says(maja.page, "Varje kommun följer en rutin.", "Hälften av handläggarna har gått grundkursen.");
    const onPhone = await someone(browser, phone);
    await openAs(onPhone, running, "Elin Sand", `/rapport/${report}`);
    await says(onPhone.page, "Hur gick det med målen i er plan?");
    expect(await fitsItsWindow(onPhone.page)).toBe(true);
    expect(onPhone.errors).toEqual([]);
    await onPhone.context.close();
  }, 60_000);

  it('takes "not begun, because" for an answer, under the goal\'s own id', async () => {
    const { page } = maja;
    const outcome = page.locator('[data-question="4a"] fieldset').first();
    await outcome.getByRole("radio", { name: /^Inte påbörjat/ }).check();
    await outcome.getByLabel("Varför är det inte påbörjat?").fill("Vi fick ingen på plats förrän i november.");
    await page.keyboard.press("Tab");
    await allSaved(page);
    const [row] = (await answerOf(writing, report, "4a")) as Row[];
    expect(row).toMatchObject({ id: goal, state: "not-started", how: "Vi fick ingen på plats förrän i november." });
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);

  it("says which goal has too many words, and tells what may be left out from what is filled in", async () => {
    const { page } = maja;
    const outcome = page.locator('[data-question="4a"] fieldset').nth(1);
    const second = outcome.getByRole("textbox");
    await outcome.getByRole("radio", { name: "På väg" }).check();
    await second.fill("Å".repeat(1001));
    await page.keyboard.press("Tab");
    await allSaved(page);
    await page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await page.getByRole("link", { name: /^Det ni skriver om mål 2 i avsnitt 4 a är 1 tecken för långt/ }).click();
    expect(await isFocusIn(second)).toBe(true);
    await page.getByRole("link", { name: /^13\..*Frivilligt$/ }).waitFor();
    await second.fill("");
    await page.keyboard.press("Tab");
    await allSaved(page);
  }, 60_000);

  it("fetches what the plan said into a field, and keeps what stood there", async () => {
    const { page } = maja;
    await field(page, "4b").fill("Fikastunder tisdagar!");
    await page.keyboard.press("Tab");
    await allSaved(page);
    await besides(page, "4b", "Tidigare svar").click();
    await page.getByRole("button", { name: /^Hämta från Planen 2021, 7/ }).click();
    const before = String(answersFilled()["7b"]).replace(/\r\n/g, "\n");
    await untilAnswer(writing, report, "4b", before);
    expect(await field(page, "4b").inputValue()).toBe(before);
    await besides(page, "4b", "Historik").click();
    await says(page, "Fikastunder tisdagar!");
  }, 60_000);

  it("is in time in the last minute, and signed later", async () => {
    const { draft } = await writing("submission", { id: report });
    const begun = Object.fromEntries(Object.entries(draft?.answers ?? {}).map(([id, { value }]) => [id, value]));
    await fillByApi(writing, report, reportFilled(begun));
    await running.setClock("2022-02-01T22:59:00.000Z");
    await maja.page.reload();
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await says(maja.page, "Rapporten är låst medan Anna Berg läser.");
    await running.setClock("2022-02-03T09:00:00.000Z");
    await signByApi(running, "Anna Berg", report);
    await openAs(maja, running, "Maja Lind", `/rapport/${report}/kvitto`);
    await says(maja.page, "Rapporten är inskickad", "RAP-2021-W-1", "i tid");
  }, 60_000);

  it("makes a document in the language of the head who signed, and mails it in each one's own", async () => {
    const receipts = await until(
      "the receipts",
      async () => {
        const found = (await running.mails()).filter(({ attachments }) =>
          attachments.some(({ filename }) => filename === "RAP-2021-W-1.pdf"),
        );
        return found.length >= 4 ? found : undefined;
      },
      30_000,
    );
    const subjects = Object.fromEntries(receipts.map(({ to, subject }) => [to[0], subject]));
    expect(subjects["maja@example.se"]).toMatch(/^Kvitto: rapporten är inskickad/);
    expect(subjects["anna@example.se"]).toMatch(/^Receipt: the report has been submitted/);
    const download = maja.page.waitForEvent("download");
    await maja.page.getByRole("button", { name: /^Hämta PDF/ }).click();
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    const words = textsOf(Buffer.concat(chunks)).join(" ");
    for (const told of ["Varjekommunföljerenrutin.", "Intepåbörjat,därföratt…", "HeadofRSSDalarna"]) {
      expect(words).toContain(told);
    }
  }, 60_000);

  it("is approved by an officer, without an amount", async () => {
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", `/granska/${report}`);
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("radio", { name: "Godkänn", exact: true }).check();
    await page.getByRole("button", { name: "Godkänn rapporten" }).click();
    await says(page, "Godkänd 3 februari 2022");
    await openAs(maja, running, "Maja Lind", `/rapport/${report}`);
    await says(maja.page, "SKR godkände rapporten 3 februari 2022");
  }, 60_000);

  it("gave no page anything to complain about", () => {
    expect([...maja.errors, ...karin.errors]).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
