/** A new round: a copy of an earlier one with its days moved, or an empty form. */
import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import type { Answer } from "#domain/contract";
import { useAct } from "../act.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Labelled } from "../components/labelled.tsx";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { rounds } from "../texts/rounds.ts";
import { formNames } from "./form-names.ts";

const words = rounds.create;

export function CreateRound({ runs }: { runs: Answer<"runs">["runs"] }): JSX.Element {
  const sentenceOf = useSentenceOf();
  const { route } = useLocation();
  const newest = runs.toSorted((one, other) => other.round.opensAt.localeCompare(one.round.opensAt));
  const [from, setFrom] = useState(newest[0] ? `copy ${newest[0].round.id}` : `template ${formNames[0]?.id}`);
  const [year, setYear] = useState(String((newest[0]?.round.year ?? new Date().getFullYear() - 1) + 1));
  const [isWrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const act = useAct();
  const isTaken = refusedAs(act.refusal, "invalid")?.issues.some(({ problem }) => problem === "taken") ?? false;

  async function create(): Promise<void> {
    const isYear = /^20\d\d$/.test(year.trim());
    setWrong(!isYear);
    if (!isYear) return field.current?.focus();
    const [kind, id] = from.split(" ") as ["copy" | "template", string];
    const wanted = Number(year);
    const body = kind === "copy" ? { copy: id, year: wanted } : { template: id, year: wanted };
    await act.run(
      async (key) => {
        const { round } = await call("createRun", {}, { body, key });
        void askAgain("runs");
        route(`/omgang/${round.id}`);
      },
      () => field.current?.focus(),
    );
  }

  return (
    <section class="card settings-group" aria-labelledby="skapa">
      <h2 id="skapa">{words.title}</h2>
      <fieldset class="options">
        <legend class="label">{words.from}</legend>
        {newest.map(({ round }) => (
          <label key={round.id} class="tick">
            <input
              type="radio"
              name="fran"
              checked={from === `copy ${round.id}`}
              onChange={() => {
                setFrom(`copy ${round.id}`);
                setYear(String(round.year + 1));
              }}
            />
            <span>{words.copy(rounds.name(round.kind, round.year))}</span>
          </label>
        ))}
        {formNames.map(({ id, kind, since }) => (
          <label key={id} class="tick">
            <input
              type="radio"
              name="fran"
              checked={from === `template ${id}`}
              onChange={() => setFrom(`template ${id}`)}
            />
            <span>{words.template(kind, since)}</span>
          </label>
        ))}
        <p class="hint quiet small">{words.copyHint}</p>
      </fieldset>
      <Labelled
        id="ar"
        label={words.year}
        hint={words.yearHint}
        fault={isWrong ? words.yearMissing : isTaken ? words.taken : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            ref={field}
            class="input figure"
            inputMode="numeric"
            autocomplete="off"
            value={year}
            onInput={({ currentTarget }) => setYear(currentTarget.value)}
          />
        )}
      </Labelled>
      {act.refusal !== null && !isTaken && (
        <p role="alert" class="fault">
          {sentenceOf(act.refusal)}
        </p>
      )}
      <div class="buttons">
        <ActButton first busy={act.busy} onPress={create}>
          {words.button}
        </ActButton>
        <span class="quiet small">{words.after}</span>
      </div>
    </section>
  );
}
