/** What a document must say, all of it and in order: from the submission, and not from how it is laid out. */
import { collectGraphemes } from "unicode-segmenter/grapheme";
import type { Block } from "#domain/blocks";
import { dayOf } from "#domain/deadlines";
import { type AnswerValue, questions, type Row, type Tick, tidy } from "#domain/form";
import { formatDay } from "#domain/formats";
import { printout } from "#domain/printout";
import { codeOf } from "#domain/submission";
import { documentTexts } from "#domain/texts/by-language";
import type { Written, WrittenDecision } from "./corpus.ts";

/** A line may break at any space, and a program may put one where a letter is moved or a group ends. */
export const pressed = (text: string) => text.normalize("NFC").replace(/\s+/g, "");

/** Word's bullets, as they look in the font that they are written in. */
const bullets: Record<string, string> = { "\uF0A7": "▪", "\uF0B7": "•", "\uF0D8": "→", "\uF0FC": "✓" };

/** A text as a reader sees it: □ for what no font has, and nothing for what shapes emoji. Pressed. */
const seen = (text: string, missing: string[]): string =>
  pressed(
    // A sign may stand on a space, of whatever kind, and is one character with it.
    collectGraphemes(text.normalize("NFC").replace(/[\t\u2000-\u2006\u2008-\u200A\u205F\u3000]/g, " "))
      .map((grapheme) => (missing.includes(grapheme) ? "□" : (bullets[grapheme] ?? grapheme)))
      .join("")
      .replace(/\u200C|\u200D|[\uFE00-\uFE0F]/g, ""),
  );

/** Texts that stand beside each other, as the cells of a row; most stand alone. */
type Beside = string[];

const alone = (...texts: string[]): Beside[] => texts.map((text) => [text]);

function wordsOf(block: Block): Beside[] {
  switch (block.kind) {
    case "heading":
      return alone(block.number ? `${block.number}.` : "", block.text);
    case "paragraph":
      return alone(block.text);
    case "answer":
      return alone(block.text || "–");
    case "table":
      return [block.columns, ...block.rows];
    case "choice":
      return alone(block.text, block.explanation ?? "");
    case "files":
      return block.files.flatMap(({ name, size, sha256 }) =>
        alone(name, size < 1000 ? `${size} B` : `${Math.round(size / 1000)} kB`, "SHA-256", sha256),
      );
    default:
      throw new Error(`no form has ${block.kind}`);
  }
}

/** Pressed. `heads`: of tables, drawn again when a table goes on on another page. */
type Form = { words: Beside[]; heads: string[] };

/** The form from its title to its last line. */
export function formOf({ signed, missing }: Written): Form {
  const { version, template, receipt, evidence, head } = signed;
  const printable = {
    ...{ answers: version.answers, files: version.files, county: version.rss.county },
    signature: { date: formatDay(dayOf(receipt.signedAt)), head },
  };
  const all = (texts: string[]) => texts.map((text) => seen(text, missing));
  const blocks = printout(template, printable, documentTexts[evidence.language]);
  return {
    words: [[template.title], ...blocks.flatMap(wordsOf)].map(all),
    heads: blocks.flatMap((block) => (block.kind === "table" ? [all(block.columns).join("")] : [])),
  };
}

const valuesOf = (value: AnswerValue): string[] => {
  const settled = tidy(value);
  if (typeof settled === "string") return [settled];
  if (!Array.isArray(settled)) return [(settled as Tick).explanation];
  return settled.flatMap(({ id, state, ...cells }: Row) => Object.values(cells));
};

/** Everything that somebody wrote, in the order of the form. Pressed. */
export const answersOf = ({ signed: { version, template }, missing }: Written): string[] =>
  questions(template)
    .filter(({ kind }) => kind !== "choice" && kind !== "goals")
    .flatMap(({ id }) => valuesOf(version.answers[id] ?? ""))
    .filter((text) => text !== "")
    .map((text) => seen(text, missing));

/** What the portal adds below the form, in order: the receipt, who signed and with which words, the seal's panel. Pressed. */
export function closingOf({ signed, missing }: Written): string[] {
  const { version, receipt, evidence, head, writer } = signed;
  const code = codeOf(receipt.hash);
  const shown = evidence.method === "portal" ? [evidence.shown] : [];
  return [
    receipt.number,
    code,
    version.rss.name,
    writer,
    version.hash,
    head,
    version.rss.name,
    ...shown,
    receipt.number,
  ]
    .concat(code, "plan.example.se/kontrollera")
    .map((text) => seen(text, missing));
}

/** What a decision must say, from the event and not from how it is laid out. Pressed. */
export function decisionSays({ decided, missing }: WrittenDecision): string[] {
  const { event, rss, receipt, decided: first, attested, template } = decided;
  const { fact } = event;
  const money = fact.type === "approved" && fact.amount !== null;
  const grouped = (kronor: number) => String(kronor).replace(/(?=(...)+$)/g, " ");
  return [
    ...["Beslut", template.title, rss.name, rss.host, formatDay(dayOf(event.at)), "SKR", rss.name],
    ...(money ? [`${grouped(fact.amount ?? 0)} kronor`] : []),
    fact.reasons ?? "",
    ...(money && fact.payee ? Object.values(fact.payee) : []),
    ...[first.by, ...(attested ? [attested.by] : []), `${receipt.number}-BESLUT`, codeOf(event.hash), event.hash],
    ...[receipt.number, codeOf(receipt.hash), receipt.hash, "beslut.json", event.hash, "uppgifter.json"],
    ...[`${receipt.number}-BESLUT`, codeOf(event.hash), "plan.example.se/kontrollera"],
  ].map((text) => seen(text, missing));
}

/** The first of these that does not stand in the text after the one before it; null when all do. */
export function outOfOrder(items: string[], text: string): string | null {
  let at = 0;
  for (const item of items) {
    const found = text.indexOf(item, at);
    if (found < 0) return item;
    at = found + item.length;
  }
  return null;
}

/**
 * What stands on the pages below the form when it has been read through, page after page, pressed. Throws where they part, with what
 * stands there. A table that goes on has its head once more on top of the page; a row that goes on has a part of each cell there.
 */
export function readThrough(pages: string[], { words, heads }: Form): string {
  const left = words.slice();
  let below = "";
  for (const [index, page] of pages.map(pressed).entries()) {
    const next = left[0]?.join("") ?? "";
    const again = heads.find((head) => index > 0 && page.startsWith(head) && !next.startsWith(head)) ?? "";
    let here = page.slice(again.length);
    while (left[0] && here !== "") {
      const whole = left[0].join("");
      const rest = here.startsWith(whole) ? null : restOf(left[0], here);
      if (rest) left[0] = rest;
      else if (here.startsWith(whole)) left.shift();
      else throw new Error(`page ${index + 1} says “${here.slice(0, 60)}” for “${whole.slice(0, 60)}”`);
      here = rest ? "" : here.slice(whole.length);
    }
    below += here;
  }
  if (left.length > 0) throw new Error(`unsaid: ${left.join().slice(0, 80)}`);
  return below;
}

/** What remains of each text when a page ends with the beginning of each; null when it does not. */
function restOf([text, ...others]: Beside, page: string): Beside | null {
  if (text === undefined) return page === "" ? [] : null;
  for (let length = sharedStart(text, page); length >= 0; length -= 1) {
    const rest = restOf(others, page.slice(length));
    if (rest) return [text.slice(length), ...rest];
  }
  return null;
}

function sharedStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
