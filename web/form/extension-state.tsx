/** More time: that it was asked for, or that it was given. */
import type { Answer } from "#domain/contract";
import { LeftWords } from "../components/left-words.tsx";
import { Notice } from "../components/notice.tsx";
import { inSwedish } from "../texts/language.ts";
import { otherWays } from "../texts/other-ways.ts";

const words = otherWays.extension;

export function ExtensionState({ submission }: { submission: Answer<"submission"> }) {
  const { id, request, extended, closesAt } = submission;
  return (
    <>
      {extended && (
        <Notice tone="good">
          <p>{words.granted(closesAt)}</p>
          <p class="quiet">
            {words.reasonGiven}: <span {...inSwedish}>{extended.reason}</span>
          </p>
        </Notice>
      )}
      {/* A colleague may have asked first. */}
      {request && <LeftWords about={["extension", id]} />}
      {request && (
        <Notice>
          <p>{words.asked(request.by, request.at)}</p>
          <p class="quiet">
            {words.reasonGiven}: <span {...inSwedish}>{request.reason}</span>
          </p>
        </Notice>
      )}
    </>
  );
}
