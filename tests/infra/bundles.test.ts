import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { bundledIn } from "#tests/infra/bundled";
import { environmentsAre } from "#tests/infra/effects";
import { synthesised } from "#tests/infra/synthesised";

/** Starts an entry as Lambda does: first with an empty environment, then with the one it is given. */
const start = `
  const main = process.argv[1];
  const given = JSON.parse(process.argv[2]);
  const refused = await import(main).then(() => [], (error) => error.issues?.map(({ path }) => path[0]) ?? [error.message]);
  Object.assign(process.env, given);
  const { handler } = await import(main + "?again");
  console.log(JSON.stringify({ refused, handler: typeof handler }));`;

describe("the functions as they are uploaded", () => {
  const { app, templates, clear } = synthesised({ bundling: ["**"] });
  const functions = bundledIn({ app, templates });
  const started: Record<string, { refused: string[]; handler: string }> = {};

  afterAll(clear);
  beforeAll(() => {
    for (const { name, folder, environment } of functions) {
      const args = ["--input-type=module", "-e", start, join(folder, "main.mjs"), JSON.stringify(environment)];
      // Said at every start otherwise; in AWS they run on a later Node.
      const env = { AWS_REGION: "eu-north-1", AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" };
      started[name] = JSON.parse(execFileSync(process.execPath, args, { env, encoding: "utf8" }));
    }
  });

  it("are one bundle each, but for the office, which is the API with other rights", () => {
    const folderOf = (wanted: string) => functions.find(({ name }) => name === wanted)?.folder;
    expect(functions).toHaveLength(9);
    expect(folderOf("office")).toBe(folderOf("api"));
    expect(new Set(functions.map(({ folder }) => folder)).size).toBe(8);
  });

  it.each(functions)("$name starts with what the stack gives it", ({ name }) => {
    expect(started[name]?.handler).toBe("function");
  });

  it("are given the variables their entries name, and no other", () => {
    const names = Object.fromEntries(Object.entries(started).map(([name, { refused }]) => [name, refused]));
    expect(names.api).toContain("TABLE");
    const environments = environmentsAre(names);
    expect(environments(templates)).toEqual([]);
    const less = structuredClone(templates);
    for (const { Type, Properties } of Object.values(less.service.Resources))
      if (Type === "AWS::Lambda::Function") delete Properties.Environment?.Variables.TABLE;
    expect(environments(less)).toHaveLength(8);
  });

  it.each(functions)("$name has the typefaces, and zlib, when it makes documents", ({ name, folder }) => {
    const files = readdirSync(folder).filter((file) => file.endsWith(".mjs"));
    const asks = files.some((file) => readFileSync(join(folder, file), "utf8").includes("source-sans/TTF/"));
    expect(asks).toBe(["api", "office", "sealer"].includes(name));
    const { resolve } = createRequire(join(folder, "main.mjs"));
    const named = files.flatMap((file) =>
      [...readFileSync(join(folder, file), "utf8").matchAll(/"([^"\n]+\.(?:ttf|wasm))"/g)].map(([, path = ""]) => path),
    );
    expect(named).toHaveLength(asks ? 7 : 0);
    for (const path of named) expect(resolve(path)).toBe(join(folder, "node_modules", path));
    // And nothing else that is no code.
    const others = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && !file.name.endsWith(".mjs"))
      .map((file) => join(file.parentPath, file.name));
    expect(others.sort()).toEqual(named.map((path) => join(folder, "node_modules", path)).sort());
  });

  it("load what is heavy only when it is needed", () => {
    const folder = functions.find(({ name }) => name === "api")?.folder ?? "";
    const imported = new Set<string>();
    const follow = (file: string): void => {
      if (imported.has(file)) return;
      imported.add(file);
      const source = readFileSync(join(folder, file), "utf8");
      for (const [, next] of source.matchAll(/^(?:import|export)[^"]*"\.\/([^"]+)";$/gm)) follow(next as string);
    };
    follow("main.mjs");
    const atStart = [...imported].map((file) => readFileSync(join(folder, file), "utf8")).join("");
    expect(atStart).toContain("node_modules/@aws-sdk/client-dynamodb");
    for (const heavy of ["client-s3/", "pdf-lib/", "fontkit/"])
      expect(atStart).not.toContain(`// node_modules/${heavy}`);
  });
});
