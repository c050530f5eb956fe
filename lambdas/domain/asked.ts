/** What a question asks, for places where it stands without its form around it. */
import type { Question, Template } from "./form.ts";

/** What is asked, in parts: the section's words, and the question's own where it has some. */
export function wordsOfQuestion(template: Template, question: Question): string[] {
  const beside = question.kind === "goals" ? question.of : question.id;
  const section = template.sections.find((each) => each.questions.some(({ id }) => id === beside));
  const own = "label" in question ? question.label : question.kind === "tick" ? question.text : "";
  return [...new Set([section?.label ?? "", own])].filter((part) => part !== "");
}
