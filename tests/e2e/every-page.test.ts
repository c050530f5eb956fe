import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { answersFilled, dalarnaLengths } from "#tests/builders";
import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;

type State = {
  name: string;
  who: string;
  path: string;
  /** What the page says once it stands as it should. */
  words: string;
  reach?: (person: Someone) => Promise<void>;
  at?: string;
};

const open = "2021-05-31T20:00:00.000Z";
const closed = "2021-06-01T07:00:00.000Z";

const press =
  (name: string) =>
  async ({ page }: Someone) =>
    page.getByRole("button", { name }).first().click();

const states: State[] = [
  { name: "start, nothing begun", who: "Nora Strand", path: "/", words: "Inte påbörjad" },
  { name: "start, of a head for whom a plan waits", who: "Hugo Dahl", path: "/", words: "Läs och skriv under" },
  { name: "start, of an officer", who: "Karin Ström", path: "/", words: "2021" },
  { name: "plan, empty", who: "Nora Strand", path: "/plan/2021.AB", words: "Skicka till Lars Ek för underskrift" },
  { name: "plan, filled and too long", who: "Maja Lind", path: "/plan/2021.W", words: "3 373 tecken för mycket" },
  {
    name: "plan, with faults",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: "3 saker att rätta innan planen kan skickas in",
    reach: press("Skicka till Anna Berg för underskrift"),
  },
  { name: "plan, read by a reader", who: "Olle Holm", path: "/plan/2021.W", words: "Du kan läsa planen." },
  { name: "plan, locked", who: "Ida Fors", path: "/plan/2021.D", words: "Planen är låst medan Hugo Dahl läser." },
  { name: "plan, submitted", who: "Sara Nygren", path: "/plan/2021.X", words: "gäller tills ni skickar in en ny" },
  { name: "read and sign", who: "Hugo Dahl", path: "/plan/2021.D/las", words: "Skriv under och skicka in" },
  {
    name: "read and sign, sending back",
    who: "Hugo Dahl",
    path: "/plan/2021.D/las",
    words: "Vad behöver ändras?",
    reach: async ({ page }) => page.getByText("Skicka tillbaka med kommentar").first().click(),
  },
  {
    name: "read and sign, one step left",
    who: "Hugo Dahl",
    path: "/plan/2021.D/las",
    words: "Logga in igen för att skriva under.",
    reach: press("Skriv under och skicka in"),
  },
  {
    name: "read and sign, nothing waits",
    who: "Anna Berg",
    path: "/plan/2021.W/las",
    words: "Ingen plan väntar på underskrift",
  },
  { name: "receipt", who: "Sara Nygren", path: "/plan/2021.X/kvitto", words: "GFP-2021-X-1" },
  { name: "version", who: "Per Åkerman", path: "/plan/2021.X/version/1", words: "GFP-2021-X-1" },
  { name: "overview", who: "Karin Ström", path: "/oversikt/2021", words: "Västernorrland" },
  { name: "review, submitted", who: "Karin Ström", path: "/granska/2021.X", words: "GFP-2021-X-1" },
  { name: "review, nothing submitted", who: "Karin Ström", path: "/granska/2021.AB", words: "Ge anstånd" },
  { name: "another county's plan", who: "Nora Strand", path: "/plan/2021.W", words: "Sidan finns inte" },
  { name: "a page that is not there", who: "Nora Strand", path: "/ingenting", words: "Sidan finns inte" },
  {
    name: "plan, too late",
    who: "Maja Lind",
    path: "/plan/2021.W",
    words: "Tiden gick ut måndag 31 maj 2021",
    at: closed,
  },
  { name: "overview, closed", who: "Johan Vik", path: "/oversikt/2021", words: "Inte inskickad i tid", at: closed },
];

const sizes = { 1280: desktop, 390: phone };

describe("every page at 1280 and 390 px", () => {
  let running: Running;
  let browser: Browser;
  const people = new Map<string, Someone>();

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock(open);
    await fillByApi(await actingAs(running, "Maja Lind"), "2021.W", answersFilled({ lengths: dalarnaLengths }));
    const ida = await actingAs(running, "Ida Fors");
    await fillByApi(ida, "2021.D", answersFilled());
    await handInByApi(ida, "2021.D");
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, "2021.X", answersFilled());
    await handInByApi(sara, "2021.X");
    await signByApi(running, "Per Åkerman", "2021.X");
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function personAt(who: string): Promise<Someone> {
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
      await openAs(person, running, who, path);
      // A page that is reached from another must stand before anything on it is pressed.
      if (reach) await person.page.getByText("Hämtar …").waitFor({ state: "hidden" });
      await reach?.(person);
      await says(person.page, words);
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
    expect(errors).toEqual([]);
  }
});
