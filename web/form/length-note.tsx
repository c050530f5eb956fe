/** Under a text field: how long it is, how it is counted, and what to do when it is too long. */
import type { ComponentChildren } from "preact";
import { useWords } from "../kind.ts";
import { planWords } from "../texts/plan.ts";
import "./length-note.css";

type Props = {
  /** For `aria-describedby`. */
  id: string;
  count: number;
  limit: number;
  isSaved: boolean;
  /** The way out of a text that is too long, where there is one beside shortening it. */
  children?: ComponentChildren;
};

export function LengthNote({ id, count, limit, isSaved, children }: Props) {
  const plan = useWords(planWords);
  const over = count - limit;
  const words = children ? plan.field.over : plan.field.overHere;
  return (
    <div class="length-note">
      <p id={id} class="length">
        <span class={over > 0 ? "length-count over" : "length-count"}>{plan.field.counter(count, limit)}</span>
        <span class="hint">{plan.field.rule}</span>
        {over > 0 && <span class="length-over">{words(over, isSaved)}</span>}
      </p>
      {over > 0 && children}
    </div>
  );
}
