/** A field with its label, what helps to fill it in, and what is wrong with it. */
import type { ComponentChildren, JSX } from "preact";

type Props = {
  id: string;
  label: string;
  hint?: ComponentChildren;
  fault?: string | undefined;
  /** Draws the field with what ties it to its label, hint and fault. */
  children: (tied: Tied) => ComponentChildren;
};

export type Tied = { id: string; "aria-describedby"?: string; "aria-invalid"?: "true" };

export function Labelled({ id, label, hint, fault, children }: Props): JSX.Element {
  const described = [fault ? `${id}-fel` : "", hint ? `${id}-tips` : ""].filter(Boolean).join(" ");
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-tips`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="fault" id={`${id}-fel`}>
          {fault}
        </p>
      )}
      {children({
        id,
        ...(described ? { "aria-describedby": described } : {}),
        ...(fault ? { "aria-invalid": "true" as const } : {}),
      })}
    </div>
  );
}
