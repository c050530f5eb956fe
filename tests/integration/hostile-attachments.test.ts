import { execFile, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hostileFiles } from "#tests/hostile-files";
import type { Cost, Told } from "./hostile-attachments.child.ts";

const root = join(import.meta.dirname, "../..");
const script = join(root, "dist/test", `hostile-attachments-${randomUUID()}.mjs`);
const mostTime = 5_000;
const mostMemory = 128 * 1024 * 1024;

let files: Told[];
let cost: Cost;

beforeAll(async () => {
  const source = join(import.meta.dirname, "hostile-attachments.child.ts");
  const args = ["--bundle", "--platform=node", "--format=esm", "--packages=external", `--outfile=${script}`];
  await promisify(execFile)(join(root, "node_modules/.bin/esbuild"), [source, ...args], { cwd: root });
  const child = fork(script, [], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", NODE_NO_WARNINGS: "1" },
    // All there is for objects: whoever unpacked a bomb would end here.
    execArgv: ["--max-old-space-size=128"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const said: (Told | Cost)[] = [];
  child.on("message", (message) => said.push(message as Told | Cost));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`ended with ${code} after ${said.length} files`);
  files = said.filter((each): each is Told => "what" in each);
  cost = said.at(-1) as Cost;
}, 120_000);
afterAll(() => rm(script, { force: true }));

const kept = () => files.filter(({ outcome }) => outcome === "kept");
const infected = () => files.filter(({ outcome }) => outcome === "infected");
const those = (found: Told[]) => found.map(({ what }) => what);

describe("a hostile file that the portal keeps", () => {
  it("stands in the sealed document byte for byte, once", () => {
    expect(kept().length).toBeGreaterThanOrEqual(40);
    expect(those(kept().filter(({ embedded }) => embedded !== 1))).toEqual([]);
  });

  it("has no say in the rest of it, which is the same with any other file of its size", () => {
    expect(those(kept().filter(({ indifferent }) => !indifferent))).toEqual([]);
  });
});

describe("a file that the scan found harmful", () => {
  it("is left out, and stands in the document by its name and checksum", () => {
    expect(infected()).toHaveLength(hostileFiles.filter(({ outcome }) => outcome === "infected").length);
    expect(those(infected().filter(({ embedded, named }) => embedded !== 0 || !named))).toEqual([]);
    expect(infected().length).toBeGreaterThanOrEqual(3);
  });
});

describe("of all these documents", () => {
  it("each is sealed, and its seal is good", () => {
    expect(those(files.filter(({ isSealed }) => !isSealed))).toEqual([]);
  });

  it("none has anything parsed as a PDF to be made", () => {
    expect(cost.loads).toBe(0);
  });

  it("each takes less than five seconds, seal and all, and less than 128 MB more than an honest file of the largest size", () => {
    const slowest = Math.max(...files.map(({ took }) => took));
    const grown = cost.after - cost.before;
    process.stdout.write(
      `hostile attachments: ${files.length} documents; slowest ${Math.round(slowest)} ms; ` +
        `memory at most ${(cost.before / 2 ** 20).toFixed(0)} MB before, ${(grown / 2 ** 20).toFixed(0)} MB more after; Node ${process.version}\n`,
    );
    expect(slowest).toBeLessThan(mostTime);
    expect(grown).toBeLessThan(mostMemory);
  });
});
