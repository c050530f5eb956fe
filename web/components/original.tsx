/** SKR's own words in a form: Swedish in every language, with an English gloss beside them for whoever reads in English. */
import { questionName, type Template } from "#domain/form";
import { glossOf } from "../templates.ts";

type Props = {
  text: string;
  /** A text of a sentence or more, whose gloss begins a line of its own. */
  long?: boolean;
};

export function Original({ text, long }: Props) {
  const gloss = glossOf(text);
  if (!gloss) return <>{text}</>;
  // In brackets, unless it has some of its own: quieter type tells it apart as well.
  return (
    <>
      <span lang="sv">{text}</span>
      {gloss !== text && (
        <span class={long ? "gloss long" : "gloss"}>{long || gloss.includes("(") ? ` ${gloss}` : ` (${gloss})`}</span>
      )}
    </>
  );
}

/** A question as people know it: "8 b", or its label where the form gives no number. */
export function nameOf(template: Template, question: string): string {
  const name = questionName(template, question);
  return glossOf(name) ?? name;
}
