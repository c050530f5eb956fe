/** SKR's decision on what was submitted: a plan is granted an amount, a report is approved. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { amountFor } from "#domain/rounds";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { report } from "../texts/report.ts";
import { ActButton } from "./act-button.tsx";

const words = report.approval;

type Props = { submission: Answer<"submission"> };

/** The decision there is, or for an officer the way to make it; nothing while neither is possible. */
export function Approval({ submission }: Props): JSX.Element | null {
  const { approved, state, roles } = submission;
  const title = useRef<HTMLHeadingElement>(null);
  const mayDecide = state === "submitted" && roles.includes("officer");
  if (!approved && !mayDecide) return null;
  return (
    <section class="card approval" aria-labelledby="beslut">
      <h2 id="beslut" tabIndex={-1} ref={title}>
        {words.heading}
      </h2>
      {approved ? (
        <p>
          <strong>
            {approved.amount === null ? words.approved(approved.at) : words.granted(approved.amount, approved.at)}
          </strong>
        </p>
      ) : (
        // The button that was pressed goes away with the form.
        <Deciding submission={submission} onDecided={() => title.current?.focus()} />
      )}
    </section>
  );
}

/** "400 000" as people write it. */
const amountIn = (text: string): number | null => {
  const digits = text.replace(/[\s\u00A0\u202F]/g, "");
  return /^[1-9]\d{0,9}$/.test(digits) ? Number(digits) : null;
};

function Deciding({ submission, onDecided }: Props & { onDecided: () => void }): JSX.Element {
  const { id, rss, round } = submission;
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const field = useRef<HTMLInputElement>(null);
  const most = amountFor(round, rss.id);
  const isPlan = round.kind === "plan";
  const [text, setText] = useState(words.figure(most));
  const [isWrong, setWrong] = useState(false);
  const amount = isPlan ? amountIn(text) : null;

  async function decide(): Promise<void> {
    const wrong = isPlan && (amount === null || amount > most);
    setWrong(wrong);
    if (wrong) return field.current?.focus();
    if (!confirm(amount === null ? words.sureReport(rss.name) : words.sure(rss.name, amount))) return;
    const done = await act.run(
      (key) => call("decide", { id }, { body: { outcome: "approved", amount, reasons: null }, key }),
      // A colleague may have decided, or the RSS begun to change it, since the page was opened.
      () => void askAgain("submission"),
    );
    if (!done) return;
    await askAgain("submission", "overview", "log");
    onDecided();
  }

  return (
    <div class="extension-form">
      {isPlan && (
        <div class="field">
          <label for="belopp">{words.amount}</label>
          <span class="hint" id="belopp-tips">
            {words.amountHint(most)}
          </span>
          {isWrong && (
            <p class="fault" id="belopp-fel">
              {words.amountWrong(most)}
            </p>
          )}
          <input
            id="belopp"
            class="input figure"
            inputMode="numeric"
            autocomplete="off"
            ref={field}
            value={text}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? "belopp-tips belopp-fel" : "belopp-tips"}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
      )}
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first busy={act.busy} onPress={() => void decide()}>
          {act.busy ? words.working : isPlan ? words.grant(amount) : words.approve}
        </ActButton>
      </div>
    </div>
  );
}
