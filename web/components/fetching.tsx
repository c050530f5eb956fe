/** A page while what it shows is on its way, or why it does not come. */
import type { JSX } from "preact";
import { useWords } from "../kind.ts";
import { refusedAs } from "../refusal.ts";
import { portal } from "../texts/portal.ts";
import { readingWords } from "../texts/reading.ts";
import { Failure } from "./failure.tsx";
import { Page } from "./page.tsx";

type Props = { refusal: unknown; retry: () => unknown; width?: "text" | "wide" };

export function Fetching({ refusal, retry, width = "text" }: Props): JSX.Element {
  const reading = useWords(readingWords);
  if (!refusal) {
    return (
      <Page title={null} width={width}>
        <p class="quiet">{portal.loading}</p>
      </Page>
    );
  }
  const isAbsent = refusedAs(refusal, "not-found") !== null;
  const title = isAbsent ? portal.notFound.title : reading.unfetched;
  return (
    <Page title={title} width={width}>
      {/* What is absent says so itself. */}
      {!isAbsent && <h1>{title}</h1>}
      <Failure refusal={refusal} retry={retry} />
    </Page>
  );
}
