/** A line to fill in: words, an address or a day, with its label, hint and fault. */
import type { JSX } from "preact";
import { Labelled } from "./labelled.tsx";

type Props = {
  id: string;
  label: string;
  hint?: string | undefined;
  fault?: string | undefined;
  type?: "text" | "email" | "date";
  value: string;
  onText: (text: string) => void;
};

export function Entry({ id, label, hint, fault, type = "text", value, onText }: Props): JSX.Element {
  return (
    <Labelled id={id} label={label} hint={hint} fault={fault}>
      {(tied) => {
        const common = {
          ...tied,
          class: type === "date" ? "input day" : "input",
          autocomplete: "off",
          value,
          onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => onText(currentTarget.value),
        } as const;
        switch (type) {
          case "text":
            return <input {...common} />;
          case "email":
            return <input {...common} type="email" />;
          case "date":
            return <input {...common} type="date" />;
        }
      }}
    </Labelled>
  );
}
