/** Who did what and when, and whether the chain of events is whole. Fetched when someone wants to see it. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { formatInstant } from "../texts/formats.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { staffWords } from "../texts/staff.ts";
import { Failure } from "./failure.tsx";
import { Notice } from "./notice.tsx";

export function EventLog({ id }: { id: string }): JSX.Element {
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
            {log.events.map(({ seq, at, by, type, note }) => (
              <li key={seq}>
                <time dateTime={at}>{formatInstant(at)}</time>
                <span>
                  <strong>{words.types[type] ?? type}</strong>, {by}
                </span>
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
