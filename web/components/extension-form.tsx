/** SKR gives an RSS more time: asked for, the form is filled in and one press is enough; it can also be given unasked. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { addDays, type Day, dayOf, type Instant, lastDay } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useWords } from "../kind.ts";
import { useRefused } from "../review/refused.ts";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { staffWords } from "../texts/staff.ts";
import { useKeptText } from "../use-kept-text.ts";
import { ActButton } from "./act-button.tsx";
import { Unstored } from "./unstored.tsx";

const usualDays = 7;

type Props = {
  id: string;
  request: Answer<"submission">["request"];
  closesAt: Instant;
  now: Instant;
  onGranted: (closesAt: Instant) => void;
};

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function ExtensionForm({ id, request, closesAt, now, onGranted }: Props): JSX.Element {
  const refused = useRefused();
  const words = useWords(staffWords).review.extension;
  const act = useAct();
  // Only ever forward: later than the time there is, and later than today's beginning.
  const today = dayOf(now);
  const [last, earliest] = [lastDay(closesAt), lastDay(closesAt) < today ? today : addDays(lastDay(closesAt), 1)];
  const [until, setUntil] = useState<Day>(addDays(last < today ? today : last, usualDays));
  const kept = useKeptText("grant", id);
  const [reason, setReason] = useState(kept.text || (request?.reason ?? ""));
  const [wrong, setWrong] = useState<"until" | "reason" | null>(null);
  const dayField = useRef<HTMLInputElement>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);

  async function grant(): Promise<void> {
    const found = !isDay(until) || until < earliest ? "until" : reason.trim() === "" ? "reason" : null;
    setWrong(found);
    if (found) return (found === "until" ? dayField : reasonField).current?.focus();
    await act.run(async (key) => {
      onGranted((await call("grantExtension", { id }, { body: { until, reason: reason.trim() }, key })).closesAt);
      kept.sent();
      void askAgain("submission", "overview", "log");
    });
  }

  return (
    <div class="extension-form">
      <div class="field">
        <label for="anstand-till">{words.until}</label>
        <span class="hint" id="anstand-tips">
          {words.untilHint(earliest)}
        </span>
        {wrong === "until" && (
          <p class="fault" id="anstand-till-fel">
            {words.untilMissing(earliest)}
          </p>
        )}
        <input
          id="anstand-till"
          class="input"
          type="date"
          ref={dayField}
          min={earliest}
          value={until}
          aria-invalid={wrong === "until"}
          aria-describedby={wrong === "until" ? "anstand-tips anstand-till-fel" : "anstand-tips"}
          onInput={({ currentTarget }) => setUntil(currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="anstand-skal">{words.reason}</label>
        <span class="hint" id="anstand-skal-tips">
          {words.reasonHint}
        </span>
        {wrong === "reason" && (
          <p class="fault" id="anstand-skal-fel">
            {words.reasonMissing}
          </p>
        )}
        <textarea
          id="anstand-skal"
          class="input"
          {...inSwedish}
          rows={3}
          ref={reasonField}
          value={reason}
          aria-invalid={wrong === "reason"}
          aria-describedby={wrong === "reason" ? "anstand-skal-tips anstand-skal-fel" : "anstand-skal-tips"}
          onInput={({ currentTarget }) => {
            setReason(currentTarget.value);
            kept.write(currentTarget.value);
          }}
        />
        <Unstored kept={kept} />
      </div>
      {act.refusal !== null && (
        <p role="alert" class="fault">
          {refused(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first={request !== null} busy={act.busy} onPress={() => void grant()}>
          {isDay(until) ? words.button(until) : words.buttonPlain}
        </ActButton>
      </div>
    </div>
  );
}
