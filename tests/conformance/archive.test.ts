import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { corpus, decisionCorpus, type Written, type WrittenDecision } from "./corpus.ts";
import { answersOf, closingOf, decisionSays, formOf, outOfOrder, pressed, readThrough } from "./said.ts";
import { drawnText, pdfdetach, pdffonts, pdftotext, qpdf, spoken, table, verapdf } from "./tools.ts";

let folder: string;
let documents: Written[];
let decisions: WrittenDecision[];
let all: (Written | WrittenDecision)[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "conformance-"));
  documents = await corpus(join(folder, "corpus"), 50);
  decisions = await decisionCorpus(join(folder, "corpus"));
  all = [...documents, ...decisions];
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The documents of which something is found, with it. */
async function ofEach<Document extends { name: string }, Found>(
  among: Document[],
  look: (document: Document) => Promise<Found[]>,
): Promise<[name: string, found: Found[]][]> {
  const each: [string, Found[]][] = [];
  for (const document of among) each.push([document.name, await look(document)]);
  return each.filter(([, found]) => found.length > 0);
}

const absent = (words: string[], text: string) => words.filter((word) => !pressed(text).includes(pressed(word)));

describe("every document of the portal", () => {
  it("is there to be judged: both forms, at their shortest and longest, in every alphabet, fifty at random, and decisions", () => {
    expect([documents.length, decisions.length]).toEqual([66, 7]);
    expect(new Set(all.map(({ path }) => path)).size).toBe(73);
  });

  it.each([
    ["PDF/A-3a", "3a"],
    ["PDF/UA-1", "ua1"],
  ] as const)(
    "is %s by veraPDF's word",
    async (_, flavour) => {
      const reports = await verapdf(
        all.map(({ path }) => path),
        flavour,
      );
      expect(table(reports)).toBe("");
      expect(reports.filter(({ compliant }) => !compliant)).toEqual([]);
    },
    300_000,
  );

  it("leaves qpdf nothing to remark on", async () => {
    const remarks = await Promise.all(all.map(async ({ name, path }) => [name, await qpdf(path)]));
    expect(remarks.filter(([, remark]) => remark)).toEqual([]);
  }, 120_000);

  it("has its fonts inside, only what it uses of them, and says which characters the glyphs are", async () => {
    const found = await ofEach(all, async ({ path }): Promise<unknown[]> => {
      const fonts = await pdffonts(path);
      return fonts.length === 0
        ? ["no fonts"]
        : fonts.filter(({ embedded, part, unicode }) => !(embedded && part && unicode));
    });
    expect(found).toEqual([]);
  }, 120_000);

  it("has the names and words of people on its pages, letter for letter", async () => {
    expect(await ofEach(all, async ({ path, words }) => absent(words, await pdftotext(path)))).toEqual([]);
  }, 120_000);
});

describe("who reads a document from its first page to its last", () => {
  /** What is wrong with these pages as the document's. */
  function wrong(document: Written, pages: string[]): string[] {
    const form = formOf(document);
    const unprinted = outOfOrder(answersOf(document), form.words.flat().join(""));
    try {
      const amiss = outOfOrder(closingOf(document), readThrough(pages, form));
      return [unprinted, amiss].filter((found) => found !== null);
    } catch (error) {
      return [(error as Error).message];
    }
  }

  it("finds every answer in the order of the form, all other words of the form and the receipt, and nothing else", async () => {
    expect(await ofEach(documents, async (document) => wrong(document, await drawnText(document.path)))).toEqual([]);
  }, 300_000);

  it("hears the same read aloud, by the structure", async () => {
    const heard = async (document: Written) => {
      const words = await spoken(document.path);
      return [...wrong(document, [words]), ...absent(document.words, words)];
    };
    expect(await ofEach(documents, heard)).toEqual([]);
  }, 600_000);

  it("finds and hears in a decision all that was decided and why, by whom and on what, in that order", async () => {
    const unsaid = async (document: WrittenDecision) => {
      const texts = [(await drawnText(document.path)).join(""), await spoken(document.path)].map(pressed);
      return texts.map((text) => outOfOrder(decisionSays(document), text)).filter((found) => found !== null);
    };
    expect(await ofEach(decisions, unsaid)).toEqual([]);
  }, 120_000);

  it("notices a word too few, one too many, a line of another page and answers that changed places", async () => {
    const [document] = documents.filter(({ name }) => name === "plan-2021 longest");
    if (!document) throw new Error("no such document");
    const pages = await drawnText(document.path);
    expect(wrong(document, pages)).toEqual([]);
    const changed = (how: (page: string) => string) => wrong(document, pages.with(1, how(pages[1] ?? "")));
    expect(changed((page) => page.replace(/ \p{L}+ /u, " "))).toEqual([expect.stringMatching(/^page 2 says/)]);
    expect(changed((page) => page.replace(/ (\p{L}+) /u, " $1 $1 "))).toEqual([expect.stringMatching(/^page 2 says/)]);
    expect(changed((page) => `${page}${pages[2]?.split("\n")[0]}`)).toHaveLength(1);
    const swapped = { ...document.signed.version.answers };
    [swapped["7a"], swapped["7b"]] = [swapped["7b"] ?? "", swapped["7a"] ?? ""];
    const version = { ...document.signed.version, answers: swapped };
    expect(wrong({ ...document, signed: { ...document.signed, version } }, pages)).toHaveLength(1);
    expect(wrong(document, pages.slice(0, -1))).toHaveLength(1);
  }, 60_000);
});

describe("what was attached", () => {
  it("comes out of the document byte for byte, by a program that is not ours", async () => {
    const attaching = documents.filter(({ attached }) => attached.size > 0);
    expect(attaching.length).toBeGreaterThan(2);
    for (const [index, { name, path, signed, attached }] of attaching.entries()) {
      const target = join(folder, `attached-${index}`);
      await mkdir(target);
      await pdfdetach(path, target);
      const found = await Promise.all(
        (await readdir(target)).map(async (each) => (await readFile(join(target, each))).toString("latin1")),
      );
      for (const { id } of signed.version.files) {
        const bytes = Buffer.from(attached.get(id) ?? []).toString("latin1");
        expect([name, id, found.includes(bytes)]).toEqual([name, id, true]);
      }
    }
  }, 120_000);
});
