/**
 * `npm run bench:lighthouse`: Lighthouse's verdict on the start page and the form, as a phone on a slow net would have them. It weighs
 * 185 MB and is needed by nobody else, so it is fetched when this is run, in exactly this version, and stays in the machine's
 * folder for temporary files.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { answersFilled } from "#tests/builders";
import { openLasting } from "../e2e/browser.ts";
import { actingAs, fillByApi } from "../e2e/by-api.ts";
import { startRunning } from "../e2e/running.ts";

const run = promisify(execFile);
const version = "12.8.2";
const port = 9_333;
const runs = 5;

type Report = {
  categories: Record<string, { score: number }>;
  audits: Record<string, { numericValue?: number; score: number | null; title: string }>;
};

async function lighthouse(): Promise<string> {
  const home = join(tmpdir(), `rss-portalen-lighthouse-${version}`);
  const cli = join(home, "node_modules/lighthouse/cli/index.js");
  if (!existsSync(cli)) {
    await mkdir(home, { recursive: true });
    await writeFile(join(home, "package.json"), "{}");
    await run("npm", ["install", "--prefix", home, "--no-audit", "--no-fund", `lighthouse@${version}`]);
  }
  return cli;
}

async function reportOn(cli: string, url: string, folder: string): Promise<Report> {
  const path = join(folder, "report.json");
  const flags = ["--quiet", "--disable-storage-reset", "--output=json", `--output-path=${path}`, `--port=${port}`];
  await run(process.execPath, [cli, url, ...flags], { maxBuffer: 2 ** 26 });
  return JSON.parse(await readFile(path, "utf8"));
}

const folder = await mkdtemp(join(tmpdir(), "rss-lighthouse-"));
const running = await startRunning();
// Lighthouse looks with the browser's own profile, in which Maja has logged in: the log-in page is not ours to judge.
const context = await openLasting(join(folder, "profile"), port);
try {
  const cli = await lighthouse();
  await running.setClock("2021-05-20T09:00:00.000Z");
  await fillByApi(await actingAs(running, "Maja Lind"), "2021.W", answersFilled());
  const page = await context.newPage();
  await page.goto(running.url);
  await page.getByRole("button", { name: /^Maja Lind/ }).click();
  await page.locator("main h1").waitFor();
  await page.close();
  const table = [];
  for (const [what, path] of [
    ["start page", "/"],
    ["form", "/plan/2021.W"],
  ] as const) {
    const reports: Report[] = [];
    for (let n = 0; n < runs; n += 1) reports.push(await reportOn(cli, running.url + path, folder));
    const median = (of: (report: Report) => number) =>
      reports.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
    const score = (name: string) => Math.round(100 * median(({ categories }) => categories[name]?.score ?? 0));
    const value = (name: string) => median(({ audits }) => audits[name]?.numericValue ?? Number.NaN);
    table.push({
      page: what,
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best practices": score("best-practices"),
      SEO: score("seo"),
      CLS: Math.round(1000 * value("cumulative-layout-shift")) / 1000,
      "LCP ms": Math.round(value("largest-contentful-paint")),
      "TBT ms": Math.round(value("total-blocking-time")),
    });
    const unfulfilled = Object.values(reports[0]?.audits ?? {}).filter(({ score: of }) => of !== null && of < 0.9);
    console.log(`${what}: ${unfulfilled.map(({ title }) => title).join("; ") || "nothing to remark"}`);
  }
  console.log(`Node ${process.version}, Lighthouse ${version}, mobile, median of ${runs}`);
  console.table(table);
} finally {
  await context.close();
  await running.stop();
  await rm(folder, { recursive: true, force: true });
}
