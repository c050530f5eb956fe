/** The documents that validators are asked about: real submissions of both forms, handed in and signed by the rules themselves. */
import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { overFrom } from "#domain/counting";
import {
  type Answers,
  type AnswerValue,
  emptyAnswer,
  isAnswered,
  type Question,
  questions,
  type Template,
  tidy,
} from "#domain/form";
import { filled } from "#domain/rounds";
import type { AttachedFile } from "#domain/submission";
import plan2021 from "#domain/templates/plan-2021";
import report2021 from "#domain/templates/report-2021";
import { aLife, anRss, textOf } from "#tests/builders";
import { aDecision } from "#tests/decisions";
import type { Material } from "#tests/made-documents";
import { oddText } from "#tests/unit/independent-count";
import { type Decided, decisionDocument } from "../../lambdas/document/decision.ts";
import { type Signed, submissionDocument } from "../../lambdas/document/submission.ts";

/** What to make: `words` must be found in it as they stand; `attached` are the bytes of its files by their ids. */
type Wish = {
  name: string;
  material: Material;
  signed: Signed;
  attached: Map<string, Uint8Array>;
  words: string[];
};
/** `missing`: characters that no font of the portal's has. */
export type Written = Wish & { path: string; missing: string[] };

/** Files as they are uploaded: their content is nothing to us, so none is parsed and any bytes do. */
export const three: [name: string, type: string, bytes: Uint8Array][] = [
  ["Handlingsplan för länet 2021–2023.pdf", "application/pdf", Buffer.from("%PDF-1.4\n%%EOF\n")],
  [
    "Lägesbild (åtta sidor).docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Buffer.from("PK\u0003\u0004 lägesbild"),
  ],
  ["Čáhppes govva ŋ.png", "image/png", Uint8Array.from({ length: 3000 }, (_, index) => (index * 7) % 256)],
];

const filesOf = (attached: typeof three): AttachedFile[] =>
  attached.map(([name, type, bytes], index) => ({
    ...{ id: `file-${index + 1}`, name, type, size: bytes.length },
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...{ key: `attachments/${index}`, object: "1" },
  }));

type Makings = {
  answers: Answers;
  attached?: typeof three;
  people?: { head: string; writer: string };
  rss?: { name?: string; county?: string; host?: string };
  words?: string[];
};

export function wish(
  name: string,
  template: Template,
  { answers, attached = [], people = { head: "Anna Berg", writer: "Maja Lind" }, rss, words = [] }: Makings,
): Wish {
  const files = filesOf(attached);
  const life = aLife({ state: "submitted", template, answers, files, rss: anRss(rss) });
  const version = life.versions[0];
  const event = life.events.at(-1);
  if (!version || event?.fact.type !== "signed") throw new Error(`${name} was never signed`);
  const { receipt, evidence } = event.fact;
  const portal = "https://plan.example.se";
  const names = { [receipt.by]: people.head, [version.by]: people.writer };
  const inside = new Map(files.map(({ id }, index) => [id, attached[index]?.[2] ?? new Uint8Array()]));
  return {
    name: `${template.id} ${name}`,
    material: { event, version, told: life.events, names, portal, attached: inside },
    signed: {
      version,
      template: filled(template, version.round),
      receipt,
      evidence,
      ...people,
      // Who signs in the portal registers that too.
      registrar: people.head,
      portal,
    },
    attached: inside,
    words: [...words, people.head, people.writer, receipt.number],
  };
}

/** How a form may be filled in: what stands in each text, of at most so many characters, and how many rows a table has. */
type Hand = { text: (limit: number, index: number) => string; rows: (max: number) => number; explains: boolean };

/** Every question answered, none in error. A report has as many goals to answer for as there are rows. */
const answersBy = (template: Template, { text, rows, explains }: Hand): Answers =>
  Object.fromEntries(
    questions(template)
      .filter(isAnswered)
      .map((question, index) => [question.id, answerTo(question, (limit) => text(limit, index), rows, explains)]),
  );

function answerTo(
  question: Question,
  text: (limit: number) => string,
  rows: Hand["rows"],
  explains: boolean,
): AnswerValue {
  const listed = <Value>(max: number, of: (index: number) => Value) =>
    Array.from({ length: rows(max) }, (_, at) => of(at));
  switch (question.kind) {
    case "line":
      return text(question.limit).replace(/\s+/g, " ");
    case "text":
      return text(question.limit);
    case "rows":
      return listed(question.max, (at) => ({ name: text(200).replace(/\s+/g, " "), email: `rad.${at}@example.se` }));
    case "tick":
      return { ticked: !explains, explanation: explains ? text(question.explain.limit) : "" };
    case "choice":
      return question.options[0]?.id ?? "";
    case "number":
      return "15";
    case "goals":
      return listed(question.max, (at) => ({ id: `${question.id}-${at}`, text: text(question.limit) }));
    case "outcomes":
      // Twelve goals at their limits in each of four areas would be more than a submission holds.
      return listed(6, (at) => ({
        ...{ id: `g${at}`, goal: text(300), how: text(question.limit) },
        state: question.states[at % question.states.length]?.id ?? "",
      }));
    default:
      return emptyAnswer(question);
  }
}

/** Brief answers, with these words in them. */
const brief = (template: Template, words: string[]): Answers =>
  answersBy(template, {
    text: (limit, index) => (words[index % words.length] ?? "").slice(0, limit),
    rows: (max) => Math.min(max, 2),
    explains: false,
  });

const longest = (template: Template): Answers =>
  answersBy(template, { text: (limit, index) => textOf(limit, index), rows: (max) => max, explains: true });

/** Each language with all its letters, and a word or two that may stand in an answer. */
const sami: [language: string, words: string[]][] = [
  ["North Sami", ["Áigi čoahkkin đat ŋ šaddat ŧ žámus", "ÁČĐŊŠŦŽ áčđŋšŧž", "Ráŋggáštus", "Guovžžas"]],
  ["Lule Sami", ["Ájgge sáhka ńuolla ŋ åvddål ämmo", "ÁŃŊÅÄ áńŋåä", "Jåhkåmåhkke", "Vuońńam"]],
  ["South Sami", ["Åarjelsaemien gïele, Öövre, Ïjje, Æøvre", "ÏÖÅÆØ ïöåæø", "Gïeleöörnedh", "Tjïelte"]],
  ["Skolt Sami", ["Sääʹmǩiõll, ǥǧǩŋõšžåäö, ʒâʼn ǯuõʹpp", "ÂČƷǮĐǦǤǨŊÕŠŽ âčʒǯđǧǥǩŋõšž", "Njuõʹttjäuʹrr", "Ǩeâllʼjam"]],
];

const emoji = ["Tummen upp 👍 och 👩‍👩‍👧 samt 🏳️‍🌈 i texten", "🎉", "Före 🇸🇪 efter", "☑ ✓ → ❤️ 日本"];

const inLetters = (template: Template): Wish[] =>
  sami.map(([language, words]) => {
    const [sentence = "", , name = "", place = ""] = words;
    return wish(`in ${language}`, template, {
      answers: brief(template, words),
      people: { head: `${name} Berg`, writer: `Maja ${place}` },
      rss: { name: `RSS ${place}`, county: place, host: `Region ${name}` },
      words: [...words.slice(2), sentence.split(" ")[0] ?? ""],
    });
  });

const chosen = (template: Template): Wish[] => [
  wish("short", template, { answers: brief(template, ["Ja."]) }),
  wish("longest", template, { answers: longest(template) }),
  ...inLetters(template),
  wish("with emoji", template, { answers: brief(template, emoji), words: ["Tummen upp", "Före"] }),
  wish("with three files", template, {
    answers: brief(template, ["Se bilagorna."]),
    attached: three,
    words: three.map(([name]) => name.split(" ")[0] ?? ""),
  }),
];

const anything: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: oddText },
  { weight: 2, arbitrary: fc.array(oddText, { minLength: 3, maxLength: 8 }).map((lines) => `– ${lines.join("\n– ")}`) },
  { weight: 2, arbitrary: fc.tuple(fc.nat(1000), fc.nat(11)).map(([length, seed]) => textOf(length, seed)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 40, max: 400 }).map((length) => "oavbrutetord".repeat(50).slice(0, length)),
  },
  { weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme-composite", maxLength: 200 }) },
);

/** Within the limit, and never nothing: that would be no answer. */
const fitting = (text: string, limit: number): string => {
  const worded = tidy(text) === "" ? "Inget." : text;
  return worded.slice(0, overFrom(worded, limit)) || "x";
};

const anyWish: fc.Arbitrary<(name: string) => Wish> = fc
  .record({
    template: fc.constantFrom(plan2021, report2021),
    texts: fc.array(anything, { minLength: 8, maxLength: 24 }),
    rows: fc.integer({ min: 1, max: 6 }),
    explains: fc.boolean(),
    attached: fc.subarray(three),
  })
  .map(({ template, texts, rows, explains, attached }) => {
    let next = 0;
    const text = (limit: number) => fitting(texts[next++ % texts.length] ?? "", limit);
    const answers = answersBy(template, { text, rows: (max) => Math.min(rows, max), explains });
    return (name: string) => wish(name, template, { answers, attached });
  });

/** Always the same ones, so that what is found in one run is found in the next. */
const atRandom = (count: number): Wish[] =>
  fc.sample(anyWish, { seed: 20_210_531, numRuns: count }).map((make, index) => make(`at random ${index + 1}`));

/** Renders the corpus into a folder: sixteen chosen documents, and so many at random. */
export async function corpus(folder: string, random: number): Promise<Written[]> {
  await mkdir(folder, { recursive: true });
  const written: Written[] = [];
  for (const each of [...chosen(plan2021), ...chosen(report2021), ...atRandom(random)]) {
    const { bytes, missing } = await submissionDocument(each.signed, each.attached);
    const path = join(folder, `${each.name.replaceAll(" ", "-")}.pdf`);
    await writeFile(path, bytes);
    written.push({ ...each, path, missing });
  }
  return written;
}

export type WrittenDecision = {
  name: string;
  path: string;
  material: Material;
  decided: Decided;
  words: string[];
  missing: string[];
};

const [[, [sentence = "", , name = "", place = ""]]] = sami.slice(3) as [(typeof sami)[number]];

const decisions: [name: string, wish: NonNullable<Parameters<typeof aDecision>[0]>][] = [
  ["granted", {}],
  ["granted-without-reasons", { reasons: "", payee: null }],
  ["granted-at-length", { reasons: textOf(4000) }],
  [
    "rejected",
    { outcome: "rejected", reasons: "Planen går inte att följa upp:\n- mål saknas\n- bara två kommuner är med" },
  ],
  ["report-approved", { template: report2021, reasons: `Tack 👍 för rapporten. ${"oavbrutetord".repeat(20)}` }],
  ["report-rejected", { template: report2021, outcome: "rejected", reasons: "Utfallet saknas." }],
  [
    "in-Skolt-Sami",
    {
      reasons: sentence,
      people: { decided: `${name} Ström`, attested: `Johan ${place}` },
      rss: { name: `RSS ${place}`, county: place, host: `Region ${name}` },
    },
  ],
];

/** Decisions of every kind, rendered into the same folder. */
export async function decisionCorpus(folder: string): Promise<WrittenDecision[]> {
  await mkdir(folder, { recursive: true });
  const written: WrittenDecision[] = [];
  for (const [called, wanted] of decisions) {
    const { decided, material } = aDecision(wanted);
    const { bytes, missing } = await decisionDocument(decided, "whole");
    const path = join(folder, `decision-${called}.pdf`);
    await writeFile(path, bytes);
    const words = [decided.decided.by, decided.rss.name, `${decided.receipt.number}-BESLUT`];
    written.push({ name: `decision ${called}`, path, material, decided, words, missing });
  }
  return written;
}
