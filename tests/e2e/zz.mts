import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, someone } from "./browser.ts";
import { startRunning } from "./running.ts";

const running = await startRunning();
const browser = await openBrowser();
const shots: [string, string, string][] = [
  ["start", "Maja Lind", "/"],
  ["report", "Maja Lind", "/rapport/2026-rapport.W"],
  ["plan", "Maja Lind", "/plan/2027.W"],
  ["overview", "Karin Ström", "/oversikt/2026-rapport"],
  ["review", "Karin Ström", "/granska/2026.W"],
  ["reviewX", "Karin Ström", "/granska/2026-rapport.W"],
  ["overview0", "Karin Ström", "/oversikt/2021-rapport"],
  ["plan26", "Maja Lind", "/plan/2026.W"],
  ["staff", "Karin Ström", "/"],
];
const only = process.argv[2]?.split(",");
for (const [size, name] of [
  [desktop, "d"],
  [phone, "m"],
] as const)
  for (const [what, who, path] of shots) {
    if (only && !only.includes(what)) continue;
    const p = await someone(browser, size);
    await openAs(p, running, who, path).catch((e) => console.log(what, String(e).slice(0, 300)));
    await p.page.waitForLoadState("networkidle");
    await p.page.screenshot({ path: `/tmp/pics/${what}-${name}.png`, fullPage: true });
    console.log(what, name, p.errors, await axeFindings(p.page), await fitsItsWindow(p.page));
    await p.context.close();
  }
await browser.close();
await running.stop();
