/** A real browser. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from "playwright-core";
import type { Running } from "./running.ts";

const systems = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const root = join(import.meta.dirname, "../..");

// Quiet, and without the npm package's own arguments: its --single-process kills a second context.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser that is named, otherwise the packages' own, otherwise the machine's: the packages' is without a window, and costs a third less. */
export const openBrowser = (): Promise<Browser> =>
  withBrowser((executablePath) => chromium.launch({ executablePath, args }));

/** One that keeps who has logged in, for a tool that looks through a port of it. */
export const openLasting = (profile: string, port: number): Promise<BrowserContext> =>
  withBrowser((executablePath) =>
    chromium.launchPersistentContext(profile, { executablePath, args: [...args, `--remote-debugging-port=${port}`] }),
  );

async function withBrowser<T>(launch: (path: string) => Promise<T>): Promise<T> {
  if (process.env.CHROMIUM) return launch(process.env.CHROMIUM);
  try {
    return await launch(await packed());
  } catch (error) {
    const system = systems.find((path) => existsSync(path));
    if (!system) throw error;
    return launch(system);
  }
}

/** Unpacked once, by a process of its own (the place is read from its environment), into a folder that gets its name when it is whole. */
async function packed(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, "node_modules/@sparticuz/chromium/package.json"), "utf8"));
  const home = join(tmpdir(), `rss-portalen-chromium-${version}`);
  if (!existsSync(home)) {
    const making = await mkdtemp(`${home}-`);
    const unpack = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();';
    const env = { ...process.env, NODE_OPTIONS: "", TMPDIR: making };
    await promisify(execFile)(process.execPath, ["--input-type=module", "-e", unpack], { cwd: root, env });
    // Another test file may have been first.
    await rename(making, home).catch(() => rm(making, { recursive: true }));
  }
  return join(home, "chromium");
}

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export type Someone = { context: BrowserContext; page: Page; errors: string[] };

/** A person at a browser of their own; whatever the page complains about is kept. */
export async function someone(browser: Browser, size = desktop): Promise<Someone> {
  const context = await browser.newContext({ viewport: size, locale: "sv-SE", timezoneId: "Europe/Stockholm" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    // Refusals are answers, and the browser reports every 4xx as an error of its own.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      errors.push(message.text());
  });
  return { context, page, errors };
}

/** Opens a page of the portal as one of the seeded people, logging in on the way when asked to; null is nobody. */
export async function openAs({ page }: Someone, running: Running, name: string | null, path = "/"): Promise<void> {
  await page.goto(running.url + path);
  const isThere = () => page.url().startsWith(running.url) && !page.url().includes("/inloggad");
  // Either the portal answers at once, or it has gone to the issuer for a log-in.
  const heading = page.getByRole("heading", { level: 1 });
  await heading
    .first()
    .waitFor()
    .catch(async () => {
      throw new Error(`${page.url()} says: ${await page.locator("body").innerText()}`);
    });
  if (!isThere() && name !== null) await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.waitForURL(running.url + path);
  await page.locator("main h1").waitFor();
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe finds wrong with the page as it stands, in words short enough to read in a test's output. Run in the page itself: the
 * package for Playwright does the same through a page of its own and takes six times as long. `within` looks at a part only. Contrast takes
 * more than half of axe's time, and colours are the same in a narrow window and in English: there it is measured in the deep run only.
 */
export async function axeFindings(page: Page, within = "html"): Promise<string[]> {
  const isNarrow = (page.viewportSize()?.width ?? 0) < 600;
  const isSwedish = (await page.locator('html[lang="sv"]').count()) > 0;
  const axeOptions: RunOptions = {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
    rules: { "color-contrast": { enabled: (isSwedish && !isNarrow) || Boolean(process.env.DEEP) } },
  };
  // It stays in a page for as long as the page does.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    ([part, options]) =>
      (globalThis as unknown as { axe: { run: (part: string, o: RunOptions) => Promise<AxeResults> } }).axe.run(
        part,
        options,
      ),
    [within, axeOptions] as const,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Whether the focus is on this or inside it. */
export const isFocusIn = (what: Locator): Promise<boolean> =>
  what.evaluate((element) => element.contains(element.ownerDocument.activeElement));

/** Whether nothing on the page is wider than the window. */
export const fitsItsWindow = (page: Page): Promise<boolean> =>
  page.locator("html").evaluate((root) => root.scrollWidth <= root.clientWidth);
