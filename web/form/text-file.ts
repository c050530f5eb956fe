/** The plan as plain text, made in the browser: whatever happens, the words can be taken along. */
import { type Answers, emptyAnswer, type Question, type Row, type Template, type Tick } from "#domain/form";
import { saveFile } from "../save-file.ts";
import type { planWords } from "../texts/plan.ts";

function wordsOf(question: Question, heading: string, answers: Answers, county: string): string[] {
  const value = answers[question.id] ?? emptyAnswer(question);
  switch (question.kind) {
    case "county":
      return [county];
    case "signature":
      return [];
    case "goals":
      return [];
    case "outcomes":
      return (value as Row[]).map(({ goal, state, how }) =>
        [goal, question.states.find(({ id }) => id === state)?.text, how].filter(Boolean).join("\n"),
      );
    case "number":
    case "line":
    case "text":
      return [...(question.label === heading ? [] : [question.label]), value as string];
    case "tick": {
      const { ticked, explanation } = value as Tick;
      return [`[${ticked ? "x" : " "}] ${question.text}`, ...(ticked || !explanation ? [] : [explanation])];
    }
    case "choice":
      return question.options.map(({ id, text }) => `[${value === id ? "x" : " "}] ${text}`);
    case "rows":
      return (value as Row[]).map((row) => question.columns.map(({ key }) => row[key] ?? "").join(", "));
  }
}

type Material = { template: Template; answers: Answers; files: { name: string }[]; county: string };

export function asText({ template, answers, files, county }: Material, plan: ReturnType<typeof planWords>): string {
  const sections = template.sections.map(({ number, label, questions }) =>
    [
      number ? `${number}. ${label}` : label,
      ...questions.flatMap((question) => wordsOf(question, label, answers, county)),
    ].join("\n\n"),
  );
  const attached = files.length > 0 ? [[plan.files.title, ...files.map(({ name }) => name)].join("\n")] : [];
  // Windows' own editor still wants its own line breaks.
  return [template.title, plan.draftMark, ...sections, ...attached].join("\n\n\n").replace(/\r?\n/g, "\r\n");
}

/** The mark tells older programs that this is UTF-8. */
export const download = (text: string, name: string): void =>
  saveFile(new Blob(["\uFEFF", text], { type: "text/plain;charset=utf-8" }), name);
