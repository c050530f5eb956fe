/** Work that must not be lost with the page: whoever holds some says how it is brought to safety. */
import { beforeLeaving, isLeaving } from "./session.ts";

type Work = {
  /** Sends what is left. Resolves to whether all of it arrived. */
  flush: () => Promise<boolean>;
  /** The page goes away now. */
  lastly: () => void;
  /** Whether something would truly be lost, or wait for this person to come back to this computer. */
  isAtRisk: () => boolean;
};

const open = new Set<Work>();

export function holdWork(work: Work): () => void {
  open.add(work);
  return () => open.delete(work);
}

/** Whether all of it is with the server. */
export async function flushAll(): Promise<boolean> {
  return (await Promise.all([...open].map((work) => work.flush()))).every(Boolean);
}

function lastly(): void {
  for (const work of open) work.lastly();
}

beforeLeaving(lastly);
addEventListener("pagehide", lastly);
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") lastly();
});
addEventListener("online", () => void flushAll());
addEventListener("beforeunload", (event) => {
  if (!isLeaving() && [...open].some((work) => work.isAtRisk())) event.preventDefault();
});
