/** All forms there have ever been. Append only: a submission pins its template by id and by the hash of its canonical text. */
import { canonical, type Hash } from "../canonical.ts";
import type { Template } from "../form.ts";
import plan2018 from "./plan-2018.ts";
import plan2021 from "./plan-2021.ts";
import report2021 from "./report-2021.ts";

const all: Template[] = [plan2018, plan2021, report2021];

export const templates: ReadonlyMap<string, Template> = new Map(all.map((template) => [template.id, template]));

/** The template of that id. An unknown id is a defect of ours, never of what a user sent: rounds only name templates that exist. */
export function templateById(id: string): Template {
  const template = templates.get(id);
  if (!template) throw new RangeError(`no template ${id}`);
  return template;
}

export const templateHash = (template: Template, hash: Hash): string => hash(canonical(template));
