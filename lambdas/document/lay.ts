/** Blocks become boxes: what each kind looks like. Tables, facts and files are in tables.ts. */
import type { Block } from "#domain/blocks";
import { lineOf } from "#domain/lines";
import { layCode } from "./code.ts";
import type { Box, Piece } from "./flow.ts";
import { keepLast, lineBoxes, linesOf, type Type } from "./lines.ts";
import { baseline, styles, textWidth } from "./style.ts";
import { layFacts, layFiles, layTable } from "./tables.ts";
import { wrap } from "./text.ts";

const headingStyle = { 1: styles.title, 2: styles.heading, 3: styles.subheading };

function layHeading(type: Type, heading: Block & { kind: "heading" }, before: number, block: number): Box[] {
  const { level, number, text } = heading;
  const style = headingStyle[level];
  const label = number ? type.drawable(/[\p{L}\p{N}]$/u.test(number) ? `${number}.` : number, style) : "";
  const x = label === "" ? 0 : type.width(`${label} `, style);
  const boxes = lineBoxes(linesOf(type, text, style, textWidth - x), style, { x, before, block });
  if (label !== "") boxes[0]?.pieces.unshift({ kind: "text", x: 0, y: baseline(style), text: label, style });
  return boxes.map((box) => ({ ...box, keep: true }));
}

const barIndent = 12;
const level = 2.6; // a leading space, in points: what was indented stays indented

type WordsSpot = { bar: number; before: number; block: number };

/** The applicant's words with their lines, lists and blank lines as written. */
function layWords(type: Type, text: string, { bar, before, block }: WordsSpot): Box[] {
  const style = styles.body;
  const parts = type.drawable(text, style).split("\n").map(lineOf);
  const widest = (marked: typeof parts) => Math.max(0, ...marked.map(({ marker }) => type.width(marker, style)));
  const numbers = Math.max(18, widest(parts.filter(({ marker }) => /[.)]$/.test(marker))) + 6);
  const boxes: Box[] = [];
  let space = before;
  for (const [index, part] of parts.entries()) {
    if (part.text === "") {
      // One blank line parts paragraphs; more of them say no more.
      space = Math.max(space, 9);
      continue;
    }
    const left = bar + barIndent + Math.min(part.indent, 16) * level;
    const hang = part.marker === "" ? 0 : /[.)]$/.test(part.marker) ? numbers : 14;
    const lines = wrap(part.text, textWidth - left - hang, (some) => type.width(some, style));
    const laid = lineBoxes(lines, style, { x: left + hang, before: space, block, bar });
    if (hang > 0) laid[0]?.pieces.unshift({ kind: "text", x: left, y: baseline(style), text: part.marker, style });
    // "Vi ska:" belongs to the list below it.
    const leads = part.text.endsWith(":") && lines.length <= 2 && index < parts.length - 1;
    boxes.push(...(leads ? keepLast(laid) : laid));
    space = hang > 0 || parts[index + 1]?.marker ? 3 : 4.5;
  }
  return boxes;
}

function layChoice(type: Type, choice: Block & { kind: "choice" }, before: number, block: number): Box[] {
  const style = choice.chosen ? styles.body : { ...styles.body, colour: styles.instruction.colour };
  const x = 20;
  const lines = linesOf(type, choice.text, style, textWidth - x);
  const pieces: Piece[] = [
    { kind: "mark", x: 0.5, y: baseline(style), chosen: choice.chosen },
    ...lines.map(
      (text, index): Piece => ({ kind: "text", x, y: index * style.leading + baseline(style), text, style }),
    ),
  ];
  const box: Box = { height: lines.length * style.leading, before, pieces, keep: false, block };
  if (!choice.explanation) return [box];
  return [{ ...box, keep: true }, ...layWords(type, choice.explanation, { bar: x, before: 4, block })];
}

/** The space above a block, by what stands before it. */
function gap(previous: Block | undefined, block: Block): number {
  if (!previous) return 0;
  const { kind } = block;
  if (kind === "heading" && block.level < 3) return 25;
  if (kind === "heading") return previous.kind === "heading" ? 5 : previous.kind === "paragraph" ? 9 : 15;
  if (previous.kind === "heading") return [9, 5, 3][previous.level - 1] ?? 5;
  if (kind === "choice") return previous.kind === "choice" && !previous.explanation ? 5 : 8;
  if (kind === "paragraph") return previous.kind === "paragraph" ? 7 : 11;
  return previous.kind === "paragraph" ? 6 : 13;
}

/** All boxes of a document, in reading order. */
export function lay(blocks: Block[], type: Type, language: "sv" | "en"): Box[] {
  return blocks.flatMap((block, index): Box[] => {
    const before = gap(blocks[index - 1], block);
    switch (block.kind) {
      case "heading":
        return layHeading(type, block, before, index);
      case "paragraph": {
        const style = block.tone === "intro" ? styles.body : styles[block.tone];
        const boxes = lineBoxes(linesOf(type, block.text, style, textWidth), style, { x: 0, before, block: index });
        const next = blocks[index + 1];
        const ends = !next || (next.kind === "heading" && next.level < 3);
        const leads = (block.tone === "instruction" || block.tone === "guidance") && !ends;
        return leads ? keepLast(boxes) : boxes;
      }
      case "answer":
        // Its question stands above it as a heading; `question` is the id, for pages that link to it.
        return layWords(type, block.text.trim() === "" ? "–" : block.text, { bar: 0, before, block: index });
      case "choice":
        return layChoice(type, block, before, index);
      case "table":
        return layTable(type, block, before, index);
      case "facts":
        return layFacts(type, block, before, index);
      case "files":
        return layFiles(type, block, { before, block: index, comma: language === "sv" ? "," : "." });
      case "code":
        return layCode(type, block, before, index);
      default:
        return block satisfies never;
    }
  });
}
