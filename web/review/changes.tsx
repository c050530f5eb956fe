/** What reads otherwise than in an earlier version, word by word: what was asked about first, and what the RSS says of it. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { canonical } from "#domain/canonical";
import {
  type AnswerValue,
  emptyAnswer,
  isAnswered,
  type Question,
  questionOf,
  questions,
  type Row,
  type Template,
  tidy,
} from "#domain/form";
import { goalsIn, goalsOf } from "#domain/goals";
import { nameOf } from "../components/original.tsx";
import type { Version } from "../components/reading.tsx";
import { turned } from "../draft/difference.ts";
import { InShort } from "../form/in-short.tsx";
import { useWords } from "../kind.ts";
import { inEnglish, inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import { placeOf } from "./remarks-summary.tsx";

type Props = { earlier: Version; later: Version; template: Template };

const answerOf = (version: Version, question: Question): AnswerValue =>
  tidy(version.answers[question.id] ?? emptyAnswer(question));

/** Goals that are the text's own parts are read in the text. */
function isInText(template: Template, question: Question, version: Version): boolean {
  if (question.kind !== "goals") return false;
  const text = questionOf(template, question.of);
  if (!text) return false;
  const goals = goalsOf(answerOf(version, question) as Row[]);
  const inText = goalsIn(String(answerOf(version, text)), question);
  return goals.length === inText.length && goals.every(({ text: goal }, index) => goal === inText[index]);
}

export function Changes({ earlier, later, template }: Props): JSX.Element {
  const words = useWords(reviewWords).changes;
  const asked = later.completes?.version === earlier.version ? later.completes : null;
  const different = questions(template).filter(
    (question) =>
      isAnswered(question) &&
      canonical(answerOf(earlier, question)) !== canonical(answerOf(later, question)) &&
      !(isInText(template, question, earlier) && isInText(template, question, later)),
  );
  const untouched = questions(template).filter(
    (question) => asked?.questions.includes(question.id) && question.kind !== "goals" && !different.includes(question),
  );
  const files = {
    added: later.files.filter(({ sha256 }) => !earlier.files.some((file) => file.sha256 === sha256)),
    removed: earlier.files.filter(({ sha256 }) => !later.files.some((file) => file.sha256 === sha256)),
  };
  const hasFiles = files.added.length + files.removed.length > 0;
  return (
    <section class="card differences no-print" aria-labelledby="andringar">
      <h2 id="andringar">{asked ? words.answer : words.heading(earlier.version)}</h2>
      {asked?.note && (
        <div>
          <p class="quiet small">{words.note}</p>
          <blockquote class="comment" {...inSwedish}>
            {asked.note}
          </blockquote>
        </div>
      )}
      {different.length === 0 && !hasFiles && <p>{words.none}</p>}
      {different.some(({ kind }) => kind === "text" || kind === "line") && <p class="quiet small">{words.key}</p>}
      {different.map((question) => (
        <div key={question.id} class="difference">
          <h3>
            <a href={`#${placeOf(question.kind === "goals" ? question.of : question.id)}`}>
              {nameOf(template, question.id)}
            </a>
            {question.kind === "goals" && `, ${words.goals}`}
          </h3>
          <OneDifference question={question} before={answerOf(earlier, question)} after={answerOf(later, question)} />
        </div>
      ))}
      {hasFiles && (
        <div class="difference">
          <h3>{words.files}</h3>
          <ul>
            {files.added.map(({ id, name }) => (
              <li key={id}>{words.filesAdded(name)}</li>
            ))}
            {files.removed.map(({ id, name }) => (
              <li key={id}>{words.filesRemoved(name)}</li>
            ))}
          </ul>
        </div>
      )}
      {untouched.length > 0 && (
        <p>
          <span class="quiet">{words.unchanged}:</span> {untouched.map(({ id }) => nameOf(template, id)).join(", ")}
        </p>
      )}
    </section>
  );
}

type DifferenceProps = { question: Question; before: AnswerValue; after: AnswerValue };

function OneDifference({ question, before, after }: DifferenceProps): JSX.Element {
  const words = useWords(reviewWords).changes;
  if (typeof before === "string" && typeof after === "string" && question.kind !== "choice") {
    return <Turned before={before} after={after} />;
  }
  return (
    <div class="before-after">
      <div>
        <p class="quiet small">{words.before}</p>
        <InShort question={question} value={before} />
      </div>
      <div>
        <p class="quiet small">{words.after}</p>
        <InShort question={question} value={after} />
      </div>
    </div>
  );
}

/** Told by a line under or through the words, by colour, and in words for those who listen. */
function Turned({ before, after }: { before: string; after: string }): JSX.Element {
  const words = useWords(reviewWords).changes;
  const turns = useMemo(() => turned(before, after), [before, after]);
  const said = (text: string) => (
    <span class="visually-hidden" {...inEnglish}>
      {text}
    </span>
  );
  return (
    <p class="turned" {...inSwedish}>
      {turns.map(({ text, kind }, index) =>
        kind === "same" ? (
          text
        ) : kind === "added" ? (
          <ins key={index}>
            {said(words.added)}
            {text}
            {said(words.end)}
          </ins>
        ) : (
          <del key={index}>
            {said(words.removed)}
            {text}
            {said(words.end)}
          </del>
        ),
      )}
    </p>
  );
}
