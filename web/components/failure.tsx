/** In place of what could not be fetched. */

import { sv as domain } from "#domain/texts/sv";
import { refusedAs, sentenceOf } from "../refusal.ts";
import { logIn } from "../session.ts";
import { sv } from "../texts/sv.ts";
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

/** Only a whole page can be absent, so this is its heading. */
export function Absent() {
  return (
    <>
      <h1>{sv.notFound.title}</h1>
      <p>{domain.refusals["not-found"]()}</p>
      <p>
        <a class="button" href="/">
          {sv.toStart}
        </a>
      </p>
    </>
  );
}
