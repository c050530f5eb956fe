/**
 * Which characters the document can show. What no font of ours has stands there as □ (the machine-readable copy inside keeps it), so
 * the writer is told before handing in. The fonts are the server's; this is what they have, so that the browser knows it too.
 */
import { collectGraphemes } from "unicode-segmenter/grapheme";
import { normalise } from "./counting.ts";

// Ranges of code points as differences in base 36: from the last range's end to the next one's beginning, and its length less one.
// A test holds it against the fonts.
const coverage =
  "w 2m y k7 3 5 5 6 2 0 2 j 2 1q f 8v r5 3j 3e9 g 5 0 2 7 c2 8 3c 6x 2 7u 3 5 3 11 3 5 3 7 2 0 2 0 2 0 2 u 3 1g 2 " +
  "e 2 d 3 5 2 i 3 2 2 8 2 2s 2 b 3 q 2 c 4 v 1d 0 g 2n 11 0 5 0 7 9 f 0 14 3 k 0 p 0 2 1 3 0 9 0 2 1 3 0 4 1 4 1 " +
  "a 0 2 0 b 1 h 0 o 1 3 1 4d 1 d 0 8 0 4 5 4 1 5 0 hh 1 9 2 6 8 2 8 2 0 3 3 3 0 9 1 d 0 16 1 4 0 11 2 3 3 u 0 3 0 " +
  "2 1 4 1 4o 1 3 1 1m 0 9 5 4 0 3m 3 vr v 9t 3h noj 2n 2p 5m 6 1 2 0 2 4 p d 74 0 1b 0 ea 1n fpx 6 l6 0 w f 5s 0 " +
  "71 1 1hf 5 2 15 2 8 16iu u 3jj 2 w 0 1n 5 my 0 2x 0 fq 0 cu 0";

let ranges: [from: number, to: number][] | undefined;

function rangesOf(): [from: number, to: number][] {
  const read: [number, number][] = [];
  let at = 0;
  const steps = coverage.split(" ").map((step) => Number.parseInt(step, 36));
  for (let n = 0; n < steps.length; n += 2) {
    const from = at + (steps[n] ?? 0);
    at = from + (steps[n + 1] ?? 0);
    read.push([from, at]);
  }
  return read;
}

function isDrawn(point: number): boolean {
  ranges ??= rangesOf();
  return ranges.some(([from, to]) => from <= point && point <= to);
}

// Word writes its bullets in private code points, and some spaces and breaks are settled before anything is drawn.
const settled = /[\n\t\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uF0A7\uF0B7\uF0D8\uF0FC]/u;
const joiners = /\u200C|\u200D|[\uFE00-\uFE0F]/g;

/** The characters, as a reader sees them, that the document will show as □; each once, in the order they come. */
export function missingLetters(text: string): string[] {
  const missing = new Set<string>();
  for (const grapheme of collectGraphemes(normalise(text))) {
    const bare = settled.test(grapheme) ? "" : grapheme.replace(joiners, "");
    if (!Array.from(bare).every((each) => isDrawn(each.codePointAt(0) ?? 0))) missing.add(grapheme);
  }
  return [...missing];
}
