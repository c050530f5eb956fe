/** What SKR has asked for: about what, by when, whether it has come; and the way to ask. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { daysLeft } from "#domain/deadlines";
import type { Template } from "#domain/form";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import { namesOf } from "./asked.ts";
import { CommentForm } from "./comment-form.tsx";
import type { Submission } from "./decision.tsx";

type Props = { submission: Submission; template: Template; begin: () => void };

export function Completion({ submission, template, begin }: Props): JSX.Element | null {
  const words = useWords(reviewWords).completion;
  const title = useRef<HTMLHeadingElement>(null);
  const { id, state, roles, completion, asked, handling } = submission;
  const now = useNow(completion?.dueAt);
  const isOfficer = roles.includes("officer");
  if (!completion) {
    const mayAsk = isOfficer && state === "submitted" && !handling?.proposal;
    return mayAsk ? (
      <div class="buttons">
        <button type="button" class="button" id="begar" onClick={begin}>
          {words.begin}
        </button>
      </div>
    ) : null;
  }
  const left = daysLeft(completion.dueAt, now);
  return (
    <section class={left < 0 ? "card completion late" : "card completion"} aria-labelledby="komplettering">
      <h2 id="komplettering" tabIndex={-1} ref={title}>
        {words.running}
      </h2>
      <p>
        <strong>{words.dueAt(completion.dueAt)}</strong> <span class="days-left">{words.left(left)}</span>
      </p>
      {state === "handed-in" && <p>{words.waits}</p>}
      <p>
        <span class="quiet">{words.about}:</span> {namesOf(template, completion.questions).join(", ")}
      </p>
      {asked && (
        <>
          <p class="quiet small">{words.asked(asked.by, completion.at)}</p>
          <blockquote class="comment" {...inSwedish}>
            {asked.message}
          </blockquote>
        </>
      )}
      {isOfficer && state === "returned" && (
        <div class="buttons">
          <button type="button" class="button" id="begar" onClick={begin}>
            {words.again}
          </button>
        </div>
      )}
      {isOfficer && (
        <CommentForm
          about={["begaran-tillbaka", id]}
          open={words.withdraw}
          lead={words.withdrawLead}
          label={words.reason}
          missing={words.reasonMissing}
          button={words.withdrawButton}
          send={(reason, key) => call("withdrawCompletion", { id }, { body: { reason }, key })}
          done={async () => {
            announce(words.withdrawn);
            await askAgain("submission", "overview", "log");
            document.getElementById("handlaggare")?.focus();
          }}
        />
      )}
    </section>
  );
}
