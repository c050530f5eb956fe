import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { board } from "./board.ts";

const root = join(import.meta.dirname, "../..");

it("has at least fifteen defects, each with a name of its own and a test that must find it", () => {
  expect(board.length).toBeGreaterThanOrEqual(15);
  expect(new Set(board.map(({ name }) => name)).size).toBe(board.length);
  for (const { find, replace } of board) expect(replace).not.toBe(find);
});

it.each(board)("has a place for it, and the file of its test: $name", async ({ file, find, killedBy }) => {
  const [code, test] = await Promise.all([file, killedBy].map((each) => readFile(join(root, each), "utf8")));
  expect(code?.split(find)).toHaveLength(2);
  expect(test).toMatch(/\bit(\.each)?\b/);
});

const inDepth = process.env.DEEP ? it : it.skip;
inDepth(
  "has no defect that the tests do not find",
  async () => {
    const args = ["--import", "tsx", "tests/defects/main.ts"];
    const env = { ...process.env, NODE_OPTIONS: "", DEEP: "" };
    // Its exit code says that something survived, and what it printed says what.
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: root, env }).catch(
      (failed: { stdout: string; stderr: string }) => failed,
    );
    process.stdout.write(stdout + stderr);
    expect(stdout).not.toContain("SURVIVED");
    expect(stdout.match(/^killed /gm)).toHaveLength(board.length);
  },
  900_000,
);
