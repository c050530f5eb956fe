/** Which counties to show: the states, how many are in each, and how each is drawn on the map, all in one set of radio buttons. */
import type { JSX } from "preact";
import type { ShownState } from "#domain/submission";
import { useWords } from "../kind.ts";
import { domainWords } from "../texts/domain.ts";
import { staffWords } from "../texts/staff.ts";
import { StateMark } from "./state-mark.tsx";
import { states } from "./states.ts";

type Props = {
  counts: ReadonlyMap<ShownState, number>;
  chosen: ShownState | null;
  choose: (state: ShownState | null) => void;
};

export function StateFilter({ counts, chosen, choose }: Props): JSX.Element {
  const words = useWords(staffWords).overview;
  const domain = useWords(domainWords);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return (
    <fieldset class="state-filter">
      <legend>{words.filter}</legend>
      <Option label={words.all} count={all} checked={chosen === null} choose={() => choose(null)} mark={null} />
      {states.map((state) => (
        <Option
          key={state}
          label={domain.states[state]}
          count={counts.get(state) ?? 0}
          checked={chosen === state}
          choose={() => choose(state)}
          mark={<StateMark state={state} />}
        />
      ))}
    </fieldset>
  );
}

type OptionProps = { label: string; count: number; checked: boolean; choose: () => void; mark: JSX.Element | null };

function Option({ label, count, checked, choose, mark }: OptionProps): JSX.Element {
  return (
    <label class={count === 0 ? "state-option none" : "state-option"}>
      <input type="radio" name="lage" checked={checked} onChange={choose} />
      {mark}
      <span>{label}</span>
      <strong>{count}</strong>
    </label>
  );
}
