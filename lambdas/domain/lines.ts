/** How a line of an applicant's text begins as an item of a list: the same on the screen, on paper and in the document. */

/** `marker` is empty for a line that is no item. The words and the mark are the writer's own. */
export type Line = { indent: number; marker: string; text: string };

// "1) ", "1. ", "a) ", "- ", "– ", "• " and Word's square bullet.
const item = /^ *(?<marker>\d{1,3}[.)]|\p{Ll}\)|[-–—•·▪◦‣*●○■])[ \t]+(?<text>\S.*)$/u;

export function lineOf(written: string): Line {
  const found = item.exec(written)?.groups;
  const indent = written.length - written.trimStart().length;
  return found
    ? { indent, marker: found.marker ?? "", text: (found.text ?? "").trimEnd() }
    : { indent, marker: "", text: written.trim() };
}
