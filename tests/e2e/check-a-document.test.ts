import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Browser, Page } from "playwright-core";
import { codeOf } from "#domain/submission";
import { answersFilled } from "#tests/builders";
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
import { actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const id = "2021.X";
const wish = "Ett nätverk som ingen utanför får läsa om.";

describe("anybody checks a document", () => {
  let running: Running;
  let browser: Browser;
  let nobody: Someone;
  let page: Page;
  let pdf: Buffer;
  let receipt: { number: string; code: string };

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-20T09:00:00.000Z");
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, id, { ...answersFilled(), "12": wish });
    await handInByApi(sara, id);
    await signByApi(running, "Per Åkerman", id);
    receipt = await sara("receipt", { id });
    const { url } = await until("the document", () => sara("document", { id }).catch(() => undefined));
    pdf = Buffer.from(await (await fetch(url)).arrayBuffer());
    nobody = await someone(browser);
    page = nobody.page;
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const heading = (name: string) => page.getByRole("heading", { level: 2, name, exact: true });
  /** The answer has come, and one who only listens is at it. */
  async function answered(name: string): Promise<void> {
    await heading(name).waitFor();
    await until("the focus to be there", async () => ((await isFocusIn(heading(name))) ? true : undefined));
    expect(await page.locator("main").getByRole("status").innerText()).toBe("");
  }
  const choose = (bytes: Buffer, name = "plan.pdf") =>
    page.getByLabel("Välj en fil").setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });

  async function looksRight(name: string): Promise<void> {
    for (const [width, size] of Object.entries({ 1280: desktop, 390: phone })) {
      await page.setViewportSize(size);
      if (pictures) await page.screenshot({ path: join(pictures, `check-${name}-${width}.png`), fullPage: true });
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
    }
    await page.setViewportSize(desktop);
  }

  const open = (path = "/kontrollera") => openAs(nobody, running, null, path);

  it("by the file: whose it is, who signed it and that it counts, while nothing but its checksum leaves the computer", async () => {
    await open();
    await looksRight("empty");
    const sent: { url: string; body: string }[] = [];
    page.on("request", (request) => {
      if (request.method() !== "GET") sent.push({ url: request.url(), body: request.postData() ?? "" });
    });
    await choose(pdf);
    await answered("Filen är oförändrad");
    await says(
      page,
      "RSS Gävleborg",
      receipt.number,
      "Per Åkerman, chef för RSS",
      "Ja, det är den senaste underskrivna versionen",
    );
    expect(await page.locator("main").innerText()).not.toContain(wish);
    expect(sent.map(({ url }) => url)).toEqual([`${running.url}/api/verify/file`]);
    expect(sent[0]?.body).toMatch(/^\{"sha256":"[0-9a-f]{64}"\}$/);
    await looksRight("file");
  }, 60_000);

  it("by a file with one byte changed, let go anywhere on the page: that it is changed or not from here, and what to do", async () => {
    await open();
    const changed = Buffer.from(pdf);
    changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
    const transfer = await page.evaluateHandle(
      (bytes) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "ändrad.pdf", { type: "application/pdf" }));
        return data;
      },
      [...changed],
    );
    await page.locator("h1").dispatchEvent("dragover", { dataTransfer: transfer });
    await page.locator("h1").dispatchEvent("drop", { dataTransfer: transfer });
    await answered("Filen är ändrad eller kommer inte härifrån");
    await says(page, "Portalen känner inte igen ändrad.pdf", "Fråga RSS eller SKR");
    await looksRight("unknown-file");
    await choose(Buffer.alloc(0));
    await says(page, "Filen är tom.");
  }, 60_000);

  it.each(["?", "#"])(
    "by what the QR code opens, with %s: at once, and without anybody's name",
    async (sign) => {
      const { number, code } = receipt;
      await page.goto("about:blank");
      await open(`/kontrollera${sign}nummer=${number}&kod=${code}`);
      await answered("Numret och koden stämmer");
      await says(page, "RSS Gävleborg", number);
      const told = await page.locator("main").innerText();
      for (const secret of ["Per Åkerman", "Sara Nygren", wish]) expect(told).not.toContain(secret);
      await looksRight("number");
    },
    60_000,
  );

  it("by the keyboard alone: what is missing, a wrong code, and the right one in small letters", async () => {
    await open();
    await tabTo(page, /^Nummer$/);
    await page.keyboard.insertText(receipt.number.toLowerCase());
    await page.keyboard.press("Enter");
    await page.getByText("Skriv både numret och koden.").waitFor();
    expect(await isFocusIn(page.getByLabel("Kod", { exact: true }))).toBe(true);
    await page.keyboard.insertText("ffffffff");
    await page.keyboard.press("Enter");
    await answered("Numret och koden hör inte ihop");
    await looksRight("unknown-number");
    await tabTo(page, /^Kod$/);
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(` ${receipt.code.toLowerCase()}`);
    await tabTo(page, /^Kontrollera$/);
    await page.keyboard.press("Enter");
    await answered("Numret och koden stämmer");
  }, 60_000);

  it("without a net: that the portal is not reached, and again when it is", async () => {
    await open();
    await nobody.context.setOffline(true);
    await choose(pdf);
    await answered("Det gick inte att kontrollera");
    await says(page, "Vi når inte portalen just nu.");
    await looksRight("offline");
    await nobody.context.setOffline(false);
    await page.getByRole("button", { name: "Försök igen" }).click();
    await answered("Filen är oförändrad");
  }, 60_000);

  it("in English", async () => {
    await open(`/kontrollera?nummer=${receipt.number}&kod=${receipt.code}`);
    await page.getByRole("button", { name: "English" }).click();
    await answered("The number and the code are right");
    await says(page, "Yes, it is the latest version that was signed");
    await looksRight("en-number");
    await page.getByRole("button", { name: "Svenska" }).click();
    await answered("Numret och koden stämmer");
  }, 60_000);

  it("come to from the receipt, by somebody who is logged in", async () => {
    const sara = await someone(browser);
    await openAs(sara, running, "Sara Nygren", `/plan/${id}/kvitto`);
    await sara.page.getByRole("link", { name: "Så kan vem som helst kontrollera handlingen" }).click();
    await says(sara.page, "Filen lämnar inte din dator");
    await sara.page.getByText("Sara Nygren").waitFor();
    expect(sara.errors).toEqual([]);
    await sara.context.close();
  }, 60_000);

  it("when another version has taken its place: that it is unchanged and no longer counts", async () => {
    const sara = await actingAs(running, "Sara Nygren");
    await sara("change", { id }, {});
    await handInByApi(sara, id);
    await signByApi(running, "Per Åkerman", id);
    await open();
    await choose(pdf);
    await answered("Filen är oförändrad, men gäller inte längre");
    await says(page, "Det är GFP-2021-X-2 som gäller.");
    await looksRight("replaced");
  }, 60_000);

  it("of a decision: what was decided and by whom, by its file from the receipt's page, and without names by what its code opens", async () => {
    const [karin, johan] = [await actingAs(running, "Karin Ström"), await actingAs(running, "Johan Vik")];
    await karin("decide", { id }, { outcome: "approved", amount: 400_000, reasons: "Planen håller." });
    const { proposal } = (await johan("submission", { id })).handling ?? {};
    await johan("attest", { id }, { proposal: proposal?.hash });
    const sara = await someone(browser);
    await openAs(sara, running, "Sara Nygren", `/plan/${id}/kvitto`);
    const fetched = sara.page.waitForEvent("download");
    await sara.page.getByRole("button", { name: "Hämta beslutet (PDF)" }).click();
    const download = await fetched;
    expect(download.suggestedFilename()).toBe("GFP-2021-X-2-BESLUT.pdf");
    for (const [width, size] of Object.entries({ 1280: desktop, 390: phone })) {
      await sara.page.setViewportSize(size);
      if (pictures) await sara.page.screenshot({ path: join(pictures, `decision-link-${width}.png`), fullPage: true });
      expect([await axeFindings(sara.page), await fitsItsWindow(sara.page)]).toEqual([[], true]);
    }
    expect(sara.errors).toEqual([]);
    const decision = await readFile(await download.path());
    await sara.context.close();

    await open();
    await choose(decision, "beslut.pdf");
    await answered("Filen är oförändrad");
    await says(page, "SKR:s beslut", "400 000 kronor beviljas", "Karin Ström", "Johan Vik", "GFP-2021-X-2-BESLUT");
    await looksRight("decision-file");

    const { events } = await karin("log", { id });
    const code = codeOf(events.find(({ type }) => type === "approved")?.hash ?? "");
    await page.goto("about:blank");
    await open(`/kontrollera#nummer=GFP-2021-X-2-BESLUT&kod=${code}`);
    await answered("Numret och koden stämmer");
    await says(page, "SKR har fattat ett beslut med det här numret.", "400 000 kronor beviljas");
    const told = await page.locator("main").innerText();
    for (const secret of ["Karin Ström", "Johan Vik", "Per Åkerman", "Planen håller"])
      expect(told).not.toContain(secret);
    await looksRight("decision-number");
  }, 60_000);

  it("after too many wrong tries: how long to wait, and that a file is answered all the same", async () => {
    for (let n = 0; n < 25; n += 1) {
      const body = JSON.stringify({ number: `GFP-2021-AB-${n + 1}`, code: "00000000" });
      await fetch(`${running.url}/api/verify`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
      });
    }
    await open(`/kontrollera?nummer=${receipt.number}&kod=${receipt.code}`);
    await answered("För många fel försök");
    expect(await page.locator("main").innerText()).toMatch(/Vänta \d+ minut(er)? och försök igen/);
    await looksRight("too-many");
    await choose(pdf);
    await answered("Filen är oförändrad, men gäller inte längre");
    expect(nobody.errors).toEqual([]);
  }, 60_000);
});
