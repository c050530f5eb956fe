/** Builds web/ with Vite when its sources have changed since the last time; in a child, so that its memory is given back. */
import { spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { once } from "node:events";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const target = join(root, "dist/web");
const stamp = ".stamp";

/** Answers the folder to serve, or undefined when there is no web to build yet. */
export async function buildWeb(): Promise<string | undefined> {
  const hash = await hashSources();
  if (hash === undefined) return undefined;
  if ((await readFile(join(target, stamp), "utf8").catch(() => "")) === hash) return target;
  // Built aside and moved into place: whoever reads the folder sees the old one or the new one, whole.
  const fresh = `${target}-${randomUUID()}`;
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [
    vite,
    "build",
    "--config",
    "web/vite.config.ts",
    "--outDir",
    fresh,
    "--emptyOutDir",
    "--logLevel",
    "warn",
  ];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) {
    await rm(fresh, { recursive: true, force: true });
    throw new Error("Webben gick inte att bygga. Felet står ovanför.");
  }
  await writeFile(join(fresh, stamp), hash);
  const old = `${target}-${randomUUID()}`;
  await rename(target, old).catch(() => {});
  await rename(fresh, target).catch(async (error) => {
    // Another run moved its own build in between: same sources, same files.
    if ((await readFile(join(target, stamp), "utf8").catch(() => "")) !== hash) throw error;
    await rm(fresh, { recursive: true });
  });
  await rm(old, { recursive: true, force: true });
  return target;
}

async function hashSources(): Promise<string | undefined> {
  const files = await Promise.all(["web", "lambdas/domain"].map((folder) => filesIn(join(root, folder))));
  if (!files[0]?.some((file) => file.endsWith("vite.config.ts"))) return undefined;
  const hash = createHash("sha256");
  for (const file of [...files.flat(), join(root, "package-lock.json")].sort()) {
    hash
      .update(`${file.slice(root.length)}\0`)
      .update(await readFile(file))
      .update("\0");
  }
  return hash.digest("hex");
}

async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}
