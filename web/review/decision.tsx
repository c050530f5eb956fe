/** SKR's decision: made by an officer, attested by a second one where money is granted, and what has come of it. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";
import { Decided } from "./decided.tsx";
import { Deciding } from "./deciding.tsx";
import { Proposed } from "./proposed.tsx";

export type Submission = Answer<"submission">;

/** Nothing while there is nothing to decide on. */
export function Decision({ submission }: { submission: Submission }): JSX.Element | null {
  const words = useWords(reviewWords).decision;
  const title = useRef<HTMLHeadingElement>(null);
  const { state, roles, handling, approved, rejected } = submission;
  const isDecided = approved !== null || rejected !== null;
  const mayDecide = roles.includes("officer") && (state === "submitted" || state === "returned");
  const proposal = handling?.proposal ?? null;
  if (!isDecided && !proposal && !mayDecide) return null;

  /** What was pressed goes away with its form. */
  async function done(): Promise<void> {
    await askAgain("submission", "overview", "log");
    title.current?.focus();
  }

  return (
    <section class={proposal ? "card decision waits" : "card decision"} aria-labelledby="beslut">
      <h2 id="beslut" tabIndex={-1} ref={title}>
        {words.heading}
      </h2>
      {isDecided ? (
        <Decided submission={submission} done={done} />
      ) : proposal ? (
        <Proposed submission={submission} proposal={proposal} done={done} />
      ) : (
        <Deciding submission={submission} done={done} />
      )}
    </section>
  );
}
