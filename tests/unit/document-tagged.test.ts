import { inflateSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  type PDFArray,
  PDFDict,
  PDFDocument,
  type PDFHexString,
  PDFName,
  PDFNumber,
  type PDFRawStream,
  type PDFRef,
  type PDFString,
} from "pdf-lib";
import type { Block } from "#domain/blocks";
import { documentSv } from "#domain/texts/document.sv";
import { type AssociatedFile, srgbProfile } from "../../lambdas/document/archive.ts";
import { renderDocument } from "../../lambdas/document/document.ts";
import { type Element, element } from "../../lambdas/document/elements.ts";
import { paginate } from "../../lambdas/document/flow.ts";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { lay } from "../../lambdas/document/lay.ts";
import { aDocument } from "./document-sample.ts";

const laid = (blocks: Block[]) => {
  const root = element("Document");
  const boxes = lay(blocks, openFonts(fontFiles()), { words: documentSv, comma: "," }, root);
  return { root, pages: paginate(boxes) };
};

/** "L(LI(Lbl LBody))" */
const shape = ({ tag, children }: Element): string =>
  children.length > 0 ? `${tag}(${children.map(shape).join(" ")})` : tag;
const answer = (text: string): Block => ({ kind: "answer", question: "7a", text });
const shapeOf = (...blocks: Block[]) => laid(blocks).root.children.map(shape);
const item = "LI(Lbl LBody)";

describe("the structure of what people wrote", () => {
  it("is a paragraph for each line, and a list for lines that are items", () => {
    expect(shapeOf(answer("Vi ska\n- läsa\n- skriva\n\nTack"))).toEqual(["P", `L(${item} ${item})`, "P"]);
  });

  it("goes on with the list after a blank line, and has a new one for another kind of number", () => {
    expect(shapeOf(answer("1) ett\n\n2) två"))).toEqual([`L(${item} ${item})`]);
    expect(shapeOf(answer("1) ett\n- streck"))).toEqual([`L(${item})`, `L(${item})`]);
    expect(laid([answer("1) ett\na) bokstav\n– streck")]).root.children.map(({ numbering }) => numbering)).toEqual([
      "Decimal",
      "LowerAlpha",
      "Disc",
    ]);
  });

  it("puts a deeper item in a list inside the item above it, and an indented line in its body", () => {
    expect(shapeOf(answer("- ett\n    - djupare\n      mer om det\n- två"))).toEqual([
      `L(LI(Lbl LBody(L(LI(Lbl LBody(P))))) ${item})`,
    ]);
  });

  it("is one list for boxes that stand together, each telling whether it is crossed", () => {
    const choice = (chosen: boolean, explanation?: string): Block => ({
      ...{ kind: "choice", mark: "box", chosen, text: "Ja" },
      ...(explanation !== undefined && { explanation }),
    });
    const { root } = laid([
      choice(true),
      choice(false, "Därför att"),
      { kind: "heading", level: 2, text: "A" },
      choice(true),
    ]);
    expect(root.children.map(shape)).toEqual(["L(LI(Lbl LBody(P)) LI(Lbl LBody(P P)))", "H2", "L(LI(Lbl LBody(P)))"]);
    expect(root.children[0]?.children.map(({ children: [label] }) => label?.actualText)).toEqual([
      "Ikryssad:",
      "Inte ikryssad:",
    ]);
  });

  it("has as many cells in every row of a table, headers that say what they head, and empty cells too", () => {
    const { root } = laid([{ kind: "table", columns: ["Namn", "e-post"], rows: [["Åsa"], ["", "b@example.se"]] }]);
    expect(root.children.map(shape)).toEqual(["Table(TR(TH TH) TR(TD TD) TR(TD TD))"]);
    const facts = laid([{ kind: "facts", rows: [{ label: "Nummer", value: "1" }] }]).root;
    expect(facts.children.map(shape)).toEqual(["Table(TR(TH TD))"]);
    expect(facts.children[0]?.children[0]?.children[0]?.scope).toBe("Row");
  });
});

describe("reading and seeing", () => {
  const anyText = fc
    .array(fc.constantFrom("ord", "\n", " ", "- ", "1) ", "    - ", "hälso-och", "x".repeat(120), "👍", "a) "), {
      maxLength: 60,
    })
    .map((parts) => parts.join(""));
  const anyBlock: fc.Arbitrary<Block> = fc.oneof(
    anyText.map(answer),
    fc.record({
      kind: fc.constant("heading" as const),
      level: fc.constantFrom(2, 3) as fc.Arbitrary<2 | 3>,
      text: anyText,
    }),
    fc.record({
      ...{ kind: fc.constant("choice" as const), mark: fc.constant("box" as const), chosen: fc.boolean() },
      ...{ text: anyText, explanation: anyText },
    }),
    fc.record({
      kind: fc.constant("table" as const),
      columns: fc.constant<string[]>(["Ett", "Två"]),
      rows: fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 }), { maxLength: 5 }),
    }),
  );

  it("go in the same order: what is drawn belongs to elements as they follow in the tree", () => {
    fc.assert(
      fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
        const { root, pages } = laid(blocks);
        const order = new Map<Element, number>();
        const number = (one: Element) => {
          order.set(one, order.size);
          one.children.forEach(number);
        };
        number(root);
        let last = -1;
        for (const piece of pages.flat()) {
          if (!piece.of) {
            // For the eye only: rules, grounds, and a table's header when it comes once more.
            expect(piece.kind === "rect" || (piece.kind === "text" && ["Ett", "Två"].includes(piece.text.trim()))).toBe(
              true,
            );
            continue;
          }
          const at = order.get(piece.of) ?? -1;
          expect(at).toBeGreaterThan(-1);
          // A row that is parted between pages goes back and forth between its cells, and nowhere else.
          if (piece.of.tag !== "TD") {
            expect(at).toBeGreaterThanOrEqual(last);
            last = at;
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it("read a table's header once, though it is seen on every page", () => {
    const rows = Array.from({ length: 60 }, (_, index) => [`namn ${index}`]);
    const { pages } = laid([{ kind: "table", columns: ["Namn"], rows }]);
    const heads = pages.map((page) => page.filter((piece) => piece.kind === "text" && piece.text === "Namn"));
    expect(heads.map((found) => found.map(({ of }) => of?.tag))).toEqual([
      ["TH"],
      ...pages.slice(1).map(() => [undefined]),
    ]);
  });
});

type Deref = { dict: (object: unknown) => PDFDict };

async function opened(changes: Parameters<typeof aDocument>[0] = {}) {
  const { bytes } = await renderDocument(aDocument(changes));
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const look: Deref = { dict: (object) => pdf.context.lookup(object as PDFRef, PDFDict) };
  const get = (dict: PDFDict, key: string) => pdf.context.lookup(dict.get(PDFName.of(key)));
  const text = (stream: unknown) => {
    const { contents, dict } = stream as PDFRawStream;
    return Buffer.from(dict.has(PDFName.of("Filter")) ? inflateSync(contents) : contents);
  };
  return { bytes, pdf, get, text, look };
}

describe("the file's structure", () => {
  it("leaves no operator that draws outside an element or an artifact, and numbers content from 0 on each page", async () => {
    const { pdf, get, text } = await opened({ watermark: "UTKAST", number: null });
    for (const page of pdf.getPages()) {
      let depth = 0;
      const ids: number[] = [];
      for (const line of text(get(page.node, "Contents")).toString("latin1").split("\n")) {
        const [, id] = /\/MCID (\d+)/.exec(line) ?? [];
        if (id !== undefined) ids.push(Number(id));
        if (/BDC$/.test(line)) depth += 1;
        else if (line === "EMC") depth -= 1;
        else expect([line, depth > 0]).toEqual([line, true]);
      }
      expect(depth).toBe(0);
      expect(ids).toEqual(ids.map((_, index) => index));
      expect(String(page.node.get(PDFName.of("Tabs")))).toBe("/S");
    }
  });

  it("leads from every piece of content and every annotation back to its element", async () => {
    const { pdf, get, look } = await opened();
    const tree = get(pdf.catalog, "StructTreeRoot") as PDFDict;
    const numbers = get(get(tree, "ParentTree") as PDFDict, "Nums") as PDFArray;
    const parents = new Map<number, unknown>();
    for (let index = 0; index < numbers.size(); index += 2)
      parents.set(numbers.lookup(index, PDFNumber).asNumber(), numbers.get(index + 1));
    for (const page of pdf.getPages()) {
      const owners = parents.get((get(page.node, "StructParents") as PDFNumber).asNumber()) as PDFArray;
      expect(owners.size()).toBeGreaterThan(0);
      for (const owner of owners.asArray())
        expect(String(look.dict(owner).get(PDFName.of("Type")))).toBe("/StructElem");
      const annotations = (get(page.node, "Annots") as PDFArray | undefined)?.asArray() ?? [];
      for (const annotation of annotations) {
        const owner = look.dict(parents.get((get(look.dict(annotation), "StructParent") as PDFNumber).asNumber()));
        expect(["/Link", "/Form"]).toContain(String(owner.get(PDFName.of("S"))));
        expect(String(owner)).toContain(`/Obj ${annotation}`);
      }
    }
  });

  it("has two fields to be filled: the seal's over its panel, and the time stamp's without any area", async () => {
    const { pdf, get, look } = await opened();
    const fields = (get(get(pdf.catalog, "AcroForm") as PDFDict, "Fields") as PDFArray).asArray().map(look.dict);
    expect(fields.map((field) => [String(field.get(PDFName.of("T"))), field.has(PDFName.of("V"))])).toEqual([
      ["(Seal)", false],
      ["(Timestamp)", false],
    ]);
    for (const field of fields) {
      const [left = 0, bottom = 0, right = 0, top = 0] = (get(field, "Rect") as PDFArray)
        .asArray()
        .map((side) => (side as PDFNumber).asNumber());
      // ISO 19005-3, 6.3.3: with an area, an appearance too.
      expect(field.has(PDFName.of("AP"))).toBe(right > left && top > bottom);
    }
  });

  it("says the language of a closing that is in another than the form", async () => {
    const plain = aDocument();
    const closing = plain.closing && { ...plain.closing, language: "en" as const };
    const { pdf, get, look } = await opened({ ...(closing && { closing }) });
    const top = look.dict((get(get(pdf.catalog, "StructTreeRoot") as PDFDict, "K") as PDFArray).get(0));
    const languages = (get(top, "K") as PDFArray)
      .asArray()
      .map((kid) => (look.dict(kid).get(PDFName.of("Lang")) as PDFHexString | undefined)?.decodeText());
    expect(new Set(languages)).toEqual(new Set([undefined, "en-GB"]));
    expect(languages.at(0)).toBeUndefined();
    expect(languages.at(-1)).toBe("en-GB");
  });
});

describe("what travels inside", () => {
  const file = (name: string, bytes: Uint8Array, deflate = false): AssociatedFile => ({
    ...{ name, type: "application/pdf", bytes, relationship: "Supplement", description: "Bilaga" },
    ...{ at: "2021-05-31T20:14:07.000Z", deflate },
  });

  async function inside(files: AssociatedFile[] | null) {
    const { bytes, pdf, get, text, look } = await opened({ files });
    const specs = ((get(pdf.catalog, "AF") as PDFArray | undefined)?.asArray() ?? []).map(look.dict);
    const found = specs.map((spec) => {
      const stream = get(get(spec, "EF") as PDFDict, "UF");
      return {
        name: (spec.get(PDFName.of("UF")) as PDFHexString).decodeText(),
        plain: (spec.get(PDFName.of("F")) as PDFString).decodeText(),
        as: String(spec.get(PDFName.of("AFRelationship"))),
        bytes: text(stream),
      };
    });
    return { bytes, pdf, get, text, found };
  }

  it("comes out as it went in, whatever it is, and under its own name", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 3000 }), { minLength: 1, maxLength: 5 }), async (all) => {
        const files = all.map((bytes, index) => file(`Läges (${index}) bild.pdf`, bytes, index % 2 === 0));
        const { found } = await inside(files);
        expect(found.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
        expect(found.map(({ bytes }) => [...bytes])).toEqual(all.map((bytes) => [...bytes]));
      }),
      { numRuns: 20 },
    );
  });

  it("has names of its own also when two are called the same, and plain ones for old readers", async () => {
    const { found } = await inside(["plan.pdf", "plan.pdf", "Å/Ö.pdf"].map((name) => file(name, Buffer.from("a"))));
    expect(found.map(({ name, plain }) => [name, plain])).toEqual([
      ["plan.pdf", "plan.pdf"],
      ["plan (2).pdf", "plan _2_.pdf"],
      ["Å/Ö.pdf", "A_O.pdf"],
    ]);
  });

  it("is nothing in the archive's copy, which says that it is PDF/A-2a", async () => {
    const part = async (files: AssociatedFile[] | null) => {
      const { pdf, get, text } = await inside(files);
      const xmp = text(get(pdf.catalog, "Metadata")).toString("utf8");
      return [
        /<pdfaid:part>(\d)/.exec(xmp)?.[1],
        pdf.catalog.has(PDFName.of("Names")),
        pdf.catalog.has(PDFName.of("AF")),
      ];
    };
    expect(await part(null)).toEqual(["2", false, false]);
    expect(await part([file("a.pdf", Buffer.from("a"))])).toEqual(["3", true, true]);
  });

  it("has a title that needs escaping whole in its metadata", async () => {
    const { pdf, get, text } = await opened({ title: 'Plan <Öst & Väst> "A"' });
    expect(text(get(pdf.catalog, "Metadata")).toString("utf8")).toContain("Plan &lt;Öst &amp; Väst&gt; &quot;A&quot;");
  });
});

describe("letters", () => {
  it("that Source Sans lacks are taken from Noto Sans, each with its own outline, and copied as written", async () => {
    const { bytes, missing } = await renderDocument(aDocument({ blocks: [answer("Nuõrttsääʹmǩiõll, Ǩeʹrjj")] }));
    expect(missing).toEqual([]);
    expect(Buffer.from(bytes).toString("latin1")).toMatch(/\+NotoSans-Regular/);
  });

  it("of Sweden's Sami languages need no other font than Source Sans, save for Skolt Sami", async () => {
    const sami = "Áá Čč Đđ Ŋŋ Šš Ŧŧ Žž Ïï Åå Ää Öö Ââ Õõ Ññ Ńń";
    const { bytes, missing } = await renderDocument(aDocument({ blocks: [answer(sami)] }));
    expect(missing).toEqual([]);
    expect(Buffer.from(bytes).toString("latin1")).not.toMatch(/\+NotoSans/);
  });

  it("of nobody's, in the private area, are shown as □ and told", async () => {
    const { missing } = await renderDocument(aDocument({ blocks: [answer("a\uE000b")] }));
    expect(missing).toEqual(["\uE000"]);
  });
});

describe("the colour profile", () => {
  it("is a whole ICC profile: its size, its tags inside it, and its white the sum of its primaries", () => {
    const profile = Buffer.from(srgbProfile());
    expect(profile.readUInt32BE(0)).toBe(profile.length);
    const tags = new Map<string, { at: number; size: number }>();
    for (let n = 0; n < profile.readUInt32BE(128); n += 1) {
      const entry = 132 + n * 12;
      tags.set(profile.toString("latin1", entry, entry + 4), {
        at: profile.readUInt32BE(entry + 4),
        size: profile.readUInt32BE(entry + 8),
      });
    }
    for (const { at, size } of tags.values()) expect([at % 4, at + size <= profile.length]).toEqual([0, true]);
    const xyz = (name: string) =>
      [0, 1, 2].map((n) => profile.readInt32BE((tags.get(name)?.at ?? 0) + 8 + n * 4) / 65536);
    const sum = [0, 1, 2].map((n) => ["rXYZ", "gXYZ", "bXYZ"].reduce((all, name) => all + (xyz(name)[n] ?? 0), 0));
    for (const [n, value] of xyz("wtpt").entries()) expect(sum[n]).toBeCloseTo(value, 3);
  });
});
