/**
 * How a text is counted and frozen: the same function in the browser, on the server, in the document and in exports.
 *
 * A character is what a reader sees as one (an extended grapheme cluster, UAX #29); a line break is one. Word and many
 * forms count otherwise, so the rule is told under each field.
 */
import { countGraphemes, graphemeSegments } from "unicode-segmenter/grapheme";

// Soft hyphen, zero-width space, word joiner, byte order mark; C0 and C1 save LF and TAB; bidi controls; halves of
// surrogate pairs. The joiners U+200C and U+200D stay: they hold emoji and some scripts together.
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this removes
  /[\u00AD\u200B\u2060\uFEFF\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Surrogate}/gu;

/**
 * The form in which a text is counted, frozen and printed; drafts keep the raw text.
 * Composing (NFC) comes after the removal, so that normalising twice changes nothing.
 */
export function normalise(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(unseen, "").normalize("NFC").trim();
}

/** Number of characters of a raw text, by the portal's rule. */
export function count(text: string): number {
  const counted = normalise(text);
  return plain.test(counted) ? counted.length : countGraphemes(counted);
}

// Latin letters, digits, punctuation and LF: one code unit is one character there, which spares a keystroke the segmenter.
const plain = /^[\n\u0020-\u007E\u00A0-\u024F\u2010-\u2027\u2030-\u203B\u20AC]*$/;

/** Whether a text has only letters and signs that every font has; most texts do. */
export const isPlain = (text: string): boolean => plain.test(text);

// What a raw text has and its counted form has not: the second half of a line break, and what is unseen.
const folded = new RegExp(`\\r\\n?|${unseen.source}`, "gu");

/**
 * Index into the raw text after which it is over the limit; its length when nothing is over.
 * What is cut off by it normalises to the part that is too much.
 */
export function overFrom(text: string, limit: number): number {
  if (count(text) <= limit) return text.length;
  // Clusters are told apart in the counted form: in the raw text an unseen character would part a letter from its accent.
  const dropped: { at: number; length: number }[] = [];
  const seen = text.replace(folded, (piece: string, at: number) => {
    const kept = piece.startsWith("\r") ? "\n" : "";
    dropped.push({ at: at + kept.length, length: piece.length - kept.length });
    return kept;
  });
  const leading = seen.length - seen.trimStart().length;
  let counted = 0;
  for (const { index } of graphemeSegments(seen.slice(leading))) {
    if (counted === limit)
      return dropped.reduce((place, { at, length }) => (at <= place ? place + length : place), leading + index);
    counted += 1;
  }
  return text.length;
}
