/** What an act costs in processor time: this process's and its database's, per act. Wall time on a shared machine says little. */
import { readdirSync, readFileSync } from "node:fs";

export type Cost = { what: string; acts: number; cpuMs: number; databaseMs: number; perCpuSecond: number };

// USER_HZ is 100 wherever Node runs on Linux.
const tick = 10;

/** Processor time of the processes below one so far, in milliseconds, in steps of ten; Linux only, 0 elsewhere. */
function cpuBelow(root: number): number {
  if (process.platform !== "linux") return 0;
  const processes = new Map(
    readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), statOf(pid)]),
  );
  // The database runs below a shell that guards it.
  const isBelow = (pid: number): boolean => {
    const parent = Number(processes.get(pid)?.[1] ?? 0);
    return parent === root || (parent > 1 && isBelow(parent));
  };
  return [...processes].filter(([pid]) => isBelow(pid)).reduce((sum, [, stat]) => sum + spentBy(stat) * tick, 0);
}

/** Processor time of a process and of those below it so far, in milliseconds, in steps of ten. */
export const cpuOf = (pid: number): number => cpuBelow(pid) + spentBy(statOf(String(pid))) * tick;

const spentBy = (stat: string[]): number => Number(stat[11] ?? 0) + Number(stat[12] ?? 0);

/** The fields of /proc/PID/stat after the name; none for a process that ended between the listing and the reading. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
  } catch {
    return [];
  }
}

/** Runs `act` that many times, one after the other, and divides: single acts are too short for the system's clock. */
export async function costOf(what: string, acts: number, act: (n: number) => Promise<void>): Promise<Cost> {
  const children = cpuBelow(process.pid);
  const own = process.cpuUsage();
  for (let n = 0; n < acts; n += 1) await act(n);
  const spent = process.cpuUsage(own);
  const cpuMs = (spent.user + spent.system) / 1000 / acts;
  const databaseMs = (cpuBelow(process.pid) - children) / acts;
  return { what, acts, cpuMs, databaseMs, perCpuSecond: 1000 / (cpuMs + databaseMs) };
}
