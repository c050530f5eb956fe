import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { PDFDocument } from "pdf-lib";
import { ContentInfo, SignedData } from "pkijs";
import { Authority, aHouse, iso, preparedDocument, stampsOf, start, year } from "#tests/sealing";
import { asn1, sha256 } from "../../lambdas/seal/certificates.ts";
import { readSigned } from "../../lambdas/seal/cms.ts";
import { signatureFields } from "../../lambdas/seal/fields.ts";
import { withoutPadding } from "../../lambdas/seal/judge.ts";
import { catalogueOf, name, openPdf } from "../../lambdas/seal/revisions.ts";
import { addDocumentTimestamp } from "../../lambdas/seal/seal.ts";
import { addValidationData, validationDataIn } from "../../lambdas/seal/validation-data.ts";
import { sealsOf, verifySeal } from "../../lambdas/seal/verify.ts";

const house = aHouse();
const unsigned = await preparedDocument();
const beginsWith = (whole: Uint8Array, part: Uint8Array) => Buffer.compare(whole.subarray(0, part.length), part) === 0;
const codeOf = (made: Promise<unknown>) =>
  made.then(
    () => "made",
    (error) => error.code,
  );

describe("a seal", () => {
  it("stands after the document, which is unchanged to the byte and can be told by its hash", async () => {
    const sealed = await house.sealed(unsigned);
    expect(beginsWith(sealed, unsigned)).toBe(true);
    expect(house.verify(sealed).unsigned).toEqual({
      length: unsigned.length,
      sha256: sha256(unsigned).toString("hex"),
    });
  });

  it("says who, why and when as it was told, and signs that", async () => {
    const [seal] = sealsOf(
      await house.sealed(unsigned, { timestamp: null, name: "Länsstödet i Ö", reason: "Inlämnad" }),
    );
    expect(seal).toMatchObject({
      field: "Seal",
      kind: "seal",
      name: "Länsstödet i Ö",
      reason: "Inlämnad",
      at: iso(start),
    });
  });

  it("is what PAdES asks for: detached, no signing-time, the certificate by its hash alone, attributes in DER's order", async () => {
    const [seal] = sealsOf(await house.sealed(unsigned));
    const cms = withoutPadding(seal?.contents ?? new Uint8Array());
    const data = new SignedData({ schema: new ContentInfo({ schema: asn1(cms, "CMS") }).content });
    const [signer] = data.signerInfos;
    const attributes = signer?.signedAttrs?.attributes ?? [];
    expect(data.encapContentInfo.eContent).toBeUndefined();
    expect(attributes.map(({ type }) => type)).toEqual([
      "1.2.840.113549.1.9.3",
      "1.2.840.113549.1.9.4",
      "1.2.840.113549.1.9.16.2.47",
    ]);
    const encodings = attributes.map((each) => Buffer.from(each.toSchema().toBER()));
    expect(encodings.toSorted(Buffer.compare)).toEqual(encodings);
    const certificate = sha256(house.signer.chain[0] as Uint8Array).toString("hex");
    // SEQUENCE of SEQUENCE of SEQUENCE of one OCTET STRING: no algorithm, no issuer.
    const named = Buffer.from(attributes[2]?.values[0].toBER()).toString("hex");
    expect(named).toBe(`3026302430220420${certificate}`);
    expect(readSigned(cms)).toMatchObject({ isSignature: true, namesCertificate: true, hasSigningTime: false });
  });

  it("gives the key at most what KMS takes", async () => {
    const sizes: number[] = [];
    const sign = (bytes: Uint8Array) => {
      sizes.push(bytes.length);
      return house.signer.sign(bytes);
    };
    await house.sealed(unsigned, { signer: { ...house.signer, sign } });
    expect(sizes).toEqual([expect.any(Number)]);
    expect(sizes[0]).toBeLessThan(4096);
  });

  it.each(["Seal", "Timestamp"])(
    "is refused in a document that has no field %s when that is needed",
    async (missing) => {
      const document = await preparedDocument("En plan", {
        fields: ["Seal", "Timestamp"].filter((each) => each !== missing),
      });
      const made = house.sealed(document).then((sealed) => addDocumentTimestamp(sealed, house));
      expect(await codeOf(made)).toBe("unprepared");
    },
  );

  it("is refused where there is one already, or anything signed", async () => {
    expect(await codeOf(house.sealed(await house.sealed(unsigned)))).toBe("unprepared");
    const stamped = await addDocumentTimestamp(unsigned, house);
    expect(await codeOf(house.sealed(stamped))).toBe("unprepared");
  });

  it("is refused where it does not fit, and fits in as much as it takes", async () => {
    const [seal] = sealsOf(await house.sealed(unsigned, { timestamp: null }));
    const { length } = withoutPadding(seal?.contents ?? new Uint8Array());
    expect(await codeOf(house.sealed(unsigned, { timestamp: null, room: length - 20 }))).toBe("no-room");
    // ECDSA's own length differs by a few bytes from one time to the next.
    expect(house.verify(await house.sealed(unsigned, { timestamp: null, room: length + 4 })).verdict).toBe("valid");
  });

  it("is refused to a key that is not the certificate's, and to a chain that is not in order", async () => {
    const other = house.ca.signer("Annan", "seal", start, start + year);
    expect(await codeOf(house.sealed(unsigned, { signer: { ...house.signer, sign: other.sign } }))).toBe("signer");
    const chain = house.signer.chain.toReversed();
    expect(await codeOf(house.sealed(unsigned, { signer: { ...house.signer, chain } }))).toBe("signer");
  });

  it("is refused with a certificate that has ended or not begun, since nothing could ever make it valid", async () => {
    const ends = start + 2 * year;
    const at = (when: number) => codeOf(house.sealed(unsigned, { timestamp: null, at: iso(when) }));
    expect([await at(start - 2000), await at(ends + 1000)]).toEqual(["signer", "signer"]);
    expect([await at(start), await at(ends - 1000)]).toEqual(["made", "made"]);
  });

  it("is refused to what is no PDF, or one with another kind of cross-reference", async () => {
    expect(await codeOf(house.sealed(Buffer.from("%PDF-1.7 och ingenting mer")))).toBe("unreadable");
    const compact = await (await PDFDocument.load(unsigned)).save({ useObjectStreams: true });
    expect(await codeOf(house.sealed(compact))).toBe("unreadable");
  });

  it("goes into a document of any length, whatever that does to the figures", async () => {
    for (let length = 0; length < 60; length += 7) {
      const sealed = await house.sealed(await preparedDocument("x".repeat(length * 37)), { room: 3000 });
      expect(house.verify(sealed).verdict).toBe("valid");
    }
  });
});

describe("the levels", () => {
  it("go from B-B to B-LTA, each beginning with the one before", async () => {
    const basic = await house.sealed(unsigned, { timestamp: null });
    const timed = await addDocumentTimestamp(basic, house);
    const longTerm = addValidationData(timed, house.data);
    const archived = await addDocumentTimestamp(longTerm, house);
    const steps = [unsigned, basic, timed, longTerm, archived];
    for (const [index, step] of steps.slice(1).entries())
      expect(beginsWith(step, steps[index] as Uint8Array)).toBe(true);
    const reports = steps.slice(1).map((step) => house.verify(step));
    expect(reports.map(({ verdict }) => verdict)).toEqual(["valid", "valid", "valid", "valid"]);
    expect(reports.map(({ level }) => level)).toEqual(["B-B", "B-T", "B-LT", "B-LTA"]);
    expect(reports.map(({ provenAt }) => provenAt)).toEqual([null, ...Array(3).fill(iso(start + 1000))]);
    expect(reports[3]?.later).toEqual(["document-timestamp", "validation-data", "document-timestamp"]);
  });

  it("begin at B-T with a timestamp inside the seal", async () => {
    const sealed = await house.sealed(unsigned);
    expect(house.verify(sealed)).toMatchObject({ level: "B-T", provenAt: iso(start + 1000) });
    expect(house.verify(addValidationData(sealed, house.data)).level).toBe("B-LT");
  });

  it("are no higher than what the file carries: a list for one of two issuers is not enough", async () => {
    const other = new Authority("Annan rot", start - year, start + 20 * year);
    const tsa = other.signer("Annan tid", "timestamp", start - 1000, start + year);
    const timestamp = stampsOf(tsa, [other.root], () => start + 1000);
    const sealed = await house.sealed(unsigned, { timestamp });
    const verified = (crls: Uint8Array[]) =>
      verifySeal(addValidationData(sealed, { ...house.data, crls }), {
        roots: [house.ca.root, other.root],
        at: iso(start + 3000),
      });
    expect(verified(house.data.crls).level).toBe("B-T");
    expect(verified([...house.data.crls, other.crl(start + 2000)]).level).toBe("B-LT");
  });

  it("lose nothing: what one revision carries, the next does too, once each", async () => {
    const once = addValidationData(await house.sealed(unsigned), house.data);
    expect(addValidationData(once, house.data)).toBe(once);
    const newer = house.ca.crl(start + 9000);
    const twice = addValidationData(once, { certificates: [], crls: [newer], ocsps: [Uint8Array.of(48, 3, 10, 1, 1)] });
    const carried = validationDataIn(openPdf(twice));
    expect(carried.crls).toEqual([...house.data.crls, newer].map((each) => Uint8Array.from(each)));
    // Both chains end in the same root, which stands there once.
    expect(carried.certificates).toHaveLength(3);
    expect(carried.ocsps).toHaveLength(1);
  });

  it("say that ETSI's extensions are used, as soon as they are, and once", async () => {
    const sealed = await house.sealed(unsigned);
    const stated = (bytes: Uint8Array) =>
      String(catalogueOf(openPdf(bytes)).dict.get(name("Extensions"))).replace(/\s+/g, " ");
    expect(stated(sealed)).toBe("<< /ESIC << /BaseVersion /1.7 /ExtensionLevel 1 >> >>");
    expect(stated(addValidationData(sealed, house.data))).toBe(stated(sealed));
  });

  it.each([
    ["own", "own"],
    ["own", "within"],
    ["within", "own"],
    ["within", "within"],
  ])(
    "get a field of their own each from the second timestamp on: a point outside the page, printed, in both lists (%s, %s)",
    async (form, list) => {
      const document = await preparedDocument("En plan", { form, list });
      let bytes = await house.sealed(document, { timestamp: null });
      for (let count = 0; count < 3; count++) bytes = await addDocumentTimestamp(bytes, house);
      const fields = signatureFields(openPdf(bytes));
      expect(fields.map((each) => each.name)).toEqual(["Seal", "Timestamp", "Timestamp 2", "Timestamp 3"]);
      for (const { dict } of fields.slice(2)) {
        expect(String(dict.get(name("Rect")))).toBe("[ -1 -1 -1 -1 ]");
        expect(String(dict.get(name("F")))).toBe("4");
      }
      const annotations = (await PDFDocument.load(bytes)).getPage(0).node.Annots()?.asArray().map(String);
      expect(annotations).toEqual(fields.map(({ number }) => `${number} 0 R`));
      expect(house.verify(bytes)).toMatchObject({ verdict: "valid", level: "B-T" });
    },
  );
});

describe("a file sealed by the first version of this room", () => {
  const kept = (file: string) => readFileSync(fileURLToPath(new URL(file, import.meta.url)));

  it("is verified as it was then, whatever has become of the room since", () => {
    const report = verifySeal(kept("seal-2026.pdf"), { roots: [kept("seal-2026.cer")], at: "2026-06-01T12:00:00Z" });
    expect(report).toMatchObject({
      verdict: "valid",
      level: "B-LTA",
      provenAt: "2026-05-20T12:00:01.000Z",
      unsigned: { length: 1184, sha256: "5470b952f86c868417e90a3e77e14edae75a4ca18fd0c174fcedcd8427ca24ae" },
      later: ["validation-data", "document-timestamp", "validation-data", "document-timestamp"],
    });
  });
});
