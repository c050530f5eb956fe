/** In place of what could not be fetched. */
import { refusedAs, sentenceOf } from "../refusal.ts";
import { logIn } from "../session.ts";
import { sv } from "../texts/sv.ts";
import { Notice } from "./notice.tsx";

export function Failure({ refusal, retry }: { refusal: unknown; retry?: () => unknown }) {
  const loggedOut = refusedAs(refusal, "unauthenticated") !== null;
  const absent = refusedAs(refusal, "not-found") !== null;
  return (
    <Notice tone={absent ? "calm" : "bad"} announced>
      <p>{sentenceOf(refusal)}</p>
      <div class="buttons">
        {loggedOut && (
          <button type="button" class="button first" onClick={() => logIn()}>
            {sv.logIn}
          </button>
        )}
        {!loggedOut && !absent && retry && (
          <button type="button" class="button" onClick={retry}>
            {sv.tryAgain}
          </button>
        )}
        {absent && (
          <a class="button" href="/">
            {sv.toStart}
          </a>
        )}
      </div>
    </Notice>
  );
}
