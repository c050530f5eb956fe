import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { axeFindings, fitsItsWindow, isFocusIn, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { textsOf } from "./pdf-text.ts";
import { type Running, startRunning, until } from "./running.ts";
import { allSaved, field, says, status } from "./steps.ts";
import { answerOf } from "./typing.ts";

const plan = "2021.W";
const asked = { questions: ["8b"], dueOn: "2021-06-28", message: "Hur många kommuner är med, och när?" };
const note = "Vi har skrivit hur många kommuner som är med.";
const unsent = "Det här hann aldrig fram.";
const addition = " Tolv kommuner är med.";
const before = answersFilled({ lengths: { "8b": 700 } });
const standing = String(before["8b"]).replaceAll("\r\n", "\n");

const sendButton = (page: Page) => page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" });

describe("completion", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let elin: Someone;
  let anna: Someone;
  let karin: Acting;
  let writing: Acting;
  /** What the page has tried to save. */
  const saves: string[] = [];

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    karin = await actingAs(running, "Karin Ström");
    writing = await actingAs(running, "Maja Lind");
    await fillByApi(writing, plan, before);
    await handInByApi(writing, plan);
    await signByApi(running, "Anna Berg", plan);
    [maja, elin, anna] = [await someone(browser), await someone(browser), await someone(browser)];
    await writeInVain();
    await running.setClock("2021-06-14T09:00:00.000Z");
    await karin("requestCompletion", { id: plan }, asked);
    await karin("remark", { id: plan }, { question: "8b", text: "Ni nämner tre kommuner.", visible: true });
    await karin("remark", { id: plan }, { question: "8b", text: "Jämför med förra året.", visible: false });
    maja.page.on("request", (request) => {
      const [, question] = /answers\/([^/]+)$/.exec(new URL(request.url()).pathname) ?? [];
      if (question && request.method() === "PUT") saves.push(question);
    });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  /** A next version is begun, and its window closed while the net is down. */
  async function writeInVain(): Promise<void> {
    await running.setClock("2021-05-25T09:00:00.000Z");
    await writing("change", { id: plan }, {});
    await openAs(maja, running, "Maja Lind", `/plan/${plan}`);
    await maja.context.setOffline(true);
    await field(maja.page, "7a").fill(unsent);
    await maja.page.keyboard.press("Tab");
    await status(maja.page).getByText("Inte sparat än.").waitFor();
    const { context, errors } = maja;
    await maja.page.close();
    await context.setOffline(false);
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(error.message));
    maja = { context, errors, page };
  }

  it("is told to the writers on the start page and on top of the plan, with a way to what is asked", async () => {
    const { page } = maja;
    await openAs(maja, running, "Maja Lind", "/");
    await says(page, "Komplettering begärd", "Svara senast måndag 28 juni 2021 kl. 23:59, svensk tid");
    await page.getByRole("link", { name: "Svara SKR" }).click();
    await page.waitForURL(`${running.url}/plan/${plan}`);
    await says(page, "SKR behöver veta mer om punkt 8 b.", asked.message, "Karin Ström, SKR", "14 dagar kvar");
    await says(page, "Ni nämner tre kommuner.");
    expect(await page.locator("main").innerText()).not.toContain("Jämför med förra året.");
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);

  it("lets the named field be written on, by keyboard alone, and no other", async () => {
    const { page } = maja;
    expect(await page.locator("main form, main [data-question] :is(textarea, input)").count()).toBe(1);
    await page.getByRole("link", { name: "8 b. Ordinarie struktur" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await until("the focus in the field", async () => (await isFocusIn(field(page, "8b"))) || undefined);
    await page.keyboard.press("Control+End");
    await page.keyboard.type(addition);
    await page.keyboard.press("Tab");
    await allSaved(page);
    expect(await answerOf(writing, plan, "8b")).toBe(standing + addition);
    await page.getByRole("link", { name: /^8\..*Ändrad$/ }).waitFor();
    await page.getByRole("link", { name: /^7\..*Låst$/ }).waitFor();
    expect(await page.getByText(asked.message).count()).toBe(1);
    expect([...new Set(saves)]).toEqual(["8b"]);
  }, 60_000);

  it("shows what SKR has read beside what is written now, word by word", async () => {
    const { page } = maja;
    await page.getByText("Så står det i version 1").click();
    await says(page, standing);
    await page.getByText("Så står det i version 1").click();
  }, 60_000);

  it("is written by two at the same time, and saved when the net is back", async () => {
    await openAs(elin, running, "Elin Sand", `/plan/${plan}`);
    await until("Elin to see it", async () =>
      (await field(elin.page, "8b").inputValue()) === standing + addition ? true : undefined,
    );
    await elin.page.getByLabel("Vad har ni ändrat?").fill("Det Elin tänkte säga.");
    await maja.context.setOffline(true);
    await field(maja.page, "8b").fill(`${standing}${addition} Resten i höst.`);
    await maja.page.keyboard.press("Tab");
    await status(maja.page).getByText("Inte sparat än.").waitFor();
    await maja.context.setOffline(false);
    await allSaved(maja.page);
    await until(
      "Elin to see it too",
      async () => {
        const seen = await field(elin.page, "8b").inputValue();
        return seen === `${standing}${addition} Resten i höst.` ? true : undefined;
      },
      40_000,
    );
  }, 90_000);

  it("shows what was typed in a field before it was locked, and never sends it", async () => {
    await says(maja.page, "Text som inte hann sparas", "Avsnitt 7 a", unsent);
    expect([...new Set(saves)]).toEqual(["8b"]);
    expect(await answerOf(writing, plan, "7a")).toBe(before["7a"]);
  });

  it("tells that the day has passed, and that it can be answered still", async () => {
    await running.setClock("2021-07-01T09:00:00.000Z");
    await maja.page.reload();
    await says(maja.page, "Svarstiden gick ut måndag 28 juni 2021.", "Ni kan fortfarande svara");
    expect(await axeFindings(maja.page)).toEqual([]);
  }, 60_000);

  it("keeps the note through a reload, and sends it with the answer", async () => {
    const { page } = maja;
    const said = page.getByLabel("Vad har ni ändrat?");
    await said.fill("x".repeat(2001));
    await sendButton(page).click();
    await says(page, "Högst 2 000 tecken. Korta texten.");
    expect(await isFocusIn(said)).toBe(true);
    await said.fill(note);
    await page.reload();
    await said.waitFor();
    expect(await said.inputValue()).toBe(note);
    await sendButton(page).focus();
    await page.keyboard.press("Enter");
    await says(page, "Planen är låst medan Anna Berg läser.", "Den här versionen svarar på SKR:s frågor.");
    expect((await writing("version", { id: plan, n: "2" })).completes?.note).toBe(note);
  }, 60_000);

  it("comes back with its note when it is taken back", async () => {
    const { page } = maja;
    await page.getByRole("button", { name: "Ta tillbaka för att ändra" }).click();
    await says(page, "SKR behöver veta mer om punkt 8 b.");
    const said = page.getByLabel("Vad har ni ändrat?");
    await until("the note", async () => ((await said.inputValue()) === note ? true : undefined));
    await sendButton(page).click();
    await says(page, "Planen är låst medan Anna Berg läser.");
  }, 60_000);

  it("shows a colleague who had the page open that it is sent, and keeps the note that was not", async () => {
    await says(elin.page, "Planen är låst medan Anna Berg läser.");
    await says(elin.page, "Text som inte skickades", "Det Elin tänkte säga.");
    expect(elin.errors).toEqual([]);
  }, 60_000);

  it("shows the head what was asked, what is said and what is changed, word by word, on a phone too", async () => {
    const { page } = anna;
    await openAs(anna, running, "Anna Berg", `/plan/${plan}/las`);
    await says(page, "Svarstiden gick ut måndag 28 juni 2021. Svaret kan fortfarande skrivas under");
    await says(page, "Komplettering av version 1. SKR frågade 14 juni 2021 om punkt 8 b.", asked.message, note);
    const changes = page.locator("article mark.own");
    await changes.first().waitFor();
    expect((await changes.allInnerTexts()).join(" ")).toContain("Tolv kommuner är med");
    expect(await page.getByText("Ändrat", { exact: true }).count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    await page.setViewportSize(phone);
    expect(await fitsItsWindow(page)).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);

  it("is sent back by the head with a comment, and answered once more", async () => {
    const { page } = anna;
    await page.getByText("Skicka tillbaka med kommentar").click();
    await page.getByLabel("Vad behöver ändras?").fill("Skriv vilka kommuner.");
    await page.getByRole("button", { name: "Skicka tillbaka", exact: true }).click();
    await says(page, "Planen är tillbakaskickad med din kommentar.", "Anna Berg skickade tillbaka planen");
    await openAs(maja, running, "Maja Lind", `/plan/${plan}`);
    await says(maja.page, "Anna Berg har skickat tillbaka svaret", "Skriv vilka kommuner.");
    await field(maja.page, "8b").fill(`${standing}${addition} De står i bilagan.`);
    await maja.page.keyboard.press("Tab");
    await allSaved(maja.page);
    await sendButton(maja.page).click();
    await says(maja.page, "Planen är låst medan Anna Berg läser.");
  }, 60_000);

  it("is signed, and acknowledged as an answer that came late to a plan that came in time", async () => {
    await signByApi(running, "Anna Berg", plan);
    const { page } = maja;
    await openAs(maja, running, "Maja Lind", `/plan/${plan}/kvitto`);
    await says(page, "Svaret är inskickat", "efter svarstiden (28 juni 2021)");
    await says(page, "Version 1, som den kompletterar, kom in i tid.");
    await openAs(maja, running, "Maja Lind", "/");
    await says(page, "Kompletteringen är mottagen 1 juli 2021");
  }, 60_000);

  it("has the whole plan in its document, which says what it completes", async () => {
    const { page } = maja;
    await openAs(maja, running, "Maja Lind", `/plan/${plan}/kvitto`);
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Hämta PDF/ }).click({ timeout: 30_000 });
    const chunks: Buffer[] = [];
    for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
    const words = textsOf(Buffer.concat(chunks)).join("").replace(/\s/g, "");
    for (const told of ["Tolvkommunerärmed.", "SKRfrågade14juni2021ompunkt8b.", note.replace(/\s/g, "")]) {
      expect(words).toContain(told);
    }
  }, 60_000);

  it("leaves the version that SKR read first to be read", async () => {
    const { page } = maja;
    await openAs(maja, running, "Maja Lind", `/plan/${plan}/version/1`);
    await says(page, "Den här versionen är ersatt.", standing);
    expect((await page.locator("main").innerText()).includes(addition.trim())).toBe(false);
    await openAs(maja, running, "Maja Lind", `/plan/${plan}/version/4`);
    await says(page, "Komplettering av version 1", "Kompletterad på SKR:s fråga");
  }, 60_000);

  it("gave no page anything to complain about", () => {
    expect([...maja.errors, ...elin.errors, ...anna.errors]).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
