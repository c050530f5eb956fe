/** Money that one officer means to grant: another one attests it or sends it back, whoever proposed it may take it back. */
import type { JSX } from "preact";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { reviewWords } from "../texts/review.ts";
import { CommentForm } from "./comment-form.tsx";
import type { Submission } from "./decision.tsx";
import { Refused } from "./fields.tsx";
import { Recipient } from "./money.tsx";
import { useRefused } from "./refused.ts";

type Proposal = NonNullable<NonNullable<Submission["handling"]>["proposal"]>;
type Props = { submission: Submission; proposal: Proposal; done: () => unknown };

export function Proposed({ submission, proposal, done }: Props): JSX.Element {
  const all = useWords(reviewWords);
  const words = all.decision;
  const refused = useRefused();
  const act = useAct();
  const { id, rss, roles } = submission;
  const { amount, at, by, reasons, payee, isOwn, hash } = proposal;

  async function attest(): Promise<void> {
    if (!confirm(words.sureAttest(rss.name, amount))) return;
    const isDone = await act.run(
      (key) => call("attest", { id }, { body: { proposal: hash }, key }),
      // It may have been taken back, or another one put in its place.
      () => void askAgain("submission"),
    );
    if (isDone) await done();
  }

  return (
    <div class="extension-form">
      <p>
        <strong>{words.proposed(amount)}</strong>
        <br />
        <span class="quiet">{words.proposedBy(by, at)}</span>
      </p>
      {reasons ? (
        <blockquote class="comment" {...inSwedish}>
          {reasons}
        </blockquote>
      ) : (
        <p class="quiet">{words.noReasons}</p>
      )}
      {payee ? <Recipient {...payee} /> : <p class="quiet">{words.noPayee}</p>}
      {isOwn && <p>{words.waits}</p>}
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      {!isOwn && roles.includes("officer") && (
        <div class="buttons">
          <ActButton first busy={act.busy} onPress={() => void attest()}>
            {act.busy ? all.working : words.attest(amount)}
          </ActButton>
        </div>
      )}
      {roles.includes("officer") && (
        <CommentForm
          about={["forslag-kommentar", id]}
          open={isOwn ? words.takeBack : words.sendBack}
          button={isOwn ? words.takeBack : words.sendBack}
          label={words.comment}
          missing={words.commentMissing}
          send={(comment, key) => call("withdrawProposal", { id }, { body: { comment }, key })}
          done={done}
        />
      )}
    </div>
  );
}
