/** What of a form SKR can ask about, and what it is called. */
import { isAnswered, type Template } from "#domain/form";
import { attachmentsAsked } from "#domain/submission";
import { nameOf } from "../components/original.tsx";
import { reviewNames } from "../texts/review.ts";

export type Askable = { id: string; name: string };

/** The questions that take an answer, in the order of the form, and the attachments. Goals go with their text. */
export const askable = (template: Template): Askable[] => [
  ...template.sections
    .flatMap(({ questions }) => questions)
    .filter((question) => isAnswered(question))
    .map(({ id }) => ({ id, name: nameOf(template, id) })),
  { id: attachmentsAsked, name: reviewNames.files },
];

/** Each once: a text and its goals have the same name. */
export const namesOf = (template: Template, questions: string[]): string[] => [
  ...new Set(questions.map((id) => (id === attachmentsAsked ? reviewNames.files : nameOf(template, id)))),
];
