/**
 * Parts of a page that are fetched when somebody first asks for them. A part that could not be fetched leaves the rest of the page
 * alone, and is asked for again when the net is back.
 */
import { useEffect, useState } from "preact/hooks";

/**
 * Answers once something is heard from the portal. A module that could not be fetched is remembered as such by the browser for as
 * long as the page lives (HTML, module map), and only a reload helps: where none may happen, this is asked first.
 */
export const hearingFrom = (): Promise<unknown> => fetch("/config.json", { cache: "no-store" });

/** The part once it is there, and whether fetching it failed. Asked for again when `again` is another. */
export function useLater<T>(
  isWanted: boolean,
  fetchPart: () => Promise<T>,
  again?: unknown,
): { part: T | null; failed: boolean } {
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
  }, [isWanted, state.part, again]);
  return state;
}
