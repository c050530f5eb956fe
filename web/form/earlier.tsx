/** What the same RSS has written before that bears on a question: in last year's form, and for a report in the plan it is about. */
import { useEffect, useRef } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Question } from "#domain/form";
import { useSentenceOf } from "../sentence.ts";
import { useServer } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { report } from "../texts/report.ts";
import { together } from "../texts/together.ts";
import type { Beside } from "./beside.tsx";
import { BesidePanel } from "./beside-panel.tsx";
import { useExchange } from "./exchange.ts";

const words = report.earlier;

type Source = Answer<"earlier">["sources"][number];
type Props = { question: Question; beside: Beside; close: () => void };

/** "7b" as people know it: "7 b". */
const nameOf = (id: string): string => id.replace(/^(\d+)([a-z])$/, "$1\u00A0$2");

/** The texts of a source for a question: what the form says bears on it, else the same question of the same form. */
function textsFor(question: Question, { kind, year, template, answers }: Source, own: string) {
  const asked = kind === "plan" && question.kind === "text" && question.earlier ? question.earlier : [];
  const ids = template === own ? [question.id] : asked;
  return ids.flatMap((id) => {
    const value = answers[id];
    return typeof value === "string" && value.trim() !== "" ? [{ from: words[kind](year, nameOf(id)), value }] : [];
  });
}

export function Earlier({ question, beside: { id, draft, template }, close }: Props) {
  const sentenceOf = useSentenceOf();
  const { data, refusal } = useServer("earlier", { id });
  const title = useRef<HTMLHeadingElement>(null);
  const { isUnsaved, exchange } = useExchange(draft, question.id, words.fetched, close);
  const heading = `tidigare-${question.id}`;
  useEffect(() => title.current?.focus(), []);
  const texts = data?.sources.flatMap((source) => textsFor(question, source, template)) ?? [];
  return (
    <BesidePanel id={heading} title={words.title} titleRef={title} close={close}>
      {draft && texts.length > 0 && <p class="hint">{words.lead}</p>}
      {isUnsaved && (
        <p class="fault" role="alert">
          {together.history.unsaved}
        </p>
      )}
      {refusal !== null && <p class="fault">{sentenceOf(refusal)}</p>}
      {!data && refusal === null && <p class="quiet">{portal.loading}</p>}
      {data && texts.length === 0 && <p class="quiet">{words.none}</p>}
      <ol class="texts-before">
        {texts.map(({ from, value }) => (
          <li key={from}>
            <p class="said-by">
              <strong>{from}</strong>
            </p>
            <p class="read" {...inSwedish}>
              {value}
            </p>
            {draft && (
              <button
                type="button"
                class="button"
                aria-label={words.fetchOne(from)}
                onClick={() => void exchange(value)}
              >
                {words.fetch}
              </button>
            )}
          </li>
        ))}
      </ol>
    </BesidePanel>
  );
}
