/** What a writer should know first who does not begin from nothing: the head's comment, a plan that already counts. */
import { addressOf } from "#domain/addresses";
import type { Answer } from "#domain/contract";
import { Notice } from "../components/notice.tsx";
import { useKind, useWords } from "../kind.ts";
import { inSwedish } from "../texts/language.ts";
import { statesWords } from "../texts/plan-states.ts";

export function SentBefore({ submission }: { submission: Answer<"submission"> }) {
  const kind = useKind();
  const words = useWords(statesWords);
  const { id, sentBack, standing } = submission;
  return (
    <>
      {sentBack && (
        <Notice tone="warn" title={words.sentBack.title(sentBack.by)}>
          <p class="read" {...inSwedish}>
            {sentBack.comment}
          </p>
          <p class="quiet small">{words.sentBack.at(sentBack.at)}</p>
        </Notice>
      )}
      {standing !== null && (
        <Notice tone="good" title={words.rewriting.title}>
          <p>{words.rewriting.stands}</p>
          <p>
            <a href={addressOf(kind, id, "/kvitto")}>{words.rewriting.receipt}</a>
          </p>
        </Notice>
      )}
    </>
  );
}
