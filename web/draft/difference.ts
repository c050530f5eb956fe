/** What two texts have and have not in common, word by word, and both in one. */
import { diff3Merge, diffComm } from "node-diff3";

/** A piece of a text; `own` is what the other text does not have. */
export type Piece = { text: string; own: boolean };

/** Words, and each other sign by itself, with the space after them, so that a sentence is not torn at every blank. */
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+\s*|[^\p{L}\p{N}]\s*/gu) ?? [];

/** The first text in pieces: what the second has too, and what it has not. */
export function compared(text: string, other: string): Piece[] {
  const pieces = diffComm(wordsIn(text), wordsIn(other)).flatMap((part) =>
    part.common ? [{ text: part.common.join(""), own: false }] : ownPieces(part.buffer1.join("")),
  );
  return pieces.filter((piece) => piece.text !== "");
}

/** The space after a word is nobody's difference. */
function ownPieces(text: string): Piece[] {
  const words = text.trimEnd();
  return [
    { text: words, own: true },
    { text: text.slice(words.length), own: false },
  ];
}

/**
 * Both texts in one. With the text that both were written from, what either changed is there and the rest once; where both
 * changed the same place, theirs comes first. Without it, one after the other.
 */
export function together(theirs: string, mine: string, before: string | null): string {
  if (theirs === mine) return mine;
  if (before === null || before.trim() === "") {
    return [theirs, mine].filter((text) => text.trim() !== "").join("\n\n");
  }
  return diff3Merge(wordsIn(theirs), wordsIn(before), wordsIn(mine), { excludeFalseConflicts: true })
    .map(({ ok, conflict }) => (ok ? ok.join("") : bothOf(conflict?.a.join("") ?? "", conflict?.b.join("") ?? "")))
    .join("");
}

const bothOf = (theirs: string, mine: string): string =>
  theirs === "" || mine === "" || /\s$/.test(theirs) ? theirs + mine : `${theirs} ${mine}`;
