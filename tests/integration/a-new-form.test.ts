/** What it takes to add a form, shown by adding one to a copy of the portal: a file of its own, and two lines in the registry. */

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "@jest/globals";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const form = `
/** A form for a test, in words of its own. */
import type { Template } from "../form.ts";

const plan2030: Template = {
  id: "plan-2030",
  kind: "plan",
  prefix: "GFP",
  title: "Plan för {year}",
  issuer: { name: "Exempelförbundet", lines: ["info@example.se"] },
  intro: "Fyll i planen.",
  sections: [
    { number: "1", label: "Län", short: "Län", questions: [{ kind: "county", id: "1", label: "Län" }] },
    {
      number: "2",
      label: "Mål",
      short: "Mål",
      questions: [
        { kind: "text", id: "2a", label: "Vilka mål har ni (max 700 tecken)?", limit: 700, policy: "hard", goals: true },
        { kind: "number", id: "2b", label: "Hur många deltar?", max: 500 },
        { kind: "choice", id: "2c", label: "Planen", options: [{ id: "form", text: "Det här är den." }, { id: "attached", text: "Vi bifogar den.", needsAttachment: true }] },
      ],
    },
    {
      number: "3",
      label: "Underskrift",
      short: "Underskrift",
      questions: [{ kind: "signature", id: "3", columns: ["Datum", "Chef"] }],
      closing: "Skickas senast {submitBy}. {howToSend}",
    },
  ],
};

export default plan2030;
`;

let copy: string;
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), "rss-form-"));
  for (const each of ["lambdas", "infra", "tests", "web", "docs", "package.json", "tsconfig.json"]) {
    await cp(join(root, each), join(copy, each), { recursive: true });
  }
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  const registry = join(copy, "lambdas/domain/templates/registry.ts");
  await writeFile(join(copy, "lambdas/domain/templates/plan-2030.ts"), form);
  const before = await readFile(registry, "utf8");
  const after = before
    .replace(/(import plan2021 from .*)/, '$1\nimport plan2030 from "./plan-2030.ts";')
    .replace(/(const all: Template\[\] = \[)/, "$1plan2030, ");
  expect(after.split("plan2030")).toHaveLength(3);
  await writeFile(registry, after);
}, 60_000);
afterAll(() => rm(copy, { recursive: true, force: true }));

const inCopy = (...args: string[]) => run(process.execPath, args, { cwd: copy, maxBuffer: 2 ** 24 });

it("compiles with the registry's two lines and nothing else", async () => {
  await inCopy("node_modules/typescript/bin/tsc", "-p", "lambdas/domain");
}, 60_000);

it("is held to what every form is held to, and can be fetched and filled in by the browser", async () => {
  const jest = [
    "--experimental-vm-modules",
    "--no-warnings",
    "node_modules/jest/bin/jest.js",
    "-i",
    "--json",
    "--silent",
  ];
  const { stdout } = await inCopy(...jest, "tests/unit/templates", "tests/unit/web-templates");
  const { numFailedTests, testResults } = JSON.parse(stdout);
  const passed = testResults.flatMap((file: { assertionResults: { fullName: string; status: string }[] }) =>
    file.assertionResults.filter(({ status }) => status === "passed").map(({ fullName }) => fullName),
  );
  expect(numFailedTests).toBe(0);
  expect(passed.filter((name: string) => name.includes("plan-2030")).length).toBeGreaterThanOrEqual(8);
}, 120_000);

it("is built into a file of its own for the browser", async () => {
  await inCopy("node_modules/vite/bin/vite.js", "build", "-c", "web/vite.config.ts");
  const assets = join(copy, "dist/web/assets");
  const scripts = (await readdir(assets)).filter((name) => name.endsWith(".js"));
  const saying = async (words: string) => {
    const texts = await Promise.all(scripts.map((name) => readFile(join(assets, name), "utf8")));
    return scripts.filter((_, n) => texts[n]?.includes(words));
  };
  const [own = "", ...others] = await saying("Hur många deltar?");
  expect(others).toEqual([]);
  // Neither with another form nor with what draws it.
  expect(await saying("Beskriv prioritering och mål")).not.toContain(own);
  expect(await saying("addEventListener")).not.toContain(own);
  // Somebody asks for it by its name.
  expect((await saying("plan-2030")).length).toBeGreaterThan(0);
}, 60_000);
