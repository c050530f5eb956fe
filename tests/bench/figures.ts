/** Figures that are no acts: what a document costs, how much script the form loads, how fast it starts. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import type { Block } from "#domain/blocks";
import { printout } from "#domain/printout";
import { filled } from "#domain/rounds";
import plan2021 from "#domain/templates/plan-2021";
import { documentSv } from "#domain/texts/document.sv";
import { answersFilled, aRound } from "#tests/builders";
import { type Printing, printing } from "./print.ts";
import type { Rendering } from "./rendering.ts";

export type Figure = { what: string; value: number; unit: string; goal: string };

const root = join(import.meta.dirname, "../..");
const kB = (bytes: number) => bytes / 1000;

const banner = {
  js: 'import { createRequire as forBundle } from "node:module"; const require = forBundle(import.meta.url);',
};

/** A filled plan as its document would have it. */
function planBlocks(): Block[] {
  const template = filled(plan2021, aRound());
  const signature = { date: "31 maj 2021", head: "Anna Berg" };
  const printable = { answers: answersFilled(), files: [], county: "Dalarna", signature };
  return [{ kind: "heading", level: 1, text: template.title }, ...printout(template, printable, documentSv)];
}

type Renderer = (runs: number) => Rendering;

/** Bundled as it is deployed, below `node_modules/`, where the typefaces are; each rendering is a process of its own. */
async function withRenderer<T>(use: (render: Renderer) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(root, "node_modules/.cache-rendering-"));
  try {
    const outfile = join(folder, "rendering.mjs");
    const entryPoints = [join(root, "tests/bench/rendering.ts")];
    const mainFields = ["module", "main"];
    const shape = { bundle: true, platform: "node", format: "esm", target: "node20" } as const;
    await build({ entryPoints, outfile, ...shape, mainFields, banner, logLevel: "error" });
    return await use((runs) =>
      JSON.parse(execFileSync(process.execPath, [outfile, String(runs)], { encoding: "utf8" })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Our document against Chromium's print of the same plan, in turn: what a machine's speed does to one it does to the other. */
export async function documentFigures(): Promise<Figure[]> {
  const runs = 15;
  const rounds = 5;
  const blocks = planBlocks();
  const measured = await withRenderer(async (render) => {
    const both: { own: Rendering; print: Printing | null }[] = [];
    for (let n = 0; n < rounds; n += 1) both.push({ own: render(runs), print: await printing(blocks, runs) });
    return both;
  });
  const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
  const ownOf = (figure: keyof Rendering) => median(measured.map(({ own }) => own[figure]));
  const own = { cold: ownOf("cold"), warm: ownOf("warm"), peakMB: ownOf("peakMB"), bytes: ownOf("bytes") };
  const prints = measured.flatMap(({ print }) => print ?? []);
  const print = prints.length > 0 && {
    cold: median(prints.map(({ cold }) => cold)),
    warm: median(prints.map(({ warm }) => warm)),
  };
  const share = (part: number, whole: number | undefined): Figure[] =>
    whole === undefined ? [] : [{ what: "… of Chromium's", value: (100 * part) / whole, unit: "%", goal: "≤ 50" }];
  return [
    { what: `document, cold (medians of ${rounds})`, value: own.cold, unit: "CPU ms", goal: "" },
    ...share(own.cold, print ? print.cold : undefined),
    { what: `document, warm (means of ${runs})`, value: own.warm, unit: "CPU ms", goal: "" },
    ...share(own.warm, print ? print.warm : undefined),
    { what: "document, most memory", value: own.peakMB, unit: "MB", goal: "≤ 150" },
    { what: "document, size before attachments", value: kB(own.bytes), unit: "kB", goal: "≤ 120" },
    print
      ? {
          what: "Chromium's print, cold and warm",
          value: print.cold,
          unit: `and ${Math.round(print.warm)} CPU ms`,
          goal: "",
        }
      : { what: "Chromium's print: there is no Chromium here", value: 0, unit: "", goal: "" },
  ];
}

/** Everything the start page and the form fetch as script on a cold load, by following the built files' own imports. */
export function webFigures(): Figure[] {
  const folder = join(root, "dist/web");
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const seen = new Map<string, number>();
  const visit = (path: string) => {
    if (seen.has(path)) return;
    const code = readFileSync(join(folder, path), "utf8");
    seen.set(path, gzipSync(code, { level: 9 }).length);
    for (const [, file] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) visit(`assets/${file}`);
    // The form's page and SKR's form itself; other pages' files are not fetched by it.
    if (!path.includes("/portal-")) return;
    for (const [, form] of code.matchAll(/import\(["'`]\.\/(plan-(?:2021-)?[\w-]{7}\.js)/g)) visit(`assets/${form}`);
  };
  for (const [, path] of html.matchAll(/(?:src|href)="\/(assets\/[\w.-]+\.js)"/g)) if (path) visit(path);
  const total = [...seen.values()].reduce((sum, size) => sum + size, 0);
  return [
    { what: `script of the plan form, cold (${seen.size} files, gz)`, value: kB(total), unit: "kB", goal: "≤ 45" },
  ];
}

/** `npm start` in an empty folder, again, and after a kill -9: from the command to "igång". */
export async function startFigures(folder: string): Promise<Figure[]> {
  const start = async (end: NodeJS.Signals = "SIGTERM"): Promise<number> => {
    const before = performance.now();
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "infra/local/main.ts", "--port", "0", "--dir", join(folder, "state")],
      { cwd: root, stdio: ["ignore", "pipe", "inherit"] },
    );
    child.stdout.setEncoding("utf8");
    let said = "";
    for await (const text of child.stdout) {
      said += text;
      if (said.includes("igång")) break;
    }
    const took = performance.now() - before;
    child.kill(end);
    await once(child, "exit");
    return took / 1000;
  };
  return [
    { what: "first start (web already built)", value: await start(), unit: "s", goal: "≤ 6" },
    { what: "second start", value: await start("SIGKILL"), unit: "s", goal: "≤ 3" },
    { what: "start after a kill -9", value: await start(), unit: "s", goal: "≤ 5" },
  ];
}
