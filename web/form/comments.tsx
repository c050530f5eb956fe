/** What has been said about one answer by those who write, lead and read; resolved or not. */
import { useEffect, useRef, useState } from "preact/hooks";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { Unstored } from "../components/unstored.tsx";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { together as words } from "../texts/together.ts";
import { useKeptText } from "../use-kept-text.ts";
import type { Beside } from "./beside.tsx";
import { BesidePanel } from "./beside-panel.tsx";

type Comment = Beside["comments"][number];
type Props = { question: string; beside: Beside; close: () => void };

export function Comments({ question, beside: { id, comments }, close }: Props) {
  const [showsResolved, setShowsResolved] = useState(false);
  const own = comments.filter((comment) => comment.question === question);
  const resolved = own.filter((comment) => comment.resolved);
  const shown = showsResolved ? own : own.filter((comment) => !comment.resolved);
  const heading = `kommentarer-${question}`;
  const title = useRef<HTMLHeadingElement>(null);
  // Whoever comes to read begins at the top; whoever is first begins to write.
  useEffect(() => {
    if (own.length > 0) title.current?.focus();
  }, []);
  return (
    <BesidePanel id={heading} title={words.comments.title} titleRef={title} close={close}>
      {shown.length > 0 && (
        <ul class="said">
          {shown.map((comment) => (
            <One key={comment.id} id={id} comment={comment} done={() => title.current?.focus()} />
          ))}
        </ul>
      )}
      {own.length === 0 && <p class="quiet small">{words.comments.none}</p>}
      {resolved.length > 0 && (
        <div>
          <button
            type="button"
            class="button plain"
            aria-expanded={showsResolved}
            onClick={() => setShowsResolved(!showsResolved)}
          >
            {showsResolved ? words.comments.hideResolved : words.comments.showResolved(resolved.length)}
          </button>
        </div>
      )}
      <NewComment id={id} question={question} isFirst={own.length === 0} />
    </BesidePanel>
  );
}

function One({ id, comment, done }: { id: string; comment: Comment; done: () => void }) {
  const sentenceOf = useSentenceOf();
  const { text, by, at, rev, resolved } = comment;
  const act = useAct();
  const now = useNow();
  const turn = () =>
    act.run(async () => {
      await call("resolveComment", { id, comment: comment.id }, { body: { resolved: !resolved }, ifMatch: rev }).catch(
        async (error: unknown) => {
          // Somebody else was first: what they did is shown instead.
          await askAgain("comments");
          throw error;
        },
      );
      announce(resolved ? words.comments.reopened : words.comments.resolved);
      await askAgain("comments");
      // Its button goes away with it.
      done();
    });
  return (
    <li class={resolved ? "resolved" : undefined}>
      <p class="said-by">
        <strong>{by}</strong> <span class="quiet">{words.when(at, now)}</span>
      </p>
      <p class="read" {...inSwedish}>
        {text}
      </p>
      <p class="said-end">
        {resolved && <span class="quiet small">{words.comments.resolvedBy(resolved.by)}</span>}
        <button
          type="button"
          class="button plain"
          aria-disabled={act.busy}
          aria-label={words.comments.turnOne(resolved !== null, by)}
          onClick={turn}
        >
          {resolved ? words.comments.reopen : words.comments.resolve}
        </button>
      </p>
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
    </li>
  );
}

type NewProps = { id: string; question: string; isFirst: boolean };

function NewComment({ id, question, isFirst }: NewProps) {
  const sentenceOf = useSentenceOf();
  const kept = useKeptText("comment", id, question);
  const { text } = kept;
  const act = useAct();
  const field = useRef<HTMLTextAreaElement>(null);
  const name = `kommentar-${question}`;
  useEffect(() => {
    if (isFirst) field.current?.focus();
  }, []);

  async function send(event: Event): Promise<void> {
    event.preventDefault();
    if (text.trim() === "") return field.current?.focus();
    if (!(await act.run(() => call("comment", { id }, { body: { question, text }, key: kept.sendingKey() })))) return;
    kept.sent();
    announce(words.comments.sent);
    await askAgain("comments");
  }

  return (
    <form class="new-comment" onSubmit={send}>
      <label for={name}>{words.comments.write}</label>
      <p id={`${name}-hjalp`} class="hint">
        {words.comments.hint}
      </p>
      <textarea
        id={name}
        ref={field}
        class="input"
        {...inSwedish}
        rows={3}
        value={text}
        // What is added while it is on its way would be cut from it.
        readOnly={act.busy}
        aria-describedby={`${name}-hjalp`}
        onInput={(event) => kept.write(event.currentTarget.value)}
      />
      <Unstored kept={kept} />
      {act.refusal !== null && (
        <p class="fault" role="alert">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="button" aria-disabled={act.busy}>
          {act.busy ? words.comments.sending : words.comments.send}
        </button>
      </div>
    </form>
  );
}
