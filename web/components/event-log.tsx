/** Who did what and when, and whether the chain of events is whole. Fetched when someone wants to see it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import type { Template } from "#domain/form";
import { useWords } from "../kind.ts";
import { namesOf } from "../review/asked.ts";
import { useServer } from "../server-state.ts";
import { formatInstant } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { staffWords } from "../texts/staff.ts";
import { Failure } from "./failure.tsx";
import { Notice } from "./notice.tsx";

type FiguresProps = { figures: Figured; template: Template | null };
type Figured = NonNullable<Answer<"log">["events"][number]["figures"]>;

/** Amounts, days, names and sections, in the reader's language. */
function Figures({ figures, template }: FiguresProps): JSX.Element | null {
  const words = useWords(staffWords).review.log;
  const { amount, until, on, to, questions } = figures;
  const parts = [
    ...(amount === undefined ? [] : [words.amount(amount)]),
    ...(on === undefined ? [] : [words.on(on)]),
    ...(until === undefined ? [] : [words.until(until)]),
    ...(to === undefined ? [] : [words.to(to)]),
    ...(questions && template ? [words.questions(namesOf(template, questions))] : []),
  ];
  return parts.length > 0 ? <span>{parts.join(" · ")}</span> : null;
}

export function EventLog({ id, template = null }: { id: string; template?: Template | null }): JSX.Element {
  const words = useWords(staffWords).review.log;
  const [open, setOpen] = useState(false);
  const { data: log, refusal, refresh } = useServer("log", { id }, { enabled: open });
  return (
    <details class="disclosure log" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.heading}</summary>
      {log ? (
        <>
          {log.whole ? (
            <p class="quiet small">{words.whole}</p>
          ) : (
            <Notice tone="bad">
              <p>{words.broken}</p>
            </Notice>
          )}
          <ol>
            {log.events.map(({ seq, at, by, type, note, figures }) => (
              <li key={seq}>
                <time dateTime={at}>{formatInstant(at)}</time>
                <span>
                  <strong>{words.types[type] ?? type}</strong>, {by}
                </span>
                {figures && <Figures figures={figures} template={template} />}
                {note && (
                  <span class="log-note" {...inSwedish}>
                    {note}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </>
      ) : refusal ? (
        <Failure refusal={refusal} retry={refresh} />
      ) : (
        open && <p class="quiet">{portal.loading}</p>
      )}
    </details>
  );
}
