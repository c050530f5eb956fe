/**
 * The kinds of questions a form is made of, what answers they take, and what is still wrong with a set of answers.
 * A template (templates/) is plain data of these types; numbers are labels (13 is missing in the form of 2021), never positions.
 */
import { count, normalise } from "./counting.ts";

export type Question =
  | { kind: "county"; id: string; label: string }
  | { kind: "line"; id: string; label: string; limit: number; optional?: true }
  | Text
  | { kind: "rows"; id: string; label: string; columns: Column[]; shown: number; max: number; optional?: true }
  | { kind: "tick"; id: string; text: string; explain: { limit: number } }
  | { kind: "choice"; id: string; label: string; options: { id: string; text: string; needsAttachment?: true }[] }
  | { kind: "number"; id: string; label: string; max: number; optional?: true }
  | Goals
  | Outcomes
  | { kind: "signature"; id: string; columns: [date: string, head: string] };

/**
 * `goals`: the text states goals, which are listed beside it one by one. `earlier`: the questions of the plan a report is about that
 * bear on this one, so that their texts can be had beside it.
 */
export type Text = {
  kind: "text";
  id: string;
  label: string;
  limit: number;
  policy: "hard" | "warn";
  goals?: true;
  earlier?: string[];
  optional?: true;
};

/**
 * The goals that a text states, one by one, each with an id that it keeps from plan to report to next plan. `limit`: how long a
 * proposed one may be. Nobody has to list them, so nothing is wrong with any list.
 */
export type Goals = { kind: "goals"; id: string; of: string; limit: number; max: number };

/** How it went with each goal of the plan that a report is about; `of` are that plan's questions. */
export type Outcomes = {
  kind: "outcomes";
  id: string;
  label: string;
  of: string[];
  columns: [goal: string, state: string, how: string];
  states: { id: string; text: string }[];
  limit: number;
};

export type Column = { key: string; label: string; format: "line" | "email"; limit: number };

export type Section = {
  /** As printed: "1"–"12", "14"; empty for what stands beside the form. */
  number: string;
  label: string;
  /** A few words for the list of sections. */
  short: string;
  instruction?: string;
  guidance?: string;
  questions: Question[];
  closing?: string;
};

/** What a form is for: what will be done, or how it went. */
export type Kind = "plan" | "report";

export type Template = {
  id: string;
  kind: Kind;
  /** First part of the receipt number. */
  prefix: string;
  title: string;
  issuer: { name: string; lines: string[] };
  intro: string;
  sections: Section[];
};

export type Tick = { ticked: boolean; explanation: string };
export type Row = Record<string, string>;
/**
 * Text for line and text, digits for number, Tick for tick, the option's id or "" for choice, rows for rows;
 * rows of `id` and `text` for goals, of `id`, `goal`, `state` and `how` for outcomes.
 */
export type AnswerValue = string | Tick | Row[];
export type Answers = Record<string, AnswerValue>;

/** What stops a hand-in, as data: the field, the code and the figures a sentence needs. Nothing here stops a draft. */
export type Fault =
  /** `goal`: which of them, where something is said of each. */
  | { code: "over-limit"; question: string; count: number; limit: number; goal?: number }
  | { code: "missing"; question: string }
  | { code: "unexplained"; question: string }
  | { code: "attachment-missing"; question: string }
  | { code: "bad-mail"; question: string; row: number; column: string }
  | { code: "incomplete-row"; question: string; row: number; column: string }
  | { code: "not-a-number"; question: string; limit: number }
  /** Nothing is said of how it went with goal number `row`, or not why. */
  | { code: "goal-unanswered"; question: string; row: number; column: "state" | "how" };

/** Longest text of one goal, and most goals of one text. */
const goalLimit = 300;
const mostGoals = 12;

/** The list of goals that stands beside a text which states them; no form prints it, since the text says the same. */
export const goalsBeside = (question: Question): Goals | null =>
  question.kind === "text" && question.goals
    ? { kind: "goals", id: `${question.id}goals`, of: question.id, limit: goalLimit, max: mostGoals }
    : null;

const besideIt = (question: Question): Question[] => {
  const goals = goalsBeside(question);
  return goals ? [question, goals] : [question];
};

/** Everything that takes an answer or an act, in the order of the form, with the goals beside their texts. */
export const questions = (template: Template): Question[] =>
  template.sections.flatMap((section) => section.questions.flatMap(besideIt));

export const questionOf = (template: Template, id: string): Question | undefined =>
  questions(template).find((question) => question.id === id);

/** Whether a question takes an answer from a writer: the county is locked and the signature is an act, not an answer. */
export const isAnswered = (question: Question): boolean => question.kind !== "county" && question.kind !== "signature";

export function emptyAnswer(question: Question): AnswerValue {
  switch (question.kind) {
    case "tick":
      return { ticked: false, explanation: "" };
    case "rows":
    case "goals":
    case "outcomes":
      return [];
    default:
      return "";
  }
}

/** Whether a value has the shape its question takes. Length is no part of it: a draft may be over any limit. */
export function fits(question: Question, value: AnswerValue): boolean {
  switch (question.kind) {
    case "county":
    case "signature":
      return false;
    case "line":
    case "text":
    case "number":
      return typeof value === "string";
    case "goals":
      return isRowsOf(value, ["id", "text"], question.max);
    case "outcomes":
      return isRowsOf(value, ["id", "goal", "state", "how"], question.of.length * mostGoals);
    case "choice":
      return value === "" || question.options.some((option) => option.id === value);
    case "tick":
      return typeof value === "object" && !Array.isArray(value);
    case "rows":
      return isRowsOf(
        value,
        question.columns.map(({ key }) => key),
        question.max,
      );
  }
}

const isRowsOf = (value: AnswerValue, keys: string[], max: number): boolean =>
  Array.isArray(value) &&
  value.length <= max &&
  value.every((row) => Object.keys(row).every((key) => keys.includes(key)));

/** The answer as it is frozen and printed: every text in it normalised; empty rows, and why a ticked box is not, left out. */
export function tidy(value: AnswerValue): AnswerValue {
  if (typeof value === "string") return normalise(value);
  if (Array.isArray(value)) {
    return value
      .map((row) => Object.fromEntries(Object.entries(row).map(([key, text]) => [key, normalise(text)])))
      .filter((row) => Object.entries(row).some(([key, text]) => key !== "id" && text !== ""));
  }
  return { ticked: value.ticked, explanation: value.ticked ? "" : normalise(value.explanation) };
}

// The addr-spec most mail systems accept (HTML Living Standard, "valid e-mail address"), with a dot in the domain.
const mailAddress =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

export const isMailAddress = (text: string): boolean => text.length <= 254 && mailAddress.test(text);

/** Everything that stops these answers from being handed in, in the order of the form. `files` counts the attachments. */
export function faults(template: Template, answers: Answers, files: number): Fault[] {
  return questions(template).flatMap((question) =>
    faultsOf(question, answers[question.id] ?? emptyAnswer(question), files),
  );
}

/** The faults of one answer, for the list of sections and the field itself. */
export function faultsOf(question: Question, raw: AnswerValue, files: number): Fault[] {
  if (!isAnswered(question)) return [];
  const value = tidy(raw);
  const id = question.id;
  switch (question.kind) {
    case "line":
    case "text": {
      if (value === "") return question.optional ? [] : [{ code: "missing", question: id }];
      const stops = question.kind === "line" || question.policy === "hard";
      return stops ? overLimit(id, value as string, question.limit) : [];
    }
    case "tick": {
      const { ticked, explanation } = value as Tick;
      if (ticked) return [];
      if (explanation === "") return [{ code: "unexplained", question: id }];
      return overLimit(id, explanation, question.explain.limit);
    }
    case "choice": {
      const chosen = question.options.find((option) => option.id === value);
      if (!chosen) return [{ code: "missing", question: id }];
      return chosen.needsAttachment && files === 0 ? [{ code: "attachment-missing", question: id }] : [];
    }
    case "number":
      return faultsOfNumber(question, value as string);
    case "rows":
      return faultsOfRows(question, value as Row[]);
    case "outcomes":
      return faultsOfOutcomes(question, value as Row[]);
    default:
      return [];
  }
}

const overLimit = (question: string, text: string, limit: number): Fault[] => {
  const characters = count(text);
  return characters > limit ? [{ code: "over-limit", question, count: characters, limit }] : [];
};

function faultsOfNumber({ id, max, optional }: Question & { kind: "number" }, text: string): Fault[] {
  if (text === "") return optional ? [] : [{ code: "missing", question: id }];
  return /^\d{1,9}$/.test(text) && Number(text) <= max ? [] : [{ code: "not-a-number", question: id, limit: max }];
}

/** Each goal has an answer and a word on it: "not started, because …" is one. */
function faultsOfOutcomes({ id, states, limit }: Outcomes, rows: Row[]): Fault[] {
  if (rows.length === 0) return [{ code: "missing", question: id }];
  return rows.flatMap(({ state = "", how = "" }, index): Fault[] => {
    const at = { code: "goal-unanswered", question: id, row: index + 1 } as const;
    if (!states.some((each) => each.id === state)) return [{ ...at, column: "state" }];
    if (how === "") return [{ ...at, column: "how" }];
    return overLimit(id, how, limit).map((fault) => ({ ...fault, goal: index + 1 }));
  });
}

function faultsOfRows(question: Question & { kind: "rows" }, rows: Row[]): Fault[] {
  if (rows.length === 0) return question.optional ? [] : [{ code: "missing", question: question.id }];
  return rows.flatMap((row, index) =>
    question.columns.flatMap((column): Fault[] => {
      const text = row[column.key] ?? "";
      const at = { question: question.id, row: index + 1, column: column.key };
      if (text === "") return [{ code: "incomplete-row", ...at }];
      if (column.format === "email" && !isMailAddress(text)) return [{ code: "bad-mail", ...at }];
      return overLimit(question.id, text, column.limit);
    }),
  );
}

/** "7", "8 b", or the label where the form gives no number. */
export function questionName(template: Template, question: string): string {
  const goals = questions(template).find(({ id }) => id === question);
  if (goals?.kind === "goals") return questionName(template, goals.of);
  const section = template.sections.find((each) => each.questions.some(({ id }) => id === question));
  if (!section) return question;
  const asked = section.questions.find(({ id }) => id === question);
  if (section.number === "") return asked && "label" in asked ? asked.label : section.label;
  const letter = question.slice(section.number.length);
  return letter === "" ? section.number : `${section.number} ${letter}`;
}
