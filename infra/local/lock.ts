/**
 * The lock of a state folder. dynoxide takes none of its own: two portals on one file would corrupt it.
 * It names its holder by process id and start time, because ids are used again.
 */
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { link, mkdir, readFile, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "./kept-file.ts";

export const lockFile = "portal.lock";

type Process = { pid: number; started: string };
type Holder = Process & { children: (Process & { command: string })[] };

export type Lock = {
  /** Writes down a child, so that the next run may end it if this one is killed. */
  record(pid: number, command: string): Promise<void>;
  release(): Promise<void>;
};

/** Refuses, in Swedish, when a living portal holds the folder; takes over from a dead one and ends what it left running. */
export async function lockState(dir: string): Promise<Lock> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, lockFile);
  const started = startOf(process.pid) ?? "";
  const holder: Holder = { pid: process.pid, started, children: [] };
  await take(file, holder);
  return {
    async record(pid, command) {
      holder.children.push({ pid, command, started: startOf(pid) ?? "" });
      await writeWhole(file, JSON.stringify(holder));
    },
    release: () => unlink(file).catch(() => {}),
  };
}

async function take(file: string, holder: Holder): Promise<void> {
  const mine = `${file}.${randomUUID()}`;
  await writeWhole(mine, JSON.stringify(holder));
  try {
    for (let left = 5; left > 0; left--) {
      // A link appears whole or not at all, and never over an existing name.
      const taken = await link(mine, file)
        .then(() => true)
        .catch(isThere);
      if (taken) return;
      const text = await readFile(file, "utf8").catch(() => undefined);
      if (text === undefined) continue;
      const other = readHolder(text);
      if (other && alive(other)) {
        throw new Error(
          `Portalen körs redan med den här mappen (process ${other.pid}). Avsluta den först, eller välj en annan mapp.`,
        );
      }
      const aside = `${file}.${randomUUID()}`;
      const moved = await rename(file, aside)
        .then(() => true)
        .catch(() => false);
      if (!moved) continue;
      // Someone may have taken over between our look and our move: then it is theirs, and goes back.
      if ((await readFile(aside, "utf8")) !== text) await link(aside, file).catch(isThere);
      else if (other) await reap(other);
      await unlink(aside);
    }
    throw new Error("Mappen gick inte att låsa. Försök igen.");
  } finally {
    await unlink(mine).catch(() => {});
  }
}

function isThere(error: NodeJS.ErrnoException): false {
  if (error.code === "EEXIST") return false;
  throw error;
}

function readHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ends only what that run wrote down and what still is that process: same id, same start, same command. */
async function reap({ children }: Holder): Promise<void> {
  for (const child of children) {
    if (!alive(child) || !commandOf(child.pid).includes(child.command)) continue;
    // A child leads a process group of its own (dynamodb.ts).
    process.kill(-child.pid, "SIGKILL");
    // Its files are free only when it is gone.
    while (alive(child)) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

function alive({ pid, started }: Process): boolean {
  return startOf(pid) === started;
}

/** When a process began, in a form that only serves comparison; undefined when there is none. A zombie is gone. */
function startOf(pid: number): string | undefined {
  if (process.platform !== "linux") return ps(pid, "lstart=");
  try {
    // The name in parentheses may hold anything; what follows the last one is state (3rd field) … start (22nd).
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function commandOf(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "command=") ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

function ps(pid: number, field: string): string | undefined {
  try {
    return execFileSync("ps", ["-p", String(pid), "-o", field], { encoding: "utf8" }).trim() || undefined;
  } catch {
    return undefined;
  }
}
