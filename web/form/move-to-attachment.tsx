/** The form's own way out for a text that is too long: the whole of it becomes an attached PDF, and section 11 says so. */
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { useSentenceOf } from "../sentence.ts";
import { statesWords } from "../texts/plan-states.ts";
import { useEditing } from "./editing.ts";
import { answerId } from "./field-ids.ts";

export function MoveToAttachment({ question }: { question: string }) {
  const sentenceOf = useSentenceOf();
  const words = useWords(statesWords).toAttachment;
  const { id, draft } = useEditing();
  const act = useAct();

  const move = () =>
    act.run(async () => {
      const answer = draft.answerOf(question);
      // What is being saved right now decides which revision the whole text stands on.
      await answer.save();
      const { value, saved, phase } = answer.state;
      // What is not saved is not known to stand on what is there: the status bar says why.
      if (phase !== "clean" || typeof value !== "string") return;
      const moved = await draft.during(
        call("moveToAttachment", { id, question }, { body: { value }, ifMatch: saved?.rev ?? 0 }),
      );
      for (const [changed, now] of Object.entries(moved.answers)) {
        // Words typed while the text was being moved are not in the attachment.
        draft.answerOf(changed).replace(now, changed === question ? value : undefined);
      }
      draft.setFiles([...draft.files.filter((file) => file.id !== moved.file.id), moved.file]);
      announce(words.moved(moved.file.name));
      // The button goes away with the text; the field it belonged to stays.
      document.getElementById(answerId(question))?.focus();
    });

  return (
    <>
      <ActButton busy={act.busy} onPress={move}>
        {act.busy ? words.moving : words.move}
      </ActButton>
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
    </>
  );
}
