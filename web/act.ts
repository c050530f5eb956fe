/** A person's act: one idempotency key from the press of the button through all its retries. */
import { useRef, useState } from "preact/hooks";
import { newKey } from "./api.ts";
import { isPassing } from "./refusal.ts";
import { underWay } from "./under-way.ts";

const pauses = [1_000, 3_000, 8_000];

export type Act = {
  busy: boolean;
  /** Why it failed, until it is tried again; `sentenceOf` says it in words. */
  refusal: unknown;
  /** Resolves to whether it was done; `refused` hears why not. */
  run: (work: (key: string) => Promise<unknown>, refused?: (refusal: unknown) => void) => Promise<boolean>;
  dismiss: () => void;
};

/**
 * Runs an act and its retries under one key. The key is kept when nobody knows whether the request was received, so that pressing
 * again is the same act: what counts is when the first attempt came. A clear refusal ends the act.
 */
export function useAct(): Act {
  const key = useRef<string | null>(null);
  const [state, setState] = useState<{ busy: boolean; refusal: unknown }>({ busy: false, refusal: null });
  const running = useRef(false);

  async function run(work: (key: string) => Promise<unknown>, refused?: (refusal: unknown) => void): Promise<boolean> {
    if (running.current) return false;
    running.current = true;
    key.current ??= newKey();
    setState({ busy: true, refusal: null });
    try {
      await underWay(persist(() => work(key.current as string)));
      key.current = null;
      setState({ busy: false, refusal: null });
      return true;
    } catch (refusal) {
      if (!isPassing(refusal)) key.current = null;
      setState({ busy: false, refusal });
      refused?.(refusal);
      return false;
    } finally {
      running.current = false;
    }
  }

  return { ...state, run, dismiss: () => setState({ busy: false, refusal: null }) };
}

/** Tries again after a pause what failed only by the way. */
export async function persist(work: () => Promise<unknown>): Promise<void> {
  for (const pause of pauses) {
    try {
      await work();
      return;
    } catch (error) {
      if (!isPassing(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  await work();
}
