/** English beside a form's Swedish words. What SKR wrote stays as it is; this is for whoever does not read it. */
import type { Template } from "./form.ts";

/** Of one question: its words, or those of each of its options or columns. */
type Words = string | Record<string, string>;

export type Gloss = {
  title: string;
  intro: string;
  /** By number; what stands beside the form has none. */
  sections: Record<
    string,
    { label: string; short?: string; instruction?: string; guidance?: string; closing?: string }
  >;
  /** By id. A signature's columns are `date` and `head`. */
  questions: Record<string, Words>;
};

/** The gloss of each text of a form, both with their words filled by the round. Of two alike the first holds. */
export function glossesOf(template: Template, gloss: Gloss): Map<string, string> {
  const found = new Map<string, string>();
  const add = (swedish: string | undefined, english: Words | undefined, key?: string) => {
    const words = typeof english === "object" ? english[key ?? ""] : english;
    if (swedish && words && !found.has(swedish)) found.set(swedish, words);
  };
  add(template.title, gloss.title);
  add(template.intro, gloss.intro);
  for (const { number, questions, ...section } of template.sections) {
    const words = gloss.sections[number];
    add(section.label, words?.label);
    add(section.short, words?.short ?? words?.label);
    add(section.instruction, words?.instruction);
    add(section.guidance, words?.guidance);
    add(section.closing, words?.closing);
    for (const question of questions) {
      const own = gloss.questions[question.id];
      switch (question.kind) {
        case "tick":
          add(question.text, own);
          break;
        case "choice":
          for (const { id, text } of question.options) add(text, own, id);
          break;
        case "rows":
          for (const { key, label } of question.columns) add(label, own, key);
          break;
        case "outcomes":
          add(question.label, own, "label");
          for (const [n, key] of ["goal", "state", "how"].entries()) add(question.columns[n], own, key);
          for (const { id, text } of question.states) add(text, own, id);
          break;
        case "goals":
          break;
        case "signature":
          add(question.columns[0], own, "date");
          add(question.columns[1], own, "head");
          break;
        default:
          add(question.label, own);
      }
    }
  }
  return found;
}
