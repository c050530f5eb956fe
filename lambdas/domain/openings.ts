/** How a submission begins: what is known from what the same RSS has submitted before is filled in. */
import type { Hash } from "./canonical.ts";
import type { Instant } from "./deadlines.ts";
import { type Answers, questionOf, questions, type Row, type Template } from "./form.ts";
import { goalsOf, outcomesOf } from "./goals.ts";
import { type Round, type Rss, submissionId } from "./rounds.ts";
import { type Opening, opened, type Version } from "./submission.ts";
import { templateById } from "./templates/registry.ts";

/** Answers of a version that counts, and the form they were given in. */
export type Earlier = { template: Template; answers: Answers };

/** What a signed version says, with the contacts that have been changed since. */
export function lastGiven(
  version: Pick<Version, "template" | "answers" | "frozenAt">,
  contacts: { contacts: Row[]; at: Instant } | null,
): Earlier {
  const template = templateById(version.template.id);
  const asked = questions(template).find(({ kind }) => kind === "rows");
  const newer = asked && contacts && contacts.at > version.frozenAt ? { [asked.id]: contacts.contacts } : {};
  return { template, answers: { ...version.answers, ...newer } };
}

/** Sections 1–3 of the first plan, from the register alone. */
export const fromRegister = (rss: Rss, contacts: { name: string; email: string }[]): Answers => ({
  "2": rss.host,
  "3": contacts,
});

/**
 * Answers to begin with: organisation and contacts as last given, for a report the goals of the plan it is about, for a plan the goals of
 * the last one under their ids. Everything else is written anew, with the earlier text beside it.
 */
export function begunFrom(template: Template, last: Earlier): Answers {
  const known = questions(template).flatMap((question) => {
    const { id } = question;
    if (question.kind === "outcomes") return [[id, outcomesOf(question, last.answers)] as const];
    if (questionOf(last.template, id)?.kind !== question.kind) return [];
    const before = last.answers[id];
    if (question.kind === "goals") return goalsOf(before).length > 0 ? [[id, goalsOf(before)] as const] : [];
    const isSame = question.kind === "rows" || (question.kind === "line" && !question.optional);
    return isSame && before !== undefined ? [[id, before] as const] : [];
  });
  return Object.fromEntries(known);
}

/** The first moment of an RSS's submission in a round. */
export const openingOf = (round: Round, rss: string, answers: Answers, hash: Hash): Opening => ({
  submission: opened(submissionId(round.id, rss), round.closesAt, hash),
  answers,
});
