import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { PDFArray, PDFDict, PDFDocument, PDFName } from "pdf-lib";
import type { Block } from "#domain/blocks";
import { decidersOf, decisionText } from "#domain/decision";
import report2021 from "#domain/templates/report-2021";
import { hash } from "#tests/builders";
import { aDecision, aPayee } from "#tests/decisions";
import { textsOf } from "#tests/e2e/pdf-text";
import { decisionDocument, decisionNames } from "../../lambdas/document/decision.ts";
import { element } from "../../lambdas/document/elements.ts";
import { fontFiles, openFonts } from "../../lambdas/document/fonts.ts";
import { lay } from "../../lambdas/document/lay.ts";
import { filesInside } from "../../lambdas/verify/read.ts";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
type Wish = Parameters<typeof aDecision>[0];

const made = async (wish?: Wish, how: "whole" | "archive" = "whole") =>
  (await decisionDocument(aDecision(wish).decided, how)).bytes;

/** Whether the document says this, in one of its faces. */
async function sayer(wish?: Wish) {
  const faces = textsOf(await made(wish));
  return (words: string) => faces.some((face) => face.includes(words.replace(/\s/g, "")));
}

/** The tags below the document, depth by depth: "H1 Table(TR(TH TD))". */
async function shapeOf(bytes: Uint8Array): Promise<string> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const shape = (dict: PDFDict): string => {
    const kids = dict.lookup(PDFName.of("K"));
    const all = kids instanceof PDFArray ? kids.asArray().map((kid) => pdf.context.lookup(kid)) : [kids];
    const elements = all.filter((kid) => kid instanceof PDFDict && kid.has(PDFName.of("S"))) as PDFDict[];
    const tag = String(dict.get(PDFName.of("S"))).slice(1);
    return elements.length > 0 ? `${tag}(${elements.map(shape).join(" ")})` : tag;
  };
  const tree = pdf.catalog.lookup(PDFName.of("StructTreeRoot"), PDFDict);
  return shape(tree.lookup(PDFName.of("K"), PDFArray).lookup(0, PDFDict));
}

describe("a decision says", () => {
  it("what SKR grants and to whom, when to report, why, who decided and who attested", async () => {
    const says = await sayer();
    for (const words of [
      "SKR beviljar RSS Dalarna 400 000 kronor för 2021.",
      "Pengarna betalas till Region Exempel. Rapportera senast 1 februari 2022.",
      "Genomförandeplan för SKR:s kvinnofridssatsning 2021",
      "Planen svarar mot omgångens syfte.",
      ...[aPayee.name, aPayee.orgNo, aPayee.bankgiro, aPayee.reference],
      "Karin Ström, handläggare på SKR1 juni 2021 kl. 10:00, svensk tid",
      "Johan Vik, handläggare på SKR1 juni 2021 kl. 11:06, svensk tid",
    ])
      expect([words, says(words)]).toEqual([words, true]);
  });

  it("on which version it is, and by which number, code and checksum it is known itself", async () => {
    const { event, receipt } = aDecision().decided;
    const says = await sayer();
    const code = (of: string) => of.slice(0, 8).toUpperCase();
    expect(says(`GFP-2021-W-1-BESLUT, kod ${code(event.hash)}`)).toBe(true);
    expect(says(`GFP-2021-W-1, kod ${code(receipt.hash)}Version 1, inskickad 31 maj 2021 kl. 01:00, svensk tid`)).toBe(
      true,
    );
    for (const sum of [event.hash, receipt.hash]) expect(says(sum)).toBe(true);
  });

  it("nothing of a payee that is not known, and gives no reasons where there are none", async () => {
    const says = await sayer({ payee: null, reasons: "" });
    expect(says("SKR beviljar RSS Dalarna 400 000 kronor för 2021.")).toBe(true);
    for (const words of ["betalas till", "Bankgiro", "Skäl"]) expect([words, says(words)]).toEqual([words, false]);
  });

  it.each<[string, Wish, string, string[]]>([
    ["a plan is rejected", { outcome: "rejected" }, "SKR avslår planen för 2021 från RSS Dalarna.", ["Pengarna"]],
    [
      "a report is approved",
      { template: report2021 },
      "SKR godkänner rapporten för 2021 från RSS Dalarna.",
      ["kronor", "Rapportera", "Attesterat"],
    ],
    [
      "a report is not approved",
      { template: report2021, outcome: "rejected" },
      "SKR godkänner inte rapporten för 2021 från RSS Dalarna.",
      ["kronor", "Rapportera", "Attesterat"],
    ],
  ])("that %s, and nothing of what that leaves out", async (_, wish, sentence, others) => {
    const says = await sayer(wish);
    expect(says(sentence)).toBe(true);
    expect(says("Planen svarar mot omgångens syfte.")).toBe(true);
    for (const words of others) expect([words, says(words)]).toEqual([words, false]);
  });

  it("SKR's reasons with their lists as lists, and without the rule that marks an applicant's words", async () => {
    const reasons = "Planen går inte att följa upp:\n- mål saknas\n- bara två kommuner är med";
    const shape = await shapeOf(await made({ outcome: "rejected", reasons }));
    expect(shape).toMatch(/^Document\(H1 Table\(.*?\) P P H2 P L\(LI\(Lbl LBody\) LI\(Lbl LBody\)\) H2 Table\(/);
    const laid = (bare: Partial<{ bare: true }>) => {
      const words = { crossed: "", notCrossed: "" };
      const blocks: Block[] = [{ kind: "answer", question: "", text: reasons, ...bare }];
      return lay(blocks, openFonts(fontFiles()), { words, comma: "," }, element("Document"));
    };
    expect(new Set(laid({}).map(({ bar }) => bar))).toEqual(new Set([0]));
    expect(new Set(laid({ bare: true }).map(({ bar }) => bar))).toEqual(new Set([undefined]));
  });
});

describe("the file of a decision", () => {
  // When the look changes on purpose, look at the pages, then put the new hash here.
  it("is the bytes that this decision has always given", async () => {
    expect(sha256(await made())).toBe("cc51d6def7fb3f03d7d7e8a1d397a009002cfa731d7083654804186bbc660d06");
    expect(sha256(await made({}, "archive"))).toBe("c0de4e9bf5175573a53cd7e7b8789e82d19d2315eade805cf8473d93ce6bbe51");
  });

  it("is for screen readers what it is for eyes: headings without a leap, headed cells, a field and a link", async () => {
    const row = "TR(TH TD)";
    const table = (rows: number) => `Table(${Array(rows).fill(row).join(" ")})`;
    const file = "LI(LBody(P P))";
    expect(await shapeOf(await made())).toBe(
      `Document(H1 ${table(3)} P P H2 P H2 ${table(6)} H2 ${table(3)} P H2 ${table(4)} H2 L(${file} ${file}) ${[
        "P",
        ...Array(3).fill("P"),
        "P(Link)",
      ].join(" ")} Figure Form Form)`,
    );
  });

  it("says its title, language, date and identity", async () => {
    const { event } = aDecision().decided;
    const pdf = await PDFDocument.load(await made(), { updateMetadata: false });
    expect(pdf.getTitle()).toBe("Beslut: Genomförandeplan för SKR:s kvinnofridssatsning 2021, RSS Dalarna");
    expect(pdf.getCreationDate()?.toISOString()).toBe(event.at);
    expect(String(pdf.catalog.get(PDFName.of("Lang")))).toBe("(sv-SE)");
    expect(String(pdf.context.trailerInfo.ID)).toContain(event.hash.slice(0, 32));
  });

  it("has the event inside, whose checksum is its link in the log, and all else that is printed", async () => {
    const { decided } = aDecision();
    const inside = filesInside(await made());
    const [event, particulars] = inside;
    expect(inside.map(({ name }) => name)).toEqual(Object.values(decisionNames));
    expect(event?.sha256).toBe(decided.event.hash);
    expect(Buffer.from(event?.bytes ?? []).toString()).toBe(decisionText(decided.event));
    const {
      hash: own,
      receipt,
      round,
      rss,
      decided: by,
      attested,
    } = JSON.parse(Buffer.from(particulars?.bytes ?? []).toString());
    expect({ own, receipt, round, rss, by, attested }).toEqual({
      ...{ own: decided.event.hash, receipt: decided.receipt, round: decided.round, rss: decided.rss },
      ...{ by: decided.decided, attested: decided.attested },
    });
  });

  it("has nothing inside in the copy for archives, and is on as many pages or fewer", async () => {
    expect(filesInside(await made({}, "archive"))).toEqual([]);
    const pages = async (bytes: Uint8Array) => (await PDFDocument.load(bytes)).getPageCount();
    expect([await pages(await made()), await pages(await made({}, "archive"))]).toEqual([2, 2]);
    expect(await pages(await made({ template: report2021 }, "archive"))).toBe(1);
  });
});

describe("the event of a decision", () => {
  it("has the text whose checksum the log has, whatever stands beside it in the table", () => {
    const { event } = aDecision().decided;
    const beside = { ...event, key: "key-1", woken: "2021-06-02T00:00:00.000Z" };
    expect(hash(decisionText(beside))).toBe(event.hash);
  });

  it("is by two where money is granted, and by one where none is", () => {
    expect(decidersOf(aDecision().decided.event)).toEqual({ decided: "p-officer", attested: "p-officer-2" });
    expect(decidersOf(aDecision({ outcome: "rejected" }).decided.event)).toEqual({
      ...{ decided: "p-officer", attested: null },
    });
  });
});
