/** An answer beside another one to the same question: in a text, what the other does not have is marked. */
import { useMemo } from "preact/hooks";
import type { AnswerValue, Question } from "#domain/form";
import { compared } from "../draft/difference.ts";
import { inEnglish, inSwedish } from "../texts/language.ts";
import { together as words } from "../texts/together.ts";
import { InShort } from "./in-short.tsx";
import "./compared-answer.css";

type Props = { question: Question; value: AnswerValue; other: AnswerValue | null };

export function ComparedAnswer({ question, value, other }: Props) {
  if (typeof value === "string" && typeof other === "string" && question.kind !== "choice") {
    return <MarkedText text={value} other={other} />;
  }
  return <InShort question={question} value={value} />;
}

/** Marked by colour, by a line below, and in words for those who listen. */
export function MarkedText({ text, other }: { text: string; other: string }) {
  const pieces = useMemo(() => compared(text, other), [text, other]);
  if (text.trim() === "") return <p class="read quiet">{words.empty}</p>;
  return (
    <p class="read" {...inSwedish}>
      {pieces.map((piece, index) =>
        piece.own ? (
          <mark key={index} class="own">
            <span class="visually-hidden" {...inEnglish}>
              {words.differs.from}
            </span>
            {piece.text}
            <span class="visually-hidden" {...inEnglish}>
              {words.differs.to}
            </span>
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
