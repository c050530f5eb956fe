/** What two texts have and have not in common, word by word, and both in one. */
import { diff3Merge, diffComm } from "node-diff3";

/** A piece of a text; `own` is what the other text does not have. */
export type Piece = { text: string; own: boolean };

/**
 * Words, and runs of one other sign, with the space after them: a sentence is not torn at every blank, and a line of dots is one
 * piece. The time a comparison takes grows with how often the same piece comes.
 */
const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+\s*|([^\p{L}\p{N}])\1*\s*/gu) ?? [];
const linesIn = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** Pairs of equal pieces that are looked at; beyond it a page would stand still. */
const mostPairs = 100_000;

function pairs(one: string[], other: string[]): number {
  const often = new Map<string, number>();
  for (const piece of other) often.set(piece, (often.get(piece) ?? 0) + 1);
  return one.reduce((sum, piece) => sum + (often.get(piece) ?? 0), 0);
}

/** Words where they can be compared in a moment, otherwise lines, otherwise each text as a whole. */
function piecesOf(...texts: string[]): string[][] {
  for (const cut of [wordsIn, linesIn]) {
    const pieces = texts.map(cut);
    const [first = [], ...rest] = pieces;
    if (rest.every((other) => pairs(first, other) <= mostPairs)) return pieces;
  }
  return texts.map((text) => [text]);
}

/** The first text in pieces: what the second has too, and what it has not. */
export function compared(text: string, other: string): Piece[] {
  const [mine = [], theirs = []] = piecesOf(text, other);
  const pieces = diffComm(mine, theirs).flatMap((part) =>
    part.common ? [{ text: part.common.join(""), own: false }] : ownPieces(part.buffer1.join("")),
  );
  return pieces.filter((piece) => piece.text !== "");
}

/** A piece of two texts in one: what both have, and what the later one has lost or got. */
export type Turn = { text: string; kind: "same" | "removed" | "added" };

/** How the first text became the second. */
export function turned(before: string, after: string): Turn[] {
  const [was = [], is = []] = piecesOf(before, after);
  return diffComm(was, is)
    .flatMap((part): Turn[] =>
      part.common
        ? [{ text: part.common.join(""), kind: "same" }]
        : [
            { text: part.buffer1.join(""), kind: "removed" },
            { text: part.buffer2.join(""), kind: "added" },
          ],
    )
    .filter(({ text }) => text !== "");
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
  const [common = [], a = [], b = []] = piecesOf(before, theirs, mine);
  return diff3Merge(a, common, b, { excludeFalseConflicts: true })
    .map(({ ok, conflict }) => (ok ? ok.join("") : bothOf(conflict?.a.join("") ?? "", conflict?.b.join("") ?? "")))
    .join("");
}

const bothOf = (theirs: string, mine: string): string =>
  theirs === "" || mine === "" || /\s$/.test(theirs) ? theirs + mine : `${theirs} ${mine}`;
