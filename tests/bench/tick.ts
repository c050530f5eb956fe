/** What reminding ten thousand RSS costs: the tick of a day on which all of them are reminded, and a whole round played. */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Figure } from "./figures.ts";
import type { Ticking } from "./ticking.ts";

const many = 10_000;
const few = 1000;
/** The heap each of them is given, in MB: who needs more for ten times as many ends without an answer. */
const heap = 64;

function ticking(organisations: number, ...day: string[]): Ticking {
  const args = ["--import", "tsx", `--max-old-space-size=${heap}`, join(import.meta.dirname, "ticking.ts")];
  const said = execFileSync(process.execPath, [...args, String(organisations), ...day], { encoding: "utf8" });
  return JSON.parse(said);
}

const figuresOf = (what: string, small: Ticking, large: Ticking, goal: string): Figure[] => [
  { what: `${what}, ${large.mails} mails`, value: large.cpu, unit: "CPU s", goal },
  { what: `… most memory, with a heap of ${heap} MB`, value: large.peakMB, unit: "MB", goal: "" },
  { what: `… the same of ${few} RSS, ${small.mails} mails`, value: small.peakMB, unit: "MB", goal: "" },
];

export function tickFigures(): Figure[] {
  const busy = "2021-05-24";
  const quiet = ticking(many, "2021-05-25");
  return [
    ...figuresOf(`tick of ${many} RSS`, ticking(few, busy), ticking(many, busy), "≤ 60"),
    { what: "the same on a day on which nothing is due", value: quiet.cpu, unit: "CPU s", goal: "" },
    ...figuresOf(`a whole round of ${many} RSS played`, ticking(few), ticking(many), ""),
  ];
}
