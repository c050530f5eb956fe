/** What has been changed about an organisation and its people, by whom, and whether the chain of it is whole. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Failure } from "../components/failure.tsx";
import { Notice } from "../components/notice.tsx";
import { useServer } from "../server-state.ts";
import { portal } from "../texts/portal.ts";
import { register } from "../texts/register.ts";
import "../rounds/rounds.css";

const words = register.log;

export function RegisterLog({ org }: { org: string }): JSX.Element {
  const [open, setOpen] = useState(false);
  const { data: log, refusal, refresh } = useServer("registerLog", { org }, { enabled: open });
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
            {log.events.map(({ seq, at, by, type, person, other, along, role, changed }) => (
              <li key={seq}>
                <time dateTime={at}>{register.instant(at)}</time>
                <span>
                  <strong>{words.types[type] ?? type}</strong>, {by}
                </span>
                {person && (
                  <span class="small">
                    {type === "delegated" && other
                      ? words.for(person, other)
                      : words.about(person, role && register.roles[role])}{" "}
                    {type !== "delegated" && other && words.to(other)}
                  </span>
                )}
                {along.length > 0 && <span class="small">{words.along(along)}</span>}
                {changed && (
                  <span class="small">
                    {register.listed(Object.keys(changed).map((field) => register.rss.fields[field] ?? field))}
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
