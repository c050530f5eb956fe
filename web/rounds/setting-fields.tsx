/** The fields of a round's settings, in the order one thinks of them: when, how much, what words, which reminders. */
import type { ComponentChildren, JSX } from "preact";
import type { Answer } from "#domain/contract";
import { closesAtOf, frameOf } from "#domain/round-settings";
import { Labelled, type Tied } from "../components/labelled.tsx";
import { wholeNumberIn } from "../figures.ts";
import { inSwedish } from "../texts/language.ts";
import { rounds as words } from "../texts/rounds.ts";
import type { Field, Typed } from "./settings-form.ts";
import { shown } from "./shown-setting.ts";

const { labels, hints, groups, choices, locked, lockedClosed, lockedPartly, forward } = words.settings;

type Props = {
  run: Answer<"run">;
  rounds: Answer<"run">["round"][];
  rsses: Answer<"register">["rsses"];
  typed: Typed;
  faults: Record<string, string>;
  write: (field: Field, text: string) => void;
  isLocked: (field: Field) => boolean;
};

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

export function SettingFields(props: Props): JSX.Element {
  const { run, typed, rsses, rounds } = props;
  const isPlan = run.round.kind === "plan";
  const closing = isDay(typed.closesOn)
    ? hints.closesOn(closesAtOf({ closesOn: typed.closesOn, weekendRule: typed.weekendRule }))
    : undefined;
  const one = { ...props };
  const times: Field[] = [
    ...(["opensAt", "closesOn", "weekendRule", "act"] as const),
    ...(typed.act === "handed-in" ? (["signDays"] as const) : []),
    isPlan ? "reportBy" : "follows",
  ];
  return (
    <>
      <Group title={groups.times} {...one} fields={times}>
        <div class="side-by-side">
          <DayField field="opensAt" hint={hints.opensAt} {...one} />
          <DayField field="closesOn" hint={closing} {...one} />
        </div>
        <Choice field="weekendRule" among={["keep", "next-working-day"]} {...one} />
        <Choice field="act" among={["handed-in", "signed"]} hint={hints.act} {...one} />
        {typed.act === "handed-in" && <FigureField field="signDays" hint={hints.signDays} {...one} />}
        {isPlan && <DayField field="reportBy" hint={hints.reportBy} {...one} />}
        {!isPlan && (
          <One field="follows" {...one}>
            {(tied) => (
              <select
                {...tied}
                class="input"
                value={typed.follows}
                onChange={({ currentTarget }) => props.write("follows", currentTarget.value)}
              >
                <option value="">{words.settings.noRound}</option>
                {rounds
                  .filter(({ kind }) => kind === "plan")
                  .map(({ id, kind, year }) => (
                    <option key={id} value={id}>
                      {words.name(kind, year)}
                    </option>
                  ))}
              </select>
            )}
          </One>
        )}
      </Group>
      {isPlan && (
        <Group title={groups.money} {...one} fields={["amounts.standard", "amounts.metropolitan", "frame"]}>
          <div class="side-by-side">
            <FigureField field="amounts.standard" unit={words.settings.kronor} {...one} />
            <FigureField field="amounts.metropolitan" unit={words.settings.kronor} {...one} />
          </div>
          <Counties {...one} />
          <FigureField field="frame" hint={hints.frame} unit={words.settings.kronor} {...one} />
          <Sum typed={typed} rsses={rsses} />
        </Group>
      )}
      <Group title={groups.words} {...one} fields={["howToSend", "horizon"]}>
        <One field="howToSend" hint={hints.howToSend} {...one}>
          {(tied) => (
            <textarea
              {...tied}
              {...inSwedish}
              class="input grows"
              rows={3}
              value={typed.howToSend}
              onInput={({ currentTarget }) => props.write("howToSend", currentTarget.value)}
            />
          )}
        </One>
        {isPlan && <FigureField field="horizon" hint={hints.horizon} {...one} />}
      </Group>
      <Group title={groups.reminders} {...one} fields={["ladder.days", "ladder.heads"]}>
        <div class="side-by-side">
          {(["ladder.days", "ladder.heads"] as const).map((field) => (
            <One key={field} field={field} hint={hints[field]} {...one}>
              {(tied) => (
                <input
                  {...tied}
                  class="input"
                  autocomplete="off"
                  value={typed[field]}
                  onInput={({ currentTarget }) => props.write(field, currentTarget.value)}
                />
              )}
            </One>
          ))}
        </div>
      </Group>
    </>
  );
}

type Grouped = Pick<Props, "run" | "isLocked"> & { title: string; fields: Field[]; children: ComponentChildren };

function Group({ title, run, isLocked, fields, children }: Grouped): JSX.Element {
  const id = `grupp-${fields[0]}`;
  return (
    <section class="card settings-group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {run.state !== "prepared" && fields.some(isLocked) && (
        <p class="locked-note">
          {!fields.every(isLocked) ? lockedPartly : run.state === "open" ? locked : lockedClosed}
        </p>
      )}
      {children}
    </section>
  );
}

type One = Props & { field: Field; hint?: string | undefined };

/** A field, or what stands there where it may not be changed. */
function One({ field, hint, children, ...props }: One & { children: (tied: Tied) => ComponentChildren }): JSX.Element {
  const { run, typed, faults, rsses, rounds, isLocked } = props;
  const label = labels[field] ?? field;
  if (isLocked(field)) {
    const isTheirs = field === "howToSend" ? inSwedish : {};
    return (
      <div class="field">
        <p class="label">{label}</p>
        <p class="locked-value" {...isTheirs}>
          {shown(field, typed, rsses, rounds)}
        </p>
      </div>
    );
  }
  const isForward = run.state !== "prepared" && (field === "reportBy" || field === "signDays");
  const tips = [hint, isForward ? forward : ""].filter(Boolean).join(" ");
  return (
    <Labelled id={`falt-${field.replace(".", "-")}`} label={label} hint={tips || undefined} fault={faults[field]}>
      {children}
    </Labelled>
  );
}

function DayField(props: One): JSX.Element {
  const { field, typed, write } = props;
  return (
    <One {...props}>
      {(tied) => (
        <input
          {...tied}
          class="input"
          type="date"
          value={typed[field]}
          onInput={({ currentTarget }) => write(field, currentTarget.value)}
        />
      )}
    </One>
  );
}

function FigureField({ unit, ...props }: One & { unit?: string }): JSX.Element {
  const { field, typed, write } = props;
  return (
    <One {...props}>
      {(tied) => (
        <span class="with-unit">
          <input
            {...tied}
            class="input figure"
            inputMode="numeric"
            autocomplete="off"
            value={typed[field]}
            onInput={({ currentTarget }) => write(field, currentTarget.value)}
          />
          {unit}
        </span>
      )}
    </One>
  );
}

function Choice({ field, among, hint, ...props }: One & { among: (keyof typeof choices)[] }): JSX.Element {
  const { typed, write, faults, rsses, rounds, isLocked } = props;
  const id = `falt-${field}`;
  if (isLocked(field)) {
    return (
      <div class="field">
        <p class="label">{labels[field]}</p>
        <p class="locked-value">{shown(field, typed, rsses, rounds)}</p>
      </div>
    );
  }
  return (
    <fieldset class="options" aria-describedby={hint ? `${id}-tips` : undefined}>
      <legend class="label">{labels[field]}</legend>
      {faults[field] && <p class="fault">{faults[field]}</p>}
      {among.map((each) => (
        <label key={each} class="tick">
          <input type="radio" name={id} checked={typed[field] === each} onChange={() => write(field, each)} />
          <span>{choices[each]}</span>
        </label>
      ))}
      {hint && (
        <p class="hint quiet small" id={`${id}-tips`}>
          {hint}
        </p>
      )}
    </fieldset>
  );
}

/** Which counties get the larger amount. */
function Counties(props: Props): JSX.Element {
  const { typed, write, rsses, rounds, isLocked, faults } = props;
  const field = "amounts.metropolitanCounties" as const;
  const chosen = typed[field].split(", ").filter(Boolean);
  if (isLocked(field)) {
    return (
      <div class="field">
        <p class="label">{labels[field]}</p>
        <p class="locked-value">{shown(field, typed, rsses, rounds)}</p>
      </div>
    );
  }
  const toggle = (id: string) =>
    write(field, (chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]).sort().join(", "));
  return (
    <fieldset class="options">
      <legend class="label">{labels[field]}</legend>
      {faults[field] && <p class="fault">{faults[field]}</p>}
      <div class="tick-columns">
        {rsses.map(({ id, county }) => (
          <label key={id} class="tick">
            <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
            <span>{county}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Sum({ typed, rsses }: Pick<Props, "typed" | "rsses">): JSX.Element | null {
  const [standard, metropolitan] = [
    wholeNumberIn(typed["amounts.standard"]),
    wholeNumberIn(typed["amounts.metropolitan"]),
  ];
  if (standard === null || metropolitan === null) return null;
  const metropolitanCounties = typed["amounts.metropolitanCounties"].split(", ");
  const sum = frameOf({ standard, metropolitan, metropolitanCounties }, rsses);
  return <p role="status">{words.settings.sum(sum, rsses.length)}</p>;
}
