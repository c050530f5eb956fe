/**
 * The planted-defect board: each defect of board.ts is put into a copy of the portal, and the test it names must fail there. Says
 * which survived, and ends with 1 when any did.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { board, type Defect } from "./board.ts";

const root = join(import.meta.dirname, "../..");
const copied = ["lambdas", "infra", "tests", "web", "docs", "package.json", "cdk.json", "tsconfig.json"];
const atOnce = 2;

type Result = { failed: string[]; passed: string[] };

async function copy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rss-defects-"));
  for (const each of copied) await cp(join(root, each), join(folder, each), { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Runs some tests of one file in a copy; which of them failed and which passed. */
async function run(folder: string, file: string, names: string[]): Promise<Result> {
  const report = join(folder, "report.json");
  await rm(report, { force: true });
  const pattern = names.join("|");
  const args = ["--experimental-vm-modules", "--no-warnings", join(root, "node_modules/jest/bin/jest.js")];
  // A test that a defect stops half-way may leave something listening, for which nobody waits.
  args.push("-i", "--silent", "--forceExit", "--json", `--outputFile=${report}`, file, "-t", pattern);
  await new Promise<void>((resolve) => {
    execFile(process.execPath, args, { cwd: folder, timeout: 300_000 }, () => resolve());
  });
  const { testResults } = JSON.parse(await readFile(report, "utf8"));
  const all = testResults.flatMap((one: { assertionResults: object[] }) => one.assertionResults);
  const named = (status: string): string[] =>
    all.filter((one: { status: string }) => one.status === status).map((one: { fullName: string }) => one.fullName);
  return { failed: named("failed"), passed: named("passed") };
}

const hits = (names: string[], test: string) => names.filter((name) => new RegExp(test).test(name));

async function plant(folder: string, { file, find, replace, killedBy, test, after }: Defect): Promise<string | null> {
  const path = join(folder, file);
  const whole = await readFile(path, "utf8");
  await writeFile(
    path,
    whole.replace(find, () => replace),
  );
  try {
    const { failed } = await run(folder, killedBy, after ? [after, test] : [test]);
    return hits(failed, test)[0] ?? null;
  } finally {
    await writeFile(path, whole);
  }
}

/** Every defect must stand for exactly one place. */
async function refuseRotten(all: Defect[]): Promise<void> {
  const rotten: string[] = [];
  for (const { name, file, find } of all) {
    const found = (await readFile(join(root, file), "utf8")).split(find).length - 1;
    if (found !== 1) rotten.push(`“${name}”: its text stands ${found} times in ${file}`);
  }
  if (rotten.length > 0) throw new Error(rotten.join("\n"));
}

/** What is wrong with the tests of one file that are named: each must be there, and hold in the copy as it is. */
async function rottenTests(folder: string, file: string, defects: Defect[]): Promise<string[]> {
  const names = [...new Set(defects.flatMap(({ test, after }) => (after ? [after, test] : [test])))];
  const { failed, passed } = await run(folder, file, names);
  const absent = defects.filter(({ test }) => hits([...passed, ...failed], test).length === 0);
  return [
    ...(failed.length > 0 ? [`${file} fails without any defect: ${failed.join(", ")}`] : []),
    ...absent.map(({ test }) => `no test “${test}” in ${file}`),
  ];
}

/** Each folder takes the next piece of work as soon as it is done with its own. */
async function inTurn(folders: string[], work: ((folder: string) => Promise<void>)[]): Promise<void> {
  const left = [...work];
  await Promise.all(
    folders.map(async (folder) => {
      for (let next = left.shift(); next; next = left.shift()) await next(folder);
    }),
  );
}

const [only = ""] = process.argv.slice(2);
const chosen = board.filter(({ name }) => name.includes(only));
const begun = performance.now();
const folders = await Promise.all(Array.from({ length: atOnce }, copy));
let survivors = 0;
const rotten: string[] = [];
const files = [...new Set(chosen.map(({ killedBy }) => killedBy))];
const asItIs = files.map((file) => async (folder: string) => {
  const its = chosen.filter(({ killedBy }) => killedBy === file);
  rotten.push(...(await rottenTests(folder, file, its)));
});
const planted = chosen.map((defect) => async (folder: string) => {
  const from = performance.now();
  const killer = await plant(folder, defect);
  const took = ((performance.now() - from) / 1000).toFixed(1);
  if (killer === null) survivors += 1;
  console.log(
    `${killer ? "killed  " : "SURVIVED"}  ${defect.name}\n          ${killer ?? defect.killedBy} (${took} s)`,
  );
});
try {
  await refuseRotten(chosen);
  // In one queue, so that nobody waits for the longest of the first ones.
  await inTurn(folders, [...asItIs, ...planted]);
  if (rotten.length > 0) throw new Error(rotten.join("\n"));
} finally {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
}
const seconds = Math.round((performance.now() - begun) / 1000);
console.log(`${chosen.length} defects, ${survivors} survived, ${seconds} s, Node ${process.version}`);
process.exitCode = survivors > 0 ? 1 : 0;
