/** Asks SKR for more time. */
import { useId, useState } from "preact/hooks";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Unstored } from "../components/unstored.tsx";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { otherWays } from "../texts/other-ways.ts";
import { useKeptText } from "../use-kept-text.ts";

const words = otherWays.extension;

export function ExtensionRequest({ id }: { id: string }) {
  const sentenceOf = useSentenceOf();
  const act = useAct();
  const field = useId();
  const kept = useKeptText("extension", id);
  const reason = kept.text;
  const [isMissing, setMissing] = useState(false);

  async function send(): Promise<void> {
    setMissing(reason.trim() === "");
    if (reason.trim() === "") return document.getElementById(field)?.focus();
    const done = await act.run((key) => call("requestExtension", { id }, { body: { reason: reason.trim() }, key }));
    if (done) kept.sent();
    if (done) await askAgain("submission", "me");
  }

  const fault = isMissing ? words.missing : act.refusal === null ? "" : sentenceOf(act.refusal);
  return (
    <div class="field">
      <label for={field}>{words.reason}</label>
      <p id={`${field}-hjalp`} class="hint">
        {words.hint} <a href="/hjalp#tider">{words.help}</a>
      </p>
      {fault && (
        <p id={`${field}-fel`} class="fault" role="alert">
          {fault}
        </p>
      )}
      <textarea
        id={field}
        class="input"
        {...inSwedish}
        rows={3}
        value={reason}
        aria-invalid={isMissing ? "true" : undefined}
        aria-describedby={`${field}-hjalp${fault ? ` ${field}-fel` : ""}`}
        onInput={(event) => kept.write(event.currentTarget.value)}
      />
      <Unstored kept={kept} />
      <div class="buttons">
        <ActButton busy={act.busy} onPress={send}>
          {act.busy ? words.sending : words.send}
        </ActButton>
      </div>
    </div>
  );
}
