import { createHash } from "node:crypto";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, type PDFRawStream, PDFString } from "pdf-lib";
import { deflated } from "../../lambdas/document/deflate.ts";
import { ascii, date, name, pdfObjects, text, type Value } from "../../lambdas/document/objects.ts";

/** A file with one object beside what every file has, as another reader finds it. */
async function readBack(value: (pdf: ReturnType<typeof pdfObjects>) => Value): Promise<PDFDict> {
  const pdf = pdfObjects();
  const [tree, root] = [pdf.reserve(), pdf.reserve()];
  pdf.put(tree, { Type: "/Pages", Kids: [], Count: 0 });
  pdf.put(root, { Type: "/Catalog", Pages: tree, Our: pdf.add({ V: value(pdf) }) });
  const { catalog } = await PDFDocument.load(pdf.file({ Root: root }));
  return catalog.lookup(PDFName.of("Our"), PDFDict);
}
const V = PDFName.of("V");

describe("what is written is read by another reader as it was", () => {
  it("texts, whatever is in them", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (words) => {
        expect((await readBack(() => text(words))).lookup(V, PDFHexString).decodeText()).toBe(words);
      }),
    ));

  it("strings of ASCII, parentheses and backslashes included", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(..."ab()\\ /<>%n") }), async (words) => {
        expect((await readBack(() => ascii(words))).lookup(V, PDFString).decodeText()).toBe(words);
      }),
    ));

  it("names of any characters", () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(..."ab/()<>[]{}%# +.-"), minLength: 1 }), async (words) => {
        expect((await readBack(() => name(words))).lookup(V, PDFName).decodeText()).toBe(words);
      }),
    ));

  it("numbers, to five decimals and never with an exponent", () =>
    fc.assert(
      fc.asyncProperty(fc.double({ min: -1e6, max: 1e6, noNaN: true }), async (value) => {
        const found = (await readBack(() => value)).lookup(V, PDFNumber).asNumber();
        expect(Math.abs(found - value)).toBeLessThan(1e-5);
      }),
    ));

  it("streams, deflated", () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        const found = (await readBack((pdf) => pdf.packed(bytes, { N: 3 }))).lookup(V) as PDFRawStream;
        expect([...inflateSync(found.getContents())]).toEqual([...bytes]);
        expect(found.dict.lookup(PDFName.of("N"), PDFNumber).asNumber()).toBe(3);
      }),
    ));

  it("dates, in UTC to the second", async () => {
    const found = (await readBack(() => date("2021-05-31T20:14:07.123Z"))).lookup(V, PDFString);
    expect(found.decodeDate().toISOString()).toBe("2021-05-31T20:14:07.000Z");
  });

  it("dictionaries without what is undefined", async () => {
    const found = (await readBack(() => ({ A: undefined, B: true }))).lookup(V, PDFDict);
    expect(found.keys().map(String)).toEqual(["/B"]);
  });
});

describe("deflating", () => {
  const long = Buffer.from(Array.from({ length: 30_000 }, (_, n) => `${(n * n) % 9973} `).join(""));

  it("gives back any bytes, also more than go in at once, and none", () => {
    for (const bytes of [long, Buffer.alloc(0), Buffer.alloc(65_536), Buffer.alloc(200_000, "ab")])
      expect(inflateSync(deflated(bytes)).equals(bytes)).toBe(true);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        expect([...inflateSync(deflated(bytes))]).toEqual([...bytes]);
      }),
    );
  });

  it("gives the bytes it has always given, wherever it runs", () => {
    expect(long.length).toBeGreaterThan(2 * 65_536);
    expect(createHash("sha256").update(deflated(long)).digest("hex")).toBe(
      "5eb1259d820cf7ae952888c05e66865ea0f79e5acc65b89c9a62937b9e3e9cd9",
    );
  });

  it("makes text small", () => {
    expect(deflated(long).length).toBeLessThan(long.length / 2);
  });
});
