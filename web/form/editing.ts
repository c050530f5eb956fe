/** What every field of the form needs: the draft it writes in, and what the server said is wrong. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Template } from "#domain/form";
import type { Draft } from "../draft/draft.ts";

export type Editing = {
  id: string;
  template: Template;
  draft: Draft;
  /** Questions the server named when the plan was handed in; their faults are shown at the field. */
  told: ReadonlySet<string>;
  /** What alone may be written on (ids, and `files`), when SKR has asked for more; null when it is everything. */
  open: readonly string[] | null;
};

const EditingContext = createContext<Editing | null>(null);
export const EditingProvider = EditingContext.Provider;

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("outside the form");
  return editing;
}
