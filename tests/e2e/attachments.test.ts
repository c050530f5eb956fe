import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, CDPSession, Locator } from "playwright-core";
import { testString as eicar } from "../../infra/local/scanner.ts";
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
import { type Acting, actingAs } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const id = "2021.W";

const aPdf = (name: string, size = 200, words = name) => {
  const start = Buffer.from(`%PDF-1.7\n% ${words}\n`);
  return {
    name,
    mimeType: "application/pdf",
    buffer: Buffer.concat([start, Buffer.alloc(Math.max(0, size - start.length))]),
  };
};

describe("files that go with the plan", () => {
  let running: Running;
  let browser: Browser;
  let maja: Someone;
  let acting: Acting;
  let net: CDPSession;
  let section: Locator;
  let input: Locator;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    acting = await actingAs(running, "Maja Lind");
    maja = await someone(browser);
    maja.page.on("dialog", (dialog) => dialog.accept());
    net = await maja.context.newCDPSession(maja.page);
    if (pictures) await mkdir(pictures, { recursive: true });
    await openAs(maja, running, "Maja Lind", `/plan/${id}`);
    section = maja.page.getByRole("region", { name: "Bilagor" });
    input = section.getByLabel("Lägg till filer");
    await input.waitFor({ state: "attached" });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  /** So slow that a megabyte takes ten seconds, or as it is. */
  const slow = (bytesInSecond: number, offline = false) =>
    net.send("Network.emulateNetworkConditions", {
      ...{ offline, latency: 0, downloadThroughput: -1, uploadThroughput: bytesInSecond },
    });
  const quick = () => slow(-1);
  const stored = async () => (await acting("submission", { id })).draft?.files ?? [];
  const row = (name: string) => section.getByRole("listitem").filter({ hasText: name });
  const progress = async () => Number(await section.getByRole("progressbar").getAttribute("value"));
  const warnsWhoLeaves = (page = maja.page) =>
    page.evaluate(() => {
      const leaving = new Event("beforeunload", { cancelable: true });
      dispatchEvent(leaving);
      return leaving.defaultPrevented;
    });

  /** Axe finds nothing and nothing is wider than the window, at both sizes. */
  async function isWell(state: string): Promise<void> {
    for (const [width, viewport] of Object.entries({ 1280: desktop, 390: phone })) {
      await maja.page.setViewportSize(viewport);
      if (pictures) await section.screenshot({ path: join(pictures, `${state}-${width}.png`) });
      expect(await axeFindings(maja.page, ".attachments")).toEqual([]);
      expect(await fitsItsWindow(maja.page)).toBe(true);
    }
    await maja.page.setViewportSize(desktop);
  }

  it("shows how far a file has come, warns whoever leaves meanwhile, and lets it be stopped", async () => {
    await slow(100_000);
    await input.setInputFiles([aPdf("Handlingsplan 2021.pdf", 1_000_000), aPdf("Budget.pdf")]);
    await until("some progress", async () => ((await progress()) > 5 ? true : undefined));
    await row("Handlingsplan 2021.pdf")
      .getByText(/^1\sMB · Skickar … \d+\s%$/)
      .waitFor();
    await row("Budget.pdf").getByText("Väntar på sin tur").waitFor();
    expect(await warnsWhoLeaves()).toBe(true);
    await isWell("sending");
    expect(await progress()).toBeLessThan(100);
    await section.getByRole("button", { name: "Avbryt Handlingsplan 2021.pdf" }).click();
    expect(await isFocusIn(input)).toBe(true);
    await quick();
    await row("Budget.pdf").getByText("Kontrollerad").waitFor();
    expect(await row("Handlingsplan 2021.pdf").count()).toBe(0);
    await until("one file to be left", async () => ((await stored()).length === 1 ? true : undefined));
    expect(await warnsWhoLeaves()).toBe(false);
  }, 60_000);

  it("says that a file is being checked, and then that it is", async () => {
    await input.setInputFiles(
      aPdf("En mycket lång bilaga om hur länet arbetar tillsammans mot våld i nära relationer 2021–2023.pdf"),
    );
    await section.getByText("Kontrolleras …").waitFor();
    await isWell("checking");
    await until("both to be checked", async () =>
      (await section.getByText("Kontrollerad").count()) === 2 ? true : undefined,
    );
    await isWell("checked");
  }, 60_000);

  it("sends the file again by itself when the net is back after it went down in the middle", async () => {
    await slow(100_000);
    await input.setInputFiles(aPdf("Statistik.pdf", 600_000));
    await until("some progress", async () => ((await progress()) > 10 ? true : undefined));
    await slow(0, true);
    await row("Statistik.pdf").getByText("Filen är inte bifogad än.").waitFor();
    await isWell("net down");
    // Without the file the plan would not be whole.
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await maja.page.getByText("Allt är inte sparat än, så planen skickades inte.").waitFor();
    await quick();
    await row("Statistik.pdf").getByText("Kontrollerad").waitFor();
    expect((await stored()).filter(({ name }) => name === "Statistik.pdf")).toHaveLength(1);
  }, 60_000);

  it("has one file, not two, when the portal's answer was lost and somebody tries again", async () => {
    let lost = 0;
    await maja.page.route("**/files/*", async (route) => {
      if (route.request().method() !== "PUT" || lost > 0) return route.fallback();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await input.setInputFiles(aPdf("Samverkan.pdf"));
    await row("Samverkan.pdf").getByRole("button", { name: "Försök skicka Samverkan.pdf igen" }).click();
    await row("Samverkan.pdf").getByText("Kontrollerad").waitFor();
    await maja.page.unroute("**/files/*");
    expect((await stored()).filter(({ name }) => name === "Samverkan.pdf")).toHaveLength(1);
  }, 60_000);

  it("says which file is harmful, and does not hand it in", async () => {
    await input.setInputFiles(aPdf("Skadlig.pdf", 300, eicar));
    await row("Skadlig.pdf").getByText("Skadlig kod hittades. Ta bort filen.").waitFor();
    expect(await row("Skadlig.pdf").getByRole("button", { name: "Öppna Skadlig.pdf" }).count()).toBe(0);
    await isWell("harmful");
    await maja.page.getByRole("button", { name: "Skicka till Anna Berg för underskrift" }).click();
    await maja.page.getByText("Skadlig kod hittades i ”Skadlig.pdf”.").waitFor();
    await section.getByRole("button", { name: "Ta bort Skadlig.pdf" }).click();
    await row("Skadlig.pdf").waitFor({ state: "detached" });
    expect(await isFocusIn(input)).toBe(true);
    expect((await stored()).map(({ name }) => name)).not.toContain("Skadlig.pdf");
  }, 60_000);

  it("says why a file cannot be taken", async () => {
    await input.setInputFiles([
      { name: "Bild.pdf", mimeType: "application/pdf", buffer: Buffer.from("GIF89a") },
      { name: "Tom.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
    ]);
    await row("Bild.pdf").getByText("Filens innehåll stämmer inte med filnamnet.").waitFor();
    await row("Tom.pdf").getByText("Filen är tom.").waitFor();
    expect(await section.getByRole("button", { name: /^Försök skicka/ }).count()).toBe(0);
    await isWell("refused");
    for (const name of ["Bild.pdf", "Tom.pdf"]) await section.getByRole("button", { name: `Ta bort ${name}` }).click();
    await until("four to be left", async () => ((await stored()).length === 4 ? true : undefined));
  }, 60_000);

  it("finds what a closed window left half done, and the same file chosen again takes its place", async () => {
    const file = aPdf("Halv.pdf");
    const sha256 = createHash("sha256").update(file.buffer).digest("hex");
    await acting("addFile", { id }, { name: file.name, size: file.buffer.length, sha256 });
    await maja.page.reload();
    await row("Halv.pdf").getByText("Har inte kommit fram än.").waitFor();
    await isWell("half done");
    const chooser = maja.page.waitForEvent("filechooser");
    await section.getByRole("button", { name: "Välj Halv.pdf igen" }).click();
    await (await chooser).setFiles(file);
    await row("Halv.pdf").getByText("Kontrollerad").waitFor();
    expect((await stored()).filter(({ name }) => name === "Halv.pdf")).toMatchObject([{ state: "stored" }]);
    await section.getByRole("button", { name: "Ta bort Halv.pdf" }).click();
    await row("Halv.pdf").waitFor({ state: "detached" });
  }, 60_000);

  it("says of a colleague's file on its way that they are sending it, and leaves it to them until its time is out", async () => {
    const elin = await actingAs(running, "Elin Sand");
    await elin("addFile", { id }, { name: "Elins.pdf", size: 200, sha256: "0".repeat(64) });
    await maja.page.reload();
    await row("Elins.pdf").getByText("Skickas av Elin Sand …").waitFor();
    expect(await row("Elins.pdf").getByRole("button").count()).toBe(0);
    await isWell("a colleague's");
    await running.setClock("2021-05-20T09:20:00.000Z");
    await maja.page.reload();
    await row("Elins.pdf").getByText("Kom inte fram hel.").waitFor();
    await row("Elins.pdf").getByRole("button", { name: "Ta bort Elins.pdf" }).click();
    await row("Elins.pdf").waitFor({ state: "detached" });
    expect(maja.errors).toEqual([]);
  }, 60_000);

  it("does not let go of chosen files while what sends them cannot be fetched, and sends them when the net is back", async () => {
    const nora = await someone(browser);
    await openAs(nora, running, "Nora Strand", "/plan/2021.AB");
    const files = nora.page.getByRole("region", { name: "Bilagor" });
    const choose = files.getByLabel("Lägg till filer");
    await choose.waitFor({ state: "attached" });
    await nora.context.setOffline(true);
    await choose.setInputFiles(aPdf("Vald.pdf"));
    await files.getByText("Vi når inte portalen just nu.").waitFor();
    expect(await warnsWhoLeaves(nora.page)).toBe(true);
    await nora.context.setOffline(false);
    await files.getByRole("listitem").filter({ hasText: "Vald.pdf" }).getByText("Kontrollerad").waitFor();
    expect(await files.getByText("Vi når inte portalen just nu.").count()).toBe(0);
    expect(await warnsWhoLeaves(nora.page)).toBe(false);
  }, 60_000);
});
