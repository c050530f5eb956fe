/**
 * The forms, each a file of its own that is fetched when something is written or read in it; for those who read English together with
 * the English beside it.
 */
import { useEffect, useState } from "preact/hooks";
import type { Kind, Template } from "#domain/form";
import type { Gloss } from "#domain/gloss";
import { filled, type Round } from "#domain/rounds";
import { Offline } from "./refusal.ts";
import { english } from "./texts/language.ts";

/** By their names, `plan-2021`: a form that is added is found without a word here. */
async function fileOf<Of>(id: string, language = ""): Promise<Of> {
  const [kind, year] = id.split("-");
  const file = await import(`../lambdas/domain/templates/${kind}-${year}${language}.ts`);
  return file.default;
}

/** What a page that has only its address is likely to ask for. The right one is fetched anyway. */
const newest: Record<Kind, string> = { plan: "plan-2021", report: "report-2021" };

const there = new Map<string, { form: Template; gloss: Gloss | null }>();
/** The English beside each Swedish text of the forms that have been drawn; empty for those who read Swedish. */
const glosses = new Map<string, string>();

export async function fetchTemplate(id: string): Promise<void> {
  if (there.has(id)) return;
  const [form, gloss] = await Promise.all([
    fileOf<Template>(id),
    // A form that nobody has put into English yet is read in Swedish alone.
    english && fileOf<Gloss>(id, ".en").catch(() => null),
  ]);
  there.set(id, { form, gloss });
}

export const fetchNewest = (kind: Kind): void => void fetchTemplate(newest[kind]).catch(() => {});

type Fetching = {
  /** Until then there is nothing to draw. */
  isThere: boolean;
  refusal: unknown;
  refresh: () => Promise<void>;
};

/** Fetches a form, and once more when the net is back. */
export function useTemplate(id: string | undefined): Fetching {
  const isThere = id !== undefined && there.has(id);
  const [refusal, setRefusal] = useState<unknown>(null);
  const [, redraw] = useState({});
  async function refresh(): Promise<void> {
    if (id === undefined || isThere) return;
    const failed = await fetchTemplate(id).then(
      () => null,
      () => new Offline(),
    );
    setRefusal(failed);
    redraw({});
  }
  useEffect(() => {
    void refresh();
    addEventListener("online", refresh);
    return () => removeEventListener("online", refresh);
  }, [id, isThere]);
  return { isThere, refusal, refresh };
}

/** The form as this round words it, once `useTemplate` has said that it is there. */
export function templateOf(round: Round): Template {
  const found = there.get(round.template.id);
  if (!found) throw new RangeError(`form ${round.template.id} has not been fetched`);
  const form = filled(found.form, round);
  if (english && found.gloss) {
    const beside = english.glossesOf(form, filled(found.gloss, round, english.formats));
    for (const [text, gloss] of beside) glosses.set(text, gloss);
  }
  return form;
}

export const glossOf = (text: string): string | undefined => glosses.get(text);
