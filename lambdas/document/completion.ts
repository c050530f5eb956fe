/** What a version says of being an answer to SKR's questions: what it completes, what was asked and what the RSS says about it. */

import { askedAbout } from "#domain/asked-about";
import type { Block } from "#domain/blocks";
import { dayOf } from "#domain/deadlines";
import { questionName, type Template } from "#domain/form";
import * as formatsSv from "#domain/formats";
import * as formatsEn from "#domain/formats.en";
import type { Language } from "#domain/language";
import type { Marked } from "#domain/printout";
import type { Version } from "#domain/submission";
import { completedMark } from "#domain/texts/asked.sv";
import { documentTexts } from "#domain/texts/by-language";

const formats = { sv: formatsSv, en: formatsEn };

/** The sections that were asked about, marked in the form, and so in its language. */
export const marksOf = ({ completes }: Version): Marked | null =>
  completes ? { questions: completes.questions, text: completedMark } : null;

/** Nothing in a version that completes no other. */
export function completionBlocks({ completes }: Version, template: Template, language: Language): Block[] {
  if (!completes) return [];
  const words = documentTexts[language].completion;
  const { version, questions, askedAt, note } = completes;
  const about = askedAbout(questions, (id) => questionName(template, id));
  const asked = words.asked(version, formats[language].formatDay(dayOf(askedAt)), about);
  return [
    { kind: "heading", level: 2, text: words.title },
    { kind: "paragraph", tone: "instruction", text: asked },
    ...(note === ""
      ? []
      : ([
          { kind: "heading", level: 3, text: words.note },
          { kind: "answer", question: "note", text: note },
        ] as const)),
  ];
}
