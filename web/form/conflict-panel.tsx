/**
 * Somebody else saved the same answer meanwhile: both texts, and whose it shall be. It stands under the field, so that the line
 * one is writing on stays where it is; nothing is saved until a button is pressed.
 */
import type { Question } from "#domain/form";
import { Unfetched } from "../components/unfetched.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useLater } from "../later.ts";
import { useEditing } from "./editing.ts";
import { answerId } from "./field-ids.ts";

export const conflictId = (question: string): string => `val-${question}`;

export function ConflictPanel({ question }: { question: Question }) {
  const { draft } = useEditing();
  const { theirs, aside } = useAnswer(draft, question.id);
  const isTwo = theirs !== null || aside !== null;
  const { part, failed } = useLater(isTwo, () => import("./conflict-choice.tsx"));
  const goToField = () =>
    document.getElementById(answerId(question.kind === "goals" ? question.of : question.id))?.focus();
  if (!isTwo) return null;
  if (!part) return failed && <Unfetched />;
  if (theirs) return <part.Choice question={question} theirs={theirs} done={goToField} />;
  return <part.TakeBack question={question} done={goToField} />;
}
