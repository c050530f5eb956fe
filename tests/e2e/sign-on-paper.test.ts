import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { codeOf } from "#domain/submission";
import { answersFilled } from "#tests/builders";
import {
  axeFindings,
  desktop,
  fitsItsWindow,
  isFocusIn,
  openAs,
  openBrowser,
  phone,
  type Someone,
  someone,
} from "./browser.ts";
import { type Acting, actingAs, fillByApi, handInByApi } from "./by-api.ts";
import { textsOf } from "./pdf-text.ts";
import { type Running, startRunning, until } from "./running.ts";
import { fillPaper, paperFile, says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const id = "2021.W";
const today = "2021-05-28";
const button = "Lägg in papperet och skicka in";

/** The words of a PDF that a press gives, without white space. */
async function pdfOf(page: Page, press: () => Promise<unknown>): Promise<{ name: string; words: string }> {
  const download = page.waitForEvent("download");
  await press();
  const file = await download;
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), words: textsOf(Buffer.concat(chunks)).join("") };
}

describe("sign-on-paper", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let karin: Someone;
  let acting: Acting;
  /** The code on the paper of the first version, which is changed afterwards. */
  let firstCode = "";

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock(`${today}T09:00:00.000Z`);
    acting = await actingAs(running, "Maja Lind");
    await fillByApi(acting, id, answersFilled());
    firstCode = codeOf((await handInByApi(acting, id)).hash);
    maja = await someone(browser);
    karin = await someone(browser, phone);
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function isWell({ page }: Someone, state: string): Promise<void> {
    const before = page.viewportSize() ?? desktop;
    for (const [width, viewport] of Object.entries({ 1280: desktop, 390: phone })) {
      await page.setViewportSize(viewport);
      if (pictures) await page.screenshot({ path: join(pictures, `story-${state}-${width}.png`), fullPage: true });
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
    }
    await page.setViewportSize(before);
  }

  const print = ({ page }: Someone) =>
    pdfOf(page, () => page.getByRole("button", { name: "Hämta utskriften (PDF)" }).click());

  it("leads from the locked plan to a print of exactly that version, with number and code on every page", async () => {
    await openAs(maja, running, "Maja Lind", `/plan/${id}`);
    await maja.page.getByRole("link", { name: "Skriv under på papper" }).click();
    await says(maja.page, "1. Skriv ut version 1", "Anna Berg läser alla sidor");
    const { name, words } = await print(maja);
    expect(name).toBe(`GFP-2021-W-1 ${firstCode}.pdf`);
    expect(words.split(`GFP-2021-W-1·${firstCode}`).length - 1).toBe(Number(/sida(\d)av\1/.exec(words)?.[1]));
    // What is on the screen is not what is signed: the code is read from the paper.
    expect(await maja.page.locator("main").innerText()).not.toContain(firstCode);
  }, 60_000);

  it("says that a paper of a version that was changed since is not the one that waits, and what to do", async () => {
    await acting("recall", { id }, {});
    const { hash } = await handInByApi(acting, id);
    expect(codeOf(hash)).not.toBe(firstCode);
    await maja.page.reload();
    await says(maja.page, "1. Skriv ut version 2");
    await fillPaper(maja.page, { code: firstCode, day: today });
    await maja.page.getByRole("button", { name: button }).click();
    await says(
      maja.page,
      "Papperet gäller version 1, som skickades för underskrift 28 maj 2021",
      "Skriv ut version 2, som väntar nu, och låt chefen skriva under den.",
    );
    expect(await isFocusIn(maja.page.getByLabel("Koden på papperet"))).toBe(true);
    await isWell(maja, "replaced");
    expect((await acting("submission", { id })).state).toBe("handed-in");
  }, 60_000);

  it("takes the right paper by the keyboard alone, and gives a receipt that says how and by whom", async () => {
    const { name } = await print(maja);
    const code = /\w{8}(?=\.pdf$)/.exec(name)?.[0] ?? "";
    const { page } = maja;
    await page.reload();
    await says(page, "1. Skriv ut version 2");
    // Asked for before the way there: the browser is told to hand the chooser over, and a key may overtake that.
    const chooser = page.waitForEvent("filechooser");
    await tabTo(page, /^Det underskrivna papperet|Välj fil/);
    await page.keyboard.press("Space");
    await (await chooser).setFiles(paperFile);
    await tabTo(page, /^Koden på papperet/);
    await page.keyboard.type(`${code.slice(0, 4).toLowerCase()} ${code.slice(4).toLowerCase()}`);
    await tabTo(page, /^Datum på papperet/);
    // A date is typed as the browser's own language has it, which in the test's is month first.
    await page.keyboard.type("05282021");
    await tabTo(page, new RegExp(`^${button}`));
    await page.keyboard.press("Enter");
    await page.waitForURL(`${running.url}/plan/${id}/kvitto`);
    await says(page, "Planen är inskickad", "GFP-2021-W-2", "28 maj 2021 av Anna Berg, med bläck på papper");
    await says(page, "av Maja Lind");
    await until("the paper to be checked", async () =>
      (await page.getByText("Kontrolleras …").count()) === 0 ? true : undefined,
    );
    await isWell(maja, "receipt");
    const scan = page.waitForEvent("download");
    await page.getByRole("button", { name: /^Öppna det inskannade papperet/ }).click();
    expect((await scan).suggestedFilename()).toBe(paperFile.name);
  }, 90_000);

  it("mails the receipt to the head too, and the PDF says that it was signed on paper and nothing else", async () => {
    const mail = await until(
      "the head's mail",
      async () =>
        (await running.mails()).find(
          ({ subject, to }) => subject.startsWith("Kvitto") && to.includes("anna@example.se"),
        ),
      30_000,
    );
    expect(mail.text).toContain("Anna Berg har enligt papperet skrivit under planen med bläck.");
    const { page } = maja;
    const { words } = await pdfOf(page, () => page.getByRole("button", { name: "Hämta PDF" }).click());
    for (const told of ["Medbläckpåpapper", "avMajaLind", paperFile.name]) expect(words).toContain(told);
    expect(words).not.toMatch(/nyinloggning|elektronisk(?!astämpel)/i);
  }, 60_000);

  it("lets SKR put in a paper that came by post, with a reason that is told to the RSS", async () => {
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, "2021.X", answersFilled());
    const { hash } = await handInByApi(sara, "2021.X");
    const { page } = karin;
    await openAs(karin, running, "Karin Ström", "/granska/2021.X");
    await page.getByRole("link", { name: "Lägg in en underskrift på papper" }).click();
    await fillPaper(page, { code: codeOf(hash), day: today, file: { ...paperFile, name: "Från posten.pdf" } });
    await page.getByRole("button", { name: button }).click();
    await says(page, "Skriv varför SKR lägger in papperet.");
    await page.getByLabel("Varför lägger SKR in papperet?").fill("Papperet kom med posten.");
    await page.getByRole("button", { name: button }).click();
    await page.waitForURL(`${running.url}/granska/2021.X`);
    await says(page, "GFP-2021-X-1", "Karin Ström, SKR, för RSS räkning", "Papperet kom med posten.");
    await says(page, "Underskriven på papper 28 maj 2021 av Per Åkerman, chef för RSS.");
    await page.getByText("Händelser", { exact: true }).click();
    await says(page, "Lade in ett underskrivet papper och skickade in, Karin Ström");
    await isWell(karin, "review");
  }, 90_000);

  it("gave no page anything to complain about", () => {
    expect([...maja.errors, ...karin.errors]).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
