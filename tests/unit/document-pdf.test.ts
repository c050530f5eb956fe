import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import * as fontkit from "fontkit";
import { PDFDocument, PDFName } from "pdf-lib";
import { documentSv } from "#domain/texts/document.sv";
import { renderDocument, renderText } from "../../lambdas/document/document.ts";
import { fallbackFiles, fontFiles } from "../../lambdas/document/fonts.ts";
import { aDocument, longText } from "./document-sample.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
// In letters that Source Sans lacks, some of which the typeface puts together from others.
const skolt = "ǨǩǞǟǠǡǬǭȂȃȆȇȤȥȨȩȪȫȮȯ";
const names: Record<string, "regular" | "semibold" | "italic"> = {
  Regular: "regular",
  Semibold: "semibold",
  It: "italic",
};
const draft = { number: null, watermark: "UTKAST – inte inskickat" };

/** Every deflated stream of a file, inflated, a character for each byte; the order is the file's. */
function streams(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes).toString("latin1");
  return [...file.matchAll(/\/Filter \/FlateDecode(?:[^>]|>(?!>))*?\/Length (\d+)[^>]*>>\s*stream\r?\n/g)].map(
    (found) => {
      const start = found.index + found[0].length;
      return inflateSync(Buffer.from(bytes).subarray(start, start + Number(found[1]))).toString("latin1");
    },
  );
}
const content = (bytes: Uint8Array) => streams(bytes).filter((stream) => stream.includes(" Tf"));

describe("the same input gives the same bytes", () => {
  // When the look changes on purpose, look at the pages, then put the new hash here.
  it("the bytes this sample has always given", async () => {
    expect(sha256((await renderDocument(aDocument())).bytes)).toBe(
      "e0ac79745bb9bc857e83c0e07f2c7529ec4aaffe39da6a5952f4e6184d275f5b",
    );
  });

  it("whatever was rendered before it in the process", async () => {
    const first = await renderDocument(aDocument());
    // A no-break space before any plain one: a shared font would remember it for the space glyph.
    await renderDocument(aDocument({ blocks: [{ kind: "answer", question: "", text: "1\u00A02 μ \u2011 日" }] }));
    expect(sha256((await renderDocument(aDocument())).bytes)).toBe(sha256(first.bytes));
  });

  it("in another process, time zone and locale", async () => {
    const script = `
      const { createHash } = await import("node:crypto");
      const { renderDocument } = await import("./lambdas/document/document.ts");
      const { aDocument } = await import("./tests/unit/document-sample.ts");
      const { bytes } = await renderDocument(aDocument());
      process.stdout.write(createHash("sha256").update(bytes).digest("hex"));`;
    const elsewhere = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      env: { ...process.env, NODE_OPTIONS: "", TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" },
      encoding: "utf8",
    });
    expect(elsewhere).toBe(sha256((await renderDocument(aDocument())).bytes));
  });
});

describe("the file", () => {
  it("says its title, language, dates and identity, all from the input", async () => {
    const { bytes } = await renderDocument(aDocument());
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(pdf.getTitle()).toBe("Genomförandeplan 2021, Norrskogs län");
    expect(pdf.getCreationDate()?.toISOString()).toBe("2021-05-31T20:14:07.000Z");
    expect(pdf.getModificationDate()?.toISOString()).toBe("2021-05-31T20:14:07.000Z");
    expect(String(pdf.catalog.get(PDFName.of("Lang")))).toBe("(sv-SE)");
    expect(pdf.catalog.getViewerPreferences()?.getDisplayDocTitle()).toBe(true);
    expect(String(pdf.context.trailerInfo.ID)).toBe(
      `[ ${Array(2)
        .fill(`<${aDocument().id.slice(0, 32)}>`)
        .join(" ")} ]`,
    );
  });

  it("is small: five pages in at most 120 kB", async () => {
    const { bytes } = await renderDocument(aDocument());
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(5);
    expect(bytes.length).toBeLessThan(120_000);
  });

  it("shows no .notdef: no code 0000, and every code maps to a character", async () => {
    const { bytes, missing } = await renderDocument(
      aDocument({
        blocks: [
          { kind: "heading", level: 2, text: "日本 👍" },
          { kind: "answer", question: "", text: "\u0000 \uFFFF 日 🏳️‍🌈 \uF0A7 \u0301 m\u0327" },
        ],
      }),
    );
    expect(missing).toEqual(["日", "本", "👍", "\uFFFF", "🏳️‍🌈"]);
    for (const page of content(bytes))
      for (const [, codes = ""] of page.matchAll(/<([0-9a-f]+)>/g))
        expect(codes.match(/.{4}/g)?.every((code) => code !== "0000")).toBe(true);
    const map = streams(bytes).filter((stream) => stream.includes("beginbfchar"));
    expect(map.join("\n")).toContain("<25a1>");
    for (const font of map) expect(font).not.toContain("<0000>\n");
  });

  it.each([
    ["Source Sans", ["Regular", "Semibold", "It"], aDocument(), 60],
    ["Noto Sans", ["Regular"], aDocument({ blocks: [{ kind: "answer", question: "", text: skolt }] }), 12],
  ])("draws each character with the font's own outline: %s", async (family, faces, input, atLeast) => {
    const all = streams((await renderDocument(input)).bytes);
    const maps = all.filter((stream) => stream.includes("beginbfchar"));
    const subsets = all.filter((stream) => stream.startsWith("true"));
    expect(subsets.length).toBe(maps.length);
    const files = family === "Noto Sans" ? fallbackFiles() : fontFiles();
    for (const [index, face] of faces.entries()) {
      // Those of Source Sans come first.
      const at = family === "Noto Sans" ? maps.length - faces.length + index : index;
      const whole = fontkit.create(files[names[face] ?? "regular"] as Buffer) as fontkit.Font;
      const part = fontkit.create(Buffer.from(subsets[at] ?? "", "latin1")) as fontkit.Font;
      const rows = [...(maps[at] ?? "").matchAll(/^<(.{4})> <(.{4})>$/gm)];
      if (index === 0) expect(rows.length).toBeGreaterThan(atLeast);
      for (const [, cid = "", point = ""] of rows) {
        const own = whole.glyphForCodePoint(Number.parseInt(point, 16));
        expect(part.getGlyph(Number.parseInt(cid, 16)).path.toSVG()).toBe(own.path.toSVG());
        expect(part.getGlyph(Number.parseInt(cid, 16)).advanceWidth).toBe(own.advanceWidth);
      }
    }
  });

  it("says on every page of a draft that it is one, twice: faintly across it and in the header", async () => {
    const plain = content((await renderDocument(aDocument())).bytes);
    const marked = content((await renderDocument(aDocument(draft))).bytes);
    expect(marked).toHaveLength(plain.length);
    for (const page of marked) expect(page).toContain("0.95 0.95 0.96 rg");
    for (const page of plain) expect(page).not.toContain("0.95 0.95 0.96 rg");
  });

  it("takes the words around the text in the document's language", async () => {
    const asked: [number, number][] = [];
    const page = (number: number, of: number) => {
      asked.push([number, of]);
      return `page ${number} of ${of}`;
    };
    await renderDocument(aDocument({ language: "en", texts: { ...documentSv, page } }));
    expect(asked).toEqual([1, 2, 3, 4, 5].map((number) => [number, 5]));
  });
});

describe("a long text as an attachment", () => {
  it("is a document of its own over as many pages as it needs", async () => {
    const { bytes } = await renderText({
      ...aDocument(),
      number: null,
      title: "Text till punkt 8 b",
      heading: "8 b. Prioriteringar och mål för 2021",
      text: longText,
    });
    const pdf = await PDFDocument.load(bytes);
    expect([pdf.getTitle(), pdf.getPageCount()]).toEqual(["Text till punkt 8 b", 2]);
  });
});
