/** Blocks become boxes: what each kind looks like. Tables, facts and files are in tables.ts. */
import type { Block } from "#domain/blocks";
import { lineOf } from "#domain/lines";
import { layCode } from "./code.ts";
import { type Element, element } from "./elements.ts";
import type { Box, Piece } from "./flow.ts";
import { keepLast, lineBoxes, linesOf, type Place, type Type } from "./lines.ts";
import { baseline, styles, textWidth } from "./style.ts";
import { layFacts, layFiles, layTable } from "./tables.ts";
import { wrap } from "./text.ts";

const headingStyle = { 1: styles.title, 2: styles.heading, 3: styles.subheading };

function layHeading(type: Type, heading: Block & { kind: "heading" }, { before, block, parent }: Place): Box[] {
  const { level, number, text } = heading;
  const style = headingStyle[level];
  const of = element(`H${level}`, parent);
  const label = number ? type.drawable(/[\p{L}\p{N}]$/u.test(number) ? `${number}.` : number, style) : "";
  const x = label === "" ? 0 : type.width(`${label} `, style);
  const boxes = lineBoxes(linesOf(type, text, style, textWidth - x), style, { x, before, block, of });
  if (label !== "") boxes[0]?.pieces.unshift({ kind: "text", x: 0, y: baseline(style), text: `${label} `, style, of });
  return boxes.map((box) => ({ ...box, keep: true }));
}

const barIndent = 12;
const level = 2.6; // a leading space, in points: what was indented stays indented

/** A list that is open while the applicant's lines are read, and its last item, in which a deeper list goes. */
type OpenList = { indent: number; list: Element; body: Element };

const numberings = { digit: "Decimal", letter: "LowerAlpha", sign: "Disc" } as const;
const numberingOf = (marker: string) =>
  numberings[/^\d/.test(marker) ? "digit" : /^\p{Ll}/u.test(marker) ? "letter" : "sign"];

/** The structure of lines as they come: an item goes in the list of its depth, other lines are paragraphs of their own. */
function outline(parent: Element) {
  const open: OpenList[] = [];
  const within = () => open.at(-1)?.body ?? parent;
  return (indent: number, marker: string): { label: Element | undefined; body: Element } => {
    if (marker === "") {
      // Indented under an item, a line belongs to it; at the margin it ends the lists.
      while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
      return { label: undefined, body: element("P", within()) };
    }
    while ((open.at(-1)?.indent ?? 0) > indent) open.pop();
    let last = open.at(-1);
    const numbering = numberingOf(marker);
    if (last?.indent === indent && last.list.numbering !== numbering) {
      open.pop();
      last = undefined;
    }
    const list = last?.indent === indent ? last.list : element("L", within(), { numbering });
    if (list === last?.list) open.pop();
    const item = element("LI", list);
    const label = element("Lbl", item);
    const body = element("LBody", item);
    open.push({ indent, list, body });
    return { label, body };
  };
}

/** Without `bar` there is no rule along them, and they stand at the margin. */
type WordsSpot = Place & { bar: number | undefined };

/** Somebody's words with their lines, lists and blank lines as written. */
function layWords(type: Type, text: string, { bar, before, block, parent }: WordsSpot): Box[] {
  const style = styles.body;
  const parts = type.drawable(text, style).split("\n").map(lineOf);
  const widest = (marked: typeof parts) => Math.max(0, ...marked.map(({ marker }) => type.width(marker, style)));
  const numbers = Math.max(18, widest(parts.filter(({ marker }) => /[.)]$/.test(marker))) + 6);
  const placed = outline(parent);
  const boxes: Box[] = [];
  let space = before;
  for (const [index, part] of parts.entries()) {
    if (part.text === "") {
      // One blank line parts paragraphs; more of them say no more.
      space = Math.max(space, 9);
      continue;
    }
    const { label, body } = placed(part.indent, part.marker);
    const left = (bar === undefined ? 0 : bar + barIndent) + Math.min(part.indent, 16) * level;
    const hang = part.marker === "" ? 0 : /[.)]$/.test(part.marker) ? numbers : 14;
    const lines = wrap(part.text, textWidth - left - hang, (some) => type.width(some, style));
    const laid = lineBoxes(lines, style, {
      ...{ x: left + hang, before: space, block, of: body },
      ...(bar !== undefined && { bar }),
    });
    const marker = { kind: "text", x: left, y: baseline(style), text: `${part.marker} `, style } as const;
    if (label) laid[0]?.pieces.unshift({ ...marker, of: label });
    // "Vi ska:" belongs to the list below it.
    const leads = part.text.endsWith(":") && lines.length <= 2 && index < parts.length - 1;
    boxes.push(...(leads ? keepLast(laid) : laid));
    space = hang > 0 || parts[index + 1]?.marker ? 3 : 4.5;
  }
  return boxes;
}

/** A box with its text is an item of a list, together with those right above and below it; `parent` is the list. */
function layChoice(
  type: Type,
  choice: Block & { kind: "choice" },
  words: Words,
  { before, block, parent }: Place,
): Box[] {
  const style = choice.chosen ? styles.body : { ...styles.body, colour: styles.instruction.colour };
  const x = 20;
  const lines = linesOf(type, choice.text, style, textWidth - x);
  const item = element("LI", parent);
  const label = element("Lbl", item, { actualText: choice.chosen ? words.crossed : words.notCrossed });
  const body = element("LBody", item);
  const of = element("P", body);
  const pieces: Piece[] = [
    { kind: "mark", x: 0.5, y: baseline(style), chosen: choice.chosen, of: label },
    ...lines.map(
      (text, index): Piece => ({ kind: "text", x, y: index * style.leading + baseline(style), text, style, of }),
    ),
  ];
  const box: Box = { height: lines.length * style.leading, before, pieces, keep: false, block };
  if (!choice.explanation) return [box];
  return [{ ...box, keep: true }, ...layWords(type, choice.explanation, { bar: x, before: 4, block, parent: body })];
}

/** The space above a block, by what stands before it. */
function gap(previous: Block | undefined, block: Block): number {
  if (!previous) return 0;
  const { kind } = block;
  if (kind === "heading" && block.level < 3) return 25;
  if (kind === "heading") return previous.kind === "heading" ? 5 : previous.kind === "paragraph" ? 9 : 15;
  if (previous.kind === "heading") return [9, 5, 3][previous.level - 1] ?? 5;
  if (kind === "paragraph" && block.tone === "decision") return 20;
  if (kind === "choice") return previous.kind === "choice" && !previous.explanation ? 5 : 8;
  if (kind === "paragraph") return previous.kind === "paragraph" ? 7 : 11;
  return previous.kind === "paragraph" ? 6 : 13;
}

/** Words that are read aloud in place of a box. */
type Words = { crossed: string; notCrossed: string };

/** All boxes of a document, in reading order; their elements become children of `root`. */
export function lay(
  blocks: Block[],
  type: Type,
  { words, comma }: { words: Words; comma: string },
  root: Element,
): Box[] {
  let choices: Element | undefined;
  return blocks.flatMap((block, index): Box[] => {
    const before = gap(blocks[index - 1], block);
    const place = { before, block: index, parent: root };
    if (block.kind === "choice") {
      choices ??= element("L", root, { numbering: "Square" });
      return layChoice(type, block, words, { ...place, parent: choices });
    }
    choices = undefined;
    switch (block.kind) {
      case "heading":
        return layHeading(type, block, place);
      case "paragraph": {
        const style = block.tone === "intro" ? styles.body : styles[block.tone];
        const spot = { x: 0, before, block: index, of: element("P", root) };
        const boxes = lineBoxes(linesOf(type, block.text, style, textWidth), style, spot);
        const next = blocks[index + 1];
        const ends = !next || (next.kind === "heading" && next.level < 3);
        const leads = (block.tone === "instruction" || block.tone === "guidance") && !ends;
        return leads ? keepLast(boxes) : boxes;
      }
      case "answer":
        // Its question stands above it as a heading; `question` is the id, for pages that link to it.
        return layWords(type, block.text.trim() === "" ? "–" : block.text, {
          ...place,
          bar: block.bare ? undefined : 0,
        });
      case "table":
        return layTable(type, block, place);
      case "facts":
        return layFacts(type, block, place);
      case "files":
        return layFiles(type, block, { ...place, comma });
      case "code":
        return layCode(type, block, place);
      default:
        return block satisfies never;
    }
  });
}
