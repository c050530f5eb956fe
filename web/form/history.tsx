/** The earlier texts of one answer: who wrote what and when, what differs from now, and the way back to one of them. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Question } from "#domain/form";
import { useNow } from "../clock.ts";
import { isSame } from "../draft/same.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain, useServer } from "../server-state.ts";
import { portal } from "../texts/portal.ts";
import { together as words } from "../texts/together.ts";
import type { Beside } from "./beside.tsx";
import { BesidePanel } from "./beside-panel.tsx";
import { ComparedAnswer } from "./compared-answer.tsx";
import { useExchange } from "./exchange.ts";

type Text = Answer<"history">["texts"][number];
type Props = { question: Question; beside: Beside; close: () => void };

export function History({ question, beside: { id, draft }, close }: Props) {
  const sentenceOf = useSentenceOf();
  const { data, refusal } = useServer("history", { id, question: question.id });
  const title = useRef<HTMLHeadingElement>(null);
  const { isUnsaved, exchange } = useExchange(draft, question.id, words.history.restored, close);
  const now = useNow();
  const heading = `historik-${question.id}`;
  useEffect(() => {
    title.current?.focus();
    // What was fetched the last time it was open may be old.
    if (data) void askAgain("history");
  }, []);
  const texts = data?.texts ?? [];
  const current = texts.find(({ why }) => why === "current")?.value ?? null;

  const newest = texts.find(({ why }) => why !== "current");

  return (
    <BesidePanel id={heading} title={words.history.title} titleRef={title} close={close}>
      <p class="hint">{words.history.lead}</p>
      {isUnsaved && (
        <p class="fault" role="alert">
          {words.history.unsaved}
        </p>
      )}
      {refusal !== null && <p class="fault">{sentenceOf(refusal)}</p>}
      {!data && refusal === null && <p class="quiet">{portal.loading}</p>}
      {data && texts.length === 0 && <p class="quiet">{words.history.none}</p>}
      <ol class="texts-before">
        {texts.map((text) => (
          <li key={`${text.why} ${text.rev} ${text.at}`}>
            {text.why === "current" ? (
              <p class="said-by">
                <Who text={text} now={now} />
              </p>
            ) : (
              <Earlier
                {...{ question, text, current, now }}
                startsOpen={text === newest}
                restore={draft && current !== null && !isSame(text.value, current) ? () => exchange(text.value) : null}
              />
            )}
          </li>
        ))}
      </ol>
    </BesidePanel>
  );
}

type EarlierProps = {
  question: Question;
  text: Text;
  current: Text["value"] | null;
  now: string;
  startsOpen: boolean;
  restore: (() => Promise<void>) | null;
};

/** Compared with what stands only once it is opened: there may be many. */
function Earlier({ question, text, current, now, startsOpen, restore }: EarlierProps) {
  const [isOpen, setOpen] = useState(startsOpen);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary class="said-by">
        <Who text={text} now={now} />
      </summary>
      {isOpen && <ComparedAnswer question={question} value={text.value} other={current} />}
      {isOpen && restore && (
        <button
          type="button"
          class="button"
          aria-label={words.history.restoreOne(text.by, text.at)}
          onClick={() => void restore()}
        >
          {words.history.restore}
        </button>
      )}
    </details>
  );
}

function Who({ text: { by, at, why }, now }: { text: Text; now: string }) {
  return (
    <>
      <strong>{by || words.history.beforehand}</strong> {by && <span class="quiet">{words.when(at, now)}</span>}{" "}
      <span class={`why ${why}`}>{words.history.why[why]}</span>
    </>
  );
}
