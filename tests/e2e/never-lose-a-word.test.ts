import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { seededRandom } from "#tests/weather";
import { roundOpenAt } from "../../infra/local/seed.ts";
import { canBeCut, cut, type Death, deaths, mend, type Net, nets, rowsKept, tokenEnds } from "./accidents.ts";
import { desktop, isFocusIn, openAs, openBrowser, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { field, says, status } from "./steps.ts";
import { answerOf, aPiece, aSentence, aWriter, noToll, printToll, saidToBeSaved, untilAnswer } from "./typing.ts";

const isDeep = Boolean(process.env.DEEP);
const seed = Number(process.env.SEED ?? 2021);
const often = (shallow: number, deep: number) => Array.from({ length: isDeep ? deep : shallow }, (_, n) => n);
jest.setTimeout(isDeep ? 900_000 : 60_000);

// The round that is open today: a portal that is started anew knows no other time.
const round = roundOpenAt(new Date().toISOString()).id;
const id = `${round}.W`;
const path = `/plan/${id}`;

let running: Running;
let browser: Browser;
let reading: Acting;

beforeAll(async () => {
  running = await startRunning();
  browser = await openBrowser();
  reading = await actingAs(running, "Maja Lind");
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await running?.stop();
});

/** Somebody with a plan open. */
async function atThePlan(name = "Maja Lind", where = path, prepare?: (context: BrowserContext) => Promise<void>) {
  const person = await someone(browser);
  await canBeCut(person.context);
  await prepare?.(person.context);
  await openAs(person, running, name, where);
  await field(person.page, "7a").waitFor();
  return person;
}

/** Another tab of the same browser, beside the first or when that is lost. */
async function anotherTab(context: BrowserContext, where = path): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(desktop);
  await page.goto(running.url + where);
  await field(page, "7a").waitFor();
  return page;
}

const untilShown = (page: Page, question: string, text: string) =>
  until(`the page to show ${text}`, async () =>
    (await field(page, question).inputValue()) === text ? true : undefined,
  );

async function isKept(page: Page): Promise<void> {
  await page.keyboard.press("Tab");
  await status(page).getByText("Texten finns kvar på den här datorn.").waitFor();
}

describe("net-goes-down", () => {
  it("keeps and sends all that was typed before, during and after", async () => {
    const random = seededRandom(seed);
    const toll = noToll();
    const maja = await atThePlan();
    const writer = aWriter("7a", toll);
    for (const n of often(4, 24)) {
      await writer.go(maja.page);
      await writer.type(maja.page, aPiece(random));
      const comesBack = await (nets[n % nets.length] as Net)(maja);
      const at = performance.now();
      await writer.type(maja.page, aPiece(random));
      if (random() < 0.5) await maja.page.keyboard.press("Tab");
      await comesBack();
      await writer.survives(maja.page, at);
      await writer.isSaved(maja.page, reading, id);
    }
    printToll("net-goes-down", toll);
    expect(maja.errors).toEqual([]);
  });
});

describe("tab-dies", () => {
  it("shows what was typed again, and sends it, whether the net was there or not", async () => {
    const random = seededRandom(seed + 1);
    const toll = noToll();
    const { context, page: first } = await atThePlan();
    let page = first;
    const writer = aWriter("7b", toll);
    for (const n of often(3, 24)) {
      await writer.go(page);
      // Without a net there is nothing but the journal.
      if (n % 3 === 1 || random() < 0.5) await cut(page);
      await writer.type(page, aPiece(random));
      if (random() < 0.3) await page.keyboard.press("Tab");
      const at = performance.now();
      page = await (deaths[n % deaths.length] as Death)(page, () => anotherTab(context));
      await field(page, "7b").waitFor();
      await writer.survives(page, at);
      await mend(page);
      await writer.isSaved(page, reading, id);
    }
    printToll("tab-dies", toll);
  });

  it("says when the browser's disk is full, and when it can keep again", async () => {
    const { context, page } = await atThePlan();
    const session = await context.newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin: running.url, quotaSize: 1 });
    await cut(page);
    const writer = aWriter("8a", noToll());
    await writer.go(page);
    await writer.type(page, aSentence(seededRandom(seed)));
    await status(page).getByText("webbläsaren kan inte spara åt dig").waitFor();
    await session.send("Storage.overrideQuotaForOrigin", { origin: running.url });
    await writer.type(page, "Mer. ");
    await isKept(page);
    await mend(page);
    await writer.isSaved(page, reading, id);
  });
});

describe("server-dies", () => {
  it("loses nothing when it is killed in the middle and comes back later", async () => {
    const random = seededRandom(seed + 2);
    const toll = noToll();
    const { page } = await atThePlan();
    const writer = aWriter("8b", toll);
    const port = Number(new URL(running.url).port);
    for (const _ of often(1, 8)) {
      await writer.go(page);
      await writer.type(page, aPiece(random));
      if (random() < 0.5) await page.keyboard.press("Tab");
      const at = performance.now();
      await running.kill();
      await writer.go(page);
      await writer.type(page, aPiece(random));
      await writer.survives(page, at);
      running = await startRunning({ dir: running.folder, port });
      await writer.isSaved(page, reading, id);
    }
    printToll("server-dies", toll);
  });
});

describe("session-ends", () => {
  const withClock = (name: string) => atThePlan(name, path, (context) => context.clock.install({ time: Date.now() }));

  it("goes on in the same field at the same place, with everything that was typed", async () => {
    const random = seededRandom(seed + 3);
    const toll = noToll();
    let before = "";
    for (const n of often(1, 8)) {
      const maja: Someone = await withClock("Maja Lind");
      const { page, context } = maja;
      const writer = aWriter("9a", toll, before);
      await writer.go(page);
      await writer.type(page, aPiece(random));
      // Every second time the issuer has forgotten who it was too.
      if (n % 2 === 1) await context.clearCookies();
      await tokenEnds(maja);
      const at = performance.now();
      await writer.type(page, aPiece(random));
      if (n % 2 === 1) await page.getByRole("button", { name: /^Maja Lind/ }).click();
      else await page.waitForURL(/inloggad/, { waitUntil: "commit" });
      await until("the focus in the field again", async () =>
        page.url() === running.url + path && (await isFocusIn(field(page, "9a")).catch(() => false)) ? true : undefined,
      );
      await writer.survives(page, at);
      await writer.type(page, aPiece(random));
      await writer.isSaved(page, reading, id);
      before = writer.text;
      await context.close();
    }
    printToll("session-ends", toll);
  });

  it("shows the first one's text to nobody else at the computer, and keeps it for them", async () => {
    const maja = await withClock("Maja Lind");
    const { page, context } = maja;
    const writer = aWriter("10b", noToll());
    await writer.go(page);
    await cut(page);
    await writer.type(page, "Bara Majas ord. ");
    await isKept(page);
    // No save tells the page that its token has ended: it knows by itself.
    await context.clearCookies();
    await page.clock.fastForward("16:00");
    await page.getByRole("button", { name: /^Elin Sand/ }).click();
    await page.waitForURL(running.url + path);
    await page.getByRole("banner").getByText("Elin Sand").waitFor();
    await mend(page);
    expect(await field(page, "10b").inputValue()).toBe("");
    await field(page, "12").fill("Elins ord.");
    await saidToBeSaved(page);
    expect(await answerOf(reading, id, "10b")).toBeUndefined();
    await page.getByRole("button", { name: "Logga ut" }).click();
    await says(page, "Du är utloggad");
    await openAs(maja, running, "Maja Lind", path);
    await untilShown(page, "10b", "Bara Majas ord. ");
    await writer.isSaved(page, reading, id);
    expect(await answerOf(reading, id, "12")).toBe("Elins ord.");
  });
});

describe("two-tabs", () => {
  const sarasId = `${round}.X`;
  const sarasPath = `/plan/${sarasId}`;
  let context: BrowserContext;
  let tabs: [Page, Page];
  let sara: Acting;
  beforeAll(async () => {
    sara = await actingAs(running, "Sara Nygren");
    const person = await atThePlan("Sara Nygren", sarasPath);
    context = person.context;
    tabs = [person.page, await anotherTab(context, sarasPath)];
  }, 60_000);

  it("shows in the one what is saved in the other, so that one writes in turn without a conflict", async () => {
    const random = seededRandom(seed + 4);
    const toll = noToll();
    const shared = aWriter("7a", toll);
    const own = [aWriter("8a", toll), aWriter("9a", toll)];
    const eachInItsTab = (act: (writer: typeof shared, page: Page) => Promise<void>) =>
      Promise.all(own.map((writer, n) => act(writer, tabs[n] as Page)));
    for (const n of often(2, 16)) {
      const [here, there] = n % 2 === 0 ? tabs : [tabs[1], tabs[0]];
      await eachInItsTab(async (writer, page) => {
        await writer.go(page);
        await writer.type(page, aPiece(random));
      });
      await there.keyboard.press("Tab");
      await shared.go(here);
      await shared.type(here, aPiece(random));
      await shared.isSaved(here, sara, sarasId);
      await untilShown(there, "7a", shared.text);
      await shared.survives(there, performance.now());
      await eachInItsTab((writer, page) => writer.isSaved(page, sara, sarasId));
    }
    printToll("two-tabs", toll);
  });

  it("never changes a text under a cursor, and keeps both when both tabs write in one field", async () => {
    const [one, other] = tabs;
    for (const page of tabs) await field(page, "10a").focus();
    await one.keyboard.type("Från den ena. ");
    await one.keyboard.press("Tab");
    await untilAnswer(sara, sarasId, "10a", "Från den ena. ");
    expect(await field(other, "10a").inputValue()).toBe("");
    await other.keyboard.type("Från den andra. ");
    await other.keyboard.press("Tab");
    await says(other, "i ett annat fönster. Båda texterna finns kvar.");
    await other.getByRole("button", { name: "Sätt ihop" }).click();
    const both = "Från den ena. \n\nFrån den andra. ";
    await untilAnswer(sara, sarasId, "10a", both);
    await untilShown(one, "10a", both);
  });

  it("gives back what two dead tabs left in one field, the one after the other", async () => {
    const words = ["Den första fliken. ", "Den andra fliken. "] as const;
    await cut(tabs[0]);
    for (const [n, page] of tabs.entries()) {
      await field(page, "10b").focus();
      await page.keyboard.type(words[n] as string);
      await isKept(page);
    }
    for (const page of tabs) await page.close();
    const page = await anotherTab(context, sarasPath);
    expect(await field(page, "10b").inputValue()).toBe(words[1]);
    await mend(page);
    await says(page, "i ett annat fönster. Båda texterna finns kvar.");
    expect(await answerOf(sara, sarasId, "10b")).toBe(words[1]);
    await page.getByRole("button", { name: "Sätt ihop" }).click();
    await untilAnswer(sara, sarasId, "10b", `${words[1]}\n\n${words[0]}`);
    tabs = [page, await anotherTab(context, sarasPath)];
  });

  it("asks before a log-out takes what is unsaved in any tab, and then leaves nothing on the computer", async () => {
    const [one, other] = tabs;
    await cut(other);
    await field(other, "12").focus();
    await other.keyboard.type("Osparat.");
    await isKept(other);
    const asked: string[] = [];
    for (const page of tabs) page.on("dialog", (dialog) => dialog.accept().then(() => asked.push(dialog.message())));
    await one.getByRole("button", { name: "Logga ut" }).click();
    for (const page of tabs) await says(page, "Du är utloggad");
    expect(asked[0]).toContain("Allt är inte sparat i portalen än.");
    expect(await rowsKept(one)).toBe(0);
  });
});
