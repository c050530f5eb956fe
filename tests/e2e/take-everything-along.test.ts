/** What people take out of the portal, by the buttons they press: the RSS its record, SKR tables and one question side by side. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from "@zip.js/zip.js";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import * as XLSX from "xlsx";
import { verifyGiven } from "#domain/chain";
import { answersFilled } from "#tests/builders";
import { postFile } from "#tests/by-http";
import { axeFindings, desktop, fitsItsWindow, openAs, openBrowser, phone, type Someone, someone } from "./browser.ts";
import { type Acting, actingAs, fillByApi, handInByApi, signByApi } from "./by-api.ts";
import { type Running, startRunning, until } from "./running.ts";
import { says } from "./steps.ts";
import { tabTo } from "./tabbing.ts";

/** Pictures are kept when PICTURES names a folder, to be looked at. */
const pictures = process.env.PICTURES;
const id = "2021.W";
const reference = "=RD 2021/0417";
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");

async function attach(acting: Acting, name: string, bytes: Buffer): Promise<void> {
  const { file, post } = await acting("addFile", { id }, { name, size: bytes.length, sha256: sha256(bytes) });
  if (post) await postFile(post, bytes);
  await acting("confirmFile", { id, file: file.id }, {});
}

/** What lets a page read an answer of another origin. */
const toAnyone = { "access-control-allow-origin": "*" };

/** The file that a press gives. */
async function fileOf(page: Page, press: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
  const download = page.waitForEvent("download");
  await press();
  const file = await download;
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return { name: file.suggestedFilename(), bytes: Buffer.concat(chunks) };
}

async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(bytes)), {
    checkSignature: true,
    useWebWorkers: false,
  });
  const files = new Map<string, Buffer>();
  for (const entry of await reader.getEntries()) {
    if (entry.directory) throw new Error(`a folder: ${entry.filename}`);
    files.set(entry.filename, Buffer.from(await entry.getData(new Uint8ArrayWriter())));
  }
  await reader.close();
  return files;
}

const textIn = (files: Map<string, Buffer>, path: string): string => files.get(path)?.toString("utf8") ?? "";

describe("take-everything-along", () => {
  let running: Running;
  let browser: Browser;
  let olle: Someone;
  let karin: Someone;

  beforeAll(async () => {
    running = await startRunning();
    browser = await openBrowser();
    await running.setClock("2021-05-28T09:00:00.000Z");
    const maja = await actingAs(running, "Maja Lind");
    await fillByApi(maja, id, { ...answersFilled(), reference, "7a": "-1 mål & <b>fet</b>\n=1+1" });
    await attach(maja, "Bilaga.pdf", Buffer.from("%PDF-1.7\nlänets plan"));
    await handInByApi(maja, id);
    await signByApi(running, "Anna Berg", id);
    const sara = await actingAs(running, "Sara Nygren");
    await fillByApi(sara, "2021.X", answersFilled());
    await handInByApi(sara, "2021.X");
    await signByApi(running, "Per Åkerman", "2021.X");
    await until(
      "every document",
      async () => {
        const { versions } = await maja("package", { id }, {});
        const [first] = versions;
        const isAll = ["B-LT", "archive"].every((level) => first?.documents.some((each) => each.level === level));
        return isAll && first?.files[0]?.url ? true : undefined;
      },
      60_000,
    );
    olle = await someone(browser);
    karin = await someone(browser);
    if (pictures) await mkdir(pictures, { recursive: true });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  async function isWell({ page }: Someone, state: string): Promise<void> {
    for (const [width, viewport] of Object.entries({ 1280: desktop, 390: phone })) {
      await page.setViewportSize(viewport);
      if (pictures) await page.screenshot({ path: join(pictures, `out-${state}-${width}.png`), fullPage: true });
      expect(await axeFindings(page)).toEqual([]);
      expect(await fitsItsWindow(page)).toBe(true);
    }
    await page.setViewportSize(desktop);
  }

  describe("the RSS's own record", () => {
    let files: Map<string, Buffer>;

    it("is one file that a reader fetches at the receipt, by the keyboard", async () => {
      const { page } = olle;
      await openAs(olle, running, "Olle Holm", `/plan/${id}/kvitto`);
      await tabTo(page, /^Ladda ner allt/);
      const { name, bytes } = await fileOf(page, () => page.keyboard.press("Enter"));
      expect(name).toBe("RSS Dalarna, Genomförandeplan 2021.zip");
      await says(page, "Allt är hämtat", "Alla kontrollsummor stämmer.");
      await isWell(olle, "receipt");
      files = await unpacked(bytes);
      const paths = [...files.keys()];
      expect(paths[0]).toBe("LÄSMIG.txt");
      for (const path of [
        ...["metadata.json", "logg.json", "SHA256SUMS.txt", "bilagor/Bilaga.pdf", "innehall/GFP-2021-W-1.json"],
        ...["kvitto/GFP-2021-W-1.json", "handling/GFP-2021-W-1 B-LT.pdf", "handling/GFP-2021-W-1 arkivkopia.pdf"],
      ])
        expect(paths).toContain(path);
    }, 60_000);

    it("has a checksum for every file in it, and each is right", () => {
      const sums = textIn(files, "SHA256SUMS.txt").trimEnd().split("\n");
      expect(sums.map((line) => line.slice(66)).toSorted()).toEqual(
        [...files.keys()].filter((path) => path !== "SHA256SUMS.txt").toSorted(),
      );
      for (const line of sums) {
        const [, sum, path = ""] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
        expect([path, sha256(files.get(path) ?? "")]).toEqual([path, sum]);
      }
    });

    it("has the content as it was signed, the RSS's own number, and a log that anybody can count anew", () => {
      const metadata = JSON.parse(textIn(files, "metadata.json"));
      expect(metadata.reference).toBe(reference);
      expect(sha256(files.get("innehall/GFP-2021-W-1.json") ?? "")).toBe(metadata.versions[0].hash);
      expect(textIn(files, "LÄSMIG.txt")).toContain(metadata.versions[0].hash);
      expect(textIn(files, "metadata.json")).not.toContain("X-Amz-Signature");
      const log = JSON.parse(textIn(files, "logg.json"));
      expect(verifyGiven(log, sha256)).toEqual({ kind: "whole", withheld: 0 });
      expect(log.id).toBe(id);
      expect(JSON.parse(textIn(files, "kvitto/GFP-2021-W-1.json")).fact.receipt.number).toBe("GFP-2021-W-1");
    });

    it("unpacks on a computer where the portal's command finds nothing wrong with its PDF", async () => {
      const folder = await mkdtemp(join(tmpdir(), "rss-record-"));
      try {
        for (const [path, bytes] of files) {
          await mkdir(dirname(join(folder, path)), { recursive: true });
          await writeFile(join(folder, path), bytes);
        }
        const { root } = JSON.parse(await readFile(join(running.folder, "authority.json"), "utf8"));
        const lines = [...(root.match(/.{1,64}/g) ?? [])];
        const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
        await writeFile(join(folder, "rot.pem"), pem);
        const command = ["--import", "tsx", join(import.meta.dirname, "../../lambdas/verify/main.ts")];
        const pdfs = [...files.keys()].filter((path) => /^handling.*B-\w+\.pdf$/.test(path));
        expect(pdfs).toHaveLength(3);
        const log = await promisify(execFile)(process.execPath, [...command, "--log", join(folder, "logg.json")], {
          env: { ...process.env, NODE_OPTIONS: "" },
        });
        expect(log.stdout).toContain(id);
        // Ends by another code than 0, and so rejects, unless every one of them is valid.
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [...command, ...pdfs.map((path) => join(folder, path)), "--roots", join(folder, "rot.pem")],
          { env: { ...process.env, NODE_OPTIONS: "" } },
        );
        expect(stdout.match(/^GILTIG/gm)).toHaveLength(3);
        expect(stdout).toContain("GFP-2021-W-1");
      } finally {
        await rm(folder, { recursive: true });
      }
    }, 60_000);

    it("is not saved at all when a file of it arrives other than it was", async () => {
      const { page } = olle;
      await page.route(/attachments/, (route) => route.fulfill({ headers: toAnyone, body: "något annat" }));
      const downloads: string[] = [];
      page.on("download", (file) => downloads.push(file.suggestedFilename()));
      await page.getByRole("button", { name: "Ladda ner allt (ZIP)" }).click();
      await says(page, "bilagor/Bilaga.pdf kom inte fram hel. Ingenting är sparat på datorn.");
      await page.unroute(/attachments/);
      await page.route(/attachments/, (route) => route.abort());
      await page.getByRole("button", { name: "Ladda ner allt (ZIP)" }).click();
      await says(page, "Det gick inte att hämta bilagor/Bilaga.pdf.");
      await page.unroute(/attachments/);
      expect(downloads).toEqual([]);
    }, 60_000);

    it("is fetched with fresh links when the first ones have run out", async () => {
      const { page } = olle;
      let refused = 0;
      await page.route(/attachments/, async (route) => {
        refused += 1;
        return refused === 1
          ? route.fulfill({ status: 403, headers: toAnyone, body: "Request has expired" })
          : route.continue();
      });
      const { bytes } = await fileOf(page, () => page.getByRole("button", { name: "Ladda ner allt (ZIP)" }).click());
      expect((await unpacked(bytes)).has("bilagor/Bilaga.pdf")).toBe(true);
      expect(refused).toBe(2);
      await page.unroute(/attachments/);
    }, 60_000);
  });

  describe("SKR", () => {
    const button = "Hämta filen";

    it("takes the answers out as Excel, and no text of an RSS has become a formula", async () => {
      const { page } = karin;
      await openAs(karin, running, "Karin Ström", "/oversikt/2021");
      await page.getByRole("radio", { name: /^Svaren/ }).check();
      const { name, bytes } = await fileOf(page, () => page.getByRole("button", { name: button }).click());
      expect(name).toBe("Genomförandeplaner 2021 svar.xlsx");
      await says(page, "Genomförandeplaner 2021 svar.xlsx är hämtad.");
      await isWell(karin, "overview");
      const book = XLSX.read(bytes);
      const sheet = book.Sheets[book.SheetNames[0] ?? ""] as XLSX.WorkSheet;
      const cells = Object.entries(sheet).filter(([at]) => !at.startsWith("!")) as [string, XLSX.CellObject][];
      expect(cells.filter(([, cell]) => cell.f !== undefined)).toEqual([]);
      const rows = XLSX.utils.sheet_to_json<Record<string, unknown>>(sheet);
      expect(rows).toHaveLength(21);
      const dalarna = rows.find((row) => row.Län === "Dalarna") ?? {};
      expect(Object.values(dalarna)).toEqual(expect.arrayContaining([reference, "-1 mål & <b>fet</b>\n=1+1"]));
    }, 60_000);

    it("takes the overview out as CSV that Excel opens by a double click, with Swedish times", async () => {
      const { page } = karin;
      await page.getByRole("radio", { name: /^Översikten/ }).check();
      await page.getByRole("radio", { name: "CSV" }).check();
      const { name, bytes } = await fileOf(page, () => page.getByRole("button", { name: button }).click());
      expect(name).toBe("Genomförandeplaner 2021 översikt.csv");
      const rows: Record<string, string>[] = parse(bytes, { bom: true, delimiter: ";", columns: true });
      expect(rows).toHaveLength(21);
      expect(rows.find(({ Län }) => Län === "Dalarna")).toMatchObject({
        Läge: "Inskickad",
        Kvittonummer: "GFP-2021-W-1",
        "Mottagen (svensk tid)": expect.stringMatching(/^2021-05-28 11:0\d$/),
        "Sista dag": "2021-05-31",
        "I tid": "Ja",
      });
    }, 60_000);

    it("reads one question for every county, chooses another by the keyboard, and opens a plan", async () => {
      const { page } = karin;
      await page.getByRole("link", { name: "Läs en fråga för alla län" }).click();
      await says(page, "Fråga 7 a, län för län", "2 av 21 län har svarat.", "-1 mål & <b>fet</b>");
      await says(page, "Ingen inskickad plan: 19 län");
      expect(await page.locator(".side-others li").count()).toBe(19);
      await isWell(karin, "side");
      await page.getByLabel("Fråga", { exact: true }).focus();
      await page.keyboard.press("ArrowDown");
      await until("the next question", async () => (page.url().endsWith("/fraga/7b") ? true : undefined));
      await says(page, "Fråga 7 b, län för län");
      const names = await page.locator(".side-county h2").allInnerTexts();
      expect(names).toEqual(names.toSorted(new Intl.Collator("sv").compare));
      await page.getByRole("link", { name: "Öppna planen från Dalarna" }).click();
      await page.waitForURL(`${running.url}/granska/${id}`);
      await says(page, "Ladda ner allt (ZIP)");
      await isWell(karin, "review");
    }, 60_000);

    it("has left a note of each plan that was read", async () => {
      const acting = await actingAs(running, "Karin Ström");
      const { reads } = await acting("reads", { id });
      expect(reads.map(({ by, version }) => [by, version])).toEqual([["Karin Ström", 1]]);
      expect(reads[0]?.as).toEqual(expect.arrayContaining(["answers", "export", "version"]));
    });
  });

  it("gave no page anything to complain about", () => {
    expect([...olle.errors, ...karin.errors].filter((each) => !each.includes("net::ERR_FAILED"))).toEqual([]);
    expect(running.complaints()).toBe("");
  });
});
