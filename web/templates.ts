/** The forms, each a file of its own that is fetched when something is written or read in it. */
import { useEffect, useState } from "preact/hooks";
import type { Kind, Template } from "#domain/form";
import { filled, type Round } from "#domain/rounds";
import { Offline } from "./refusal.ts";

const files: Record<string, () => Promise<Template>> = {
  "plan-2021": () => import("#domain/templates/plan-2021").then((file) => file.plan2021),
};

/** What a page that has only its address is likely to ask for. */
const newest: Record<Kind, string> = { plan: "plan-2021", report: "plan-2021" };

const there = new Map<string, Template>();

export async function fetchTemplate(id: string): Promise<void> {
  if (there.has(id)) return;
  const file = files[id];
  // A round of a newer release than this page.
  if (!file) return location.reload();
  there.set(id, await file());
}

export const fetchNewest = (kind: Kind): void => void fetchTemplate(newest[kind]).catch(() => {});

/** Fetches a form. Not `isThere` yet, there is nothing to draw; `refusal` when it could not be fetched, until the net is back. */
export function useTemplate(id: string | undefined): { isThere: boolean; refusal: Offline | null } {
  const isThere = id !== undefined && there.has(id);
  const [state, setState] = useState<{ refusal: Offline | null }>({ refusal: null });
  useEffect(() => {
    if (id === undefined || isThere) return;
    let isGone = false;
    const ask = () =>
      fetchTemplate(id).then(
        () => isGone || setState({ refusal: null }),
        () => isGone || setState({ refusal: new Offline() }),
      );
    void ask();
    addEventListener("online", ask);
    return () => {
      isGone = true;
      removeEventListener("online", ask);
    };
  }, [id, isThere]);
  return { isThere, ...state };
}

/** The form as this round words it, once `useTemplate` has said that it is there. */
export function templateOf(round: Round): Template {
  const template = there.get(round.template.id);
  if (!template) throw new RangeError(`form ${round.template.id} has not been fetched`);
  return filled(template, round);
}
