/** SKR gives everybody more time at once: only ever forward, with a reason that all concerned are told. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { addDays, type Day, dayOf } from "#domain/deadlines";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { useNow } from "../clock.ts";
import { ActButton } from "../components/act-button.tsx";
import { Labelled } from "../components/labelled.tsx";
import { Notice } from "../components/notice.tsx";
import { Unstored } from "../components/unstored.tsx";
import { askAgain } from "../server-state.ts";
import { inSwedish } from "../texts/language.ts";
import { rounds } from "../texts/rounds.ts";
import { useKeptText } from "../use-kept-text.ts";
import { useRefusedRound } from "./refused.ts";

const words = rounds.extend;
const usualDays = 7;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

type Props = { run: Answer<"run">; told: (text: string) => void };

export function ExtendAll({ run, told }: Props): JSX.Element {
  const { round, behind } = run;
  const refused = useRefusedRound();
  const act = useAct();
  const today = dayOf(useNow());
  const earliest = round.closesOn < today ? today : addDays(round.closesOn, 1);
  const [until, setUntil] = useState<Day>(addDays(round.closesOn < today ? today : round.closesOn, usualDays));
  const kept = useKeptText("extend-all", round.id);
  const [wrong, setWrong] = useState<"until" | "reason" | null>(null);
  const frame = useRef<HTMLElement>(null);

  const extend = (to: Day, reason: string) =>
    act.run(
      async () => {
        const { round: moved } = await call("extendRun", { round: round.id }, { body: { until: to, reason } });
        kept.sent();
        told(words.done(moved.closesAt));
        setUntil(addDays(moved.closesOn, usualDays));
        await askAgain("run", "runs", "roundLog", "rounds", "overview");
      },
      () => void askAgain("run"),
    );

  async function press(): Promise<void> {
    const found = !isDay(until) || until < earliest ? "until" : kept.text.trim() === "" ? "reason" : null;
    setWrong(found);
    if (found) return frame.current?.querySelector<HTMLElement>(`#alla-${found}`)?.focus();
    await extend(until, kept.text.trim());
  }

  return (
    <section ref={frame} class="card settings-group" aria-labelledby="mer-tid">
      <h2 id="mer-tid">{words.title}</h2>
      {behind.length > 0 && (
        <Notice tone="warn">
          <p>{words.behind(behind.map(({ name }) => name))}</p>
          <div class="buttons">
            {/* They are told the reason that was given first. */}
            <ActButton busy={act.busy} onPress={() => extend(round.closesOn, words.title)}>
              {words.again}
            </ActButton>
          </div>
        </Notice>
      )}
      <details class="disclosure" open={kept.text !== ""}>
        <summary>{words.button}</summary>
        <div class="settings-group">
          <p>{words.lead}</p>
          <p class="quiet small">{words.one}</p>
          <Labelled
            id="alla-until"
            label={words.until}
            hint={words.untilHint(earliest)}
            fault={wrong === "until" ? words.untilMissing(earliest) : undefined}
          >
            {(tied) => (
              <input
                {...tied}
                class="input"
                type="date"
                min={earliest}
                value={until}
                onInput={({ currentTarget }) => setUntil(currentTarget.value)}
              />
            )}
          </Labelled>
          <Labelled
            id="alla-reason"
            label={words.reason}
            hint={words.reasonHint}
            fault={wrong === "reason" ? words.reasonMissing : undefined}
          >
            {(tied) => (
              <textarea
                {...tied}
                {...inSwedish}
                class="input"
                rows={3}
                value={kept.text}
                onInput={({ currentTarget }) => kept.write(currentTarget.value)}
              />
            )}
          </Labelled>
          <Unstored kept={kept} />
          {act.refusal !== null && (
            <p role="alert" class="fault">
              {refused(act.refusal)}
            </p>
          )}
          <div class="buttons">
            <ActButton busy={act.busy} onPress={press}>
              {words.give}
            </ActButton>
          </div>
        </div>
      </details>
    </section>
  );
}
