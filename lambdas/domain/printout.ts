/** A version (or a draft) laid out for reading, from its template alone: a new form needs no code of its own. */
import type { Block } from "./blocks.ts";
import {
  type Answers,
  emptyAnswer,
  goalsBeside,
  type Question,
  type Row,
  type Section,
  type Template,
  type Tick,
  tidy,
} from "./form.ts";
import { goalsIn, goalsOf } from "./goals.ts";
import { attachmentsAsked } from "./submission.ts";

export type Printable = {
  answers: Answers;
  files: { name: string; size: number; sha256: string }[];
  county: string;
  /** Null while nobody has signed. */
  signature: { date: string; head: string } | null;
  /** What was asked about and may read otherwise than in the version before; null or absent where nothing was. */
  marked?: Marked | null;
};

/** `questions`: ids, and `files` for the attachments; `text` stands below the heading of each. */
export type Marked = { questions: string[]; text: string };

/** Words that no form has, in the reader's language. */
type Words = { files: string; goals: string };

/** The blocks of a filled form. `template` has its words filled by the round. */
export function printout(template: Template, printable: Printable, words: Words): Block[] {
  const blocks: Block[] = [
    { kind: "paragraph", tone: "intro", text: template.intro },
    ...template.sections
      .filter((section) => isPrinted(section, printable))
      .flatMap((section) => ofSection(section, printable, words)),
  ];
  if (printable.files.length > 0) {
    blocks.push({ kind: "heading", level: 2, text: words.files }, ...markOf(attachmentsAsked, printable));
    blocks.push({ kind: "files", files: printable.files });
  }
  return blocks;
}

const markOf = (subject: string, { marked }: Printable): Block[] =>
  marked?.questions.includes(subject) ? [{ kind: "paragraph", tone: "note", text: marked.text }] : [];

/** What stands beside the form is printed only where it was filled in. */
const isPrinted = (section: Section, { answers }: Printable): boolean =>
  section.number !== "" || section.questions.some(({ id }) => tidy(answers[id] ?? "") !== "");

function ofSection(section: Section, printable: Printable, words: Words): Block[] {
  const blocks: Block[] = [
    { kind: "heading", level: 2, ...(section.number ? { number: section.number } : {}), text: section.label },
  ];
  if (section.guidance) blocks.push({ kind: "paragraph", tone: "guidance", text: section.guidance });
  if (section.instruction) blocks.push({ kind: "paragraph", tone: "instruction", text: section.instruction });
  for (const question of section.questions) {
    // A lone question has its section's words for a heading already.
    if ("label" in question && question.label !== section.label) {
      blocks.push({ kind: "heading", level: 3, text: question.label });
    }
    const written = [
      ...markOf(question.id, printable),
      ...ofQuestion(question, printable),
      ...goalsUnder(question, printable, words),
    ];
    blocks.push(...written.map((block) => ({ ...block, question: question.id })));
  }
  if (section.closing) blocks.push({ kind: "paragraph", tone: "note", text: section.closing });
  return blocks;
}

/** What is followed up is signed too, so it is read too, but for goals that are the text's own parts and can be read there. */
function goalsUnder(question: Question, { answers }: Printable, words: Words): Block[] {
  const asked = goalsBeside(question);
  if (!asked) return [];
  const goals = goalsOf(tidy(answers[asked.id] ?? []));
  const inText = goalsIn(String(tidy(answers[question.id] ?? "")), asked);
  const isSame = goals.length === inText.length && goals.every(({ text }, index) => text === inText[index]);
  return goals.length > 0 && !isSame
    ? [{ kind: "table", columns: [words.goals], rows: goals.map(({ text }) => [text]) }]
    : [];
}

/** One question's answer alone, as it stands in a whole form. */
export const answerBlocks = (question: Question, answers: Answers): Block[] =>
  ofQuestion(question, { answers, files: [], county: "", signature: null });

function ofQuestion(question: Question, { answers, county, signature }: Printable): Block[] {
  const value = tidy(answers[question.id] ?? emptyAnswer(question));
  switch (question.kind) {
    case "county":
      return [{ kind: "answer", question: question.id, text: county }];
    case "line":
    case "text":
    case "number":
      return [{ kind: "answer", question: question.id, text: value as string }];
    case "rows":
      return [
        {
          kind: "table",
          columns: question.columns.map(({ label }) => label),
          rows: (value as Row[]).map((row) => question.columns.map(({ key }) => row[key] ?? "")),
        },
      ];
    case "goals":
      return [];
    case "outcomes":
      return [
        {
          kind: "table",
          columns: [...question.columns],
          rows: (value as Row[]).map(({ goal = "", state, how = "" }) => [
            goal,
            question.states.find(({ id }) => id === state)?.text ?? "",
            how,
          ]),
        },
      ];
    case "tick": {
      const { ticked, explanation } = value as Tick;
      return [
        {
          kind: "choice",
          mark: "box",
          chosen: ticked,
          text: question.text,
          ...(explanation ? { explanation } : {}),
        },
      ];
    }
    case "choice":
      return question.options.map(({ id, text }) => ({ kind: "choice", mark: "radio", chosen: value === id, text }));
    case "signature": {
      const [date, head] = question.columns;
      return [{ kind: "table", columns: [date, head], rows: [[signature?.date ?? "", signature?.head ?? ""]] }];
    }
  }
}
