/** How a defect is planted: by changing a resource of the synthesised stacks. */
import type { CheckName } from "#tests/infra/checks";
import type { Json, StackName, Templates } from "#tests/infra/synthesised";

export type Planted = { name: string; caughtBy: CheckName; plant: (templates: Templates) => void };

/** The only resource of that type whose id begins so; of several, the one that adds to it nothing but CDK's own eight digits. */
export function the(
  templates: Templates,
  stack: StackName,
  type: string,
  id = "",
): { id: string; of: Json; whole: Json } {
  const begun = Object.entries(templates[stack].Resources).filter(
    ([name, { Type }]) => Type === type && name.startsWith(id),
  );
  const all = begun.length > 1 ? begun.filter(([name]) => /^[0-9A-F]{8}$/.test(name.slice(id.length))) : begun;
  const [[name, whole] = []] = all;
  if (all.length !== 1 || !name || !whole) throw new Error(`${all.length} resources ${type} ${id}`);
  return { id: name, of: whole.Properties, whole };
}
