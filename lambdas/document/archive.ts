/**
 * What an archive asks of a file beside its pages: PDF/A-3a (ISO 19005-3), or PDF/A-2a (ISO 19005-2) without embedded files, and
 * PDF/UA-1 (ISO 14289-1). Metadata in XMP, an output intent, and the files the document was made from.
 */
import { createHash } from "node:crypto";
import { ascii, type Dict, date, name, type PdfObjects, type Ref, text } from "./objects.ts";

export type About = {
  title: string;
  author: string;
  /** BCP 47, e.g. "sv-SE". */
  language: string;
  /** ISO 8601 instant, in UTC. */
  createdAt: string;
};

export const software = { creator: "RSS-portalen", producer: "RSS-portalen" } as const;

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

// The schema of pdfuaid is not among those PDF/A knows, so it is described (ISO 19005-3, 6.6.2.3.2).
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>`;

/** XMP (ISO 16684-1). Dates without fractions, as in the file's Info. */
function xmp({ title, author, language, createdAt }: About, part: 2 | 3): string {
  const date = `${createdAt.slice(0, 19)}Z`;
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${escaped(author)}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>${language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${date}</xmp:CreateDate>
<xmp:ModifyDate>${date}</xmp:ModifyDate>
<xmp:CreatorTool>${software.creator}</xmp:CreatorTool>
<pdf:Producer>${software.producer}</pdf:Producer>
<pdfaid:part>${part}</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
${uaSchema}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`;
}

const s15Fixed16 = (value: number) => Math.round(value * 65536);
const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32BE(value, index * 4);
  return bytes;
};

/**
 * sRGB (IEC 61966-2-1) as an ICC profile, version 4.2 (ICC.1:2004-10): primaries and white adapted to D50 by Bradford, and its
 * curve as a parametric one. Made here, from published figures, so that no profile's licence travels with the document.
 */
export function srgbProfile(): Uint8Array {
  const tag = (type: string, ...body: Buffer[]) => Buffer.concat([Buffer.from(type, "latin1"), words(0), ...body]);
  const xyz = (...values: number[]) => tag("XYZ ", words(...values.map(s15Fixed16)));
  const words16 = (value: string) => {
    const utf16 = Buffer.from(value, "utf16le").swap16();
    return tag("mluc", words(1, 12), Buffer.from("enUS", "latin1"), words(utf16.length, 28), utf16);
  };
  const curve = tag("para", words(3 << 16, ...[2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045].map(s15Fixed16)));
  const adapted = [1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168];
  const tags: [name: string, body: Buffer][] = [
    ["desc", words16("sRGB")],
    ["cprt", words16("No copyright, use freely")],
    ["wtpt", xyz(0.9642, 1, 0.8249)],
    ["chad", tag("sf32", words(...adapted.map(s15Fixed16)))],
    ["rXYZ", xyz(0.43607, 0.22249, 0.01392)],
    ["gXYZ", xyz(0.38515, 0.71687, 0.09708)],
    ["bXYZ", xyz(0.14307, 0.06061, 0.7141)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const bodies = tags.map(([, body]) => Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]));
  let at = 128 + 4 + tags.length * 12;
  const table = tags.map(([name, body], index) => {
    const entry = Buffer.concat([Buffer.from(name, "latin1"), words(at, body.length)]);
    at += bodies[index]?.length ?? 0;
    return entry;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at, 0);
  header.writeUInt32BE(0x04200000, 8);
  header.write("mntrRGB XYZ ", 12, "latin1");
  for (const [index, value] of [2004, 10, 1, 0, 0, 0].entries()) header.writeUInt16BE(value, 24 + index * 2);
  header.write("acsp", 36, "latin1");
  words(...[0.9642, 1, 0.8249].map(s15Fixed16)).copy(header, 68);
  return Buffer.concat([header, words(tags.length), ...table, ...bodies]);
}

/** A file that travels inside the document, byte for byte as given. */
export type AssociatedFile = {
  name: string;
  /** MIME type. */
  type: string;
  bytes: Uint8Array;
  /** ISO 32000-2, 14.13 and ISO 19005-3, Annex E: what the document was made from, or what comes beside it. */
  relationship: "Source" | "Supplement";
  description: string;
  /** ISO 8601 instant. */
  at: string;
  /** Whether to deflate it: text; what people attach is mostly packed already. */
  deflate: boolean;
};

function embed(pdf: PdfObjects, file: AssociatedFile): Ref {
  const { bytes } = file;
  const dict = {
    Type: "/EmbeddedFile",
    Subtype: name(file.type),
    Params: {
      Size: bytes.length,
      ModDate: date(file.at),
      // What the format asks for (ISO 32000-1, Table 46); the SHA-256 that counts is printed in the document.
      CheckSum: `<${createHash("md5").update(bytes).digest("hex")}>`,
    },
  };
  const ref = file.deflate ? pdf.packed(bytes, dict) : pdf.stream(bytes, dict);
  // For old readers: ASCII, and no character that means something in a path.
  const plain = file.name
    .normalize("NFD")
    .replace(/[^ -~]/g, "")
    .replace(/[\\/:()]/g, "_");
  return pdf.add({
    Type: "/Filespec",
    F: ascii(plain),
    UF: text(file.name),
    Desc: text(file.description),
    AFRelationship: `/${file.relationship}`,
    EF: { F: ref, UF: ref },
  });
}

/** Two files of one name would hide each other in a reader's list. */
function distinct(files: AssociatedFile[]): AssociatedFile[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const dot = file.name.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [file.name.slice(0, dot), file.name.slice(dot)] : [file.name, ""];
    let { name } = file;
    for (let n = 2; taken.has(name); n += 1) name = `${stem} (${n})${ending}`;
    taken.add(name);
    return { ...file, name };
  });
}

/** What the catalogue of a file for the archive has. `files` null: none at all, and PDF/A-2a, which some archives ask for. */
export function archived(pdf: PdfObjects, about: About, files: AssociatedFile[] | null): Dict {
  // Readable without inflating: archives look for it so.
  const metadata = pdf.stream(Buffer.from(xmp(about, files ? 3 : 2), "utf8"), { Type: "/Metadata", Subtype: "/XML" });
  const intent = {
    Type: "/OutputIntent",
    S: "/GTS_PDFA1",
    OutputConditionIdentifier: ascii("sRGB IEC61966-2.1"),
    Info: ascii("sRGB IEC61966-2.1"),
    DestOutputProfile: pdf.packed(srgbProfile(), { N: 3 }),
  };
  const always = { Metadata: metadata, OutputIntents: [intent] };
  if (!files || files.length === 0) return always;
  const specs = distinct(files).map((file) => embed(pdf, file));
  // A name tree is sorted by its keys' bytes; numbers keep the order the files have in the document.
  const names = specs.flatMap((spec, index) => [ascii(String(index).padStart(3, "0")), spec]);
  return { ...always, Names: { EmbeddedFiles: { Names: names } }, AF: specs };
}
