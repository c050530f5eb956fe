import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Browser } from "playwright-core";
import { openAs, openBrowser, someone } from "./browser.ts";
import { type Running, startRunning } from "./running.ts";
import { says } from "./steps.ts";

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

it("loads at most 45 kB of script (gzip) on a cold load of the plan form, until idle", async () => {
  const maja = await someone(browser);
  const scripts = new Set<string>();
  maja.page.on("response", (response) => {
    const url = response.url();
    // The log-in page of the local issuer is nothing of ours to ship.
    if (response.request().resourceType() === "script" && url.startsWith(running.url)) scripts.add(url);
  });
  await openAs(maja, running, "Maja Lind", "/plan/2021.W");
  await says(maja.page, "Skicka till Anna Berg för underskrift");
  await maja.page.waitForLoadState("networkidle");
  const sizes = await Promise.all(
    [...scripts].map(async (url) => gzipSync(await (await fetch(url)).arrayBuffer(), { level: 9 }).length),
  );
  expect(scripts.size).toBeGreaterThan(0);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(45_000);
}, 60_000);
