/**
 * Text before it becomes lines: where it may break.
 * Nothing here knows fonts; a measure is passed in.
 */
import { collectGraphemes } from "unicode-segmenter/grapheme";

/** Width of a text in points, in one style. */
export type Measure = (text: string) => number;

// Spaces that may break become plain ones, and those that may not become U+00A0, so that the rest knows two kinds only.
const breaking = /[\t\u1680\u2000-\u2006\u2008-\u200A\u205F\u3000]/g;
const fixed = /[\u2007\u202F]/g;
// "400 000 kronor", "1 250 000 kr", "50 %": an amount torn in two at a line end is easily misread.
const amount =
  /(?<![\d\u00A0])\d{1,3}(?:[ \u00A0]\d{3}){0,3}(?!\d)(?: (?:kr|kronor|tkr|mnkr|%|procent)(?![\p{L}\p{N}]))?/gu;

/** A text with its spaces settled: tabs and odd spaces plain, amounts held together. LF stays. */
export function settle(text: string): string {
  return text
    .replace(/[\u2028\u2029]/g, "\n")
    .replace(/\t/g, "    ")
    .replace(breaking, " ")
    .replace(fixed, "\u00A0")
    .replace(amount, (found) => found.replaceAll(" ", "\u00A0"));
}

type Piece = { text: string; gap: string };

// After a hyphen, dash or slash between words ("hälso-|och", "RSS/|länsstyrelsen"), but not in "e-post" or "2021–2023".
const seam = /(?<=\p{L}{2}[-–—/])(?=\p{L}{2})/u;

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (const [, word = "", gap = ""] of text.matchAll(/([^ ]+)( *)/g)) {
    const parts = word.split(seam);
    for (const [index, part] of parts.entries()) found.push({ text: part, gap: index === parts.length - 1 ? gap : "" });
  }
  return found;
}

// An address breaks rather here than between two letters.
const joint = /[/?&=_.,:;\-–\u00A0]/;

/** Cuts a word that is wider than a whole line, e.g. a web address. No hyphen is added: it would seem part of the word. */
function cut(word: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let rest = collectGraphemes(word);
  while (rest.length > 1 && measure(rest.join("")) > width) {
    let low = 1;
    for (let high = rest.length - 1; low < high; ) {
      const middle = Math.ceil((low + high) / 2);
      if (measure(rest.slice(0, middle).join("")) <= width) low = middle;
      else high = middle - 1;
    }
    const last = rest.slice(0, low).findLastIndex((character) => joint.test(character)) + 1;
    const at = last > low / 2 ? last : low;
    parts.push(rest.slice(0, at).join(""));
    rest = rest.slice(at);
  }
  return [...parts, rest.join("")];
}

/**
 * Breaks one settled text without LF into lines no wider than `width`, every character kept. The spaces a line was broken at stand at
 * its end, past the width: unseen, but they part the words for whoever has the text read aloud or copies it.
 */
export function wrap(text: string, width: number, measure: Measure): string[] {
  const lines: string[] = [];
  const space = measure(" ");
  let line = "";
  let used = 0;
  for (const { text: word, gap } of pieces(text)) {
    const wide = measure(word);
    if (line !== "" && used + wide > width + 0.01) {
      lines.push(line);
      line = "";
      used = 0;
    }
    if (wide > width) {
      const parts = cut(word, width, measure);
      line = parts.pop() ?? "";
      lines.push(...parts);
      used = measure(line);
    } else {
      line += word;
      used += wide;
    }
    line += gap;
    used += gap.length * space;
  }
  if (line !== "" || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}
