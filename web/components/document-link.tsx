/** The PDF: a button when it is ready, and until then a word that nothing needs to be done. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { readingWords } from "../texts/reading.ts";
import type { Receipt } from "./receipt-facts.tsx";

type Props = {
  id: string;
  document: Receipt["document"];
  refresh: () => Promise<unknown>;
  /** What is told until the PDF is ready. */
  pending: string;
};

export function DocumentLink({ pending, ...props }: Props): JSX.Element {
  const { pdf, pdfReady, pdfFailed } = useWords(readingWords).receipt;
  return (
    <PdfLink
      {...{ ...props, words: { pdf, pending, ready: pdfReady, failed: pdfFailed } }}
      routes={{ pdf: "document", archiveCopy: "archiveCopy" }}
    />
  );
}

type Routes = { pdf: "document" | "decisionDocument"; archiveCopy: "archiveCopy" | "decisionArchiveCopy" };
type Linked = Omit<Props, "pending"> & {
  routes: Routes;
  words: { pdf: string; pending: string; ready: string; failed: string };
};

export function PdfLink({ id, document: state, refresh, routes, words }: Linked): JSX.Element {
  const { archiveCopy } = useWords(readingWords).receipt;
  const [failed, setFailed] = useState(false);
  usePoll(state === "pending", refresh);

  // The address holds for a minute, so it is fetched when it is asked for.
  async function open(what: keyof Routes): Promise<void> {
    setFailed(false);
    try {
      location.assign((await call(routes[what], { id })).url);
    } catch {
      setFailed(true);
    }
  }

  return (
    <div class="document-link">
      {state === "ready" ? (
        <div class="buttons">
          <button type="button" class="button first" onClick={() => void open("pdf")}>
            {words.pdf}
          </button>
          <button type="button" class="button plain" onClick={() => void open("archiveCopy")}>
            {archiveCopy}
          </button>
        </div>
      ) : (
        <p class="document-pending">{words.pending}</p>
      )}
      {/* There from the start, so that its words are read when they come. */}
      <p role="status" class={failed ? "fault" : "visually-hidden"}>
        {failed ? words.failed : state === "ready" ? words.ready : ""}
      </p>
    </div>
  );
}

const firstPause = 2_000;
const longestPause = 60_000;

/** Asks again, ever more seldom, while there is something to wait for and someone to see it. */
export function usePoll(waiting: boolean, ask: () => Promise<unknown>): void {
  useEffect(() => {
    if (!waiting) return;
    let pause = firstPause;
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      timer = setTimeout(() => {
        if (document.visibilityState === "visible") void ask().catch(() => {});
        pause = Math.min(longestPause, pause * 1.5);
        next();
      }, pause);
    };
    next();
    return () => clearTimeout(timer);
  }, [waiting]);
}
