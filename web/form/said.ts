/** Something told to those who listen, once a pause is made: never at each key. */
import { useEffect, useRef } from "preact/hooks";
import { announce } from "../announce.ts";

const pause = 1_500;

/** Returns what to call at each key. */
export function useSaid(tell: () => string): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => () => clearTimeout(timer.current), []);
  return () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => announce(latest.current()), pause);
  };
}
