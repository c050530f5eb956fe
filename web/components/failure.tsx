/** In place of what could not be fetched. */

import { useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { logIn } from "../session.ts";
import { domainWords } from "../texts/domain.ts";
import { portal } from "../texts/portal.ts";
import { Notice } from "./notice.tsx";

export function Failure({ refusal, retry }: { refusal: unknown; retry?: () => unknown }) {
  const sentenceOf = useSentenceOf();
  const loggedOut = refusedAs(refusal, "unauthenticated") !== null;
  if (refusedAs(refusal, "not-found")) return <Absent />;
  return (
    <Notice tone="bad" announced>
      <p>{sentenceOf(refusal)}</p>
      <div class="buttons">
        {loggedOut && (
          <button type="button" class="button first" onClick={() => logIn()}>
            {portal.logIn}
          </button>
        )}
        {!loggedOut && retry && (
          <button type="button" class="button" onClick={retry}>
            {portal.tryAgain}
          </button>
        )}
      </div>
    </Notice>
  );
}

/** Only a whole page can be absent, so this is its heading. */
export function Absent() {
  const domain = useWords(domainWords);
  return (
    <>
      <h1>{portal.notFound.title}</h1>
      <p>{domain.refusals["not-found"]()}</p>
      <p>
        <a class="button" href="/">
          {portal.toStart}
        </a>
      </p>
    </>
  );
}
