import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { count, normalise } from "#domain/counting";
import { answersFilled, dalarnaLengths, textOf } from "#tests/builders";
import { fitsItsWindow, isFocusIn, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { textsOf } from "./pdf-text.ts";
import { type Running, startRunning, until } from "./running.ts";
import { allSaved, field, fillPlan, says } from "./steps.ts";

const answers = answersFilled({ lengths: dalarnaLengths });
const squeezed = (text: string) => text.replace(/\s/g, "");

describe("hand-in-a-plan", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let anna: Someone;
  let karin: Someone;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-31T20:10:00.000Z");
    maja = await someone(browser);
    anna = await someone(browser, phone);
    karin = await someone(browser);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  it("shows the writer what waits, until when and how many days are left", async () => {
    await openAs(maja, running, "Maja Lind");
    await says(maja.page, "Senast måndag 31 maj 2021 kl. 23:59, svensk tid", "Inte påbörjad");
  });

  it("saves every text whole, also those over the limit, and keeps them over a reload", async () => {
    await openAs(maja, running, "Maja Lind", "/plan/2021.W");
    await fillPlan(maja.page, answers);
    await maja.page.reload();
    for (const [question, characters] of Object.entries(dalarnaLengths)) {
      const kept = await field(maja.page, question).inputValue();
      expect(count(kept)).toBe(characters);
      expect(kept).toBe(String(answers[question]).replace(/\r\n/g, "\n"));
    }
    const plan = (await maja.page.locator("main").innerText()).replace(/\u00A0/g, " ");
    expect(plan).toContain("3 373 tecken för mycket");
    expect(plan).toContain("379 tecken för mycket");
    expect(plan).toContain("45 tecken för mycket");
    expect(plan).toContain("206 av högst 1 000 tecken");
  }, 90_000);

  it("refuses to hand it in with exactly three faults, told at once, each leading to its field", async () => {
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    const summary = maja.page.getByRole("region", { name: /saker att rätta/ });
    await summary.waitFor();
    const lines = (await summary.getByRole("link").allInnerTexts()).map((line) => line.replace(/\u00A0/g, " "));
    expect(lines).toEqual([
      "Avsnitt 7 b är 379 tecken för långt (högst 1 000).",
      "Avsnitt 8 b är 3 373 tecken för långt (högst 1 000).",
      "Avsnitt 12 är 45 tecken för långt (högst 500).",
    ]);
    expect(await isFocusIn(summary)).toBe(true);
    await summary.getByRole("link").nth(1).click();
    expect(await isFocusIn(field(maja.page, "8b"))).toBe(true);
  });

  it("moves the longest text into an attachment by one click", async () => {
    const section = maja.page.locator('[data-question="8b"]');
    await section.getByRole("button", { name: "Lägg hela texten i en bilaga" }).click();
    await maja.page.getByRole("button", { name: "Öppna Avsnitt 8 b.pdf" }).waitFor();
    expect(await field(maja.page, "8b").inputValue()).toContain("Avsnitt 8 b.pdf");
    await until(
      "the second choice of section 11",
      async () =>
        (await maja.page.getByRole("radio", { name: /^Vi bifogar vår genomförandeplan/ }).isChecked()) || undefined,
    );
  }, 60_000);

  it("hands it in once the others are shortened, and locks it while the head reads", async () => {
    await field(maja.page, "7b").fill(textOf(1000, 1));
    await field(maja.page, "12").fill(textOf(500, 12));
    await allSaved(maja.page);
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await maja.page.getByText("Planen är låst medan Anna Berg läser.").first().waitFor();
    await maja.page.getByRole("button", { name: "Ta tillbaka för att ändra" }).waitFor();
  }, 60_000);

  it("tells the head by mail, with a link that opens a page and does nothing", async () => {
    const mail = await until("the head's mail", async () =>
      (await running.mails()).find(({ subject }) => subject === "En plan väntar på din underskrift"),
    );
    expect(mail.to).toEqual(["anna@example.se"]);
    expect(mail.text).toContain(`${running.url}/plan/2021.W/las`);
    expect(mail.html).toContain("Läs och skriv under");
  });

  it("lets the head read and sign on a phone, after a fresh log-in, and shows the receipt", async () => {
    await openAs(anna, running, "Anna Berg", "/plan/2021.W/las");
    const { page } = anna;
    await says(page, answers["7a"], answers["10b"]);
    await page.getByText("Skicka tillbaka med kommentar").click();
    await page.getByLabel("Vad behöver ändras?").fill("Ångrade mig.");
    await page.getByRole("button", { name: "Skriv under och skicka in" }).click();
    await page.getByRole("button", { name: "Logga in och skriv under" }).click();
    await page
      .getByRole("button", { name: /^Anna Berg/ })
      .first()
      .click();
    // The issuer tells the log-in by whole seconds: one within the same second as the press is asked for again.
    const receipt = page.getByRole("heading", { level: 1, name: "Planen är inskickad" });
    const again = page.getByRole("button", { name: "Logga in och skriv under" });
    await receipt.or(again).first().waitFor();
    if (await again.isVisible()) {
      await again.click();
      await page
        .getByRole("button", { name: /^Anna Berg/ })
        .first()
        .click();
    }
    await receipt.waitFor();
    const words = (await page.locator("main").innerText()).replace(/\u00A0/g, " ");
    // Nothing is left that the browser would ask about on the receipt.
    expect(await page.evaluate(() => Object.values(sessionStorage).join())).not.toContain("Ångrade mig.");
    expect(words).toContain("GFP-2021-W-1");
    expect(words).toMatch(/Mottagen 31 maj 2021 kl. 22:1\d, i tid/);
    expect(await fitsItsWindow(page)).toBe(true);
  }, 60_000);

  it("mails the receipt with the PDF to writers, head and registrar", async () => {
    const receipts = await until(
      "four receipts",
      async () => {
        const found = (await running.mails()).filter(({ subject }) => subject === "Kvitto: planen är inskickad");
        return found.length >= 4 ? found : undefined;
      },
      30_000,
    );
    expect(receipts.flatMap(({ to }) => to).sort()).toEqual([
      "anna@example.se",
      "elin@example.se",
      "maja@example.se",
      "registrator.w@example.se",
    ]);
    for (const { attachments, text } of receipts) {
      expect(attachments.map(({ filename }) => filename)).toEqual(["GFP-2021-W-1.pdf"]);
      expect(text).toContain("GFP-2021-W-1");
    }
  });

  it("makes a PDF with every answer in it", async () => {
    const { page } = maja;
    await openAs(maja, running, "Maja Lind", "/plan/2021.W/kvitto");
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Hämta PDF/ }).click();
    const file = await (await download).createReadStream();
    const chunks: Buffer[] = [];
    for await (const chunk of file) chunks.push(chunk as Buffer);
    const pages = textsOf(Buffer.concat(chunks));
    // A page break puts header and footer between two parts of a sentence.
    const has = (text: string) =>
      pages.some((all) => all.includes(text)) ||
      Array.from(text, (_, at) => at).some((at) =>
        [text.slice(0, at), text.slice(at)].every((part) => pages.some((all) => all.includes(part))),
      );
    const told = ["7a", "8a", "9a", "9b", "10a", "10b"].flatMap((question) =>
      normalise(String(answers[question])).split(/(?<=[.!?])\s/),
    );
    const shortened = [textOf(1000, 1), textOf(500, 12)].flatMap((text) => normalise(text).split(/(?<=[.!?])\s/));
    expect([...told, ...shortened].map(squeezed).filter((sentence) => !has(sentence))).toEqual([]);
  }, 60_000);

  it("shows SKR the plan in the overview and lets it be read", async () => {
    await openAs(karin, running, "Karin Ström", "/oversikt/2021");
    await karin.page
      .getByRole("link", { name: /Dalarna/ })
      .first()
      .click();
    await karin.page.waitForURL(`${running.url}/granska/2021.W`);
    await says(karin.page, "GFP-2021-W-1", answers["7a"], answers["9a"], answers["10b"]);
  }, 60_000);

  it("gave no page anything to complain about", () => {
    expect([...maja.errors, ...anna.errors, ...karin.errors]).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
