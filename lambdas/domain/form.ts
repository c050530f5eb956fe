/**
 * The kinds of questions a form is made of, what answers they take, and what is still wrong with a set of answers.
 * A template (templates/) is plain data of these types; numbers are labels (13 is missing in the form of 2021), never positions.
 */
import { count, normalise } from "./counting.ts";

export type Question =
  | { kind: "county"; id: string; label: string }
  | { kind: "line"; id: string; label: string; limit: number; optional?: true }
  | { kind: "text"; id: string; label: string; limit: number; policy: "hard" | "warn"; goals?: true; optional?: true }
  | { kind: "rows"; id: string; label: string; columns: Column[]; shown: number; max: number; optional?: true }
  | { kind: "tick"; id: string; text: string; explain: { limit: number } }
  | { kind: "choice"; id: string; label: string; options: { id: string; text: string; needsAttachment?: true }[] }
  | { kind: "signature"; id: string; columns: [date: string, head: string] };

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
/** Text for line and text, Tick for tick, the option's id or "" for choice, rows for rows. */
export type AnswerValue = string | Tick | Row[];
export type Answers = Record<string, AnswerValue>;

/** What stops a hand-in, as data: the field, the code and the figures a sentence needs. Nothing here stops a draft. */
export type Fault =
  | { code: "over-limit"; question: string; count: number; limit: number }
  | { code: "missing"; question: string }
  | { code: "unexplained"; question: string }
  | { code: "attachment-missing"; question: string }
  | { code: "bad-mail"; question: string; row: number; column: string }
  | { code: "incomplete-row"; question: string; row: number; column: string };

export const questions = (template: Template): Question[] => template.sections.flatMap((section) => section.questions);

export const questionOf = (template: Template, id: string): Question | undefined =>
  questions(template).find((question) => question.id === id);

/** Whether a question takes an answer from a writer: the county is locked and the signature is an act, not an answer. */
export const isAnswered = (question: Question): boolean => question.kind !== "county" && question.kind !== "signature";

export function emptyAnswer(question: Question): AnswerValue {
  switch (question.kind) {
    case "tick":
      return { ticked: false, explanation: "" };
    case "rows":
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
      return typeof value === "string";
    case "choice":
      return value === "" || question.options.some((option) => option.id === value);
    case "tick":
      return typeof value === "object" && !Array.isArray(value);
    case "rows":
      return (
        Array.isArray(value) &&
        value.length <= question.max &&
        value.every((row) => Object.keys(row).every((key) => question.columns.some((column) => column.key === key)))
      );
  }
}

/** The answer as it is frozen and printed: every text in it normalised; empty rows, and why a ticked box is not, left out. */
export function tidy(value: AnswerValue): AnswerValue {
  if (typeof value === "string") return normalise(value);
  if (Array.isArray(value)) {
    return value
      .map((row) => Object.fromEntries(Object.entries(row).map(([key, text]) => [key, normalise(text)])))
      .filter((row) => Object.values(row).some((text) => text !== ""));
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
      const characters = count(value as string);
      if (characters === 0) return question.optional ? [] : [{ code: "missing", question: id }];
      const stops = question.kind === "line" || question.policy === "hard";
      return stops && characters > question.limit
        ? [{ code: "over-limit", question: id, count: characters, limit: question.limit }]
        : [];
    }
    case "tick": {
      const { ticked, explanation } = value as Tick;
      if (ticked) return [];
      const characters = count(explanation);
      if (characters === 0) return [{ code: "unexplained", question: id }];
      return characters > question.explain.limit
        ? [{ code: "over-limit", question: id, count: characters, limit: question.explain.limit }]
        : [];
    }
    case "choice": {
      const chosen = question.options.find((option) => option.id === value);
      if (!chosen) return [{ code: "missing", question: id }];
      return chosen.needsAttachment && files === 0 ? [{ code: "attachment-missing", question: id }] : [];
    }
    case "rows":
      return faultsOfRows(question, value as Row[]);
    default:
      return [];
  }
}

function faultsOfRows(question: Question & { kind: "rows" }, rows: Row[]): Fault[] {
  if (rows.length === 0) return question.optional ? [] : [{ code: "missing", question: question.id }];
  return rows.flatMap((row, index) =>
    question.columns.flatMap((column): Fault[] => {
      const text = row[column.key] ?? "";
      const at = { question: question.id, row: index + 1, column: column.key };
      if (text === "") return [{ code: "incomplete-row", ...at }];
      if (column.format === "email" && !isMailAddress(text)) return [{ code: "bad-mail", ...at }];
      const characters = count(text);
      return characters > column.limit
        ? [{ code: "over-limit", question: question.id, count: characters, limit: column.limit }]
        : [];
    }),
  );
}
