/** What the portal can see for itself in a submitted plan, so that SKR's time goes to what it cannot. */
import type { JSX } from "preact";
import { count } from "#domain/counting";
import { type Answers, faults, type Question, questions, type Row, type Template, type Tick } from "#domain/form";
import { useWords } from "../kind.ts";
import { templateOf } from "../templates.ts";
import { domainWords } from "../texts/domain.ts";
import { staffWords } from "../texts/staff.ts";
import { nameOf } from "./original.tsx";
import { anchorOf } from "./parts.ts";
import { isSigned, type Version } from "./reading.tsx";

type Words = ReturnType<typeof staffWords>["review"]["checks"];
type Text = { name: string; count: number; limit: number };

const textsOf = (template: Template, answers: Answers): Text[] =>
  questions(template).flatMap((question) =>
    question.kind === "text" || question.kind === "line"
      ? [
          {
            name: nameOf(template, question.id),
            count: count((answers[question.id] as string | undefined) ?? ""),
            limit: question.limit,
          },
        ]
      : [],
  );

/** What is right about an answer that has no fault, in a sentence; null where there is nothing to say. */
function fineSentence(
  words: Words,
  template: Template,
  question: Question,
  { answers, files }: Version,
): string | null {
  const value = answers[question.id];
  switch (question.kind) {
    case "rows":
      return words.contacts((value as Row[]).length);
    case "tick":
      return words.ticked(nameOf(template, question.id));
    case "choice":
      return files.length > 0 ? words.attached(files.length) : words.noAttachment;
    default:
      return null;
  }
}

/** A box that is not ticked but explained is in order, and still something to read. */
const isExplained = (question: Question, answers: Answers): boolean =>
  question.kind === "tick" && !(answers[question.id] as Tick | undefined)?.ticked;

const sectionKey = (template: Template, question: string): string => {
  const section = template.sections.find((each) => each.questions.some(({ id }) => id === question));
  return section?.number || section?.label || "";
};

export function Checks({ version }: { version: Version }): JSX.Element {
  const words = useWords(staffWords).review.checks;
  const domain = useWords(domainWords);
  const template = templateOf(version.round);
  const found = faults(template, version.answers, version.files.length);
  const faulty = new Set(found.map(({ question }) => question));
  const texts = textsOf(template, version.answers);
  const fine = questions(template)
    .filter((question) => !faulty.has(question.id) && !isExplained(question, version.answers))
    .flatMap((question) => fineSentence(words, template, question, version) ?? []);
  const remarks = [
    ...found.map((fault) => ({
      question: fault.question,
      text: domain.fault(fault, nameOf(template, fault.question)),
    })),
    ...questions(template)
      .filter((question) => !faulty.has(question.id) && isExplained(question, version.answers))
      .map(({ id }) => ({ question: id, text: words.explained(nameOf(template, id)) })),
  ];
  return (
    <section class="card checks" aria-labelledby="kontroll">
      <h2 id="kontroll">{words.heading}</h2>
      <p>{remarks.length === 0 ? words.fine : words.remarks(remarks.length)}</p>
      <ul>
        {remarks.map(({ question, text }) => (
          <Check key={text} ok={false} text={text} href={`#${anchorOf(sectionKey(template, question))}`} />
        ))}
        {!found.some(({ code }) => code === "over-limit") && <Check ok text={words.lengths(texts.length)} />}
        {fine.map((sentence) => (
          <Check key={sentence} ok text={sentence} />
        ))}
        {isSigned(version) && <Check ok text={signedSentence(words, version.signature)} />}
      </ul>
      <details class="disclosure">
        <summary>{words.figures}</summary>
        <ul class="figures">
          {texts.map((text) => (
            <li key={text.name}>{words.length(text.name, text.count, text.limit)}</li>
          ))}
        </ul>
      </details>
    </section>
  );
}

const signedSentence = (words: Words, { onPaper, signedAt, signedBy }: NonNullable<Version["signature"]>): string =>
  onPaper === null ? words.signed(signedAt, signedBy) : words.signedOnPaper(onPaper, signedBy);

function Check({ ok, text, href }: { ok: boolean; text: string; href?: string }): JSX.Element {
  const words = useWords(staffWords).review.checks;
  return (
    <li class={ok ? "check check-ok" : "check check-remark"}>
      <svg class="check-mark" viewBox="0 0 16 16" role="img" aria-label={`${ok ? words.ok : words.remark}:`}>
        <path d={ok ? "M3 8.5l3.5 3.5L13 4.5" : "M8 2.5v7M8 12.4v.6"} />
      </svg>
      {href ? <a href={href}>{text}</a> : <span>{text}</span>}
    </li>
  );
}
