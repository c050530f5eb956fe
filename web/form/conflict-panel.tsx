/**
 * Somebody else saved the same answer meanwhile: both texts, and whose it shall be. It stands under the field, so that the line
 * one is writing on stays where it is; nothing is saved until a button is pressed.
 */
import type { Question } from "#domain/form";
import { Unfetched } from "../components/unfetched.tsx";
import { useAnswer } from "../draft/watching.ts";
import { useWords } from "../kind.ts";
import { useLater } from "../later.ts";
import { planWords } from "../texts/plan.ts";
import { useEditing } from "./editing.ts";
import { answerId } from "./field-ids.ts";

export const conflictId = (question: string): string => `val-${question}`;

export function ConflictPanel({ question }: { question: Question }) {
  const words = useWords(planWords).conflict;
  const { draft } = useEditing();
  const { answer, theirs, aside, parting } = useAnswer(draft, question.id);
  const choice = useLater(theirs !== null, () => import("./conflict-choice.tsx"));
  const goToField = () => document.getElementById(answerId(question.id))?.focus();
  if (theirs && choice.failed) return <Unfetched />;
  if (theirs) return choice.part && <choice.part.Choice question={question} theirs={theirs} done={goToField} />;
  if (aside === null) return null;
  return (
    <div class="notice">
      <p>
        {parting === "clean"
          ? words.usedTheirs
          : parting === "refused"
            ? words.usedTheirsRefused
            : words.usedTheirsHere}
      </p>
      <div class="buttons">
        <button
          type="button"
          class="button"
          onClick={() => {
            answer.takeBack();
            goToField();
          }}
        >
          {words.takeBack}
        </button>
      </div>
    </div>
  );
}
