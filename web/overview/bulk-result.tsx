/** How it goes with several at a time, and which of them it did not go with and why. */
import type { JSX } from "preact";
import { useWords } from "../kind.ts";
import { isPassing } from "../refusal.ts";
import { useRefused } from "../review/refused.ts";
import { overviewWords } from "../texts/overview.ts";
import type { Failed, Progress } from "./in-bulk.ts";

type Props = { progress: Progress; retry: (failed: Failed[]) => void; close: () => void };

export function BulkResult({ progress, retry, close }: Props): JSX.Element {
  const words = useWords(overviewWords).bulk;
  const refused = useRefused();
  const { state, done, all, failed } = progress;
  const again = failed.filter(({ refusal }) => isPassing(refusal));
  return (
    <>
      {state === "running" ? (
        <p role="status">
          <progress max={all} value={done} aria-label={words.progress(done, all)} /> {words.progress(done, all)}
        </p>
      ) : (
        <p role="status">{words.done(all - failed.length)}</p>
      )}
      {failed.length > 0 && (
        <div>
          <p>
            <strong>{words.failed(failed.length)}</strong>
          </p>
          <ul class="bulk-list">
            {failed.map(({ row, refusal }) => (
              <li key={row.id}>
                <a href={`/granska/${row.id}`}>{row.rss.name}</a>: {refused(refusal)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {state === "over" && (
        <div class="buttons">
          {again.length > 0 && (
            <button type="button" class="button" onClick={() => retry(again)}>
              {words.retry}
            </button>
          )}
          <button type="button" class="button" onClick={close}>
            {words.close}
          </button>
        </div>
      )}
    </>
  );
}
