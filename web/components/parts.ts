/** A printout cut at its section headings, so that a section can be found, marked and compared with an earlier version's. */
import type { Block } from "#domain/blocks";
import { canonical } from "#domain/canonical";

export type Part = { key: string; heading: Block & { kind: "heading" }; blocks: Block[] };

/** Id of a section's heading on the page: `avsnitt-7`. */
export const anchorOf = (key: string): string => `avsnitt-${key.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}`;

/** The blocks before the first section, and the sections. The number is a section's name; what has none goes by its words. */
export function cutAtHeadings(blocks: Block[]): { before: Block[]; parts: Part[] } {
  const before: Block[] = [];
  const parts: Part[] = [];
  for (const block of blocks) {
    if (block.kind === "heading" && block.level === 2) {
      parts.push({ key: block.number ?? block.text, heading: block, blocks: [] });
    } else {
      (parts.at(-1)?.blocks ?? before).push(block);
    }
  }
  return { before, parts };
}

export type Change = { kind: "new" | "other" | "gone"; part: Part; earlier: Part | null };

/** Sections that read otherwise in two printouts of the same form, in the order of the form; those that are gone come last. */
export function changesBetween(earlier: Part[], later: Part[]): Change[] {
  const old = new Map(earlier.map((part) => [part.key, part]));
  const kept = new Set(later.map(({ key }) => key));
  return [
    ...later.flatMap((part): Change[] => {
      const was = old.get(part.key) ?? null;
      if (was && canonical(was.blocks) === canonical(part.blocks)) return [];
      return [{ kind: was ? "other" : "new", part, earlier: was }];
    }),
    ...earlier.filter(({ key }) => !kept.has(key)).map((part): Change => ({ kind: "gone", part, earlier: part })),
  ];
}
