/** What SKR asks about in a submission, as people know it. */
import { attachmentsAsked } from "./submission.ts";

/** `questions`: names of the form's questions, each once, as they were asked; `files`: the attachments too. */
export type AskedAbout = { questions: string[]; files: boolean };

/** `nameOf` gives a question's name ("8 b"); a list of goals goes by the name of the text it belongs to. */
export const askedAbout = (asked: readonly string[], nameOf: (question: string) => string): AskedAbout => ({
  questions: [...new Set(asked.filter((id) => id !== attachmentsAsked).map(nameOf))],
  files: asked.includes(attachmentsAsked),
});
