/**
 * Goals as things of their own: what a plan's text states one by one, how each went in the report, and the same goal in the next
 * plan. A goal keeps its id however its words change.
 */
import type { Hash } from "./canonical.ts";
import { normalise } from "./counting.ts";
import { type Answers, type Goals, type Outcomes, questions, type Row, type Template } from "./form.ts";

export type Goal = { id: string; text: string };

/** "1)", "2.", "Mål 3:", "Mål 3" alone on its line, "–", "•" at the beginning of a line, with what stands before the goal itself. */
const numbered = /^[ \t]*(?:mål[ \t]*\d{1,2}[ \t]*(?:[.):–-]|$)|\d{1,2}[ \t]*[.):](?!\d))[ \t]*/gim;
const listed = /^[ \t]*[-–—•*·][ \t]+/gm;

/**
 * The goals that a text seems to state: by their numbers, else by the list they stand in, else each paragraph; what is said before
 * the first number or dash is an introduction and no goal. Only a proposal: whoever writes says what the goals are.
 */
export function goalsIn(raw: string, { limit, max }: Pick<Goals, "limit" | "max">): string[] {
  const text = normalise(raw);
  const parts = partsAt(text, numbered) ?? partsAt(text, listed) ?? text.split(/\n{2,}/);
  return parts
    .map((part) => part.replace(/\s+/g, " ").trim())
    .filter((part) => part !== "")
    .slice(0, max)
    .map((part) => shortened(part, limit));
}

/** What stands after each mark. Null when there is none; what is before the first is left out. */
function partsAt(text: string, mark: RegExp): string[] | null {
  const found = [...text.matchAll(mark)];
  if (found.length === 0) return null;
  return found.map((each, index) => text.slice(each.index + each[0].length, found[index + 1]?.index));
}

/** Whole words of it; the full text stands in the plan. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1)).trimEnd()}…`;
}

const wordsOf = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** Shared words as a part of all words of both, 0–1 (Jaccard). */
function likeness(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

/** Two goals with fewer words in common than this are two goals. */
const likeEnough = 0.4;

/**
 * A new proposal in which a goal that was there before, word for word or nearly, keeps its id. The closest pairs find each other
 * first; what is new gets an id from `newId`, given the text and its place.
 */
export function carriedOver(texts: string[], before: Goal[], newId: (text: string, index: number) => string): Goal[] {
  const pairs = texts
    .flatMap((text, index) =>
      before.map((goal) => ({ index, goal, like: goal.text === text ? 2 : likeness(goal.text, text) })),
    )
    .filter(({ like }) => like >= likeEnough)
    .sort((one, other) => other.like - one.like);
  const ids = new Map<number, string>();
  const taken = new Set<string>();
  for (const { index, goal } of pairs) {
    if (ids.has(index) || taken.has(goal.id)) continue;
    ids.set(index, goal.id);
    taken.add(goal.id);
  }
  return texts.map((text, index) => ({ id: ids.get(index) ?? newId(text, index), text }));
}

/**
 * The goals of each text that states some, as they are frozen: those that somebody listed, or else what the text proposes, so that
 * every report has goals to answer. Goals of last year's plan that nobody has looked at are recognised in the text or gone. Ids of
 * new ones follow from submission, question and words.
 */
export function withGoals(
  template: Template,
  answers: Answers,
  isListed: (question: string) => boolean,
  submission: string,
  hash: Hash,
): Answers {
  const proposed = questions(template).flatMap((question) => {
    if (question.kind !== "goals") return [];
    // A list that was emptied leaves a report with nothing to answer, and so unable to be handed in.
    if (isListed(question.id) && goalsOf(answers[question.id]).length > 0) return [];
    const texts = goalsIn(String(answers[question.of] ?? ""), question);
    const newId = (text: string, index: number) => hash(`${submission} ${question.id} ${index} ${text}`).slice(0, 12);
    return [[question.id, carriedOver(texts, goalsOf(answers[question.id]), newId)] as const];
  });
  return { ...answers, ...Object.fromEntries(proposed) };
}

/** The goals of an answer, those without words left out. */
export const goalsOf = (value: unknown): Goal[] =>
  Array.isArray(value)
    ? (value as Row[]).flatMap(({ id = "", text = "" }) => (text.trim() === "" ? [] : [{ id, text }]))
    : [];

/** What a report says of the goals when it opens: each goal of the plan it is about, and nothing yet of how it went. */
export function outcomesOf(question: Outcomes, plan: Answers): Row[] {
  return question.of
    .flatMap((asked) => goalsOf(plan[`${asked}goals`]))
    .map(({ id, text }) => ({ id, goal: text, state: "", how: "" }));
}
