/** Everything that was done to a round, and whether the chain of it is whole; to take along, so that it can be verified without the portal. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { Failure } from "../components/failure.tsx";
import { Notice } from "../components/notice.tsx";
import { saveFile } from "../save-file.ts";
import { useServer } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { portal } from "../texts/portal.ts";
import { rounds } from "../texts/rounds.ts";

const words = rounds.log;

export function RoundLog({ run }: { run: Answer<"run"> }): JSX.Element {
  const [open, setOpen] = useState(false);
  const { data: log, refusal, refresh } = useServer("roundLog", { round: run.round.id }, { enabled: open });
  return (
    <details class="disclosure run-log" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title}</summary>
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
            {log.events.map(({ seq, at, by, type, note, changed }) => (
              <li key={seq}>
                <time dateTime={at}>{rounds.instant(at)}</time>
                <span>
                  <strong>{words.types[type] ?? type}</strong>, {by}
                </span>
                {type === "edited" && changed && (
                  <span class="small">
                    {words.changed(Object.keys(changed).map((name) => rounds.settings.labels[name] ?? name))}
                  </span>
                )}
                {type === "extended" && typeof changed?.closesOn === "string" && (
                  <span class="small">{words.until(changed.closesOn)}</span>
                )}
                {note && (
                  <span class="small" {...(type === "created" ? {} : inSwedish)}>
                    {type === "created" ? words.copied(note) : note}
                  </span>
                )}
              </li>
            ))}
          </ol>
          <button
            type="button"
            class="button plain outdented"
            onClick={() => saveFile(asFile(log.chain), `omgang-${run.round.id}.json`)}
          >
            {words.save}
          </button>
          <p class="quiet small">{words.saveHint}</p>
        </>
      ) : refusal ? (
        <Failure refusal={refusal} retry={refresh} />
      ) : (
        open && <p class="quiet">{portal.loading}</p>
      )}
    </details>
  );
}

const asFile = (content: unknown): Blob => new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
