import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { open, prepare, states } from "./page-states.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";

/** The narrowest a page must do with (WCAG 1.4.10). */
const narrowest = { width: 320, height: 640 };

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;

const sizes = { 1280: desktop, 390: phone };

describe("every page at 1280, 390 and 320 px", () => {
  let running: Running;
  let browser: Browser;
  const people = new Map<string | null, Someone>();

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await prepare(running);
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

  it.each(states)(
    "$name",
    async ({ name, who, path, words, reach, at }) => {
      await running.setClock(at ?? open);
      const person = await personAt(who);
      await person.page.setViewportSize(desktop);
      // What one state answers in the portal's stead is nothing to the next.
      await person.page.unrouteAll();
      await openAs(person, running, who, path);
      // A page that is reached from another must stand before anything on it is pressed.
      if (reach) await person.page.getByText("Hämtar …").waitFor({ state: "hidden" });
      await reach?.(person, "sv");
      await says(person.page, words.sv);
      await person.page.getByText("Hämtar …").first().waitFor({ state: "hidden" });
      await inEverySize(person, name);
    },
    60_000,
  );

  /** Axe finds nothing, nothing is wider than the window, and the page has nothing to complain about. */
  async function inEverySize({ page, errors }: Someone, name: string): Promise<void> {
    for (const [width, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      if (pictures) {
        await page.screenshot({ path: join(pictures, `${name.replace(/\W+/g, "-")}-${width}.png`), fullPage: true });
      }
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
    }
    await page.setViewportSize(narrowest);
    expect(await fitsItsWindow(page)).toBe(true);
    expect(errors).toEqual([]);
  }
});
