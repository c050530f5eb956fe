/** What has been handed in, signed and decided, and still lacks its document, its seal or its mail: so that nobody waits unseen. */
import type { JSX } from "preact";
import { epoch } from "#domain/deadlines";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { staffWords } from "../texts/staff.ts";
import { Notice } from "./notice.tsx";

/** Usually all is done within seconds; until then there is nothing to tell. Milliseconds. */
const patience = 2 * 60_000;

export function OnItsWay({ round }: { round: string }): JSX.Element | null {
  const words = useWords(staffWords).onItsWay;
  const { data } = useServer("outstanding", { round });
  const late = data?.rows.filter(({ since }) => epoch(data.now) - epoch(since) > patience) ?? [];
  if (late.length === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <strong>{words.title(late.length)}</strong> {words.lead}
      </p>
      <ul>
        {late.map(({ id, rss, since, decision, steps }) => (
          <li key={`${id} ${since}`}>
            <a href={`/granska/${id}`}>{rss}</a>: {decision && `${words.decision}, `}
            {words.what(steps)}, {words.since(since)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
