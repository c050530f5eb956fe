/** The fields of SKR's forms: a label, a hint, what is wrong, and the field. */
import type { ComponentChildren, JSX, RefObject } from "preact";
import { Unstored } from "../components/unstored.tsx";
import { inSwedish } from "../texts/language.ts";
import type { useKeptText } from "../use-kept-text.ts";

type Said = {
  id: string;
  label: string;
  hint?: string | undefined;
  /** What is wrong, in words; absent while nothing is. */
  fault: string | null;
};

/** Label, hint and fault stand before the field, so that they are read before it. */
function Field({ id, label, hint, fault, children }: Said & { children: ComponentChildren }): JSX.Element {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <span class="hint" id={`${id}-tips`}>
          {hint}
        </span>
      )}
      {fault !== null && (
        <p class="fault" id={`${id}-fel`}>
          {fault}
        </p>
      )}
      {children}
    </div>
  );
}

const describedBy = ({ id, hint, fault }: Said) => ({
  "aria-invalid": fault !== null,
  "aria-describedby": [hint && `${id}-tips`, fault !== null && `${id}-fel`].filter(Boolean).join(" ") || undefined,
});

type WordsProps = Said & {
  kept: ReturnType<typeof useKeptText>;
  field: RefObject<HTMLTextAreaElement | null>;
  rows?: number;
  busy?: boolean;
};

/** For some words, which are kept in the tab until they are sent. */
export function WordsField({ kept, field, rows = 3, busy = false, ...said }: WordsProps): JSX.Element {
  return (
    <Field {...said}>
      <textarea
        id={said.id}
        class="input"
        {...inSwedish}
        rows={rows}
        ref={field}
        value={kept.text}
        // What is added while it is on its way would be lost.
        readOnly={busy}
        {...describedBy(said)}
        onInput={({ currentTarget }) => kept.write(currentTarget.value)}
      />
      <Unstored kept={kept} />
    </Field>
  );
}

type LineProps = Said & {
  value: string;
  write: (text: string) => void;
  field: RefObject<HTMLInputElement | null>;
  kind?: "figure" | "date" | "text";
  min?: string;
  max?: string;
};

/** For a figure, a day or a few words. */
export function LineField({ value, write, field, kind = "text", min, max, ...said }: LineProps): JSX.Element {
  const every = {
    ...{ id: said.id, ref: field, value, autocomplete: "off" as const, ...describedBy(said) },
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => write(currentTarget.value),
  };
  return (
    <Field {...said}>
      {kind === "date" ? (
        <input {...every} class="input figure" type="date" min={min} max={max} />
      ) : kind === "figure" ? (
        <input {...every} class="input figure" inputMode="numeric" />
      ) : (
        <input {...every} class="input" />
      )}
    </Field>
  );
}

export const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Why it could not be done. */
export function Refused({ sentence }: { sentence: string | null }): JSX.Element | null {
  if (sentence === null) return null;
  return (
    <p role="alert" class="fault">
      {sentence}
    </p>
  );
}
