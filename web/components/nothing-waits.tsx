/** The head's page when no plan waits for a signature: why not, and where to go. */

import type { JSX } from "preact";
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { useKind, useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { readingWords } from "../texts/reading.ts";
import { useDecided } from "./decision.tsx";

export function NothingWaits({ submission }: { submission: Answer<"submission"> }): JSX.Element {
  const kind = useKind();
  const words = useWords(readingWords).sign;
  const { id, receipt } = submission;
  return (
    <section class="card nothing-waits">
      <h2>{words.nothing.heading}</h2>
      <Why submission={submission} />
      <div class="buttons">
        {receipt && (
          <a class="button" href={addressOf(kind, id, "/kvitto")}>
            {words.toReceipt}
          </a>
        )}
        <a class="button" href={addressOf(kind, id)}>
          {words.toPlan}
        </a>
      </div>
    </section>
  );
}

function Why({ submission }: { submission: Answer<"submission"> }): JSX.Element {
  const words = useWords(readingWords).sign;
  const { id, state, version, sentBack, completion } = submission;
  const decided = useDecided(submission);
  // A frozen version that neither waits nor was sent back was taken back; the log knows by whom.
  const mayHaveWaited =
    state === "returned" ? version > (completion?.version ?? version) : state === "draft" && version > 0;
  const wasWaiting = mayHaveWaited && !sentBack;
  const { data: log } = useServer("log", { id }, { enabled: wasWaiting });
  const recalled = log?.events.findLast(({ type }) => ["recalled", "changed", "completion-requested"].includes(type));
  switch (state) {
    case "approved":
    case "rejected":
      return <p>{decided}.</p>;
    case "submitted":
      return <p>{words.nothing.submitted}</p>;
    case "not-started":
      return <p>{words.nothing.notStarted}</p>;
    case "abstained":
      return <p>{words.nothing.abstained}</p>;
    case "not-in-time":
    case "not-signed-in-time":
      return <p>{words.nothing.notInTime}</p>;
    default:
      if (sentBack) {
        return (
          <>
            <p>{words.nothing.sentBack(sentBack.by, sentBack.at)}</p>
            <blockquote class="comment" {...inSwedish}>
              {sentBack.comment}
            </blockquote>
          </>
        );
      }
      if (completion && recalled?.type !== "recalled") return <p>{words.nothing.returned(completion.dueAt)}</p>;
      return (
        <p>{recalled?.type === "recalled" ? words.nothing.recalled(recalled.by, recalled.at) : words.nothing.draft}</p>
      );
  }
}
