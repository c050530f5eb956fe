/** In place of what could not be fetched. */

import { refusedAs, sentenceOf } from "../refusal.ts";
import { logIn } from "../session.ts";
import { sv } from "../texts/sv.ts";
import { Absent } from "./absent.tsx";
import { Notice } from "./notice.tsx";

export function Failure({ refusal, retry }: { refusal: unknown; retry?: () => unknown }) {
  const loggedOut = refusedAs(refusal, "unauthenticated") !== null;
  if (refusedAs(refusal, "not-found")) return <Absent />;
  return (
    <Notice tone="bad" announced>
      <p>{sentenceOf(refusal)}</p>
      <div class="buttons">
        {loggedOut && (
          <button type="button" class="button first" onClick={() => logIn()}>
            {sv.logIn}
          </button>
        )}
        {!loggedOut && retry && (
          <button type="button" class="button" onClick={retry}>
            {sv.tryAgain}
          </button>
        )}
      </div>
    </Notice>
  );
}
