/** What SKR has asked for, for the parts of the page that show it. */
import { askedAbout } from "#domain/asked-about";
import type { Answer } from "#domain/contract";
import { type Answers, emptyAnswer, isAnswered, type Question, questions, type Template, tidy } from "#domain/form";
import { attachmentsAsked } from "#domain/submission";
import { nameOf } from "../components/original.tsx";
import { isSame } from "../draft/same.ts";

type Submission = Answer<"submission">;
export type Completion = NonNullable<Submission["completion"]>;
export type Version = Answer<"version">;

/** What the RSS says about its answer is kept under this while it is written. */
export const noteAbout = (id: string): string[] => ["completion-note", id];

export const aboutOf = (template: Template, { questions: asked }: Completion) =>
  askedAbout(asked, (question) => nameOf(template, question));

/** The answers as they would be handed in: those asked for as they are written, all others as they stand. */
export function mergedAnswers(template: Template, version: Version, completion: Completion, draft: Answers): Answers {
  const asked = questions(template).filter(({ id }) => completion.questions.includes(id));
  const written = asked.map((question) => [question.id, draft[question.id] ?? emptyAnswer(question)] as const);
  return { ...version.answers, ...Object.fromEntries(written) };
}

/** Whether what is written reads otherwise than what stands. */
export const isChanged = (question: Question, version: Version, written: Answers): boolean =>
  isAnswered(question) &&
  !isSame(
    tidy(written[question.id] ?? emptyAnswer(question)),
    tidy(version.answers[question.id] ?? emptyAnswer(question)),
  );

type Files = readonly { id: string; state?: string }[];

export const areFilesChanged = (version: Version, files: Files): boolean =>
  files.flatMap(({ id, state }) => (state === "uploading" ? [] : id)).join() !==
  version.files.map(({ id }) => id).join();

export const areFilesAsked = ({ questions: asked }: Completion): boolean => asked.includes(attachmentsAsked);

/** The sections in which something is asked for; `files` stands where files are chosen. */
export function isAskedIn(section: Template["sections"][number], completion: Completion): boolean {
  const holdsFiles = section.questions.some(({ kind }) => kind === "choice");
  return (
    section.questions.some(({ id }) => completion.questions.includes(id)) || (holdsFiles && areFilesAsked(completion))
  );
}

/** Id on the page of what is asked about. */
export const askedId = (subject: string): string => `svara-${subject}`;

/** What is asked about, in the form's order; files that stand under a choice that is asked about are its part. */
export function askedIn(template: Template, completion: Completion): { id: string; name: string; short: string }[] {
  const { questions: asked } = completion;
  return template.sections.flatMap((section) => {
    const own = section.questions.filter(({ id }) => asked.includes(id));
    const named = own.map(({ id }) => ({ id, name: nameOf(template, id), short: section.number && section.short }));
    const isFiles = isAskedIn(section, completion) && own.length === 0;
    return isFiles ? [{ id: attachmentsAsked, name: "", short: "" }] : named;
  });
}
