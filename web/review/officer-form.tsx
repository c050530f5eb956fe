/** Chooses an officer, or nobody. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { ActButton } from "../components/act-button.tsx";
import { useWords } from "../kind.ts";
import { useServer } from "../server-state.ts";
import { reviewWords } from "../texts/review.ts";

type FormProps = {
  id: string;
  /** Id of who has it; null for nobody. */
  current: string | null;
  busy: boolean;
  give: (to: string | null, name: string | null) => unknown;
};

/** Chosen first and said then: a list that acts as one goes through it by keyboard would hand it to everybody on the way. */
export function OfficerForm({ id, current, busy, give }: FormProps): JSX.Element {
  const words = useWords(reviewWords).handling;
  const { data } = useServer("officers", {});
  const [chosen, choose] = useState(current ?? "");
  const officers = data?.officers ?? [];
  return (
    <div class="officer-form">
      <label for={id}>{words.to}</label>
      <select id={id} class="input" value={chosen} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        <option value="">{words.nobodyOption}</option>
        {officers.map((officer) => (
          <option key={officer.id} value={officer.id}>
            {officer.name}
          </option>
        ))}
      </select>
      <ActButton
        busy={busy}
        onPress={() => give(chosen || null, officers.find((officer) => officer.id === chosen)?.name ?? null)}
      >
        {words.button}
      </ActButton>
    </div>
  );
}
