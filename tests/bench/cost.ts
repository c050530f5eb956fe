/** What an act costs in processor time: this process's and its database's, per act. Wall time on a shared machine says little. */
import { readdirSync, readFileSync } from "node:fs";

export type Cost = { what: string; acts: number; cpuMs: number; databaseMs: number; perCpuSecond: number };

/** Processor time of our child processes so far, in milliseconds, in steps of ten; Linux only, 0 elsewhere. */
function childrenCpu(): number {
  const tick = 10; // USER_HZ is 100 wherever Node runs on Linux
  const fields = (pid: string): string[] => {
    try {
      return readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /, "")
        .split(" ");
    } catch {
      return []; // ended between the listing and the reading
    }
  };
  if (process.platform !== "linux") return 0;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(fields)
    .filter(([, parent]) => Number(parent) === process.pid)
    .reduce((sum, stat) => sum + (Number(stat[11]) + Number(stat[12])) * tick, 0);
}

/** Runs `act` that many times, one after the other, and divides: single acts are too short for the system's clock. */
export async function costOf(what: string, acts: number, act: (n: number) => Promise<void>): Promise<Cost> {
  const children = childrenCpu();
  const own = process.cpuUsage();
  for (let n = 0; n < acts; n += 1) await act(n);
  const spent = process.cpuUsage(own);
  const cpuMs = (spent.user + spent.system) / 1000 / acts;
  const databaseMs = (childrenCpu() - children) / acts;
  return { what, acts, cpuMs, databaseMs, perCpuSecond: 1000 / (cpuMs + databaseMs) };
}
