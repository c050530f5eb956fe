/**
 * Parts of a page that are fetched when somebody first asks for them. A part that could not be fetched leaves the rest of the page
 * alone, and is asked for again when the net is back.
 */
import { useEffect, useState } from "preact/hooks";

/** The part once it is there, and whether fetching it failed. */
export function useLater<T>(isWanted: boolean, fetchPart: () => Promise<T>): { part: T | null; failed: boolean } {
  const [state, setState] = useState<{ part: T | null; failed: boolean }>({ part: null, failed: false });
  useEffect(() => {
    if (!isWanted || state.part) return;
    let isGone = false;
    const ask = () =>
      fetchPart().then(
        (part) => !isGone && setState({ part, failed: false }),
        () => !isGone && setState({ part: null, failed: true }),
      );
    void ask();
    addEventListener("online", ask);
    return () => {
      isGone = true;
      removeEventListener("online", ask);
    };
  }, [isWanted, state.part]);
  return state;
}
