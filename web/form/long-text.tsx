/**
 * A text field that is as tall as its text and shows from where it is too long. Behind the field lies the same text in the same
 * letters, of which only the marked part can be seen; on paper that text is what is printed, because no printer cuts it.
 */

import { useMemo } from "preact/hooks";
import { count, overFrom } from "#domain/counting";
import { inSwedish } from "../texts/language.ts";
import { useSaid } from "./said.ts";
import "./long-text.css";

type Props = {
  id: string;
  value: string;
  limit: number;
  /** Ids of what describes the field beside its counter. */
  describedBy: string;
  invalid: boolean;
  label?: string;
  labelledBy?: string;
  /** What is said about the length after a pause. */
  say: (count: number) => string;
  onText: (text: string) => void;
  onLeave: () => void;
};

export function useLength(value: string, limit: number): { count: number; over: number } {
  return useMemo(() => {
    const characters = count(value);
    return { count: characters, over: Math.max(0, characters - limit) };
  }, [value, limit]);
}

export function LongText({ id, value, limit, describedBy, invalid, label, labelledBy, say, onText, onLeave }: Props) {
  const from = useMemo(() => overFrom(value, limit), [value, limit]);
  const heard = useSaid(() => say(count(value)));
  return (
    <div class={invalid ? "grow invalid" : "grow"}>
      <div class="behind" aria-hidden="true" {...inSwedish}>
        {value.slice(0, from)}
        <mark>{value.slice(from)}</mark>
        {/* A last line break has a line after it only when something stands there. */}
        {"\u200B"}
      </div>
      <textarea
        id={id}
        class="input"
        {...inSwedish}
        rows={4}
        value={value}
        aria-describedby={describedBy}
        aria-invalid={invalid ? "true" : undefined}
        aria-label={label}
        aria-labelledby={labelledBy}
        onInput={(event) => {
          onText(event.currentTarget.value);
          heard();
        }}
        onBlur={onLeave}
      />
    </div>
  );
}
