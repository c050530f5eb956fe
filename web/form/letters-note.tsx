/** Before handing in: letters that the signed document cannot show. Nothing is stopped by them. */
import { isAnswered, questions } from "#domain/form";
import { missingLetters } from "#domain/letters";
import { Notice } from "../components/notice.tsx";
import { nameOf } from "../components/original.tsx";
import { useTold } from "../draft/watching.ts";
import { letters as words } from "../texts/letters.ts";
import { useEditing } from "./editing.ts";

export function LettersNote() {
  const { template, draft } = useEditing();
  const found = useTold(draft, () =>
    questions(template)
      .filter(isAnswered)
      .flatMap(({ id }) => {
        const missing = missingLetters(JSON.stringify(draft.answerOf(id).value));
        return missing.length > 0 ? [{ question: id, missing }] : [];
      }),
  );
  if (found.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>{words.lead}</p>
      <ul>
        {found.map(({ question, missing }) => (
          <li key={question}>{words.where(nameOf(template, question), missing)}</li>
        ))}
      </ul>
      <p>{words.kept}</p>
    </Notice>
  );
}
