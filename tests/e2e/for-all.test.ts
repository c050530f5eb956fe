import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { desktop, isFocusIn, openAs, openBrowser, phone, someone } from "./browser.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

let running: Running;
let browser: Browser;
beforeAll(async () => {
  running = await startRunning();
  browser = await openBrowser();
  await running.setClock("2021-05-20T09:00:00.000Z");
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

const issuers = (url: URL) => url.origin !== running.url;
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 2, name });
/** Whether its top is in the window. */
const isInView = (page: Page, name: string) =>
  heading(page, name).evaluate((element) => {
    const { top } = element.getBoundingClientRect();
    return top >= 0 && top < (element.ownerDocument.defaultView?.innerHeight ?? 0);
  });

it("are read by anybody, at the section that the address names, without a question to the issuer", async () => {
  const nobody = await someone(browser, phone);
  const { page, errors } = nobody;
  const asked: string[] = [];
  page.on("request", (request) => issuers(new URL(request.url())) && asked.push(request.url()));
  await openAs(nobody, running, null, "/hjalp#underskrift");
  await page.waitForFunction("document.activeElement?.id === 'underskrift'");
  expect(await isInView(page, "Underskrift")).toBe(true);
  expect(asked).toEqual([]);
  expect(errors).toEqual([]);
  await nobody.context.close();
}, 60_000);

it("are gone through by keyboard: from the contents to a section, on to its links, and by the foot to the next page", async () => {
  const nobody = await someone(browser);
  const { page } = nobody;
  await openAs(nobody, running, null, "/hjalp");
  await tabTo(page, /^Vem som gör vad$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${running.url}/hjalp#roller`);
  expect(await isFocusIn(heading(page, "Vem som gör vad"))).toBe(true);
  expect(await isInView(page, "Vem som gör vad")).toBe(true);
  // The first link after the heading, not the next line of the contents.
  await tabTo(page, /./);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${running.url}/hjalp#kontakt`);
  await tabTo(page, /^Personuppgifter$/);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Personuppgifter i RSS-portalen" }).waitFor();
  expect(await isFocusIn(page.locator("main"))).toBe(true);
  expect(await page.evaluate("scrollY")).toBe(0);
  await tabTo(page, /^Logga in$/, "Shift+Tab");
  await nobody.context.close();
}, 60_000);

it("lead to the log-in and back to the same section, and to it also by the way to any other page", async () => {
  const { page, context, errors } = await someone(browser);
  await page.goto(`${running.url}/hjalp#bilagor`);
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.getByRole("button", { name: /^Maja Lind/ }).waitFor();
  await page.getByRole("button", { name: /Avbryt/ }).click();
  await page.waitForURL(`${running.url}/hjalp#bilagor`);
  await page.getByRole("button", { name: "Logga in" }).click();
  await page.getByRole("button", { name: /^Maja Lind/ }).click();
  await page.waitForURL(`${running.url}/hjalp#bilagor`);
  await page.getByText("Maja Lind").waitFor();
  await page.getByRole("button", { name: "Logga ut" }).click();
  await page.waitForURL(`${running.url}/utloggad`);
  await page.getByRole("contentinfo").getByRole("link", { name: "Tillgänglighet" }).click();
  await says(page, "Hur tillgänglig är portalen?");
  await page.getByRole("link", { name: "RSS-portalen" }).click();
  await page.getByRole("button", { name: /^Maja Lind/ }).waitFor();
  expect(errors).toEqual([]);
  await context.close();
}, 60_000);

it("know who is logged in after a reload, and stay when nobody is any longer or the issuer does not answer", async () => {
  const maja = await someone(browser);
  const { page, context } = maja;
  await openAs(maja, running, "Maja Lind", "/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Hjälp" }).click();
  await says(page, "SKR kan inte läsa era utkast");
  await page.reload();
  await page.getByText("Maja Lind").waitFor();
  expect(page.url()).toBe(`${running.url}/hjalp`);

  await page.route(issuers, (route) => route.abort());
  await page.reload();
  await page.getByRole("button", { name: "Logga in" }).waitFor();
  await says(page, "SKR kan inte läsa era utkast");
  await page.unroute(issuers);

  await page.reload();
  await page.getByText("Maja Lind").waitFor();
  await context.clearCookies();
  await page.reload();
  await page.getByRole("button", { name: "Logga in" }).waitFor();
  await says(page, "SKR kan inte läsa era utkast");
  expect(page.url()).toBe(`${running.url}/hjalp`);
  await context.close();
}, 60_000);

it("are not left for a log-in that nobody asked for, when the session is over while one reads", async () => {
  const maja = await someone(browser);
  const { page, context } = maja;
  await context.clock.install({ time: Date.now() });
  await openAs(maja, running, "Maja Lind", "/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Hjälp" }).click();
  await says(page, "SKR kan inte läsa era utkast");
  await context.clearCookies();
  await page.keyboard.press("Tab");
  await page.clock.fastForward("13:30");
  await page.getByRole("button", { name: "Logga in" }).waitFor();
  expect(page.url()).toBe(`${running.url}/hjalp`);
  await context.close();
}, 60_000);

it("are linked to at the foot of every page, but not on paper", async () => {
  const maja = await someone(browser);
  const { page, context } = maja;
  await openAs(maja, running, "Maja Lind", "/plan/2021.W");
  const foot = page.getByRole("contentinfo");
  expect(await foot.getByRole("link").allInnerTexts()).toEqual([
    ...["Hjälp", "Kontrollera en handling", "Tillgänglighet", "Personuppgifter"],
  ]);
  // Nothing lies over them, at the very end of the form either.
  await page.getByRole("button", { name: "Vad innebär det?" }).click();
  for (const size of [desktop, phone]) {
    await page.setViewportSize(size);
    await foot.getByRole("link", { name: "Hjälp" }).click({ trial: true });
  }
  await page.emulateMedia({ media: "print" });
  expect(await foot.isVisible()).toBe(false);
  await context.close();
}, 60_000);
