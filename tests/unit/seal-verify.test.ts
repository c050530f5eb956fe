import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { type PDFDict, type PDFObject, PDFRef } from "pdf-lib";
import { Authority, aHouse, iso, preparedDocument, stampsOf, start, year } from "#tests/sealing";
import { oids, readSigned, type Signer, signData } from "../../lambdas/seal/cms.ts";
import { fillField, reserve, signatureFields, withEntry } from "../../lambdas/seal/fields.ts";
import { withoutPadding } from "../../lambdas/seal/judge.ts";
import {
  catalogueOf,
  context,
  dictOf,
  name,
  objectOf,
  openPdf,
  revisionOf,
  sizeOf,
} from "../../lambdas/seal/revisions.ts";
import { addDocumentTimestamp } from "../../lambdas/seal/seal.ts";
import { addValidationData } from "../../lambdas/seal/validation-data.ts";
import { sealsOf, verifySeal } from "../../lambdas/seal/verify.ts";

const runs = process.env.DEEP ? 75 : 15;
const house = aHouse();
const unsigned = await preparedDocument();
const basic = await house.sealed(unsigned, { timestamp: null });
const sealed = await house.sealed(unsigned);
const archived = await addDocumentTimestamp(addValidationData(sealed, house.data), house);

const appended = (bytes: Uint8Array, objects: [number, PDFObject][]) =>
  Buffer.concat([bytes, revisionOf(openPdf(bytes), new Map(objects)).bytes]);

const dict = (entries: Record<string, unknown>) => context.obj(entries as never) as unknown as PDFDict;

/** Puts a signature into a field without asking whether that is right; `inside`: with the document in it. */
async function byHand(bytes: Uint8Array, field: string, signer: Signer, inside = false): Promise<Uint8Array> {
  const pdf = openPdf(bytes);
  const number = sizeOf(pdf);
  const entries = dict({ Type: "Sig", Filter: "Adobe.PPKLite", SubFilter: "ETSI.CAdES.detached" });
  const over = reserve(pdf, fillField(pdf, field, number), { number, entries }, 6000);
  const content = Buffer.concat([over.bytes.subarray(0, over.range[1]), over.bytes.subarray(over.range[2])]);
  const digest = createHash("sha256").update(content).digest();
  return over.complete(await signData({ type: oids.data, content: inside ? content : null, digest }, signer));
}

/** Where a byte of the file is part of a signature, and where it is signed. */
function places(bytes: Uint8Array) {
  const ranges = house.verify(bytes).signatures.flatMap(({ range }) => (range ? [range] : []));
  const isBetween = (at: number) => ranges.some(([, gap, resumes]) => at >= gap && at < resumes);
  const anywhere = fc.integer({ min: 0, max: bytes.length - 1 });
  return {
    signed: anywhere.filter((at) => !isBetween(at)),
    signature: fc.oneof(...ranges.map(([, gap, resumes]) => fc.integer({ min: gap, max: resumes - 1 }))),
  };
}

const mask = fc.integer({ min: 1, max: 255 });
const changed = (bytes: Uint8Array, at: number, by: number) =>
  bytes.map((octet, index) => (index === at ? octet ^ by : octet));

describe("a file that is not as it was sealed", () => {
  it.each([
    ["B-B", basic],
    ["B-T", sealed],
    ["B-LTA", archived],
  ])("is found by any one byte of what is signed, at level %s", (_, bytes) => {
    fc.assert(
      fc.property(places(bytes).signed, mask, (at, by) => {
        expect(house.verify(changed(bytes, at, by)).verdict).toBe("invalid");
      }),
      { numRuns: runs },
    );
  });

  it("is found by any one byte of the signatures themselves, or is still the same seal of the same time", () => {
    const essence = ({ provenAt, unsigned, signatures }: ReturnType<typeof house.verify>) =>
      [provenAt, unsigned, signatures.map(({ certificate }) => certificate)] as const;
    const whole = essence(house.verify(archived));
    fc.assert(
      fc.property(places(archived).signature, mask, (at, by) => {
        const report = house.verify(changed(archived, at, by));
        if (report.verdict === "valid") expect(essence(report)).toEqual(whole);
      }),
      { numRuns: runs },
    );
  });

  it("is found by a signature that is another, with the certificate and the digest as they were", async () => {
    const sign = async (bytes: Uint8Array) => {
      signatures.push(Buffer.from(await house.signer.sign(bytes)));
      return signatures.at(-1) as Buffer;
    };
    const signatures: Buffer[] = [];
    const text = Buffer.from(await byHand(unsigned, "Seal", { ...house.signer, sign })).toString("latin1");
    const [right] = signatures as [Buffer];
    const wrong = Buffer.from(right);
    wrong[right.length - 1] = (right.at(-1) as number) ^ 1;
    const bytes = Buffer.from(text.replace(right.toString("hex"), wrong.toString("hex")), "latin1");
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["signature"] });
  });

  it("is found wherever it is cut, but where it was whole once", () => {
    const once = [sealed.length, archived.length, addValidationData(sealed, house.data).length];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: archived.length - 1 }), (length) => {
        expect(house.verify(archived.subarray(0, length)).verdict === "valid").toBe(once.includes(length));
      }),
      { numRuns: runs },
    );
  });

  it("gets an answer, whatever it is", () => {
    const piece = fc.oneof(
      fc.constantFrom(unsigned, sealed, archived),
      fc.uint8Array({ maxLength: 60 }),
      fc
        .constantFrom(
          "%PDF-1.7\n",
          "xref\n0 1\n",
          "0000000000 65535 f \n",
          "trailer\n<<",
          "/Prev 9",
          ">>",
          "startxref\n9\n%%EOF",
        )
        .map((text) => Buffer.from(text)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const bytes = Buffer.concat(pieces);
        const isWhole = [sealed, archived].some((whole) => bytes.equals(whole));
        expect(house.verify(bytes).verdict === "valid").toBe(isWhole);
      }),
      { numRuns: runs },
    );
  });

  it("is an answer without a seal too: nothing is sealed", () => {
    expect(house.verify(unsigned)).toMatchObject({ verdict: "invalid", level: null, faults: ["no-seal"] });
  });

  it.each([
    ["a table that leads back to itself", (text: string) => text.replace(/\/Prev \d+/, "/Prev 1")],
    ["nesting without end", () => `%PDF-1.7\n1 0 obj\n${"[".repeat(100_000)}`],
    ["a trailer without end", () => `%PDF-1.7\nxref\n0 0\ntrailer\n${"<</A".repeat(100_000)}\nstartxref\n9\n%%EOF`],
    ["a table of more objects than there are", (text: string) => text.replace("xref\n0 9", "xref\n0 999999999")],
  ])("is unreadable with %s", (_, change) => {
    const bytes = Buffer.from(change(Buffer.from(sealed).toString("latin1")), "latin1");
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["unreadable"] });
  });
});

describe("what is written after the seal", () => {
  const pdf = openPdf(sealed);
  const catalogue = catalogueOf(pdf);
  const [field] = signatureFields(pdf);
  const pages = dictOf(pdf, catalogue.dict.get(name("Pages")), "pages");
  const free = sizeOf(pdf);
  const page = (pages.get(name("Kids")) as unknown as { get(index: number): PDFRef }).get(0);
  const other = {
    verdict: "invalid",
    level: null,
    later: ["other"],
    faults: expect.arrayContaining(["changed-later"]),
  };

  it.each<[string, [number, PDFObject][]]>([
    [
      "another page",
      [[page.objectNumber, withEntry(objectOf(pdf, page.objectNumber) as PDFDict, "Contents", dict({}))]],
    ],
    [
      "other pages",
      [
        [catalogue.number, withEntry(catalogue.dict, "Pages", PDFRef.of(free))],
        [free, dict({ Type: "Pages" })],
      ],
    ],
    ["what the seal looks like", [[field?.number ?? 0, withEntry(field?.dict as PDFDict, "AP", dict({}))]]],
    ["an action on opening", [[catalogue.number, withEntry(catalogue.dict, "OpenAction", dict({ S: "JavaScript" }))]]],
    ["nothing that can be seen", [[free, dict({})]]],
  ])("is told when it changes %s, and nothing is valid then", (_, objects) => {
    expect(house.verify(appended(sealed, objects))).toMatchObject(other);
  });

  it("takes the seal with it when it empties the form", () => {
    const form = catalogue.dict.get(name("AcroForm")) as PDFRef;
    const bytes = appended(sealed, [[form.objectNumber, dict({ Fields: [] })]]);
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["no-seal"] });
  });

  it("is told when it hides behind validation data", () => {
    const added = addValidationData(sealed, house.data);
    const revision = openPdf(added);
    const objects = [...(revision.sections[0]?.offsets.keys() ?? [])].map((number): [number, PDFObject] => [
      number,
      objectOf(revision, number),
    ]);
    expect(appended(sealed, objects).equals(added)).toBe(true);
    const page = [7, 8, 9].map((number) => free + 20 + number);
    expect(house.verify(appended(sealed, [...objects, [page[0] as number, dict({})]]))).toMatchObject(other);
    const moved = objects.map(([number, object]): [number, PDFObject] => [
      number,
      number === catalogue.number ? withEntry(object as PDFDict, "Pages", PDFRef.of(free)) : object,
    ]);
    expect(house.verify(appended(sealed, moved))).toMatchObject(other);
  });

  it("is told when later validation data drops what earlier had", () => {
    const added = addValidationData(sealed, house.data);
    const at = catalogueOf(openPdf(added));
    const emptied = appended(added, [
      [at.number, withEntry(at.dict, "DSS", PDFRef.of(free + 50))],
      [free + 50, dict({ Type: "DSS" })],
    ]);
    expect(house.verify(emptied)).toMatchObject({ verdict: "invalid", later: ["validation-data", "other"] });
  });

  it("is told when it hides behind a document timestamp", async () => {
    const stampedWith = async (more: [number, PDFObject][]) => {
      const timestamp = signatureFields(pdf).find((each) => each.name === "Timestamp");
      const objects = new Map<number, PDFObject>([
        [timestamp?.number ?? 0, withEntry(timestamp?.dict as PDFDict, "V", PDFRef.of(free))],
        ...more,
      ]);
      const entries = dict({ Type: "DocTimeStamp", Filter: "Adobe.PPKLite", SubFilter: "ETSI.RFC3161" });
      const reserved = reserve(pdf, objects, { number: free, entries }, 9000);
      const parts = [reserved.bytes.subarray(0, reserved.range[1]), reserved.bytes.subarray(reserved.range[2])];
      return reserved.complete(await house.timestamp(createHash("sha256").update(Buffer.concat(parts)).digest()));
    };
    expect(house.verify(await stampedWith([]))).toMatchObject({ verdict: "valid", later: ["document-timestamp"] });
    expect(house.verify(await stampedWith([[free + 1, dict({})]]))).toMatchObject(other);
    const changed = withEntry(objectOf(pdf, page.objectNumber) as PDFDict, "Rotate", context.obj(180));
    expect(house.verify(await stampedWith([[page.objectNumber, changed]]))).toMatchObject(other);
  });

  it("is told when it is not as this room writes: twice the same key, a comment, a space, a byte between", () => {
    const added = Buffer.from(addValidationData(sealed, house.data)).toString("latin1").slice(sealed.length);
    // With a table that is right, so that it is not the table that tells.
    const laid = (from: string, to: string) => {
      const text = added.replace(from, to);
      const starts = [...text.matchAll(/\d+ 0 obj\n/g)].map(({ index }) => sealed.length + index);
      const table = text.replace(/\d{10} 00000 n/g, () => `${String(starts.shift()).padStart(10, "0")} 00000 n`);
      return Buffer.concat([
        sealed,
        Buffer.from(table.replace(/startxref\n\d+/, `startxref\n${sealed.length + text.indexOf("xref\n")}`), "latin1"),
      ]);
    };
    expect(house.verify(laid("/DSS", "/DSS")).verdict).toBe("valid");
    for (const [from, to] of [
      ["/Type /DSS", "/Type /DSS\n/Type /DSS"],
      ["/Type /DSS", "/Type /DSS % och mer"],
      ["/Type /DSS", "/Type  /DSS"],
      ["/Type /DSS", "/Type /Annat"],
      ["\nendobj\n", "\nendobj \n"],
      ["\nendobj\n", "\nendobj\n99 0 obj <<>> endobj\n"],
      ["xref", "%\nxref"],
      ["trailer\n<<", "trailer\n<<\n/Info 1 0 R"],
    ] as const)
      expect([to, house.verify(laid(from, to))]).toEqual([
        to,
        expect.objectContaining({ ...other, faults: ["changed-later"] }),
      ]);
  });

  it("is told when it leaves a byte between", () => {
    const pdf = openPdf(Buffer.concat([sealed, Buffer.from("\n")]));
    const bytes = Buffer.concat([pdf.bytes, revisionOf(pdf, new Map([[free, dict({})]])).bytes]);
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["range"] });
  });

  it("is no second seal: whoever has another certificate of the same root can't seal over the first", async () => {
    const second = house.ca.signer("Annan", "seal", start - 1000, start + year);
    expect(house.verify(await byHand(sealed, "Timestamp", second))).toMatchObject({
      ...other,
      faults: ["changed-later", "several"],
    });
  });
});

describe("a seal made by hand", () => {
  it("holds when it is made as this room makes it", async () => {
    expect(house.verify(await byHand(unsigned, "Seal", house.signer))).toMatchObject({
      verdict: "valid",
      level: "B-B",
    });
  });

  it("doesn't hold with the document inside the signature, which has to be detached", async () => {
    const bytes = await byHand(unsigned, "Seal", house.signer, true);
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["attributes"] });
  });

  it("doesn't hold over a document that somebody else had signed before", async () => {
    const bytes = await byHand(await addDocumentTimestamp(unsigned, house), "Seal", house.signer);
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["several"] });
  });

  it("has nothing behind it in the place that was kept free, and is written in one way", async () => {
    const text = Buffer.from(await byHand(unsigned, "Seal", house.signer)).toString("latin1");
    const padded = /0{40}>/;
    const changed = (by: string) => house.verify(Buffer.from(text.replace(padded, by), "latin1"));
    expect(changed(`${"0".repeat(40)}>`).verdict).toBe("valid");
    expect(changed(`${"0".repeat(39)}1>`)).toMatchObject({ verdict: "invalid", faults: ["unreadable"] });
    const capital = text.replace(/<3082([0-9a-f]+)>/, (whole) => whole.toUpperCase());
    expect(capital).not.toBe(text);
    expect(house.verify(Buffer.from(capital, "latin1"))).toMatchObject({ verdict: "invalid", faults: ["range"] });
  });
});

describe("the range", () => {
  const from = Buffer.from(sealed).toString("latin1");
  const figures = /\/ByteRange \[ 0 (\d+) (\d+) (\d+) \]/.exec(from);
  const [gap, resumes, rest] = (figures ?? []).slice(1).map(Number) as [number, number, number];

  it.each<[string, string]>([
    ["begins later", `/ByteRange [ 1 ${gap} ${resumes} ${rest} ]`],
    ["leaves out more than the signature", `/ByteRange [ 0 ${gap - 1} ${resumes} ${rest} ]`],
    ["goes on too late", `/ByteRange [ 0 ${gap} ${resumes + 1} ${rest - 1} ]`],
    ["does not reach the end", `/ByteRange [ 0 ${gap} ${resumes} ${rest - 1} ]`],
    ["goes backwards", `/ByteRange [ 0 ${resumes} ${gap} ${rest} ]`],
  ])("is not whole when it %s", (_, text) => {
    expect(text).toHaveLength(figures?.[0].length ?? 0);
    const bytes = Buffer.from(from.replace(figures?.[0] ?? "", text), "latin1");
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["range"] });
  });

  it("is told of each signature", () => {
    const [seal, inside, timestamp] = house.verify(archived).signatures;
    expect(seal).toMatchObject({
      kind: "seal",
      field: "Seal",
      range: [0, gap, resumes, rest],
      by: "Sigill",
      faults: [],
    });
    expect(inside).toMatchObject({ kind: "signature-timestamp", field: "Seal", range: null, by: "Tid" });
    expect(timestamp).toMatchObject({ kind: "document-timestamp", field: "Timestamp", by: "Tid" });
    const [, , resumed = 0, length = 0] = timestamp?.range ?? [];
    expect(resumed + length).toBe(archived.length);
  });
});

describe("trust", () => {
  const { ca, signer, tsa, data } = house;
  const late = start + 3 * year;

  it("is by the roots that are given: another's leads nowhere, and then nothing is decided", () => {
    const other = new Authority("Provrot", start - year, start + year);
    const report = verifySeal(archived, { roots: [other.root], at: iso(start) });
    expect(report).toMatchObject({ verdict: "indeterminate", level: null, faults: ["no-chain"] });
  });

  it("ends with the certificate when no time is proven, and with the timestamp's when one is", async () => {
    const basic = await house.sealed(unsigned, { timestamp: null });
    expect(house.verify(basic, late)).toMatchObject({ verdict: "indeterminate", faults: ["expired"] });
    expect(house.verify(sealed, late)).toMatchObject({ verdict: "valid", level: "B-T" });
    expect(house.verify(sealed, start + 6 * year)).toMatchObject({ verdict: "indeterminate", faults: ["expired"] });
  });

  it("does not begin before the certificate does", async () => {
    const basic = await house.sealed(unsigned, { timestamp: null });
    expect(house.verify(basic, start - year)).toMatchObject({ verdict: "indeterminate", faults: ["expired"] });
  });

  it("is lost by a revocation before the proven time, and not by one after it", async () => {
    const before = new Authority("Provrot", start - year, start + 9 * year);
    for (const [at, verdict] of [
      [start - 500, "invalid"],
      [start + 86_400_000, "valid"],
    ] as const) {
      const own = before.signer("Sigill", "seal", start - 1000, start + year);
      const timestamp = stampsOf(
        before.signer("Tid", "timestamp", start - 1000, start + 5 * year),
        [before.root],
        () => start,
      );
      const bytes = await house.sealed(unsigned, { signer: own, timestamp });
      before.revoked.push({ serial: own.serial, at });
      const told = addValidationData(bytes, {
        certificates: [],
        crls: [before.crl(start + 2 * 86_400_000)],
        ocsps: [],
      });
      expect(verifySeal(told, { roots: [before.root], at: iso(start + year / 2) })).toMatchObject({
        verdict,
        faults: verdict === "valid" ? [] : ["revoked"],
      });
    }
  });

  it("is not raised by a list that is another's, or from before or long after", async () => {
    const other = new Authority("Provrot", start - year, start + year);
    for (const crl of [other.crl(start + 2000), ca.crl(start - 60 * 86_400_000), ca.crl(start + 6 * year)])
      expect(house.verify(addValidationData(sealed, { ...data, crls: [crl] })).level).toBe("B-T");
  });

  it("is not in a certificate for timestamps, or a timestamp by one that is not for them", async () => {
    const bytes = await house.sealed(unsigned, { signer: tsa, timestamp: null });
    expect(house.verify(bytes)).toMatchObject({ verdict: "invalid", faults: ["purpose"] });
    expect(await house.sealed(unsigned, { timestamp: stampsOf(signer, [ca.root], () => start) }).catch(String)).toMatch(
      /not for timestamps/,
    );
  });

  it("is not in a timestamp of something else, or from a time that has not come", async () => {
    const elsewhere = await house.timestamp(Buffer.alloc(32, 7));
    const swapped = await house.sealed(unsigned, { timestamp: async () => elsewhere });
    expect(house.verify(swapped)).toMatchObject({ verdict: "invalid", faults: ["imprint"], provenAt: null });
    expect(house.verify(sealed, start - 500)).toMatchObject({ verdict: "valid" });
    const tomorrow = await house.sealed(unsigned, { timestamp: stampsOf(tsa, [ca.root], () => start + 86_400_000) });
    expect(house.verify(tomorrow)).toMatchObject({ verdict: "invalid", faults: ["time"] });
  });

  it("is not in a certificate put in the place of the one the signature names", async () => {
    const twin = ca.twin(signer, "Nagon annan", start - 1000, start + year);
    const [found] = sealsOf(await house.sealed(unsigned, { timestamp: null }));
    const cms = readSigned(withoutPadding(found?.contents ?? new Uint8Array()));
    expect(cms.namesCertificate).toBe(true);
    const chain = [twin, ca.root];
    const bytes = await house.sealed(unsigned, { timestamp: null, signer: { chain, sign: signer.sign } });
    // Same key, same serial number and issuer, and the name of another: only the hash tells them apart.
    let other = twin;
    while (other === twin || other.length !== twin.length)
      other = ca.twin(signer, "Nogon annan", start - 1000, start + year);
    const text = Buffer.from(bytes).toString("latin1");
    const exchanged = text.replace(Buffer.from(twin).toString("hex"), Buffer.from(other).toString("hex"));
    expect(exchanged).not.toBe(text);
    expect(house.verify(Buffer.from(exchanged, "latin1"))).toMatchObject({
      verdict: "invalid",
      faults: ["signing-certificate"],
    });
  });
});

it("reads what a seal says of itself also when it is not signed over the whole file", () => {
  const bytes = Buffer.concat([sealed, Buffer.from("\n")]);
  expect(sealsOf(bytes)).toMatchObject([{ field: "Seal", kind: "seal", contents: null }]);
});
