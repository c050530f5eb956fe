import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, type PDFRawStream } from "pdf-lib";
import type { Language } from "#domain/language";
import { filled } from "#domain/rounds";
import type { AttachedFile, Event, Version } from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import { aLife, runs } from "#tests/builders";
import { aDecision } from "#tests/decisions";
import { Authority, aHouse, iso, stampsOf, start, year } from "#tests/sealing";
import { decisionDocument } from "../../lambdas/document/decision.ts";
import { type Attached, type Signed, submissionDocument } from "../../lambdas/document/submission.ts";
import { addDocumentTimestamp } from "../../lambdas/seal/seal.ts";
import { SealError } from "../../lambdas/seal/seal-error.ts";
import { addValidationData } from "../../lambdas/seal/validation-data.ts";
import { pagesAgain } from "../../lambdas/verify/again.ts";
import { check } from "../../lambdas/verify/check.ts";
import { command } from "../../lambdas/verify/command.ts";
import { contentOf } from "../../lambdas/verify/content.ts";
import { examine } from "../../lambdas/verify/examine.ts";
import { filesInside } from "../../lambdas/verify/read.ts";
import { harmless, told } from "../../lambdas/verify/told.ts";

const house = aHouse();
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

const attachments: [file: AttachedFile, bytes: Uint8Array][] = ["karta", "bilaga till avsnitt 8"].map((stem, index) => {
  const bytes = Buffer.from(`%PDF-1.7 ${stem}`);
  const about = { type: "application/pdf", size: bytes.length, sha256: sha256(bytes), key: `k${index}`, object: "1" };
  return [{ id: `f${index}`, name: `${stem}.pdf`, ...about }, bytes];
});
const files = attachments.map(([file]) => file);
const attached: Attached = new Map(attachments.map(([{ id }, bytes]) => [id, bytes]));

type SignedFact = Event["fact"] & { type: "signed" };

/** A signed plan with two attachments, and names that were never anybody's. */
function aSigned(more: AttachedFile[] = files): Signed {
  const { events, versions } = aLife({ state: "submitted", files: more });
  const { receipt, evidence } = (events.find(({ fact }) => fact.type === "signed") as Event).fact as SignedFact;
  const version = versions[0] as Version;
  const people = { head: "Anna Berg", writer: "Maja Lind", registrar: "Anna Berg" };
  return {
    ...{ version, receipt, evidence, ...people, portal: "https://portalen.example.se" },
    template: filled(plan2021, version.round),
  };
}

const documentOf = async (signed: Signed, inside: Attached | null = attached) =>
  (await submissionDocument(signed, inside)).bytes;
const longLived = async (unsigned: Uint8Array) => addValidationData(await house.sealed(unsigned), house.data);

const trust = { roots: [house.ca.root], at: iso(start + 3000) };

/** What is found of a file, as `code status`, with what tells findings of one code apart. */
async function foundIn(bytes: Uint8Array, by = trust) {
  const examined = await examine(bytes, by);
  const { verdict, findings } = check(examined);
  const one = (each: (typeof findings)[number]) =>
    [
      each.code,
      ...("fault" in each
        ? [each.fault]
        : "state" in each
          ? [each.state, each.name]
          : "pages" in each
            ? [each.pages]
            : []),
      each.status,
    ].join(" ");
  return { verdict, findings: findings.map(one), examined };
}

/** As it is told, with sentences that go over several lines in one. */
async function toldOf(bytes: Uint8Array, language: Language = "sv", by = trust): Promise<string> {
  const examined = await examine(bytes, by);
  return told("plan.pdf", examined, check(examined), language, true)
    .join("\n")
    .replace(/\n {4}(?=\S)/g, " ");
}

const signed = aSigned();
const unsigned = await documentOf(signed);
const sealed = await longLived(unsigned);

/** The document with its embedded files meddled with and written anew, to be sealed by the same key. */
async function meddled(bytes: Uint8Array, meddle: (specs: PDFDict[], pdf: PDFDocument) => void): Promise<Uint8Array> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const names = pdf.catalog.lookup(PDFName.of("Names"), PDFDict).lookup(PDFName.of("EmbeddedFiles"), PDFDict);
  const list = names.lookup(PDFName.of("Names"), PDFArray);
  meddle(
    Array.from({ length: list.size() / 2 }, (_, index) => list.lookup(index * 2 + 1, PDFDict)),
    pdf,
  );
  return pdf.save({ useObjectStreams: false });
}

const put = (spec: PDFDict | undefined, stream: PDFRawStream) => {
  const ref = spec?.lookup(PDFName.of("EF"), PDFDict).get(PDFName.of("F"));
  spec?.context.assign(ref as never, stream);
};

const right = [
  "checksum right",
  "file same karta.pdf right",
  "file same bilaga till avsnitt 8.pdf right",
  "pages same right",
];

describe("a document as it was sealed", () => {
  it("is valid, with its checksum, its attachments and its pages", async () => {
    const { verdict, findings, examined } = await foundIn(sealed);
    expect([verdict, findings]).toEqual(["valid", ["sealed right", ...right]]);
    expect(examined.seal).toMatchObject({ level: "B-LT", unsigned: { sha256: sha256(unsigned) } });
  });

  it("is told of in plain words first, and by fingerprints last", async () => {
    const text = await toldOf(sealed);
    const [name, verdict] = text.split("\n");
    expect([name, verdict]).toEqual(["plan.pdf", "GILTIG. Handlingen är oförändrad sedan den stämplades."]);
    expect(text).toContain("Genomförandeplan för SKR:s kvinnofridssatsning 2021, RSS Dalarna");
    expect(text).toContain("Kvittonummer GFP-2021-W-1");
    expect(text).toContain("Underskriven av Anna Berg, 31 maj 2021 kl.");
    expect(text).toContain("Stämplad av Sigill");
    const [plain = "", technical = ""] = text.split("Tekniska uppgifter");
    expect(plain).not.toMatch(/[0-9a-f]{64}|PAdES|SHA/);
    for (const each of [sha256(house.signer.chain[0] as Uint8Array), sha256(sealed), signed.version.hash])
      expect(technical).toContain(each);
  });

  it("is told of in lines that fit a terminal, but for figures to be copied", async () => {
    const examined = await examine(sealed, { ...trust, roots: [] });
    const lines = told("plan.pdf", examined, check(examined), "sv", true);
    const plain = lines.slice(0, lines.indexOf("Tekniska uppgifter"));
    expect(Math.max(...plain.map((line) => line.length))).toBeLessThanOrEqual(88);
    const long = "x".repeat(120);
    expect(told(long, examined, check(examined), "sv", true)).toEqual([long, ...lines.slice(1)]);
  });

  it("is told of in English", async () => {
    const text = await toldOf(sealed, "en");
    expect(text).toContain("VALID. The document is unchanged since it was sealed.");
    expect(text).not.toMatch(/Stämpel|Rätt:|Bilagan/);
  });

  it("names an attachment that was kept out for being harmful, and stays valid", async () => {
    const [[{ id, name }]] = attachments as [[AttachedFile, Uint8Array]];
    const bytes = await longLived(await documentOf(signed, new Map([...attached].filter(([each]) => each !== id))));
    const { verdict, findings } = await foundIn(bytes);
    expect([verdict, findings]).toEqual([
      "valid",
      ["sealed right", "checksum right", `file absent ${name} note`, ...right.slice(2)],
    ]);
    expect(await toldOf(bytes)).toContain("Bilagan karta.pdf följer inte med i filen");
  });

  it("has the scan of what was signed on paper compared too", async () => {
    const [[scan, bytes]] = attachments as [[AttachedFile, Uint8Array]];
    const { membership, language } = signed.evidence;
    const onPaper: Signed = {
      ...aSigned([]),
      evidence: {
        ...{ method: "paper", receivedAt: signed.receipt.signedAt, signedOn: "2021-05-30", membership, scan, language },
        ...{ registeredAs: { ...membership, org: "W" }, onBehalf: null },
      },
    };
    const { verdict, findings } = await foundIn(
      await longLived(await documentOf(onPaper, new Map([[scan.id, bytes]]))),
    );
    expect([verdict, findings]).toEqual([
      "valid",
      ["sealed right", "checksum right", "file same karta.pdf right", "pages same right"],
    ]);
  });

  it("of the copy for archives is judged by the seal alone, and that is said", async () => {
    const bytes = await house.sealed(await documentOf(signed, null));
    expect(await foundIn(bytes)).toMatchObject({
      verdict: "valid",
      findings: ["sealed right", "content-absent note"],
    });
    expect(await toldOf(bytes)).toContain("Bara stämpeln kunde prövas");
  });

  it("by another version of the portal is judged by the content's checksum", async () => {
    const older = await meddled(unsigned, ([, about], { context }) => {
      const now = JSON.parse(Buffer.from(filesInside(unsigned)[1]?.bytes ?? []).toString());
      put(about, context.flateStream(JSON.stringify({ ...now, renderer: "1" })));
    });
    const { verdict, findings } = await foundIn(await longLived(older));
    expect([verdict, findings]).toEqual(["valid", ["sealed right", ...right.slice(0, 3), "pages other-program note"]]);
    expect(await toldOf(await longLived(older))).toContain("Det är kontrollsumman för innehållet som räknas.");
  });

  it("on a form that this program lacks, or has in other words, is not made again", async () => {
    const content = contentOf(filesInside(unsigned));
    const other = { kind: "other-form", template: "plan-2021" };
    expect(await pagesAgain(content, unsigned, new Map())).toEqual(other);
    const reworded = new Map([["plan-2021", { ...plan2021, title: "En annan plan" }]]);
    expect(await pagesAgain(content, unsigned, reworded)).toEqual(other);
  });
});

describe("without roots", () => {
  it("nothing is valid: whose seal it is can't be told, and the fingerprint is there to compare", async () => {
    const none = { ...trust, roots: [] };
    const { verdict, findings } = await foundIn(sealed, none);
    // Anybody may have made it, so that nothing is laid out that could take all the memory there is.
    expect([verdict, findings]).toEqual([
      "indeterminate",
      ["no-roots unsure", ...right.slice(0, 3), "pages not-tried note"],
    ]);
    const text = await toldOf(sealed, "sv", none);
    expect(text).toContain("Inga rotcertifikat angavs");
    expect(text).toContain("Säger sig vara stämplad av Sigill");
    expect(text).toContain(sha256(house.signer.chain[0] as Uint8Array));
    expect(text).toContain("är inte bevisat");
  });

  it("a changed file is not valid all the same", async () => {
    const changed = Uint8Array.from(sealed);
    changed[2000] = (changed[2000] as number) ^ 1;
    expect((await foundIn(changed, { ...trust, roots: [] })).verdict).toBe("invalid");
  });

  it("another's roots lead nowhere", async () => {
    const other = new Authority("Provrot", start - year, start + year);
    const { verdict, findings } = await foundIn(sealed, { ...trust, roots: [other.root] });
    expect([verdict, findings[0]]).toEqual(["indeterminate", "fault no-chain unsure"]);
  });
});

describe("in later years", () => {
  const late = start + 8 * year;

  async function renewed(): Promise<Uint8Array> {
    const at = start + 4 * year;
    const tsa = house.ca.signer("Senare tid", "timestamp", at - 1000, at + 12 * year);
    const first = addValidationData(sealed, { certificates: [], crls: [house.ca.crl(at - 500)], ocsps: [] });
    const stamped = await addDocumentTimestamp(first, { timestamp: stampsOf(tsa, [house.ca.root], () => at) });
    return addValidationData(stamped, { certificates: tsa.chain, crls: [house.ca.crl(at + 2000)], ocsps: [] });
  }

  it("a document that was renewed in time is valid, and its seal as old as it was", async () => {
    const bytes = await renewed();
    const { verdict, examined } = await foundIn(bytes, { ...trust, at: iso(late) });
    expect([verdict, examined.seal.level, examined.seal.provenAt]).toEqual(["valid", "B-LTA", iso(start + 1000)]);
    expect(examined.until).toBe(iso(start + 16 * year));
    expect(await toldOf(bytes, "sv", { ...trust, at: iso(late) })).toContain("Tillagt efteråt: en tidsstämpel");
  });

  it("one that was not can't be judged any more, and what to look for is said", async () => {
    const { verdict, findings } = await foundIn(sealed, { ...trust, at: iso(late) });
    expect([verdict, findings]).toEqual(["indeterminate", ["fault expired unsure", ...right]]);
    expect(await toldOf(sealed, "sv", { ...trust, at: iso(late) })).toContain("Finns en nyare PDF av samma version");
  });
});

describe("what is not as it was", () => {
  it("is found by one byte of the content", async () => {
    const at = Buffer.from(sealed).indexOf("%PDF-1.7 karta");
    expect(at).toBeGreaterThan(0);
    const changed = Uint8Array.from(sealed);
    changed[at + 9] = "K".charCodeAt(0);
    const { verdict, findings } = await foundIn(changed);
    expect(verdict).toBe("invalid");
    expect(findings).toEqual(
      expect.arrayContaining(["fault digest wrong", "file exchanged karta.pdf wrong", "pages not-tried note"]),
    );
    const text = await toldOf(changed);
    expect(text).toContain("INTE GILTIG");
    // What a forged file says of itself is no heading over the verdict.
    expect(text).not.toContain("Anna Berg");
  });

  it("is found though it was sealed anew: other content under the old checksum", async () => {
    const answers = { ...signed.version.answers, "2": "Region Annan" };
    const other = await longLived(await documentOf({ ...signed, version: { ...signed.version, answers } }));
    const { verdict, findings, examined } = await foundIn(other);
    expect(examined.seal.verdict).toBe("valid");
    expect([verdict, findings]).toEqual([
      "invalid",
      ["sealed right", "checksum-other wrong", ...right.slice(1, 3), "pages not-tried note"],
    ]);
    expect(await toldOf(other)).toContain("Fel: Innehållet har en annan kontrollsumma");
  });

  it("is found when the receipt is of other content", async () => {
    const receipt = { ...signed.receipt, hash: "0".repeat(64) };
    const { verdict, findings } = await foundIn(await longLived(await documentOf({ ...signed, receipt })));
    expect([verdict, findings[1]]).toEqual(["invalid", "checksum-other wrong"]);
  });

  it("is found though it was sealed anew: an attachment exchanged for another", async () => {
    const exchanged = new Map([...attached, ["f0", Buffer.from("%PDF-1.7 en annan karta")]]);
    const { verdict, findings } = await foundIn(await longLived(await documentOf(signed, exchanged)));
    expect([verdict, findings]).toEqual([
      "invalid",
      [
        ...["sealed right", "checksum right", "file exchanged karta.pdf wrong"],
        ...["file same bilaga till avsnitt 8.pdf right", "pages not-tried note"],
      ],
    ]);
  });

  it("is found though it was sealed anew: a file that the content knows nothing of", async () => {
    const more = await meddled(unsigned, ([, , map], { context }) => {
      map?.set(PDFName.of("UF"), PDFHexString.fromText("budget.pdf"));
      put(map, context.stream("%PDF-1.7 budget") as PDFRawStream);
    });
    const { verdict, findings } = await foundIn(await longLived(more));
    expect(verdict).toBe("invalid");
    expect(findings).toEqual(
      expect.arrayContaining(["file absent karta.pdf note", "file strange budget.pdf wrong", "pages not-tried note"]),
    );
  });

  it("is never called valid when the pages are not those that the content gives", async () => {
    const other = await documentOf(aSigned([]), new Map());
    const [content, about] = filesInside(other);
    const swapped = await meddled(unsigned, (specs, { context, catalog }) => {
      for (const [index, file] of [content, about].entries())
        put(specs[index], context.flateStream(file?.bytes ?? new Uint8Array()));
      const list = catalog.lookup(PDFName.of("Names"), PDFDict).lookup(PDFName.of("EmbeddedFiles"), PDFDict);
      for (let left = 4; left > 0; left -= 1) list.lookup(PDFName.of("Names"), PDFArray).remove(4);
    });
    const { verdict, findings } = await foundIn(await longLived(swapped));
    expect([verdict, findings]).toEqual([
      "indeterminate",
      ["sealed right", "checksum right", "pages different unsure"],
    ]);
  });

  it("is found in a file without a seal, and in one that is no PDF at all", async () => {
    expect(await foundIn(unsigned)).toMatchObject({
      verdict: "invalid",
      findings: ["fault no-seal wrong", ...right.slice(0, 3), "pages not-tried note"],
    });
    for (const bytes of [Buffer.alloc(0), Buffer.from("en anteckning"), Buffer.alloc(5000, 7)])
      expect(await foundIn(bytes)).toMatchObject({ verdict: "invalid", findings: ["fault unreadable wrong"] });
  });
});

describe("the document of a decision", () => {
  const { decided } = aDecision();
  const bare = async (of = decided, how: "whole" | "archive" = "whole") => (await decisionDocument(of, how)).bytes;
  const right = ["sealed right", "checksum right", "pages same right"];

  it("is valid to the last character, and is told of with who decided and who attested", async () => {
    const bytes = await longLived(await bare());
    const { verdict, findings } = await foundIn(bytes);
    expect([verdict, findings]).toEqual(["valid", right]);
    const text = await toldOf(bytes);
    for (const line of [
      "SKR:s beslut om Genomförandeplan för SKR:s kvinnofridssatsning 2021, RSS Dalarna",
      "Beslutsnummer GFP-2021-W-1-BESLUT",
      "Beslutat av Karin Ström, 1 juni 2021 kl.\u00A010:00, svensk tid",
      "Attesterat av Johan Vik, 1 juni 2021 kl.\u00A011:06, svensk tid",
    ])
      expect(text).toContain(line);
    expect(await toldOf(bytes, "en")).toContain("Decision number GFP-2021-W-1-BESLUT");
    expect(await toldOf(bytes)).toContain(`Innehåll: SHA-256 ${decided.event.hash}`);
  });

  it("of the copy for archives is judged by the seal alone", async () => {
    expect(await foundIn(await house.sealed(await bare(decided, "archive")))).toMatchObject({
      ...{ verdict: "valid", findings: ["sealed right", "content-absent note"] },
    });
  });

  it("with another amount under the old checksum is found, though it was sealed anew", async () => {
    const fact = { ...decided.event.fact, amount: 600_000 } as typeof decided.event.fact;
    const bytes = await longLived(await bare({ ...decided, event: { ...decided.event, fact } }));
    const { verdict, findings } = await foundIn(bytes);
    expect([verdict, findings]).toEqual(["invalid", ["sealed right", "checksum-other wrong", "pages not-tried note"]]);
  });

  it("whose pages say what its content does not is never called valid", async () => {
    const other = await bare(aDecision({ amount: 300_000 }).decided);
    const [event, about] = filesInside(await bare());
    const swapped = await meddled(other, (specs, { context }) => {
      for (const [index, file] of [event, about].entries())
        put(specs[index], context.flateStream(file?.bytes ?? new Uint8Array()));
    });
    const { verdict, findings } = await foundIn(await longLived(swapped));
    expect([verdict, findings]).toEqual([
      "indeterminate",
      ["sealed right", "checksum right", "pages different unsure"],
    ]);
  });

  it.each<[string, object, string]>([
    ["a later renderer made", { renderer: "7" }, "pages other-program note"],
    ["no form can be filled by", { round: { template: decided.round.template, kind: "plan" } }, "pages failed unsure"],
  ])("that %s is told of all the same", async (_, change, pages) => {
    const plain = await bare();
    const odd = await meddled(plain, ([, about], { context }) => {
      const now = JSON.parse(Buffer.from(filesInside(plain)[1]?.bytes ?? []).toString());
      put(about, context.flateStream(Buffer.from(JSON.stringify({ ...now, ...change }))));
    });
    const bytes = await longLived(odd);
    expect((await foundIn(bytes)).findings.at(-1)).toBe(pages);
    expect(await toldOf(bytes)).toContain("Beslutsnummer GFP-2021-W-1-BESLUT");
  });

  it("without what stands around it is not read", async () => {
    const plain = await bare();
    const alone = await meddled(plain, ([, about]) =>
      about?.set(PDFName.of("UF"), PDFHexString.fromText("annat.json")),
    );
    expect((await foundIn(await longLived(alone))).findings).toEqual(["sealed right", "content-unreadable unsure"]);
  });
});

describe("hostile files", () => {
  it("whose content no document can be made of are not called valid", async () => {
    const odd = await meddled(unsigned, ([, about], { context }) => {
      const now = JSON.parse(Buffer.from(filesInside(unsigned)[1]?.bytes ?? []).toString());
      put(about, context.flateStream(JSON.stringify({ ...now, evidence: { method: "portal", language: "toString" } })));
    });
    const { verdict, findings } = await foundIn(await longLived(odd));
    expect([verdict, findings.at(-1)]).toEqual(["indeterminate", "pages failed unsure"]);
  });

  const packed = (octets: number) => Buffer.alloc(octets);

  it.each<[string, (specs: PDFDict[], pdf: PDFDocument) => void]>([
    [
      "a little that unpacks to a lot",
      ([content], { context }) => put(content, context.flateStream(packed(60_000_000))),
    ],
    ["text without end", ([content], { context }) => put(content, context.flateStream(packed(5_000_000)))],
    ["what is no JSON", ([content], { context }) => put(content, context.flateStream("{"))],
    ["JSON that is no content", ([content], { context }) => put(content, context.flateStream('{"version":1}'))],
    ["depth", ([content], { context }) => put(content, context.flateStream("[".repeat(900_000)))],
    [
      "another packing",
      ([content], { context }) => put(content, context.stream("", { Filter: "LZWDecode" }) as PDFRawStream),
    ],
    [
      "what is packed wrong",
      ([content], { context }) => put(content, context.stream("x", { Filter: "FlateDecode" }) as PDFRawStream),
    ],
    ["two files of one name", ([, about]) => about?.set(PDFName.of("UF"), PDFHexString.fromText("innehall.json"))],
    ["no content", ([content]) => content?.set(PDFName.of("UF"), PDFHexString.fromText("annat.json"))],
  ])("with %s inside are not read, and not called valid, though they are sealed", async (_, meddle) => {
    const bytes = await longLived(await meddled(unsigned, meddle));
    const before = process.memoryUsage().arrayBuffers;
    const { verdict, findings } = await foundIn(bytes);
    expect([verdict, findings]).toEqual(["indeterminate", ["sealed right", "content-unreadable unsure"]]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000);
  });

  it("whose file's length is not its own are not read", () => {
    const text = Buffer.from(unsigned).toString("latin1");
    const at = text.indexOf("/Length ", text.indexOf("/Type /EmbeddedFile")) + "/Length ".length;
    const wrong = `${text.slice(0, at)}${(Number(text[at]) % 9) + 1}${text.slice(at + 1)}`;
    expect(() => filesInside(Buffer.from(wrong, "latin1"))).toThrow(/Length is not its own/);
  });

  it("get an answer, whichever bytes are changed", () => {
    const change = fc.tuple(fc.nat(unsigned.length - 1), fc.nat(255));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 30 }), (changes) => {
        const bytes = Uint8Array.from(unsigned);
        for (const [at, octet] of changes) bytes[at] = octet;
        try {
          contentOf(filesInside(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(SealError);
        }
      }),
      runs(100, 5000),
    );
  });

  it("can't write over the verdict in a terminal: no line of the file's own, no control character", async () => {
    expect(harmless("a\u001b[2J\nGILTIG\u202e\u009b\u2028b")).toBe("a\uFFFD[2J\uFFFDGILTIG\uFFFD\uFFFD\uFFFDb");
    const name = "x\u001b[1A\r\nGILTIG.pdf";
    const bytes = await longLived(await documentOf(aSigned([{ ...(files[0] as AttachedFile), name }]), new Map()));
    const lines = (await toldOf(bytes)).split("\n");
    expect(lines.filter((line) => /\p{Cc}/u.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith("GILTIG"))).toHaveLength(1);
    expect(lines.join()).toContain("x\uFFFD[1A\uFFFD\uFFFDGILTIG.pdf");
  });
});

describe("the command", () => {
  const pem = `-----BEGIN CERTIFICATE-----\n${Buffer.from(house.ca.root).toString("base64")}\n-----END CERTIFICATE-----\n`;
  const changed = Uint8Array.from(sealed);
  changed[3000] = (changed[3000] as number) ^ 1;
  const disk = new Map<string, Uint8Array>([
    ["hel.pdf", sealed],
    ["ändrad.pdf", changed],
    ["rot.pem", Buffer.from(pem)],
    ["rot.cer", house.ca.root],
    ["anteckning.txt", Buffer.from("en anteckning")],
  ]);

  async function run(...args: string[]) {
    const written: string[] = [];
    const complained: string[] = [];
    const read = async (path: string, most: number) => {
      const bytes = disk.get(path);
      if (!bytes) throw new Error("ENOENT");
      return bytes.subarray(0, most);
    };
    const lines = { write: (line: string) => written.push(line), complain: (line: string) => complained.push(line) };
    const code = await command(args, { read, ...lines, now: trust.at });
    return { code, written, complained };
  }

  it.each<[string, number, string[]]>([
    ["valid, by a root in PEM", 0, ["hel.pdf", "--roots", "rot.pem"]],
    ["valid, by a root in DER", 0, ["hel.pdf", "--roots", "rot.cer"]],
    ["valid, years ago", 0, ["hel.pdf", "--roots", "rot.pem", "--at", "2027-01-01"]],
    ["not valid", 1, ["ändrad.pdf", "--roots", "rot.pem"]],
    ["not valid, among others", 1, ["hel.pdf", "ändrad.pdf", "nej.pdf", "--roots", "rot.pem"]],
    ["not to be judged without roots", 2, ["hel.pdf"]],
    ["not to be judged when it isn't there", 2, ["hel.pdf", "nej.pdf", "--roots", "rot.pem"]],
  ])("ends by its code when a file is %s", async (_, code, args) => {
    const { written, complained, ...ended } = await run(...args);
    expect(ended).toEqual({ code });
    expect([written.length > 1, complained]).toEqual([true, []]);
  });

  it.each<[string, string[], RegExp]>([
    ["nothing to verify", [], /Ange minst en fil/],
    ["an option that is none", ["--fast", "hel.pdf"], /inget sådant val/],
    ["an option without its value", ["hel.pdf", "--roots"], /inget sådant val/],
    ["a day that is none", ["hel.pdf", "--at", "2026-02-31"], /2026-02-31 är ingen dag/],
    ["a time in words", ["hel.pdf", "--at", "igår"], /igår är ingen dag/],
    ["a language that is none", ["hel.pdf", "--language", "de"], /--language de finns inte/],
    ["roots that aren't there", ["hel.pdf", "--roots", "nej.pem"], /nej.pem går inte att läsa/],
    ["roots that are none", ["hel.pdf", "--roots", "anteckning.txt"], /anteckning.txt går inte att läsa/],
    ["a mistake, in English", ["--language", "en"], /Give at least one file/],
  ])("ends by 64 and says why, and how it is used, when it is given %s", async (_, args, why) => {
    const { code, written, complained } = await run(...args);
    expect([code, written]).toEqual([64, []]);
    expect(complained[0]).toMatch(why);
    expect(complained.join()).toContain("--roots CERT.PEM");
  });

  it("says how it is used when it is asked", async () => {
    expect(await run("--help")).toMatchObject({ code: 0, complained: [] });
    expect((await run("--help", "--language", "en")).written.join()).toContain("Exit code");
  });

  it("tells a program the same, a line for each file", async () => {
    const { code, written } = await run("hel.pdf", "nej.pdf", "--roots", "rot.pem", "--json");
    const [one, other] = written.map((line) => JSON.parse(line));
    expect([code, written.length]).toEqual([2, 2]);
    expect(one).toMatchObject({
      ...{ file: "hel.pdf", verdict: "valid", sha256: sha256(sealed), seal: { level: "B-LT" } },
      inner: { content: { sums: { counted: signed.version.hash } }, pages: { kind: "same" } },
    });
    expect(written[0]).not.toContain("Region Exempel har");
    expect(other).toEqual({
      ...{ file: "nej.pdf", verdict: "indeterminate" },
      findings: [{ code: "not-opened", status: "unsure" }],
    });
  });

  describe("as people run it", () => {
    let folder = "";
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "rss-verify-"));
      for (const [name, bytes] of disk) await writeFile(join(folder, name), bytes);
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    const main = join(import.meta.dirname, "../../lambdas/verify/main.ts");
    const tsx = join(import.meta.dirname, "../../node_modules/tsx/dist/cli.mjs");

    /** As npm calls it: from the project's folder, told which folder it was called in. */
    const inProcess = (...args: string[]) =>
      new Promise<{ code: unknown; out: string; complaints: string }>((resolve) => {
        const env = { ...process.env, NODE_OPTIONS: "", INIT_CWD: folder };
        execFile(process.execPath, [tsx, main, ...args], { env }, (error, out, complaints) =>
          resolve({ code: error ? error.code : 0, out, complaints }),
        );
      });

    it("ends by 0, and says that the document is valid", async () => {
      const { code, out, complaints } = await inProcess("hel.pdf", "--roots", "rot.pem", "--at", iso(start + year));
      expect([code, complaints]).toEqual([0, ""]);
      expect(out).toMatch(/^hel\.pdf\nGILTIG/);
    });

    it("ends by 1 when one byte is another", async () => {
      const { code, out } = await inProcess("ändrad.pdf", "--roots", "rot.pem");
      expect([code, out.split("\n")[1]]).toEqual([1, "INTE GILTIG. Lita inte på filen."]);
    });

    it("ends by 2 for what can't be opened, and by 64 for what can't be asked", async () => {
      expect((await inProcess("nej.pdf", ".")).code).toBe(2);
      expect((await inProcess()).code).toBe(64);
    });
  });
});
