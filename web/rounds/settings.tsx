/** A round's settings as a form: what may still be changed is filled in, the rest is told. A conflict loses nothing that was typed. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "#domain/contract";
import { isEditable, settingsOf } from "#domain/round-settings";
import { useAct } from "../act.ts";
import { announce } from "../announce.ts";
import { call } from "../api.ts";
import { ActButton } from "../components/act-button.tsx";
import { Notice } from "../components/notice.tsx";
import { refusedAs } from "../refusal.ts";
import { useSentenceOf } from "../sentence.ts";
import { askAgain } from "../server-state.ts";
import { rounds } from "../texts/rounds.ts";
import { stayWhile } from "../under-way.ts";
import { holdWork } from "../unsaved.ts";
import { SettingFields } from "./setting-fields.tsx";
import {
  changedIn,
  type Field,
  fieldsOf,
  merged,
  settingOf,
  settingsFrom,
  type Typed,
  typedOf,
  type Wrong,
} from "./settings-form.ts";
import { shown } from "./shown-setting.ts";

const words = rounds.settings;

type Run = Answer<"run">;
type Props = {
  run: Run;
  rounds: Answer<"runs">["runs"][number]["round"][];
  rsses: Answer<"register">["rsses"];
  mayChange: boolean;
  /** Tells whether there is something that is not saved. */
  onChanged: (isChanged: boolean) => void;
};

/** The settings of a round as the portal tells it; its log is no part of them. */
const toldIn = ({
  round,
  ...run
}: Pick<Run, "round" | "state" | "rev" | "ladder" | "frame" | "openedAt" | "closedAt">) =>
  settingsOf({ round, run: { ...run, seq: 0, tip: "" } });

/** What is wrong, in words; what the portal has no words for cannot be used as it is. */
const sayProblem = (problem: string): string => words.problems[problem] ?? words.problems.other ?? "";

/** What the server said of each field: where a setting has several, all of them. */
function faultsOf(issues: { path: string; problem: string }[], typed: Typed): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { path, problem } of issues) {
    for (const field of fieldsOf(typed))
      if (field === path || path.startsWith(`${field}.`) || settingOf(field) === path)
        found[field] ??= sayProblem(problem);
  }
  return found;
}

export function Settings({ run, rounds: all, rsses, mayChange, onChanged }: Props): JSX.Element {
  const sentenceOf = useSentenceOf();
  const now = toldIn(run);
  const [seen, setSeen] = useState({ rev: run.rev, base: typedOf(now) });
  const [typed, setTyped] = useState(typedOf(now));
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [both, setBoth] = useState<Field[] | null>(null);
  const [isSaved, setSaved] = useState(false);
  const act = useAct();
  const frame = useRef<HTMLElement>(null);
  const changed = changedIn(seen.base, typed);
  const isChanged = changed.length > 0;

  // Somebody has saved meanwhile: what is not touched here follows, and the rest is told of.
  useEffect(() => {
    if (run.rev === seen.rev) return;
    const theirs = typedOf(toldIn(run));
    const after = merged(seen.base, typed, theirs);
    if (isChanged) setBoth(after.both);
    setTyped(after.typed);
    setSeen({ rev: run.rev, base: theirs });
  }, [run.rev]);
  useEffect(() => onChanged(isChanged), [isChanged]);
  const risk = useRef(false);
  risk.current = isChanged;
  useEffect(() => {
    const ends = [
      holdWork({ flush: async () => !risk.current, lastly: () => {}, isAtRisk: () => risk.current }),
      stayWhile(() => risk.current),
    ];
    return () => ends.map((end) => end());
  }, []);

  function write(field: Field, text: string): void {
    setSaved(false);
    setTyped((was) => ({ ...was, [field]: text }));
    if (faults[field]) setFaults(({ [field]: _, ...others }) => others);
  }

  const showFaults = (found: Record<string, string>) => {
    setFaults(found);
    // The first that is wrong, once it says so.
    requestAnimationFrame(() => frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  async function save(): Promise<void> {
    setSaved(false);
    if (!isChanged) return announce(words.nothing);
    const read = settingsFrom(typed, now);
    if ("wrong" in read)
      return showFaults(
        Object.fromEntries(Object.entries(read.wrong as Wrong).map(([field, problem]) => [field, sayProblem(problem)])),
      );
    setFaults({});
    const done = await act.run(
      async () => {
        const after = await call("editRun", { round: run.round.id }, { body: read.settings, ifMatch: seen.rev });
        const base = typedOf(toldIn(after));
        setSeen({ rev: after.rev, base });
        setTyped(base);
        setBoth(null);
        void askAgain("run", "runs", "roundLog");
      },
      (refusal) => {
        const invalid = refusedAs(refusal, "invalid") as { issues: { path: string; problem: string }[] } | null;
        if (invalid) {
          act.dismiss();
          showFaults(faultsOf(invalid.issues, typed));
        }
        if (refusedAs(refusal, "stale")) {
          act.dismiss();
          void askAgain("run");
        }
      },
    );
    setSaved(done);
  }

  const isLocked = (field: Field) => !mayChange || !isEditable(run.state, settingOf(field));
  const isAllLocked = fieldsOf(typed).every(isLocked);
  return (
    <section ref={frame} class="run-main" aria-label={words.title}>
      {both && (
        <Notice tone="warn" title={words.stale.title} announced>
          <p>{words.stale.lead}</p>
          {both.length === 0 ? (
            <p>{words.stale.none}</p>
          ) : (
            <>
              <p>{words.stale.both}</p>
              <ul class="both-changed">
                {both.map((field) => (
                  <li key={field}>
                    <strong>{words.labels[field]}</strong>
                    <span>{words.stale.theirs(shown(field, seen.base, rsses, all))}</span>
                    <span>{words.stale.mine(shown(field, typed, rsses, all))}</span>
                    <span>
                      <button
                        type="button"
                        class="button plain"
                        onClick={() => {
                          write(field, seen.base[field]);
                          setBoth(both.filter((each) => each !== field));
                        }}
                      >
                        {words.stale.take}
                        <span class="visually-hidden">: {words.labels[field]}</span>
                      </button>
                    </span>
                  </li>
                ))}
              </ul>
              <p>{words.stale.keep}</p>
            </>
          )}
        </Notice>
      )}
      <SettingFields {...{ run, typed, write, faults, isLocked, rsses }} rounds={all} />
      {!isAllLocked && (
        <div class={isChanged ? "save-bar changed no-print" : "save-bar no-print"}>
          <ActButton first busy={act.busy} onPress={save}>
            {act.busy ? words.saving : words.save}
          </ActButton>
          {isChanged && (
            <ActButton
              plain
              busy={act.busy}
              onPress={() => {
                setTyped(seen.base);
                setFaults({});
                setBoth(null);
              }}
            >
              {words.undo}
            </ActButton>
          )}
          <span role="status" class={Object.keys(faults).length > 0 ? "fault" : "quiet"}>
            {Object.keys(faults).length > 0
              ? words.wrong(Object.keys(faults).length)
              : isChanged
                ? words.unsaved
                : isSaved
                  ? words.saved
                  : ""}
          </span>
          {act.refusal !== null && (
            <p role="alert" class="fault">
              {sentenceOf(act.refusal)}
            </p>
          )}
        </div>
      )}
    </section>
  );
}
