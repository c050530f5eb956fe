/** Where an officer says how it is to be: money for a plan, which a second officer attests; a report that is approved; or no. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { amountFor } from "#domain/rounds";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { wholeNumberIn } from "../figures.ts";
import { isKept } from "../kept-text.ts";
import { useWords } from "../kind.ts";
import { askAgain } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";
import { useKeptText } from "../use-kept-text.ts";
import type { Submission } from "./decision.tsx";
import { LineField, Refused, WordsField } from "./fields.tsx";
import { useRefused } from "./refused.ts";

type Outcome = "approved" | "rejected";
type Wrong = "outcome" | "amount" | "reasons" | null;

export function Deciding({ submission, done }: { submission: Submission; done: () => unknown }): JSX.Element {
  const { id, rss, round, state } = submission;
  const all = useWords(reviewWords);
  const words = all.decision;
  const refused = useRefused();
  const act = useAct();
  const most = amountFor(round, rss.id);
  const isPlan = round.kind === "plan";
  const kept = useKeptText("decision", id);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [text, setText] = useState(words.figure(most));
  const [wrong, setWrong] = useState<Wrong>(null);
  const choice = useRef<HTMLFieldSetElement>(null);
  const amountField = useRef<HTMLInputElement>(null);
  const reasonsField = useRef<HTMLTextAreaElement>(null);
  // Half a reason is there again after a reload.
  const [hasBegun] = useState(() => isKept("decision", id));
  const amount = isPlan ? wholeNumberIn(text) : null;
  const isFine = (figure: number | null): boolean => figure !== null && figure > 0 && figure <= most;

  function lookedThrough(): Wrong {
    if (outcome === null) return "outcome";
    if (outcome === "approved") return isPlan && !isFine(amount) ? "amount" : null;
    return kept.text.trim() === "" ? "reasons" : null;
  }

  async function decide(): Promise<void> {
    const found = lookedThrough();
    setWrong(found);
    if (found === "outcome") return choice.current?.querySelector("input")?.focus();
    if (found === "amount") return amountField.current?.focus();
    if (found === "reasons") return reasonsField.current?.focus();
    if (outcome === null) return;
    // A proposal can be taken back: it asks nothing more.
    const isProposal = outcome === "approved" && isPlan;
    if (!isProposal && !confirm(outcome === "approved" ? words.sureApprove(rss.name) : words.sureReject(rss.name)))
      return;
    const body = { outcome, amount: isProposal ? amount : null, reasons: kept.text.trim() || null };
    const isDone = await act.run(
      (key) => call("decide", { id }, { body, key }),
      // A colleague may have decided, or the RSS begun to change it, since the page was opened.
      () => void askAgain("submission"),
    );
    if (!isDone) return;
    kept.sent();
    await done();
  }

  return (
    <div class="extension-form">
      {state === "returned" && <p class="quiet">{words.notWhileAsked}</p>}
      <fieldset class="outcomes" ref={choice}>
        <legend class="label">{words.outcome}</legend>
        {wrong === "outcome" && <p class="fault">{words.chooseOutcome}</p>}
        {(["approved", "rejected"] as const).map((each) => (
          <label key={each} class="tick">
            <input type="radio" name="utfall" checked={outcome === each} onChange={() => setOutcome(each)} />
            <span>{each === "approved" ? words.approve : words.reject}</span>
          </label>
        ))}
      </fieldset>
      {outcome === "approved" && isPlan && (
        <LineField
          {...{ id: "belopp", label: words.amount, hint: words.amountHint(most), kind: "figure" }}
          fault={wrong === "amount" ? words.amountWrong(most) : null}
          {...{ value: text, write: setText, field: amountField }}
        />
      )}
      {(outcome !== null || hasBegun) && (
        <WordsField
          {...{ id: "motivering", label: words.reasons, rows: 4, kept, field: reasonsField, busy: act.busy }}
          hint={outcome === "rejected" ? words.reasonsHint : words.reasonsOptional}
          fault={wrong === "reasons" ? words.reasonsMissing : null}
        />
      )}
      <Refused sentence={act.refusal === null ? null : refused(act.refusal)} />
      <div class="buttons">
        <ActButton first busy={act.busy} onPress={() => void decide()}>
          {act.busy ? all.working : buttonOf()}
        </ActButton>
      </div>
      {isPlan && outcome === "approved" && <p class="quiet small">{words.proposeHint}</p>}
    </div>
  );

  function buttonOf(): string {
    if (outcome === "rejected") return words.rejectButton;
    return isPlan ? words.propose(outcome === null || !isFine(amount) ? null : amount) : words.approveButton;
  }
}
