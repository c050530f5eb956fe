/** Whether what is on the page is a plan or a report, for everything that speaks of it. */
import { createContext } from "preact";
import { useContext, useEffect } from "preact/hooks";
import { addressOf, kindAt } from "#domain/addresses";
import type { Kind } from "#domain/form";
import type { ByKind } from "#domain/texts/kinds";
import { useServer } from "./server-state.ts";

const KindContext = createContext<Kind>("plan");
export const OfKind = KindContext.Provider;
export const useKind = (): Kind => useContext(KindContext);

/** The words for it: `const words = useWords(planWords).handIn`. */
export const useWords = <Words>(of: ByKind<Words>): Words => of(useKind());

/**
 * The kind of a submission; until the portal has told, the one its address speaks of. An address that speaks of the other kind leads
 * to the same page, and is put right.
 */
export function useKindOf(id: string): Kind {
  const { data } = useServer("submission", { id });
  const kind = data?.round.kind ?? kindAt(location.pathname);
  useEffect(() => {
    const { pathname, search, hash } = location;
    const right = pathname.replace(addressOf(kindAt(pathname), id), addressOf(kind, id));
    if (right !== pathname) history.replaceState(null, "", right + search + hash);
  }, [kind]);
  return kind;
}
