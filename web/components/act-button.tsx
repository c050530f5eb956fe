/** A button for an act that takes a moment: stays focusable while it works, and cannot be pressed twice. */
import type { ComponentChildren } from "preact";

type Props = {
  busy: boolean;
  onPress: () => unknown;
  /** The page's main act, of which there is one. */
  first?: boolean;
  plain?: boolean;
  describedBy?: string;
  /** For those who listen, where there are several of its kind. */
  label?: string;
  children: ComponentChildren;
};

export function ActButton({ busy, onPress, first, plain, describedBy, label, children }: Props) {
  const kind = first ? " first" : plain ? " plain" : "";
  return (
    <button
      type="button"
      class={`button${kind}`}
      aria-disabled={busy ? "true" : undefined}
      aria-describedby={describedBy}
      aria-label={label}
      onClick={() => {
        if (!busy) onPress();
      }}
    >
      {children}
    </button>
  );
}
