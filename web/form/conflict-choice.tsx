/** Two texts for one answer, with what differs marked, and the ways to one. Fetched when it happens. */
import { useEffect, useMemo } from "preact/hooks";
import type { Question } from "#domain/form";
import { announce } from "../announce.ts";
import type { Saved } from "../draft/answer.ts";
import { merged } from "../draft/merge.ts";
import { useAnswer } from "../draft/watching.ts";
import { useServer } from "../server-state.ts";
import { together } from "../texts/together.ts";
import { ComparedAnswer } from "./compared-answer.tsx";
import { conflictId } from "./conflict-panel.tsx";
import { useEditing } from "./editing.ts";
import "./conflict-panel.css";

const words = together.conflict;

type Props = { question: Question; theirs: Saved; done: () => void };

export function Choice({ question, theirs, done }: Props) {
  const { draft } = useEditing();
  const { data: me } = useServer("me", {});
  const { answer, value: mine, saved } = useAnswer(draft, question.id);
  const isMine = theirs.by === me?.person.name;
  const lead = isMine ? words.leadMine(theirs.at) : words.lead(theirs.by, theirs.at);
  // What both were written from; after a reload nobody knows.
  const before = saved && saved.rev < theirs.rev ? saved.value : null;
  const both = useMemo(
    () => (question.kind === "choice" ? null : merged(theirs.value, mine, before)),
    [question, theirs, mine, before],
  );
  useEffect(() => announce(lead), [lead]);

  const settle = (choice: Parameters<typeof answer.settle>[0]) => {
    answer.settle(choice);
    done();
  };

  return (
    <section class="notice warn conflict-panel" aria-labelledby={conflictId(question.id)}>
      <h3 id={conflictId(question.id)} tabIndex={-1}>
        {lead}
      </h3>
      <p class="small">{words.help}</p>
      <div class="buttons">
        <button type="button" class="button first" onClick={() => settle({ use: "mine" })}>
          {words.keepMine}
        </button>
        <button type="button" class="button" onClick={() => settle({ use: "theirs" })}>
          {isMine ? words.useOther : words.useTheirs(theirs.by)}
        </button>
        {both !== null && (
          <button type="button" class="button" onClick={() => settle({ use: "both", text: both })}>
            {words.both}
          </button>
        )}
      </div>
      <div class="texts">
        <section>
          <h4>{words.mine}</h4>
          <ComparedAnswer question={question} value={mine} other={theirs.value} />
        </section>
        <section>
          <h4>{isMine ? words.other : words.theirs(theirs.by)}</h4>
          <ComparedAnswer question={question} value={theirs.value} other={mine} />
        </section>
      </div>
    </section>
  );
}

type TakeBackProps = Pick<Props, "question" | "done">;

/** After theirs was used: mine is still there to take back. */
export function TakeBack({ question, done }: TakeBackProps) {
  const { draft } = useEditing();
  const { answer, parting } = useAnswer(draft, question.id);
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
            done();
          }}
        >
          {words.takeBack}
        </button>
      </div>
    </div>
  );
}
