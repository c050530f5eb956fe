/**
 * A process of its own, whose memory is its own: makes and seals the document of a plan with one file attached, for honest files first and
 * then for each hostile one that the portal keeps, and tells of each what became of it and what it cost.
 */
import { createHash } from "node:crypto";
import { PDFDocument } from "pdf-lib";
import { keyOf, maxFileSize, mediaTypeOf } from "#domain/attachments";
import { instant } from "#domain/deadlines";
import type { Step } from "#domain/steps";
import type { AttachedFile } from "#domain/submission";
import { aLife, answersFilled } from "#tests/builders";
import { textsOf } from "#tests/e2e/pdf-text";
import { type Hostile, hostileFiles } from "#tests/hostile-files";
import { documentsMade } from "#tests/made-documents";
import { sealServices } from "#tests/seal-services";
import { verifySeal } from "../../lambdas/seal/verify.ts";

export type Told = {
  what: string;
  outcome: "kept" | "infected";
  /** Milliseconds to make, seal and stamp the document. */
  took: number;
  /** How often the very bytes stand in the sealed document as a stream of their own. */
  embedded: number;
  /** Whether a document with another file of that name, size and checksum is the same but for the file. */
  indifferent: boolean;
  /** Whether the document names the file and its checksum. */
  named: boolean;
  isSealed: boolean;
};
export type Cost = { loads: number; before: number; after: number };

// Whoever had a PDF parsed would come this way.
let loads = 0;
const load = PDFDocument.load.bind(PDFDocument);
PDFDocument.load = (...given) => {
  loads += 1;
  return load(...given);
};

const at = Date.parse("2021-06-01T09:00:00.000Z");
const services = sealServices(() => at);
const most = () => process.resourceUsage().maxRSS * 1024;
const digest = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest("hex");

/** As brief as a plan may be: what is measured is the file. */
const brief = Object.fromEntries(["7a", "7b", "8a", "8b", "9a", "9b", "10a", "10b", "12"].map((id) => [id, 20]));
const answers = answersFilled({ lengths: brief });

function materialOf(name: string, bytes: Buffer) {
  const file: AttachedFile = {
    ...{ id: "f1", name, type: mediaTypeOf(name) ?? "", size: bytes.length, sha256: digest("sha256", bytes) },
    ...{ key: keyOf("2021.W", "f1"), object: "1" },
  };
  const { versions, events } = aLife({ state: "submitted", answers, files: [file] });
  const [version, event] = [versions[0], events.at(-1)];
  if (!version || event?.fact.type !== "signed") throw new Error("never signed");
  const names = { [event.fact.receipt.by]: "Anna Berg", [version.by]: "Maja Lind" };
  const portal = "https://plan.example.se";
  return { file, event, version, told: events, names, portal, attached: new Map([["f1", bytes]]) };
}

type Material = ReturnType<typeof materialOf>;

const made = (material: Material, verdict: "clean" | "infected", steps: Step[] = ["document", "seal", "timestamp"]) =>
  documentsMade(services, material, { now: instant(at), steps, verdict: () => verdict });

const asStream = (bytes: Buffer) => Buffer.concat([Buffer.from("stream\n"), bytes, Buffer.from("\nendstream")]);

/** The document with nothing where the file and its checksum (ISO 32000-1, Table 46) stand. */
function without(document: Buffer, bytes: Buffer): Buffer {
  const rest = Buffer.from(document);
  const place = rest.indexOf(asStream(bytes)) + "stream\n".length;
  rest.fill(0, place, place + bytes.length);
  const checksum = rest.indexOf(`/CheckSum <${digest("md5", bytes)}>`);
  if (checksum < 0) throw new Error("no checksum of the file");
  return rest.fill(0, checksum, checksum + "/CheckSum <>".length + 32);
}

const count = (document: Buffer, part: Buffer): number => {
  let found = 0;
  for (let place = document.indexOf(part); place >= 0; place = document.indexOf(part, place + 1)) found += 1;
  return found;
};

/** By what their bytes are: a name says nothing that its bytes do not. */
const compared = new Set<string>();

async function told({ what, name, storedAs = name, bytes: make, outcome }: Hostile): Promise<Told> {
  const bytes = make();
  const material = materialOf(storedAs, bytes);
  const isKept = outcome === "kept";
  const since = performance.now();
  const documents = await made(material, isKept ? "clean" : "infected");
  const took = performance.now() - since;
  const [unsigned, sealed] = [documents.get("unsigned"), documents.get("B-T")].map((each) => Buffer.from(each ?? ""));
  if (!unsigned || !sealed) throw new Error("not made");
  const isNew = isKept && !compared.has(material.file.sha256);
  compared.add(material.file.sha256);
  const honest = Buffer.alloc(bytes.length, "a");
  const another = { ...material, attached: new Map([["f1", honest]]) };
  const twin = isNew && Buffer.from((await made(another, "clean", ["document"])).get("unsigned") ?? "");
  const words = isKept ? [] : textsOf(unsigned);
  const says = (text: string) => words.some((face) => face.includes(text.replace(/\s/g, "")));
  const { verdict } = await verifySeal(sealed, { roots: services.roots, at: instant(at + 1000) });
  return {
    ...{ what, outcome: isKept ? "kept" : "infected", took, isSealed: verdict === "valid" },
    embedded: count(sealed, asStream(bytes)),
    indifferent: twin === false || without(unsigned, bytes).equals(without(twin, honest)),
    named: isKept || (says(storedAs) && says(material.file.sha256)),
  };
}

// The largest honest ones: what is measured is what hostile ones add to the most that those take.
for (let n = 0; n < 2; n += 1) await made(materialOf(`${n}.pdf`, Buffer.alloc(maxFileSize - n, "a")), "clean");
const before = most();
for (const hostile of hostileFiles.filter(({ outcome }) => outcome === "kept" || outcome === "infected"))
  process.send?.(await told(hostile));
process.send?.({ loads, before, after: most() } satisfies Cost);
process.disconnect();
