import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { answersFilled } from "#tests/builders";
import { rsses, people as seeded } from "../../infra/local/seed.ts";
import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { open, prepare, states } from "./page-states.ts";
import { textsOf } from "./pdf-text.ts";
import { type Running, startRunning, until } from "./running.ts";
import { field, says } from "./steps.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const sizes = { 1280: desktop, 390: phone };

/** Names are the same in every language. */
const names = [
  ...seeded.map(({ name }) => name),
  ...rsses.flatMap(({ name, county, host }) => [name, host, county]),
  // A contact of the filled plan.
  "Funktionsbrevlåda",
].sort((one, other) => other.length - one.length);

const swedish =
  /[åäö]|\b(och|inte|att|en plan|planen|rapporten|ni|av|på|med|som|kan|från|skicka|skriv|spara|visa|dagar|kvar|senast|bilaga|anstånd|utkast)\b/i;

/** Everything on the page that can be seen or heard and is neither marked as Swedish nor a name, and yet Swedish. */
async function swedishOn(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const isMarked = (element: Element | null) => element?.closest("[lang]")?.getAttribute("lang") === "sv";
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!isMarked(parent) && !parent?.closest("script, style, noscript")) found.push(node.textContent ?? "");
    }
    for (const element of document.querySelectorAll("*")) {
      if (isMarked(element)) continue;
      for (const name of ["aria-label", "alt", "title", "placeholder", "data-sort-words"])
        found.push(element.getAttribute(name) ?? "");
      if (element.matches("input:not([type=radio], [type=checkbox]), textarea"))
        found.push((element as HTMLInputElement).value);
    }
    return found;
  });
  return texts.filter((text) => swedish.test(names.reduce((left, name) => left.replaceAll(name, ""), text)));
}

describe("in English", () => {
  let running: Running;
  let browser: Browser;
  const people = new Map<string | null, Someone>();

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await prepare(running);
    // What they once chose, at some other computer.
    const chose = [...new Set(states.flatMap(({ who }) => who ?? []))].filter((who) => who !== "Maja Lind");
    for (const who of chose) await (await actingAs(running, who))("setLanguage", {}, { language: "en" });
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function personAt(who: string | null): Promise<Someone> {
    const there = people.get(who) ?? (await someone(browser));
    people.set(who, there);
    return there;
  }

  async function isFine({ page, errors }: Someone, name: string): Promise<void> {
    for (const [width, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      if (pictures) {
        await page.screenshot({ path: join(pictures, `en-${name.replace(/\W+/g, "-")}-${width}.png`), fullPage: true });
      }
      // Words change a page's names, not what is where at which width: that is looked at in Swedish.
      if (viewport === desktop || process.env.DEEP) expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
      expect(await swedishOn(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
  }

  const speaks = (page: Page, language: string) => page.locator(`html[lang="${language}"]`).waitFor();

  it("is one button away, by the keyboard, and what was typed the moment before is saved first", async () => {
    const maja = await personAt("Maja Lind");
    await openAs(maja, running, "Maja Lind", "/plan/2021.W");
    const { page } = maja;
    await field(page, "10b").fill("Det sista som skrevs.");
    await page.getByRole("button", { name: "English" }).focus();
    await page.keyboard.press("Enter");
    await speaks(page, "en");
    // Through the issuer, which knows who it is, and back.
    await page.waitForURL(`${running.url}/plan/2021.W`);
    await says(page, "Send to Anna Berg for signature");
    expect(await field(page, "10b").inputValue()).toBe("Det sista som skrevs.");
    const { draft } = await (await actingAs(running, "Maja Lind"))("submission", { id: "2021.W" });
    expect(draft?.answers["10b"]?.value).toBe("Det sista som skrevs.");
  }, 60_000);

  it("moves nothing on the page as it comes", async () => {
    const { page } = await personAt("Maja Lind");
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifted: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          (globalThis as unknown as { shifted: number }).shifted += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${running.url}/`);
    await says(page, "Draft – not submitted");
    expect(await page.evaluate(() => (globalThis as unknown as { shifted: number }).shifted)).toBeLessThan(0.02);
  }, 60_000);

  it.each(states)(
    "$name",
    async ({ name, who, path, words, reach, at }) => {
      await running.setClock(at ?? open);
      const person = await personAt(who);
      await person.page.setViewportSize(desktop);
      // What one state answers in the portal's stead is nothing to the next.
      await person.page.unrouteAll();
      await openAs(person, running, who, path);
      // Nobody has chosen anywhere before.
      const isSwedish = who === null && (await person.page.locator('html[lang="sv"]').count()) > 0;
      if (isSwedish) await person.page.getByRole("button", { name: "English" }).click();
      await speaks(person.page, "en");
      if (reach) await person.page.getByText("Loading …").waitFor({ state: "hidden" });
      await reach?.(person, "en");
      await says(person.page, words.en);
      await person.page.getByText("Loading …").first().waitFor({ state: "hidden" });
      await isFine(person, name);
    },
    60_000,
  );

  it("tells of two texts for one answer, of comments and of what a text used to be", async () => {
    await running.setClock(open);
    const maja = await personAt("Maja Lind");
    const { page } = maja;
    await page.setViewportSize(desktop);
    await openAs(maja, running, "Maja Lind", "/plan/2021.W");
    await says(page, "Send to Anna Berg for signature");
    const elin = await actingAs(running, "Elin Sand");
    const id = "2021.W";
    const { draft } = await elin("submission", { id });
    await field(page, "9a").focus();
    await elin(
      "saveAnswer",
      { id, question: "9a" },
      { value: "Elins text om barnen." },
      draft?.answers["9a"]?.rev ?? 0,
    );
    await elin("comment", { id }, { question: "7a", text: "Ska vi nämna skolorna?" });
    await field(page, "9a").fill("Majas text om barnen.");
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Use Elin’s" }).waitFor();
    await page.locator('[data-beside="8a"]').getByRole("button", { name: "History" }).click();
    await page
      .locator('[data-beside="7a"]')
      .getByRole("button", { name: /^Comment/ })
      .click();
    await says(page, "Earlier texts in this field.", "Everybody in your RSS can read it, but SKR cannot.");
    await isFine(maja, "conflict, history, comments");
    await page.getByRole("button", { name: "Keep mine" }).click();
    await page
      .getByRole("region", { name: "Saved or not" })
      .getByText(/^Saved .*Not submitted/)
      .waitFor();
  }, 60_000);

  it("is remembered after log-out, and in a browser that is new to the person", async () => {
    const maja = await personAt("Maja Lind");
    await maja.page.setViewportSize(desktop);
    await maja.page.goto(`${running.url}/`);
    await says(maja.page, "Draft – not submitted");
    await maja.page.getByRole("button", { name: "Log out" }).click();
    await maja.page.waitForURL(`${running.url}/utloggad`);
    await says(maja.page, "You are logged out");
    await isFine(maja, "logged out");
    const elsewhere = await someone(browser);
    await openAs(elsewhere, running, "Maja Lind", "/");
    await speaks(elsewhere.page, "en");
    await says(elsewhere.page, "Draft – not submitted");
    expect(elsewhere.errors).toEqual([]);
    await elsewhere.context.close();
  }, 60_000);

  it("is not left behind for the next person at the computer, who has chosen nothing", async () => {
    const { page } = await personAt("Maja Lind");
    await page.getByRole("button", { name: "Log in" }).click();
    await page.getByRole("button", { name: /^Elin Sand/ }).click();
    await speaks(page, "sv");
    await says(page, "Utkast – inte inskickat");
  }, 60_000);

  it("can be chosen before logging in, and is then the choice of whoever logs in", async () => {
    const elin = await someone(browser);
    await elin.page.goto(`${running.url}/utloggad`);
    await elin.page.getByRole("button", { name: "English" }).click();
    await speaks(elin.page, "en");
    await elin.page.getByRole("button", { name: "Log in" }).click();
    await elin.page.getByRole("button", { name: /^Elin Sand/ }).click();
    await says(elin.page, "Draft – not submitted");
    const asElin = await actingAs(running, "Elin Sand");
    await until("the choice to be known", async () => ((await asElin("me", {})).language === "en" ? true : undefined));
    await elin.page.getByRole("button", { name: "Svenska" }).click();
    await speaks(elin.page, "sv");
    expect((await asElin("me", {})).language).toBe("sv");
    await elin.context.close();
  }, 60_000);

  it("is what the head signs, gets by mail and has in the document; the registrar's copy of the mail is Swedish", async () => {
    // Per, whose signature of Gävleborg's plan came before he chose; now Hugo signs Sörmland's.
    const receipts = await until(
      "the receipts of a plan that Hugo signs in English",
      async () => {
        const hugo = await actingAs(running, "Hugo Dahl");
        const { state } = await hugo("submission", { id: "2021.D" });
        if (state === "handed-in") await signByApi(running, "Hugo Dahl", "2021.D");
        const found = (await running.mails()).filter(({ text }) => text.includes("GFP-2021-D-1"));
        return found.length >= 3 ? found : undefined;
      },
      30_000,
    );
    const mailTo = (address: string) => receipts.find(({ to }) => to.includes(address));
    expect(mailTo("hugo@example.se")).toMatchObject({ subject: "Receipt: the plan has been submitted" });
    expect(mailTo("hugo@example.se")?.html).toContain('<html lang="en">');
    expect(mailTo("registrator.d@example.se")).toMatchObject({ subject: "Kvitto: planen är inskickad" });
    const { url } = await (await actingAs(running, "Hugo Dahl"))("document", { id: "2021.D" });
    const pages = textsOf(Buffer.from(await (await fetch(url)).arrayBuffer()));
    const says = (text: string) => pages.some((page) => page.includes(text.replace(/\s/g, "")));
    expect(says("I am the head of the RSS and sign the plan in the version I have read.")).toBe(true);
    expect(says("page 1 of")).toBe(true);
    // The form itself is as SKR wrote it.
    expect(says("Ja, vi kommer att delta i SKR:s nätverk för kvinnofridssatsningen.")).toBe(true);
  }, 60_000);

  it("tells a head by mail that a plan waits", async () => {
    const nora = await actingAs(running, "Nora Strand");
    await (await actingAs(running, "Lars Ek"))("setLanguage", {}, { language: "en" });
    await running.setClock(open);
    await fillByApi(nora, "2021.AB", answersFilled());
    await handInByApi(nora, "2021.AB");
    const mail = await until("the mail to the head", async () =>
      (await running.mails()).find(({ to, subject }) => to.includes("lars@example.se") && subject.startsWith("A plan")),
    );
    expect(mail.subject).toBe("A plan is waiting for your signature");
    expect(mail.text).toContain("no later than Monday 7 June 2021, 23:59 Swedish time");
  }, 60_000);
});
