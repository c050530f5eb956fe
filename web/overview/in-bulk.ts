/** Does one thing to several submissions: a request for each with a key of its own, one after the other. */
import { useRef, useState } from "preact/hooks";
import { persist } from "../act.ts";
import { newKey } from "../api.ts";
import { isPassing } from "../refusal.ts";
import { underWay } from "../under-way.ts";
import type { OverviewRow } from "./rows.ts";

export type Failed = { row: OverviewRow; refusal: unknown };
export type Progress = {
  state: "idle" | "running" | "over";
  done: number;
  all: number;
  /** Those it could not be done to, and why. */
  failed: Failed[];
};

const idle: Progress = { state: "idle", done: 0, all: 0, failed: [] };

export type Work = (row: OverviewRow, key: string) => Promise<unknown>;

export function useInBulk() {
  const [progress, setProgress] = useState<Progress>(idle);
  // Whether a request that nobody answered was received is unknown: tried again, it is the same one.
  const keys = useRef(new Map<string, string>());

  async function run(rows: OverviewRow[], work: Work): Promise<Failed[]> {
    const failed: Failed[] = [];
    setProgress({ ...idle, state: "running", all: rows.length });
    for (const [index, row] of rows.entries()) {
      const key = keys.current.get(row.id) ?? newKey();
      keys.current.set(row.id, key);
      try {
        await underWay(persist(() => work(row, key)));
        keys.current.delete(row.id);
      } catch (refusal) {
        if (!isPassing(refusal)) keys.current.delete(row.id);
        failed.push({ row, refusal });
      }
      setProgress({ state: "running", done: index + 1, all: rows.length, failed: [...failed] });
    }
    setProgress({ state: "over", done: rows.length, all: rows.length, failed });
    return failed;
  }

  function clear(): void {
    keys.current.clear();
    setProgress(idle);
  }

  return { progress, run, clear };
}
